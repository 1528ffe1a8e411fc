# SPDX-License-Identifier: Apache-2.0
"""A worker that reads 500 mutants and the crafted ones, and goes on: each ends
in bounded time with pages or with a clear error, and nothing is left behind."""
import os
import shutil
import subprocess
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import hostile
import prose
import reading
from corpus import Corpus
from rawpdf import simple

RUN, HELPERS = os.environ["PRSE_SURVIVE"], os.environ["PRSE_HELPERS"]
MUTANTS = (5000 if os.environ.get("PRSE_FULL")
           else int(os.environ.get("PRSE_MUTANTS", 500)))
LONGEST_MS = 26000  # the deadline of survive.c, and a slow machine
CLEAR = {"PRSE_OK", "PRSE_EPARSE", "PRSE_ESCHEMA", "PRSE_EDENIED",
         "PRSE_ELIMIT", "PRSE_ETIMEOUT"}
# What may come of those whose end is certain.
CERTAIN = {"nothing": "PRSE_ESCHEMA", "archive": "PRSE_ESCHEMA",
           "magic_too_late": "PRSE_ESCHEMA", "magic_only": "PRSE_EPARSE",
           "no_page": "PRSE_EPARSE", "million_pages": "PRSE_ELIMIT",
           "locked_by_strangers": "PRSE_EDENIED"}


def bases(folder):
    """Office, TeX and hand-made documents, packed and plain."""
    corpus = Corpus(folder)
    corpus.by_hand()
    if shutil.which("soffice"):
        corpus.libreoffice(1, 2)
    if shutil.which("pdflatex"):
        corpus.latex(3)
    if shutil.which("qpdf"):
        for name in corpus.names():
            corpus.qpdf(f"{name}_plain", name, "--qdf",
                        "--object-streams=disable")
    found = [corpus.path(n).read_bytes() for n in corpus.names()]
    return found + [simple(prose.sentences(2, 30))]


class Hostile(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="prse-hostile-"))
        (self.folder / "zz_good.pdf").write_bytes(
            simple(prose.sentences(3, 10)))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def write(self, documents):
        for name, data in documents:
            (self.folder / f"{name}.pdf").write_bytes(data)

    def survive(self, library="-"):
        """Status, milliseconds, pages and reason, by name."""
        files = sorted(self.folder.glob("*.pdf"))
        done = subprocess.run([RUN, HELPERS, library, *map(str, files)],
                              capture_output=True, text=True, timeout=1800)
        rows = [line.split("\t", 4) for line in done.stdout.splitlines()]
        kib = int(rows.pop()[1])
        self.assertEqual(done.returncode, 0, done.stdout[-3000:])
        self.assertEqual(len(rows), len(files))
        return {Path(path).stem: (status, int(ms), int(pages), why)
                for status, ms, pages, path, why in rows}, kib

    def judge(self, found, kib):
        for name, (status, ms, pages, why) in found.items():
            self.assertIn(status, CLEAR, (name, why))
            self.assertLess(ms, LONGEST_MS, (name, why))
            self.assertEqual(bool(why), status != "PRSE_OK", name)
        self.assertEqual(found["zz_good"][0], "PRSE_OK")
        self.assertLess(kib, 600 * 1024)
        print("\n  " + ", ".join(f"{n} {s[5:]}" for s, n in Counter(
            f[0] for f in found.values()).most_common()) +
            f"; longest {max(f[1] for f in found.values())} ms")

    def test_mutants(self):
        with tempfile.TemporaryDirectory() as folder:
            self.write(hostile.mutants(bases(folder), MUTANTS))
        found, kib = self.survive()
        self.judge(found, kib)
        self.assertEqual(len(found), MUTANTS + 1)

    def test_crafted(self):
        documents = hostile.crafted()
        self.assertGreaterEqual(len(documents), 30)
        self.write(documents.items())
        found, kib = self.survive()
        for name, status in CERTAIN.items():
            self.assertEqual(found[name][0], status, (name, found[name]))
        self.judge(found, kib)

    @unittest.skipUnless(reading.pdfium_library(), "no libpdfium")
    def test_pdfium_too(self):
        with tempfile.TemporaryDirectory() as folder:
            self.write(hostile.mutants(bases(folder), MUTANTS // 5))
        self.write(hostile.crafted().items())
        self.judge(*self.survive(reading.pdfium_library()))


if __name__ == "__main__":
    unittest.main(verbosity=2)
