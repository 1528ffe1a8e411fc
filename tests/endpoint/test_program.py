# SPDX-License-Identifier: Apache-2.0
"""--model https://... as a person gives it."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from server import LABELS, TOKEN, Endpoint, scores

PROGRAM = os.environ["PRSE_PROGRAM"]
TEXTS = ["Nos émissions ont baissé.", "Chaque salarié est formé.", " "]


class Program(unittest.TestCase):
    def setUp(self):
        self.endpoint = Endpoint()
        self.addCleanup(self.endpoint.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_cli(self, *words, texts=TEXTS, model=None, **environment):
        keep = {k: v for k, v in os.environ.items()
                if k in ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS",
                         "UBSAN_OPTIONS", "LSAN_OPTIONS")}
        done = subprocess.run(
            [PROGRAM, "classify", "--model", model or self.endpoint.url,
             *map(str, words)], text=True, capture_output=True, check=False,
            timeout=120, input="text\n" + "".join(t + "\n" for t in texts),
            env=keep | {"LANG": "en"} | environment)
        self.assertNotIn("Sanitizer", done.stderr)
        return done

    def test_each_sentence_gets_its_label(self):
        done = self.run_cli()
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = [line.split("\t") for line in done.stdout.splitlines()[1:]]
        self.assertEqual([row[0] for row in rows], TEXTS)
        for text, row in list(zip(TEXTS, rows, strict=True))[:2]:
            shares = scores(text, len(LABELS))
            self.assertEqual(row[2], LABELS[shares.index(max(shares))])
            self.assertAlmostEqual(float(row[3]), max(shares), 3)
        self.assertEqual(rows[2][1:3], ["Non ESRS", "Non ESRS"])
        self.assertNotIn(" ", self.endpoint.texts)

    def test_the_token_is_that_of_the_file_alone(self):
        path = self.folder / "token"
        path.write_text(TOKEN + "\n")
        self.run_cli("--token-file", path, HF_TOKEN="hf_other")
        self.assertEqual({h.get("authorization")
                          for h in self.endpoint.headers},
                         {f"Bearer {TOKEN}"})
        self.endpoint.headers.clear()
        self.run_cli(HF_TOKEN="hf_other")
        self.assertEqual({h.get("authorization")
                          for h in self.endpoint.headers}, {None})

    def test_labels_of_ones_own(self):
        path = self.folder / "labels"
        path.write_text("yes\tESRS E1 : Climat\nno\tNon ESRS\n")
        self.endpoint.labels = ["yes", "no"]
        done = self.run_cli("--labels", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLessEqual(
            {line.split("\t")[2] for line in done.stdout.splitlines()[1:]},
            {"E1", "Non ESRS"})

    def test_a_failure_names_the_line_and_not_the_sentence(self):
        self.endpoint.errors = [422] * 9
        done = self.run_cli()
        self.assertEqual(done.returncode, 4)
        self.assertIn("can do nothing with the sentence", done.stderr)
        self.assertRegex(done.stderr, r":[23]:\d+: ")
        for text in TEXTS[:2]:
            self.assertNotIn(text, done.stderr)

    def test_addresses(self):
        for url in ("http://models.example", "https://u:p@models.example",
                    "https://models.example/?a=b"):
            done = self.run_cli(model=url)
            self.assertNotEqual(done.returncode, 0)
            self.assertEqual(self.endpoint.texts, [])


if __name__ == "__main__":
    unittest.main()
