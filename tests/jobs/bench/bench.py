#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""bench.py JOBS_BENCH [COUNT]: jobs added one by one and by the hundred, then
taken and ended by one worker and by four, beside Celery on Redis and
Procrastinate on PostgreSQL, in one run on one machine. Who waits for the disk
at each job waits as long as the disk takes, whatever the queue, and a disk that
others use takes ten times as long at one moment as at another: what is
compared is the median over the rounds of the ratio in one round, and of both
ways of adding the better one; one by one is shown. Fails where a peer of the
same durability or less is faster. Redis comes from Debian (redis-server),
the peers from PyPI; what is not there is left out and said to be."""
import contextlib
import importlib.util
import itertools
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / 'servers'))
from postgres import Postgres, free_port

ROUNDS = 5
LOSES_NOTHING = 'a power cut loses nothing'
LOSES_LAST = 'a power cut may take the last moments'
LOSES_ALL = 'in memory: a crash of the server loses all'


class Redis:
    """A server of its own; `always` flushes each write."""

    def __init__(self, always):
        self.port, self.folder = free_port(), tempfile.mkdtemp()
        words = ['redis-server', '--port', str(self.port), '--dir',
                 self.folder, '--save', '', '--bind', '127.0.0.1']
        if always:
            words += ['--appendonly', 'yes', '--appendfsync', 'always']
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        self.url = f'redis://127.0.0.1:{self.port}/0'
        while subprocess.run(['redis-cli', '-p', str(self.port), 'ping'],
                             capture_output=True).returncode:
            time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder)


def start(words):
    return subprocess.Popen([str(word) for word in words],
                            stdout=subprocess.PIPE, text=True,
                            stderr=subprocess.DEVNULL)


def rate(words, processes=1):
    """Jobs a second of all together, as their last lines tell."""
    running = [start(words) for _ in range(processes)]
    count, begun, ended = 0, [], []
    for process in running:
        lines = process.communicate()[0].splitlines() or ['']
        told = lines[-1].split()
        if process.returncode or len(told) != 3:
            raise RuntimeError(f'{words} failed')
        if int(told[0]):
            count += int(told[0])
            begun.append(float(told[1]))
            ended.append(float(told[2]))
    return count / (max(ended) - min(begun))


def on_sqlite(program, count, durability, folder):
    numbers = itertools.count()

    def fresh():
        where = f'sqlite:{folder}/{durability}-{next(numbers)}.sqlite'
        return tuple([program, what, where, durability, count]
                     for what in ('add', 'load', 'work'))
    return fresh


def on_server(program, count, durability, server):
    def fresh():
        where = server.database('essai')
        return tuple([program, what, where, durability, count]
                     for what in ('add', 'load', 'work'))
    return fresh


def celery(count, redis):
    peer = [sys.executable, HERE / 'peer_celery.py']
    return lambda: tuple(peer + [what, redis.url, count]
                         for what in ('add', 'load', 'work'))


def procrastinate(count, server, settings=''):
    peer = [sys.executable, HERE / 'peer_procrastinate.py']

    def fresh():
        where = server.database('essai') + settings
        return tuple(peer + [what, where, count]
                     for what in ('add', 'load', 'work'))
    return fresh


def has(*modules):
    return all(importlib.util.find_spec(name) for name in modules)


class Table:
    """Some rounds, each on new queues; in a round everybody has his turn,
    since the disk is quicker at one time than at another."""

    def __init__(self):
        self.entries, self.rounds = {}, {}

    def add(self, name, durability, fresh):
        self.entries[name] = (durability, fresh)
        self.rounds[name] = []

    def run(self):
        for _ in range(ROUNDS):
            for name, (_, fresh) in self.entries.items():
                add, _, work = fresh()
                now = [rate(add), 0, rate(work)]
                _, load, work = fresh()
                now[1] = rate(load)
                now.append(rate(work, 4))
                self.rounds[name].append(now)

    def show(self, count):
        print(f'{f"{count} jobs, a second; median":32}{"added":>8}'
              f'{"by 100":>8}{"1 worker":>10}{"4 workers":>11}')
        for name, (durability, _) in self.entries.items():
            added, loaded, one, four = map(statistics.median,
                                           zip(*self.rounds[name]))
            print(f'{name:32}{added:8.0f}{loaded:8.0f}{one:10.0f}{four:11.0f}'
                  f'   {durability}')

    def compare(self, ours, peer):
        """1 where it is slower."""
        if peer not in self.rounds:
            return 0
        pairs = list(zip(self.rounds[ours], self.rounds[peer]))
        ratios = [statistics.median(a[i] / b[i] for a, b in pairs)
                  for i in range(4)]
        adding = statistics.median(max(a[:2]) / max(b[:2]) for a, b in pairs)
        print(f'{ours} / {peer}: ' + ', '.join(
            f'{ratio:.1f}' for ratio in ratios))
        return min(adding, *ratios[2:]) < 1


def enter_ours(table, program, count, folder, server):
    for name, durability, number in (('durable', LOSES_NOTHING, 0),
                                     ('crash safe', LOSES_LAST, 1)):
        table.add(f'queue, SQLite, {name}', durability,
                  on_sqlite(program, count, number, folder))
        table.add(f'queue, PostgreSQL, {name}', durability,
                  on_server(program, count, number, server))


def enter_procrastinate(table, count, server):
    if not has('procrastinate'):
        print('Procrastinate: not installed')
        return
    table.add('Procrastinate, durable', LOSES_NOTHING,
              procrastinate(count, server))
    table.add('Procrastinate, crash safe', LOSES_LAST,
              procrastinate(count, server,
                            '?options=-csynchronous_commit%3Doff'))


def enter_celery(table, count, stack):
    if not has('celery', 'redis') or not shutil.which('redis-server'):
        print('Celery, its redis package or redis-server: not installed')
        return
    table.add('Celery, Redis', LOSES_ALL,
              celery(count, stack.enter_context(Redis(always=False))))
    table.add('Celery, Redis, always flushed', LOSES_NOTHING,
              celery(count, stack.enter_context(Redis(always=True))))


COMPARED = (
    ('queue, SQLite, durable', 'Celery, Redis, always flushed'),
    ('queue, PostgreSQL, durable', 'Celery, Redis, always flushed'),
    ('queue, SQLite, crash safe', 'Celery, Redis'),
    ('queue, PostgreSQL, crash safe', 'Celery, Redis'),
    ('queue, PostgreSQL, durable', 'Procrastinate, durable'),
    ('queue, PostgreSQL, crash safe', 'Procrastinate, crash safe'))


def main(program, count='1000'):
    table = Table()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix='prse-bench-'))
        server = stack.enter_context(Postgres(fsync=True))
        enter_ours(table, program, int(count), folder, server)
        enter_procrastinate(table, int(count), server)
        enter_celery(table, int(count), stack)
        table.run()
    table.show(int(count))
    return any([table.compare(*pair) for pair in COMPARED])


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
