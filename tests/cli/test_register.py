# SPDX-License-Identifier: Apache-2.0
"""The offline register: made, stopped, gone on with, asked."""
import fcntl
import json
import os
import pty
import re
import shlex
import signal
import struct
import subprocess
import termios
import time
import unittest
import zipfile

import harness
from harness import FINDINGS, INPUT, IO, OK, PROGRAM, USAGE
from stock import write_stock


class RegisterTest(harness.CliTest):
    population = 0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stock = harness.tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.stock.cleanup)
        cls.units, cls.seats = write_stock(cls.stock.name, cls.population)

    def make(self, *more):
        answer = self.run_cli("register", "import", self.units, self.seats,
                              *more)
        self.assertEqual(answer.code, OK, answer.err)
        return answer


class Import(RegisterTest):
    def test_tells_what_was_made(self):
        answer = self.make()
        self.assertRegex(answer.out, r"^Register made in \d")
        self.assertRegex(answer.out, r"Legal units +\d+\n")
        path = self.folder / "data/portailrse/registre.sqlite"
        self.assertIn(str(path), answer.out)
        self.assertTrue(path.exists())

    def test_tells_its_steps_in_plain_lines(self):
        answer = self.make()
        lines = answer.err.splitlines()
        self.assertRegex(lines[0], r"^1/\d legal units")
        self.assertNotRegex(answer.err, r"[\r\x1b]")
        self.assertLessEqual(len(lines), 6)

    def test_takes_the_files_in_any_order(self):
        self.make("--register", "a.sqlite")
        answer = self.run_cli("register", "import", self.seats, self.units,
                              "--register", "b.sqlite")
        self.assertEqual(answer.code, OK, answer.err)
        a, b = ((self.folder / name).read_bytes()
                for name in ("a.sqlite", "b.sqlite"))
        self.assertEqual(a, b)

    def test_takes_units_alone(self):
        answer = self.run_cli("register", "import", self.units)
        self.assertEqual(answer.code, OK, answer.err)
        self.assertRegex(answer.out, r"with an address +0\n")

    def test_the_variable_names_the_register(self):
        path = str(self.folder / "own.sqlite")
        answer = self.run_cli("register", "import", self.units,
                              PRSE_REGISTER=path)
        self.assertEqual(answer.code, OK, answer.err)
        self.assertIn(path, answer.out)

    def test_a_whole_register_is_never_overwritten(self):
        self.make()
        self.bad(INPUT, "register update", "register", "import", self.units)
        self.bad(INPUT, "existe déjà", "register", "import", self.units,
                 lang="fr")

    def test_wants_a_file(self):
        self.bad(USAGE, "which StockUniteLegale file", "register", "import")
        self.bad(USAGE, "which StockUniteLegale file", "register", "import",
                 self.seats)
        self.bad(USAGE, "too much", "register", "import", "a", "b", "c")
        self.bad(IO, "none.csv", "register", "import", "none.csv")

    def test_a_file_of_another_kind_is_told(self):
        path = self.file("other.csv", "a,b,c\n1,2,3\n")
        self.bad(INPUT, "other.csv", "register", "import", path)
        path = self.file("binary.csv", os.urandom(5000))
        answer = self.run_cli("register", "import", path)
        self.assertEqual(answer.code, INPUT, answer.err)
        self.assertFalse((self.folder / "data/portailrse/registre.sqlite")
                         .exists())

    def test_a_bad_row_is_told_with_its_line(self):
        text = self.units.read_text().split("\n")
        text[3] = text[3].replace("0", "x", 1)
        path = self.file("StockUniteLegale.csv", "\n".join(text))
        answer = self.bad(INPUT, "StockUniteLegale.csv:4:", "register",
                          "import", path)
        self.assertEqual(answer.out, "")

    def test_a_place_is_wanted(self):
        self.bad(USAGE, "where is the register?", "register", "import",
                 self.units, XDG_DATA_HOME="", HOME="")

    def test_a_folder_that_does_not_exist_is_not_made_up(self):
        answer = self.run_cli("register", "import", self.units, "--register",
                              "typo/registre.sqlite")
        self.assertEqual(answer.code, IO, answer.err)
        self.assertFalse((self.folder / "typo").exists())

    def test_a_date_is_checked(self):
        self.bad(USAGE, "--date takes a date", "register", "import",
                 self.units, "--date", "november")
        answer = self.make("--date", "2026-11-01")
        self.assertIn("1 November 2026", answer.out)


