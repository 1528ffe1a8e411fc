# SPDX-License-Identifier: Apache-2.0
"""Forms made from a pack."""
from datetime import date
from decimal import Decimal

from django import forms
from django.test import SimpleTestCase
from django.utils.translation import override
from django_portailrse import engine
from django_portailrse.forms import FactsForm

import portailrse as rse

DAY = "2026-11-27"


class Fields(SimpleTestCase):
    def test_a_form_asks_what_it_is_told_to_in_that_order(self):
        form = FactsForm(only=["est_cotee", "effectif"])
        self.assertEqual(list(form.fields), ["est_cotee", "effectif"])

    def test_without_it_asks_everything_but_proofs_and_names(self):
        form = FactsForm()
        self.assertIn("effectif", form.fields)
        self.assertNotIn("denomination", form.fields)
        proofs = {info.id for info in engine.pack().facts_info()
                  if info.evidence}
        self.assertTrue(proofs)
        self.assertFalse(proofs & set(form.fields))

    def test_every_fact_of_every_pack_has_a_field(self):
        for name in ("fr-rse", "portail-rse-compat", "demo-commune"):
            pack = rse.Pack.load(name)
            everything = [info.id for info in pack.facts_info()]
            form = FactsForm(pack=pack, only=everything)
            self.assertEqual([name for name in form.fields
                              if not name.endswith("__none")], everything)
            self.assertTrue(form.as_p())

    def test_yes_no_and_not_known_stand_side_by_side(self):
        field = FactsForm(only=["est_cotee"]).fields["est_cotee"]
        self.assertIsInstance(field.widget, forms.RadioSelect)
        self.assertEqual([value for value, _ in field.choices],
                         ["true", "false", ""])

    def test_brackets_are_a_list_and_numbers_where_they_are_wanted(self):
        field = FactsForm(only=["effectif"]).fields["effectif"]
        self.assertIn("50-249", [value for value, _ in field.choices])
        exact = FactsForm(only=["effectif"], exact=True).fields["effectif"]
        self.assertIsInstance(exact, forms.DecimalField)

    def test_days_are_days(self):
        form = FactsForm({"date_cloture_exercice": "2025-12-31"},
                         only=["date_cloture_exercice"])
        self.assertTrue(form.is_valid())
        self.assertEqual(form.facts(),
                         {"date_cloture_exercice": date(2025, 12, 31)})

    def test_the_year_before_has_a_field_of_its_own(self):
        form = FactsForm({"effectif": "10-49", "effectif__1": "0-9"},
                         only=["effectif", "effectif@-1"])
        self.assertTrue(form.is_valid())
        self.assertEqual(form.facts(),
                         {"effectif": "10-49", "effectif@-1": "0-9"})
        self.assertEqual(form.fields["effectif__1"].label,
                         "Effectif au sens du code du travail "
                         "(exercice précédent)")

    def test_the_last_year_is_not_said_of_another_one(self):
        """Questions of the pack speak of the last financial year."""
        fields = FactsForm(only=["chiffre_affaires", "chiffre_affaires@-1"],
                           ).fields
        self.assertIn("dernier exercice", fields["chiffre_affaires"].label)
        self.assertNotIn("dernier", fields["chiffre_affaires__1"].label)

    def test_the_words_are_the_packs_in_the_active_language(self):
        self.assertIn("salariés", FactsForm(
            only=["effectif"]).fields["effectif"].label)
        with override("en"):
            field = FactsForm(only=["effectif"]).fields["effectif"]
        self.assertIn("How many people", field.label)
        self.assertIn("Full-time", field.help_text)

    def test_a_fact_that_the_pack_does_not_have_is_refused(self):
        with self.assertRaises(KeyError):
            FactsForm(only=["effectif", "couleur"])

    def test_what_is_known_fills_the_fields(self):
        form = FactsForm(only=["effectif", "est_cotee", "code_pays"],
                         known={"effectif": 60, "est_cotee": False,
                                "code_pays": None})
        self.assertEqual(form["effectif"].initial, "60")
        self.assertIn("60", [v for v, _ in form.fields["effectif"].choices])
        self.assertEqual(form["est_cotee"].initial, "false")


