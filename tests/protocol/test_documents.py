# SPDX-License-Identifier: Apache-2.0
"""Documents are fetched from real servers, and from nowhere else."""
import hashlib
import os
import socket
import tempfile
import time

from protocol import PDF, Case, main


def serve(request):
    path = request.path.split("?")[0]
    if path == "/drip":
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PDF[:100])
        for _ in range(200):
            request.wfile.write(b"x")
            time.sleep(0.05)
    elif path == "/stalls":
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PDF[:2000])
        time.sleep(3)
    elif path == "/endless":
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PDF)
        for _ in range(1000):
            request.wfile.write(b"x" * 65536)
    elif path == "/short":
        request.send_response(200)
        request.send_header("Content-Length", str(len(PDF) + 1))
        request.end_headers()
        request.wfile.write(PDF)
        request.close_connection = True
    elif path == "/moved":
        request.reply(302, b"", Location="/good")
    elif path == "/late-mark":
        request.reply(200, b"\n" * 1019 + PDF)
    elif path == "/too-late-mark":
        request.reply(200, b"\n" * 1020 + PDF)
    elif path == "/page":
        request.reply(200, b"<html>" + b"x" * 2000)
    elif path == "/empty":
        request.reply(200)
    elif path.startswith("/status/"):
        request.reply(int(path[8:]), b"<Error>AccessDenied</Error>")
    else:
        request.reply(200, PDF)


