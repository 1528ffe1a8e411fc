# SPDX-License-Identifier: Apache-2.0
"""From a number or a name to the dashboard."""
import json
import re
import time
import unittest

import harness
from harness import FINDINGS, INPUT, IO, USAGE

DEMO = "012345674"


class DashboardTest(harness.WorldTest):
    def dashboard(self, *words, **more):
        return self.good("dashboard", "--at", harness.DAY, *words, **more)


class Page(DashboardTest):
    def test_names_the_unit_and_the_law(self):
        page = self.dashboard(DEMO)
        self.assertTrue(page.startswith(
            "TISSAGES DU VAL D'ENCRE · SIREN 012 345 674\n"
            "TOURCOING (59) · NAF 13.20Z · 100 to 199 employees (2024)\n"),
            page[:400])
        self.assertIn("Law as of 23 November 2026", page)

    def test_shows_what_was_proved(self):
        page = self.dashboard(DEMO)
        self.assertRegex(page, r"(?m)^UP TO DATE ─")
        self.assertRegex(page, r"equality.* subject, up to date")

    def test_the_most_urgent_comes_first(self):
        headings = re.findall(r"(?m)^([A-Z ]+) ─", self.dashboard(DEMO))
        order = ["TO BE UPDATED", "IN PROGRESS", "SUBJECT",
                 "TO BE CLARIFIED", "UP TO DATE", "RECOMMENDED",
                 "NOT SUBJECT", "NEXT QUESTION"]
        self.assertEqual(headings, [h for h in order if h in headings])

    def test_cards_are_brief_unless_details_are_wanted(self):
        page = self.dashboard(DEMO)
        self.assertRegex(page, r"(?m)^    Why ")
        self.assertRegex(page, r"(?m)^    Deadline ")
        self.assertNotRegex(page, r"(?m)^    Law ")
        self.assertNotIn("FACTS KNOWN", page)
        page = self.dashboard(DEMO, "--details")
        self.assertRegex(page, r"(?m)^    Law ")
        self.assertRegex(page, r"(?m)^  effectif.* = ")
        self.assertIn("directory of companies", page)
        self.assertRegex(page, r"(?m)^  Egapro +answered")

    def test_ends_with_the_question_and_how_to_answer_it(self):
        page = self.dashboard(DEMO)
        question = page.split("NEXT QUESTION ─")[1]
        setting = re.search(r"--set '(.*)'", question)
        self.assertTrue(setting, question)

    def test_an_answer_changes_the_dashboard(self):
        before = self.dashboard(DEMO)
        setting = re.search(r"If yes +--set '(.*)'", before)
        after = self.dashboard(DEMO, "--set", setting[1])
        self.assertNotEqual(before, after)

    def test_what_is_given_goes_before_what_registers_say(self):
        page = self.dashboard(DEMO, "--set", "effectif=10", "--details")
        self.assertIn("effectif = 10", page)

    def test_speaks_french_and_fits(self):
        for lang in ("fr", "en"):
            for more in ([], ["--details"]):
                page = self.dashboard(DEMO, *more, lang=lang)
                lines = [line for line in page.split("\n")
                         if "http" not in line]
                self.assertLessEqual(max(map(len, lines)), 80)
        self.assertIn("À JOUR ─", self.dashboard(DEMO, lang="fr"))

    def test_json_is_that_of_the_library(self):
        told = json.loads(self.dashboard(DEMO, "--format", "json"))
        self.assertIn("TISSAGES DU VAL D'ENCRE", json.dumps(told))
        self.assertIn("index_egapro", json.dumps(told))

    def test_other_packs(self):
        page = self.dashboard(DEMO, "--pack", "portail-rse-compat")
        self.assertIn("SIREN 012 345 674", page)


class Names(DashboardTest):
    def test_one_unit_found_goes_on(self):
        page = self.dashboard("messageries valmont")
        self.assertIn("MESSAGERIES VALMONT · SIREN 012 345 120", page)

    def test_an_exact_name_goes_on(self):
        for name in ("VALMONT", "valmont", "Vàlmont"):
            self.assertIn("VALMONT · SIREN 012 345 575",
                          self.dashboard(name))

    def test_a_doubt_shows_the_units(self):
        answer = self.bad(FINDINGS, "give the SIREN of the right one",
                          "dashboard", "atelier")
        self.assertEqual(answer.out, "")
        self.assertIn("ATELIER SANS SALARIE", answer.err)
        self.assertIn("ATELIERS NEUFS DU LITTOR…", answer.err)

    def test_an_unknown_name(self):
        self.bad(FINDINGS, "no unit answers to the name", "dashboard",
                 "xylophage introuvable")

    def test_wrong_numbers_are_no_names(self):
        self.bad(INPUT, "check digit", "dashboard", "012345675")
        self.bad(INPUT, "is no SIREN", "dashboard", "0123 4567")
        self.bad(USAGE, "which company?", "dashboard")

    def test_an_unknown_number(self):
        self.bad(FINDINGS, "no register knows 999999998", "dashboard",
                 "999999998")


class Partial(DashboardTest):
    def test_a_silent_service_is_named_and_the_rest_stands(self):
        self.world.fault(503, "egapro")
        page = self.dashboard(DEMO)
        self.assertRegex(page, r"(?m)^! Egapro: does not answer")
        self.assertIn("! Partial dashboard", page)
        self.assertIn("100 to 199 employees", page)

    def test_no_register_leaves_what_was_given(self):
        self.world.fault("refused")
        page = self.dashboard(DEMO, "--set", "effectif=60")
        self.assertIn("! No register answered: only what you gave", page)
        self.assertIn("SIREN 012 345 674\n", page)
        self.assertRegex(page, r"(?m)^SUBJECT ─|^TO BE UPDATED ─")

    def test_keeps_to_its_time(self):
        self.world.fault("silent")
        began = time.monotonic()
        self.dashboard(DEMO, "--timeout", "0.5")
        self.assertLess(time.monotonic() - began, 3)

    def test_offline(self):
        self.register()
        page = self.dashboard(DEMO, "--offline")
        self.assertIn("TISSAGES DU VAL D'ENCRE", page)
        page = self.dashboard("tissages val encre", "--offline")
        self.assertIn("SIREN 012 345 674", page)
        self.assertEqual(sum(self.world.requests().values()), 0)

    def test_offline_without_register_a_number_still_gives_a_page(self):
        page = self.dashboard(DEMO, "--offline", "--set", "effectif=60")
        self.assertIn("No register answered", page)
        self.bad(IO, "offline and without a register", "dashboard",
                 "--offline", "tissages")


class Facts(DashboardTest):
    def test_come_from_files_too(self):
        path = self.file("facts.json", '{"est_cotee": true}')
        page = self.dashboard(DEMO, "--facts", path, "--details")
        self.assertIn("est_cotee = true", page)

    def test_wrong_ones_are_told_before_anybody_is_asked(self):
        self.bad(INPUT, "did you mean effectif?", "dashboard", DEMO, "--set",
                 "effectf=1")
        self.assertEqual(sum(self.world.requests().values()), 0)


if __name__ == "__main__":
    unittest.main()
