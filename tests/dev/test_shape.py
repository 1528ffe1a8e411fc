#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The gate of shapes says what is wrong, and where."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GATE = Path(os.environ['PRSE_SOURCE_ROOT'], 'scripts/check-shape.py')
C, HASH = ('/* SPDX-License-Identifier: Apache-2.0 */\n',
           '# SPDX-License-Identifier: Apache-2.0\n')
FUNCTION = 'int f(void)\n{\n    return 0;\n}\n'
SOUND = {'src/a.c': C + FUNCTION, 'examples/e.py': HASH, 'meson.build': HASH,
         'dev': HASH, '.ci/run': HASH,
         'packaging/debian/rules': HASH + 'all:\n\ttrue\n'}
WIDE = 'x = "' + 'x' * 80 + '"\n'
CASES = {
    'src/b.c: no SPDX line': {'src/b.c': FUNCTION},
    'bindings/b.py: no SPDX line': {'bindings/b.py': '\n'},
    'examples/e.py:2: 86 columns': {'examples/e.py': HASH + WIDE},
    'packaging/p.sh:2: 86 columns': {'packaging/p.sh': HASH + WIDE},
    'dev:2: 86 columns': {'dev': HASH + WIDE},
    'src/b.c:2: tab or trailing space': {'src/b.c': C + '\tint i;\n'},
    'packaging/debian/rules:2: tab or trailing space':
        {'packaging/debian/rules': HASH + 'a =\tb\n'},
    'src/b.c: 601 lines': {'src/b.c': C + 600 * '\n'},
    'src/b.c:2: malloc() is banned': {'src/b.c': C + 'int *i = malloc(1);\n'},
    'b.c: f: 38 lines': {'src/b.c': C + 'int f(void)\n{\n' + 35 * '\n' + '}\n'},
    'e.py: f: 38 lines':
        {'examples/e.py': HASH + 'def f():\n' + 36 * '\n' + '    pass\n'},
    'complexity 21':
        {'src/b.c': C + 'int f(int i)\n{\n' + 20 * '    if (i) i++;\n' +
         '    return i;\n}\n'},
}


def judge(more):
    with tempfile.TemporaryDirectory(prefix='prse-shape-') as folder:
        for name, text in (SOUND | more).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
        return subprocess.run([sys.executable, GATE, folder], text=True,
                              capture_output=True, check=False)


class Shape(unittest.TestCase):
    def test_what_is_sound_passes(self):
        done = judge({})
        self.assertEqual((done.stderr, done.returncode), ('', 0), done.stdout)

    def test_what_is_wrong_is_told(self):
        for told, more in CASES.items():
            with self.subTest(told):
                done = judge(more)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(told, done.stdout)

    def test_what_others_made_is_left_alone(self):
        done = judge({'examples/other.min.js': WIDE,
                      'examples/migrations/0001_rows.py': HASH + WIDE})
        self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == '__main__':
    unittest.main(verbosity=2)
