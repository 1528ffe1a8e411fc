# SPDX-License-Identifier: Apache-2.0
"""Values between how facts are written, how people read them and how they
type them, in both languages."""
import re
from decimal import Decimal
from html import unescape

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
    ("anciennete_effectif_50", "< 1", "moins de 1\u00a0an",
     "less than 1\u00a0year"),
    ("anciennete_effectif_50", "[0..1]", "de 0 à 1\u00a0an",
     "0 to 1\u00a0year"),
    ("effectif", "0", "0\u00a0salarié", "0\u00a0employees"),
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


ASKED = [  # a slot, what is asked in French, in English
    ("chiffre_affaires", "Quel est le chiffre d'affaires net du dernier "
     "exercice ?", "What is the net turnover of the last financial year?"),
    ("chiffre_affaires@-1", "Chiffre d'affaires net", "Net turnover"),
]


@pytest.mark.parametrize("slot, fr, en", ASKED)
def test_the_question_is_about_its_year(language, client, slot, fr, en):
    """The pack's own question speaks of the last year: of another year the
    fact is named, and the year beside it."""
    start = "/en" if language == "en" else ""
    client.post("/simulation/")
    told = client.get(f"{start}/questions/", {"fait": slot}).content.decode()
    heading = re.search(r'<h1 id="asked">(.*?)</h1>', told)[1]
    assert unescape(heading).replace("\u00a0", " ") == (
        fr if language == "fr" else en)
    if slot.endswith("@-1"):
        assert ("exercice précédent" if language == "fr"
                else "financial year before") in told


def test_brackets_are_told_in_words_on_the_page_of_all(client, language):
    start = "/en" if language == "en" else ""
    client.post("/simulation/")
    told = client.get(f"{start}/questions/ensemble/").content.decode()
    assert ("de 50 à moins de 250\u00a0salariés" if language == "fr"
            else "50 to less than 250\u00a0employees") in told
    assert "50-249" not in re.sub("<[^>]*>", "", told)


def test_a_colon_is_spaced_as_the_language_does(client, language):
    start = "/en" if language == "en" else ""
    colon = "\u00a0: " if language == "fr" else ": "
    page = client.get(f"{start}/et-si/?effectif=10&si.effectif=60")
    assert page.context["moves"][0].count(colon) == 1
    client.post("/questions/", {"fait": "effectif", "valeur": "60"})
    page = client.get(f"{start}/tableau-de-bord/reglementations/bdese/")
    assert f"</a>{colon}" in page.content.decode()
    assert language == "fr" or " :" not in page.content.decode()


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
