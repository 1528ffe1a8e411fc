# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of its own for a test, on a free loopback port.

    with Postgres() as server:
        url = server.database('essai')

Flushing is off unless fsync=True; other settings are those of postgresql.conf.
The default order of texts is that of French, so that a forgotten COLLATE shows.
The server ends with the process, even when that is killed; start() must be
called from the main thread.
"""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PASSWORD = 'motdepasse-jamais-dit'


def find_binaries():
    """The folder with initdb and postgres, newest version first."""
    found = glob.glob('/usr/lib/postgresql/*/bin/postgres')
    found.sort(key=lambda path: int(path.split('/')[4]), reverse=True)
    if found:
        return os.path.dirname(found[0])
    on_path = shutil.which('postgres')
    if on_path is None:
        raise RuntimeError('no PostgreSQL server: run "./dev setup"')
    return os.path.dirname(os.path.realpath(on_path))


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def account():
    """Who runs the server: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return None
    for name in ('postgres', 'nobody'):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError('no account to run PostgreSQL with')


def state_of(pid):
    """The state and the parent of a process; none when it is no more."""
    try:
        with open(f'/proc/{pid}/stat', encoding='latin-1') as stat:
            fields = stat.read().rpartition(')')[2].split()
    except OSError:
        return None
    return None if fields[0] in 'ZX' else (fields[0], int(fields[1]))


def children_of(parent):
    pids = [int(path.split('/')[2]) for path in glob.glob('/proc/[0-9]*')]
    return [pid for pid in pids if (state_of(pid) or (0, 0))[1] == parent]


def end(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Postgres:
    def __init__(self, fsync=False, password=None, environment=None,
                 **settings):
        self.binaries = find_binaries()
        self.account = account()
        self.password = password
        self.environment = environment or {}
        self.settings = {
            'fsync': fsync, 'full_page_writes': fsync, 'max_connections': 120,
            'listen_addresses': '127.0.0.1', 'shared_buffers': '64MB',
            'log_min_messages': 'warning',
            'recovery_init_sync_method': 'syncfs', **settings}
        self.process = None
        self.port = None
        self.folder = tempfile.mkdtemp(prefix='prse-postgres-')
        try:
            self._initdb()
        except BaseException:
            self.remove()
            raise

    # --- for tests

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *ignored):
        self.remove()

    @property
    def url(self):
        return self.url_of('postgres')

    def url_of(self, database, user='portailrse', password=None, port=None):
        secret = password or self.password
        who = user + (':' + secret if secret else '')
        return f'postgresql://{who}@127.0.0.1:{port or self.port}/{database}'

    def database(self, name):
        """A new, empty database; gives its address."""
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.sql(f'CREATE DATABASE "{name}"')
        return self.url_of(name)

    def sql(self, statement, database='postgres'):
        """Runs SQL as the superuser; gives rows as lists of texts."""
        done = subprocess.run(
            [self._binary('psql'), '-XAtq', '-F', '\x1f', '-v',
             'ON_ERROR_STOP=1', '-d', self.url_of(database)],
            input=statement, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return [line.split('\x1f') for line in done.stdout.splitlines()]

    def start(self):
        """Starts the server, on the same port as before when there was one."""
        first = self.port is None
        for _ in range(5 if first else 1):
            if first:
                self.port = free_port()
            if self._start_once():
                return
        raise RuntimeError('PostgreSQL does not start:\n' + self.log())

    def stop(self):
        """A clean end that does not wait for clients."""
        self._signal(signal.SIGINT)

    def kill(self):
        """SIGKILL of the server and all its processes, as a crash."""
        if self.process is None:
            return
        parent = self.process.pid
        os.kill(parent, signal.SIGSTOP)
        children = children_of(parent)
        for pid in [parent] + children:
            end(pid)
        self.process.wait()
        self.process = None
        while any(state_of(pid) for pid in children):
            time.sleep(0.005)

    def log(self):
        try:
            with open(self._path('server.log'), encoding='utf-8',
                      errors='replace') as log:
                return log.read()
        except OSError:
            return ''

    def remove(self):
        """Ends the server and forgets everything."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- inside

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _binary(self, name):
        return os.path.join(self.binaries, name)

    def _as_account(self, arguments):
        command = ['setpriv', '--pdeathsig', 'INT']
        if self.account is not None:
            command += [f'--reuid={self.account.pw_uid}',
                        f'--regid={self.account.pw_gid}', '--clear-groups']
        return command + arguments

    def _initdb(self):
        if self.account is not None:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        command = [self._binary('initdb'), '-D', self._path('data'),
                   '--no-sync', '--username=portailrse', '--encoding=UTF8',
                   '--locale=C.UTF-8', '--locale-provider=icu',
                   '--icu-locale=fr']
        if self.password is None:
            command.append('--auth=trust')
        else:
            with open(self._path('password'), 'w', encoding='utf-8') as file:
                file.write(self.password)
            os.chmod(self._path('password'), 0o644)
            command += ['--auth=scram-sha-256',
                        '--pwfile=' + self._path('password')]
        done = subprocess.run(self._as_account(command), cwd=self.folder,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError('initdb failed:\n' + done.stderr)

    def _start_once(self):
        command = [self._binary('postgres'), '-D', self._path('data'),
                   '-p', str(self.port), '-k', self.folder]
        for name, value in self.settings.items():
            if isinstance(value, bool):
                value = 'on' if value else 'off'
            command += ['-c', f'{name}={value}']
        with open(self._path('server.log'), 'a', encoding='utf-8') as log:
            self.process = subprocess.Popen(
                self._as_account(command), cwd=self.folder, stdout=log,
                stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, **self.environment})
        return self._answers()

    def _answers(self):
        ready = [self._binary('pg_isready'), '-q', '-h', '127.0.0.1',
                 '-p', str(self.port), '-U', 'portailrse']
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.process.poll() is not None:
                self.process = None
                return False
            if subprocess.run(ready, check=False).returncode == 0:
                return True
            time.sleep(0.05)
        self.kill()
        return False

    def _signal(self, number):
        if self.process is None:
            return
        os.kill(self.process.pid, number)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None