class Answers(SimpleTestCase):
    def test_what_is_left_open_is_not_known(self):
        form = FactsForm({"est_cotee": "", "effectif": ""},
                         only=["est_cotee", "effectif"])
        self.assertTrue(form.is_valid())
        self.assertEqual(form.facts(), {})

    def test_answers_are_facts(self):
        form = FactsForm({"effectif": "50-249", "est_cotee": "false"},
                         only=["effectif", "est_cotee"])
        self.assertTrue(form.is_valid())
        verdicts = engine.pack().evaluate(form.facts(), date=DAY)
        self.assertEqual(verdicts["bdese"].answer, rse.Answer.SUBJECT)

    def test_numbers_are_exact(self):
        form = FactsForm({"consommation_energie_finale": "2.75"}, exact=True,
                         only=["consommation_energie_finale"])
        self.assertTrue(form.is_valid())
        self.assertEqual(form.facts(),
                         {"consommation_energie_finale": Decimal("2.75")})

    def test_known_to_be_absent_is_an_answer(self):
        form = FactsForm({"code_pays": "", "code_pays__none": "on"},
                         only=["code_pays"])
        self.assertTrue(form.is_valid())
        self.assertEqual(form.facts(), {"code_pays": None})


class Wrong(SimpleTestCase):
    def errors(self, data, **options):
        form = FactsForm(data, only=list(data), **options)
        self.assertFalse(form.is_valid())
        return form.errors

    def test_a_choice_that_is_none_is_told_beside_its_field(self):
        self.assertIn("est_cotee", self.errors({"est_cotee": "peut-être"}))

    def test_a_number_that_the_pack_forbids_is_told_beside_its_field(self):
        self.assertIn("categorie_juridique",
                      self.errors({"categorie_juridique": "12"}))
        self.assertIn("effectif", self.errors({"effectif": "-1"}, exact=True))

    def test_a_refusal_is_in_the_active_language(self):
        for language, said in (("fr", "« -1 » ne peut pas être la valeur"),
                               ("en", "“-1” cannot be the value")):
            with override(language):
                errors = self.errors({"effectif": "-1"}, exact=True)
                self.assertIn(said, str(errors).replace("\u00a0", " "))

    def test_a_number_that_is_none_is_told_beside_its_field(self):
        for text in ("douze", "1e9999", "NaN", "1" * 400):
            self.assertIn("bilan", self.errors({"bilan": text}, exact=True),
                          text)

    def test_a_contradiction_is_told_beside_the_last_that_was_asked(self):
        errors = self.errors({"effectif": "10-49",
                              "effectif_outre_mer": "250+"})
        self.assertEqual(list(errors), ["effectif_outre_mer"])
        self.assertIn("outre-mer", str(errors))

    def test_a_contradiction_with_what_is_known_is_told_too(self):
        errors = self.errors({"effectif_outre_mer": "250+"},
                             known={"effectif": "10-49"})
        self.assertEqual(list(errors), ["effectif_outre_mer"])

    def test_an_answer_goes_before_what_was_known(self):
        form = FactsForm({"effectif": "500-4999"}, only=["effectif"],
                         known={"effectif": "10-49",
                                "effectif_outre_mer": "250+"})
        self.assertTrue(form.is_valid(), form.errors)

    def test_the_words_are_in_the_active_language(self):
        with override("en"):
            errors = self.errors({"effectif": "10-49",
                                  "effectif_outre_mer": "250+"})
            self.assertIn("overseas", str(errors))

    def test_what_no_pack_can_read_is_told_beside_its_field(self):
        for text in ("a\x00b", "\ud800", "x" * 600):
            self.assertIn("denomination", self.errors({"denomination": text}),
                          repr(text[:5]))

    def test_what_is_known_wrongly_is_told_and_harms_nothing(self):
        errors = self.errors({"effectif": "10-49"},
                             known={"couleur": "bleu", "bilan": object()})
        self.assertEqual(list(errors), ["__all__"])

    def test_nothing_that_was_typed_is_taken_for_markup(self):
        form = FactsForm({"denomination": "<script>x</script>"},
                         only=["denomination"],
                         known={"denomination": "<script>y</script>"})
        form.is_valid()
        self.assertNotIn("<script>", form.as_p())
