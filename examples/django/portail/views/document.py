# SPDX-License-Identifier: Apache-2.0
"""One document: what was found in it, its file, and what may be done with
it."""
import portailrse as rse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import analyses
from ..desk import Desk, member
from ..documents import Entry, find, shelf
from ..downloads import attached
from ..findings import Findings
from .documents import not_asked
from .findings import reading

VIEW, REMOVE = rse.Operation.DOCUMENT_VIEW, rse.Operation.DOCUMENT_REMOVE
RUN = rse.Operation.ANALYSIS_RUN


def entry_of(desk: Desk, document: str) -> tuple[Entry, bool]:
    """The document, and whether the queue could not be asked."""
    row = find(desk.session.documents(desk.siren), document)
    found = shelf([row])
    return found.entries[0], found.queue_is_away


@require_safe
@member(VIEW)
def document(request: HttpRequest, desk: Desk, document: str) -> HttpResponse:
    entry, is_away = entry_of(desk, document)
    told = {"desk": desk, "entry": entry, "queue_is_away": is_away}
    if entry.analysed:
        told |= reading(request, Findings(desk, [entry]))
    return render(request, "portail/document.html", told)


@require_safe
@member(VIEW)
def file(request: HttpRequest, desk: Desk, document: str) -> HttpResponse:
    """The file as it was uploaded; never shown inside a page."""
    entry, _away = entry_of(desk, document)
    content = desk.session.document_read(desk.siren, document)
    return attached(content, "application/pdf", entry.name)


@require_http_methods(["GET", "HEAD", "POST"])
@member(RUN)
def analyse(request: HttpRequest, desk: Desk, document: str) -> HttpResponse:
    """Asks for an analysis, the first time or once more."""
    entry, _away = entry_of(desk, document)
    if request.method == "POST" and entry.may_begin:
        if not analyses.ask_all(desk, [document]):
            messages.warning(request, not_asked())
    return redirect("documents", desk.siren)


@require_http_methods(["GET", "HEAD", "POST"])
@member(RUN)
def cancel(request: HttpRequest, desk: Desk, document: str) -> HttpResponse:
    entry, _away = entry_of(desk, document)
    if request.method == "POST" and entry.under_way and entry.job_id:
        messages.info(request, _cancelled(entry))
    return redirect("documents", desk.siren)


def _cancelled(entry: Entry) -> str:
    name = {"name": entry.name}
    try:
        analyses.take_back(entry.job_id)
    except (rse.Conflict, rse.NotFound):
        return _("The analysis of %(name)s has just ended.") % name
    except analyses.AWAY:
        return _("The analysis of %(name)s cannot be cancelled at this "
                 "moment. Try again later.") % name
    return _("The analysis of %(name)s is cancelled.") % name


@require_http_methods(["GET", "HEAD", "POST"])
@member(REMOVE)
def remove(request: HttpRequest, desk: Desk, document: str) -> HttpResponse:
    """Asks first: nothing brings a document back."""
    entry, _away = entry_of(desk, document)
    if request.method != "POST":
        return render(request, "portail/remove.html",
                      {"desk": desk, "entry": entry})
    if entry.under_way and entry.job_id:
        _cancelled(entry)
    desk.session.document_remove(desk.siren, document)
    messages.info(request, _("%(name)s was removed.") % {"name": entry.name})
    return redirect("documents", desk.siren)
