#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A portal that is written while it is killed, on SQLite and on PostgreSQL: the
writer, and the server too. What was acknowledged is there, nothing is half, the
journal's chains verify, documents and blobs agree."""
import os
import random
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))
from postgres import Postgres

PROGRAM = os.environ['PRSE_PORTAL_CRASH']
PACK = str(Path(os.environ['PRSE_SOURCE_ROOT'], 'tests/fixtures/mini-pack'))
FULL = os.environ.get('PRSE_FULL') == '1'


class Truth:
    """What the writer said, and what it may have done without saying so."""

    def __init__(self):
        self.facts, self.documents, self.events = None, set(), 0

    def follow(self, lines):
        """Lines of one writer, which died after the last one."""
        for line in lines:
            what, n = line.split()
            if what == 'facts':
                self.facts = int(n)
            elif what == 'upload':
                self.documents.add(int(n))
            elif what == 'remove':
                self.documents.discard(int(n))
            self.events += what != 'tidy'

    def wrong(self, told):
        """Why what is there cannot be, or nothing."""
        found = [line for line in told if line.startswith('finding')]
        if found:
            return found
        facts = [int(line.split()[1]) for line in told
                 if line.startswith('facts')]
        there = {int(line.split()[1]) for line in told
                 if line.startswith('document')}
        events = sum(int(line.split()[1]) for line in told
                     if line.startswith('events'))
        # one call was under way
        if self.facts is not None and (
                not facts or facts[0] - self.facts not in (0, 1)):
            return f'facts {facts}, acknowledged {self.facts}'
        lost = self.documents - there
        more = there - self.documents
        if len(lost) > 1 or len(more) > 1:
            return f'lost {lost}, more {more}'
        if events < self.events:
            return f'{events} events, {self.events} acknowledged'
        self.facts = facts[0] if facts else None
        self.documents, self.events = there, events
        return None


class Crash(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-crash-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.seed = int(os.environ.get('PRSE_SEED', random.randrange(10**6)))
        self.random = random.Random(self.seed)
        print(f'PRSE_SEED={self.seed}', flush=True)

    def start(self, store, blobs, number):
        return subprocess.Popen([PROGRAM, 'write', store, blobs, PACK,
                                 str(number)], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def check(self, store, blobs, truth, where):
        done = subprocess.run([PROGRAM, 'check', store, blobs, PACK],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f'{where}: {done.stderr}')
        self.assertIsNone(truth.wrong(done.stdout.splitlines()), where)

    def write_until(self, store, blobs, number, truth, kill):
        """One writer, and what kills it after a moment; the first line says
        that it is at work."""
        writer = self.start(store, blobs, number)
        first = writer.stdout.readline()
        time.sleep(self.random.uniform(0, 0.04))
        kill(writer)
        # communicate() would not see what readline() has taken along
        with writer:
            out, err = writer.stdout.read(), writer.stderr.read()
        self.assertIn(writer.returncode, (-9, 3), err)
        whole = (first + out).split('\n')[:-1]
        truth.follow(line for line in whole if line)
        return len(whole)

    def run_points(self, store, points, kill, after=lambda: None):
        truth, calls = Truth(), 0
        blobs = os.path.join(self.folder, 'blobs')
        for number in range(1, points + 1):
            calls += self.write_until(store, blobs, number, truth, kill)
            after()
            self.check(store, blobs, truth, f'point {number}')
        print(f'{points} points, {calls} calls acknowledged', flush=True)

    def test_writer_killed_on_sqlite(self):
        self.run_points('sqlite:' + os.path.join(self.folder, 'a.sqlite'),
                        200 if FULL else 60, lambda writer: writer.kill())

    def test_writer_killed_on_postgresql(self):
        with Postgres() as server:
            self.run_points(server.database('essai'), 200 if FULL else 50,
                            lambda writer: writer.kill())

    def test_server_killed_under_the_writer(self):
        with Postgres(fsync=True) as server:
            def kill(writer):
                server.kill()
                writer.wait(30)
            self.run_points(server.database('essai'), 200 if FULL else 12,
                            kill, server.start)


if __name__ == '__main__':
    unittest.main()
