# SPDX-License-Identifier: Apache-2.0
"""A company model of the host's own."""
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase
from django.utils.translation import override
from django_portailrse import engine
from essai.models import Societe

import portailrse as rse

DAY = date(2026, 11, 27)


class Facts(SimpleTestCase):
    def test_fields_become_facts_and_what_is_empty_is_not_known(self):
        company = Societe(headcount="50-249", headcount_before=40,
                          listed=False, closing=date(2025, 12, 31),
                          turnover=Decimal("1200.50"))
        self.assertEqual(company.portailrse_facts(), {
            "effectif": "50-249", "effectif@-1": 40, "est_cotee": False,
            "date_cloture_exercice": date(2025, 12, 31),
            "chiffre_affaires": Decimal("1200.50")})

    def test_floats_are_what_they_show(self):
        company = Societe(turnover=0.1)
        self.assertEqual(company.portailrse_facts(),
                         {"chiffre_affaires": Decimal("0.1")})


class Obligations(SimpleTestCase):
    def test_the_answers_are_the_packs(self):
        verdicts = Societe(headcount="50-249").obligations(DAY)
        self.assertEqual(verdicts["bdese"].answer, rse.Answer.SUBJECT)
        self.assertEqual(Societe().obligations(DAY)["bdese"].answer,
                         rse.Answer.UNKNOWN)

    def test_the_day_is_today_in_paris(self):
        company = Societe(headcount="50-249")
        self.assertEqual(
            company.obligations().answers,
            engine.pack().answers({"effectif": "50-249"},
                                  date=engine.today()))

    def test_the_reasons_are_in_the_active_language(self):
        company = Societe(headcount="50-249")
        french = company.obligations(DAY)["bdese"].reason
        with override("en"):
            english = company.obligations(DAY)["bdese"].reason
        self.assertNotEqual(french, english)
        self.assertEqual(
            company.obligations(DAY, rse.Lang.EN)["bdese"].reason, english)


class Cleaning(SimpleTestCase):
    def errors(self, **values):
        with self.assertRaises(ValidationError) as raised:
            Societe(name="essai", **values).full_clean()
        return raised.exception.message_dict

    def test_a_sound_company_passes(self):
        Societe(name="essai", headcount="50-249",
                overseas="0-249").full_clean()

    def test_a_value_that_is_none_is_an_error_of_its_field(self):
        self.assertEqual(list(self.errors(headcount="beaucoup")),
                         ["headcount"])

    def test_a_contradiction_is_an_error_of_the_field_to_blame(self):
        errors = self.errors(headcount="10-49", overseas="250+")
        self.assertEqual(list(errors), ["overseas"])
        self.assertIn("outre-mer", errors["overseas"][0])
