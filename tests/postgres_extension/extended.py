# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of its own that knows the extension, without touching
the folders of the system: a copy of `postgres` finds its libraries and shared
files from where it stands, and there links lead to those of the system, with
the extension beside them.
"""
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ['PRSE_SOURCE_ROOT'])
sys.path.insert(0, str(ROOT / 'tests/servers'))
from postgres import Postgres  # noqa: E402

MODULE = Path(os.environ['PRSE_EXTENSION'])
CONTROL = Path(os.environ['PRSE_EXTENSION_CONTROL'])
SCRIPTS = sorted((ROOT / 'bindings/postgres').glob('portailrse--*.sql'))
PG_CONFIG = os.environ['PRSE_PG_CONFIG']


def place(name):
    done = subprocess.run([PG_CONFIG, '--' + name], capture_output=True,
                          text=True, check=True)
    return Path(done.stdout.strip())


def link_all(source, target):
    target.mkdir(parents=True)
    for entry in source.iterdir():
        (target / entry.name).symlink_to(entry)


def readable(folder):
    """The server runs as somebody else when the tests run as root."""
    for path in [folder, *folder.rglob('*')]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IROTH | stat.S_IRGRP |
                       (stat.S_IXOTH | stat.S_IXGRP if path.is_dir() else 0))


def install(tree):
    """An installation under `tree`; gives the folder of its programs."""
    inside = {name: tree / place(name).relative_to('/')
              for name in ('bindir', 'pkglibdir', 'sharedir')}
    inside['bindir'].mkdir(parents=True)
    shutil.copy2(place('bindir') / 'postgres', inside['bindir'])
    link_all(place('pkglibdir'), inside['pkglibdir'])
    link_all(place('sharedir'), inside['sharedir'])
    extension = inside['sharedir'] / 'extension'
    extension.unlink()
    link_all(place('sharedir') / 'extension', extension)
    for folder, files in ((inside['pkglibdir'], [MODULE]),
                          (extension, [CONTROL, *SCRIPTS])):
        for file in files:
            (folder / file.name).unlink(missing_ok=True)
            shutil.copy2(file, folder)
    return inside['bindir']


class Extended(Postgres):
    """packs: the folder where the server looks for packs, a copy."""

    def __init__(self, **settings):
        self.tree = Path(tempfile.mkdtemp(prefix='prse-extension-'))
        try:
            self.programs = install(self.tree)
            self.packs = self.tree / 'packs'
            shutil.copytree(ROOT / 'packs', self.packs)
            readable(self.tree)
            environment = {'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'C'}
            for name in ('LD_PRELOAD', 'ASAN_OPTIONS', 'UBSAN_OPTIONS'):
                if 'PRSE_SERVER_' + name in os.environ:
                    environment[name] = os.environ['PRSE_SERVER_' + name]
            super().__init__(environment=environment, **{
                'portailrse.pack_path': str(self.packs),
                'lc_messages': 'C', **settings})
        except BaseException:
            shutil.rmtree(self.tree, ignore_errors=True)
            raise

    def remove(self):
        super().remove()
        shutil.rmtree(self.tree, ignore_errors=True)

    def _binary(self, name):
        if name == 'postgres' and (self.programs / name).exists():
            return str(self.programs / name)
        return super()._binary(name)

    @property
    def binaries(self):
        return str(place('bindir'))

    @binaries.setter
    def binaries(self, found):
        """Those of the server that the extension was built for."""
