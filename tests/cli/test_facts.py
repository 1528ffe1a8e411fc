# SPDX-License-Identifier: Apache-2.0
"""What was understood of the facts."""
import json

import harness


class Facts(harness.CliTest):
    def as_json(self, *words):
        return json.loads(self.company("facts", "--format", "json", *words))

    def slot(self, facts, name, year=0):
        return next(f for f in facts["facts"]
                    if (f["id"], f["year"]) == (name, year))

    def test_values_brackets_and_sources_are_shown(self):
        path = self.file("company.json", '{"effectif": "50..249"}')
        page = self.company("facts", "--facts", path, "--set",
                            "effectif@-1=60")
        self.assertRegex(page, r"effectif +\S*50\S* employees")
        self.assertRegex(page, r"effectif@-1 +60 employees")
        self.assertIn("company.json", page)
        self.assertIn("Headcount", page)

    def test_missing_facts_are_listed(self):
        page = self.company("facts", "--set", "accord=true")
        self.assertIn("FACTS MISSING", page)
        self.assertIn("effectif, effectif@-1", page)

    def test_json_tells_exact_values_from_sets(self):
        facts = self.as_json("--set", "effectif=60", "--set",
                             "effectif@-1=>= 50")
        self.assertEqual(facts["pack"], "mini")
        now = self.slot(facts, "effectif")
        self.assertEqual((now["given"], now["exact"], now["value"]),
                         (True, True, "60"))
        before = self.slot(facts, "effectif", -1)
        self.assertEqual((before["given"], before["exact"]), (True, False))
        self.assertFalse(self.slot(facts, "accord")["given"])

    def test_what_does_not_fit_together_is_told(self):
        words = ("--set", "effectif=2000000")
        self.assertIn("Headcount beyond the possible",
                      self.company("facts", *words))
        self.assertEqual(self.as_json(*words)["warnings"],
                         ["Headcount beyond the possible"])

    def test_codes_that_no_table_knows_are_told(self):
        path = self.file("a.json", '{"results": [{"siren": "012345674",'
                                   ' "tranche_effectif_salarie": "99"}]}')
        self.assertEqual(len(self.as_json("--facts", path)["warnings"]), 1)

    def test_texts_are_escaped_in_json(self):
        facts = self.as_json("--set", 'denomination=A "B" \\ C\tD')
        self.assertIn('A "B"', self.slot(facts, "denomination")["value"])

    def test_nothing_is_no_error(self):
        self.assertIn("No fact is known", self.company("facts"))


if __name__ == "__main__":
    harness.main()
