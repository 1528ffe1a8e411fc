# SPDX-License-Identifier: Apache-2.0
"""The driver, and real servers that it meets."""
import json
import os
import subprocess
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

DRIVER = os.environ.get("PRSE_DRIVER", "")
FORM = "application/x-www-form-urlencoded"
NOW = 1795737600  # 2026-11-27
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwkGHvBnUNaqo="
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDaGHvBnUNaqo="
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"
RESULT = ('{"ESRS E1 : Changement climatique":[{"PAGES":3,"TEXTS":"Nos '
          '\\u00e9missions."}],"Non ESRS":[{"PAGES":1,"TEXTS":"Bonjour."}]}')
(STARTED, OPENED, SPLIT, CLASSIFIED, NO_SENTENCE, SUCCESS, NO_PDF,
 SPLIT_FAILED, FAILED) = range(9)


class Driver:
    """One process that does what it is told to; see driver.c."""

    def __init__(self, now=NOW):
        self.process = subprocess.Popen(
            [DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lock = threading.Lock()
        self.good("clock", now * 1000)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate(timeout=60)
        if self.process.returncode:
            raise AssertionError(self.process.returncode)

    def say(self, *words):
        fields = [quote(w if isinstance(w, bytes) else str(w), safe=" :/.,")
                  for w in words]
        with self.lock:
            self.process.stdin.write(("\t".join(fields) + "\n").encode())
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        told = json.loads(line)
        # A status is not OK exactly when the error is filled.
        assert (told["status"] == "PRSE_OK") == (told["code"] == 0), told
        assert (told["status"] == "PRSE_OK") == (told["error"] == ""), told
        return told

    def good(self, *words):
        told = self.say(*words)
        if told["status"] != "PRSE_OK":
            raise AssertionError(f"{words[0]}: {told}")
        return told

    def keys(self, secrets=SECRET):
        return self.good("keys", secrets, 0)

    def run(self, status=""):
        """A new run, of which the driver keeps what is to be kept."""
        made = self.good("begin")
        self.good("run", made["id"], made["digest"], status)
        return made

    def receive(self, run, body, number=0, *, signature=None, time=NOW,
                job="job1", token=None, kind=FORM, unsigned=0, **more):
        """A message as it comes; signed unless its number is 0."""
        mail = more.get("id", f"{job}-{number}" if number else "")
        if number and signature is None:
            signature = self.good("sign", mail, time, body)["text"]
        return self.say("receive", run["token"] if token is None else token,
                        kind, mail, time if number else "", signature or "",
                        body, unsigned)

    def write(self, step, document, *, sentences=0, msg="", result="",
              most=0):
        return self.good("write", step, document, sentences, msg, result,
                         most)

    def tokens(self, secret, *, old="", issuer="", audience="", kind="",
               leeway=0, legacy=0, revoked=""):
        return self.good("tokens", secret, old, issuer, audience, kind,
                         leeway, legacy, revoked)

    def remote(self, hosts, *, networks="127.0.0.1", folder="/tmp", most=0,
               idle=0, total=4000, hold=-1):
        return self.good("remote", hosts, networks, folder, most, idle, total,
                         hold)

    def send(self, url, body, number=1, *, job="job1", answered=0, signed=0):
        return self.say("send", url, body, job, number, answered, signed)


class Site:
    """A server on 127.0.0.1 whose answers a function gives; remembers what it
    was asked."""

    def __init__(self, answer):
        self.seen = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def serve(self):
                length = int(self.headers.get("Content-Length") or 0)
                self.body = self.rfile.read(length)
                site.seen.append((self.command, self.path, self.headers,
                                  self.body))
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            do_GET = do_POST = serve

            def reply(self, status, body=b"", kind="text/plain", **headers):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Case(unittest.TestCase):
    def setUp(self):
        self.driver = self.enterContext(Driver())

    def site(self, answer):
        return self.enterContext(Site(answer))

    def refused(self, told, status, *, says=""):
        self.assertEqual(told["status"], status, told)
        self.assertIn(says, told["error"] + " " + told["subject"])


main = unittest.main
