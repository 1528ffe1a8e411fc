# SPDX-License-Identifier: Apache-2.0
"""What is refused, in plain words; and nothing of it stays."""
import time
import unittest

from getting import INPUT, IO, USAGE, HubTest
from hub import COMMIT


class Words(HubTest):
    def test_repository(self):
        self.refused(INPUT, "knows no such repository",
                     f"owner/nobody@{COMMIT}")
        self.hub.private = True
        self.refused(INPUT, "or it is private")

    def test_revision(self):
        self.refused(INPUT, "no such revision", "owner/model@absent")

    def test_file(self):
        self.refused(INPUT, "no such file", f"owner/model@{COMMIT}",
                     "--files", "absent.json")

    def test_conditions(self):
        self.hub.gated = True
        self.refused(IO, "accept conditions")

    def test_pickles(self):
        self.refused(IO, "programs", f"owner/model@{COMMIT}", "--files",
                     "pytorch_model.bin")
        del self.hub.files["model.safetensors"]
        self.refused(IO, "pickled weights only")

    def test_names(self):
        for name in ("", "a/b/c", "../x@main", "a/..@main", "a/b@", "a/b@..",
                     "a/b@x/../y", "a b/c", "a--b/c", ".a/b", "a/b@-x"):
            self.refused(INPUT, "expected owner/name@revision", name)
        self.assertEqual(self.hub.asked, [])
        done = self.run_cli("model", "get")
        self.assertEqual(done.returncode, USAGE)

    def test_names_of_files(self):
        for name in ("../config.json", "/etc/passwd", "a/../b", "a//b"):
            self.refused(INPUT, "name of a file", f"owner/model@{COMMIT}",
                         "--files", name)

    def test_endpoints(self):
        for url in ("http://hub.example", "ftp://hub.example", "hub",
                    "https://user@hub.example", "https://hub.example/?a=b"):
            self.refused(INPUT, "", "owner/model", "--endpoint", url)

    def test_nobody_answers(self):
        self.hub.close()
        said = self.refused(IO, "127.0.0.1")
        self.assertIn("refused", said)


class Trust(HubTest):
    def nothing_stays(self):
        self.assertFalse(list(self.cache.glob("*/snapshots/*")))
        blobs = [p for p in self.cache.glob("*/blobs/*")
                 if p.suffix != ".incomplete"]
        large = [p for p in blobs if p.stat().st_size > 100000]
        self.assertEqual(large, [])

    def test_other_bytes_than_those_of_the_digest(self):
        self.hub.bytes = b"\0" * len(self.hub.files["model.safetensors"])
        self.refused(IO, "its digest is another")
        self.nothing_stays()
        self.hub.bytes = None
        self.holds(self.get(), "model.safetensors")

    def test_more_bytes_than_announced(self):
        self.hub.bytes = self.hub.files["model.safetensors"] + b"more"
        self.refused(IO, "more bytes come")
        self.nothing_stays()

    def test_no_digest(self):
        self.hub.large_headers = {"X-Linked-Etag": '"abc"'}
        self.refused(IO, "no digest")

    def test_another_commit(self):
        self.hub.headers = {"X-Repo-Commit": "3c" * 20}
        self.refused(IO, "another commit")

    def test_a_description_that_is_none(self):
        self.hub.errors = [204]
        self.refused(IO, "no JSON", "owner/model@main")

    def test_redirects_to_this_machine_are_not_followed(self):
        said = self.refused(IO, "redirects to \"127.0.0.1\"",
                            PRSE_NETWORKS="")
        self.assertIn("public address", said)
        self.assertEqual(self.hub.cdn_asked, [])
        self.nothing_stays()

    def test_nor_to_other_networks_and_schemes(self):
        for to in ("https://10.0.0.1", "https://169.254.169.254",
                   "http://cdn.example", "https://localhost", "file://",
                   "ftp://cdn.example", "https://[::1]"):
            self.hub.elsewhere = to
            self.refused(IO, "is not asked", PRSE_NETWORKS="10.9.0.0/16")

    def test_too_large(self):
        self.hub.large_headers = {"X-Linked-Size": str(11 << 30)}
        self.refused(INPUT, "more than the 10737418240")


class Limits(HubTest):
    def test_the_window_is_waited_for(self):
        self.hub.errors = [429]
        self.hub.error_headers = {
            "RateLimit": '"resolvers";r=0;t=2',
            "RateLimit-Policy": '"fixed window";"resolvers";q=3000;w=300'}
        began = time.monotonic()
        self.holds(self.get(), "config.json")
        self.assertGreaterEqual(time.monotonic() - began, 2)

    def test_a_used_up_window_is_waited_for_before_it_fails(self):
        self.hub.headers = {"RateLimit": '"api";r=0;t=1'}
        began = time.monotonic()
        self.get(f"owner/model@{COMMIT}", "--files", "config.json")
        self.assertGreaterEqual(time.monotonic() - began, 2)

    def test_at_last_it_is_told(self):
        self.hub.errors = [429] * 9
        self.refused(IO, "asked too often")


if __name__ == "__main__":
    unittest.main()
