# SPDX-License-Identifier: Apache-2.0
"""What registers say of one unit."""
import json
import unittest

import harness
from harness import FINDINGS, INPUT, IO, USAGE

DEMO = "012345674"


class Card(harness.WorldTest):
    def test_shows_what_is_known_and_who_says_so(self):
        page = self.good("company", DEMO)
        self.assertTrue(page.startswith(
            "TISSAGES DU VAL D'ENCRE · SIREN 012 345 674\n"
            "Directory of companies, as of "), page)
        for line in (r"Seat \(SIRET\) +012 345 674 \d{5}", "Open +yes",
                     "NAF +13.20Z", "Headcount class +100 to 199",
                     "Town +TOURCOING", "Legal category +5710"):
            self.assertRegex(page, rf"(?m)^  {line}$")

    def test_tells_which_services_answered(self):
        page = self.good("company", DEMO).split("SERVICES ASKED ─")[1]
        self.assertRegex(page, r"Directory of companies +answered, \d")
        page = self.good("company", DEMO).split("SERVICES ASKED ─")[1]
        self.assertRegex(page, r"Directory of companies +answered, kept for")

    def test_speaks_french_and_fits(self):
        page = self.good("company", DEMO, lang="fr")
        self.assertRegex(page, r"Tranche d’effectif +100 à 199")
        for columns in ("40", "60", "80"):
            page = self.good("company", DEMO, COLUMNS=columns)
            self.assertLessEqual(max(map(len, page.split("\n"))),
                                 int(columns))

    def test_takes_any_number_in_any_writing(self):
        siret = "01234567400019"
        vat = "FR" + f"{(12 + 3 * (int(DEMO) % 97)) % 97:02d}" + DEMO
        for number in ([DEMO], ["012", "345", "674"], ["012.345.674"],
                       [siret], [vat], [vat.lower()]):
            page = self.good("company", *number)
            self.assertIn("· SIREN 012 345 674\n", page)

    def test_json_has_fields_services_and_warnings(self):
        told = json.loads(self.good("company", DEMO, "--format", "json"))
        self.assertEqual(told["unite"]["denomination"],
                         "TISSAGES DU VAL D'ENCRE")
        self.assertEqual(told["unite"]["ouverte"], True)
        self.assertEqual(told["avertissements"], [])
        self.assertEqual(told["services"][0]["service"],
                         "recherche_entreprises")
        self.assertEqual(told["services"][0]["etat"], "lue")
        self.assertEqual(told["services"][0]["origine"], "reseau")
        self.assertEqual(told["services"][0]["http"], 200)

    def test_persons_and_masks(self):
        for number in ("012345229", "012345211", "012345237", "012345245",
                       "012345252", "012345260", "356000000"):
            page = self.good("company", number)
            self.assertNotIn("[ND]", page)
            self.assertLessEqual(max(map(len, page.split("\n"))), 80)
        self.assertIn("[name withheld]", self.good("company", "012345229"))

    def test_seats_abroad_have_their_country(self):
        page = self.good("company", "012345260")
        self.assertRegex(page, r"(?m)^  Country +ALLEMAGNE$")
        self.assertIn("KIEL (ALLE", self.good("search", "nordlicht werke"))


class Disagreement(harness.WorldTest):
    def test_is_told(self):
        path = self.register()
        self.world.control("GET", "/companies")
        page = self.good("company", "012345476", "--register", path)
        told = json.loads(self.good("company", "012345476", "--format",
                                    "json"))
        self.assertIn("\n! ", page)
        self.assertTrue(told["avertissements"])


class Trouble(harness.WorldTest):
    def test_numbers_are_wanted_and_checked(self):
        self.bad(USAGE, "which company?", "company")
        self.bad(INPUT, "abc is no SIREN (9 digits)", "company", "abc")
        self.bad(INPUT, "01234567 is no SIREN", "company", "01234567")
        self.bad(INPUT, "the check digit does not match", "company",
                 "012345675")
        self.bad(INPUT, "clé de contrôle", "company", "012345675", lang="fr")

    def test_an_unknown_unit_is_a_finding(self):
        self.bad(FINDINGS, "no register knows 999999998", "company",
                 "999999998")

    def test_sirene_stands_in(self):
        self.world.fault("reset", "recherche_entreprises")
        page = self.good("company", DEMO)
        self.assertIn("\nSirene (Insee), as of ", page)
        self.assertRegex(page, "Directory of companies +does not answer")

    def test_the_register_stands_in(self):
        self.register()
        self.world.fault(500, "recherche_entreprises")
        self.world.fault(500, "sirene")
        page = self.good("company", DEMO)
        self.assertIn("\nOffline register, as of ", page)
        page = self.good("company", DEMO, "--offline", "--no-cache")
        self.assertIn("\nOffline register, as of ", page)

    def test_nobody_answers(self):
        self.world.fault(500)
        self.bad(IO, "no register answered", "company", DEMO)
        self.bad(IO, "offline and without a register", "company", DEMO,
                 "--offline")

    def test_keeps_to_its_time(self):
        self.world.fault("silent")
        self.bad(IO, "no register answered: time ran out", "company", DEMO,
                 "--timeout", "0.3")

    def test_a_kept_answer_serves_when_the_service_is_down(self):
        self.good("company", DEMO)
        self.world.fault(503)
        page = self.good("company", DEMO, "--offline")
        self.assertIn("TISSAGES", page)


if __name__ == "__main__":
    unittest.main()
