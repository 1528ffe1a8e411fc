# SPDX-License-Identifier: Apache-2.0
"""Our portal with a service like the existing one, written from its
description: it fetches before it answers, says 200 whatever happens, signs
nothing, and lets tokens in that never end."""
import json
import unittest
from threading import Thread
from urllib.request import urlopen

from flask import Flask, jsonify, request
from flask_jwt_extended import (JWTManager, create_access_token,
                                jwt_required)
from werkzeug.serving import make_server

import documents
from analyses import SECRET, Site, legacy, wait_for
from our_portal import OurPortal
from protocol import RESULT


def existing_service(twice=False):
    """The app; it works in a thread where the existing one has Celery."""
    app = Flask("existing")
    app.config["JWT_SECRET_KEY"] = SECRET
    JWTManager(app)

    @app.post("/run-task")
    @jwt_required()
    def run_task():
        try:
            form = request.form
            with urlopen(form["document_url"]) as document:
                document.read()
            Thread(target=work, args=(form["callback_url"],
                                      form["document_id"])).start()
            return jsonify(status="pending")
        except Exception as wrong:
            return jsonify(status="error", msg=str(wrong))

    def work(callback, document):
        for _ in range(1 + twice):
            legacy.report(callback, document, RESULT)

    return app


class OurPortalAsksIt(unittest.TestCase):
    def start_service(self, **more):
        app = existing_service(**more)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = f"http://127.0.0.1:{server.server_port}"
        with app.app_context():
            self.token = create_access_token("portail@example.org",
                                             expires_delta=False)

    def setUp(self):
        self.portal = OurPortal(allow_unsigned=True)
        self.peer = self.enterContext(Site(self.portal))
        self.store = self.enterContext(Site(
            lambda asked: asked.reply(200, documents.report())))

    def start(self, address=""):
        document, path, row = self.portal.begin()
        return row, legacy.launch(
            self.url, self.token, document, self.peer.url + path,
            address or self.store.url + "/a.pdf")

    def test_a_run_to_its_end(self):
        self.start_service()
        row, told = self.start()
        self.assertEqual(told, (200, {"status": "pending"}))
        wait_for(lambda: self.portal.ends, "the end")
        self.assertEqual(self.portal.verdicts, ["ACCEPTED"] * 5)
        self.assertEqual((row["status"], json.loads(row["result"])),
                         ("success", json.loads(RESULT)))

    def test_a_failure_in_a_200(self):
        self.start_service()
        _, (status, answer) = self.start("http://127.0.0.1:1/a.pdf")
        self.assertEqual((status, answer["status"]), (200, "error"))
        self.assertEqual(self.portal.verdicts, [])

    def test_what_it_tells_twice_counts_once(self):
        self.start_service(twice=True)
        row, _ = self.start()
        wait_for(lambda: len(self.portal.verdicts) == 10, "all of it")
        self.assertEqual(self.portal.ends, [row["id"]])
        self.assertEqual(set(self.portal.verdicts[5:]), {"OLD", "SEEN"})

    def test_a_portal_that_wants_signatures_believes_nothing_of_it(self):
        self.start_service()
        self.portal._allow_unsigned = False
        row, _ = self.start()
        wait_for(lambda: self.portal.verdicts, "a refusal")
        self.assertEqual((set(self.portal.verdicts), row["status"]),
                         ({"Denied"}, ""))


if __name__ == "__main__":
    unittest.main()
