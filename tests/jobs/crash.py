#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two hundred jobs while whoever works on them is killed again and again: four
workers, the sender of events, and PostgreSQL itself. Afterwards no job is lost,
each has one final event, and all results are those of an undisturbed run. What
is there is read with plain SQL. PRSE_FULL=1: a thousand kills a case."""
import os
import signal
import subprocess
import time
import unittest

from queues import (FULL, PROGRAM, OnServer, Postgres, QueueTest, Sqlite,
                    outcome, run, under_way)

JOBS, WORKERS, LEASE_MS = 200, 4, 100
KILLS = 1000 if FULL else 60
SERVER_EVERY = 20  # of the kills, one is the server's


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
        codes = {member.wait(60) for member in self.members}
        self.log.close()
        # One that had only just been started does not listen yet.
        self.test.assertLessEqual(codes, {0, -signal.SIGTERM})

    def abandon(self):
        for member in self.members:
            member.kill()
            member.wait()


class Crash(QueueTest):
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
        wanted = self.undisturbed(JOBS)
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
