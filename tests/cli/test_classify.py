# SPDX-License-Identifier: Apache-2.0
"""Tables of sentences."""
import csv
import os

import harness
from harness import INPUT, IO, OK

CODES = ["E1", "E2", "E3", "E4", "E5", "G1", "S1", "S2", "S3", "S4", "N"]
CLIMATE = "Nos émissions de CO₂ ont baissé de 12 % depuis 2019."
WATER = "Les prélèvements d'eau dans la nappe phréatique ont diminué."
FINANCE = "Le dividende sera proposé à l'assemblée générale des actionnaires."


def rows_of(text):
    return list(csv.DictReader(text.splitlines(), delimiter="\t",
                               quoting=csv.QUOTE_NONE))


class Answers(harness.CliTest):
    def test_each_row_gets_label_code_confidence_and_evidence(self):
        out = self.good("classify", stdin=f"id\ttext\n7\t{CLIMATE}\n")
        self.assertEqual(out.split("\n")[0],
                         "id\ttext\tlabel\tcode\tconfidence\tevidence")
        row, = rows_of(out)
        self.assertEqual((row["id"], row["text"]), ("7", CLIMATE))
        self.assertEqual(row["label"], "ESRS E1 : Changement climatique")
        self.assertEqual(row["code"], "E1")
        self.assertRegex(row["confidence"], r"^(0\.\d{3}|1\.000)$")
        self.assertEqual(row["evidence"].split(" | ")[0], "émissions de CO₂")

    def test_rows_stay_in_order(self):
        texts = [CLIMATE, WATER, FINANCE] * 700
        table = "text\n" + "\n".join(texts) + "\n"
        rows = rows_of(self.good("classify", stdin=table))
        self.assertEqual([r["text"] for r in rows], texts)
        self.assertEqual([r["code"] for r in rows], ["E1", "E3", "N"] * 700)

    def test_the_column_may_have_any_name_and_place(self):
        table = f"phrase\ttext\n{WATER}\t{CLIMATE}\n"
        out = self.good("classify", "--column", "phrase", stdin=table)
        self.assertEqual(rows_of(out)[0]["code"], "E3")

    def test_evidence_is_part_of_the_sentence(self):
        for text in (CLIMATE, WATER, FINANCE):
            row, = rows_of(self.good("classify", stdin=f"text\n{text}\n"))
            for piece in filter(None, row["evidence"].split(" | ")):
                self.assertIn(piece, text)

    def test_an_empty_sentence_is_no_topic(self):
        out = self.good("classify", stdin="id\ttext\n1\t\n")
        self.assertEqual(rows_of(out)[0]["code"], "N")

    def test_a_name_that_is_taken_gets_a_number(self):
        answer = self.run_cli("classify",
                              stdin=f"label\tlabel_2\ttext\nA\tB\t{WATER}\n")
        self.assertEqual(answer.code, OK)
        self.assertIn("label_3", answer.err)
        row, = rows_of(answer.out)
        self.assertEqual((row["label"], row["label_2"]), ("A", "B"))
        self.assertEqual(row["label_3"],
                         "ESRS E3 - Eau et ressources marines")

    def test_the_language_does_not_change_the_table(self):
        table = f"text\n{CLIMATE}\n{FINANCE}\n"
        self.assertEqual(self.good("classify", stdin=table, lang="fr"),
                         self.good("classify", stdin=table, lang="en"))


class Form(harness.CliTest):
    def test_files(self):
        path = self.file("in.tsv", f"text\n{WATER}\n")
        out = self.folder / "out.tsv"
        self.good("classify", "--in", path, "--out", out)
        self.assertEqual(rows_of(out.read_text())[0]["code"], "E3")

    def test_dashes_are_the_standard_streams(self):
        out = self.good("classify", "--in", "-", "--out", "-",
                        stdin=f"text\n{WATER}\n")
        self.assertEqual(rows_of(out)[0]["code"], "E3")

    def test_crlf_and_mark_are_kept(self):
        table = f"\ufefftext\r\n{WATER}\r\n"
        raw = self.run_cli("classify", stdin=table).raw
        self.assertTrue(raw.startswith(b"\xef\xbb\xbftext\tlabel"))
        self.assertEqual(raw.count(b"\r\n"), 2)
        self.assertEqual(raw.count(b"\n"), 2)

    def test_quotes_are_characters(self):
        out = self.good("classify", stdin=f'a\ttext\n"\t"{WATER}\n')
        self.assertEqual(rows_of(out)[0]["text"], f'"{WATER}')

    def test_the_last_line_may_lack_its_end(self):
        out = self.good("classify", stdin=f"text\n{WATER}")
        self.assertEqual(len(rows_of(out)), 1)

    def test_blank_lines_are_no_rows(self):
        out = self.good("classify", stdin=f"id\ttext\n\n1\t{WATER}\n\n")
        self.assertEqual(len(rows_of(out)), 1)

    def test_a_table_without_rows(self):
        self.assertEqual(self.good("classify", stdin="text\n"),
                         "text\tlabel\tcode\tconfidence\tevidence\n")


class Mistakes(harness.CliTest):
    def test_an_empty_file(self):
        self.bad(INPUT, "<stdin>: the file is empty", "classify")

    def test_a_column_that_is_not_there(self):
        self.bad(INPUT, "<stdin>: there is no column text; there are id, mot",
                 "classify", stdin="id\tmot\n")

    def test_cells_that_are_missing_or_too_many(self):
        self.bad(INPUT, "<stdin>:3:4: cells of the line: 1, where the first "
                 "has 2", "classify", stdin="id\ttext\n1\ta\nété\n")
        self.bad(INPUT, "<stdin>:2:5: cells of the line: 3", "classify",
                 stdin="id\ttext\né\ta\tb\n")

    def test_bytes_that_are_no_utf8(self):
        table = b"id\ttext\n1\tbon\n2\t\xc3\xa9t\xff\n"
        self.bad(INPUT, "<stdin>:3:5: the sentence is not UTF-8", "classify",
                 stdin=table)

    def test_a_sentence_that_is_too_long(self):
        self.bad(INPUT, "<stdin>:2:1: the sentence has 65537 bytes",
                 "classify", stdin="text\n" + "a" * 65537 + "\n")

    def test_a_line_that_is_too_long(self):
        self.bad(INPUT, "<stdin>:2: line of more than 1 MiB", "classify",
                 stdin="text\n" + "a" * (1 << 21))

    def test_nothing_is_written_after_a_mistake(self):
        path = self.file("in.tsv", f"id\ttext\n1\t{WATER}\n2\n")
        out = self.folder / "out.tsv"
        self.bad(INPUT, "in.tsv:3:2:", "classify", "--in", path, "--out", out)
        self.assertFalse(out.exists())
        self.assertEqual(os.listdir(self.folder), ["in.tsv"])

    def test_files_that_are_not_there(self):
        self.bad(IO, "No such file", "classify", "--in", "absent.tsv")


if __name__ == "__main__":
    harness.main()
