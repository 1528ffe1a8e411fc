# SPDX-License-Identifier: Apache-2.0
"""What the service says when something is wrong."""
import unittest.mock

import service
from service import DEMO, NOBODY

NUMBERS = {"too short": "12345", "wrong check digits": "012345675",
           "letters": "abcdefghi", "nothing but spaces": "%20%20"}


class Requests(service.ServiceTest):
    """Wrong before anybody is asked."""

    def wrong_parameter(self, path, name):
        errors = self.problem(400, "WrongRequest", self.client.get(path))
        self.assertEqual([each["parameter"] for each in errors], [name])
        self.assertTrue(errors[0]["detail"])

    def test_a_number_that_cannot_be_one(self):
        for why, number in NUMBERS.items():
            for tail in ("", "/obligations"):
                with self.subTest(why, tail=tail):
                    self.wrong_parameter(f"/companies/{number}{tail}",
                                         "number")

    def test_a_date_that_is_none(self):
        for day in ("2026-02-30", "today", "20261127", "27/11/2026", ""):
            with self.subTest(day):
                self.wrong_parameter(
                    f"/companies/{DEMO}/obligations?date={day}", "date")

    def test_a_search_that_finds_nothing_to_search(self):
        for query in ("", "q=", "q=%20", "q=...", "q=a%00b", "q=" + "a" * 201,
                      "q=012345675"):
            with self.subTest(query):
                self.wrong_parameter(f"/companies?{query}", "q")

    def test_parameters_are_checked_by_the_table(self):
        for query, name in (("limit=0", "limit"), ("limit=26", "limit"),
                            ("limit=ten", "limit"), ("limit=", "limit"),
                            ("limit=1&limit=2", "limit"),
                            ("departement=1", "departement"),
                            ("only_open=1", "only_open"),
                            ("page=2", "page")):
            with self.subTest(query):
                self.wrong_parameter(f"/companies?q=poste&{query}", name)

    def test_every_wrong_parameter_is_told_at_once(self):
        answer = self.client.get("/companies?limit=0&departement=1")
        errors = self.problem(400, "WrongRequest", answer)
        self.assertEqual({each["parameter"] for each in errors},
                         {"q", "limit", "departement"})

    def test_a_body_that_is_not_json(self):
        for body in (b"", b"{", b"{'a': 1}", b'{"facts": {"effectif": NaN}}',
                     b'{"facts": {}, "facts": {}}', b"\xff\xfe", b"\x00",
                     b'{"facts": {"denomination": "\\ud800"}}',
                     b"[" * 50_000, b"1" * 5_000, b"1e" + b"9" * 5_000):
            with self.subTest(body[:40]):
                self.problem(400, "WrongRequest", self.client.post(
                    "/obligations", data=body,
                    content_type="application/json"))

    def test_numbers_that_nothing_can_hold(self):
        for number in ("1e7000", "1e-7000", "1e999999", "1e-999999",
                       "0." + "0" * 5_000 + "1", "-1e400", "-" + "9" * 4_000):
            with self.subTest(number[:20]):
                answer = self.client.post(
                    "/obligations", content_type="application/json",
                    data=f'{{"facts": {{"effectif": {number}}}}}')
                self.assertIn(answer.status_code, (200, 422), answer.text)

    def test_a_body_that_does_not_say_that_it_is_json(self):
        for kind in (None, "text/plain", "application/x-www-form-urlencoded"):
            with self.subTest(kind):
                self.problem(415, "NotJson", self.client.post(
                    "/obligations", data='{"facts": {}}', content_type=kind))

    def test_a_body_that_is_too_large(self):
        self.problem(413, "TooLarge", self.client.post(
            "/obligations", data=b" " * 65_537,
            content_type="application/json"))

    def test_a_body_of_another_shape(self):
        for body in ("[]", '"facts"', "5", "null", "{}", '{"facts": []}',
                     '{"facts": null}', '{"facts": {}, "fact": 1}',
                     '{"facts": {}, "skip": ["effectif"]}'):
            with self.subTest(body):
                self.problem(422, "WrongFacts", self.client.post(
                    "/obligations", data=body,
                    content_type="application/json"))

    def test_pages_and_methods_that_are_not_there(self):
        self.problem(404, "about:blank", self.client.get("/nothing"))
        answer = self.client.delete("/facts")
        self.problem(405, "about:blank", answer)
        self.assertIn("GET", answer.headers["Allow"])


