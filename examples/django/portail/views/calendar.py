# SPDX-License-Identifier: Apache-2.0
"""What is due and when, on a page and as a file for a calendar."""
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from django_portailrse.calendar import calendar as calendar_file

from ..answers import of_dossier
from ..cards import Card
from ..dossier import Dossier


@dataclass(frozen=True)
class Due:
    """A deadline with the obligation that it belongs to."""

    card: Card
    label: str
    day: date
    every: int
    past: bool


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    dossier = Dossier.of(request)
    if not dossier.started:
        return render(request, "portail/empty.html",
                      {"heading": _("Deadlines")})
    cards = of_dossier(dossier).cards
    days = [Due(card, due.label, due.day, due.every,
                due.day < dossier.law_day)
            for card in cards for due in card.deadlines]
    return render(request, "portail/calendar.html", {
        "days": sorted(days, key=lambda due: due.day),
        "open": [card for card in cards if not card.decided]})


@require_safe
def ics(request: HttpRequest) -> HttpResponse:
    dossier = Dossier.of(request)
    if not dossier.started:
        return redirect("calendar")
    told = calendar_file(of_dossier(dossier).verdicts,
                         dossier.siren or "simulation")
    return HttpResponse(told, content_type="text/calendar; charset=utf-8",
                        headers={"Content-Disposition":
                                 'attachment; filename="echeances.ics"'})
