# SPDX-License-Identifier: Apache-2.0
"""Tables of companies."""
import csv
import io
import os

import harness
from harness import DAY, INPUT, IO, OK

ADDED = ["affichage_soumis", "affichage_criteres", "affichage_format",
         "affichage_par_accord", "affichage_statut", "bilan_soumis",
         "bilan_criteres", "charte_soumis", "charte_criteres",
         "registre_soumis", "registre_criteres", "registre_double"]


class Batch(harness.CliTest):
    def batch(self, text, *words, **more):
        return self.run_cli("batch", "--pack", "mini-pack", "--at", DAY,
                            *words, stdin=text, **more)

    def rows(self, text, code=OK):
        answer = self.batch(text)
        self.assertEqual(answer.code, code, answer.err)
        return list(csv.DictReader(io.StringIO(answer.out)))

    def one(self, header, row):
        return self.rows(f"{header}\n{row}\n")[0]


class Answers(Batch):
    def test_columns_are_added_in_the_order_of_the_pack(self):
        answer = self.batch("siren,effectif\n012345674,60\n")
        header = answer.out.split("\n")[0].split(",")
        self.assertEqual(header, ["siren", "effectif"] + ADDED)

    def test_answers_are_1_0_or_unknown(self):
        row = self.one("effectif,accord", "60,1")
        self.assertEqual(row["affichage_soumis"], "1")
        self.assertEqual(row["bilan_soumis"], "0")
        self.assertEqual(row["charte_soumis"], "0")
        self.assertEqual(row["registre_soumis"], "?")
        self.assertEqual(row["registre_double"], "?")

    def test_criteria_are_joined(self):
        self.assertEqual(self.one("effectif", "300")["affichage_criteres"],
                         "effectif_50+effectif_250")
        self.assertEqual(self.one("effectif", "10")["affichage_criteres"], "")

    def test_outputs_are_text_1_0_nothing_or_unknown(self):
        row = self.one("effectif,accord", "300,0")
        self.assertEqual(row["affichage_format"], "grand, relié")
        self.assertEqual(row["affichage_par_accord"], "0")
        self.assertEqual(self.one("effectif,accord", "60,true")
                         ["affichage_par_accord"], "1")
        self.assertEqual(self.one("effectif", "10")["affichage_format"], "")
        self.assertEqual(self.one("effectif", "50..300")["affichage_format"],
                         "?")

    def test_status_follows_the_proofs(self):
        def status(effectif, etat):
            return self.one("effectif,affichage_etat",
                            f"{effectif},{etat}")["affichage_statut"]
        self.assertEqual(status("60", "fait"), "a_jour")
        self.assertEqual(status("60", "commence"), "en_cours")
        self.assertEqual(status("10", ""), "non_soumis")
        self.assertEqual(status("", ""), "incalculable")

    def test_brackets_and_earlier_years_are_read(self):
        row = self.one("effectif,effectif@-1,accord", "grand,>= 100,1")
        self.assertEqual(row["bilan_soumis"], "1")
        row = self.one("effectif,effectif@-1,accord", "grand,99,1")
        self.assertEqual(row["bilan_soumis"], "0")
        self.assertEqual(self.one("effectif,accord", "grand,1")
                         ["bilan_soumis"], "?")

    def test_one_row_does_not_change_the_next(self):
        rows = self.rows("effectif\n60\n\"\"\n10\n")
        self.assertEqual([r["affichage_soumis"] for r in rows],
                         ["1", "?", "0"])

    def test_the_day_and_overlays_count(self):
        text = "effectif\n60\n"
        self.assertIn("\n60,1,", self.batch(text).out)
        overlay = harness.FIXTURES / "mini-overlay.yaml"
        self.assertIn("\n60,0,", self.batch(text, "--overlay", overlay).out)


