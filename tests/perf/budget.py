#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Instructions that one company costs, against what was recorded.

usage: budget.py PROGRAM PACKS BUDGET BUILD

BUILD names compiler and optimisation ("gcc 12 -O2"); a budget holds for one
build only. Fails above a tenth more than the budget; PRSE_RECORD=1 writes it
anew.
Exit 77 without valgrind, or where no budget was recorded for the build."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

MARGIN = 1.10
COMPANIES = 202  # two to warm up, then a batch
WHAT = ("one_company", "whole_company")  # functions of the program


def instructions(program, pack, what):
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind",
             "--callgrind-out-file=" + out.name,
             "--toggle-collect=" + what, program, pack, "1"],
            capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1]) // COMPANIES


def read(path):
    rows = {}
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            *key, count = (part.strip() for part in line.split("|"))
            rows[tuple(key)] = int(count)
    return rows


def write(path, rows):
    head = [line for line in open(path, encoding="utf-8")
            if line.startswith("#")]
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(head)
        for key, count in sorted(rows.items()):
            out.write(" | ".join(key) + f" | {count}\n")


def cases(packs):
    return [(pack, what) for pack in sorted(os.listdir(packs))
            if os.path.exists(os.path.join(packs, pack, "pack.yaml"))
            for what in WHAT]


def main():
    program, packs, path, build = sys.argv[1:]
    if not shutil.which("valgrind"):
        print("valgrind is not there")
        return 77
    rows, record = read(path), os.environ.get("PRSE_RECORD") == "1"
    bad = known = 0
    for pack, what in cases(packs):
        budget = rows.get((build, pack, what))
        if budget is None and not record:
            continue
        count = instructions(program, os.path.join(packs, pack), what)
        known += 1
        print(f"{pack}, {what}: {count} instructions, budget {budget}")
        if record:
            rows[build, pack, what] = count
        elif count > budget * MARGIN:
            bad += 1
            print(f"{pack}, {what}: {count / budget:.2f} times the budget")
    if record:
        write(path, rows)
    return 1 if bad else 0 if known else 77


sys.exit(main())
