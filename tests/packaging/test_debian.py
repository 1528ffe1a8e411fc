#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Debian packages: two builds are the same bit for bit, whoever makes them
where, and a bare system that gets them, and nothing else of ours, can compile
against the library, run the program and import the module, until they are
purged and nothing is left.

Needs root, for a system in a folder of its own; everything is made anew each
time."""
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(os.environ['PRSE_SOURCE_ROOT'])
SCRIPT = 'packaging/build-deb.sh'
PATH = '/usr/sbin:/usr/bin:/sbin:/bin'
CODENAME = platform.freedesktop_os_release().get('VERSION_CODENAME', '')
# Packages go faster where a power cut does not matter.
APT_ENV = {'PATH': PATH, 'LC_ALL': 'C.UTF-8', 'HOME': '/root',
           'DEBIAN_FRONTEND': 'noninteractive', 'DPKG_FORCE': 'unsafe-io'}
ELSEWHERE = 'elsewhere, in a longer folder'
TOOLS = ('gcc', 'libc6-dev', 'make', 'cmake', 'pkg-config')
FOR_C = ('libportailrse0', 'libportailrse-dev')
FOR_ALL = FOR_C + ('portailrse-packs', 'portailrse', 'python3-portailrse')

CMAKE_PROJECT = '''cmake_minimum_required(VERSION 3.13)
project(host C)
find_package(portailrse {wanted} REQUIRED)
add_executable(host example.c)
target_link_libraries(host PRIVATE portailrse::portailrse)
file(WRITE "${{CMAKE_BINARY_DIR}}/packs" "${{portailrse_PACKS_DIR}}")
'''
PYTHON_HOST = '''
import portailrse
pack = portailrse.Pack.load("fr-rse")
said = pack.evaluate({"effectif": "50..249"}, date="2026-11-23")
print(portailrse.__version__, said["bdese"].answer.name)
'''

work: Path
builds: dict[str, Path] = {}


def run(*command, **options):
    """What a command says; its failure is ours, with all that it said."""
    done = subprocess.run([str(word) for word in command], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(map(str, command))} ends with '
                             f'{done.returncode}:\n{done.stdout[-6000:]}')
    return done.stdout


def sources():
    """Where this system's own packages come from: URI, release, component."""
    lines = run('apt-get', 'indextargets', '--format',
                '$(REPO_URI) $(RELEASE) $(COMPONENT)',
                'Created-By: Packages').splitlines()
    return [line.split() for line in dict.fromkeys(lines)
            if re.fullmatch(rf'{CODENAME}(-\w+)?', line.split()[1])]


def take_sources():
    """The tree as it is now, once as it is and once as somebody has it who
    keeps files to themselves."""
    shutil.copytree(ROOT, work / 'here', symlinks=True,
                    ignore=lambda folder, names: [
                        name for name in names if name == '__pycache__' or
                        Path(folder) == ROOT and
                        re.match(r'build(-.*)?$|\.git$', name)])
    shutil.copytree(work / 'here', work / ELSEWHERE, symlinks=True)
    for path in (work / ELSEWHERE).rglob('*'):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o700)


def build(name, sources, mask, **env):
    """Makes the packages and returns the folder that has them."""
    out, temporary = work / name, work / f'{name}-temporary'
    temporary.mkdir()
    run('bash', '-c', f'umask {mask}; exec bash {SCRIPT} {out}', cwd=sources,
        env={'PATH': PATH, 'TMPDIR': str(temporary), **env})
    builds[name] = out


def build_here():
    build('one', work / 'here', '022', LC_ALL='C', TZ='UTC', HOME='/root')


def build_elsewhere():
    build('another', work / ELSEWHERE, '077', LC_ALL='tr_TR.UTF-8', HOME='/',
          TZ='Pacific/Kiritimati', CFLAGS='-O0')


def make_system():
    """A minimal system of this release, with compilers and nothing of ours."""
    system = work / 'system'
    known = sources()
    mirror = next(uri for uri, release, _ in known if release == CODENAME)
    run('debootstrap', '--variant=minbase', CODENAME, system, mirror,
        env=APT_ENV)
    Path(system, 'etc/apt/sources.list').write_text(
        ''.join(f'deb {" ".join(source)}\n' for source in known),
        encoding='utf-8')
    for path in Path('/etc/apt/apt.conf.d').glob('99*'):
        shutil.copy(path, system / 'etc/apt/apt.conf.d')
    shutil.copy('/etc/resolv.conf', system / 'etc')
    inside('apt-get', 'update', '-qq')
    apt_install(*TOOLS)


def inside(*command):
    """Runs a command in the bare system. Its /proc goes with it."""
    return run('unshare', '--mount', 'sh', '-c',
               'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"',
               work / 'system', *command, env=APT_ENV)


def shell(script):
    return inside('sh', '-ec', f'cd /host; {script}')


def apt_install(*names):
    inside('apt-get', 'install', '-qq', '--no-install-recommends', *names)


def packages(folder):
    return {path.name: path for path in sorted(folder.glob('*.deb'))}


