# SPDX-License-Identifier: Apache-2.0
"""The holes of the existing protocol, each with the attack or the accident
that it let through. docs/analysis-protocol.md lists them."""
import json
import os
import tempfile
import time
from urllib.parse import urlencode

import jwt

from protocol import (FORM, NOW, OTHER, PDF, RESULT, STARTED, SUCCESS, Case,
                      main)

SECRET = "a secret of thirty-two bytes, at least"


def body(run, status, **more):
    return urlencode({"document_id": run["id"], "status": status, **more})


class Callbacks(Case):
    """Anybody could say that any analysis had ended, and how."""

    def setUp(self):
        super().setUp()
        self.driver.keys()
        self.mine = self.driver.run()

    def accepted(self, told):
        self.assertEqual((told["status"], told.get("verdict")),
                         ("PRSE_OK", "accepted"), told)
        return told

    def test_unauthenticated_callback(self):
        forged = body(self.mine, "success", resultat_json=RESULT)
        self.refused(self.driver.receive(self.mine, forged), "PRSE_EDENIED",
                     says="not signed")
        self.refused(self.driver.receive(self.mine, forged, 1,
                                         signature="v1," + "A" * 43 + "="),
                     "PRSE_EDENIED")
        self.driver.keys(OTHER)
        theirs = self.driver.good("sign", "job1-1", NOW, forged)["text"]
        self.driver.keys()
        self.refused(self.driver.receive(self.mine, forged, 1,
                                         signature=theirs), "PRSE_EDENIED")

    def test_unsigned_callbacks_need_the_token_of_the_run(self):
        said = body(self.mine, "processing")
        for token in ("", "x", self.mine["id"], self.mine["digest"],
                      self.mine["token"][:-1], self.mine["token"] + "A"):
            self.refused(self.driver.receive(self.mine, said, token=token,
                                             unsigned=1), "PRSE_EDENIED")
        self.accepted(self.driver.receive(self.mine, said, unsigned=1))

    def test_signed_callbacks_need_it_too(self):
        self.refused(self.driver.receive(self.mine, body(self.mine, "error"),
                                         1, token="x"), "PRSE_EDENIED")

    def test_sequential_ids(self):
        runs = [self.driver.good("begin") for _ in range(100)]
        for name, letters in (("id", 22), ("token", 43), ("digest", 64)):
            self.assertEqual(len({run[name] for run in runs}), 100)
            self.assertEqual({len(run[name]) for run in runs}, {letters})
        self.assertEqual([self.driver.say("id", run["id"])["code"]
                          for run in runs], [0] * 100)

    def test_a_message_about_another_run(self):
        other = {**self.mine, "id": "another-run"}
        self.refused(self.driver.receive(self.mine, body(other, "error"), 1),
                     "PRSE_ESCHEMA", says="another run")

    def test_a_signed_message_is_not_turned_into_an_unsigned_one(self):
        self.accepted(self.driver.receive(
            self.mine, body(self.mine, "processing"), 1))
        self.refused(self.driver.receive(
            self.mine, body(self.mine, "error"), unsigned=1), "PRSE_EDENIED")

    def test_replayed_callback(self):
        said = body(self.mine, "processing")
        self.refused(self.driver.receive(self.mine, said, 1, time=NOW - 301),
                     "PRSE_EEXPIRED")
        self.accepted(self.driver.receive(self.mine, said, 1))
        told = self.driver.receive(self.mine, said, 1)
        self.assertEqual(told["verdict"], "seen")

    def test_mail_bombing(self):
        """The run ends once, whoever says so how often."""
        done = body(self.mine, "success", resultat_json=RESULT)
        self.assertEqual(
            self.accepted(self.driver.receive(self.mine, done, 5))["ends"], 1)
        for number in range(5, 25):
            for said in (done, body(self.mine, "error", msg="x")):
                told = self.driver.receive(self.mine, said, number)
                self.assertEqual(told["ends"], 0)
                self.assertIn(told["verdict"], ("seen", "old"))
                self.assertEqual(told["state"], "success")

    def test_a_state_never_goes_back(self):
        order = ["processing", "text_processed", "analysis_complete"]
        for number, status in enumerate(order, 1):
            self.accepted(self.driver.receive(
                self.mine, body(self.mine, status), number))
        for number, status in enumerate(["pending"] + order[:-1], 10):
            told = self.driver.receive(self.mine, body(self.mine, status),
                                       number)
            self.assertEqual((told["verdict"], told["state"]),
                             ("old", "analysis_complete"))

    def test_two_jobs_of_one_run_do_not_mix(self):
        self.accepted(self.driver.receive(
            self.mine, body(self.mine, "processing"), 1, job="first"))
        self.refused(self.driver.receive(
            self.mine, body(self.mine, "error"), 1, job="second"),
            "PRSE_ECONFLICT")

    def test_arbitrary_states_and_messages(self):
        for status in ("", "done", "SUCCESS", "success ", "é"):
            self.refused(self.driver.receive(
                self.mine, body(self.mine, status), 1), "PRSE_ESCHEMA")
        self.refused(self.driver.receive(
            self.mine, body(self.mine, "x" * 145), 1), "PRSE_ELIMIT")
        told = self.accepted(self.driver.receive(
            self.mine, body(self.mine, "processing", msg="é" * 145), 1))
        self.assertEqual(told["msg"], "é" * 144)

    def test_results_that_break_the_pages(self):
        page = '[{"PAGES":1,"TEXTS":"a"}]'
        for result, status in (
                ("", "PRSE_EPARSE"), ("{", "PRSE_EPARSE"),
                ("null", "PRSE_ESCHEMA"), ("[]", "PRSE_ESCHEMA"),
                ('{"ESRS X9":%s}' % page, "PRSE_ESCHEMA"),
                ('{"ESRS E10":%s}' % page, "PRSE_ESCHEMA"),
                ('{"":%s}' % page, "PRSE_ESCHEMA"),
                ('{"non esrs":%s}' % page, "PRSE_ESCHEMA"),
                ('{"ESRS E1":{}}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":["a"]}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":%s,"ESRS E1":%s}' % (page, page),
                 "PRSE_EPARSE"),
                ('{"ESRS E1":[{"PAGES":0,"TEXTS":"a"}]}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":[{"PAGES":1.5,"TEXTS":"a"}]}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":[{"PAGES":"1","TEXTS":"a"}]}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":[{"PAGES":1,"TEXTS":5}]}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":[{"PAGES":1}]}', "PRSE_ESCHEMA"),
                ('{"ESRS E1":[{"PAGES":1,"TEXTS":"a","X":1}]}',
                 "PRSE_ESCHEMA"),
                ('{"ESRS E1":[{"PAGES":1,"TEXTS":[[[]]]}]}',
                 "PRSE_ELIMIT")):
            told = self.driver.receive(
                self.mine, body(self.mine, "success", resultat_json=result),
                1)
            self.assertEqual(told["status"], status, result)
        self.refused(self.driver.receive(
            self.mine, body(self.mine, "success"), 1), "PRSE_ESCHEMA")
        self.refused(self.driver.receive(
            self.mine, body(self.mine, "error", resultat_json=RESULT), 1),
            "PRSE_ESCHEMA")
        self.accepted(self.driver.receive(
            self.mine, body(self.mine, "success", resultat_json=RESULT), 1))

    def test_nul_which_no_database_keeps(self):
        nul = '{"ESRS E1":[{"PAGES":1,"TEXTS":"a\\u0000b"}]}'
        for said in (body(self.mine, "success", resultat_json=nul),
                     body(self.mine, "error", msg="a\0b")):
            told = self.driver.receive(self.mine, said, 1)
            self.assertIn(told["status"], ("PRSE_ESCHEMA", "PRSE_EPARSE"))

    def test_bodies_that_two_readers_would_read_differently(self):
        good = body(self.mine, "processing")
        for said, kind in (
                (good + "&status=error", FORM), (good + "&debug=1", FORM),
                (good + "&msg", FORM), (good + "&", FORM), ("", FORM),
                (good + "&msg=%", FORM), (good + "&msg=%zz", FORM),
                (good + "&msg=%ff", FORM), (good + "&msg=a=b", FORM),
                (good.encode() + b"&msg=\xe9", FORM),
                (good, "multipart/form-data"), (good, "text/plain"),
                (good, ""), (good, "application/json"),
                ('{"status":"error","status":"success"}',
                 "application/json"),
                ('{"status":5}', "application/json"),
                ('["error"]', "application/json")):
            told = self.driver.receive(self.mine, said, 1, kind=kind)
            self.assertIn(told["status"], ("PRSE_EPARSE", "PRSE_ESCHEMA"),
                          said)

    def test_forms_and_json_are_read_alike(self):
        for kind in (FORM, FORM + "; charset=UTF-8", FORM.upper(),
                     "application/json", "application/json;charset=utf-8"):
            run = self.driver.run()
            said = body(run, "processing", msg="été & co")
            if "json" in kind:
                said = json.dumps({"document_id": run["id"], "msg": "été & co",
                                   "status": "processing"})
            told = self.accepted(self.driver.receive(run, said, 1, kind=kind))
            self.assertEqual(told["msg"], "été & co")


