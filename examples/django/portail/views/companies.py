# SPDX-License-Identifier: Apache-2.0
"""Finding a company, and starting with it or without one."""
from typing import Any

import portailrse as rse
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from .. import registers
from ..desk import has_signed_in
from ..dossier import KEY, Dossier
from ..forms import SearchForm
from ..rows import known
from .errors import elsewhere

LONGEST_NAME = 200  # in the cookie, of which browsers take 4 kB


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portail/home.html",
                  {"form": SearchForm(), "units": None})


@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """The units that match, also while one types: then a number that is
    right leads nowhere by itself."""
    if "q" not in request.GET:
        return render(request, "portail/companies.html",
                      {"form": SearchForm(), "units": None})
    form = SearchForm(request.GET)
    told: dict[str, Any] = {"form": form, "units": None}
    if form.is_valid():
        if form.siren and not request.headers.get("HX-Request"):
            return redirect("company", form.siren)
        told.update(_found(form.siren or form.cleaned_data["q"]))
        told["query"] = form.cleaned_data["q"]
    return render(request, "portail/companies.html", told)


def _found(text: str) -> dict[str, Any]:
    try:
        return {"units": registers.search(text)}
    except rse.Error:
        return {"units": [], "trouble": _(
            "The registers do not answer now. You may answer without a "
            "company, or search again later.")}


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest, siren: str) -> HttpResponse:
    """What registers say of a company; POST: this is mine."""
    dossier = Dossier.of(request)
    if not dossier.is_meant(request):
        return elsewhere(request)
    try:
        told = registers.ask(siren, Dossier(day=dossier.day))
    except (rse.NotFound, rse.ParseError, rse.FactError) as error:
        raise Http404 from error
    chosen = Dossier(siren=siren, day=dossier.day, known=told.known,
                     silent=told.silent, name=_short_name(told.unit))
    if request.method == "POST":
        return _choose(request, dossier, chosen)
    return render(request, "portail/company.html", {
        "siren": siren, "unit": told.unit, "name": _shown_name(told.unit),
        "known": known(chosen),
        "silent": told.silent,
        "replaces": dossier.answers and dossier.siren
        and dossier.siren != siren})


def _short_name(unit: rse.Unit | None) -> str:
    return unit.denomination[:LONGEST_NAME] if unit else ""


def _shown_name(unit: rse.Unit | None) -> str:
    if unit is None:
        return _("Name not known")
    return unit.denomination or _("Name not made public")


def _choose(request: HttpRequest, dossier: Dossier, chosen: Dossier
            ) -> HttpResponse:
    if dossier.siren == chosen.siren or not dossier.siren:
        chosen.answers, chosen.skipped = dossier.answers, dossier.skipped
        chosen.asked = dossier.asked
    chosen.keep(request)
    return redirect("dashboard" if "encore" in request.POST else "questions")


@require_http_methods(["GET", "HEAD", "POST"])
def simulation(request: HttpRequest) -> HttpResponse:
    """Starts without a company."""
    if request.method != "POST":
        return redirect("home")
    Dossier(day=Dossier.of(request).day, begun=True).keep(request)
    return redirect("questions")


@require_http_methods(["GET", "HEAD", "POST"])
def restart(request: HttpRequest) -> HttpResponse:
    """Forgets every answer; who has signed in stays so."""
    if request.method == "POST" and has_signed_in(request):
        request.session.pop(KEY, None)
    elif request.method == "POST":
        request.session.flush()
    return redirect("home")
