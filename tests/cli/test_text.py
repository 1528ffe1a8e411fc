# SPDX-License-Identifier: Apache-2.0
"""portailrse text: the text of a PDF."""
import json
import os
import sys
import unittest

import harness
from harness import INPUT, ROOT, USAGE

sys.path.insert(0, str(ROOT / "tests/extract"))
from rawpdf import Pdf, simple, text_page  # noqa: E402

HEAD = "Groupe Exemple"


@unittest.skipUnless(os.path.exists("/usr/bin/pdftotext"), "no pdftotext")
class Text(harness.CliTest):
    def write(self, data):
        path = self.folder / "document.pdf"
        path.write_bytes(data)
        return str(path)

    def test_pages_as_text(self):
        page = self.good("text", self.write(simple(["Une infor-",
                                                    "mation utile."])))
        self.assertEqual(page, "— page 1 —\n\nUne information\nutile.\n\n")

    def test_pages_as_json(self):
        path = self.write(simple(["État des lieux"]))
        answer = json.loads(self.good("text", "--format", "json", path))
        page = answer["pages"][0]
        self.assertEqual([w["text"] for w in page["words"]],
                         ["État", "des", "lieux"])
        self.assertEqual((page["width"], page["height"]), (595, 842))
        self.assertAlmostEqual(page["words"][0]["left"], 60, delta=1)
        self.assertEqual((answer["words"], answer["needs_ocr"]), (3, False))

    def test_running_heads_go_unless_raw(self):
        pdf = Pdf()
        font = pdf.font()
        for name in ("un", "deux", "trois"):
            text_page(pdf, font, [HEAD] + [""] * 20 + [name])
        path = self.write(pdf.bytes())
        self.assertNotIn(HEAD, self.good("text", path))
        self.assertEqual(self.good("text", "--raw", path).count(HEAD), 3)

    def test_reasons_for_which_there_is_none(self):
        good = simple(["mot"])
        path = self.write(good)
        self.bad(USAGE, "text takes a PDF file", "text")
        self.bad(INPUT, "not a PDF", "text", self.write(b"PK"))
        self.bad(INPUT, "broken", "text", self.write(good[:99]))
        self.assertTrue(path)

    def test_a_page_without_text_and_pictures_is_no_scan(self):
        self.assertEqual(self.good("text", self.write(simple([]))),
                         "— page 1 —\n\n")


if __name__ == "__main__":
    unittest.main()