def setUpModule():
    take_sources()
    with ThreadPoolExecutor() as pool:
        for step in [pool.submit(part) for part in
                     (build_here, build_elsewhere, make_system)]:
            step.result()


class Packages(unittest.TestCase):
    def test_two_builds_are_the_same_bit_for_bit(self):
        one, another = (
            {name: hashlib.sha256(path.read_bytes()).hexdigest()
             for name, path in packages(folder).items()}
            for folder in (builds['one'], builds['another']))
        self.assertGreaterEqual(len(one), len(FOR_ALL))
        self.assertEqual(one, another)

    def test_a_library_that_is_linked_in_is_told(self):
        for name in ('libportailrse0', 'python3-portailrse'):
            path, = builds['one'].glob(f'{name}_*.deb')
            self.assertIn(f'./usr/share/doc/{name}/third-party.txt',
                          run('dpkg-deb', '--contents', path))

    def test_lintian_finds_no_error(self):
        run('lintian', '--allow-root', '--fail-on', 'error',
            *packages(builds['one']).values())

    def test_another_version_in_the_changelog_is_refused(self):
        tree = work / 'stale'
        shutil.copytree(ROOT / 'packaging', tree / 'packaging')
        text = (ROOT / 'meson.build').read_text(encoding='utf-8')
        (tree / 'meson.build').write_text(
            re.sub("version: '[0-9.]+'", "version: '9.8.7'", text, count=1),
            encoding='utf-8')
        with self.assertRaisesRegex(AssertionError, 'meson.build says 9.8.7'):
            run('bash', SCRIPT, work / 'never', cwd=tree)

    def test_a_date_to_come_is_refused(self):
        with self.assertRaisesRegex(AssertionError, 'still to come'):
            run('bash', SCRIPT, work / 'never', '99999999999', cwd=ROOT)


class BareSystem(unittest.TestCase):
    """One after the other, as somebody does it."""

    def test_install_use_and_purge(self):
        host = work / 'system/host'
        host.mkdir()
        for path in packages(builds['one']).values():
            if '-dbgsym_' not in path.name:
                shutil.copy(path, host)
        shutil.copy(ROOT / 'examples/c/obligations.c', host / 'example.c')
        self.install(FOR_C)
        self.compile_with_pkg_config()
        self.compile_with_cmake()
        self.install(FOR_ALL)
        self.run_hosts()
        self.purge()

    def install(self, names):
        apt_install(*(f'/host/{path.name}'
                      for path in (work / 'system/host').glob('*.deb')
                      if path.name.split('_')[0] in names))

    def compile_with_pkg_config(self):
        flags = '$(pkg-config --cflags --libs portailrse)'
        shell(f'cc example.c {flags} -o by-pkg-config && rm by-pkg-config')
        shell(f'cc {flags} example.c -o by-pkg-config')

    def compile_with_cmake(self):
        for wanted in ('0.1', '0.2'):
            (work / 'system/host/CMakeLists.txt').write_text(
                CMAKE_PROJECT.format(wanted=wanted), encoding='utf-8')
            if wanted == '0.1':
                shell('cmake -S . -B by-cmake && cmake --build by-cmake')
                continue
            with self.assertRaisesRegex(AssertionError, 'version: 0.1.0'):
                shell('cmake -S . -B never')

    def run_hosts(self):
        expected = (ROOT / 'examples/c/expected/obligations.txt').read_text(
            encoding='utf-8')
        question = '2026-11-23 effectif=50..249 est_cotee=false'
        for host, packs in (
                ('by-pkg-config',
                 'pkg-config --variable=packsdir portailrse'),
                ('by-cmake/host', 'cat by-cmake/packs')):
            with self.subTest(host):
                self.assertEqual(
                    shell(f'./{host} $({packs})/fr-rse {question}'), expected)
        self.assertIn('BDESE', shell('portailrse diagnose --set effectif=60 '
                                     '--lang en'))
        (work / 'system/host/host.py').write_text(PYTHON_HOST,
                                                  encoding='utf-8')
        self.assertEqual(shell('python3 host.py'), '0.1.0 SUBJECT\n')

    def purge(self):
        ours = shell(f'dpkg -L {" ".join(FOR_ALL)}').splitlines()
        inside('apt-get', 'purge', '-qq', '--autoremove', *FOR_ALL)
        shutil.rmtree(work / 'system/host')
        left = run('find', work / 'system', '-xdev', '-path',
                   '*portailrse*').splitlines()
        self.assertGreater(len(ours), 50)
        self.assertEqual(left, [])
        self.assertNotIn('portailrse', inside('dpkg', '-l'))


def why_not():
    if os.geteuid() != 0:
        return 'needs root, to make a system in a folder'
    if not CODENAME or not shutil.which('dpkg-buildpackage', path=PATH):
        return 'this is not Debian, or a system that comes from it'
    return None


if __name__ == '__main__':
    reason = why_not()
    if reason:
        print(f'skipped: {reason}')
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix='prse-debian-') as folder:
        work = Path(folder)
        unittest.main(verbosity=2)
