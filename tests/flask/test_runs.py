# SPDX-License-Identifier: Apache-2.0
"""Runs over HTTP: asked for, looked at, taken back, and their results."""
import hashlib
import io
import json
import os
import unittest.mock
import zipfile

import documents
import service
from analyses import AnalysesTest, bearer, rse

from flask_portailrse.analyses.uploads import Uploads


def work(app):
    """Does what is queued and tells it, in this process."""
    here = app.extensions["portailrse"].analyses
    worker = rse.Worker(here.queue(), drain=True)
    here.runs().teach(worker)
    worker.run()
    here.queue().send(here.runs().deliver, drain=True)


class Asking(AnalysesTest):
    def test_a_document_is_queued_before_anything_is_read(self):
        told = self.upload(documents.report("asking"))
        self.assertIs(told["new"], True)
        run = self.look(told["id"])
        self.assertEqual((run["state"], run["status"], run["events"]),
                         ("ready", "pending", []))

    def test_the_address_of_a_run_is_told(self):
        answer = self.client.post(
            "/runs", data=documents.report("address"), headers=self.mine,
            content_type="application/pdf")
        self.assertEqual(answer.headers["Location"],
                         f"/runs/{answer.json['id']}")

    def test_the_same_bytes_are_the_same_run(self):
        first = self.upload(documents.report("twice"))
        second = self.upload(documents.report("twice"))
        self.assertEqual((second["id"], second["new"]), (first["id"], False))
        self.assertNotEqual(self.upload(documents.report("other"))["id"],
                            first["id"])

    def test_the_same_document_id_is_the_same_run(self):
        first = self.upload(documents.report("17"), document_id="17")
        second = self.upload(documents.report("17b"), document_id="17")
        self.assertEqual((second["id"], second["new"]), (first["id"], False))

    def test_another_callers_document_id_is_another_run(self):
        first = self.upload(documents.report("18"), document_id="18")
        second = self.upload(documents.report("18"), document_id="18",
                             headers=bearer("another"))
        self.assertIs(second["new"], True)
        self.assertNotEqual(second["id"], first["id"])

    def test_a_form_of_several_parts(self):
        told = self.ask("POST", "/runs", 202, headers=self.mine, data={
            "document": (io.BytesIO(documents.report("form")), "a/../b.pdf"),
            "document_id": "form-1", "name": "Rapport 2025"})
        run = self.look(told["id"])
        self.assertEqual((run["document_id"], run["name"]),
                         ("form-1", "Rapport 2025"))

    def test_no_upload_is_left_of_a_request_that_asks_again(self):
        self.upload(documents.report("left"))
        before = os.listdir(self.folder / "uploads")
        self.upload(documents.report("left"))
        self.assertEqual(os.listdir(self.folder / "uploads"), before)


