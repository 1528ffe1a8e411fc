#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Without curl, SQLite, libzip, expat, OpenSSL and libpq the library builds, is
linked to what it says, and its rules, receipts and portals do as ever: portals
on stores and blob stores that a host brings, or in memory."""
import os
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(os.environ['PRSE_SOURCE_ROOT'])
BUILD = Path(os.environ['PRSE_CORE_BUILD'])
ABSENT = ('curl', 'sqlite', 'zip', 'crypto', 'postgres', 'xlsx', 'camembert',
          'python', 'java')
OPTIONS = ['-Dtests=enabled', '-Dwerror=true', '-Doptimization=0',
           '-Ddebug=false', *(f'-D{name}=disabled' for name in ABSENT)]
LIBRARY = 'src/libportailrse.so.0'
PROGRAMS = ['tests/api/test-api', 'tests/test-crypto', 'tests/test-random',
            'tests/test-receipt', 'tests/test-portal']
# On the systems that ./dev knows; the loader is listed on some.
LINKED = {'libc', 'libm', 'libcjson', 'libyaml-0', 'ld-linux-x86-64',
          'ld-linux-aarch64'}


def build():
    """The folder as meson and ninja leave it; what they say when they fail."""
    if not (BUILD / 'build.ninja').exists():
        shutil.rmtree(BUILD, ignore_errors=True)
        run('meson', 'setup', *OPTIONS, BUILD, ROOT)
    run('ninja', '-C', BUILD, real_library(), *PROGRAMS)


def real_library():
    """The target under its full version, which ninja wants."""
    project = (ROOT / 'meson.build').read_text(encoding='utf-8')
    version = re.search(r"version: '([\d.]+)'", project)[1]
    return f'src/libportailrse.so.{version}'


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stdout[-8000:] + done.stderr)
    return done.stdout


class Core(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        build()

    def test_is_linked_to_little(self):
        heads = run('readelf', '-d', BUILD / LIBRARY)
        needed = set(re.findall(r'NEEDED.*\[([^]]+?)\.so', heads))
        self.assertIn('libcjson', needed)
        self.assertEqual(needed - LINKED, set())

    def test_does_what_the_whole_one_does(self):
        for program in PROGRAMS:
            with self.subTest(program):
                done = subprocess.run(
                    [BUILD / program], capture_output=True, text=True,
                    env=os.environ | {'PRSE_SOURCE_ROOT': str(ROOT)})
                told = done.stdout + done.stderr
                self.assertEqual(done.returncode, 0, told[-4000:])
                tested = re.search(r'Tested: \S*?(\d+)', plain(told))
                self.assertGreater(int(tested[1]), 0)


def plain(text):
    return re.sub(r'\x1b\[[0-9;]*m', '', text)


if __name__ == '__main__':
    sys.exit(unittest.main())
