# SPDX-License-Identifier: Apache-2.0
"""Every word is there: recall of tokens against two other engines, on documents
that LibreOffice, LaTeX, Chromium, scanners and qpdf make; and against what
their authors wrote, once the pages are cleaned."""
import tempfile
import unittest

import reading
from corpus import HEAD, Corpus

LEAST = 0.995
# Both other engines take the accents of old TeX fonts for words.
OWN_ACCENTS = {"latex_old_fonts"}
UNREADABLE = {"locked", "scan"}
PDFIUM = reading.pdfium_library()


class Recall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="prse-corpus-")
        cls.corpus = Corpus(cls.folder.name).make()
        cls.names = [n for n in cls.corpus.names() if n not in UNREADABLE]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def words(self, name, *options):
        path = self.corpus.path(name)
        return reading.tokens(reading.text_of(reading.pages(path, *options)))

    def row(self, name):
        """Recall by PyMuPDF's words, by PDFium's, by the author's."""
        path, raw = self.corpus.path(name), self.words(name, "--raw")
        found = [None, None, None]
        if name not in OWN_ACCENTS:
            found[0] = reading.recall(raw, reading.tokens(
                reading.mupdf(path)))
            found[1] = reading.recall(raw, reading.tokens(
                reading.pdfium(path)))
        if name in self.corpus.source:
            found[2] = reading.recall(self.words(name), reading.tokens(
                self.corpus.source[name]))
        return sum(raw.values()), found

    def test_words_are_those_of_two_other_engines_and_of_the_author(self):
        print(f"\n{'document':18} {'words':>6} {'PyMuPDF':>8} {'PDFium':>8} "
              f"{'author':>8}")
        compared = 0
        for name in self.names:
            count, found = self.row(name)
            print(f"{name:18} {count:6} " + " ".join(
                f"{100 * f:7.2f}%" if f is not None else "       -"
                for f in found))
            compared += found[0] is not None
            for share in found:
                if share is not None:
                    self.assertGreaterEqual(share, LEAST, name)
        self.assertGreaterEqual(compared, 10)
        self.assertEqual(self.corpus.missing, [])

    @unittest.skipUnless(PDFIUM, "no libpdfium")
    def test_pdfium_in_the_jail_finds_them_too(self):
        for name in self.names:
            if name in OWN_ACCENTS:
                continue
            path = self.corpus.path(name)
            found = self.words(name, "--raw", "--pdfium", PDFIUM)
            for other in (reading.mupdf, reading.pdfium):
                share = reading.recall(found, reading.tokens(other(path)))
                self.assertGreaterEqual(share, LEAST, name)

    def test_what_was_scanned_needs_ocr(self):
        scan = reading.pages(self.corpus.path("scan"))
        self.assertTrue(scan["needs_ocr"])
        self.assertTrue(all(p["needs_ocr"] for p in scan["pages"]))
        partly = reading.pages(self.corpus.path("partly_scan"))
        self.assertFalse(partly["needs_ocr"])
        self.assertEqual([p["number"] for p in partly["pages"]
                          if p["needs_ocr"]], [len(partly["pages"])])

    def test_an_empty_page_is_no_scan(self):
        pages = reading.pages(self.corpus.path("cropped"))["pages"]
        self.assertEqual([p["needs_ocr"] for p in pages], [False, False])
        self.assertEqual(pages[1]["words"], [])

    def test_places_are_those_of_the_page_as_it_is_shown(self):
        page = reading.pages(self.corpus.path("cropped"))["pages"][0]
        self.assertEqual((page["width"], page["height"]), (400, 600))
        first = page["words"][0]
        self.assertAlmostEqual(first["left"], 20, delta=1)
        self.assertTrue(50 < first["top"] < first["bottom"] < 65)

    def test_a_password_is_asked_for_and_an_empty_one_is_not(self):
        done = reading.ask(self.corpus.path("locked"))
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("password", done.stderr)
        self.assertGreater(len(reading.pages(
            self.corpus.path("protected"))["pages"]), 1)

    def test_running_heads_and_feet_are_gone(self):
        path = self.corpus.path("office_report")
        raw = reading.text_of(reading.pages(path, "--raw"))
        clean = reading.text_of(reading.pages(path))
        self.assertGreaterEqual(raw.count(HEAD), 3)
        self.assertEqual(clean.count(HEAD), 0)
        self.assertNotRegex(clean, r"Page \d+ sur \d+")

    def test_columns_are_read_one_after_the_other(self):
        for name in ("office_columns", "latex_columns", "turned_over"):
            text = reading.text_of(reading.pages(self.corpus.path(name)))
            wanted = " ".join(self.corpus.source[name].split())
            sentences = [s for s in wanted.split(". ") if len(s) > 40]
            text = text.replace("’", "'")
            there = sum(s in text for s in sentences)
            self.assertGreaterEqual(there / len(sentences), 0.9, name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
