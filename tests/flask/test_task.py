# SPDX-License-Identifier: Apache-2.0
"""The routes of the existing service, and who is let in."""
import time

import jwt

import documents
import service
from analyses import (AUDIENCE, SECRET, AnalysesTest, bearer, settings,
                      token)

URLS = {"document_url": "https://docs.example/a.pdf?X-Amz-Signature=5ecre7",
        "callback_url": "https://portail.example/analyses/17/etat/"}
FORM = {"document_id": "17", **URLS}


class TaskTest(AnalysesTest):
    @classmethod
    def settings(cls):
        return {**super().settings(), "runs_a_minute": 0,
                "hosts": "docs.example portail.example"}

    def task(self, form, headers=None, **more):
        return self.client.post("/run-task", data=form,
                                headers=headers or self.mine, **more)

    def jobs(self):
        here = self.app.extensions["portailrse"].analyses
        return here.queue().jobs(limit=1_000)

    def refused(self, status, answer):
        """The form that clients of the existing service read."""
        self.assertEqual(answer.status_code, status, answer.text)
        self.assertEqual(answer.json["status"], "error")
        self.assertTrue(answer.json["msg"])
        self.assertNotIn("5ecre7", answer.text)
        self.assertEqual(self.jobs(), [])


class Ping(TaskTest):
    def test_ping(self):
        told = self.get("/ping")
        self.assertEqual(told["status"], "alive")
        self.assertIn("msg", told)


class Task(TaskTest):
    def setUp(self):
        super().setUp()
        self.before = len(self.jobs())

    def test_a_task_is_pending(self):
        for _ in range(2):  # the same document_id is the same run
            answer = self.task(FORM)
            self.assertEqual((answer.status_code, answer.json),
                             (200, {"status": "pending"}))
        self.assertEqual(len(self.jobs()), self.before + 1)

    def test_a_link_that_is_signed_anew_is_the_same_document(self):
        for name in ("first", "second"):
            self.task({**FORM, "document_id": "signed", "document_url":
                       f"https://docs.example/a.pdf?sig={name}"})
        self.assertEqual(len(self.jobs()), self.before + 1)

    def test_fields_that_nobody_knows_are_let_pass(self):
        self.assertEqual(self.task({**FORM, "document_id": "more",
                                    "debug": "1"}).status_code, 200)

    def test_no_address_is_logged(self):
        with self.assertNoLogs(level="WARNING"):
            self.task({**FORM, "document_id": "logged"})


class Refused(TaskTest):
    def test_a_field_that_is_missing(self):
        for name in FORM:
            form = {key: FORM[key] for key in FORM if key != name}
            self.refused(400, self.task(form))
            self.refused(400, self.task({**form, name: ""}))
        self.refused(400, self.task("", content_type="text/plain"))
        self.refused(400, self.client.post("/run-task", json=FORM,
                                           headers=self.mine))

    def test_a_document_id_is_never_a_path(self):
        for name in ("../../etc", "..", "a/b", "/etc/passwd", ".hidden",
                     "a\0b", "é", "x" * 129, "a b"):
            self.refused(400, self.task({**FORM, "document_id": name}))

    def test_addresses_that_are_not_listed(self):
        for name in URLS:
            for url in ("https://elsewhere.example/?X-Amz-Signature=5ecre7",
                        "http://docs.example/", "https://127.0.0.1/",
                        "https://docs.example:6379/",
                        "https://169.254.169.254/latest"):
                self.refused(403, self.task({**FORM, name: url}))

    def test_what_is_no_address(self):
        for name in URLS:
            for url in ("file:///etc/passwd", "gopher://docs.example/",
                        "docs.example", "https://docs.example@evil.example/",
                        "https://2130706433/", "é", "x" * 9_000):
                status = self.task({**FORM, name: url})
                self.assertIn(status.status_code, (400, 403), url)
                self.refused(status.status_code, status)

    def test_a_body_that_is_too_large(self):
        self.refused(413, self.task({**FORM, "more": "x" * 70_000}))

    def test_a_task_without_document_of_a_caller(self):
        self.refused(400, self.task({}))


class Tokens(TaskTest):
    def no_token(self, headers):
        answer = self.client.post("/run-task", data=FORM, headers=headers)
        self.assertEqual(answer.status_code, 401, answer.text)
        self.assertEqual(answer.json.keys(), {"msg"})
        self.assertEqual(self.jobs(), [])
        run = self.client.get("/runs/" + "0" * 26, headers=headers)
        self.problem(401, "Unauthorized", run)
        self.assertEqual(run.headers["WWW-Authenticate"], "Bearer")

    def test_without_a_token(self):
        for headers in ({}, {"Authorization": ""},
                        {"Authorization": "Basic eDp5"},
                        {"Authorization": "Bearer"},
                        {"Authorization": "Bearer "}):
            self.no_token(headers)

    def test_what_is_no_token(self):
        for text in ("x", "a.b.c", token() + "=", "x" * 9_000, "é.x.y"):
            self.no_token({"Authorization": "Bearer " + text})

    def test_what_is_not_ours(self):
        claims = {"sub": "a", "jti": "1", "type": "access", "aud": AUDIENCE,
                  "exp": time.time() + 60}
        for change, secret in (({}, SECRET + "!"), ({"exp": 1}, SECRET),
                               ({"aud": "ia.production"}, SECRET),
                               ({"type": "refresh"}, SECRET)):
            text = jwt.encode({**claims, **change}, secret, "HS256")
            self.no_token({"Authorization": "Bearer " + text})
        eternal = {key: claims[key] for key in claims if key != "exp"}
        self.no_token({"Authorization": "Bearer " + jwt.encode(
            eternal, SECRET, "HS256")})


