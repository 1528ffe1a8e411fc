#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong around workers, each thing alone: those who are told, those
who have documents, the processes, the disk."""
import json
import os
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path

from rig import (HOST, STOPPED, RunsTest, Service, Sqlite, children_of,
                 report, scan)

STEPS = ['processing', 'processing', 'text_processed', 'analysis_complete']


class HardTest(RunsTest):
    def setUp(self):
        super().setUp()
        self.store = Sqlite(self.folder)

    def drain(self, *words, seconds=60, **settings):
        service = Service(self, self.store, '--drain', *words, **settings)
        try:
            code = service.process.wait(seconds)
        except subprocess.TimeoutExpired:
            service.kill()
            raise
        self.assertEqual(code, 0, self.told())
        self.assertNotIn('secret', self.told())

    def column(self, run, name):
        return dict(self.store.rows(f'SELECT id, {name} FROM travaux'))[
            run.job]


class Well(HardTest):
    def test_each_step_is_told_once_and_in_order(self):
        runs = self.add(self.store, 5)
        self.drain('--workers', '2')
        self.check_told(runs)
        self.assertEqual(len(self.results(self.store)), 5)
        for run in runs:
            self.assertEqual([v[1] for v in run.verdicts],
                             STEPS + ['success'])

    def test_a_run_that_is_asked_for_twice_is_one(self):
        runs = self.add(self.store, 1)
        run = runs[0]
        for _ in range(2):
            job = subprocess.run(
                [HOST, 'add', self.store.address, self.site.url, '127.0.0.1'],
                input=f'{run.id} {self.site.url}/0?signature=other '
                f'{self.site.url}/callback/{run.token}\n', check=True,
                stdout=subprocess.PIPE, text=True).stdout.strip()
            self.assertEqual(job, run.job)
            self.drain()
        self.check_told(runs)

    def test_the_same_file_is_classified_once(self):
        self.documents = {'0': report(7), '1': report(7)}
        runs = self.add(self.store, 2)
        cache = os.path.join(self.folder, 'cache')
        self.drain('--cache', cache)
        found = self.results(self.store)
        self.assertEqual(found[runs[0].job], found[runs[1].job])
        self.check_told(runs)
        self.assertTrue(os.path.exists(cache))

    def test_a_scan_ends_well_and_says_what_it_needs(self):
        self.documents = {'0': scan()}
        run = self.add(self.store, 1)[0]
        self.drain()
        self.check_told([run])
        self.assertEqual([v[1] for v in run.verdicts],
                         ['processing', 'processing', 'analysis_complete',
                          'success'])
        found = json.loads(self.results(self.store)[run.job])
        self.assertEqual(found['document']['needs_ocr'], 1)
        self.assertEqual(found['sentences'], [])

    def test_a_document_of_the_portal_in_the_same_store(self):
        blobs = os.path.join(self.folder, 'blobs')
        path = os.path.join(self.folder, 'rapport.pdf')
        Path(path).write_bytes(report(1))
        document, job = subprocess.run(
            [HOST, 'upload', self.store.address, blobs, path], check=True,
            stdout=subprocess.PIPE, text=True).stdout.split()
        said = 'SELECT id, analyse_etat, phrases FROM documents'
        self.assertEqual(self.store.rows(said), [(document, 'pending', '')])
        self.drain('--blobs', blobs)
        self.assertEqual(self.store.rows(said), [(document, 'success', '30')])
        self.assertIn(job, self.results(self.store))


class Told(HardTest):
    """The portal that is told."""

    def test_one_that_is_down_is_told_later(self):
        refused = []

        def post(request, body):
            if len(refused) < 7:
                refused.append(body)
                return 500, b'down'
            return self.portal.take(request, body), b''

        self.site.post = post
        runs = self.add(self.store, 1)
        self.drain()
        self.check_told(runs)
        self.assertEqual([v[0] for v in runs[0].verdicts], ['accepted'] * 5)

    def test_one_that_hangs_is_told_later(self):
        hung = []

        def post(request, body):
            if len(hung) < 2:
                hung.append(body)
                time.sleep(2)
                return None
            return self.portal.take(request, body), b''

        self.site.post = post
        runs = self.add(self.store, 1)
        self.drain(TOTAL_MS=300)
        self.check_told(runs)

    def test_one_that_took_it_and_broke_off_sees_a_copy(self):
        taken = []

        def post(request, body):
            answer = self.portal.take(request, body)
            taken.append(body)
            return None if len(taken) % 2 else (answer, b'')

        self.site.post = post
        runs = self.add(self.store, 1)
        self.drain()
        self.check_told(runs)
        self.assertEqual([v[0] for v in runs[0].verdicts],
                         ['accepted', 'seen'] * 5)
        for first, again in zip(taken[::2], taken[1::2]):
            self.assertEqual(first, again)

    def test_one_that_answers_twice_was_told_once(self):
        def post(request, body):
            request.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n'
                                b'\r\nok')
            return self.portal.take(request, body), b'once more'

        self.site.post = post
        runs = self.add(self.store, 2)
        self.drain()
        self.check_told(runs)
        self.assertEqual([v[0] for v in runs[0].verdicts], ['accepted'] * 5)


class Documents(HardTest):
    """Those who have documents."""

    def ends(self, get, error, tries='1', **settings):
        self.site.get = get
        run = self.add(self.store, 1)[0]
        self.drain(**settings)
        self.check_told([run], 'error')
        self.assertEqual(self.column(run, 'erreur'), error)
        if tries:
            self.assertEqual(self.column(run, 'echecs'), tries)
        self.assertEqual(os.listdir(self.spool), [])

    def test_a_link_that_has_expired(self):
        self.ends(lambda _: (403, b'<Error/>'), 'PRSE_ENOTFOUND')

    def test_a_document_that_is_gone(self):
        self.ends(lambda _: (404, b''), 'PRSE_ENOTFOUND')

    def test_what_is_no_pdf(self):
        self.ends(lambda _: (200, b'<html>' * 1000), 'PRSE_ESCHEMA')

    def test_what_only_says_that_it_is_a_pdf(self):
        self.ends(lambda _: (200, b'%PDF-1.7\n' + b'x' * 5000),
                  'PRSE_EPARSE')

    def test_what_is_too_large(self):
        self.ends(lambda _: (200, b'%PDF-1.7\n' + b'x' * 5000),
                  'PRSE_ELIMIT', MOST_BYTES=1000)

    def test_too_many_pages(self):
        self.ends(lambda _: (200, report(1, 9)), 'PRSE_ELIMIT', PAGE_LIMIT=8)

    def test_a_server_that_hangs_for_a_while(self):
        asked = []

        def get(request):
            asked.append(request.path)
            if len(asked) < 3:
                time.sleep(1)
                return None
            return 200, report(1)

        self.site.get = get
        runs = self.add(self.store, 1)
        self.drain(TOTAL_MS=300)
        self.check_told(runs)
        self.assertEqual(len(asked), 3)

    def test_a_server_that_is_down_for_a_while(self):
        asked = []

        def get(request):
            asked.append(request.path)
            return (200, report(1)) if len(asked) > 3 else (503, b'')

        self.site.get = get
        runs = self.add(self.store, 1)
        self.drain()
        self.check_told(runs)
        self.assertEqual(self.column(runs[0], 'echecs'), '3')


class Processes(HardTest):
    pages = 400

    def running(self):
        return [row for row in self.store.rows(
            "SELECT id, bail_a, fait FROM travaux WHERE etat = 'en_cours'")]

    def worker_of(self, service):
        """The process that analyses: the one that runs a reader, or did."""
        for pid in service.members():
            if children_of(pid):
                return pid
        return None

    def wait_for_reader(self, service):
        found = []

        def seen():
            found.append(self.worker_of(service))
            return found[-1]

        self.wait_until(seen, 30, 'no reader is seen')
        return found[-1]

    def test_one_that_is_stopped_past_its_lease_lets_go(self):
        runs = self.add(self.store, 1)
        service = Service(self, self.store, '--workers', '2')
        first = self.wait_for_reader(service)
        os.kill(first, signal.SIGSTOP)
        try:
            self.wait_for_all(self.store)
        finally:
            os.kill(first, signal.SIGCONT)
        self.wait_until(lambda: 'lost: another worker has it' in self.told(),
                        30, 'it does not notice')
        self.assertEqual(service.end(), STOPPED)
        self.check_told(runs)
        self.assertEqual(self.column(runs[0], 'morts'), '1')

    def test_one_that_is_asked_to_end_gives_its_job_back(self):
        runs = self.add(self.store, 1)
        service = Service(self, self.store)
        self.wait_for_reader(service)
        self.assertEqual(service.end(), STOPPED)
        self.assertEqual(self.column(runs[0], 'etat'), 'pret', self.told())
        self.assertEqual(self.column(runs[0], 'echecs'), '0')
        self.assertEqual(self.column(runs[0], 'morts'), '0')
        self.drain()
        self.check_told(runs)

    def test_one_that_many_ask_to_end_still_gives_its_job_back(self):
        """As systemd asks: the whole group, beside the one above."""
        runs = self.add(self.store, 1)
        service = Service(self, self.store)
        worker = self.wait_for_reader(service)
        for _ in range(3):
            os.kill(worker, signal.SIGTERM)
        self.assertEqual(service.end(), STOPPED)
        self.assertEqual(self.column(runs[0], 'etat'), 'pret', self.told())
        self.assertEqual(self.column(runs[0], 'morts'), '0')

    def test_who_sends_nothing_leaves_events_to_others(self):
        runs = self.add(self.store, 1)
        self.drain('--no-send')
        self.assertEqual(runs[0].verdicts, [])
        self.drain()
        self.check_told(runs)

    def test_a_reader_goes_with_its_worker(self):
        self.add(self.store, 1)
        service = Service(self, self.store)
        worker = self.wait_for_reader(service)
        readers = children_of(worker)
        os.kill(worker, signal.SIGKILL)
        self.wait_until(lambda: not any(
            os.path.exists(f'/proc/{pid}') for pid in readers), 30,
            'it goes on reading')
        self.wait_for_all(self.store)
        service.end()


@unittest.skipIf(os.getuid() != 0, 'mounting takes root')
class Disk(HardTest):
    pages = 40

    def setUp(self):
        super().setUp()
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=128k', 'none',
                           self.spool], check=False,
                          stderr=subprocess.DEVNULL).returncode:
            self.skipTest('mounting is not allowed here')
        self.addCleanup(subprocess.run, ['umount', self.spool], check=True)

    def test_a_full_disk_fails_an_attempt_and_not_the_run(self):
        filled = os.path.join(self.spool, 'filled')
        with open(filled, 'wb') as file:
            file.write(b'x' * 122880)
        runs = self.add(self.store, 1)
        service = Service(self, self.store)
        self.wait_until(lambda: self.column(runs[0], 'echecs') != '0', 30,
                        'the disk is not full')
        self.assertEqual(self.column(runs[0], 'erreur'), 'PRSE_EIO')
        os.unlink(filled)
        self.wait_for_all(self.store)
        service.end()
        self.check_told(runs)
        self.assertEqual(os.listdir(self.spool), [])


if __name__ == '__main__':
    unittest.main()
