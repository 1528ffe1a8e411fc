# SPDX-License-Identifier: Apache-2.0
"""The existing portal, unchanged, with our service in the place of the
existing one: gunicorn, and workers in processes of their own."""
import json
import tempfile
import time
import unittest

import jwt

import analyses
import documents
from analyses import SECRET, Site, Workers, legacy, wait_for
from running import Running

# As the existing portal has it: no end, no audience.
ETERNAL = jwt.encode({"sub": "portail@example.org", "jti": "1", "iat": 1,
                      "type": "access", "fresh": False, "nbf": 1},
                     SECRET, "HS256")
BY_PATH = {"/text.pdf": documents.report("portal"),
           "/blank.pdf": documents.blank(),
           "/broken.pdf": documents.broken(),
           "/page.pdf": b"<html>AccessDenied</html>"}
GONE = "/gone.pdf"  # a link that has expired


def serve(request):
    """The store of documents."""
    found = BY_PATH.get(request.path.partition("?")[0])
    request.reply(200 if found else 403, found or b"AccessDenied")


class PortalTest(unittest.TestCase):
    hold_ms = 1_000
    more = {}

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.portal = legacy.Portal()
        self.history = []
        self.peer = self.enterContext(Site(self.hear))
        self.store = self.enterContext(Site(serve))
        self.given = analyses.settings(
            folder, hosts=f"{self.peer.url} {self.store.url}",
            hold_ms=self.hold_ms, jwt_audience="",
            jwt_legacy_until="2200-01-01", **self.more)
        self.service = self.enterContext(Running(
            "--workers", "2", "--threads", "4", **self.given))

    def hear(self, request):
        self.portal(request)
        number = int(request.path.split("/")[2])
        row = self.portal.rows[number]
        self.history.append((number, row["etat"], row.get("message", "")))

    def start(self, number, path, **more):
        return self.portal.start(
            self.service.url, ETERNAL, number,
            f"{self.store.url}{path}?X-Amz-Signature=5ecre7",
            f"{self.peer.url}/analyses/{number}/etat/", **more)

    def ended(self, number):
        row = self.portal.rows[number]
        return row if row["etat"] in ("success", "error") else None

    def told(self, number):
        """What it was told of a run, in order; some of it maybe twice."""
        return list(dict.fromkeys(
            each[1:] for each in self.history if each[0] == number))


class Drop(PortalTest):
    def test_every_ending(self):
        with Workers(self.given):
            for number, path in enumerate([*BY_PATH, GONE], 1):
                self.assertTrue(self.start(number, path))
                self.assertEqual(self.portal.rows[number]["etat"], "pending")
            rows = [wait_for(lambda n=n: self.ended(n), f"the end of {n}")
                    for n in range(1, 6)]
        self.text(rows[0])
        self.blank(rows[1])
        self.broken(rows[2])
        self.page(rows[3])
        self.gone(rows[4])
        self.assertEqual(self.portal.mails, 5)
        self.assertNotIn("5ecre7", self.service.said())

    def text(self, row):
        told = self.told(1)
        self.assertEqual(told[:2], [("processing", ""),
                                    ("processing", "Fichier pdf correct")])
        self.assertRegex(told[2][1], r"^\d+ phrases trouvée\(s\) dans le PDF$")
        self.assertEqual(told[3:], [("analysis_complete", "Fin d'analyse"),
                                    ("success", "")])
        labels = self.portal.show(row)
        self.assertEqual(list(labels)[-1], "Non ESRS")
        self.assertIn("gaz à effet de serre",
                      json.dumps(labels, ensure_ascii=False))
        self.assertNotRegex(row["resultat_json"], "[^\x00-\x7f]")

    def blank(self, row):
        self.assertEqual(row["etat"], "success")
        self.assertEqual(json.loads(row["resultat_json"]), {})
        self.assertIn(("analysis_complete", "Aucune phrase n’a été détectée "
                       "pour l’analyse"), self.told(2))

    def broken(self, row):
        self.assertEqual((row["etat"], row["message"]),
                         ("error", "Erreur lors de l’extraction des phrases "
                          "à analyser"))

    def page(self, row):
        self.assertEqual((row["etat"], row["message"]),
                         ("error", "Le fichier .pdf n'est pas un PDF"))

    def gone(self, row):
        self.assertEqual((row["etat"], row["message"]),
                         ("error", "Le document n’a pas pu être obtenu"))

    def test_a_task_asked_for_again_is_the_same_run(self):
        for _ in range(3):
            self.assertTrue(self.start(7, "/text.pdf"))
        with Workers(self.given):
            wait_for(lambda: self.ended(7), "the end")
        self.assertEqual(self.portal.mails, 1)
        self.assertEqual(
            sum(seen[0] == "GET" for seen in self.store.seen), 1)

    def test_nothing_is_fetched_before_the_answer(self):
        self.assertTrue(self.start(8, "/text.pdf"))
        self.assertEqual(self.store.seen, [])

    def test_a_portal_that_saves_late_loses_nothing(self):
        """It writes its stale row back after the answer; the first callback
        waits for that."""
        with Workers(self.given):
            self.assertTrue(self.start(
                9, "/text.pdf", before_saving=lambda: time.sleep(0.5)))
            self.assertEqual(self.portal.rows[9]["etat"], "pending")
            self.assertEqual(wait_for(lambda: self.ended(9))["etat"],
                             "success")


class Undone(PortalTest):
    """What would happen without the wait: this is what it is for."""

    hold_ms = -1

    def test_callbacks_that_come_at_once_are_undone(self):
        with Workers(self.given):
            self.assertTrue(self.start(
                9, "/text.pdf", before_saving=lambda: wait_for(
                    lambda: self.ended(9), "the end")))
            self.assertEqual(self.portal.rows[9]["etat"], "pending")


class Refused(PortalTest):
    """The existing client takes each refusal as it takes a service that is
    not there."""

    def test_it_is_told_by_the_status(self):
        for number, token, path in (
                ("../17", ETERNAL, "/text.pdf"), ("17", "x", "/text.pdf"),
                ("17", ETERNAL[:-2] + "AA", "/text.pdf")):
            status, told = legacy.launch(
                self.service.url, token, number,
                f"{self.peer.url}/analyses/17/etat/", self.store.url + path)
            self.assertGreaterEqual(status, 400)
            self.assertTrue(told["msg"])
        self.assertFalse(self.portal.start(
            self.service.url, ETERNAL, 17, "http://127.0.0.1:6379/",
            f"{self.peer.url}/analyses/17/etat/"))
        self.assertEqual(self.portal.rows[17], {"etat": ""})


if __name__ == "__main__":
    unittest.main()
