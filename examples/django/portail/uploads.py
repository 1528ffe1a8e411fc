# SPDX-License-Identifier: Apache-2.0
"""Taking documents in. A file goes to the disk as it comes, no further than is
allowed, and from there to the portal, which looks at its content."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, BinaryIO, cast

import portailrse as rse
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from .desk import Desk

MIB = 1024 * 1024
MOST_BYTES = 50 * MIB
"""Of a document, as the library has it."""
MOST_FILES = 10
FIELD = "fichiers"
KIND = "analyse"
HOUR = timedelta(hours=1)


class Spool(TemporaryFileUploadHandler):
    """Nothing is kept of a file that is too large, nor of one too many; the
    others of the same form are taken."""

    def __init__(self, request: HttpRequest):
        super().__init__(request)
        self.refused: list[Refused] = []
        self.begun = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        self.begun += 1
        if self.begun > MOST_FILES:
            name = str(args[1])
            if hasattr(self, "file"):
                del self.file  # who skips closes it: it is the one before
            if self.begun == MOST_FILES + 1:
                self.refused.append(Refused(name, _(
                    "at most %(n)d files at a time: send it, and those after "
                    "it, once more") % {"n": MOST_FILES}))
            raise SkipFile
        super().new_file(*args, **options)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES:
            self.refused.append(Refused(str(self.file_name), too_large()))
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, and why: as the end of a sentence."""

    name: str
    why: str
    away: bool = False  # another time it may be taken


@dataclass(frozen=True)
class Taken:
    id: str
    name: str
    was_there: bool


def is_too_long(request: HttpRequest) -> bool:
    """Before anything is read: more than all the files that a form holds."""
    most = MOST_FILES * MOST_BYTES + MIB
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > most
    except ValueError:
        return True


def left(rows: Iterable[rse.Row]) -> int:
    """How many documents a company may still upload within this hour."""
    since = datetime.now(timezone.utc) - HOUR
    lately = sum(bool(row["depose_le"] > since) for row in rows)
    return max(0, int(settings.PORTAIL["UPLOADS_PER_HOUR"]) - lately)


def take(desk: Desk, file: "UploadedFile[Any]") -> Taken | Refused:
    """One file, into the portal."""
    name = str(file.name or "")
    if not file.size or file.file is None:
        return Refused(name, _("the file is empty"))
    try:
        document, was_there = desk.session.upload(
            desk.siren, cast(BinaryIO, file.file), name=name, kind=KIND)
    except rse.Error as error:
        return Refused(name, _why(error), isinstance(error, AWAY))
    return Taken(document, name, was_there)


def too_large() -> str:
    return _("it is larger than %(n)d MB") % {"n": MOST_BYTES // MIB}


AWAY = (rse.IoError, rse.TimedOut, rse.Busy, rse.Refused, rse.PeerError,
        rse.TlsError, rse.RateLimited)
REASONS: tuple[tuple[type[rse.Error] | tuple[type[rse.Error], ...], Promise],
               ...] = (
    (rse.SchemaError, gettext_lazy(
        "it is not a PDF file: save it as PDF, and send that")),
    (rse.Limit, gettext_lazy("there is no room left for documents")),
    ((rse.Denied, rse.Expired), gettext_lazy(
        "you no longer have the right to upload documents of this company")),
    (rse.Unsupported, gettext_lazy(
        "this site keeps no documents: its administrator has to say where")),
    (AWAY, gettext_lazy(
        "documents cannot be kept at this moment, and nothing was: try again "
        "in a minute")),
)


def _why(error: rse.Error) -> str:
    if isinstance(error, rse.Denied) and error.subject == "scan":
        return _("the virus scanner refuses it: %(why)s") % {
            "why": error.message}
    for kinds, why in REASONS:
        if isinstance(error, kinds):
            return str(why)
    raise error