class Fetch(Case):
    def setUp(self):
        super().setUp()
        self.peer = self.site(serve)
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.remote()

    def remote(self, **more):
        hosts = more.pop("hosts", self.peer.url)
        self.driver.remote(hosts, folder=self.folder, **more)

    def fetch(self, path):
        told = self.driver.say("fetch", self.peer.url + path)
        self.assertEqual(os.listdir(self.folder), [], "a file is left")
        return told

    def test_a_document(self):
        told = self.fetch("/good?X-Amz-Signature=abc%2F")
        self.assertEqual(told["status"], "PRSE_OK", told)
        self.assertEqual(told["bytes"], len(PDF))
        self.assertEqual(told["sha256"], hashlib.sha256(PDF).hexdigest())
        self.assertTrue(told["path"].startswith(self.folder))
        self.assertEqual(self.peer.seen[0][1],
                         "/good?X-Amz-Signature=abc%2F")

    def test_the_mark_is_within_the_first_kib(self):
        self.assertEqual(self.fetch("/late-mark")["status"], "PRSE_OK")
        for path in ("/too-late-mark", "/page", "/empty"):
            self.refused(self.fetch(path), "PRSE_ESCHEMA", says="%PDF-")

    def test_another_status_than_200(self):
        for status, told in ((201, "PRSE_EPEER"), (204, "PRSE_EPEER"),
                             (206, "PRSE_EPEER"), (400, "PRSE_EPEER"),
                             (401, "PRSE_EDENIED"), (403, "PRSE_EDENIED"),
                             (404, "PRSE_ENOTFOUND"), (410, "PRSE_ENOTFOUND"),
                             (429, "PRSE_ERATE"), (500, "PRSE_EPEER"),
                             (503, "PRSE_EPEER")):
            self.refused(self.fetch(f"/status/{status}"), told,
                         says=str(status))
        for status in (301, 302, 303, 307, 308):
            self.refused(self.fetch(f"/status/{status}"), "PRSE_EDENIED",
                         says="redirects")

    def test_too_large(self):
        self.remote(most=len(PDF))
        self.assertEqual(self.fetch("/good")["status"], "PRSE_OK")
        self.remote(most=len(PDF) - 1)
        self.refused(self.fetch("/good"), "PRSE_ELIMIT")
        self.remote(most=1 << 20)
        self.refused(self.fetch("/endless"), "PRSE_ELIMIT")

    def test_too_slow(self):
        self.remote(idle=300)
        began = time.monotonic()
        self.refused(self.fetch("/stalls"), "PRSE_ETIMEOUT")
        self.assertLess(time.monotonic() - began, 2)
        self.remote(idle=2000, total=600)
        began = time.monotonic()
        self.refused(self.fetch("/drip"), "PRSE_ETIMEOUT")
        self.assertLess(time.monotonic() - began, 2.5)

    def test_cut_short(self):
        self.refused(self.fetch("/short"), "PRSE_EIO")

    def test_nobody_listens(self):
        free = socket.create_server(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        self.remote(hosts=f"http://127.0.0.1:{port}")
        told = self.driver.say("fetch", f"http://127.0.0.1:{port}/a")
        self.refused(told, "PRSE_EREFUSED")

    def test_a_folder_that_is_not_there(self):
        self.driver.remote(self.peer.url, folder=self.folder + "/none")
        self.refused(self.driver.say("fetch", self.peer.url + "/good"),
                     "PRSE_EIO", says="folder")


class Lists(Case):
    def test_which_hosts(self):
        self.driver.remote("docs.example.org .below.example:8443 "
                           "http://plain.example http://.plain.example "
                           "[2001:db8::1]")
        for url, good in (
                ("https://docs.example.org/a?b=c", 1),
                ("https://DOCS.example.org:443/a", 1),
                ("https://a.below.example:8443/", 1),
                ("https://a.b.below.example:8443/", 1),
                ("http://plain.example/a", 1),
                ("http://a.plain.example/a", 1),
                ("https://a.plain.example/a", 0),
                ("https://[2001:db8::1]/a", 1),
                ("https://x.docs.example.org/a", 0),
                ("https://docs.example.org.evil.example/", 0),
                ("https://evil.example/docs.example.org", 0),
                ("https://docs.example.org:8443/", 0),
                ("http://docs.example.org/", 0),
                ("https://plain.example/", 0),
                ("https://below.example:8443/", 0),
                ("https://evilbelow.example:8443/", 0)):
            told = self.driver.say("allowed", url)
            self.assertEqual(told["status"],
                             "PRSE_OK" if good else "PRSE_EDENIED", url)

    def test_addresses_that_two_readers_would_read_differently(self):
        self.driver.remote("docs.example.org")
        for url in ("https://docs.example.org@evil.example/",
                    "https://evil.example@docs.example.org/",
                    "https://docs.example.org\\@evil.example/",
                    "https://docs.example.org#@evil.example/",
                    "https://docs.example.org./a",
                    "https://docs.example.org:/a",
                    "https://docs.example.org:0443/a",
                    "https://docs.example.org:65979/a",
                    "https://docs.example.org%2eevil.example/",
                    "https:docs.example.org", "https:///docs.example.org",
                    "//docs.example.org/a", "docs.example.org/a", "",
                    "HTTPS://docs.example.org/a", "file:///etc/passwd",
                    "gopher://docs.example.org/",
                    "https://docs.example.org/a b",
                    "https://docs.example.org/%zz",
                    "https://docs.example.org/\r\nX: y",
                    "https://docs.example.org/a\0b",
                    "https://döcs.example.org/"):
            self.refused(self.driver.say("allowed", url), "PRSE_EPARSE")
        self.refused(self.driver.say(
            "allowed", "https://docs.example.org/" + "a" * 8192),
            "PRSE_ELIMIT")

    def test_no_list_no_host(self):
        self.driver.remote("")
        self.refused(self.driver.say("allowed", "https://example.org/"),
                     "PRSE_EDENIED")

    def test_lists_that_are_none(self):
        for hosts in ("https://a.example/path", "a_b.example", "*.example",
                      ".", "..example", ".http://a.example",
                      "http://", "http://.", "a.example:99999", ".127.0.0.1",
                      "ftp://a.example", "a.example?x"):
            told = self.driver.say("remote", hosts, "", "/tmp", 0, 0, 0, 0)
            self.refused(told, "PRSE_EPARSE", says="expected a host")
        for networks in ("10.0.0.0/33", "10.0.0.0/0", "10.0.0.0/x", "10.0",
                         "::1/129", "home.example"):
            told = self.driver.say("remote", "", networks, "/tmp", 0, 0, 0,
                                   0)
            self.refused(told, "PRSE_EPARSE", says="expected a network")


if __name__ == "__main__":
    main()
