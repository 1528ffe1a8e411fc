# SPDX-License-Identifier: Apache-2.0
"""The dashboard: each obligation as a card, cards in groups by what there is to
do."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import wording
from .dossier import slot_name

# What there is to do comes first. The shape is told apart without colour.
GROUPS: dict[str, tuple[str, Promise]] = {
    "a_actualiser": ("to-update", _("To update")),
    "en_cours": ("in-progress", _("In progress")),
    "soumis": ("subject", _("Applies to you")),
    "incalculable": ("unknown", _("Still to be known")),
    "recommande": ("recommended", _("Recommended")),
    "a_jour": ("up-to-date", _("Up to date")),
    "non_soumis": ("not-subject", _("Does not apply")),
}
ANSWERS = {
    "a_actualiser": _("Subject, to update"),
    "en_cours": _("Subject, in progress"),
    "soumis": _("Subject"),
    "incalculable": _("To be known"),
    "recommande": _("Recommended"),
    "a_jour": _("Subject, up to date"),
    "non_soumis": _("Not subject"),
}
LAW_STATUS = {"in_force": _("in force"), "adopted": _("adopted"),
              "draft": _("draft")}


@dataclass(frozen=True)
class Missing:
    """A fact that an answer still depends on."""

    slot: str
    label: str


@dataclass(frozen=True)
class Deadline:
    label: str
    day: date
    every: int  # months between repetitions; 0: once


@dataclass(frozen=True)
class Card:
    id: str
    label: str
    status: str
    because: str
    change: str
    criteria: list[dict[str, Any]]
    outputs: list[dict[str, Any]]
    duties: list[dict[str, Any]]
    laws: list[dict[str, Any]]
    law_warning: str
    deadlines: list[Deadline]
    missing: list[Missing]
    first_year: int | None = None

    @property
    def shape(self) -> str:
        return GROUPS[self.status][0]

    @property
    def answer(self) -> Promise:
        return ANSWERS[self.status]

    @property
    def decided(self) -> bool:
        return self.status != "incalculable"

    @property
    def next_deadline(self) -> Deadline | None:
        return self.deadlines[0] if self.deadlines else None


@dataclass(frozen=True)
class Group:
    status: str
    label: Promise
    cards: list[Card]

    @property
    def shape(self) -> str:
        return GROUPS[self.status][0]


def _laws(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**law, "status_label": LAW_STATUS.get(law["status"], "")}
            for law in told]


def _missing(told: Iterable[dict[str, Any]]) -> list[Missing]:
    known = wording.facts()
    return [Missing(slot_name(use["fact"], use["year"]),
                    " – ".join(filter(None, (
                        known[use["fact"]].label,
                        wording.years(known[use["fact"]], use["year"])))))
            for use in told]


def card(told: dict[str, Any]) -> Card:
    """A card from an obligation of the report."""
    deadlines = sorted((Deadline(due["label"], date.fromisoformat(due["date"]),
                                 due["every_months"])
                        for due in told["deadlines"] if due["date"]),
                       key=lambda due: due.day)
    return Card(
        id=told["id"], label=told["label"], status=told["status"],
        because=told["because"], change=told["change"],
        criteria=[criterion for criterion in told["criteria"]
                  if criterion["met"] is not False],
        outputs=[output for output in told["outputs"] if output["known"]],
        duties=[duty for duty in told["duties"] if duty["due"]],
        laws=_laws(told["law"]), law_warning=told["law_warning"],
        deadlines=deadlines, missing=_missing(told["missing"]),
        first_year=told["first_year"])


def cards(report: dict[str, Any]) -> list[Card]:
    """The cards of a report, in the order of the pack."""
    return [card(told) for told in report["obligations"]]


def groups(told: Iterable[Card]) -> list[Group]:
    by_status: dict[str, list[Card]] = {}
    for one in told:
        by_status.setdefault(one.status, []).append(one)
    return [Group(status, label, by_status[status])
            for status, (_shape, label) in GROUPS.items()
            if status in by_status]
