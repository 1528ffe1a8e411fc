# SPDX-License-Identifier: Apache-2.0
"""The portal, and beside it the shared dashboard with plain_rules.py in the
place of the library: same template, same cards."""
from dataclasses import replace

from django.shortcuts import render
from django.urls import path

import plain_rules
from portail.answers import evaluate
from portail.cards import groups
from portail.dossier import Dossier
from portail.shared import read_day
from portail.urls import urlpatterns as of_the_portal

STATUS = {True: "soumis", False: "non_soumis", None: "incalculable"}
_cards = []


def _facts(query):
    read = {"true": True, "false": False}
    return {name: read[text] if text in read else float(text)
            for name, text in query.items() if name != "jour"}


def plain(request):
    if not _cards:  # their texts, once
        _cards.extend(evaluate({"effectif": "600"},
                               read_day(request.GET["jour"])).cards)
    said = plain_rules.answers(_facts(request.GET))
    cards = [replace(card, status=STATUS[said[card.id]]) for card in _cards]
    decided = sum(card.decided for card in cards)
    return render(request, "portail/dashboard.html", {
        "groups": groups(cards), "shared": request.GET.urlencode(),
        "progress": {"decided": decided, "total": len(cards)},
        "day": read_day(request.GET["jour"]), "dossier": Dossier()})


urlpatterns = [path("plain/", plain), *of_the_portal]
