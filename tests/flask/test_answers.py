# SPDX-License-Identifier: Apache-2.0
"""What the service answers."""
import json
from datetime import datetime
from zoneinfo import ZoneInfo

import service
from service import DAY, DEMO, PACKS

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}


def named(items, name):
    return next(item for item in items if item["id"] == name)


class Companies(service.WorldTest):
    def test_a_search_gives_units_with_what_their_register_says(self):
        found = self.get("/companies?q=tissages+du+val")["companies"]
        self.assertEqual(found[0]["siren"], DEMO)
        self.assertEqual(found[0]["code_postal"], "59200")
        self.assertIs(found[0]["open"], True)
        self.assertNotIn("", found[0].values())

    def test_a_search_keeps_to_its_limit_and_department(self):
        self.assertEqual(
            len(self.get("/companies?q=societe&limit=1")["companies"]), 1)
        self.assertEqual(
            self.get("/companies?q=tissages&departement=2A"),
            {"companies": []})

    def test_a_company_comes_with_who_was_asked(self):
        found = self.get(f"/companies/{DEMO}")
        self.assertEqual(found["unit"]["siren"], DEMO)
        asked = found["services"][0]
        self.assertEqual((asked["service"], asked["outcome"]),
                         ("recherche_entreprises", "lue"))

    def test_a_number_may_be_written_as_people_write_it(self):
        seat = self.get(f"/companies/{DEMO}")["unit"]["siret_siege"]
        for number in ("012 345 674", seat):
            with self.subTest(number):
                unit = self.get(f"/companies/{number}")["unit"]
                self.assertEqual(unit["siren"], DEMO)


class Dashboards(service.WorldTest):
    path = f"/companies/{DEMO}/obligations"

    def test_it_holds_answers_reasons_deadlines_and_law(self):
        board = self.get(f"{self.path}?date={DAY}", headers=ENGLISH)
        egapro = named(board["obligations"], "index_egapro")
        self.assertEqual((board["date"], board["siren"], board["partial"]),
                         (DAY, DEMO, False))
        self.assertEqual(egapro["answer"], "subject")
        self.assertIn("employees", egapro["because"])
        self.assertTrue(egapro["law"][0]["url"].startswith("https://"))
        self.assertEqual(egapro["next"]["date"], "2027-03-01")

    def test_what_the_caller_knows_goes_before_registers(self):
        board = self.post(self.path, {"facts": {"effectif": 12}})
        self.assertEqual(named(board["facts"], "effectif")["value"], "12")
        self.assertEqual(named(board["obligations"], "bdese")["answer"],
                         "not_subject")

    def test_it_survives_platforms_that_are_down(self):
        for name in ("egapro", "bilans_ges", "ratios"):
            self.world.fault(503, name)
        board = self.get(self.path)
        self.assertIs(board["partial"], True)
        self.assertEqual(named(board["obligations"], "bdese")["answer"],
                         "subject")

    def test_it_survives_registers_that_are_down_when_facts_are_given(self):
        self.world.fault("refused")
        board = self.post("/companies/732829320/obligations",
                          {"facts": {"effectif": 60}})
        self.assertEqual((board["partial"], board["unit"]), (True, None))
        self.assertEqual(named(board["obligations"], "bdese")["answer"],
                         "subject")