class Addresses(Case):
    """document_url and callback_url could lead anywhere."""

    def setUp(self):
        super().setUp()
        self.peer = self.site(self.serve)
        self.port = self.peer.port

    def serve(self, request):
        if request.path == "/redirect":
            request.reply(302, Location="http://169.254.169.254/latest")
        elif request.path == "/redirect-home":
            request.reply(307, Location=f"http://localhost:{self.port}/")
        elif request.path.startswith("/status/"):
            request.reply(int(request.path[8:11]), b"x")
        elif request.path == "/endless-403":
            request.send_response(403)
            request.end_headers()
            request.wfile.write(b"<Error>")
            time.sleep(0.2)
            request.wfile.write(b"x" * 100000)
        else:
            request.reply(200, PDF)

    def test_document_url_ssrf(self):
        self.driver.remote("s3.example.org")
        for url in (self.peer.url, f"http://localhost:{self.port}/",
                    "http://169.254.169.254/latest/meta-data",
                    "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/",
                    "https://redis/", "https://0x7f.1/", "https://2130706433/",
                    "file:///etc/passwd", "gopher://127.0.0.1:6379/_FLUSHALL",
                    "https://s3.example.org.evil.example/",
                    "https://s3.example.org:6379/",
                    "https://s3.example.org@127.0.0.1/"):
            told = self.driver.say("fetch", url)
            self.assertIn(told["status"], ("PRSE_EDENIED", "PRSE_EPARSE"), url)
        self.assertEqual(self.peer.seen, [])

    def test_callback_url_ssrf(self):
        self.driver.remote("portail.example.org")
        said = self.driver.write(STARTED, "17")["text"]
        for url in (self.peer.url, f"http://localhost:{self.port}/",
                    "https://169.254.169.254/", "https://portail.example.org:1/",
                    "https://other.example.org/"):
            told = self.driver.send(url, said)
            self.assertEqual((told["status"], told["http"]),
                             ("PRSE_EDENIED", 0), url)
        self.assertEqual(self.peer.seen, [])

    def test_a_listed_name_that_leads_inside(self):
        for name in ("home", "office", "two.office", "metadata"):
            host = f"http://{name}.example:{self.port}"
            self.driver.remote(host, networks="")
            self.refused(self.driver.say("fetch", host + "/"), "PRSE_EREFUSED")
            self.refused(self.driver.send(host + "/", "a=b"), "PRSE_EREFUSED")
        self.assertEqual(self.peer.seen, [])
        self.driver.remote(f".example:{self.port} http://home.example:"
                           f"{self.port}")
        told = self.driver.say("fetch", f"http://home.example:{self.port}/")
        self.assertEqual(told["status"], "PRSE_OK", "the network is listed")

    def test_metadata_is_never_reached_whatever_is_listed(self):
        self.driver.remote("http://metadata.example http://169.254.169.254",
                           networks="169.254.0.0/16 0.0.0.0/1 128.0.0.0/1",
                           total=500)
        for host in ("metadata.example", "169.254.169.254"):
            self.refused(self.driver.say("fetch", f"http://{host}/latest"),
                         "PRSE_EREFUSED")

    def test_dns_rebinding(self):
        """The name is public at the first look-up and this computer at the
        second: what is connected to is what is judged."""
        host = f"http://rebind.example:{self.port}"
        self.driver.remote(host, networks="", total=400)
        for _ in range(4):
            told = self.driver.say("fetch", host + "/")
            self.assertIn(told["status"], ("PRSE_EREFUSED", "PRSE_ETIMEOUT",
                                           "PRSE_EIO"))
        self.assertEqual(self.peer.seen, [])

    def test_redirects_followed(self):
        self.driver.remote(self.peer.url)
        for path in ("/redirect", "/redirect-home"):
            self.refused(self.driver.say("fetch", self.peer.url + path),
                         "PRSE_EDENIED", says="redirects")
            told = self.driver.send(self.peer.url + path, "a=b")
            self.assertEqual(told["status"], "PRSE_EPEER")
        self.assertEqual(len(self.peer.seen), 4)

    def test_port_scan_oracle(self):
        """What is not listed is refused alike, open or closed, before any
        connection."""
        self.driver.remote("s3.example.org")
        errors = {json.dumps(self.driver.say(
            "fetch", f"http://127.0.0.1:{port}/")) for port in
            (self.port, 1, 6379)}
        self.assertEqual(len(errors), 1)
        host = f"http://home.example:{self.port}"
        closed = "http://home.example:1"
        self.driver.remote(f"{host} {closed}", networks="")
        self.assertEqual(self.driver.say("fetch", host + "/"),
                         self.driver.say("fetch", closed + "/"))

    def test_status_of_the_document_is_not_checked(self):
        self.driver.remote(self.peer.url)
        self.refused(self.driver.say("fetch", self.peer.url + "/status/403"),
                     "PRSE_EDENIED", says="403")
        self.driver.remote(self.peer.url, most=1000)
        self.refused(self.driver.say("fetch", self.peer.url + "/endless-403"),
                     "PRSE_EDENIED", says="403")

    def test_presigned_addresses_in_errors(self):
        self.driver.remote(self.peer.url)
        query = "X-Amz-Signature=5ecre7"
        for url in (f"{self.peer.url}/status/404?{query}",
                    f"https://elsewhere.example/key?{query}",
                    f"{self.peer.url}/redirect?{query}",
                    f"http://127.0.0.1:{self.port}/%?{query}",
                    f"http://user:5ecre7@127.0.0.1:{self.port}/?{query}"):
            for told in (self.driver.say("fetch", url),
                         self.driver.say("allowed", url),
                         self.driver.send(url, "a=b")):
                self.assertNotIn("5ecre7", json.dumps(told))
                self.assertNotIn("/key", json.dumps(told))


