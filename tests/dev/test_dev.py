#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""./dev on a project of one program: what is tested is built without a
warning, what a user builds is built all the same."""
import hashlib
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ['PRSE_SOURCE_ROOT'])
PROJECT = """project('small', 'c', default_options: ['warning_level=3'])
portailrse = executable('portailrse', 'main.c')
if get_option('tests').enabled()
  test('it starts', portailrse)
endif
benchmark('fast', portailrse)
benchmark('slow', portailrse)
"""
CLEAN = 'int main(void)\n{\n    return 0;\n}\n'
WARNED = 'int main(void)\n{\n    int unused;\n    return 0;\n}\n'
# The project's own options are those of the real one.
COPIED = ('dev', 'meson_options.txt', 'scripts/run-tests.py',
          'tests/requirements.txt', 'bindings/duckdb/fetch_headers.py')


class Dev(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-dev-')
        self.addCleanup(folder.cleanup)
        self.tree = Path(folder.name)
        for name in COPIED:
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.tree / name)
        self.write('meson.build', PROJECT)
        self.pretend_that_all_is_installed()

    def write(self, name, text):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
        return path

    def pretend_that_all_is_installed(self):
        """Nothing is fetched for a test."""
        query = self.write('bin/dpkg-query', '#!/bin/sh\nprintf installed\n')
        query.chmod(0o755)
        for name, stamp in (
                ('tests/requirements.txt', 'requirements'),
                ('bindings/duckdb/fetch_headers.py', 'duckdb/wanted')):
            digest = hashlib.sha256((self.tree / name).read_bytes())
            self.write('build-tools/' + stamp,
                       f'{digest.hexdigest()}  {name}\n')
        arrow = next(line for line in
                     (self.tree / 'tests/requirements.txt').read_text(
                         encoding='utf-8').splitlines()
                     if line.startswith('pyarrow=='))
        self.write('build-tools/arrow', arrow)
        version = next(line.split('=')[1] for line in
                       (ROOT / 'dev').read_text(encoding='utf-8').splitlines()
                       if 'local version=' in line)
        self.write('build-tools/seaweedfs', version)

    def dev(self, *task):
        path = f'{self.tree / "bin"}:{os.environ["PATH"]}'
        return subprocess.run([self.tree / 'dev', *task], text=True,
                              env=os.environ | {'PATH': path},
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)

    def test_what_has_no_warning_is_tested_with_two_compilers(self):
        self.write('main.c', CLEAN)
        done = self.dev('test')
        self.assertTrue(done.stdout.endswith('\n2 passed, 0 failed\n'),
                        done.stdout)
        self.assertEqual(done.returncode, 0)

    def test_a_warning_fails_the_tests(self):
        self.write('main.c', WARNED)
        done = self.dev('test')
        self.assertIn('unused', done.stdout)
        self.assertTrue(done.stdout.endswith('\n0 passed, 1 failed\n'),
                        done.stdout)
        self.assertEqual(done.returncode, 1)

    def test_a_warning_stops_no_user(self):
        self.write('main.c', WARNED)
        self.assertIn('the program is not there', self.dev('demo').stdout)
        self.assertTrue((self.tree / 'build/portailrse').exists())

    def test_benchmarks_are_run_by_name(self):
        self.write('main.c', CLEAN)
        self.write('tests/perf/meson.build', '')
        done = self.dev('bench', 'slow')
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stdout, r'1/1 slow +OK')
        self.assertNotIn('fast', done.stdout)
        self.assertFalse((self.tree / 'build-peers').exists())

    def test_options_last_until_others_are_asked_for(self):
        self.write('main.c', CLEAN)
        self.dev('test')
        known = self.tree / 'build/dev.options'
        before = known.read_text(encoding='utf-8')
        self.write('sub/meson.build', '')
        self.dev('demo')
        self.assertEqual(known.read_text(encoding='utf-8'), before)


if __name__ == '__main__':
    unittest.main(verbosity=2)
