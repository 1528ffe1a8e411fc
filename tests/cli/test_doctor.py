# SPDX-License-Identifier: Apache-2.0
"""How each service does."""
import json
import unittest

import harness
from harness import FINDINGS, OK


def service(page, name):
    """The lines of one service."""
    after = page.split(f"\n  {name} ", 1)[1]
    return " ".join(after.split("\n  ", 1)[0].split()) \
        if not after.startswith(" " * 30) else after


class Doctor(harness.WorldTest):
    def test_all_is_well(self):
        self.register()
        page = self.good("doctor")
        for name in ("Directory of companies", "Sirene (Insee)", "Egapro",
                     "Bilans GES (Ademe)", "Accounts (INPI, BCE)"):
            self.assertRegex(service(page, name), r"^is well, \d+ ms$")
        self.assertRegex(page, r"(?m)^  Offline register +is well")
        self.assertRegex(page, r"Legal units +\d+")
        self.assertIn("Everything that is switched on answers.", page)

    def test_without_register_it_says_how_to_make_one(self):
        page = self.good("doctor")
        self.assertRegex(page, r"Offline register +not tried")
        self.assertIn('→ "portailrse register import', page)

    def test_a_service_that_is_down(self):
        for kind in ("refused", "reset"):
            self.world.reset()
            self.world.fault(kind, "egapro")
            answer = self.run_cli("doctor")
            self.assertEqual(answer.code, FINDINGS, answer.out)
            self.assertIn("does not answer", service(answer.out, "Egapro"))
            self.assertIn("→ Check the network", answer.out)
            self.assertIn("At least one service is not well", answer.out)

    def test_a_service_with_a_failure_of_its_own(self):
        self.world.fault(503, "egapro")
        answer = self.run_cli("doctor")
        self.assertEqual(answer.code, FINDINGS, answer.out)
        self.assertIn("answers with an error", service(answer.out, "Egapro"))
        self.assertIn("→ The failure is on its side", answer.out)

    def test_a_key_that_is_refused(self):
        answer = self.run_cli("doctor", PRSE_SIRENE_KEY="wrong")
        self.assertEqual(answer.code, FINDINGS)
        self.assertIn("denies access", service(answer.out, "Sirene (Insee)"))
        self.assertIn("→ Check the key", answer.out)
        self.assertNotIn("wrong", answer.out.replace("is wrong", ""))

    def test_no_key_is_no_failure(self):
        answer = self.run_cli("doctor", PRSE_SIRENE_KEY="")
        self.assertEqual(answer.code, OK, answer.out)
        self.assertIn("not tried", service(answer.out, "Sirene (Insee)"))
        self.assertIn("PRSE_SIRENE_KEY gives the key", answer.out)

    def test_an_answer_in_another_form(self):
        self.world.fault("wrong_schema", "ratios")
        answer = self.run_cli("doctor")
        self.assertEqual(answer.code, FINDINGS, answer.out)
        self.assertIn("unknown form",
                      service(answer.out, "Accounts (INPI, BCE)"))

    def test_switched_off_is_not_tried(self):
        self.world.fault("refused", "egapro")
        page = self.good("doctor", PRSE_EGAPRO_ENABLED="no")
        self.assertIn("not tried", service(page, "Egapro"))

    def test_offline_tries_nothing(self):
        self.good("doctor", "--offline")
        self.assertEqual(sum(self.world.requests().values()), 0)

    def test_does_not_wait_long(self):
        self.world.fault("silent", "egapro")
        answer = self.run_cli("doctor", "--timeout", "0.4")
        self.assertIn("does not answer", service(answer.out, "Egapro"))

    def test_details_show_settings_without_secrets(self):
        path = self.file("own.conf", "egapro.total = 3s\n")
        page = self.good("doctor", "--details", "--config", path)
        self.assertIn("egapro.total = 3s  (", page)
        self.assertIn("own.conf:1)", page)
        self.assertIn("sirene.key = ***  (PRSE_SIRENE_KEY)", page)
        self.assertNotIn(self.world.key, page)
        self.assertRegex(page, r"Kept answers +\S*http\.sqlite")

    def test_a_misspelt_variable_is_told(self):
        page = self.good("doctor", PRSE_SIREN_KEY="x", PRSE_PROGRAM="x")
        self.assertIn("PRSE_SIREN_KEY sets nothing; did you mean "
                      "PRSE_SIRENE_KEY?", page)
        self.assertNotIn("PRSE_PROGRAM", page)

    def test_speaks_french_and_fits(self):
        self.world.fault(503, "egapro")
        for lang in ("fr", "en"):
            page = self.run_cli("doctor", lang=lang).out
            lines = [line for line in page.split("\n") if "http" not in line]
            self.assertLessEqual(max(map(len, lines)), 80)
        self.assertIn("répond par une erreur",
                      self.run_cli("doctor", lang="fr").out)

    def test_json(self):
        self.register()
        told = json.loads(self.good("doctor", "--format", "json"))
        self.assertEqual([s["service"] for s in told["services"]],
                         ["recherche_entreprises", "sirene", "egapro",
                          "bilans_ges", "ratios", "registre"])
        self.assertEqual(told["services"][2]["joignable"], True)
        self.assertGreater(told["registre"]["unites"], 10)
        self.assertNotIn("reglages", told)
        told = json.loads(self.good("doctor", "--format", "json",
                                    "--details"))
        self.assertEqual(told["reglages"]["sirene.key"], "***")

    def test_a_broken_register_is_told(self):
        path = self.file("broken.sqlite", b"x" * 9000)
        answer = self.run_cli("doctor", "--register", path)
        self.assertEqual((answer.code, answer.err), (FINDINGS, ""))
        self.assertIn("broken.sqlite", answer.out)
        self.assertIn('→ "portailrse register import', answer.out)


if __name__ == "__main__":
    unittest.main()
