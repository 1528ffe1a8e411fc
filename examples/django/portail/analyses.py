# SPDX-License-Identifier: Apache-2.0
"""Asking for analyses, and how far each is. The queue is another store than
the portal's: when it is away, documents are there all the same."""
from collections.abc import Iterable
from dataclasses import dataclass

import portailrse as rse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from django_portailrse import engine

from .desk import Desk

AWAY = (rse.IoError, rse.TimedOut, rse.Busy, rse.SchemaError, rse.Refused,
        rse.Unsupported)
"""A queue that cannot be asked; without any there are no analyses."""
READY, WAITING, RUNNING, CANCELED = "pret", "attente", "en_cours", "annule"
READING = "lecture"  # in pages; what comes next, in sentences
LOOKED_AT = 100

# What a worker found to be wrong: why, and what to do.
REASONS: dict[str, tuple[Promise, Promise]] = {
    "PRSE_EDENIED": (
        _("The file is protected by a password."),
        _("Upload a copy without password.")),
    "PRSE_ESCHEMA": (
        _("The file is no PDF, or is damaged."),
        _("Save the document as PDF again, and upload that.")),
    "PRSE_EPARSE": (
        _("The file is damaged: its text cannot be read."),
        _("Save the document as PDF again, and upload that.")),
    "PRSE_ELIMIT": (
        _("The document is too long, or too complicated."),
        _("Upload it in parts.")),
    "PRSE_ETIMEOUT": (
        _("The analysis took too long."),
        _("Try again later, or upload the document in parts.")),
    "PRSE_EUNSUPPORTED": (
        _("This site has nothing to read documents with."),
        _("Tell its administrator.")),
    "PRSE_ENOTFOUND": (
        _("The file of the document was not found."),
        _("Remove the document, and upload it again.")),
}
ELSE = (_("The analysis failed several times."), _("Try again later."))


@dataclass(frozen=True)
class Job:
    """A job of the queue, as people want to know it."""

    state: str
    done: int
    total: int  # 0: not known
    word: str  # what is being done
    before: int  # jobs that were asked for earlier and wait too
    error: str

    @property
    def waits(self) -> bool:
        return self.state in (READY, WAITING)

    @property
    def is_canceled(self) -> bool:
        return self.state == CANCELED

    @property
    def pages(self) -> int:
        """That were read so far."""
        return self.done if self.word == READING else 0

    @property
    def is_counted(self) -> bool:
        """In sentences."""
        return (self.state == RUNNING and self.total > 0
                and self.word != READING)

    @property
    def reason(self) -> tuple[Promise, Promise]:
        return REASONS.get(self.error, ELSE)


def ask(desk: Desk, document: str) -> None:
    """Has a document analysed; the same is not analysed twice."""
    engine.runs().add(document=document, siren=desk.siren)


def ask_all(desk: Desk, documents: Iterable[str]) -> bool:
    """Whether the queue took them."""
    try:
        for document in documents:
            ask(desk, document)
    except AWAY:
        return False
    return True


def take_back(job: str) -> None:
    engine.queue().cancel(job)


def jobs(rows: Iterable[rse.Row]) -> dict[str, Job] | None:
    """The jobs of documents that are under way or have failed, by document;
    None: the queue does not answer."""
    ids = {row["id"]: row["analyse_travail"] for row in rows
           if row["analyse_travail"] and row["analyse_etat"] != "success"}
    if not ids:
        return {}
    try:
        queue = engine.queue()
        waiting = [row["id"] for row in queue.jobs(
            state=rse.JobState.READY, limit=LOOKED_AT)]
        return {document: found for document, job in ids.items()
                if (found := _job(queue, job, waiting))}
    except AWAY:
        return None


def _job(queue: rse.Queue, job: str, waiting: list[str]) -> Job | None:
    try:
        row = queue.job(job)
    except rse.NotFound:  # tidied since
        return None
    return Job(
        state=row["etat"], done=row["fait"] or 0, total=row["total"] or 0,
        word=row["mot"] or "", error=row["erreur"] or "",
        before=sum(other < job for other in waiting))
