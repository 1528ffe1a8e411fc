# SPDX-License-Identifier: Apache-2.0
"""Every obligation with its answer; one of them; a page to print; and the same
from facts written in an address."""
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from django_portailrse import engine

from .. import law, rows, wording
from ..answers import Answers, evaluate, of_dossier
from ..cards import Card, groups
from ..dossier import Dossier
from ..forms import DayForm
from ..shared import facts_query, read_query


@require_http_methods(["GET", "HEAD", "POST"])
def dashboard(request: HttpRequest) -> HttpResponse:
    """POST changes the day of the law."""
    dossier = Dossier.of(request)
    if not dossier.started:
        return render(request, "portail/empty.html",
                      {"heading": _("Dashboard")})
    form = DayForm(initial={"jour": dossier.law_day})
    if request.method == "POST":
        form = DayForm(request.POST)
        if form.is_valid():
            day: date = form.cleaned_data["jour"]
            dossier.day = "" if day == engine.today() else day.isoformat()
            dossier.keep(request)
            return redirect("dashboard")
    answers = of_dossier(dossier)
    return render(request, "portail/dashboard.html", {
        **_page(answers), "form": form, "question": answers.question,
        "share_url": reverse("shared") + "?" + facts_query(
            dossier.facts(), dossier.law_day)},
        status=422 if form.errors else 200)


def _page(answers: Answers) -> dict[str, object]:
    return {"groups": groups(answers.cards), "progress": answers.progress,
            "warnings": answers.warnings}


@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """A dashboard of nobody: the facts stand in the address."""
    told, day = read_query(request.GET)
    answers = evaluate(told, day)
    return render(request, "portail/dashboard.html", {
        **_page(answers), "shared": facts_query(told, day), "day": day,
        "dossier": Dossier()})


@require_safe
def obligation(request: HttpRequest, obligation: str) -> HttpResponse:
    ids = engine.pack().obligation_ids
    if obligation not in ids:
        raise Http404
    dossier = Dossier.of(request)
    place = ids.index(obligation)
    card: Card = of_dossier(dossier).cards[place]
    info = engine.pack().obligations(wording.lang())[place]
    return render(request, "portail/obligation.html", {
        "card": card, "info": info, "sanctions": info.sanctions,
        "proofs": [rows.row(dossier, fact) for fact
                   in law.proofs(engine.pack())[obligation]]})


@require_safe
def printable(request: HttpRequest) -> HttpResponse:
    dossier = Dossier.of(request)
    if not dossier.started:
        return render(request, "portail/empty.html",
                      {"heading": _("Summary to print")})
    return render(request, "portail/printable.html", {
        **_page(of_dossier(dossier)), "rows": rows.known(dossier),
        "digest": engine.pack().digest})