class Tables(Batch):
    def test_other_columns_are_copied_and_told(self):
        answer = self.batch('note,effectif\n"a, ""b""\nc",60\n')
        self.assertIn("copied, which are no facts: note", answer.err)
        row = next(csv.DictReader(io.StringIO(answer.out)))
        self.assertEqual(row["note"], 'a, "b"\nc')

    def test_semicolons_line_ends_and_the_mark_are_kept(self):
        answer = self.batch(b"\xef\xbb\xbfnom;effectif\r\n\xc3\xa9;60\r\n")
        self.assertTrue(answer.raw.startswith(b"\xef\xbb\xbfnom;effectif;"))
        self.assertIn("\r\né;60;1;effectif_50;simple;".encode(), answer.raw)
        self.assertEqual(answer.raw.count(b"\r\n"), 2)

    def test_the_other_separator_is_quoted_too(self):
        # A reader that counts separators must not be led astray.
        cell = '"note' + ";" * 40 + '"'
        header = self.batch(f"effectif,{cell}\n60,x\n").out.split("\n")[0]
        self.assertIn(cell, header)

    def test_a_quote_inside_a_cell_hides_no_separator(self):
        answer = self.batch('5" screen;effectif;x\na;60;b\n')
        row = next(csv.DictReader(io.StringIO(answer.out), delimiter=";"))
        self.assertEqual(row["affichage_soumis"], "1")

    def test_the_last_line_needs_no_end(self):
        self.assertEqual(len(self.rows("effectif\n60\n70")), 2)

    def test_blank_lines_are_skipped(self):
        self.assertEqual(len(self.rows("effectif\n\n60\n\n\n70\n")), 2)

    def test_blanks_around_values_do_no_harm(self):
        row = self.one(" effectif , accord", "  60 , 1")
        self.assertEqual(row["affichage_soumis"], "1")

    def test_a_table_without_rows_is_a_table(self):
        self.assertEqual(self.rows("effectif\n"), [])

    def test_files_and_standard_streams_give_the_same(self):
        text = "effectif\n60\n10\n"
        out = self.folder / "out.csv"
        self.good("batch", "--pack", "mini-pack", "--at", DAY, "--in",
                  self.file("in.csv", text), "--out", out)
        self.assertEqual(out.read_text(), self.batch(text).out)
        self.assertEqual(sorted(os.listdir(self.folder)),
                         ["in.csv", "out.csv"])

    def test_a_file_can_be_completed_in_its_place(self):
        path = self.file("in.csv", "effectif\n60\n")
        self.good("batch", "--pack", "mini-pack", "--at", DAY, "--in", path,
                  "--out", path)
        with open(path) as file:
            self.assertIn("60,1,effectif_50,", file.read())

    def test_cells_are_cut_where_blocks_end(self):
        # Cells and line ends meet the 64 KiB blocks of the reader everywhere.
        for length in range(65530, 65540):
            filler = "x" * length
            rows = self.rows(f'note,effectif\r\n{filler},60\r\n"y",10\r\n')
            self.assertEqual(rows[0]["note"], filler)
            self.assertEqual([r["affichage_soumis"] for r in rows],
                             ["1", "0"])

    def test_many_rows_take_no_more_memory(self):
        import resource
        def peak(count):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            answer = self.batch("effectif\n" + "60\n" * count)
            self.assertEqual(answer.out.count("\n"), count + 1)
            after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            return max(before, after)
        self.assertLess(peak(20000), peak(10) + 20000)


class Errors(Batch):
    def test_a_cell_that_cannot_be_read_makes_its_row_unknown(self):
        answer = self.batch("nom,effectif,accord\nA,60,1\nB,many,1\nC,10,2\n")
        self.assertEqual(answer.code, INPUT)
        rows = list(csv.DictReader(io.StringIO(answer.out)))
        self.assertEqual(rows[0]["affichage_soumis"], "1")
        for row in rows[1:]:
            for name in ADDED:
                self.assertIn(row[name], ("?", "incalculable"), name)
        self.assertEqual(rows[1]["effectif"], "many")

    def test_the_cell_is_told_with_its_place_and_reason(self):
        err = self.batch("effectif\n60\n\nmany\n").err.split("\n")
        self.assertEqual(err[0].split(), ["line", "column", "value",
                                          "reason"])
        self.assertEqual(err[1].split()[:3], ["4", "effectif", "many"])
        self.assertGreater(len(err[1].split()), 4)
        self.assertIn("rows in error, without an answer: 1", err[2])

    def test_rows_of_another_length_are_told(self):
        answer = self.batch("effectif,accord\n60\n60,1,x\n60,1\n")
        self.assertEqual(answer.code, INPUT)
        self.assertIn("cells: 1 instead of 2", answer.err)
        self.assertIn("cells: 3 instead of 2", answer.err)
        rows = list(csv.reader(io.StringIO(answer.out)))
        self.assertEqual({len(row) for row in rows}, {2 + len(ADDED)})

    def test_only_the_first_errors_are_shown(self):
        err = self.batch("effectif\n" + "many\n" * 150).err
        self.assertEqual(err.count("\n"), 1 + 100 + 3)
        self.assertIn("errors not shown: 50", err)
        self.assertIn("without an answer: 150", err)

    def test_columns_that_clash_are_refused(self):
        for header, message in (
                ("effectif,effectif", "effectif is there twice (no. 1 and 2)"),
                ("effectif,effectif@0", "is there twice"),
                ("a,affichage_soumis", "bears the name"),
                ("effectif@-7", "effectif")):
            answer = self.batch(header + "\n1,2\n")
            self.assertEqual((answer.code, answer.out), (INPUT, ""))
            self.assertIn(message, answer.err)

    def test_columns_that_are_no_facts_may_be_there_twice(self):
        self.assertEqual(len(self.rows("note,note,effectif\na,b,60\n")), 1)

    def test_an_empty_file_is_refused(self):
        answer = self.batch("")
        self.assertEqual(answer.code, INPUT)
        self.assertIn("first line must name the columns", answer.err)

    def test_quotes_that_do_not_match_end_the_run_without_output(self):
        out = self.folder / "out.csv"
        for text in ('effectif\n60\n"70\n', 'effectif\n60\n"70"x\n',
                     "note\n" + "x" * 1100000 + "\n",
                     "note\n" + "," * 5000 + "\n"):
            answer = self.batch(text, "--out", out)
            self.assertEqual(answer.code, INPUT)
            self.assertRegex(answer.err, r"<stdin>:\d: ")
            self.assertEqual(os.listdir(self.folder), [])

    def test_a_full_disk_ends_the_run(self):
        self.assertEqual(self.batch("effectif\n60\n", "--out",
                                    "/dev/full").code, IO)
        with open("/dev/full", "w") as full:
            self.assertEqual(self.batch("effectif\n" + "60\n" * 5000,
                                        stdout=full).code, IO)

    def test_a_missing_input_is_told(self):
        self.bad(IO, "nowhere.csv", "batch", "--pack", "mini-pack", "--in",
                 "nowhere.csv")


if __name__ == "__main__":
    harness.main()
