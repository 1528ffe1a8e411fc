# SPDX-License-Identifier: Apache-2.0
"""From a PDF to topics: what a person sees, and what a machine gets."""
import csv
import io
import json
import sys
import unittest
import zipfile

import harness
from harness import INPUT, USAGE

sys.path.insert(0, str(harness.ROOT / "tests/extract"))
import rawpdf  # noqa: E402

CLIMATE = ("Les émissions de gaz à effet de serre de nos usines ont baissé "
           "de moitié.")
STAFF = "Tous nos salariés ont suivi une formation à la sécurité au travail."
ACCOUNTS = "Le chiffre d'affaires du premier semestre est en hausse de 3 %."


def report(*pages):
    pdf = rawpdf.Pdf()
    font = pdf.font()
    for lines in pages:
        rawpdf.text_page(pdf, font, lines)
    return pdf.bytes()


class Analyse(harness.CliTest):
    def setUp(self):
        super().setUp()
        self.pdf = self.file("rapport.pdf",
                             report([CLIMATE], [STAFF], [ACCOUNTS]))

    def test_it_shows_how_many_sentences_speak_of_each_topic(self):
        page = self.good("analyse", self.pdf, lang="fr")
        self.assertIn("rapport.pdf\nPages\u00a0: 3 · phrases regardées\u00a0: "
                      "3 · sur un sujet ESRS\u00a0: 2 · moteur\u00a0:", page)
        self.assertRegex(page, r"E1 +Changement climatique +█+ +1\n")
        self.assertRegex(page, r"S1 +Personnel de l'entreprise +█+ +1\n")
        self.assertRegex(page, r"\n +Non ESRS +1\n")
        self.assertNotIn(CLIMATE, page)

    def test_details_show_the_sentences_and_their_pages(self):
        page = self.good("analyse", self.pdf, "--details")
        self.assertRegex(page, r"p\. 1 \d+ %  *Les émissions de gaz")
        self.assertRegex(page, r"p\. 2 \d+ %  *Tous nos salariés")
        self.assertNotIn("chiffre d'affaires", page)

    def test_json_holds_everything(self):
        said = json.loads(self.good("analyse", self.pdf, "--format", "json"))
        self.assertEqual(said["format"], "passages/1")
        self.assertEqual(said["document"]["name"], "rapport.pdf")
        self.assertEqual(said["document"]["pages"], 3)
        titles = [t["title"] for t in said["topics"]]
        found = {s["text"]: titles[s["topic"]] for s in said["sentences"]}
        self.assertEqual(found[CLIMATE], "ESRS E1 : Changement climatique")
        self.assertEqual(found[ACCOUNTS], "Non ESRS")
        self.assertEqual([s["page"] for s in said["sentences"]], [1, 2, 3])
        left, top, right, bottom = said["sentences"][0]["box"]
        self.assertTrue(55 < left < 65 < right < 595 and 0 < top < bottom)

    def test_the_existing_form_is_the_existing_service_s(self):
        text = self.good("analyse", self.pdf, "--format", "existing")
        self.assertTrue(text.isascii())
        said = json.loads(text)
        self.assertEqual(list(said)[-1], "Non ESRS")
        self.assertEqual(said["ESRS E1 : Changement climatique"],
                         [{"PAGES": 1, "TEXTS": CLIMATE}])

    def test_csv_has_a_line_a_sentence(self):
        text = self.good("analyse", self.pdf, "--format", "csv", lang="fr")
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual([r["Page"] for r in rows], ["1", "2", "3"])
        self.assertEqual(rows[1]["Code"], "S1")
        self.assertEqual(rows[1]["Phrase"], STAFF)

    def test_a_workbook_goes_to_a_file(self):
        path = self.folder / "rapport.xlsx"
        self.good("analyse", self.pdf, "--format", "xlsx", "--out", path)
        with zipfile.ZipFile(path) as book:
            self.assertIn("xl/workbook.xml", book.namelist())
            self.assertIsNone(book.testzip())

    def test_several_reports_make_one_table(self):
        other = self.file("autre.pdf", report([STAFF, ACCOUNTS]))
        page = self.good("analyse", self.pdf, other)
        self.assertRegex(page, r"S1 +Personnel de l'entreprise +█+ +2\n")
        self.assertIn("autre.pdf", page)

    def test_a_report_without_text_says_so(self):
        self.assertIn("sentences looked at: 0", self.good(
            "analyse", self.file("vide.pdf", report([]))))

    def test_what_is_no_pdf_is_refused_with_its_name(self):
        self.bad(INPUT, "texte.pdf: it is not a PDF", "analyse",
                 self.file("texte.pdf", "bonjour"))

    def test_a_broken_pdf_is_refused(self):
        whole = (self.folder / "rapport.pdf").read_bytes()
        self.bad(INPUT, "coupe.pdf", "analyse",
                 self.file("coupe.pdf", whole[:60]))

    def test_it_takes_a_file_that_exists(self):
        self.bad(USAGE, "name at least one PDF file", "analyse")
        self.bad(harness.IO, "absent.pdf", "analyse", "absent.pdf")

    def test_the_existing_form_holds_one_report(self):
        answer = self.run_cli("analyse", self.pdf, self.pdf, "--format",
                              "existing")
        self.assertNotEqual(answer.code, 0)
        self.assertIn("this form holds one document; there are 2",
                      answer.err)
        self.assertEqual(answer.out, "")


if __name__ == "__main__":
    unittest.main()
