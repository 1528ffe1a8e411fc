#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs an example as its page shows it: compare.py EXPECTED INPUT STATUS
PROGRAM [ARGUMENT]... The program reads INPUT, ends with STATUS, and says on
both outputs what the file EXPECTED holds."""
import difflib
import subprocess
import sys
from pathlib import Path


def main(expected: str, given: str, status: str, *command: str) -> int:
    with open(given, 'rb') as text:
        done = subprocess.run(command, stdin=text, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=100, check=False)
    said = (done.stdout + done.stderr).decode().splitlines()
    wanted = Path(expected).read_text(encoding='utf-8').splitlines()
    print(*difflib.unified_diff(wanted, said, expected, command[0],
                                lineterm=''), sep='\n')
    if done.returncode != int(status):
        print(f'it ends with {done.returncode}, not {status}')
    return said != wanted or done.returncode != int(status)


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
