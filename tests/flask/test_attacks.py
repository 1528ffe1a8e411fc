# SPDX-License-Identifier: Apache-2.0
"""The holes of the existing protocol against the running service: gunicorn,
workers, and peers that mean ill. tests/protocol/test_holes.py has them one by
one without it."""
import json
import os
import random
import socket
import tempfile
import time
import unittest
from threading import Event
from urllib.parse import urlencode

import analyses
import documents
from analyses import KEYS, Site, Workers, bearer, call, rse, wait_for
from our_portal import OurPortal
from running import Running

FORM = "application/x-www-form-urlencoded"
PDF = {"Content-Type": "application/pdf"}
THREADS = ("--worker-class", "gthread", "--threads", "4")
SEED = 6
PATIENCE_S = 55  # a little less than a callback may take


class AttackTest(unittest.TestCase):
    words = THREADS
    more = {}

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.portal = OurPortal(rse.WebhookKeys(KEYS))
        self.peer = self.enterContext(Site(self.hear))
        self.store = self.enterContext(Site(self.serve))
        self.given = analyses.settings(
            self.folder, **{"hosts": f"{self.peer.url} {self.store.url}",
                            "webhook_keys": KEYS, "runs_a_minute": 0,
                            "lease_ms": 3_000, **self.more})
        self.service = self.enterContext(Running(*self.words, **self.given))

    def hear(self, request):
        self.portal(request)

    def serve(self, request):
        request.reply(200, documents.report("served"))

    def task(self, document_url, callback_url="", document="17",
             headers=None):
        form = urlencode({"document_id": document,
                          "document_url": document_url,
                          "callback_url": callback_url or self.peer.url})
        return call(self.service.port, "POST", "/run-task", form, {
            **bearer(), "Content-Type": FORM, **(headers or {})})

    def jobs(self):
        queue = rse.Queue(rse.Store.open(self.given["queue"]))
        return queue.jobs()

    def is_alive(self):
        self.assertEqual(self.service.get("/ping")[0], 200)


class Addresses(AttackTest):
    """document_url and callback_url, with a worker that would follow them."""

    def setUp(self):
        self.secret = self.enterContext(Site(
            lambda asked: asked.reply(200, documents.report("secret"))))
        super().setUp()

    def serve(self, request):
        request.reply(302, Location=self.secret.url + "/secret.pdf")

    def hear(self, request):
        request.reply(307, Location=self.secret.url + "/callback")

    def test_what_is_not_listed_is_never_asked(self):
        for url in (self.secret.url, self.secret.url.replace("127.0.0.1",
                                                             "localhost")):
            for urls in ((url, self.peer.url), (self.store.url, url)):
                status, told = self.task(*urls)
                self.assertEqual(status, 403, told)
        self.assertEqual((self.jobs(), self.secret.seen), ([], []))

    def test_redirects_lead_nowhere(self):
        self.assertEqual(self.task(self.store.url + "/a.pdf")[0], 200)
        with Workers(self.given):
            job = wait_for(lambda: [each for each in self.jobs()
                                    if each["etat"] == "echoue"], "its end")
            wait_for(lambda: self.peer.seen, "a callback")
        self.assertNotIn(self.secret.url, job[0]["message"])
        self.assertEqual(self.secret.seen, [])


class Inside(AttackTest):
    """A listed name that leads to this machine, which is not listed."""

    more = {"networks": ""}

    def setUp(self):
        self.inner = self.enterContext(Site(self.serve))
        self.more = {"networks": "", "hosts":
                     f"http://localhost:{self.inner.port}"}
        super().setUp()

    def test_it_is_not_connected_to(self):
        url = f"http://localhost:{self.inner.port}/a.pdf"
        self.assertEqual(self.task(url, url)[0], 200)
        with Workers(self.given):
            wait_for(lambda: self.jobs()[0]["echecs"], "a failure")
        self.assertEqual(self.inner.seen, [])
        self.assertNotIn("a.pdf", self.jobs()[0]["message"])


