#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What else befalls workers: stopped for longer than their lease, a disk that
is full, jobs taken back under their hands, many who race for few jobs."""
import os
import resource
import signal
import subprocess
import time
import unittest
from pathlib import Path

from queues import (PROGRAM, OnServer, Postgres, QueueTest, Sqlite, outcome,
                    run, under_way)


class Hard(QueueTest):
    """On SQLite; the next class does the same on PostgreSQL."""

    def store(self):
        return Sqlite(self.folder)

    def start(self, store, *words, **more):
        log = open(os.path.join(self.folder, 'log'), 'ab')
        self.addCleanup(log.close)
        worker = subprocess.Popen([PROGRAM, words[0], store.address,
                                   *map(str, words[1:])], stderr=log, **more)
        self.addCleanup(worker.wait)
        self.addCleanup(worker.kill)
        return worker

    def log(self):
        return Path(self.folder, 'log').read_text(errors='replace')

    def finish(self, store):
        """Everything is done and told."""
        sent = os.path.join(self.folder, 'evenements')
        run('work', store.address, 5000, 0, 'drain')
        run('send', store.address, sent, 'drain')
        self.check_rows(store)
        self.check_sent(store, sent)

    def running(self, store):
        return int(store.rows("SELECT count(*) FROM travaux WHERE etat = "
                              "'en_cours'")[0][0])

    def test_who_was_stopped_past_the_lease_lets_go(self):
        store = self.store()
        wanted = self.undisturbed(12)
        run('add', store.address, 0, 12)
        first = self.start(store, 'work', 300, 40)
        self.wait_until(lambda: self.running(store) == 1, 30, 'begun')
        time.sleep(0.1)
        first.send_signal(signal.SIGSTOP)
        second = self.start(store, 'work', 300, 10)
        self.wait_until(lambda: under_way(store)[0] == 0, 60, 'taken over')
        first.send_signal(signal.SIGCONT)
        time.sleep(0.5)
        for worker in (first, second):
            worker.terminate()
            self.assertEqual(worker.wait(30), 0)
        self.assertIn('lost: another worker has it', self.log())
        self.finish(store)
        self.assertEqual(outcome(store), wanted)
        self.assertEqual(store.rows('SELECT sum(morts) FROM travaux'),
                         [('1',)])

    def test_who_is_asked_to_stop_gives_its_job_back(self):
        store = self.store()
        run('add', store.address, 0, 1)
        worker = self.start(store, 'work', 60000, 100)
        self.wait_until(lambda: self.running(store) == 1, 30, 'begun')
        begun = time.monotonic()
        worker.terminate()
        self.assertEqual(worker.wait(30), 0)
        self.assertLess(time.monotonic() - begun, 5)
        self.assertEqual(store.rows('SELECT etat, echecs, morts FROM travaux'),
                         [('pret', '0', '0')])
        self.finish(store)

    def test_jobs_are_taken_back_while_they_run(self):
        store = self.store()
        run('add', store.address, 0, 60)
        workers = [self.start(store, 'work', 2000, 5) for _ in range(4)]
        taken_back = set()
        while under_way(store)[0]:
            taken_back.update(run('cancel', store.address, 4))
        for worker in workers:
            worker.terminate()
            self.assertEqual(worker.wait(30), 0)
        self.finish(store)
        states = dict(store.rows('SELECT id, etat FROM travaux'))
        canceled = {job for job, state in states.items() if state == 'annule'}
        self.assertEqual(canceled, taken_back)
        self.assertTrue(canceled)

    def test_eight_workers_race_for_few_jobs(self):
        store = self.store()
        wanted = self.undisturbed(16)
        workers = [self.start(store, 'work', 5000, 0) for _ in range(8)]
        run('add', store.address, 0, 16)
        run('add', store.address, 0, 16)
        self.wait_until(lambda: under_way(store)[0] == 0, 60, 'done')
        for worker in workers:
            worker.terminate()
            self.assertEqual(worker.wait(30), 0)
        self.finish(store)
        self.assertEqual(outcome(store), wanted)
        self.assertEqual(store.rows('SELECT sum(morts) FROM travaux'),
                         [('0',)])


class HardOnServer(Hard):
    @classmethod
    def setUpClass(cls):
        cls.server = Postgres()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def store(self):
        return OnServer(self.server, 'essai')


class FullDisk(Hard):
    """No file may grow beyond a size, until it may."""

    def limit(self, size):
        def before():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE,
                               (size, resource.RLIM_INFINITY))
        return before

    def test_a_full_disk_is_waited_for(self):
        store = Sqlite(self.folder)
        wanted = self.undisturbed(40)
        run('add', store.address, 0, 40)
        worker = self.start(store, 'work', 1000, 1,
                            preexec_fn=self.limit(200 * 1024))
        self.wait_until(lambda: 'the store fails' in self.log(), 60, 'full')
        time.sleep(0.5)
        self.assertIsNone(worker.poll(), 'it has not given up')
        self.assertGreater(under_way(store)[0], 0)
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE,
                         (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.wait_until(lambda: under_way(store)[0] == 0, 60, 'done')
        worker.terminate()
        self.assertEqual(worker.wait(30), 0)
        self.finish(store)
        self.assertEqual(outcome(store), wanted)


def load_tests(loader, _tests, _pattern):
    """A full disk is one test, not all those of its class again."""
    suite = unittest.TestSuite()
    suite.addTests(loader.loadTestsFromTestCase(Hard))
    suite.addTests(loader.loadTestsFromTestCase(HardOnServer))
    suite.addTest(FullDisk('test_a_full_disk_is_waited_for'))
    return suite


if __name__ == '__main__':
    unittest.main()
