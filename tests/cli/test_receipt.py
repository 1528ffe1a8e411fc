# SPDX-License-Identifier: Apache-2.0
"""Receipts: made, shown, checked, and checked by others."""
import base64
import json
import os
import re
import shutil
import stat
import subprocess
import unittest

import harness
from harness import FINDINGS, INPUT, IO, USAGE

FACTS = '{"effectif": {"2025": 60, "2024": "50..70"}, "accord": true}'


def openssl(*words, stdin=b""):
    return subprocess.run(["openssl", *map(str, words)], input=stdin,
                          capture_output=True, check=False)


class Receipts(harness.CliTest):
    def setUp(self):
        super().setUp()
        self.facts = self.file("facts.json", FACTS)

    def make(self, *words, name="receipt.json", day=harness.DAY):
        path = self.folder / name
        self.good("receipt", "make", "--pack", "mini-pack", "--facts",
                  self.facts, "--at", day, "--subject", "012345674", "--out",
                  path, *words)
        return path

    def keys(self, name="key"):
        key, public = self.folder / f"{name}.pem", self.folder / f"{name}.pub"
        answer = self.run_cli("receipt", "key", "make", "--out", key)
        if "no OpenSSL" in answer.err:
            self.skipTest("a build without OpenSSL")
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.good("receipt", "key", "public", key, "--out", public)
        return key, public

    def verify(self, path, *words, **more):
        return self.run_cli("receipt", "verify", path, "--pack", "mini-pack",
                            *words, **more)

    def change(self, path, before, after):
        text = path.read_text()
        self.assertIn(before, text)
        return self.file("changed.json", text.replace(before, after, 1))