class Documents(Case):
    """document_id named a directory; downloads had no end."""

    def test_path_traversal(self):
        for name in ("../../etc", "..", ".", "a/b", "a\\b", "/etc/passwd", "",
                     ".hidden", "a\0b", "a b", "é", "x" * 129, "%2e%2e", "~"):
            self.refused(self.driver.say("id", name), "PRSE_EPARSE")
            told = self.driver.say("write", STARTED, name, 0, "", "", 0)
            self.refused(told, "PRSE_EPARSE", says="document_id")
        for name in ("17", "a-b_c.d", "x" * 128,
                     "0123456789abcdefABCDEF"):
            self.assertEqual(self.driver.say("id", name)["status"], "PRSE_OK")

    def test_no_file_is_named_by_the_request(self):
        peer = self.site(lambda request: request.reply(200, PDF))
        with tempfile.TemporaryDirectory() as folder:
            self.driver.remote(peer.url, folder=folder)
            told = self.driver.good("fetch",
                                    peer.url + "/..%2f..%2fevil/x.pdf")
            self.assertEqual(os.path.dirname(told["path"]), folder)
            self.assertNotIn("evil", told["path"])
            self.assertEqual(os.listdir(folder), [])

    def test_downloads_without_limit(self):
        def endless(request):
            request.send_response(200)
            request.end_headers()
            request.wfile.write(PDF)
            while request.path == "/large":
                request.wfile.write(b"x" * 65536)
            time.sleep(5)

        peer = self.site(endless)
        self.driver.remote(peer.url, most=1 << 20, idle=300)
        began = time.monotonic()
        self.refused(self.driver.say("fetch", peer.url + "/large"),
                     "PRSE_ELIMIT")
        self.refused(self.driver.say("fetch", peer.url + "/hangs"),
                     "PRSE_ETIMEOUT")
        self.assertLess(time.monotonic() - began, 4)


