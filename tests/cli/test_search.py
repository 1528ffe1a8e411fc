# SPDX-License-Identifier: Apache-2.0
"""Companies by their name."""
import csv
import io
import json
import unittest

import harness
from harness import FINDINGS, INPUT, IO, USAGE

NUMBERS = ["--departement", "--naf", "--categorie-juridique",
           "--tranche-effectif", "--limit"]


class Table(harness.WorldTest):
    def test_shows_units_in_columns(self):
        page = self.good("search", "valmont")
        self.assertEqual(
            page.split("\n")[0].split(),
            ["SIREN", "Name", "Town", "NAF", "Employees"])
        self.assertRegex(page, r"(?m)^012 345 120  MESSAGERIES VALMONT +"
                               r"PARIS \(75\) +49\.41A  2,000 to 4,999$")
        self.assertRegex(page, r"(?m)^\d+ units · Directory of companies$")
        self.assertIn("Next: portailrse dashboard ", page)

    def test_speaks_french(self):
        page = self.good("search", "valmont", lang="fr")
        self.assertIn("2\u202f000 à 4\u202f999", page)
        self.assertRegex(page, r"\d+ unités · Annuaire des entreprises")

    def test_takes_several_words_and_numbers(self):
        words = self.good("search", "messageries", "valmont")
        self.assertIn("012 345 120", words)
        self.assertIn("1 unit ·", words)
        for number in (["012345120"], ["012", "345", "120"]):
            page = self.good("search", *number)
            self.assertIn("MESSAGERIES VALMONT", page)

    def test_says_which_have_ceased(self):
        page = self.good("search", "012345245")
        self.assertRegex(page, r"012 345 245 .* ceased\n")

    def test_says_how_many_there_are_when_it_shows_fewer(self):
        page = self.good("search", "valmont", "--limit", "1")
        self.assertRegex(page, r"(?m)^1 of \d+ units ·")

    def test_fits_the_page(self):
        for columns in (40, 50, 60, 70, 80, 100, 120):
            for lang in ("fr", "en"):
                page = self.good("search", "de", "--limit", "25", lang=lang,
                                 COLUMNS=str(columns))
                lines = page.split("\n\n")[0].split("\n")
                self.assertGreater(len(lines), 5)
                self.assertLessEqual(max(map(len, lines)), columns)

    def test_nothing_found_is_a_finding(self):
        answer = self.run_cli("search", "xylophage introuvable")
        self.assertEqual((answer.code, answer.err), (FINDINGS, ""))
        self.assertIn("No unit found.", answer.out)


class Formats(harness.WorldTest):
    def test_json_has_every_field(self):
        found = json.loads(self.good("search", "messageries valmont",
                                     "--format", "json"))
        unit = found["unites"][0]
        self.assertEqual(found["total"], 1)
        self.assertEqual(
            {name: unit[name] for name in (
                "siren", "denomination", "naf", "tranche_effectif", "commune",
                "departement", "ouverte", "source", "sigle")},
            {"siren": "012345120", "denomination": "MESSAGERIES VALMONT",
             "naf": "49.41A", "tranche_effectif": "51", "commune": "PARIS",
             "departement": "75", "ouverte": True,
             "source": "recherche_entreprises", "sigle": None})

    def test_csv_has_the_same_fields(self):
        words = ("search", "valmont", "--format")
        rows = list(csv.DictReader(io.StringIO(self.good(*words, "csv"))))
        units = json.loads(self.good(*words, "json"))["unites"]
        self.assertEqual(len(rows), len(units))
        for row, unit in zip(rows, units):
            self.assertEqual(list(row), list(unit))
            self.assertEqual(row["denomination"], unit["denomination"] or "")

    def test_nothing_found_is_an_empty_list(self):
        answer = self.run_cli("search", "introuvable xy", "--format", "json")
        self.assertEqual(answer.code, FINDINGS)
        self.assertEqual(json.loads(answer.out), {"total": 0, "unites": []})
        answer = self.run_cli("search", "introuvable xy", "--format", "csv")
        self.assertEqual(answer.out.count("\n"), 1)

    def test_goes_into_a_file(self):
        self.assertEqual(self.good("search", "valmont", "--format", "csv",
                                   "--out", "found.csv"), "")
        self.assertIn("MESSAGERIES VALMONT",
                      (self.folder / "found.csv").read_text())


