# SPDX-License-Identifier: Apache-2.0
"""What if a fact, a threshold or the day of the law were another? Everything
that is asked stands in the address."""
from typing import Any
from urllib.parse import urlencode

import portailrse as rse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from .. import whatif as hypothesis
from ..answers import evaluate
from ..dossier import Dossier
from ..levers import LeversForm, query_of
from ..shared import facts_query, read_query


@require_safe
@vary_on_headers("HX-Request")
@never_cache
def whatif(request: HttpRequest) -> HttpResponse:
    dossier = Dossier.of(request)
    told, day = read_query(request.GET)
    base = facts_query(told, day) if told or "jour" in request.GET else ""
    if not base:
        told, day = dossier.facts(), dossier.law_day
    form = LeversForm(told, day, request.GET)
    context: dict[str, Any] = {
        "form": form, "base_query": base, "base_fields": [
            *told.items(), ("jour", day.isoformat())] if base else []}
    if form.is_valid():
        _compare(form, context)
    if request.headers.get("HX-Request"):  # while one moves something
        return render(request, "portail/parts/outcome.html", context)
    return render(request, "portail/whatif.html",
                  {**context, "levers": form.shown()})


def _compare(form: LeversForm, context: dict[str, Any]) -> None:
    try:
        pack = hypothesis.hypothesis(form.reforms, form.thresholds)
    except rse.Error:
        form.add_error(None, _("These thresholds cannot hold together."))
        return
    before = evaluate(form.told, form.day)
    day = form.cleaned_data["si_jour"] or form.day
    after = evaluate(form.after, day, pack=pack)
    rows = hypothesis.compare(before, after)
    context.update(
        rows=rows, changed=sum(row.changed for row in rows),
        moves=hypothesis.moved_texts(form.facts, form.thresholds, form.day),
        share_url=reverse("whatif") + "?" + "&".join(filter(None, (
            facts_query(form.told, form.day), urlencode(query_of(form))))))
