# SPDX-License-Identifier: Apache-2.0
"""Blobs beside their store: orphans, what is missing, what has changed."""
import os
import signal
import sys
import time

import stores
from harness import FINDINGS, INPUT, IO, OK, ROOT, USAGE

sys.path.insert(0, str(ROOT / "tests/servers"))
from s3 import S3  # noqa: E402


class BlobTest(stores.StoreTest):
    def setUp(self):
        super().setUp()
        self.path = self.portal()
        self.change(self.path, "DELETE FROM objets")
        self.change(self.path, "DELETE FROM documents")
        self.known = [self.put_blob(self.path, f"file {i}".encode())
                      for i in range(20)]

    def check(self, *words, blobs="blobs", **more):
        return self.run_cli("blob", "check", "--store", self.path, blobs,
                            *words, **more)

    def found(self, *words, **more):
        answer = self.check(*words, **more)
        self.assertEqual((answer.code, answer.err), (FINDINGS, ""))
        lines = answer.out.splitlines()
        self.assertRegex(lines[-1], rf": {len(lines) - 1} findings?\.$")
        return lines[:-1]


class Folder(BlobTest):
    def test_blobs_and_rows_that_agree(self):
        for words in ((), ("--deep",)):
            answer = self.check(*words)
            self.assertEqual((answer.code, answer.err), (OK, ""))
            self.assertIn("nothing to report", answer.out)

    def test_orphans_both_ways(self):
        self.put_blob(None, b"orphan")
        self.known[3].unlink()
        self.assertEqual(
            sorted(line.split(": ")[1] for line in self.found()),
            ["a document needs it, and it is not there",
             "no document knows it"])
        # What is missing is told once.
        self.assertEqual(len(self.found("--deep")), 2)

    def test_an_upload_of_today_is_no_orphan(self):
        self.put_blob(None, b"under way", age_s=60)
        self.assertEqual(self.check().code, OK)

    def test_only_reading_finds_other_bytes(self):
        self.known[7].write_bytes(b"FILE 7")
        self.known[8].write_bytes(b"shorter or longer")
        self.assertEqual([line.split(": ")[1] for line in self.found()],
                         ["it has another length than its document"])
        deep = self.found("--deep")
        self.assertIn(f"- blob {stores.SIREN}/{self.known[7].name}: its bytes "
                      "do not have its digest", deep)
        self.assertEqual(len(deep), 3)

    def test_places_may_come_from_the_environment(self):
        settings = {"PRSE_STORE": str(self.path), "PRSE_BLOBS": "blobs"}
        self.good("blob", "check", **settings)
        self.good("blob", "check", "folder:blobs", **settings)
        # PRSE_BLOBS are those of PRSE_STORE only.
        self.good("store", "init", "other.sqlite")
        self.bad(USAGE, "which blobs?", "blob", "check", "--store",
                 "other.sqlite", **settings)
        self.bad(USAGE, "which blobs?", "blob", "check",
                 PRSE_STORE=str(self.path))
        self.bad(USAGE, "which store?", "blob", "check", "blobs")

    def test_mistyped_places(self):
        self.bad(IO, "No such file", "blob", "check", "bolbs", "--store",
                 self.path)
        self.assertFalse((self.folder / "bolbs").exists())
        self.bad(IO, "Not a directory", "blob", "check", self.path, "--store",
                 self.path)
        self.bad(IO, "No such file", "blob", "check", "blobs", "--store",
                 "none.sqlite")
        self.bad(INPUT, "not an SQLite file", "blob", "check", "blobs",
                 "--store", self.file("text", "a line\n" * 100))

    def test_ctrl_c_says_that_not_everything_was_seen(self):
        # a hole of 16 GiB takes no room, and many seconds to digest
        path = self.put_blob(self.path, b"long")
        os.truncate(path, 16 << 30)
        self.change(self.path, "UPDATE objets SET taille = ?", (16 << 30,))
        process = self.start("blob", "check", "--store", self.path, "blobs",
                             "--deep")
        time.sleep(0.4)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, -signal.SIGINT, err)
        self.assertIn("not everything was looked at", err)


class Bucket(BlobTest):
    """The same blobs in a bucket of a real server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = S3()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.remove)
        cls.keys = {"PRSE_S3_ACCESS_KEY": cls.server.access,
                    "PRSE_S3_SECRET_KEY": cls.server.secret}
        cls.address = (f"s3://{cls.server.bucket}/essai?endpoint="
                       f"{cls.server.endpoint}&region={cls.server.region}")

    def put(self, name, content):
        status, _, body = self.server.request(
            "PUT", f"/{self.server.bucket}/essai/{stores.SIREN}/{name}",
            body=content)
        self.assertEqual(status, 200, body)

    def setUp(self):
        super().setUp()
        for blob in self.known:
            self.put(blob.name, blob.read_bytes())

    def test_checks(self):
        self.assertEqual(self.check(blobs=self.address, **self.keys).code, OK)
        self.put(self.known[2].name, b"FILE 2")
        self.assertEqual(self.check(blobs=self.address, **self.keys).code, OK)
        found = self.found("--deep", blobs=self.address, **self.keys)
        self.assertEqual(len(found), 1)
        self.assertIn(self.known[2].name, found[0])

    def test_secrets_stay_secret(self):
        wrong = {**self.keys, "PRSE_S3_SECRET_KEY": "faux-secret"}
        answer = self.check(blobs=self.address, **wrong)
        self.assertEqual(answer.code, IO, answer.out)
        answer_without = self.check(blobs=self.address)
        self.assertNotIn(answer_without.code, (OK, FINDINGS))
        for said in (answer, answer_without):
            for secret in ("faux-secret", self.server.secret):
                self.assertNotIn(secret, said.out + said.err)


if __name__ == "__main__":
    stores.main()
