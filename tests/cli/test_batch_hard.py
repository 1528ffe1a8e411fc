# SPDX-License-Identifier: Apache-2.0
"""Large tables, broken ones, and what goes wrong while one is answered."""
import csv
import os
import random
import signal
import subprocess
import time

import harness
from harness import DAY, INPUT, IO, OK, USAGE

ROWS = 1_000_000
BLOCK = 4 * 1024 * 1024  # of text, that is cut at once
RECORD = 1024 * 1024     # the largest


class Hard(harness.CliTest):
    def batch(self, *words, stdin="", **more):
        return self.run_cli("batch", "--pack", "mini-pack", "--at", DAY,
                            *words, stdin=stdin, **more)

    def answers(self, text, *words):
        answer = self.batch("--columns", "answers", *words, stdin=text)
        self.assertEqual(answer.code, OK, answer.err)
        return list(csv.DictReader(answer.out.splitlines(True)))


def broken_row(kind, number):
    """A row, its bad cell as (column, value), by kind."""
    bad = f"faux{number}"
    return {
        "number": (f"n{number},{bad},1,fait", ("effectif", bad)),
        "bracket": (f"n{number},50..x{number},1,", ("effectif",
                                                   f"50..x{number}")),
        "boolean": (f"n{number},60,2,fait", ("accord", "2")),
        "choice": (f"n{number},60,1,{bad}", ("affichage_etat", bad)),
        "quoted": (f'"n""{number}",60,"a,{number}",', ("accord",
                                                      f"a,{number}")),
        "short": (f"n{number},60", ("-", "-")),
        "long": (f"n{number},60,1,fait,x", ("-", "-")),
        "not UTF-8": (f"n{number},\udcff{number},1,fait",
                      ("effectif", f"\udcff{number}")),
        "negative": (f"n{number},-{number + 1},1,fait",
                     ("effectif", f"-{number + 1}")),
    }[kind]


csv.field_size_limit(2 * RECORD)
KINDS = ["number", "bracket", "boolean", "choice", "quoted", "short", "long",
         "not UTF-8", "negative"]


