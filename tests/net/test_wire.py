#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile input, hostile answers and secrets, looked at on the wire."""
import http.client
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from net import (DEMO, FREE, NETWORK, PACK, Ask, World, main, unittest)

DIRECTORY = "recherche_entreprises"
NO_DIRECTORY = {DIRECTORY + ".enabled": "no"}
NO_SIRENE = {"sirene.enabled": "no"}
# Nothing else may be in the target of a request.
TARGET = re.compile(r"/[A-Za-z0-9._~%/?&=-]*")
NOT_A_NUMBER = (
    b"", b" ", b"../../etc/passwd", b"012345674/../siret", b"012345674#",
    b"012345674?x=1", b"012345674&q=1", b"012345674\r\nX-Key: 1",
    b"012345674\0", b"\0" b"012345674", b"0123456740", b"01234567",
    b"012345674 OR 1=1", b"siren:012345674", b"https://ailleurs.invalid/",
    b"%30%31%32%33%34%35%36%37%34", b"0x0123456", b"-12345674", b"+12345674",
    b"1e8", "０１２３４５６７４".encode(), "٠١٢٣٤٥٦٧٤".encode(), b"\xff" * 9,
    b"012345674\xc0\xaf", b"9" * 100_000, b"FR00012345674x", b"*", b"000000000 "
    b"000000000", b"{}", b"<script>", b"'; DROP TABLE x; --")
WRONG_CHECK = (b"012345675", b"123456789", b"01234567400010",
               b"FR99012345674")


