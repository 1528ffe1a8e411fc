# SPDX-License-Identifier: Apache-2.0
"""What README.md and docs/python.md show runs as it stands there."""
import doctest
import importlib
import os
import re
from pathlib import Path

import pytest

ROOT = Path(os.environ["PRSE_SOURCE_ROOT"])
BLOCKS = re.compile(r"```python\n(.*?)```", re.S)
MODULES = ("portailrse", "portailrse.rules", "portailrse.world",
           "portailrse.backends", "portailrse.arrow")


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_every_block_of_a_page_runs(page, tmp_path, monkeypatch):
    blocks = BLOCKS.findall((ROOT / page).read_text(encoding="utf-8"))
    assert blocks
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in blocks:
        exec(compile(block, page, "exec"), names)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_docstrings_hold(module):
    failed, _ = doctest.testmod(importlib.import_module(module))
    assert failed == 0