class Make(Receipts):
    def test_says_what_was_asked_and_answered(self):
        receipt = json.loads(self.make().read_text())
        self.assertEqual(receipt["receipt"], 1)
        self.assertEqual(receipt["subject"], "012345674")
        self.assertEqual(receipt["date"], harness.DAY)
        self.assertEqual(receipt["pack"]["id"], "mini")
        self.assertEqual(receipt["facts"]["effectif"],
                         {"2024": "[50..70]", "2025": "60"})
        self.assertRegex(receipt["issued"],
                         r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertNotIn("signature", receipt)

    def test_the_same_question_has_the_same_receipt(self):
        texts = [re.sub(r'"issued":"[^"]*"', "", self.make().read_text())
                 for _ in range(2)]
        self.assertEqual(*texts)

    def test_needs_a_private_key(self):
        key, public = self.keys()
        words = ("receipt", "make", "--pack", "mini-pack", "--key")
        self.bad(INPUT, "only the private key signs", *words, public)
        self.bad(INPUT, "not a key in PEM", *words, self.facts)
        self.bad(IO, "No such file", *words, self.folder / "none")


class Keys(Receipts):
    def test_nobody_else_may_read_a_new_key(self):
        key, public = self.keys()
        self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        self.assertIn("BEGIN PRIVATE KEY", key.read_text())
        self.assertIn("BEGIN PUBLIC KEY", public.read_text())

    def test_a_key_is_never_replaced(self):
        key, _ = self.keys()
        before = key.read_text()
        self.bad(IO, "there already", "receipt", "key", "make", "--out", key)
        self.assertEqual(key.read_text(), before)

    def test_words(self):
        for words in ((), ("steal",), ("public",), ("make", "x")):
            self.bad(USAGE, "make, or public", "receipt", "key", *words)


class Verify(Receipts):
    def test_a_receipt_holds(self):
        answer = self.verify(self.make())
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertIn("THE RECEIPT HOLDS", answer.out)
        self.assertRegex(answer.out, r"Answers +the same when answering")
        self.assertRegex(answer.out, r"Signature +none")
        self.assertIn("Receipt of 012345674", answer.out)

    def test_a_changed_fact_is_named(self):
        path = self.change(self.make(), '"2025":"60"', '"2025":"40"')
        answer = self.verify(path)
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("THE RECEIPT DOES NOT HOLD", answer.out)
        self.assertRegex(answer.out, r"Facts +not those of their digest")
        self.assertIn("effectif 0: The facts say `40`", answer.out)
        french = self.verify(path, lang="fr").out
        self.assertIn("LE REÇU NE TIENT PAS", french)
        self.assertIn("Les faits disent « 40 »", french)

    def test_a_changed_answer_is_named(self):
        path = self.change(self.make(), '"answer":"subject"',
                           '"answer":"not_subject"')
        answer = self.verify(path, "--format", "json")
        self.assertEqual(answer.code, FINDINGS)
        found = json.loads(answer.out)
        self.assertIs(found["holds"], False)
        self.assertIs(found["same_result"], False)
        self.assertEqual([f["about"] for f in found["findings"]],
                         ["obligation"])

    def test_without_pack_the_answers_are_not_checked(self):
        page = self.good("receipt", "verify", self.make())
        self.assertRegex(page, r"Answers +not checked")
        self.assertIn("give --pack", page)

    def test_another_pack_proves_nothing(self):
        path = self.make()
        packs = f"{harness.FIXTURES}:{harness.ROOT / 'packs'}"
        words = ("receipt", "verify", path, "--pack", "demo-commune")
        answer = self.run_cli(*words, PORTAILRSE_PACKS=packs)
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("The receipt comes from the pack mini", answer.out)
        answer = self.run_cli(*words, "--today", "now",
                              PORTAILRSE_PACKS=packs)
        self.assertEqual(answer.code, 0)
        self.assertIn("not in the pack", answer.out)

    def test_what_changes_later(self):
        path = self.make()
        page = self.good("receipt", "verify", path, "--pack", "mini-pack",
                         "--today", harness.DAY)
        self.assertIn("The answers are the same.", page)
        found = json.loads(self.good(
            "receipt", "verify", path, "--pack", "mini-pack", "--today",
            "2040-01-01", "--format", "json"))
        self.assertEqual(found["today"]["date"], "2040-01-01")

    def test_usage(self):
        path = self.make()
        self.bad(USAGE, "takes the file of a receipt", "receipt", "verify")
        self.bad(USAGE, "--today takes a date", "receipt", "verify", path,
                 "--pack", "mini-pack", "--today", "soon")
        self.bad(USAGE, "--today needs --pack", "receipt", "verify", path,
                 "--today", "now")

    def test_what_is_no_receipt(self):
        self.bad(INPUT, "not a receipt", "receipt", "verify", self.facts)
        later = self.change(self.make(), '"receipt":1', '"receipt":2')
        answer = self.bad(INPUT, "of the form 2", "receipt", "verify", later)
        self.assertIn("changed.json:1:", answer.err)
        deep = self.file("deep.json", "[" * 100000)
        self.bad(INPUT, "deep.json", "receipt", "verify", deep)


class Show(Receipts):
    def test_facts_and_answers(self):
        key, _ = self.keys()
        page = self.good("receipt", "show", self.make("--key", key))
        self.assertRegex(page, r"effectif 2025 +60\n")
        self.assertRegex(page, r"(?s)affichage +subject.*effectif 60")
        self.assertRegex(page, r"Key +[0-9a-f]{16}")

    def test_a_hostile_receipt_does_not_reach_the_terminal(self):
        path = self.change(self.make(), '"012345674"',
                           '"\\u001b[31mred\\u0007"')
        page = self.good("receipt", "show", path)
        self.assertNotIn("\x1b", page)
        path = self.change(self.make(), '"accord":"true"',
                           '"\\u001b[2J":"true"')
        self.assertNotIn("\x1b", self.good("receipt", "show", path))


class Signatures(Receipts):
    def test_holds_with_the_key_and_no_other(self):
        key, public = self.keys()
        _, other = self.keys("other")
        path = self.make("--key", key)
        self.assertIn("that of the given key",
                      self.verify(path, "--public-key", public).out)
        answer = self.verify(path, "--public-key", other)
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("the given key is", answer.out)
        self.assertIn("give --public-key", self.verify(path).out)

    def test_a_missing_signature_is_missed(self):
        _, public = self.keys()
        answer = self.verify(self.make(), "--public-key", public)
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("The receipt is not signed.", answer.out)

    def test_any_member_is_covered(self):
        key, public = self.keys()
        path = self.make("--key", key)
        changed = self.change(path, '"subject":"012345674"',
                              '"subject":"012345675"')
        self.assertEqual(self.verify(changed).code, 0)
        answer = self.verify(changed, "--public-key", public)
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("The signature does not match", answer.out)


def without_signature(text):
    """As docs/receipts.md tells."""
    receipt = json.loads(text)
    signature = receipt.pop("signature", None)
    return json.dumps(receipt, sort_keys=True, separators=(",", ":"),
                      ensure_ascii=False).encode(), signature


@unittest.skipUnless(shutil.which("openssl"), "no openssl")
class OpenSsl(Receipts):
    def openssl_verifies(self, public, content, signature):
        (self.folder / "content").write_bytes(content)
        (self.folder / "sig").write_bytes(signature)
        return openssl("pkeyutl", "-verify", "-rawin", "-pubin", "-inkey",
                       public, "-in", self.folder / "content", "-sigfile",
                       self.folder / "sig").returncode == 0

    def test_checks_our_signature(self):
        key, public = self.keys()
        content, signature = without_signature(
            self.make("--key", key).read_text())
        value = base64.b64decode(signature["value"])
        self.assertTrue(self.openssl_verifies(public, content, value))
        self.assertFalse(self.openssl_verifies(public, content + b" ",
                                               value))
        der = openssl("pkey", "-pubin", "-in", public, "-outform",
                      "DER").stdout
        digest = openssl("dgst", "-sha256", "-r", stdin=der[-32:]).stdout
        self.assertEqual(signature["key"], digest[:16].decode())

    def test_and_we_check_its(self):
        key, public = self.folder / "o.pem", self.folder / "o.pub"
        openssl("genpkey", "-algorithm", "ed25519", "-out", key)
        openssl("pkey", "-in", key, "-pubout", "-out", public)
        content, _ = without_signature(self.make().read_text())
        (self.folder / "content").write_bytes(content)
        sign = openssl("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in",
                       self.folder / "content").stdout
        der = openssl("pkey", "-pubin", "-in", public, "-outform",
                      "DER").stdout
        digest = openssl("dgst", "-sha256", "-r", stdin=der[-32:]).stdout
        receipt = json.loads(content)
        receipt["signature"] = {"algorithm": "ed25519",
                                "key": digest[:16].decode(),
                                "value": base64.b64encode(sign).decode()}
        path = self.file("signed.json", json.dumps(receipt, indent=2))
        answer = self.verify(path, "--public-key", public)
        self.assertEqual(answer.code, 0, answer.out)

    def test_reads_our_keys_and_we_its(self):
        key, public = self.keys()
        told = openssl("pkey", "-in", key, "-pubout").stdout.decode()
        self.assertEqual(told, public.read_text())
        theirs = self.folder / "o.pem"
        openssl("genpkey", "-algorithm", "ed25519", "-out", theirs)
        self.assertEqual(
            self.good("receipt", "key", "public", theirs),
            openssl("pkey", "-in", theirs, "-pubout").stdout.decode())

    def test_other_kinds_of_keys_are_refused(self):
        path = self.folder / "ec.pem"
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-out", path)
        self.bad(INPUT, "expected Ed25519", "receipt", "key", "public", path)

    def test_digests_are_as_documented(self):
        receipt = json.loads(self.make().read_text())
        facts = json.dumps(receipt["facts"], sort_keys=True,
                           separators=(",", ":"), ensure_ascii=False)
        digest = openssl("dgst", "-sha256", "-r", stdin=facts.encode()).stdout
        self.assertEqual(receipt["facts_digest"], digest[:64].decode())


if __name__ == "__main__":
    harness.main()
