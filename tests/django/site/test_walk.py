# SPDX-License-Identifier: Apache-2.0
"""Every address with every method, with and without a company, with what
nobody should send: never a failure of the server."""
import re
from itertools import product

import pytest

from running import SIREN

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
           "TRACE", "PROPFIND")
SAMPLES = {"number": (SIREN, "356"), "siren": (SIREN, "000000000", "999999999"),
           "obligation": ("bdese", "nulle-part"),
           "document": ("x" * 22,), "form": ("sujets.xlsx",)}
NASTY = ("", "\x00", "\udcff", "é" * 3000, "<script>", "50..", "{{ 7 }}",
         "%s%s%n", "-1", "9" * 400, "null", "unknown", "2026-02-30", "NaN")


def addresses(django):
    """What the resolver has, filled in: of the portal, of Django's admin its
    first pages."""
    from django.urls import get_resolver
    from django.urls.resolvers import URLPattern

    def walk(patterns, start):
        for entry in patterns:
            path = start + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield path
            elif not path.startswith("admin"):
                yield from walk(entry.url_patterns, path)
    found = []
    for path in walk(get_resolver().url_patterns, ""):
        names = re.findall(r"<\w+:(\w+)>", path)
        for values in product(*(SAMPLES[name] for name in names)):
            shown = path
            for value in values:
                shown = re.sub("<.*?>", value, shown, count=1)
            found += ["/" + shown, "/en/" + shown]
    assert len(found) > 30
    return [*found, "/nulle-part/", "/admin/", "/admin/login/", "/en/admin/"]


@pytest.mark.parametrize("with_company", [False, True],
                         ids=["nobody", "company"])
def test_every_address_and_method(django, client, with_company):
    for path in addresses(django):
        for method in METHODS:
            if with_company:
                client.post(f"/entreprises/{SIREN}/")
            answer = client.generic(method, path)
            assert answer.status_code < 500, (method, path)
            if method in ("PUT", "DELETE", "TRACE") and "admin" not in path:
                assert answer.status_code in (302, 403, 404, 405), (
                    method, path, answer.status_code)


@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value)[:12])
def test_nasty_values_everywhere(started, value):
    asked = {name: value for name in (
        "q", "fait", "effectif", "est_cotee", "jour", "si.effectif",
        "si.est_cotee", "si_jour", "seuil.seuil_bdese", "reforme")}
    for path in ("/entreprises/", "/questions/", "/simulation/resultats/",
                 "/et-si/", "/tableau-de-bord/"):
        asked_here = {name: text.encode("utf-8", "surrogateescape")
                      for name, text in asked.items()}
        assert started.get(path, asked_here).status_code < 500, path
    for path in ("/questions/", "/questions/ensemble/", "/tableau-de-bord/",
                 "/simulation/"):
        for fact in ("effectif", "est_cotee", "bdese_etat",
                     "date_cloture_exercice", value):
            told = {"fait": fact, "valeur": value, "choix": value,
                    "effectif": value, "jour": value}
            told = {name: text.encode("utf-8", "surrogateescape")
                    for name, text in told.items()}
            answer = started.post(path, told)
            assert answer.status_code < 500, (path, fact)


@pytest.mark.parametrize("path", ["/simulation/", "/oublier/"])
def test_what_only_forms_send_to_is_no_dead_end(started, path):
    """Who opens such an address, or changes the language of an error there,
    finds the start, and nothing is forgotten."""
    assert started.get(path).url == "/"
    assert "TISSAGES" in started.get("/tableau-de-bord/").content.decode()


def test_forms_need_their_token(django):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    for path in ("/questions/", "/simulation/", "/oublier/",
                 "/tableau-de-bord/", f"/entreprises/{SIREN}/"):
        answer = strict.post(path)
        assert answer.status_code == 403
        assert "trop ancien" in answer.content.decode()
