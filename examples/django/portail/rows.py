# SPDX-License-Identifier: Apache-2.0
"""Facts as rows of a table: value, who says so, of which day."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from django_portailrse import engine

from . import law, wording
from .dossier import Dossier, slot_name, slot_parts
from .wording import Fact


@dataclass(frozen=True)
class Row:
    slot: str
    label: str
    years: str
    value: str = ""
    source: str = ""
    day: str = ""
    confidence: str = ""
    own: bool = False
    instead: str = ""  # what a register says and the visitor corrected


def _confidence(word: str) -> str:
    return {"probable": _("probable"),
            "indicative": _("indicative, to be checked")}.get(word, "")


def source(told: str) -> str:
    """Who says so, as the pack names registers and platforms. The year that
    some add to their name is told beside it."""
    name = told.partition(" ")[0]
    names = {**law.source_labels(engine.pack(), wording.lang()),
             "registre": _("offline register (Insee)")}
    return names.get(name, name)


def plain(slot: str) -> Row:
    fact, year = slot_parts(slot)
    entry = wording.facts()[fact]
    return Row(slot, entry.label, wording.years(entry, year))


def row(dossier: Dossier, slot: str) -> Row:
    """What is known of a slot."""
    fact, year = slot_parts(slot)
    entry = wording.facts()[fact]
    told = dossier.known.get(slot, ["", "", "", ""])
    own = slot in dossier.answers
    written = dossier.answers[slot] if own else told[0]
    return Row(slot, entry.label, wording.years(entry, year),
               value=wording.value(entry, written),
               source=source(told[1]), day=wording.day(told[2]),
               confidence=_confidence(told[3]), own=own,
               instead=wording.value(entry, told[0]) if own and told[0]
               else "")


def known(dossier: Dossier) -> list[Row]:
    """Everything that is known, in the order of the dictionary."""
    told = dossier.facts()
    return [row(dossier, slot) for slot in slots(wording.facts().values())
            if slot in told]


def slots(facts: Iterable[Fact]) -> list[str]:
    return [slot_name(fact.id, -year) for fact in facts
            if not fact.is_free_text for year in range(max(fact.years, 1))]


def others(dossier: Dossier) -> list[tuple[str, list[Row]]]:
    """What is not known: facts, then proofs."""
    told = dossier.facts()
    free = [slot for slot in slots(wording.facts().values())
            if slot not in told]
    proofs = [slot for slot in free
              if wording.facts()[slot_parts(slot)[0]].evidence]
    rest = [slot for slot in free if slot not in proofs]
    return [(title, [plain(slot) for slot in some])
            for title, some in ((_("Proofs"), proofs), (_("Facts"), rest))
            if some]