class Stop(RegisterTest):
    """Enough units that a signal finds the import at work."""
    population = 30000

    def begin(self, *words, stderr=subprocess.PIPE):
        return subprocess.Popen(
            [PROGRAM, "register", *map(str, words)], cwd=self.folder,
            env=self.environment("en"), stdout=subprocess.PIPE,
            stderr=stderr, start_new_session=True)

    def stop(self, process, number=signal.SIGINT, after=0.15):
        time.sleep(after)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()

    def stopped(self, *words):
        """Sends the signal ever earlier, until it comes before the end."""
        for after in (0.2, 0.1, 0.05, 0.03, 0.02):
            code, out, err = self.stop(self.begin(*words), after=after)
            if code == -signal.SIGINT:
                return out, err
            self.assertEqual(code, OK, err)
            for path in self.folder.rglob("*.sqlite*"):
                path.unlink()
        self.skipTest("this machine imports faster than a signal comes")

    def test_ctrl_c_says_how_to_go_on_and_the_same_command_does(self):
        words = ("import", self.units, self.seats, "--register", "r.sqlite")
        out, err = self.stopped(*words)
        self.assertEqual(out, "")
        self.assertIn("the same command goes on from there", err)
        self.assertFalse((self.folder / "r.sqlite").exists())
        self.make("--register", "r.sqlite")
        self.make("--register", "undisturbed.sqlite")
        self.assertEqual(
            (self.folder / "r.sqlite").read_bytes(),
            (self.folder / "undisturbed.sqlite").read_bytes())

    def progress_on(self, columns):
        """What a terminal of so many columns is shown of an import."""
        main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ,
                    struct.pack("4H", 24, columns, 0, 0))
        process = subprocess.Popen(
            [PROGRAM, "register", "import", self.units, self.seats],
            cwd=self.folder, env=self.environment("en", TERM="xterm"),
            stdout=subprocess.DEVNULL, stderr=side)
        os.close(side)
        shown = b""
        try:
            while piece := os.read(main, 65536):
                shown += piece
        except OSError:
            pass
        os.close(main)
        self.assertEqual(process.wait(60), OK)
        return shown.decode()

    def test_a_terminal_gets_one_bar_that_is_drawn_over(self):
        text = self.progress_on(80)
        self.assertRegex(text, "[█░]{16}")
        self.assertNotIn("\n", text)
        self.assertTrue(text.endswith("\r\x1b[K"), text[-40:])
        for bar in text.split("\r"):
            bar = bar.replace("\x1b[K", "")
            self.assertLess(len(bar), 80)
            if bar:
                self.assertRegex(bar, r"^\d/\d \w")

    def test_a_narrow_terminal_gets_no_bar_but_the_numbers(self):
        text = self.progress_on(40)
        self.assertNotRegex(text, "[█░]")
        self.assertRegex(text, r"1/3 legal units +\d+ ?%\x1b\[K")


class Update(RegisterTest):
    def test_replaces_and_adds(self):
        self.make()
        header, *rows = self.units.read_text().splitlines()
        changed = next(row for row in rows if "MESSAGERIES VALMONT" in row)
        path = self.file("StockUniteLegale-later.csv", "\n".join(
            [header, changed.replace("MESSAGERIES", "TRANSPORTS")]) + "\n")
        answer = self.run_cli("register", "update", path)
        self.assertEqual(answer.code, OK, answer.err)
        self.assertIn("Register updated in", answer.out)
        page = self.good("register", "search", "transports valmont")
        self.assertIn("TRANSPORTS VALMONT", page)

    def test_wants_a_register(self):
        self.bad(IO, '"portailrse register import" makes one', "register",
                 "update", self.units)