class TakenBack(TaskTest):
    @classmethod
    def settings(cls):
        (cls.folder / "gone").write_text("nobody\n")
        return {**super().settings(), "jwt_revoked": str(cls.folder / "gone")}

    def status(self, text):
        return self.client.get("/runs/" + "0" * 26, headers={
            "Authorization": "Bearer " + text}).status_code

    def test_a_token_is_taken_back_while_the_service_runs(self):
        mine, other = token(), token()
        self.assertEqual(self.status(mine), 404)
        claims = jwt.decode(mine, SECRET, ["HS256"], audience=AUDIENCE)
        with (self.folder / "gone").open("a") as file:
            file.write(claims["jti"] + "\n")
        self.assertEqual((self.status(mine), self.status(other)), (401, 404))

    def test_a_list_that_is_gone_lets_nobody_in(self):
        mine = token()
        (self.folder / "gone").rename(self.folder / "elsewhere")
        try:
            with self.assertLogs("flask_portailrse", "ERROR"):
                self.assertEqual(self.status(mine), 401)
        finally:
            (self.folder / "elsewhere").rename(self.folder / "gone")
        self.assertEqual(self.status(mine), 404)


class Start(AnalysesTest):
    """What is wrong stops the start."""

    def wrong(self, kind, said, **more):
        given = {**settings(self.folder), **more}
        with self.assertRaisesRegex(kind, said):
            service.create_app(service.config(**given))

    def test_settings(self):
        self.wrong(ValueError, "needs PORTAILRSE_JWT_SECRET", jwt_secret="")
        self.wrong(ValueError, "not both", jwt_secret_file="/dev/null")
        self.wrong(FileNotFoundError, "none", jwt_secret="",
                   jwt_secret_file=str(self.folder / "none"))
        self.wrong(service.rse.Limit, "32", jwt_secret="short")
        self.wrong(FileNotFoundError, "none",
                   jwt_revoked=str(self.folder / "none"))
        self.wrong(service.rse.ParseError, "", hosts="docs example:port")
        self.wrong(service.rse.ParseError, "", webhook_keys="whsec_x")
        self.wrong(ValueError, "", jwt_legacy_until="tomorrow")
        self.wrong(ValueError, "MAX_DOCUMENT is at least 1", max_document=0)

    def test_secrets_come_from_files_too(self):
        path = self.folder / "secret"
        path.write_text(SECRET + "\n")
        app = service.create_app(service.config(**{
            **settings(self.folder), "jwt_secret": "",
            "jwt_secret_file": str(path)}))
        answer = app.test_client().get("/runs/" + "0" * 26, headers=bearer())
        self.assertEqual(answer.status_code, 404)

    def test_without_a_queue_there_are_no_analyses(self):
        client = service.create_app(service.config()).test_client()
        for path in ("/ping", "/run-task", "/runs", "/ready", "/metrics"):
            self.assertEqual(client.get(path).status_code, 404, path)


class Commands(AnalysesTest):
    def run_command(self, *words, status=0):
        done = self.app.test_cli_runner().invoke(args=["portailrse", *words])
        self.assertEqual(done.exit_code, status, done.output)
        return done

    def test_token(self):
        done = self.run_command("token", "portail@example.org", "--days", "2")
        made = done.stdout.strip()
        claims = jwt.decode(made, SECRET, ["HS256"], audience=AUDIENCE)
        self.assertEqual(claims["sub"], "portail@example.org")
        self.assertAlmostEqual(claims["exp"], time.time() + 172_800, delta=60)
        self.assertIn(claims["jti"], done.stderr)
        answer = self.client.get("/runs/" + "0" * 26, headers={
            "Authorization": "Bearer " + made})
        self.assertEqual(answer.status_code, 404)

    def test_a_token_for_elsewhere(self):
        done = self.run_command("token", "x", "--audience", "ia.other")
        claims = jwt.decode(done.stdout.strip(), SECRET, ["HS256"],
                            audience="ia.other")
        self.assertEqual(claims["aud"], "ia.other")
        self.run_command("token", "x", "--days", "0", status=2)

    def test_jobs(self):

        run = self.upload(documents.report("jobs"))["id"]
        self.assertIn(run + " ready", self.run_command("jobs").stdout)
        self.assertNotIn(run, self.run_command(
            "jobs", "--state", "done").stdout)

    def test_without_a_queue(self):
        done = service.create_app(service.config()).test_cli_runner().invoke(
            args=["portailrse", "jobs"])
        self.assertEqual(done.exit_code, 1)
        self.assertIn("PORTAILRSE_QUEUE", done.output)


if __name__ == "__main__":
    service.main()
