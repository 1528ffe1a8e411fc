#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Instructions that one company costs, against what was recorded.

usage: budget.py PROGRAM PACKS BUDGET BUILD

BUILD names compiler and optimisation ("gcc 12 -O2"); a budget holds for one build
only. Fails above a tenth more than the budget; PRSE_RECORD=1 writes it anew.
Exit 77 without valgrind, or where no budget was recorded for the build."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

MARGIN = 1.10
COMPANIES = 201  # one to warm up, then a batch


def instructions(program, pack):
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind",
             "--callgrind-out-file=" + out.name,
             "--toggle-collect=one_company", program, pack, "1"],
            capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1]) // COMPANIES


def read(path):
    rows = {}
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            build, pack, count = (part.strip() for part in line.split("|"))
            rows[build, pack] = int(count)
    return rows


def write(path, rows):
    head = [line for line in open(path, encoding="utf-8")
            if line.startswith("#")]
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(head)
        for (build, pack), count in sorted(rows.items()):
            out.write(f"{build} | {pack} | {count}\n")


def main():
    program, packs, path, build = sys.argv[1:]
    if not shutil.which("valgrind"):
        print("valgrind is not there")
        return 77
    rows, record = read(path), os.environ.get("PRSE_RECORD") == "1"
    bad = known = 0
    for pack in sorted(os.listdir(packs)):
        folder = os.path.join(packs, pack)
        if not os.path.exists(os.path.join(folder, "pack.yaml")):
            continue
        budget = rows.get((build, pack))
        if budget is None and not record:
            continue
        count = instructions(program, folder)
        known += 1
        print(f"{pack}: {count} instructions, budget {budget}")
        if record:
            rows[build, pack] = count
        elif count > budget * MARGIN:
            bad += 1
            print(f"{pack}: {count / budget:.2f} times the budget")
    if record:
        write(path, rows)
    return 1 if bad else 0 if known else 77


sys.exit(main())
