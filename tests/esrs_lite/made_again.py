#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The model that is built is what another build of the tool makes.

usage: made_again.py TOOL MODEL.c LABELS LEXICON SENTENCES"""
import subprocess
import sys
import tempfile
from pathlib import Path

tool, model, *tables = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    again = Path(folder) / "again.c"
    subprocess.run([tool, *tables, again], check=True)
    same = again.read_bytes() == Path(model).read_bytes()
print("the same to the byte" if same else f"{model} differs from {again}")
sys.exit(not same)