class Filters(harness.WorldTest):
    def sirens(self, *words):
        answer = self.run_cli("search", *words, "--limit", "25", "--format",
                              "json")
        self.assertIn(answer.code, (0, 1), answer.err)
        return [unit["siren"] for unit in json.loads(answer.out)["unites"]]

    def test_narrow_the_search(self):
        self.assertIn("012345120", self.sirens("valmont"))
        for name, right, wrong in (("departement", "75", "2A"),
                                   ("naf", "49.41A", "01.11Z"),
                                   ("categorie-juridique", "5599", "7210"),
                                   ("tranche-effectif", "51,52", "NN")):
            self.assertIn("012345120", self.sirens("valmont", f"--{name}",
                                                   right), name)
            self.assertNotIn("012345120", self.sirens("valmont", f"--{name}",
                                                      wrong), name)

    def test_leave_ceased_units_out(self):
        self.assertIn("012345294", self.sirens("filatures"))
        self.assertNotIn("012345294", self.sirens("--open", "filatures"))

    def test_are_checked(self):
        wrong = {"departement": ("3", "bretagne", "980x", ""),
                 "naf": ("A", "70.1Z", "7010Z", "7"),
                 "categorie-juridique": ("SAS", "57100", ""),
                 "tranche-effectif": ("99", "22;31", "22,", ""),
                 "limit": ("0", "26", "-1", "ten", "")}
        for name, values in wrong.items():
            for value in values:
                self.bad(USAGE, f"--{name} takes ", "search", "valmont",
                         f"--{name}={value}")


class Offline(harness.WorldTest):
    def test_asks_the_register_alone(self):
        self.register()
        page = self.good("search", "--offline", "messageries valmont")
        self.assertIn("MESSAGERIES VALMONT", page)
        self.assertIn("· Offline register", page)
        self.assertEqual(sum(self.world.requests().values()), 0)

    def test_says_when_there_is_no_register(self):
        self.bad(IO, "offline and without a register", "search", "--offline",
                 "valmont")
        self.bad(IO, "hors ligne et sans registre", "search", "--offline",
                 "valmont", lang="fr")

    def test_the_register_stands_in_for_services_that_are_down(self):
        self.register()
        self.world.fault(503, "recherche_entreprises")
        self.world.fault(503, "sirene")
        page = self.good("search", "messageries valmont")
        self.assertIn("· Offline register", page)

    def test_a_register_that_was_named_must_be_there(self):
        missing = str(self.folder / "none.sqlite")
        for given in (["--register", missing], []):
            environment = {} if given else {"PRSE_REGISTER": missing}
            self.bad(IO, "none.sqlite", "search", "valmont", *given,
                     **environment)

    def test_a_broken_register_of_the_user_is_told_and_left_aside(self):
        path = self.folder / "data/portailrse"
        path.mkdir(parents=True)
        (path / "registre.sqlite").write_bytes(b"no register at all\n" * 99)
        answer = self.run_cli("search", "messageries valmont")
        self.assertEqual(answer.code, 0)
        self.assertIn("MESSAGERIES VALMONT", answer.out)
        self.assertIn("registre.sqlite", answer.err)


class Down(harness.WorldTest):
    def test_sirene_stands_in_for_the_directory(self):
        self.world.fault("refused", "recherche_entreprises")
        page = self.good("search", "messageries valmont")
        self.assertIn("012 345 120", page)
        self.assertIn("· Sirene (Insee)", page)

    def test_says_why_when_nobody_answers(self):
        for kind in (503, "reset", "invalid_json"):
            self.world.reset()
            self.world.fault(kind, "recherche_entreprises")
            self.world.fault(kind, "sirene")
            answer = self.bad(IO, "no register answered: ", "search",
                              "valmont", "--no-cache")
            self.assertIn('"portailrse doctor" tells what is wrong',
                          answer.err)

    def test_keeps_to_its_time(self):
        self.world.fault("silent", "recherche_entreprises")
        self.world.fault("silent", "sirene")
        self.bad(IO, "no register answered: time ran out", "search",
                 "valmont", "--timeout", "0.3")

    def test_a_time_is_checked(self):
        for text in ("0", "-1", "ten", "1s", "", "99999", "inf", "nan",
                     "0x10"):
            self.bad(USAGE, "--timeout takes seconds", "search", "valmont",
                     f"--timeout={text}")


class Words(harness.WorldTest):
    def test_are_wanted(self):
        self.bad(USAGE, "what is to be found?", "search")
        self.bad(USAGE, "what is to be found?", "search", "")

    def test_may_hold_anything(self):
        for text in ('" OR siren:*', "a&b=c", "é̀", "%00", "\x1b[31m",
                     "a" * 300, "')];", "*", "a\nb"):
            answer = self.run_cli("search", text)
            self.assertIn(answer.code, (0, 1, INPUT), answer.err)

    def test_reach_the_terminal_without_control_characters(self):
        answer = self.run_cli("search", "--naf", "\x1b[31m", "valmont")
        self.assertNotIn("\x1b", answer.err)