class Tokens(Case):
    """Tokens never expired, and could not be taken back."""

    CLAIMS = {"sub": "portail@example.org", "jti": "one", "type": "access"}

    def check(self, **claims):
        token = jwt.encode({**self.CLAIMS, **claims}, SECRET, "HS256")
        return self.driver.say("token", token)

    def test_eternal_tokens(self):
        self.driver.tokens(SECRET)
        self.refused(self.check(), "PRSE_EEXPIRED", says="never expires")
        self.refused(self.check(exp=NOW - 1), "PRSE_EEXPIRED")
        self.assertEqual(self.check(exp=NOW + 1)["status"], "PRSE_OK")
        self.driver.tokens(SECRET, legacy=NOW + 60)
        self.assertEqual(self.check()["status"], "PRSE_OK")
        self.driver.good("clock", (NOW + 60) * 1000)
        self.refused(self.check(), "PRSE_EEXPIRED", says="never expires")

    def test_tokens_that_cannot_be_taken_back(self):
        self.driver.tokens(SECRET, revoked="one")
        self.refused(self.check(exp=NOW + 9), "PRSE_EDENIED",
                     says="taken back")
        self.assertEqual(self.check(exp=NOW + 9, jti="two")["status"],
                         "PRSE_OK")
        claims = {"sub": "a", "exp": NOW + 9}
        self.refused(self.driver.say(
            "token", jwt.encode(claims, SECRET, "HS256")), "PRSE_EPARSE",
            says="jti")

    def test_type_not_verified(self):
        self.driver.tokens(SECRET)
        self.refused(self.check(exp=NOW + 9, type="refresh"), "PRSE_EDENIED")

    def test_one_secret_for_all_environments(self):
        self.driver.tokens(SECRET, audience="ia.production")
        self.refused(self.check(exp=NOW + 9, aud="ia.staging"),
                     "PRSE_EDENIED", says="another service")


