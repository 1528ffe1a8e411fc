#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two hundred jobs while whoever works on them is killed again and again: four
workers, the sender of events, and PostgreSQL itself. Afterwards no job is lost,
each has one final event, and all results are those of an undisturbed run. What
is there is read with plain SQL. PRSE_FULL=1: a thousand kills a case."""
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))
from postgres import Postgres

PROGRAM = os.environ['PRSE_JOBS_CRASH']
FULL = os.environ.get('PRSE_FULL') == '1'
JOBS, WORKERS, LEASE_MS = 200, 4, 100
KILLS = 1000 if FULL else 60
SERVER_EVERY = 20  # of the kills, one is the server's


class Sqlite:
    def __init__(self, folder):
        self.path = os.path.join(folder, 'travaux.sqlite')
        self.address = 'sqlite:' + self.path

    def rows(self, statement):
        base = sqlite3.connect(f'file:{self.path}?mode=ro', uri=True,
                               timeout=30)
        try:
            return [tuple('' if v is None else str(v) for v in row)
                    for row in base.execute(statement)]
        finally:
            base.close()


class OnServer:
    def __init__(self, server, name):
        self.server, self.name = server, name
        self.address = server.database(name)

    def rows(self, statement):
        return [tuple(row) for row in self.server.sql(
            'SET search_path TO portailrse; ' + statement, self.name)]


class Crew:
    """Processes that are killed and replaced."""

    def __init__(self, test, store, folder, step_ms):
        self.test, self.store, self.step_ms = test, store, step_ms
        self.sent = os.path.join(folder, 'evenements')
        self.log = open(os.path.join(folder, 'log'), 'ab')
        self.members = [self.start(i) for i in range(WORKERS + 1)]

    def start(self, i):
        words = (['send', self.store.address, self.sent] if i == WORKERS else
                 ['work', self.store.address, str(LEASE_MS),
                  str(self.step_ms)])
        return subprocess.Popen([PROGRAM] + words, stderr=self.log)

    def kill(self, i):
        self.members[i].kill()
        self.test.assertEqual(self.members[i].wait(), -signal.SIGKILL)
        self.members[i] = self.start(i)

    def end(self):
        """As an administrator ends them."""
        for member in self.members:
            member.terminate()
        codes = [member.wait(60) for member in self.members]
        self.log.close()
        self.test.assertEqual(codes, [0] * len(codes))

    def abandon(self):
        for member in self.members:
            member.kill()
            member.wait()


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True).stdout.split()


def under_way(store):
    """Jobs that have not ended, and events that have not been sent."""
    return tuple(int(n) for n in store.rows(
        "SELECT (SELECT count(*) FROM travaux WHERE etat IN "
        "('pret', 'attente', 'en_cours')), (SELECT count(*) FROM travaux "
        "WHERE livrer_le IS NOT NULL)")[0])


def outcome(store):
    """What each job came to, by its key."""
    return sorted(store.rows(
        'SELECT cle, etat, resultat FROM travaux LEFT JOIN resultats '
        'ON travail = id'))


class Crash(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-jobs-crash-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.seed = int(os.environ.get('PRSE_SEED', random.randrange(10**6)))
        self.random = random.Random(self.seed)
        print(f'PRSE_SEED={self.seed}', flush=True)

    def undisturbed(self):
        folder = os.path.join(self.folder, 'calme')
        os.mkdir(folder)
        store = Sqlite(folder)
        run('add', store.address, 0, JOBS)
        run('work', store.address, 5000, 0, 'drain')
        return outcome(store)

    def wait_until(self, condition, seconds, what):
        until = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), until, what)
            time.sleep(0.05)

    def check_rows(self, store):
        """The invariants, in SQL."""
        self.assertEqual(store.rows(
            "SELECT count(*) FROM travaux WHERE etat IN ('pret', 'attente', "
            "'en_cours') OR bail_a IS NOT NULL"), [('0',)], 'ended')
        self.assertEqual(store.rows(
            'SELECT id FROM travaux WHERE (SELECT count(*) FROM evenements '
            'WHERE travail = id AND final = 1) <> 1'), [], 'one final event')
        self.assertEqual(store.rows(
            'SELECT id FROM travaux WHERE evenements <> (SELECT count(*) FROM '
            'evenements WHERE travail = id) OR evenements <> (SELECT '
            'max(numero) FROM evenements WHERE travail = id)'), [],
            'numbers without gaps')
        self.assertEqual(store.rows(
            'SELECT id FROM travaux WHERE evenements <> (SELECT numero FROM '
            'evenements WHERE travail = id AND final = 1)'), [],
            'nothing after the end')
        self.assertEqual(store.rows(
            "SELECT t.id FROM travaux t JOIN evenements e ON e.travail = t.id "
            "WHERE final = 1 AND e.genre <> t.etat"), [], 'the event is true')
        self.assertEqual(store.rows('SELECT count(*) FROM etapes'), [('0',)])
        self.assertEqual(store.rows(
            'SELECT count(*) FROM travaux WHERE livres <> evenements OR '
            'livrer_le IS NOT NULL'), [('0',)], 'all was sent')
        self.assertEqual(store.rows(
            'SELECT count(*) FROM evenements WHERE livre_le IS NULL'),
            [('0',)])

    def check_sent(self, store, path):
        """What a receiver saw that ignores what it has seen: each event, in
        order, with one end."""
        seen = {}
        for line in Path(path).read_text().splitlines():
            job, number, final, kind = line.split()
            events = seen.setdefault(job, [])
            if int(number) > len(events):
                self.assertEqual(int(number), len(events) + 1, 'in order')
                events.append((int(final), kind))
        self.assertEqual(
            {job: str(len(events)) for job, events in seen.items()},
            dict(store.rows('SELECT id, evenements FROM travaux')))
        for events in seen.values():
            self.assertEqual([final for final, _ in events],
                             [0] * (len(events) - 1) + [1])

    def kill_on(self, crew, store, server):
        """Kills until there were enough of them, while there is work."""
        kills = servers = batches = 0
        while kills < KILLS:
            if under_way(store)[0] == 0:
                batches += 1
                run('add', store.address, JOBS * batches,
                    JOBS * (batches + 1))
            for _ in range(10):
                time.sleep(self.random.uniform(0, 0.06))
                kills += 1
                if server and kills % SERVER_EVERY == 0:
                    server.kill()
                    time.sleep(self.random.uniform(0, 0.05))
                    server.start()
                    servers += 1
                else:
                    crew.kill(self.random.randrange(WORKERS + 1))
        return kills, servers, batches

    def disturbed(self, store, server=None):
        begun = time.monotonic()
        wanted = self.undisturbed()
        run('add', store.address, 0, JOBS)
        crew = Crew(self, store, self.folder, 40 if FULL else 8)
        try:
            kills, servers, batches = self.kill_on(crew, store, server)
            self.wait_until(lambda: under_way(store) == (0, 0), 60,
                            'the work is not done')
            crew.end()
        except BaseException:
            crew.abandon()
            raise
        self.check_rows(store)
        self.check_sent(store, crew.sent)
        found = [row for row in outcome(store)
                 if int(row[0].split(':')[1]) < JOBS]
        self.assertEqual(found, wanted)
        deaths = store.rows('SELECT sum(morts), count(*) FROM travaux')[0]
        print(f'{deaths[1]} jobs, {kills} kills ({servers} of the server), '
              f'{deaths[0]} deaths over a job, '
              f'{time.monotonic() - begun:.0f} s', flush=True)

    def test_on_sqlite(self):
        self.disturbed(Sqlite(self.folder))

    def test_on_postgresql(self):
        with Postgres(fsync=True) as server:
            self.disturbed(OnServer(server, 'essai'), server)


if __name__ == '__main__':
    unittest.main()
