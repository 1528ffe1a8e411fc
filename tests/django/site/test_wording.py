# SPDX-License-Identifier: Apache-2.0
"""Values between how facts are written, how people read them and how they
type them, in both languages."""
from decimal import Decimal

import pytest


@pytest.fixture(params=["fr", "en"])
def language(request, django):
    from django.utils import translation

    with translation.override(request.param):
        yield request.param


SHOWN = [  # fact, as written, in French, in English
    ("effectif", "1250", "1\u202f250\u00a0salariés", "1,250\u00a0employees"),
    ("effectif", "[50..300)", "de 50 à moins de 300\u00a0salariés",
     "50 to less than 300\u00a0employees"),
    ("effectif", "[50..249]", "de 50 à 249\u00a0salariés",
     "50 to 249\u00a0employees"),
    ("effectif", "[50..10000000]", "au moins 50\u00a0salariés",
     "at least 50\u00a0employees"),
    ("effectif", ">= 50", "au moins 50\u00a0salariés",
     "at least 50\u00a0employees"),
    ("effectif", "unknown", "inconnu", "not known"),
    ("chiffre_affaires", "< 900000", "moins de 900\u202f000\u00a0euros",
     "less than 900,000\u00a0euros"),
    ("consommation_energie_finale", "[2.75..23.6)",
     "de 2,75 à moins de 23,6\u00a0GWh par an",
     "2.75 to less than 23.6\u00a0GWh a year"),
    ("anciennete_effectif_50", "null or < 3",
     "aucun ou moins de 3\u00a0ans", "none or less than 3\u00a0years"),
    ("est_cotee", "false", "non", "no"),
    ("categorie_juridique", "5710", "5710", "5710"),
    ("bdese_etat", "en_cours", "En cours", "In progress"),
    ("date_cloture_exercice", "2025-12-31", "31 décembre 2025",
     "31 December 2025"),
]


@pytest.mark.parametrize("fact, written, fr, en", SHOWN)
def test_shown(language, fact, written, fr, en):
    from portail import wording

    assert wording.value(wording.facts()[fact], written) == (
        fr if language == "fr" else en)


TYPED = [("1 250", "1250"), ("1\u202f250,5", "1250.5"), ("12 M€", "12000000"),
         ("900k", "900000"), ("-3", "-3"), ("0", "0")]


@pytest.mark.parametrize("typed, value", TYPED)
def test_typed(language, typed, value):
    from portail import wording

    assert wording.read_number(typed) == Decimal(value)


def test_thousands_are_told_from_decimals(django):
    """A comma parts thousands in English and begins decimals in French."""
    from django.utils import translation
    from portail import wording

    with translation.override("en"):
        assert wording.read_number("1,250") == 1250
    with translation.override("fr"):
        assert wording.read_number("1,250") == Decimal("1.25")


@pytest.mark.parametrize("typed", ["", "abc", "1e5", "--3", "9" * 40, "١٢",
                                   "1.2.3", "NaN", "∞"])
def test_no_figure(language, typed):
    from portail import wording

    with pytest.raises(ValueError):
        wording.read_number(typed)
