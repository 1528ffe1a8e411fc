#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The C of README.md compiles as it stands there, one block after the other,
and what asks no public service runs."""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ['PRSE_SOURCE_ROOT'])
LIBRARY = Path(os.environ['PRSE_LIBRARY'])
BLOCKS = re.findall(r'```c\n(.*?)```',
                    (ROOT / 'README.md').read_text(encoding='utf-8'), re.S)


def program(blocks):
    lines = '\n'.join(blocks).splitlines()
    includes = [line for line in lines if line.startswith('#include')]
    rest = [line for line in lines if not line.startswith('#include')]
    return '\n'.join(['#include <stdio.h>', *includes, 'int main(void)', '{',
                      *rest, 'return 0;', '}', ''])


class Readme(unittest.TestCase):
    def build(self, blocks, folder):
        source = Path(folder, 'readme.c')
        source.write_text(program(blocks).replace(
            'portail.sqlite', folder + '/portail.sqlite'), encoding='utf-8')
        done = subprocess.run(
            [os.environ.get('CC', 'cc'), '-std=c11', '-Wall', '-Wextra',
             '-Werror', '-I', ROOT / 'include', source, '-o',
             folder + '/readme', LIBRARY, f'-Wl,-rpath,{LIBRARY.parent}'],
            capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return folder + '/readme'

    def test_every_block_compiles(self):
        self.assertEqual(len(BLOCKS), 3)
        with tempfile.TemporaryDirectory(prefix='prse-readme-') as folder:
            self.build(BLOCKS, folder)

    def test_what_asks_nobody_runs(self):
        offline = [block for block in BLOCKS if 'dashboard' not in block]
        with tempfile.TemporaryDirectory(prefix='prse-readme-') as folder:
            done = subprocess.run([self.build(offline, folder)], cwd=ROOT,
                                  capture_output=True, text=True)
        self.assertEqual(done.stderr, '')
        self.assertIn('BDESE: subject', done.stdout)
        self.assertIn('"facts_digest"', done.stdout)


if __name__ == '__main__':
    sys.exit(unittest.main())