class Wire(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world = World(no_samples=True)
        cls.addClassCleanup(cls.world.stop)

    def setUp(self):
        self.world.reset()

    def ask(self, pack=None, **settings):
        made = Ask({**FREE, **self.world.library_settings(), **settings},
                   pack)
        self.addCleanup(made.close)
        return made

    def nothing_left(self):
        asked = self.world.requests()
        self.assertEqual(sum(asked.values()), 0, asked)

    def log(self, service):
        entries = self.world.log(service)
        for entry in entries:
            self.assertRegex(entry["target"], TARGET.pattern + r"\Z")
            self.assertEqual(entry["method"], "GET")
        return entries

    def last_query(self, service):
        return parse_qs(urlsplit(self.log(service)[-1]["target"]).query,
                        keep_blank_values=True, strict_parsing=True)


class Numbers(Wire):
    def test_what_is_no_number_never_leaves(self):
        ask = self.ask(PACK)
        for number in NOT_A_NUMBER:
            with self.subTest(number[:40]):
                for told in (ask.find(number), ask.record(0, number),
                             ask.record(3, number), ask.record(4, number),
                             ask.dashboard(number)):
                    self.assertIn(told["status"], ("PRSE_EPARSE",
                                                   "PRSE_ETYPE"))
        self.nothing_left()

    def test_what_has_wrong_check_digits_never_leaves(self):
        ask = self.ask(PACK)
        for number in WRONG_CHECK:
            for told in (ask.find(number), ask.dashboard(number)):
                self.assertEqual(told["status"], "PRSE_ETYPE", number)
        self.nothing_left()

    def test_numbers_are_sent_as_digits_however_they_are_written(self):
        ask = self.ask(**NO_SIRENE)
        for text in ("012 345 674", "012.345.674", "012\u00a0345\u00a0674",
                     "FR 35 012345674", "012 345 674 00019", "012345674\n"):
            ask.open()
            told = ask.find(text)
            self.assertIn(told["status"], ("PRSE_OK", "PRSE_ETYPE"), text)
            if told["status"] == "PRSE_OK":
                self.assertRegex(self.last_query(DIRECTORY)["q"][0],
                                 r"\A(\d{9}|\d{14})\Z")

    def test_years_that_are_none_never_leave(self):
        ask = self.ask()
        for year in (-1, 0, 99999, 1):
            told = ask.record(0, DEMO, year)
            self.assertEqual(told["status"], "PRSE_EINVAL", year)
        self.nothing_left()


# No company bears these words; an operator that got through would find many.
LUCENE = (
    "zzz OR siren:0*", "zzz) OR (siren:0*", 'zzz" OR siren:"0*', "*", "?*",
    "zzz*", "denominationUniteLegale:valmont zzz", "[a TO z]", "{a TO z}",
    "zzz~", "zzz~9", "zzz && siren:0*", "zzz || siren:0*", "!zzz", "-zzz",
    "+zzz -www", "NOT zzz", "zzz AND", "OR", "AND OR NOT", "zzz\\", "\\",
    'zzz\\" OR siren:0*', "zzz/.*/", "/.*/", "zzz^4", "(((((", ")))))", '"',
    '""', "zzz:www:yyy", "zzz\tOR\tsiren:0*", "periode(zzz)",
    "zzz\u00a0OR\u00a0siren:0*", "zzz\u2028OR siren:0*", "%22 OR siren:0*")
TEXTS = ("tissages&etat_administratif=C", "tissages#fin", "tissages?x=1",
         "tissages%26page=2", "tissages+du", "tissages;x", "tissages=1",
         "tissages HTTP/1.1", "é à ü œ €", "日本語の会社", "👍👍👍",
         "<script>alert(1)</script>", "../../../etc/passwd", "a" * 300,
         "L'ATELIER \"+ BON\" (SUD) : 100 % \\ FILS & CIE")


class Texts(Wire):
    def test_lucene_is_escaped_so_that_it_finds_words_only(self):
        ask = self.ask(**NO_DIRECTORY)
        ask.search("tissages")
        plain = set(self.last_query("sirene"))
        for text in LUCENE:
            with self.subTest(text):
                before = self.world.requests()["sirene"]
                told = ask.search(text)
                if told["status"] != "PRSE_OK":
                    self.assertIn(told["status"], ("PRSE_EPARSE",
                                                   "PRSE_EINVAL"), told)
                    continue
                found = [u["denomination"] for u in told["units"]]
                self.assertEqual(found, [])
                if self.world.requests()["sirene"] > before:
                    self.assertNotEqual(self.log("sirene")[-1]["status"], 400)
                    self.assertEqual(set(self.last_query("sirene")), plain)

    def test_lucene_in_a_name_still_finds_that_name(self):
        name = "L'ATELIER \"+ BON\" (SUD) : 100 % \\ FILS & CIE"
        told = self.ask(**NO_DIRECTORY).search(name)
        self.assertEqual([u["denomination"] for u in told["units"]], [name])

    def test_text_for_the_directory_stays_in_its_parameter(self):
        ask = self.ask(**NO_SIRENE)
        ask.search("tissages")
        plain = set(self.last_query(DIRECTORY))
        for text in TEXTS:
            with self.subTest(text[:40]):
                before = self.world.requests()[DIRECTORY]
                told = ask.search(text)
                if self.world.requests()[DIRECTORY] == before:
                    self.assertIn(told["status"], (
                        "PRSE_OK", "PRSE_EPARSE", "PRSE_EINVAL",
                        "PRSE_ELIMIT"))
                    continue
                query = self.last_query(DIRECTORY)
                self.assertEqual(set(query), plain)
                self.assertEqual({len(values) for values in query.values()},
                                 {1})

    def test_control_characters_and_broken_text_never_leave(self):
        ask = self.ask()
        for text in (b"a\r\nHost: ailleurs", b"ab\0cd", b"abc\xff\xfe",
                     b"abc\xc3", b"\xed\xa0\x80abc", b"abc\nX: y"):
            told = ask.search(text)
            if told["status"] == "PRSE_OK":
                for service in (DIRECTORY, "sirene"):
                    self.log(service)
            else:
                self.assertIn(told["status"], ("PRSE_EPARSE", "PRSE_EINVAL"))
        for service in (DIRECTORY, "sirene"):
            for entry in self.log(service):
                self.assertNotRegex(entry["target"], "%[fF][fF]|%[cC]3(&|$)")
                names = [name.lower() for name, _ in entry["headers"]]
                self.assertEqual(names.count("host"), 1)
                self.assertNotIn("x", names)


class Settings(Wire):
    BASES = ("http://ailleurs.invalid", "http://169.254.169.254/latest",
             "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1",
             "javascript:alert(1)", "127.0.0.1", "", "https://",
             "https://moi:mot@ailleurs.invalid", "https://moi@127.0.0.1",
             "https://ailleurs.invalid/#x", "https://ailleurs.invalid/?x=1",
             "https://entreprises.exämple.fr", "https://éntreprises.fr",
             "https://gouv。fr", "https://ｇouv.fr", "https://go\u200buv.fr",
             "https://ail leurs.fr", "https://ailleurs.fr\r\nX: y",
             "https://ailleurs.fr\\@127.0.0.1", "https://127.0.0.1:99999",
             "https://127.0.0.1:x", "https://[::1", "http://localhost.fr",
             "http://127.0.0.1.ailleurs.invalid", "https://ailleurs.fr/a\tb",
             "http://127.0.0.1@ailleurs.invalid", "https:ailleurs.fr")

    def refused(self, **settings):
        ask = self.ask()
        ask.set(**settings)
        told = ask.say("open")
        self.assertIn(told["status"], ("PRSE_EPARSE", "PRSE_EINVAL"), settings)
        return told

    def test_addresses_that_are_unsafe_or_unclear_are_refused(self):
        for base in self.BASES:
            with self.subTest(base):
                self.refused(**{"egapro.url": base})
        self.nothing_left()

    def test_an_international_name_is_refused_in_ascii_too(self):
        # It looks like another name to whoever reads it decoded.
        self.refused(**{"egapro.url": "https://xn--exmple-cua.invalid/api"})

    def test_a_key_cannot_add_a_header(self):
        for key in ("a\r\nX-Other: 1", "a\nb", "a\rb", "é", "a\tb\r"):
            told = self.refused(**{"sirene.key": key})
            self.assertNotIn("X-Other", told["error"])


class Answers(Wire):
    REDIRECTS = ("redirect_elsewhere", "redirect_metadata", "redirect_file",
                 "redirect_loop")
    WHERE = ("http://127.0.0.1:1/", "//ailleurs.invalid/x", "\\\\127.0.0.1\\",
             "http://[::ffff:169.254.169.254]/", "http://2852039166/",
             "https://127.0.0.1@ailleurs.invalid/", "dict://127.0.0.1:11211/",
             "/api\r\nSet-Cookie: a=b", "http://\u2488\u2488/")

    def setUp(self):
        super().setUp()
        self.seen = []
        proxy = ThreadingHTTPServer(("127.0.0.1", 0), relay(self.seen))
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        self.addCleanup(proxy.server_close)
        self.addCleanup(proxy.shutdown)
        # Whatever leaves the process passes here.
        self.proxy = f"http://127.0.0.1:{proxy.server_address[1]}"

    def ports(self):
        return {f"127.0.0.1:{urlsplit(url).port}"
                for url in self.world.services.values()}

    def run_all(self, ask):
        ask.open()
        for told in (ask.find(DEMO, 2000), ask.dashboard(DEMO, ms=2000),
                     ask.search("tissages", 2000)):
            self.assertIn(told["status"], ("PRSE_OK", "PRSE_EDENIED"))

    def test_no_redirect_leads_anywhere_else(self):
        ask = self.ask(PACK, **{"net.proxy": self.proxy})
        rules = [(kind, {}) for kind in self.REDIRECTS]
        rules += [("redirect_elsewhere", {"url": url}) for url in self.WHERE]
        for kind, more in rules:
            with self.subTest(kind, **more):
                self.world.reset()
                self.world.fault(kind, **more)
                self.run_all(ask)
        self.assertGreater(len(self.seen), 20)
        self.assertLessEqual({urlsplit(url).netloc for url, _ in self.seen},
                             self.ports())
        trap = self.world.measure("trap")
        self.assertEqual((trap["requests"], trap["connections"]), (0, 0))

    def test_a_key_goes_to_its_own_service_only(self):
        ask = self.ask(PACK, **{"net.proxy": self.proxy,
                                "egapro.key": "jeton-egapro"})
        for fault in (None, "403", "redirect_elsewhere"):
            self.world.reset(keep=True)
            if fault:
                self.world.fault(fault)
            self.run_all(ask)
        keys = {self.world.key: "sirene", "jeton-egapro": "egapro"}
        for name in (*NETWORK, "trap"):
            for entry in self.world.log(name):
                told = str(entry)
                for key, owner in keys.items():
                    self.assertEqual(key in told, name == owner, entry)
                self.assertNotIn("key", entry["target"].lower())

    def test_a_key_is_in_no_message(self):
        ask = self.ask(PACK, **NO_DIRECTORY)
        for kind in ("401", "403", "500", "redirect_elsewhere", "html"):
            self.world.reset()
            self.world.fault(kind)
            ask.open()
            for told in (ask.find(DEMO, 500), ask.dashboard(DEMO, ms=500)):
                self.assertNotIn(self.world.key, str(told))

    def test_requests_say_who_asks_and_accept_gzip(self):
        ask = self.ask(PACK)
        self.run_all(ask)
        for name in NETWORK:
            for entry in self.log(name):
                headers = {k.lower(): v for k, v in entry["headers"]}
                self.assertRegex(headers["user-agent"], r"\Alibportailrse/")
                self.assertIn("gzip", headers["accept-encoding"])
                self.assertNotIn("cookie", headers)
                self.assertNotIn("referer", headers)


def relay(seen):
    """A proxy that keeps what was asked of it, and asks it."""
    class Relay(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            seen.append((self.path, dict(self.headers)))
            where = urlsplit(self.path)
            inner = http.client.HTTPConnection(where.hostname, where.port,
                                               timeout=5)
            inner.request("GET", self.path.split(where.netloc, 1)[1],
                          headers=dict(self.headers))
            answer = inner.getresponse()
            body = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            inner.close()

        def do_CONNECT(self):
            seen.append(("https://" + self.path, dict(self.headers)))
            self.send_error(403)

        def log_message(self, *_):
            pass
    return Relay


if __name__ == "__main__":
    main()