class Refused(AnalysesTest):
    @classmethod
    def settings(cls):
        return {**super().settings(), "max_document": 4_000,
                "hosts": "docs.example"}

    def wrong(self, status, kind, answer):
        errors = self.problem(status, kind, answer)
        self.assertEqual(self.runs(), 0)
        self.assertEqual(os.listdir(self.folder / "uploads"), [])
        return errors

    def runs(self):
        here = self.app.extensions["portailrse"].analyses
        return len(here.queue().jobs())

    def post(self, data, kind="application/pdf", path="/runs", **more):
        return self.client.post(path, data=data, content_type=kind,
                                headers=self.mine, **more)

    def test_what_is_no_pdf(self):
        for body in (b"", b"%PDF", b"<html>" * 300, b"\n" * 1_020 + b"%PDF-"):
            with self.subTest(body[:20]):
                self.wrong(422, "WrongDocument", self.post(body))

    def test_what_is_too_large(self):
        body = documents.report() + b" " * 4_000
        self.wrong(413, "TooLarge", self.post(body))
        self.wrong(413, "TooLarge", self.post(
            {"document": (io.BytesIO(body), "a.pdf")},
            "multipart/form-data"))

    def test_what_is_too_large_is_refused_before_it_is_read(self):
        class Unread(io.BytesIO):
            def read(self, *_):
                raise AssertionError("it was read")

        self.wrong(413, "TooLarge", self.post(
            None, input_stream=Unread(),
            environ_overrides={"CONTENT_LENGTH": "1000000000"}))

    def test_another_media_type(self):
        for kind in ("text/plain", "application/octet-stream", None,
                     "application/x-www-form-urlencoded"):
            with self.subTest(kind):
                self.wrong(415, "WrongMedia", self.post(b"%PDF-1.7", kind))

    def test_a_document_id_is_never_a_path(self):
        for name in ("..", "../17", "a/b", ".hidden", "%00", "é", "x" * 129,
                     "a b"):
            with self.subTest(name):
                self.wrong(400, "WrongRequest", self.client.post(
                    "/runs", query_string={"document_id": name},
                    data=documents.report(), headers=self.mine,
                    content_type="application/pdf"))

    def test_addresses_that_are_not_listed(self):
        for url in ("https://elsewhere.example/a.pdf",
                    "http://docs.example/a.pdf", "https://127.0.0.1/a.pdf",
                    "https://169.254.169.254/latest"):
            with self.subTest(url):
                self.wrong(403, "Barred", self.client.post(
                    "/runs", json={"document_url": url}, headers=self.mine))
                self.wrong(403, "Barred", self.client.post(
                    "/runs", headers=self.mine, json={
                        "document_url": "https://docs.example/a.pdf",
                        "callback_url": url}))

    def test_what_is_no_address(self):
        for url in ("", "file:///etc/passwd", "docs.example/a.pdf", 5, None,
                    "https://docs.example@127.0.0.1/", "x" * 9_000):
            with self.subTest(url):
                self.wrong(422, "WrongDocument", self.client.post(
                    "/runs", json={"document_url": url}, headers=self.mine))

    def test_bodies_of_another_shape(self):
        for body in ({}, [], "a", {"document_url": "https://docs.example/a",
                                   "more": 1}):
            with self.subTest(body):
                self.wrong(422, "WrongDocument", self.client.post(
                    "/runs", json=body, headers=self.mine))

    def test_forms_of_another_shape(self):
        def pdf():
            return io.BytesIO(b"%PDF-1.7"), "a.pdf"

        for data in ({"document_id": "17"}, {"other": pdf()},
                     {"document": pdf(), "more": "x"},
                     {"document": pdf(), "document_id": ["a", "b"]}):
            with self.subTest(list(data)):
                self.wrong(422, "WrongDocument", self.post(
                    data, "multipart/form-data"))

    def test_a_client_that_asks_too_often(self):
        self.app.extensions["portailrse"].analyses.pace._most = 3
        self.addCleanup(self.start)
        got = [self.post(b"no").status_code for _ in range(4)]
        self.assertEqual(got, [422, 422, 422, 429])
        answer = self.post(b"no")
        self.wrong(429, "TooMany", answer)
        self.assertIn("Retry-After", answer.headers)
        self.assertEqual(self.client.post(
            "/runs", data=b"no", content_type="application/pdf",
            headers=bearer("another")).status_code, 422)


class Ours(AnalysesTest):
    """A caller sees the runs of its own token's subject."""

    def test_no_other_is_seen_or_touched(self):
        run = self.upload(documents.report("ours"))["id"]
        theirs = bearer("another")
        for method, path in (("GET", ""), ("GET", "/result"), ("DELETE", ""),
                             ("POST", "/retry")):
            with self.subTest(method + path):
                self.problem(404, "NoRun", self.client.open(
                    f"/runs/{run}{path}", method=method, headers=theirs))
        self.assertEqual(self.look(run)["state"], "ready")

    def test_a_run_that_is_none_looks_the_same(self):
        run = self.upload(documents.report("same"))["id"]
        theirs = self.client.get(f"/runs/{run}", headers=bearer("another"))
        none = self.client.get("/runs/" + "0" * 26, headers=self.mine)
        told = [{**each.json, "instance": ""} for each in (theirs, none)]
        self.assertEqual(told[0], told[1])


class Results(AnalysesTest):
    def setUp(self):
        super().setUp()
        self.run_ = self.upload(documents.report("found"),
                                name="Rapport 2025")["id"]
        work(self.app)
        self.path = f"/runs/{self.run_}/result"

    def result(self, query="", **headers):
        answer = self.client.get(self.path + query,
                                 headers={**self.mine, **headers})
        self.assertEqual(answer.status_code, 200)
        return answer

    def test_a_run_says_how_it_went(self):
        told = self.look(self.run_)
        self.assertEqual((told["state"], told["status"], told["error"]),
                         ("done", "success", None))
        self.assertEqual([each["number"] for each in told["events"]],
                         list(range(1, len(told["events"]) + 1)))
        self.assertEqual(told["events"][-1]["kind"], "fini")
        self.assertTrue(told["ended_at"] >= told["asked_at"])

    def test_ours(self):
        told = self.result().json
        passages = rse.Passages()
        passages.add("", json.dumps(told))
        self.assertEqual(passages.documents[0].name, "Rapport 2025")
        found = {topic.code for topic in passages.topics if topic.sentences}
        self.assertIn("E1", found)

    def test_the_existing_services(self):
        told = self.result("?format=existing").json
        self.assertTrue(any(label.startswith("ESRS E1") for label in told))
        self.assertEqual(list(told)[-1], "Non ESRS")
        for passage in sum(told.values(), []):
            self.assertEqual(passage.keys(), {"PAGES", "TEXTS"})

    def test_a_table(self):
        for answer in (self.result("?format=csv"),
                       self.result(Accept="text/csv")):
            self.assertEqual(answer.mimetype, "text/csv")
            self.assertIn("gaz à effet de serre", answer.text)

    def test_a_workbook(self):
        for answer in (self.result("?format=xlsx"), self.result(
                Accept="application/vnd.openxmlformats-officedocument."
                "spreadsheetml.sheet")):
            book = zipfile.ZipFile(io.BytesIO(answer.data))
            self.assertIn("xl/workbook.xml", book.namelist())

    def test_an_unknown_form(self):
        errors = self.problem(400, "WrongRequest", self.client.get(
            self.path + "?format=pdf", headers=self.mine))
        self.assertEqual(errors[0]["parameter"], "format")

    def test_the_upload_is_gone_once_it_was_read(self):
        self.assertEqual(os.listdir(self.folder / "uploads"), [])

    def test_a_run_that_is_done_is_neither_taken_back_nor_begun_again(self):
        for method, path in (("DELETE", ""), ("POST", "/retry")):
            self.problem(409, "NotNow", self.client.open(
                f"/runs/{self.run_}{path}", method=method,
                headers=self.mine))


