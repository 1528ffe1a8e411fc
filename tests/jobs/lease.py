#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""lease.pml, walked through whole by spin: each of its properties holds; and
where a worker looks at the job's state only, not at its token, they do not.
PRSE_FULL=1: with three workers. Skipped where spin is not installed."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

MODEL = Path(__file__).with_name('lease.pml')
PROPERTIES = ('once', 'told', 'ended', 'obeyed')
WORKERS = 3 if os.environ.get('PRSE_FULL') == '1' else 2


class Lease(unittest.TestCase):
    def make(self, *definitions):
        folder = tempfile.TemporaryDirectory(prefix='prse-spin-')
        self.addCleanup(folder.cleanup)
        subprocess.run(['spin', '-a', f'-DWORKERS={WORKERS}', *definitions,
                        str(MODEL)], cwd=folder.name, check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run(['cc', '-O1', '-w', '-o', 'pan', 'pan.c'],
                       cwd=folder.name, check=True)
        return folder.name

    def errors(self, folder, name):
        told = subprocess.run(['./pan', '-a', '-m100000', '-N', name],
                              cwd=folder, capture_output=True, text=True,
                              check=True).stdout
        self.assertNotIn('max search depth too small', told)
        return 'errors: 0' not in told

    def test_the_properties_hold(self):
        folder = self.make()
        for name in PROPERTIES:
            with self.subTest(name):
                self.assertFalse(self.errors(folder, name))

    def test_without_tokens_they_do_not(self):
        folder = self.make('-DWITHOUT_TOKENS')
        self.assertTrue(self.errors(folder, 'once'))

    def test_without_a_look_there_is_more_than_one_end(self):
        folder = self.make('-DWITHOUT_A_LOOK')
        self.assertTrue(self.errors(folder, 'once'))


if __name__ == '__main__':
    if not shutil.which('spin'):
        sys.exit(77)
    unittest.main()
