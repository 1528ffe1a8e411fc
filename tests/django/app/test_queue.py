# SPDX-License-Identifier: Apache-2.0
"""A queue of jobs in the database of Django."""
import threading
from unittest import skipUnless

from django.db import connection, connections, transaction
from django.test import TransactionTestCase
from django_portailrse.store import DjangoStore

import portailrse as rse


def work(queue, run, **options):
    worker = rse.Worker(queue, drain=True, poll_ms=50, **options)
    worker.handle("essai", run)
    worker.run()


class Queue(TransactionTestCase):
    def setUp(self):
        self.queue = rse.Queue(rse.Store(DjangoStore()), retry_ms=1)
        for row in self.queue.jobs(limit=1000):
            if row["etat"] in ("pret", "attente"):
                self.queue.cancel(row["id"])

    def state(self, job):
        return self.queue.job(job)["etat"]

    def test_a_job_is_done_and_told(self):
        job = self.queue.add("essai", siren="552032534", key="un").id
        self.assertFalse(self.queue.add("essai", key="un").is_new)

        def run(job):
            job.progress(1, 2, "lecture")
            job.event("lu", '{"page": 1}')
            if not job.failures:
                job.stage_save("texte", b"\x00\xff")
                raise rse.Busy("later")
            job.result(f'"{job.stage_load("texte").hex()}"')

        work(self.queue, run)
        self.assertEqual(self.queue.result(job), '"00ff"')
        told = []
        self.queue.send(told.append, drain=True)
        self.assertEqual([event.kind for event in told if event.job == job],
                         ["lu", "lu", "fini"])
        with self.assertRaises(rse.Conflict):
            self.queue.retry(job)

    def test_what_a_handler_raises_decides(self):
        job = self.queue.add("essai").id
        with self.assertLogs("portailrse", "ERROR"):
            work(self.queue, lambda job: 1 / 0)
        row = self.queue.job(job)
        self.assertEqual((row["etat"], row["erreur"]),
                         ("echoue", "PRSE_EINTERNAL"))

    def test_an_interrupt_gives_the_job_back(self):
        job = self.queue.add("essai").id

        def run(job):
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            work(self.queue, run)
        self.assertEqual(self.state(job), "pret")

    @skipUnless(connection.vendor == "sqlite",
                "PostgreSQL is read committed in this project")
    def test_a_job_that_is_added_in_a_transaction_goes_with_it(self):
        """The host's rows and the job are kept together, or neither is."""
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            job = self.queue.add("essai").id
            raise ZeroDivisionError
        with self.assertRaises(rse.NotFound):
            self.queue.job(job)
        with transaction.atomic():
            job = self.queue.add("essai").id
        self.assertEqual(self.state(job), "pret")

    def test_workers_in_threads_share_the_jobs(self):
        added = self.queue.add_all([
            rse.JobRequest(kind="essai", siren=str(i % 3)) for i in range(30)])
        done = []

        def worker():
            try:
                work(self.queue, lambda job: done.append(job.id))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=worker) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        self.assertEqual(sorted(done), sorted(one.id for one in added))