class TakenBack(AnalysesTest):
    def test_a_run_is_taken_back_and_begun_again(self):
        run = self.upload(documents.report("back"))["id"]
        self.problem(409, "NotNow", self.client.get(
            f"/runs/{run}/result", headers=self.mine))
        for _ in range(2):
            told = self.ask("DELETE", f"/runs/{run}", 202, headers=self.mine)
            self.assertEqual((told["state"], told["status"]),
                             ("canceled", "error"))
        told = self.ask("POST", f"/runs/{run}/retry", 202, headers=self.mine)
        self.assertEqual((told["state"], told["status"]),
                         ("ready", "pending"))
        work(self.app)
        self.assertEqual(self.look(run)["state"], "done")

    def test_a_document_that_cannot_be_read_ends_with_an_error(self):
        run = self.upload(documents.broken())["id"]
        work(self.app)
        told = self.look(run)
        self.assertEqual((told["state"], told["status"]),
                         ("failed", "error"))
        self.assertTrue(told["error"]["message"])

    def test_a_document_without_text_is_a_result(self):
        run = self.upload(documents.blank())["id"]
        work(self.app)
        self.assertEqual(self.look(run)["state"], "done")


class Folder(AnalysesTest):
    def test_what_was_received_is_given_back_piece_by_piece(self):
        uploads = Uploads(str(self.folder / "back"))
        content = documents.report("back") + bytes(200_000)
        key, digest = uploads.receive(io.BytesIO(content), 1_000_000)
        self.assertEqual(digest, hashlib.sha256(content).hexdigest())
        for offset, length in ((0, None), (0, 9), (70_000, 70_000),
                               (len(content) - 1, 9), (len(content), 9),
                               (2**63 - 1, 9)):
            end = None if length is None else offset + length
            self.assertEqual(b"".join(uploads.get(key, offset, length)),
                             content[offset:end])
        for name in ("none.pdf", "../queue.sqlite/x"):
            with self.assertRaises(rse.NotFound):
                uploads.stat(name)

    def test_what_is_old_is_removed(self):
        uploads = Uploads(str(self.folder / "old"))
        kept = [uploads.receive(io.BytesIO(documents.report(name)), 10_000)
                for name in ("old", "new")]
        os.utime(self.folder / "old" / kept[0].key, (1, 1))
        uploads.tidy(1)
        self.assertEqual([key for key, *_ in uploads.list("")],
                         [kept[1].key])

    def test_only_its_owner_reads_it(self):
        self.upload(documents.report("owner"))
        folder = self.folder / "uploads"
        self.assertEqual(folder.stat().st_mode & 0o77, 0)
        for path in folder.iterdir():
            self.assertEqual(path.stat().st_mode & 0o77, 0)


class OutOfOrder(AnalysesTest):
    """A store that cannot be used is nobody's fault but ours."""

    def test_a_queue_that_does_not_answer(self):
        here = self.app.extensions["portailrse"].analyses
        broken = rse.Queue(rse.Store.faulty(rse.Store.memory(), lasting=True,
                                            nth=50))
        with unittest.mock.patch.object(here, "queue", lambda: broken):
            for _ in range(40):
                answer = self.client.get("/runs/" + "0" * 26,
                                         headers=self.mine)
            self.problem(503, "OutOfOrder", answer)
            self.assertIn("Retry-After", answer.headers)
            self.problem(503, "OutOfOrder", self.client.get("/ready"))


if __name__ == "__main__":
    service.main()
