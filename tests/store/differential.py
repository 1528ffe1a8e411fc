# SPDX-License-Identifier: Apache-2.0
"""Random steps on the stores in memory, in SQLite and in PostgreSQL at once.

    differential.py PROGRAM [STEPS [SEED]]   (a seed of 0: by the clock)
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', 'servers'))
from postgres import Postgres


def main(program, steps='200000', seed='1'):
    with tempfile.TemporaryDirectory() as folder, Postgres() as server:
        file = os.path.join(folder, 'differential.sqlite')
        return subprocess.run(
            [program, steps, seed, file, server.database('differential')],
            check=False).returncode


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