class Bodies(AttackTest):
    more = {"max_document": 100_000, "upload_ms": 1_000}

    def send(self, head, pieces, wait):
        """What comes back from a request that is sent piece by piece; it may
        be cut off."""
        with socket.create_connection(("127.0.0.1", self.service.port),
                                      timeout=60) as connection:
            connection.sendall(head)
            try:
                for piece in pieces:
                    connection.sendall(piece)
                    time.sleep(wait)
            except OSError:
                pass
            try:
                return connection.recv(4_096).decode("latin-1")
            except OSError:
                return ""

    def head(self, path="/runs", kind="application/pdf",
             length="Content-Length: 60000"):
        return (f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{length}\r\n"
                f"Content-Type: {kind}\r\nAuthorization: "
                f"{bearer()['Authorization']}\r\n\r\n").encode()

    def uploads(self):
        return os.listdir(self.given["uploads"])

    def test_a_body_that_drips_is_cut_off(self):
        for path, kind in (("/runs", "application/pdf"), ("/run-task", FORM)):
            began = time.monotonic()
            told = self.send(self.head(path, kind), [b"%PDF-1.7"]
                             + [b"x"] * 300, 0.05)
            self.assertIn(" 408 ", told.partition("\r\n")[0])
            self.assertGreater(time.monotonic() - began, 0.5)
        self.assertEqual(self.uploads(), [])

    def test_dripping_clients_do_not_hold_the_threads_for_ever(self):
        held = [socket.create_connection(("127.0.0.1", self.service.port))
                for _ in range(8)]  # twice as many as there are threads
        for each in held:
            each.sendall(self.head())
        self.is_alive()
        for each in held:
            each.close()

    def test_a_body_without_end(self):
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        told = self.send(
            self.head(length="Transfer-Encoding: chunked"),
            [b"9\r\n%PDF-1.7\n\r\n"] + [chunk] * 40, 0)
        self.assertIn(" 413 ", told.partition("\r\n")[0])
        self.assertEqual(self.uploads(), [])

    def test_a_body_that_says_that_it_is_huge(self):
        told = self.send(self.head(length="Content-Length: 100000000000"),
                         [], 0)
        self.assertIn(" 413 ", told.partition("\r\n")[0])

    def test_a_client_that_leaves(self):
        """What has come of its body is not taken for all of it."""
        form = urlencode({"document_id": "17", "callback_url": self.peer.url,
                          "document_url": self.store.url + "/a.pdf"})
        for path, kind, body in (("/runs", "application/pdf", "%PDF-1.7\n"),
                                 ("/run-task", FORM, form)):
            with socket.create_connection(
                    ("127.0.0.1", self.service.port), timeout=60) as gone:
                gone.sendall(self.head(path, kind) + body.encode())
                gone.shutdown(socket.SHUT_WR)
                told = gone.recv(4_096).decode("latin-1")
            self.assertIn(" 400 ", told.partition("\r\n")[0])
        self.assertEqual((self.uploads(), self.jobs()), ([], []))


class Mutated(AttackTest):
    """500 bodies that are nearly right, on both sides."""

    def mutated(self, good):
        draw = random.Random(SEED)
        for _ in range(500):
            body = bytearray(good)
            for _ in range(draw.randint(1, 6)):
                place = draw.randrange(len(body))
                what = draw.randrange(4)
                if what == 0:
                    body[place] = draw.randrange(256)
                elif what == 1:
                    body[place:place + draw.randint(1, 30)] = b""
                elif what == 2:
                    body[place:place] = draw.choice(
                        (b"&", b"=", b"%", b"%00", b"%ff", b"\0", b"&&",
                         b"\xc3", b"document_id=1&", b"+", b"#"))
                else:
                    body += body[place:]
                body = body or bytearray(b"x")
            yield bytes(body)

    def test_run_task(self):
        good = urlencode({
            "document_id": "17", "document_url": self.store.url + "/a.pdf",
            "callback_url": self.peer.url + "/etat"}).encode()
        statuses = set()
        for body in self.mutated(good):
            status, told = call(self.service.port, "POST", "/run-task", body,
                                {**bearer(), "Content-Type": FORM})
            statuses.add(status)
            self.assertLess(status, 500, body)
            self.assertIn("status", json.loads(told))
        self.assertLessEqual(statuses, {200, 400, 403})
        self.assertGreater(len(statuses), 2)
        self.assertNotIn("Traceback", self.service.said())

    def test_the_receiver_of_callbacks(self):
        document, path, row = self.portal.begin()
        good = urlencode({"document_id": document, "status": "error",
                          "msg": "Le fichier .pdf n'est pas un PDF"}).encode()
        keys = rse.WebhookKeys(KEYS)
        now = int(time.time())
        signature = rse.webhook_sign(keys, "job-1", now, good.decode())
        headers = {"Content-Type": FORM, "webhook-id": "job-1",
                   "webhook-timestamp": str(now),
                   "webhook-signature": signature}
        for body in self.mutated(good):
            status, _ = call(self.peer.port, "POST", path, body, headers)
            self.assertIn(status, (400, 403), body)
        self.assertEqual((row["number"], self.portal.ends), (0, []))
        self.assertEqual(call(self.peer.port, "POST", path, good,
                              headers)[0], 200)
        self.assertEqual(self.portal.ends, [document])


class Receivers(AttackTest):
    """Receivers that fail, and one that never answers."""

    def setUp(self):
        self.release = Event()
        self.addCleanup(self.release.set)
        super().setUp()

    def hear(self, request):
        if request.path == "/hangs":
            self.release.wait(analyses.WAIT_S)
        self.portal(request)

    def test_one_that_hangs_keeps_no_other_waiting(self):
        self.task(self.store.url, self.peer.url + "/hangs", "first")
        document, path, row = self.portal.begin()
        with Workers(self.given):
            wait_for(lambda: self.peer.seen, "the first callback")
            began = time.monotonic()
            self.task(self.store.url, self.peer.url + path, document)
            wait_for(lambda: self.portal.ends, "the end")
            self.assertLess(time.monotonic() - began, PATIENCE_S)
            self.release.set()
        self.assertEqual((self.portal.ends, row["status"]),
                         ([document], "success"))

    def test_one_that_keeps_the_end_and_answers_500(self):
        document, path, row = self.portal.begin()
        self.portal.answers = {5: 500}  # the fifth is the end
        self.task(self.store.url, self.peer.url + path, document)
        with Workers(self.given):
            wait_for(lambda: len(self.portal.verdicts) > 5, "a second try")
        self.assertEqual(self.portal.verdicts,
                         ["ACCEPTED"] * 5 + ["SEEN"])
        self.assertEqual(self.portal.ends, [document])


if __name__ == "__main__":
    unittest.main()
