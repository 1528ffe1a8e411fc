#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of examples shows every one of them whole, and each program stays
short enough to be read."""
import os
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(os.environ['PRSE_SOURCE_ROOT'])
PAGE = (ROOT / 'docs/examples-c.md').read_text(encoding='utf-8')
SOURCES = {path.name: path.read_text(encoding='utf-8')
           for path in (ROOT / 'examples/c').glob('*.[ch]')}


class Examples(unittest.TestCase):
    def test_every_file_is_shown(self):
        shown = set(re.findall(r'\{literalinclude\} \.\./examples/c/(\S+)',
                               PAGE))
        hidden = set(SOURCES) - shown - {'own_store.h'}  # one prototype
        self.assertEqual(hidden, set())
        for name in shown:
            self.assertTrue((ROOT / 'examples/c' / name).is_file(), name)

    def test_programs_are_short(self):
        programs = [text for text in SOURCES.values() if '\nint main(' in text]
        self.assertEqual(len(programs), 5)
        for text in programs:
            self.assertLessEqual(text.count('\n'), 80)
        for text in SOURCES.values():
            self.assertLessEqual(text.count('\n'), 250)
            self.assertLessEqual(max(map(len, text.splitlines())), 80)


if __name__ == '__main__':
    sys.exit(unittest.main())
