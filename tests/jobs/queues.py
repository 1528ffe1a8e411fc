# SPDX-License-Identifier: Apache-2.0
"""Queues in real stores, read with plain SQL, and what holds of them whatever
has happened."""
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))
from postgres import Postgres  # noqa: E402,F401

PROGRAM = os.environ['PRSE_JOBS_CRASH']
FULL = os.environ.get('PRSE_FULL') == '1'


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


class QueueTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-jobs-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.seed = int(os.environ.get('PRSE_SEED', random.randrange(10**6)))
        self.random = random.Random(self.seed)
        print(f'PRSE_SEED={self.seed}', flush=True)

    def undisturbed(self, jobs):
        folder = os.path.join(self.folder, 'calme')
        os.mkdir(folder)
        store = Sqlite(folder)
        run('add', store.address, 0, jobs)
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