class Facts(service.ServiceTest):
    def wrong_facts(self, facts, lang="en"):
        answer = self.client.post("/obligations", json={"facts": facts},
                                  headers={"Accept-Language": lang})
        return {each["fact"]: each["detail"] for each in
                self.problem(422, "WrongFacts", answer)}

    def test_each_wrong_fact_is_told_beside_its_name(self):
        told = self.wrong_facts({"effectif": "many", "est_cotee": "peut-être",
                                 "bilan": 5, "effectifs": 5})
        self.assertEqual(told.keys(), {"effectif", "est_cotee", "effectifs"})
        self.assertIn("from 0 to 10000000", told["effectif"])
        self.assertIn("50-249", told["effectif"])
        self.assertIn("true or false", told["est_cotee"])
        self.assertIn("perhaps effectif", told["effectifs"])

    def test_and_in_french(self):
        told = self.wrong_facts({"effectif": "beaucoup"}, "fr")
        self.assertIn("un nombre", told["effectif"])

    def test_what_no_fact_can_be(self):
        for name, value in (
                ("effectif", -1), ("effectif", 10_000_001), ("effectif", True),
                ("effectif", "249..50"), ("effectif", "> 10000000"),
                ("effectif", None), ("effectif", []), ("effectif", {}),
                ("effectif", "50" * 200), ("effectif@-2", 5),
                ("effectif@0", 5), ("effectif@", 5), ("@-1", 5), ("", 5),
                ("categorie_juridique", 5710.5), ("est_cotee", 1),
                ("est_cotee", None), ("date_cloture_exercice", 20251231),
                ("date_cloture_exercice", "2025-02-30"),
                ("bdese_etat", "perdue"), ("denomination", "a" * 201)):
            with self.subTest(name, value=value):
                self.assertEqual(list(self.wrong_facts({name: value})),
                                 [name])

    def test_a_fact_to_skip_that_is_none(self):
        for skip in (["nothing"], [5], "effectif", None, {}):
            with self.subTest(skip):
                self.problem(422, "WrongFacts", self.client.post(
                    "/next-question", json={"facts": {}, "skip": skip}))


class Registers(service.WorldTest):
    """What happens to those who are asked."""

    @classmethod
    def settings(cls):
        return {**super().settings(), "deadline_ms": 2_000}

    def test_a_company_that_no_register_knows(self):
        for tail in ("", "/obligations"):
            with self.subTest(tail):
                self.problem(404, "UnknownCompany",
                             self.client.get(f"/companies/{NOBODY}{tail}"))

    def unavailable(self, path):
        answer = self.client.get(path)
        self.problem(503, "Unavailable", answer)
        self.assertGreater(int(answer.headers["Retry-After"]), 0)
        self.assertNotIn("127.0.0.1", answer.text)

    def test_no_register_answers(self):
        for kind in ("refused", 500, "html"):
            for path in (f"/companies/{DEMO}", "/companies?q=tissages",
                         f"/companies/{DEMO}/obligations"):
                with self.subTest(kind, path=path):
                    self.setUp()
                    self.world.fault(kind)
                    self.unavailable(path)

    def test_registers_that_let_the_deadline_pass(self):
        for path in (f"/companies/{DEMO}", f"/companies/{DEMO}/obligations"):
            with self.subTest(path):
                self.setUp()
                self.world.fault("silent")
                self.problem(504, "TooLate", self.client.get(path))


class Defects(service.ServiceTest):
    def test_a_defect_tells_the_client_nothing_of_the_inside(self):
        view = "flask_portailrse.views.write_document"
        with unittest.mock.patch(view, side_effect=RuntimeError("/secret")), \
                self.assertLogs(self.app.logger, "ERROR"):
            answer = self.client.get("/openapi.json")
        self.problem(500, "about:blank", answer)
        self.assertNotIn("secret", answer.text)


if __name__ == "__main__":
    service.main()
