# SPDX-License-Identifier: Apache-2.0
"""The equality index of a company."""
import json
import unittest

import harness
from harness import FINDINGS, INPUT, IO, OK, USAGE
from companies import Companies
from services.egapro import flat

DEMO, LARGE = "012345674", "012345120"


class Page(harness.WorldTest):
    def test_shows_the_declaration(self):
        page = self.good("egapro", LARGE, "2025")
        self.assertTrue(page.startswith("MESSAGERIES VALMONT · SIREN "), page)
        for line in ("Declaration +published", "Index out of 100 +81",
                     "Gap of pay +38", "Return from maternity leave +15",
                     "Ten best paid +5"):
            self.assertRegex(page, rf"(?m)^  {line}$")

    def test_draws_the_scores_of_all_years(self):
        page = self.good("egapro", DEMO, "2025")
        bars = {line.split()[0]: line for line in page.split("\n")
                if "█" in line}
        self.assertEqual(list(bars), ["2024", "2025"])
        self.assertEqual(bars["2025"].count("█"), 44)
        self.assertEqual(bars["2024"].count("█"), 42)
        self.assertTrue(bars["2025"].endswith("  88"))

    def test_shows_women_and_men_among_leaders(self):
        page = self.good("egapro", LARGE, "2025")
        self.assertIn("43.5% women, 56.5% men", page)
        self.assertIn("25.5% women, 74.5% men", page)

    def test_an_index_that_cannot_be_computed(self):
        page = self.good("egapro", "012345401", "2025")
        self.assertRegex(page, "Index out of 100 +cannot be computed")
        self.assertRegex(page,
                         "Gap of pay +cannot be computed: comparable groups")

    def test_an_index_of_zero_is_a_score(self):
        page = self.good("egapro", "012345419", "2025")
        self.assertRegex(page, r"Index out of 100 +0\n")
        self.assertRegex(page, r"(?m)^  2025  ░{50}  0$")
        self.assertRegex(page, "Corrective measures +not planned")

    def test_the_second_version_has_gaps_only(self):
        self.good("egapro", LARGE, "2025", "--record", "kept")
        company = Companies().by_siren[LARGE]
        for path in (self.folder / "kept").iterdir():
            kept = json.loads(path.read_text())
            if "/public/declaration/" in kept["url"]:
                kept["body"] = json.dumps(flat(company, "2025"))
                path.write_text(json.dumps(kept))
        page = self.good("egapro", LARGE, "2025", "--replay", "kept")
        self.assertIn("gaps of pay only", page)
        self.assertRegex(page, r"(?m)^  Yearly, median +2\.71$")

    def test_a_declaration_on_which_egapro_fails(self):
        answer = self.run_cli("egapro", "012345393", "2025")
        self.assertEqual(answer.code, IO, answer.err)
        self.assertIn("Egapro fails on it; probably filed",
                      " ".join(answer.out.split()))

    def test_a_declaration_that_the_scores_prove(self):
        self.world.fault(500, "egapro", path="/public/declaration/")
        answer = self.run_cli("egapro", LARGE, "2025")
        self.assertEqual(answer.code, OK, answer.err)
        self.assertIn("filed, but Egapro does not show it",
                      " ".join(answer.out.split()))

    def test_last_year_is_the_default(self):
        answer = self.run_cli("egapro", DEMO)
        year = harness.subprocess.run(
            ["date", "+%Y"], capture_output=True, text=True,
            check=True).stdout
        self.assertIn(f"data of {int(year) - 1}", answer.out)

    def test_speaks_french_and_fits(self):
        for lang in ("fr", "en"):
            for number in (DEMO, LARGE, "012345401", "012345419"):
                page = self.good("egapro", number, "2025", lang=lang)
                self.assertLessEqual(max(map(len, page.split("\n"))), 80)
        self.assertIn("INDEX, ANNÉE APRÈS ANNÉE ─",
                      self.good("egapro", DEMO, "2025", lang="fr"))

    def test_json_is_the_records(self):
        told = json.loads(self.good("egapro", LARGE, "2025", "--format",
                                    "json"))
        self.assertEqual(list(told), ["egapro", "egapro_notes",
                                      "representation_equilibree"])
        self.assertEqual(told["egapro"]["index"], 81)
        self.assertEqual(told["egapro_notes"]["dernier_index"], 81)


class Trouble(harness.WorldTest):
    def test_nothing_published_is_a_finding(self):
        for number, year in ((DEMO, "2019"), ("012345005", "2025")):
            answer = self.run_cli("egapro", number, year)
            self.assertEqual((answer.code, answer.err), (FINDINGS, ""))
            self.assertRegex(answer.out, "Declaration +not published")

    def test_egapro_down(self):
        for kind in (503, "reset", "invalid_json"):
            self.world.reset()
            self.world.fault(kind, "egapro")
            answer = self.run_cli("egapro", DEMO, "2025", "--no-cache")
            self.assertEqual(answer.code, IO, answer.err)
            self.assertRegex(answer.out, "Declaration +(does not answer|"
                                         "answer cannot be read)")
            told = json.loads(self.run_cli("egapro", DEMO, "2025",
                                           "--no-cache", "--format",
                                           "json").out)
            self.assertIn(told["egapro"]["etat"],
                          ("indisponible", "illisible"))

    def test_offline(self):
        answer = self.run_cli("egapro", DEMO, "2025", "--offline")
        self.assertEqual(answer.code, IO)
        self.assertRegex(answer.out, "Declaration +not asked")

    def test_numbers_are_wanted_and_checked(self):
        self.bad(USAGE, "which company?", "egapro")
        self.bad(INPUT, "is no SIREN", "egapro", "tissages")
        self.bad(INPUT, "is no SIREN", "egapro", "2025")


if __name__ == "__main__":
    unittest.main()