def write_broken(path, rows):
    """One row in a hundred is broken; (line, column, value) of each."""
    draw, broken = random.Random(7), []
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as out:
        out.write("nom,effectif,accord,affichage_etat\n")
        for number in range(rows):
            if number % 100 == 37:
                row, place = broken_row(KINDS[number // 100 % len(KINDS)],
                                        number)
                broken.append((number + 2, *place))
            else:
                row = (f"n{number},{draw.randrange(120)},"
                       f"{number % 2},{'fait' if number % 3 else ''}")
            out.write(row + "\n")
    return broken


class Errors(Hard):
    def test_every_broken_row_is_told_and_every_good_one_answered(self):
        source, told = self.folder / "in.csv", self.folder / "errors.csv"
        out = self.folder / "out.csv"
        broken = write_broken(source, ROWS)
        answer = self.batch("--columns", "answers", "--in", source, "--out",
                            out, "--errors", told)
        self.assertEqual(answer.code, INPUT)
        self.assertIn(f"without an answer: {len(broken)}\n", answer.err)
        self.assertIn(f"errors not shown: {len(broken) - 100}\n", answer.err)
        self.assertIn(f"rows read: {ROWS}\n", answer.err)
        with open(told, errors="surrogateescape", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(rows[0], ["line", "column", "value", "reason"])
        self.assertEqual([(int(r[0]), r[1], r[2]) for r in rows[1:]], broken)
        self.assertTrue(all(len(r[3]) > 8 for r in rows[1:]))
        self.check_answers(source, out, {place[0] for place in broken})

    def check_answers(self, source, out, bad_lines):
        with open(source, errors="surrogateescape") as before, \
                open(out, errors="surrogateescape") as after:
            self.assertEqual(next(after).rstrip(), next(before).rstrip() +
                             ",affichage_soumis,bilan_soumis,charte_soumis,"
                             "registre_soumis")
            count = 1
            for count, (given, row) in enumerate(zip(before, after), 2):
                answers = row.rstrip("\n").split(",")[-4:]
                if count in bad_lines:
                    self.assertEqual(answers, ["?"] * 4, count)
                    continue
                self.assertTrue(row.startswith(given.rstrip("\n") + ","))
                subject = "1" if int(given.split(",")[1]) >= 50 else "0"
                self.assertEqual(answers[0], subject, count)
            self.assertEqual(count, ROWS + 1)
            self.assertEqual((next(before, None), next(after, None)),
                             (None, None))

    def test_the_first_error_ends_the_run_when_asked(self):
        out, told = self.folder / "out.csv", self.folder / "errors.csv"
        answer = self.batch("--stop-on-error", "--out", out, "--errors", told,
                            stdin="effectif\n60\nmany\nfew\n")
        self.assertEqual(answer.code, INPUT)
        self.assertFalse(out.exists())
        self.assertEqual(len(told.read_text().splitlines()), 2)
        self.assertNotIn("few", answer.err)

    def test_a_table_without_errors_has_a_file_without_errors(self):
        told = self.folder / "errors.csv"
        self.assertEqual(self.batch("--errors", told, stdin="effectif\n1\n")
                         .code, OK)
        self.assertEqual(told.read_text(), "line,column,value,reason\n")

    def test_errors_that_cannot_be_written_end_the_run(self):
        answer = self.batch("--errors", "/dev/full", stdin="effectif\nx\n")
        self.assertEqual(answer.code, IO)


class Columns(Hard):
    def header(self, names):
        answer = self.batch("--columns", names, stdin="effectif\n60\n")
        self.assertEqual(answer.code, OK, answer.err)
        return answer.out.split("\n")[0].split(",")[1:]

    def test_columns_are_chosen_and_keep_their_order(self):
        self.assertEqual(self.header("criteria,answers")[:3],
                         ["affichage_soumis", "affichage_criteres",
                          "bilan_soumis"])
        self.assertEqual(self.header("compliance"), ["affichage_statut"])
        self.assertEqual(self.header("outputs"),
                         ["affichage_format", "affichage_par_accord",
                          "registre_double"])

    def test_first_years_and_missing_facts(self):
        rows = self.batch("--columns", "first-year,missing",
                          stdin="effectif\n60\n\"\"\n10\n").out.split("\n")
        row = dict(zip(rows[0].split(","), rows[1].split(",")))
        self.assertEqual(row["affichage_premiere_annee"], "2024")
        self.assertEqual(row["affichage_manque"], "")
        row = dict(zip(rows[0].split(","), rows[2].split(",")))
        self.assertEqual(row["affichage_manque"], "effectif")

    def test_another_name_is_refused(self):
        for names in ("answer", "", "answers,", "answers;criteria"):
            answer = self.batch("--columns", names, stdin="effectif\n60\n")
            self.assertEqual((answer.code, answer.out), (USAGE, ""), names)
            self.assertIn("separated by commas", answer.err)


class Blocks(Hard):
    def test_records_are_cut_where_blocks_end(self):
        # A quoted cell with a line feed, a separator and a quote, and the end
        # of a plain row, at every place around the end of a block.
        filler = "".join(f"x{i},7\r\n" for i in range(1000))
        head = "note,effectif\r\n"
        most = BLOCK - len(head) - 40
        text = head + filler * (most // len(filler))
        for shift in range(0, 44, 3):
            lead = "y" * (BLOCK - 30 - len(text) % BLOCK - shift)
            lead = ",1\r\n".join(lead[i:i + 65536]
                                 for i in range(0, len(lead), 65540))
            answer = self.batch("--columns", "answers", stdin=(
                f'{text}{lead},1\r\n"a, ""b""\r\nc",60\r\nz,10\r\n'))
            self.assertEqual(answer.code, OK, answer.err)
            self.assertTrue(answer.out.endswith(
                ',1,0,0,0,?\r\n"a, ""b""\r\nc",60,1,0,0,?\r\n'
                'z,10,0,0,0,?\r\n'), shift)

    def test_a_pipe_that_gives_little_at_a_time(self):
        run = subprocess.Popen(
            [harness.PROGRAM, "batch", "--pack", "mini-pack", "--at", DAY],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=self.environment())
        for part in (b"eff", b"ectif", b"\r", b"\n6", b"0\r\n", b"\"1", b"0\"",
                     b"\r\n"):
            run.stdin.write(part)
            run.stdin.flush()
            time.sleep(0.01)
        out = run.communicate()[0].decode().split("\r\n")
        self.assertEqual([row[:4] for row in out[1:3]], ["60,1", "10,0"])

    def test_cells_as_large_as_a_record(self):
        cell = "x" * (RECORD - 2)
        self.assertEqual(self.answers(f"note,effectif\n{cell},60\n")[0],
                         self.answers(f'note,effectif\n"{cell}",60\n')[0])
        for text in (f"note,effectif\n{cell}x,60\n",
                     f'note,effectif\n"{cell}x",60\n',
                     f'note,effectif\n60,1\n"{cell * 5}'):
            answer = self.batch(stdin=text)
            self.assertEqual(answer.code, INPUT)
            self.assertIn("more than 1 MiB", answer.err)

    def test_two_million_columns_are_refused(self):
        for text in ("a," * 2_000_000 + "\n1\n",
                     "effectif\n" + "1," * 2_000_000 + "\n"):
            answer = self.batch(stdin=text)
            self.assertEqual(answer.code, INPUT)
            self.assertIn("4,096 cells", answer.err)

    def test_four_thousand_columns_are_read(self):
        names = ",".join(f"c{i}" for i in range(4095)) + ",effectif"
        row = "," * 4095
        rows = self.answers(names + "\n" + (row + "60\n") * 300)
        self.assertEqual({r["affichage_soumis"] for r in rows}, {"1"})
        self.assertEqual(len(rows), 300)


class Bytes(Hard):
    def test_bytes_of_other_columns_stay_as_they_are(self):
        text = b"no\xe9m,effectif,a\0b\n\xff\xfe,60,\0\n"
        done = subprocess.run(
            [harness.PROGRAM, "batch", "--pack", "mini-pack", "--at", DAY],
            input=text, capture_output=True, env=self.environment())
        self.assertEqual(done.returncode, OK, done.stderr)
        lines = done.stdout.split(b"\n")
        self.assertTrue(lines[0].startswith(b"no\xe9m,effectif,a\0b,aff"))
        self.assertTrue(lines[1].startswith(b"\xff\xfe,60,\0,1,"))

    def test_a_name_is_not_cut_at_nul(self):
        answer = self.batch(stdin=b"effectif\0x\n60\n")
        self.assertIn(b",?,", answer.raw)

    def test_nul_in_a_fact_is_an_error(self):
        answer = self.batch(stdin=b"effectif,accord\n6\x000,1\n60,1\n")
        self.assertEqual(answer.code, INPUT)
        self.assertIn("without an answer: 1\n", answer.err)

    def test_parquet_and_arrow_are_not_taken_for_csv(self):
        for start in (b"PAR1\x15\x04", b"ARROW1\0\0"):
            answer = self.batch(stdin=start + b"\0" * 64)
            self.assertEqual((answer.code, answer.out), (INPUT, ""))
            self.assertIn("Parquet", answer.err)


class Interrupted(Hard):
    def start(self, *words, **more):
        return subprocess.Popen(
            [harness.PROGRAM, "batch", "--pack", "mini-pack", "--at", DAY,
             *map(str, words)], env=self.environment(), stdin=subprocess.PIPE,
            stderr=subprocess.PIPE, **more)

    def feed(self, run):
        """Rows for ever, as long as somebody reads them."""
        rows = b"60,1\n" * 100_000
        try:
            run.stdin.write(b"effectif,accord\n")
            for _ in range(20):
                run.stdin.write(rows)
        except BrokenPipeError:
            pass

    def test_a_signal_leaves_no_half_file(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            out = self.folder / "out.csv"
            run = self.start("--out", out, "--errors", self.folder / "e.csv")
            self.feed(run)
            run.send_signal(number)
            run.stdin.close()
            err = run.stderr.read()
            self.assertEqual(run.wait(60), -number, err)
            run.stderr.close()
            self.assertEqual(os.listdir(self.folder), [], number)

    def test_whoever_reads_the_answers_may_go_away(self):
        reader, writer = os.pipe()
        run = self.start(stdout=writer)
        os.close(writer)
        os.close(reader)
        self.feed(run)
        err = run.communicate()[1].decode()
        self.assertEqual((run.returncode, err), (IO, ""))

    def test_a_file_may_change_while_it_is_read(self):
        # A first block is read; then the file is cut, or grows.
        for change, last in ((lambda file: file.truncate(BLOCK // 2), "60,"),
                             (lambda file: file.write("70,1\n"), "70,1,1")):
            path = self.file("in.csv", "effectif,accord\n" +
                             "60,1\n" * (2 * BLOCK // 5))
            run = self.start("--columns", "answers", "--in", path,
                             stdout=subprocess.PIPE, bufsize=0)
            run.stdout.read(1)
            with open(path, "a") as file:
                change(file)
            lines = run.communicate()[0].decode().split("\n")
            self.assertEqual(run.returncode, OK)
            self.assertEqual(lines[0].split(",")[0], "ffectif")
            self.assertGreater(len(lines), BLOCK // 6)
            self.assertEqual(lines[1], "60,1,1,0,0,?")
            self.assertTrue(lines[-2].startswith(last), lines[-2])

    def test_a_folder_is_no_table(self):
        answer = self.batch("--in", self.folder)
        self.assertEqual(answer.code, IO)


if __name__ == "__main__":
    harness.main()