class Results(Case):
    """What the portal could not take stayed without an end."""

    def test_result_too_big(self):
        passage = {"PAGES": 1, "TEXTS": "é" * 300}
        large = json.dumps({"ESRS E1": [passage] * 2000})
        told = self.driver.write(SUCCESS, "17", result=large)
        self.assertEqual((told["told"], told["too_large"]), ("error", 1))
        self.assertIn("status=error", told["text"])
        self.assertLess(len(told["text"]), 1000)
        told = self.driver.write(SUCCESS, "17", result=large, most=1 << 26)
        self.assertEqual((told["told"], told["too_large"]), ("success", 0))
        small = self.driver.write(SUCCESS, "17", result=RESULT)
        most = len(small["text"])
        told = self.driver.write(SUCCESS, "17", result=RESULT, most=most)
        self.assertEqual(told["told"], "success")

    def test_callback_status_ignored(self):
        peer = self.site(lambda request: request.reply(
            int(request.path[1:]), b"x"))
        self.driver.remote(peer.url)
        for status, what in ((200, "PRSE_OK"), (204, "PRSE_OK"),
                             (302, "PRSE_EPEER"), (400, "PRSE_EPEER"),
                             (404, "PRSE_EPEER"), (413, "PRSE_EPEER"),
                             (429, "PRSE_ERATE"), (500, "PRSE_EPEER"),
                             (503, "PRSE_EPEER")):
            told = self.driver.send(f"{peer.url}/{status}", "a=b")
            self.assertEqual((told["status"], told["http"]), (what, status))

    def test_callback_without_time_limit(self):
        peer = self.site(lambda request: time.sleep(4))
        self.driver.remote(peer.url, total=300)
        began = time.monotonic()
        self.refused(self.driver.send(peer.url + "/", "a=b"),
                     "PRSE_ETIMEOUT")
        self.assertLess(time.monotonic() - began, 2)

    def test_lost_update_race(self):
        """The first callback waits until the portal has saved its row."""
        peer = self.site(lambda request: request.reply(200))
        self.driver.remote(peer.url, hold=0)
        for later, what in ((0, "PRSE_EBUSY"), (4999, "PRSE_EBUSY"),
                            (5000, "PRSE_OK")):
            self.driver.good("clock", NOW * 1000 + later)
            told = self.driver.send(peer.url + "/", "a=b",
                                    answered=NOW * 1000)
            self.assertEqual(told["status"], what)
        self.assertEqual(len(peer.seen), 1)
        self.driver.remote(peer.url, hold=-1)
        told = self.driver.send(peer.url + "/", "a=b",
                                answered=NOW * 1000 + 5000)
        self.assertEqual(told["status"], "PRSE_OK")

    def test_the_same_message_has_the_same_id(self):
        self.driver.keys()
        peer = self.site(lambda request: request.reply(500))
        self.driver.remote(peer.url)
        for _ in range(2):
            self.driver.send(peer.url + "/", "a=b", 7, signed=1)
        self.assertEqual({seen[2]["webhook-id"] for seen in peer.seen},
                         {"job1-7"})
        unsigned = self.driver.send(peer.url + "/", "a=b", 7)
        self.assertEqual(unsigned["http"], 500)
        self.assertNotIn("webhook-id", peer.seen[-1][2])


if __name__ == "__main__":
    main()
