# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the service and of its workers, again and again; and many
clients at once. No run is lost, each ends once."""
import json
import random
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import sleep

import analyses
import documents
from analyses import KEYS, Site, Workers, bearer, call, rse, wait_for
from our_portal import OurPortal
from running import Running

sys.path.append(str(Path(__file__).resolve().parents[1] / "servers"))
from postgres import Postgres  # noqa: E402

PREFORK = ("--workers", "2")
THREADS = ("--worker-class", "gthread", "--workers", "2", "--threads", "8")
RUNS = 50
BOUNDARY = "x" * 32


def multipart(content, **texts):
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
             f"\r\n\r\n{text}\r\n".encode() for name, text in texts.items()]
    file = (f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            'name="document"; filename="a.pdf"\r\n\r\n').encode()
    return b"".join([*parts, file, content,
                     f"\r\n--{BOUNDARY}--\r\n".encode()])


class Crashes(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.portal = OurPortal(rse.WebhookKeys(KEYS))
        self.peer = self.enterContext(Site(self.portal))
        self.given = self.settings(folder)
        self.headers = {**bearer(), "Content-Type":
                        f"multipart/form-data; boundary={BOUNDARY}"}
        self.lock = Lock()  # of the port, which changes
        self.ids = {}

    def settings(self, folder):
        return analyses.settings(
            folder, hosts=self.peer.url, webhook_keys=KEYS, lease_ms=3_000)

    def ask(self, number):
        """As a portal does that knows no better: until it is answered."""
        document, path, _ = self.portal.begin()
        body = multipart(documents.report(str(number)), document_id=document,
                         callback_url=self.peer.url + path)
        for _ in range(600):
            with self.lock:
                port = self.service.port
            try:
                status, answer = call(port, "POST", "/runs", body,
                                      self.headers)
            except (OSError, analyses.http.client.HTTPException):
                sleep(0.1)
                continue
            self.assertEqual(status, 202, answer)
            self.ids[document] = json.loads(answer)["id"]
            return
        self.fail("it was never answered")

    def begin(self, words):
        self.service = Running(*words, **self.given)
        self.service.__enter__()

    def crash(self, words):
        self.assertLess(len(set(self.portal.ends)), RUNS, "it came late")
        with self.lock:
            self.service.kill()
            self.team.kill()
            self.begin(words)
            self.team.begin()

    def test_no_run_is_lost_and_each_ends_once(self):
        draw = random.Random(8)
        self.begin(PREFORK)
        self.team = Workers(self.given, "--workers", "2")
        with self.team, ThreadPoolExecutor(4) as clients:
            asked = [clients.submit(self.ask, n) for n in range(RUNS)]
            for words in (THREADS, PREFORK, THREADS, PREFORK):
                sleep(draw.uniform(0.3, 1.2))
                self.crash(words)
            for each in asked:
                each.result()
            wait_for(lambda: len(set(self.portal.ends)) == RUNS, "every end")
        self.service.__exit__()
        self.assertEqual(sorted(self.portal.ends), sorted(self.ids))
        rows = list(self.portal.rows.values())
        self.assertEqual({row["status"] for row in rows}, {"success"})
        self.assertEqual({row["id"]: row["job"] for row in rows}, self.ids)
        self.assertEqual(len({tuple(json.loads(row["result"]))
                              for row in rows}), 1)


class CrashesOnPostgres(Crashes):
    """The same with the queue on a server."""

    def settings(self, folder):
        server = self.enterContext(Postgres(fsync=True))
        return {**super().settings(folder), "queue": server.url}


class Crowd(unittest.TestCase):
    def test_two_hundred_uploads_of_twenty_clients(self):
        with tempfile.TemporaryDirectory() as folder:
            given = analyses.settings(folder)
            with Running(*THREADS, **given) as service, \
                    Workers(given, "--workers", "2"), \
                    ThreadPoolExecutor(20) as clients:
                answers = list(clients.map(
                    lambda n: self.upload(service, n), range(200)))
                self.assertEqual({status for status, _ in answers}, {202})
                runs = [json.loads(answer)["id"] for _, answer in answers]
                self.assertEqual(len(set(runs)), 200)
                wait_for(lambda: all(clients.map(
                    lambda run: self.is_done(service, run), runs)), "all")

    def upload(self, service, number):
        return call(service.port, "POST", "/runs",
                    documents.report(str(number)),
                    {**bearer(), "Content-Type": "application/pdf"})

    def is_done(self, service, run):
        status, answer = call(service.port, "GET", f"/runs/{run}",
                              headers=bearer())
        self.assertEqual(status, 200, answer)
        state = json.loads(answer)["state"]
        self.assertIn(state, ("ready", "running", "done"))
        return state == "done"


if __name__ == "__main__":
    unittest.main()
