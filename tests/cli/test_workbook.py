# SPDX-License-Identifier: Apache-2.0
"""Workbooks as LibreOffice opens them: each cell is what was found, a number or
a text, and none is a formula."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

import harness
from test_analyse import ACCOUNTS, CLIMATE, STAFF, report

import portailrse as rse

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT = (OASIS % name for name in ("table", "office", "text"))
FORMULA = "=1+1 : les émissions de gaz à effet de serre ont baissé."
ABSENT = 77  # what meson takes for a test that was skipped

TOPICS = [{"code": "E1", "title": "=ESRS E1 : Changement climatique"},
          {"code": "X Y", "title": "-2+3 & <b>"},
          {"code": "", "title": "Non ESRS"}]
TEXTS = ["=1+1", "+33 1 02", "-5", "@SUM(A1)", "#REF!", "{=1}", "'=1", "\t=1",
         '=HYPERLINK("https://exemple.fr";"ici")', "=cmd|' /C calc'!A0",
         "12", "1e5", "0012", "2026-01-02", "TRUE", "50 %", "_x0041_ est lu",
         'une & <b> "citée"', "  des blancs  ", "deux\nlignes", "un\ttab",
         "\n\n", "é œ … 😀", "z\u0301"]
# XML has no such characters: they are replaced, and what follows is kept.
FOREIGN = {"un\x01deux": "un\ufffddeux", "\ufffe\uffff.": "\ufffd\ufffd.",
           "\uff1d après": "\uff1d après"}
LONG = {"é" * 20000: "é" * 16000 + "…"}


def soffice(folder, path):
    """What LibreOffice makes of a file, with a profile of its own."""
    made = Path(folder, "made", Path(path).stem + ".ods")
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile",
         "--headless", "--convert-to", "ods", "--outdir", made.parent, path],
        capture_output=True, text=True, timeout=240,
        env=dict(os.environ, HOME=str(folder)))
    return made if made.exists() else done.stdout + done.stderr


def letters(node):
    blanks = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": "\n"}
    text = node.text or ""
    for child in node:
        blank = blanks.get(child.tag)
        text += (blank * int(child.get(TEXT + "c", 1)) if blank
                 else letters(child)) + (child.tail or "")
    return text


def value(cell):
    """A number, a text, or None; a formula would have one of them too."""
    kind = cell.get(OFFICE + "value-type")
    if kind is None:
        return None
    if kind != "string":
        return float(cell.get(OFFICE + "value"))
    return "\n".join(letters(p) for p in cell.findall(TEXT + "p"))


def cells(row):
    found = []
    for cell in row.findall(TABLE + "table-cell"):
        times = int(cell.get(TABLE + "number-columns-repeated", 1))
        if times < 1000:  # else those to the end of the sheet
            found += [value(cell)] * times
    while found and found[-1] is None:
        found.pop()
    return found


def sheets(path):
    with zipfile.ZipFile(path) as book:
        content = book.read("content.xml")
    assert TABLE.encode()[1:-1] in content
    root = xml.fromstring(content)
    assert not any(TABLE + "formula" in cell.attrib for cell in root.iter())
    return {table.get(TABLE + "name"):
            [found for row in table.iter(TABLE + "table-row")
             if (found := cells(row))]
            for table in root.iter(TABLE + "table")}


def line(name, sentence, code):
    """A row of a sheet, as far as something is in it."""
    row = [name or None, sentence["page"], code or None,
           sentence["text"] or None, sentence.get("confidence"),
           sentence.get("evidence") or None]
    while row[-1] is None:
        row.pop()
    return row


HEADINGS = ["Document", "Page", "Code", "Phrase", "Confiance", "Indices"]


class Workbook(harness.CliTest):
    def opened(self, path):
        made = soffice(self.folder, path)
        self.assertIsInstance(made, Path, made)
        return sheets(made)

    def same(self, found, wanted):
        self.assertEqual(len(found), len(wanted))
        for there, here in zip(found, wanted):
            self.assertEqual(len(there), len(here), (there, here))
            for one, other in zip(there, here):
                if isinstance(other, (int, float)):  # JSON has 3 decimals
                    self.assertAlmostEqual(one, other, delta=0.0005)
                else:
                    self.assertEqual(one, other)

    def wanted(self, found, topic):
        return [HEADINGS] + [
            line(found["document"]["name"], sentence,
                 found["topics"][topic]["code"])
            for sentence in found["sentences"] if sentence["topic"] == topic]

    def test_what_the_program_writes(self):
        pdf = self.file("=rapport.pdf", report(
            [CLIMATE], [FORMULA], [STAFF], [ACCOUNTS]))
        path = self.folder / "rapport.xlsx"
        self.good("analyse", pdf, "--format", "xlsx", "--out", path, lang="fr")
        found = json.loads(self.good("analyse", pdf, "--format", "json"))
        self.assertIn(FORMULA, [s["text"] for s in found["sentences"]])
        book = self.opened(path)
        codes = [topic["code"] for topic in found["topics"]]
        names = {"E1": "E1", "S1": "S1", "Hors ESRS": ""}
        self.assertEqual(list(book), ["Synthèse", *names])
        for name, code in names.items():
            self.same(book[name], self.wanted(found, codes.index(code)))
        self.assertEqual(book["Synthèse"][:2], [
            ["Thème", "Code", "Sujet", "Phrases", "Documents", "Pages"],
            ["Environnement", "E1", "ESRS E1 : Changement climatique", 2, 1,
             2]])
        self.assertEqual([row[1:4] for row in book["Synthèse"][1:]], [
            [topic["code"] or None, topic["title"], sum(
                codes[s["topic"]] == topic["code"]
                for s in found["sentences"])] for topic in found["topics"]])

    def written(self, texts, **how):
        """A topic has every text, as sentence, evidence and name."""
        found = {"format": "passages/1", "topics": TOPICS,
                 "document": {"name": "=bilan.pdf", "pages": 3},
                 "sentences": [{"page": 1 + i, "topic": topic, "text": text,
                                "evidence": text, "confidence": 0.25}
                               for topic in range(len(TOPICS))
                               for i, text in enumerate(texts)]}
        found["sentences"].sort(key=lambda is_of: is_of["page"])
        passages = rse.Passages()
        passages.add("", json.dumps(found))
        path = self.folder / "livre.xlsx"
        path.write_bytes(passages.xlsx(**how))
        return found, self.opened(path)

    def test_what_the_binding_writes(self):
        found, book = self.written(TEXTS, all=True, title="=1+1")
        names = dict(zip(("E1", "Sujet 2", "Hors ESRS"), range(3)))
        self.assertEqual(list(book), ["Synthèse", *names])
        for name, topic in names.items():
            self.same(book[name], self.wanted(found, topic))
        self.assertEqual(
            [[row[2], *row[3:]] for row in book["Synthèse"][1:]],
            [[topic["title"], len(TEXTS), 1, len(TEXTS)]
             for topic in TOPICS])

    def test_a_sheet_a_theme(self):
        found, book = self.written(["=1", "deux"], lang=rse.Lang.EN,
                                   sheets=rse.PassagesSheets.THEMES)
        self.assertEqual(list(book), ["Synthesis", "Environment", "No topic"])
        for rows in list(book.values())[1:]:
            self.assertEqual([row[3] for row in rows],
                             ["Sentence", "=1", "deux"])
        self.assertEqual(book["No topic"][1][2], "X Y")

    def test_what_cannot_be_written_is_replaced_and_the_rest_kept(self):
        wanted = {**FOREIGN, **LONG}
        _, book = self.written(wanted, title="un\x01 titre\uffff")
        self.assertEqual([row[3] for row in book["E1"][1:]],
                         list(wanted.values()))


def why_not():
    """What is missing here, or nothing."""
    if not shutil.which("soffice"):
        return "soffice is not installed"
    try:
        rse.Passages().xlsx()
    except rse.Unsupported as error:
        return str(error)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "essai.csv")
        table.write_text("1,2\n")
        made = soffice(folder, table)
    return None if isinstance(made, Path) else f"soffice has no Calc: {made}"


if __name__ == "__main__":
    if missing := why_not():
        print(missing)
        sys.exit(ABSENT)
    unittest.main()
