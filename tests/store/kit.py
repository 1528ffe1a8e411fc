# SPDX-License-Identifier: Apache-2.0
"""The conformance kit of stores on each of ours, then on stores that break one
sentence of the contract each: the kit has to notice every one of them.

    kit.py KIT_RUN KIT_BITES [stores|bites]
"""
import concurrent.futures
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', 'servers'))
from postgres import Postgres

AT_ONCE = 16  # the kit mostly waits


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def stores(kit_run):
    with tempfile.TemporaryDirectory() as folder, Postgres() as server:
        kinds = [['memory'],
                 ['sqlite', os.path.join(folder, 'kit.sqlite')],
                 ['postgres', server.database('kit')]]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for code, text in pool.map(lambda kind: run(kit_run, *kind),
                                       kinds):
                print(text, end='', flush=True)
                yield code == 0


def bites(kit_bites):
    count = int(run(kit_bites)[1])
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda defect: run(kit_bites, str(defect)),
                         range(count))
        for defect, (code, text) in enumerate(found):
            print(f'{"ok   " if code == 0 else "WRONG"} {defect}: {text}',
                  end='', flush=True)
            yield code == 0


def main(kit_run, kit_bites, what='all'):
    good = []
    if what in ('all', 'stores'):
        good += stores(kit_run)
    if what in ('all', 'bites'):
        good += bites(kit_bites)
    return 0 if good and all(good) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