HEADER = ["Année", "Tranche d'effectifs", "SIREN",
          "Note Ecart rémunération", "Note Retour congé maternité",
          "Note Index"]
DECLARED = [["2024", "1000 et plus", "012345120", "36", "15", "79"],
            ["2025", "1000 et plus", "012345120", "38", "15", "81"],
            ["2025", "50 à 250", "012345674", "40", "NC", "NC"]]


class Egapro(RegisterTest):
    def csv(self, rows=()):
        return self.file("index-egalite-fh.csv", "".join(
            ",".join(row) + "\n" for row in [HEADER, *(rows or DECLARED)]))

    def workbook(self):
        """The same file as Egapro publishes it, in the smallest form."""
        kinds = ("http://schemas.openxmlformats.org/officeDocument/2006/"
                 "relationships/")
        def link(name, kind, target):
            return (f'<Relationships><Relationship Id="{name}" '
                    f'Type="{kinds}{kind}" Target="{target}"/>'
                    "</Relationships>")
        rows = "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
                              for cell in row) + "</row>"
            for row in [HEADER, *DECLARED])
        path = self.folder / "index-egalite-fh.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("_rels/.rels", link("a", "officeDocument",
                                              "xl/workbook.xml"))
            book.writestr(
                "xl/workbook.xml",
                '<workbook xmlns:r="x"><sheets><sheet name="Données" '
                'r:id="b"/></sheets></workbook>')
            book.writestr("xl/_rels/workbook.xml.rels",
                          link("b", "worksheet", "sheet.xml"))
            book.writestr("xl/sheet.xml", "<worksheet><sheetData>" + rows +
                          "</sheetData></worksheet>")
        return path

    def add(self, path):
        answer = self.run_cli("register", "egapro", path)
        self.assertEqual(answer.code, OK, answer.err)
        return answer

    def test_declarations_are_shown_without_network(self):
        for make in (self.csv, self.workbook):
            with self.subTest(make=make.__name__):
                if not (self.folder / "data").exists():
                    self.make()
                answer = self.add(make())
                self.assertIn("Register updated in", answer.out)
                self.assertRegex(answer.out, r"Egapro declarations +3\n")
                self.assertRegex(answer.err, r"^1/1 Egapro declarations")
                page = self.good("egapro", "012345120", "2025", "--offline")
                for line in (r"Declaration +published",
                             r"Source +Egapro’s public file, in the offline",
                             r"Index out of 100 +81", r"Gap of pay +38"):
                    self.assertRegex(page, line)
                self.assertRegex(page, r"(?m)^  2024 .* 79$")

    def test_one_that_is_not_there_is_not_known(self):
        self.make()
        self.add(self.csv())
        answer = self.run_cli("egapro", "012345674", "2024", "--offline",
                              "--format", "json")
        self.assertEqual(answer.code, IO, answer.err)
        record = json.loads(answer.out)["egapro"]
        self.assertEqual(record["etat"], "non_demandee")
        self.assertEqual(record["fichier_public"], "sans_declaration")
        self.assertNotIn("declaration", record)
        answer = self.run_cli("egapro", "012345674", "2024", "--offline",
                              lang="fr")
        self.assertIn("ce qui ne prouve rien", " ".join(answer.out.split()))

    def test_a_dashboard_stands_on_it(self):
        self.make()
        self.add(self.csv())
        packs = str(harness.ROOT / "packs")
        told = json.loads(self.good(
            "dashboard", "012345120", "--offline", "--at", "2026-11-23",
            "--format", "json", PORTAILRSE_PACKS=packs))
        self.assertIn(("egapro", "lue", "file"),
                      [(s["service"], s["outcome"], s["origin"])
                       for s in told["services"]])
        page = self.good("dashboard", "012345120", "--offline", "--at",
                         "2026-11-23", "--details", PORTAILRSE_PACKS=packs)
        self.assertIn("answered, offline register", page)

    def test_a_new_file_replaces_the_old_one_or_changes_nothing(self):
        self.make()
        self.add(self.csv())
        path = self.file("other.csv", "a,b\n1,2\n")
        self.bad(INPUT, "other.csv", "register", "egapro", path)
        path = self.file("empty.csv", ",".join(HEADER) + "\n")
        self.bad(INPUT, "holds no declaration", "register", "egapro", path)
        stat = json.loads(self.good("register", "stat", "--format", "json"))
        self.assertEqual(stat["declarations"], 3)
        answer = self.add(self.csv(DECLARED[:1]))
        self.assertRegex(answer.out, r"Egapro declarations +1\n")

    def test_wants_a_file_and_a_register(self):
        self.bad(USAGE, "which public file of Egapro", "register", "egapro")
        self.bad(IO, '"portailrse register import" makes one', "register",
                 "egapro", self.csv())
        self.make()
        self.bad(IO, "none.csv", "register", "egapro", "none.csv")