class Facts(service.ServiceTest):
    """Needs no service at all."""

    def test_obligations_come_from_facts_alone(self):
        report = self.post(f"/obligations?date={DAY}",
                           {"facts": {"effectif": "50..249"}})
        self.assertEqual(report["date"], DAY)
        self.assertEqual(named(report["obligations"], "bdese")["answer"],
                         "subject")

    def test_every_way_to_write_a_fact_is_read(self):
        for value, shown in (
                (60, "60"), (60.5, "60.5"), (0.1, "0.1"), (50.0, "50"),
                ("50-249", "[50..250)"), (">= 50", "[50..10000000]"),
                ("0..9 or >= 300", "0..9 or >= 300")):
            with self.subTest(value):
                report = self.post("/obligations",
                                   {"facts": {"effectif": value}})
                self.assertEqual(report["facts"][0]["value"], shown)

    def test_a_fact_that_is_unknown_is_as_if_it_were_left_out(self):
        report = self.post("/obligations", {"facts": {"effectif": "unknown"}})
        self.assertEqual(report["facts"], [])

    def test_facts_of_the_year_before_have_their_own_name(self):
        report = self.post("/obligations", {"facts": {"effectif@-1": 40}})
        self.assertEqual(report["facts"][0]["year"], -1)

    def test_the_day_is_today_in_paris_unless_told(self):
        paris = ZoneInfo("Europe/Paris")
        before = datetime.now(paris).date()
        told = self.post("/obligations", {"facts": {}})["date"]
        self.assertIn(told, (str(before), str(datetime.now(paris).date())))

    def test_questions_end_when_everything_is_decided(self):
        facts, asked = {}, []
        while question := self.next_question(facts):
            name = question["fact"]
            if question["year"]:
                name += f"@{question['year']}"
            facts[name] = question["no"] or self.some_value(name)
            asked.append(name)
            self.assertLess(len(asked), 100)
        report = self.post(f"/obligations?date={DAY}", {"facts": facts})
        self.assertNotIn("unknown", {each["answer"]
                                     for each in report["obligations"]})

    def next_question(self, facts):
        return self.post(f"/next-question?date={DAY}",
                         {"facts": facts})["question"]

    def some_value(self, name):
        """For an open question: a code, a date, one of many."""
        fact = named(self.get("/facts")["facts"], name.partition("@")[0])
        if fact["choices"]:
            return fact["choices"][0]["value"]
        return {"date": "2025-12-31", "boolean": False}.get(
            fact["type"], fact["minimum"] or 0)

    def test_a_skipped_question_is_not_asked_again(self):
        first = self.next_question({})
        skipped = self.post(f"/next-question?date={DAY}", {
            "facts": {}, "skip": [first["fact"]]})["question"]
        self.assertNotEqual((skipped["fact"], skipped["year"]),
                            (first["fact"], first["year"]))

    def test_the_dictionary_has_all_that_a_form_needs(self):
        told = self.get("/facts", headers=ENGLISH)
        effectif = named(told["facts"], "effectif")
        self.assertEqual(effectif["label"], "Headcount (labour code)")
        self.assertIn("50-249", effectif["brackets"])
        self.assertEqual((effectif["minimum"], effectif["maximum"]),
                         (0, 10_000_000))
        self.assertTrue(named(told["facts"], "bdese_etat")["choices"])

    def test_health_names_the_rules_in_use(self):
        told = self.get("/health")
        self.assertEqual((told["status"], told["pack"]), ("ok", "fr-rse"))
        self.assertEqual(told["digest"], self.get("/facts")["digest"])


    def test_amounts_are_as_exact_and_as_large_as_they_are_written(self):
        for written, shown in (
                ("0.1", "0.1"), ("1e30", "1" + "0" * 30), ("-5", "-5"),
                ("12345678901234567890.12", "12345678901234567890.12")):
            with self.subTest(written):
                report = self.ask(
                    "POST", "/obligations", content_type="application/json",
                    data=f'{{"facts": {{"chiffre_affaires": {written}}}}}')
                self.assertEqual(report["facts"][0]["value"], shown)


class Languages(service.ServiceTest):
    def ask_in(self, header):
        answer = self.client.post("/obligations", json={"facts": {}},
                                  headers={"Accept-Language": header})
        label = named(answer.json["obligations"], "bdese")["label"]
        return answer.headers["Content-Language"], label.split()[0]

    def test_french_and_english_by_accept_language(self):
        self.assertEqual(self.ask_in("en-US,en"), ("en", "Economic,"))
        self.assertEqual(self.ask_in("de, fr;q=0.5"), ("fr", "Base"))

    def test_another_language_gets_the_one_of_the_settings(self):
        self.assertEqual(self.ask_in("de")[0], "fr")

    def test_every_answer_varies_by_language(self):
        for path in ("/facts", "/health", "/companies/1"):
            with self.subTest(path):
                self.assertIn("Accept-Language",
                              self.client.get(path).headers["Vary"])


class Caches(service.ServiceTest):
    def test_what_depends_on_the_pack_only_may_be_kept(self):
        for path in ("/facts", "/openapi.json"):
            with self.subTest(path):
                first = self.client.get(path)
                again = self.client.get(path, headers={
                    "If-None-Match": first.headers["ETag"]})
                english = self.client.get(path, headers=ENGLISH)
                self.assertIn("max-age=3600", first.headers["Cache-Control"])
                self.assertEqual((again.status_code, again.data), (304, b""))
                self.assertNotEqual(english.headers["ETag"],
                                    first.headers["ETag"])

    def test_what_is_said_of_a_company_is_kept_by_nobody(self):
        answer = self.client.post("/obligations", json={"facts": {}})
        self.assertEqual(answer.headers["Cache-Control"], "no-store")


class OtherPack(service.WorldTest):
    """Nothing of French law is in the extension."""

    @classmethod
    def settings(cls):
        return {**super().settings(), "pack": str(PACKS / "demo-commune")}

    def test_a_company_of_which_registers_tell_no_fact_is_found(self):
        board = self.get(f"/companies/{DEMO}/obligations")
        self.assertEqual(board["unit"]["siren"], DEMO)

    def test_the_rules_of_a_town_are_served_as_well(self):
        report = self.post("/obligations", {"facts": {
            "terrasse": True, "surface_terrasse": "12.5",
            "date_ouverture": "2020-05-01"}})
        self.assertEqual(report["pack"], "demo-commune")
        self.assertTrue(json.dumps(report["obligations"]))
        self.post("/obligations", {"facts": {
            "date_ouverture": ">= 1900-01-01"}})


if __name__ == "__main__":
    service.main()
