# SPDX-License-Identifier: Apache-2.0
"""The documents of a company as a page shows them."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import portailrse as rse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import analyses
from .analyses import Job

# The words of the protocol of analyses; each a shape and a word for people.
STATES: dict[str, tuple[str, Promise]] = {
    "": ("not-subject", _("Not analysed")),
    "pending": ("unknown", _("Waiting")),
    "processing": ("in-progress", _("Under way")),
    "text_processed": ("in-progress", _("Under way")),
    "analysis_complete": ("in-progress", _("Under way")),
    "success": ("up-to-date", _("Analysed")),
    "canceled": ("not-subject", _("Taken back")),
    "error": ("to-update", _("Failed")),
}
UNDER_WAY = ("pending", "processing", "text_processed", "analysis_complete")


@dataclass(frozen=True)
class Entry:
    """A document, and how far its analysis is."""

    id: str
    name: str
    size: int
    day: datetime
    state: str
    told: str  # what the last analysis said
    sentences: int | None
    relevant: int | None
    job_id: str
    job: Job | None = None

    @property
    def shape(self) -> str:
        return self._known[0]

    @property
    def answer(self) -> Promise:
        return self._known[1]

    @property
    def _known(self) -> tuple[str, Promise]:
        return STATES.get(self.state, STATES["processing"])

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def analysed(self) -> bool:
        return self.state == "success"

    @property
    def failed(self) -> bool:
        return self.state == "error"

    @property
    def may_begin(self) -> bool:
        """Nothing is under way, and there is nothing to be read."""
        return not (self.under_way or self.analysed)

    @property
    def reason(self) -> Promise | str:
        return self.job.reason[0] if self.job else self.told

    @property
    def advice(self) -> Promise | str:
        return self.job.reason[1] if self.job else ""


@dataclass(frozen=True)
class Shelf:
    """The documents of a company, and whether the queue could be asked."""

    entries: list[Entry]
    queue_is_away: bool

    @property
    def under_way(self) -> int:
        return sum(entry.under_way for entry in self.entries)

    @property
    def analysed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.analysed]

    @property
    def count(self) -> int:
        return len(self.entries)


def shelf(rows: Iterable[rse.Row]) -> Shelf:
    rows = list(rows)
    jobs = analyses.jobs(rows)
    return Shelf([_entry(row, (jobs or {}).get(row["id"])) for row in rows],
                 jobs is None)


def _entry(row: rse.Row, job: Job | None) -> Entry:
    state = row["analyse_etat"] or ""
    if state == "error" and job and job.is_canceled:
        state = "canceled"
    return Entry(
        id=row["id"], name=row["nom"], size=row["taille"],
        day=row["depose_le"], state=state,
        told=row["analyse_message"] or "", sentences=row["phrases"],
        relevant=row["phrases_pertinentes"],
        job_id=row["analyse_travail"] or "", job=job)


def find(rows: Iterable[rse.Row], document: str) -> rse.Row:
    """NotFound when the company has no such document."""
    for row in rows:
        if row["id"] == document:
            return row
    raise rse.NotFound("no such document", subject=document)