class Search(RegisterTest):
    def test_finds_without_network(self):
        self.make()
        page = self.good("register", "search", "mesageries valmnt")
        self.assertIn("MESSAGERIES VALMONT", page)
        self.assertIn("Next: portailrse dashboard --offline 012345120", page)

    def test_what_comes_next_can_be_pasted(self):
        name = "it's here.sqlite"
        self.make("--register", name)
        page = self.good("register", "search", "valmont", "--register", name,
                         COLUMNS="40")
        hint = next(line for line in page.splitlines() if "Next: " in line)
        words = shlex.split(hint.partition("portailrse ")[2])
        self.assertEqual(words[:4], ["dashboard", "--offline", "--register",
                                     name])
        self.assertEqual(self.run_cli("company", *words[1:]).code, OK)

    def test_a_missing_register_is_told_alike_everywhere(self):
        for command in (("register", "search", "x"), ("register", "stat"),
                        ("company", "012345120", "--offline"),
                        ("search", "x", "--offline")):
            with self.subTest(command=command):
                self.bad(IO, '"portailrse register import" makes one',
                         *command, "--register", "nowhere.sqlite")

    def test_whoever_is_offline_is_not_told_why(self):
        self.make()
        page = self.good("company", "012345120", "--offline")
        self.assertIn("not asked\n", page)
        self.assertNotIn("not asked (", page)

    def test_filters_and_formats(self):
        self.make()
        found = json.loads(self.good(
            "register", "search", "valmont", "--tranche-effectif", "51",
            "--format", "json"))
        self.assertEqual([u["siren"] for u in found["unites"]],
                         ["012345120"])
        self.assertIn("012345120", self.good("register", "search", "valmont",
                                             "--format", "csv"))

    def test_nothing_found_is_a_finding(self):
        self.make()
        answer = self.run_cli("register", "search", "xylophage")
        self.assertEqual((answer.code, answer.err), (FINDINGS, ""))

    def test_wants_a_register(self):
        self.bad(IO, '"portailrse register import" makes one', "register",
                 "search", "valmont")
        path = self.file("broken.sqlite", b"nothing of the kind" * 99)
        answer = self.run_cli("register", "search", "x", "--register", path)
        self.assertIn(answer.code, (INPUT, IO))
        self.assertIn("broken.sqlite", answer.err)


class Stat(RegisterTest):
    def test_counts(self):
        self.make()
        page = self.good("register", "stat")
        stat = json.loads(self.good("register", "stat", "--format", "json"))
        rows = self.units.read_text().splitlines()[1:]
        self.assertEqual(stat["unites"], len(rows))
        self.assertEqual(stat["octets"], os.path.getsize(stat["fichier"]))
        self.assertLess(stat["ouvertes"], stat["unites"])
        self.assertGreater(stat["diffusion_partielle"], 0)
        self.assertEqual(re.search(r"Legal units +(\d+)", page)[1],
                         str(len(rows)))

    def test_wants_a_register(self):
        self.bad(IO, "makes one", "register", "stat")


if __name__ == "__main__":
    unittest.main()
