# SPDX-License-Identifier: Apache-2.0
"""{% load portailrse %}"""
from datetime import date

from django.template import Context, Template
from django.test import SimpleTestCase
from django.utils.translation import override
from django_portailrse import engine, words
from essai.models import Societe

import portailrse as rse

DAY = date(2026, 11, 27)


def rendered(source, **context):
    return Template("{% load portailrse %}" + source).render(Context(context))


def verdicts(facts, lang=rse.Lang.FR):
    return engine.pack().evaluate(facts, date=DAY, lang=lang)


class Tags(SimpleTestCase):
    def test_obligations_of_a_model_of_facts_and_of_verdicts(self):
        facts = {"effectif": "50-249"}
        for company in (Societe(headcount="50-249"), facts, verdicts(facts)):
            page = rendered("{% obligations company day %}", company=company,
                            day=DAY)
            self.assertEqual(page.count("<li"),
                             engine.pack().obligation_count)
            self.assertIn(verdicts(facts)["bdese"].reason, page)

    def test_deadlines_are_told_in_the_active_language(self):
        with override("fr"):
            page = rendered("{% obligations facts day %}", day=DAY,
                            facts={"effectif": "300-499"})
        self.assertIn('<time datetime="2027-03-01">1 mars 2027</time>', page)

    def test_the_badge_tells_by_words_and_sign(self):
        badge = rendered("{{ v|status_badge }}",
                         v=verdicts({"effectif": 3})["bdese"])
        self.assertIn("portailrse-badge--not-concerned", badge)
        self.assertIn("Non soumise", badge)
        self.assertIn('aria-hidden="true"', badge)

    def test_labels_are_in_the_active_language(self):
        verdict = verdicts({"effectif": 60})["bdese"]
        self.assertEqual(rendered("{{ v|answer_label }}", v=verdict),
                         "Soumise")
        with override("en"):
            self.assertEqual(rendered("{{ v|answer_label }}", v=verdict),
                             "Subject")
            self.assertEqual(rendered("{{ v|law_status }}",
                                      v=verdict.info.laws[0]), "in force")

    def test_every_answer_and_status_has_words_and_a_sign(self):
        self.assertEqual(set(words.ANSWERS), set(rse.Answer))
        self.assertEqual(set(words.STATUSES), set(rse.Compliance))
        self.assertEqual(set(words.SHAPES), set(rse.Compliance))
