# SPDX-License-Identifier: Apache-2.0
"""The documents of a company: the list, how far each is, and uploads."""
from collections.abc import Iterable

import portailrse as rse
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from .. import analyses, uploads
from ..desk import Desk, member
from ..documents import shelf
from ..uploads import FIELD, Refused, Spool, Taken

VIEW, UPLOAD = rse.Operation.DOCUMENT_VIEW, rse.Operation.DOCUMENT_UPLOAD


@require_http_methods(["GET", "HEAD"])
@member(VIEW)
def documents(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list; asked again every few seconds while something is under
    way."""
    return _page(request, desk)


def _page(request: HttpRequest, desk: Desk, refused: Iterable[Refused] = (),
          taken: Iterable[Taken] = (), trouble: str = "", status: int = 200
          ) -> HttpResponse:
    return render(request, "portail/documents.html", {
        "desk": desk, "shelf": shelf(desk.session.documents(desk.siren)),
        "refused": list(refused), "taken": list(taken), "trouble": trouble,
        "too_large": uploads.too_large(),
        "most_mb": uploads.MOST_BYTES // uploads.MIB,
        "most_bytes": uploads.MOST_BYTES, "most_files": uploads.MOST_FILES},
        status=status)


@csrf_exempt  # Until it is known how the form may be read: see _read.
@require_http_methods(["GET", "HEAD", "POST"])
@member(UPLOAD)
def upload(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Right and length are looked at before anything is read."""
    if request.method != "POST":
        return redirect("documents", desk.siren)
    if uploads.is_too_long(request):
        return _page(request, desk, trouble=_(
            "All files together are too large: send fewer at a time."),
            status=413)
    spool = Spool(request)
    handlers: list[FileUploadHandler] = [spool]
    request.upload_handlers = handlers
    return _read(request, desk, spool)


@csrf_protect
def _read(request: HttpRequest, desk: Desk, spool: Spool) -> HttpResponse:
    files = request.FILES.getlist(FIELD)
    rows = desk.session.documents(desk.siren)
    if not files and not spool.refused:
        return _page(request, desk, trouble=_("Choose a file first."),
                     status=422)
    if len(files) > uploads.left(rows):
        return _page(request, desk, trouble=_(
            "This company has uploaded many documents within an hour. Wait a "
            "little, and send these again."), status=429)
    told = [uploads.take(desk, file) for file in files]
    taken = [one for one in told if isinstance(one, Taken)]
    refused = spool.refused + [one for one in told
                               if isinstance(one, Refused)]
    was_asked = "analyser" not in request.POST or analyses.ask_all(
        desk, _unread(desk, taken))
    return _answer(request, desk, taken, refused, was_asked)


def _unread(desk: Desk, taken: Iterable[Taken]) -> list[str]:
    """Those that were there may have been analysed."""
    done = {row["id"] for row in desk.session.documents(desk.siren)
            if row["analyse_etat"] == "success"}
    return [one.id for one in taken if one.id not in done]


def _answer(request: HttpRequest, desk: Desk, taken: list[Taken],
            refused: list[Refused], was_asked: bool) -> HttpResponse:
    old = [Refused(one.name, _("the same document is already there"))
           for one in taken if one.was_there]
    new = [one for one in taken if not one.was_there]
    trouble = "" if was_asked else not_asked()
    if refused or old:
        away = any(one.away for one in refused)
        return _page(request, desk, refused + old, new, trouble,
                     status=503 if away else 422)
    messages.info(request, " ".join(filter(None, (_told(new), trouble))))
    return _to_list(request, desk)


def _told(new: list[Taken]) -> str:
    if len(new) == 1:
        return _("%(name)s was uploaded.") % {"name": new[0].name}
    return ngettext("%(n)d document was uploaded.",
                    "%(n)d documents were uploaded.", len(new)) % {
                        "n": len(new)}


def not_asked() -> str:
    return _("The analysis cannot be asked for at this moment; the documents "
             "are kept. Ask for it again later.")


def _to_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A whole page, whoever sent the form."""
    address = reverse("documents", args=[desk.siren])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
