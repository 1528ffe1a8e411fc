# SPDX-License-Identifier: Apache-2.0
"""Asking the pack: what follows from what is known."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import portailrse as rse
from django_portailrse import engine

from .cards import Card, cards
from .dossier import Dossier, slot_parts
from .wording import lang


UNREADABLE = (rse.NotFound, rse.FactError, rse.Invalid)


@dataclass(frozen=True)
class Answers:
    verdicts: rse.Verdicts
    cards: list[Card]
    question: rse.Question | None
    warnings: list[str]

    @property
    def progress(self) -> dict[str, int]:
        return {"decided": sum(card.decided for card in self.cards),
                "total": len(self.cards)}


def readable(pack: rse.Pack, told: Mapping[str, str]) -> rse.Facts:
    """The facts that this pack can read. What an older pack or a changed
    address wrote is left out: it would be asked for again."""
    facts = rse.Facts(pack)
    for slot, value in told.items():
        try:
            facts[slot] = value
        except UNREADABLE:
            continue
    return facts


def evaluate(told: Mapping[str, str], day: date,
             skipped: Iterable[str] = (), pack: rse.Pack | None = None
             ) -> Answers:
    verdicts = _verdicts(pack or engine.pack(), told, day, list(skipped))
    return Answers(verdicts, cards(verdicts.json()), verdicts.question,
                   verdicts.facts.warnings(lang()))


def _verdicts(pack: rse.Pack, told: Mapping[str, str], day: date,
              skipped: list[str]) -> rse.Verdicts:
    if skipped:
        return _without(pack, readable(pack, told), day, skipped)
    try:
        return pack.evaluate(told, date=day, lang=lang())
    except UNREADABLE:
        return pack.evaluate(dict(readable(pack, told)), date=day,
                             lang=lang())


def _without(pack: rse.Pack, facts: rse.Facts, day: date, skipped: list[str]
             ) -> rse.Verdicts:
    """Verdicts whose question is none of those that nobody can answer."""
    report = rse.Report(pack)
    verdicts = report.evaluate(facts, day, lang=lang())
    for slot in skipped:
        fact, year = slot_parts(slot)
        if fact in pack.fact_ids:
            report.skip(pack.fact_ids.index(fact), year)
    return verdicts


def of_dossier(dossier: Dossier) -> Answers:
    return evaluate(dossier.facts(), dossier.law_day, dossier.skipped)
