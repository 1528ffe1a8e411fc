# SPDX-License-Identifier: Apache-2.0
"""What was found, in one document and in all of a company together: to read,
and to take away."""
from collections.abc import Callable
from typing import Any

import portailrse as rse
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..desk import Desk, member
from ..documents import find, shelf
from ..downloads import attached
from ..findings import CONFIDENCES, PAGE, Findings, Wanted
from ..wording import lang

VIEW = rse.Operation.DOCUMENT_VIEW


def reading(request: HttpRequest, findings: Findings) -> dict[str, Any]:
    """What a page of findings shows: the synthesis, and a page of the
    sentences that are looked for."""
    wanted = Wanted.of(request.GET, findings)
    places = findings.search(wanted)
    last = max(1, -(-len(places) // PAGE))
    page = min(max(1, wanted.page), last)
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "findings": findings, "wanted": wanted, "count": len(places),
        "found": list(findings.found(places[(page - 1) * PAGE:page * PAGE])),
        "first": (page - 1) * PAGE + 1, "page": page, "last": last,
        "query": query.urlencode(), "confidences": [
            (value, round(float(value) * 100)) for value in CONFIDENCES]}


@require_safe
@member(VIEW)
def synthesis(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All documents of the company together."""
    found = shelf(desk.session.documents(desk.siren))
    return render(request, "portail/synthesis.html", {
        "desk": desk, "shelf": found,
        **reading(request, Findings(desk, found.analysed))})


def _workbook(sheets: rse.PassagesSheets) -> Callable[[Findings], bytes]:
    return lambda findings: findings.passages.xlsx(sheets=sheets, lang=lang())


def _csv(findings: Findings) -> str:
    return BYTE_ORDER_MARK + findings.passages.write(
        rse.PassagesFormat.CSV, lang())


def _json(findings: Findings) -> str:
    """What the library keeps of each document."""
    kept = []
    for entry in findings.entries:
        kept.append(Findings(findings.desk, [entry]).passages.write(
            rse.PassagesFormat.JSON))
    return kept[0] if len(kept) == 1 else "[" + ",".join(kept) + "]"


BYTE_ORDER_MARK = "\ufeff"  # spreadsheets know the encoding by it
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[str, Callable[[Findings], bytes | str]]] = {
    "sujets.xlsx": (XLSX, _workbook(rse.PassagesSheets.TOPICS)),
    "themes.xlsx": (XLSX, _workbook(rse.PassagesSheets.THEMES)),
    "phrases.csv": ("text/csv; charset=utf-8", _csv),
    "phrases.json": ("application/json", _json),
}


@require_safe
@member(VIEW)
def document_download(request: HttpRequest, desk: Desk, document: str,
                      form: str) -> HttpResponse:
    row = find(desk.session.documents(desk.siren), document)
    entry = shelf([row]).entries[0]
    if not entry.analysed:
        raise Http404
    return _give(Findings(desk, [entry]), form,
                 entry.name.removesuffix(".pdf"))


@require_safe
@member(VIEW)
def synthesis_download(request: HttpRequest, desk: Desk, form: str
                       ) -> HttpResponse:
    entries = shelf(desk.session.documents(desk.siren)).analysed
    if not entries:
        raise Http404
    return _give(Findings(desk, entries), form, desk.siren)


def _give(findings: Findings, form: str, name: str) -> HttpResponse:
    kind, make = FORMS[form]
    return attached(make(findings), kind, f"{name}-{form}")