class Cache(harness.WorldTest):
    def test_keeps_answers_from_one_run_to_the_next(self):
        for _ in range(2):
            self.good("search", "valmont")
        self.assertEqual(self.world.requests()["recherche_entreprises"], 1)
        self.assertTrue((self.folder / "cache/portailrse/http.sqlite")
                        .exists())

    def test_may_be_left_out(self):
        for _ in range(2):
            self.good("search", "valmont", "--no-cache")
        self.assertEqual(self.world.requests()["recherche_entreprises"], 2)
        self.assertFalse((self.folder / "cache").exists())

    def test_holds_no_contact_of_an_emissions_balance(self):
        asked = ("dashboard", "--at", harness.DAY, "--details", "012345385")
        page = self.good(*asked)
        kept = b"".join(path.read_bytes() for path in
                        (self.folder / "cache/portailrse").iterdir())
        self.assertIn(b"reportingYear", kept)
        self.assertIn(b"collectivite_territoriale", kept)
        for private in (b"FICTIF", b"fictif", b"DOMINIQUE", b"0100000000"):
            self.assertNotIn(private, kept)
        balance = [line for line in page.splitlines()
                   if "annee_dernier_bilan_ges" in line]
        self.assertTrue(balance)
        self.assertIn(balance[0], self.good(*asked, "--offline"))

    def test_holds_no_elected_person_of_a_search(self):
        self.good("search", "amidonneries de l'oise")
        kept = b"".join(path.read_bytes() for path in
                        (self.folder / "cache/portailrse").iterdir())
        self.assertIn(b"collectivite_territoriale", kept)
        self.assertNotIn(b"ELUFICTIF", kept)

    def test_no_place_for_it_is_no_reason_to_stop(self):
        (self.folder / "cache").write_text("a file, not a folder")
        self.good("search", "valmont")
        self.good("search", "valmont", XDG_CACHE_HOME="", HOME="")


class Records(harness.WorldTest):
    def test_a_record_can_be_replayed_without_network(self):
        told = self.good("search", "valmont", "--record", "kept")
        count = self.world.requests()["recherche_entreprises"]
        self.assertEqual(self.good("search", "valmont", "--replay", "kept"),
                         told)
        self.assertEqual(self.world.requests()["recherche_entreprises"],
                         count)

    def test_keys_are_not_recorded(self):
        self.world.fault(503, "recherche_entreprises")
        self.good("search", "valmont", "--record", "kept")
        for path in (self.folder / "kept").iterdir():
            self.assertNotIn(self.world.key, path.read_text())

    def test_only_one_of_both(self):
        self.bad(USAGE, "exclude each other", "search", "valmont",
                 "--record", "a", "--replay", "b")


class Settings(harness.WorldTest):
    def setUp(self):
        super().setUp()
        self.lines = "".join(f"{name} = {value}\n" for name, value in
                             self.world.library_settings().items())
        self.settings = {}

    def test_come_from_the_user_s_file(self):
        (self.folder / "config/portailrse").mkdir(parents=True)
        (self.folder / "config/portailrse/services.conf").write_text(
            "# the test world\n\n  \t\n" + self.lines)
        self.assertIn("MESSAGERIES VALMONT",
                      self.good("search", "messageries valmont"))

    def test_come_from_a_file_that_is_named(self):
        path = self.file("world.conf", self.lines.replace("\n", "\r\n"))
        self.assertIn("MESSAGERIES VALMONT", self.good(
            "search", "messageries valmont", "--config", path))
        self.bad(IO, "none.conf", "search", "valmont", "--config",
                 "none.conf")

    def test_the_environment_wins(self):
        path = self.file("world.conf", self.lines)
        self.settings = {
            "PRSE_RECHERCHE_ENTREPRISES_ENABLED": "no",
            "PRSE_SIRENE_ENABLED": "no"}
        answer = self.run_cli("search", "valmont", "--config", path)
        self.assertNotEqual(answer.code, 0)
        self.assertEqual(sum(self.world.requests().values()), 0)

    def test_a_wrong_line_is_told_with_its_place(self):
        for line, message in (
                ("sirene.kee = x", "did you mean sirene.key?"),
                ("xyzzy = 1", "no setting xyzzy"),
                ("sirene.key", 'a line is "name = value"'),
                ("= x", 'a line is "name = value"'),
                ("sirene.total = soon", "sirene.total")):
            path = self.file("wrong.conf", f"# first\n{line}\n")
            answer = self.bad(INPUT, message, "search", "valmont",
                              "--config", path)
            self.assertIn("wrong.conf:2", answer.err)

    def test_a_wrong_variable_is_told_by_its_name(self):
        answer = self.bad(INPUT, "PRSE_EGAPRO_TOTAL", "search", "valmont",
                          PRSE_EGAPRO_TOTAL="soon")
        self.assertNotIn(":1:1", answer.err)


if __name__ == "__main__":
    unittest.main()
