# SPDX-License-Identifier: Apache-2.0
"""What registers and platforms say of a company. They are asked once a visit:
afterwards pages stand on what they said."""
from dataclasses import dataclass, field

import portailrse as rse
from django_portailrse import engine
from django_portailrse.conf import configuration

from . import law
from .dossier import Dossier, slot_name
from .wording import facts, lang

ANSWERED = (rse.Outcome.READ, rse.Outcome.ABSENT, rse.Outcome.NOT_ASKED)


@dataclass(frozen=True)
class Told:
    unit: rse.Unit | None = None
    known: dict[str, list[str]] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)


def ask(siren: str, dossier: Dossier) -> Told:
    """What is said of a company. NotFound when no register knows it; a
    service that is down is silent, and costs its facts only."""
    run = engine.run(siren, day=dossier.law_day)
    try:
        unit = run.unit
    except rse.NotFound:
        unit = None
    return Told(unit, _known(run), _silent(run))


def _known(run: rse.Dashboard) -> dict[str, list[str]]:
    entries, ids = facts(), engine.pack().fact_ids
    said = {}
    for state in run.facts.slots():
        entry = entries[ids[state.fact]]
        if state.given and not entry.is_free_text:
            said[slot_name(entry.id, state.year)] = [
                state.value, state.source, state.date, state.confidence]
    return said


def _silent(run: rse.Dashboard) -> list[str]:
    """The services that did not answer, as the pack names them."""
    names = law.source_labels(engine.pack(), lang())
    return sorted({names.get(trace.name, trace.name) for trace in run.traces
                   if trace.outcome not in ANSWERED})


def search(text: str) -> list[rse.Unit]:
    """Companies by name, the best first."""
    wanted = configuration()
    return engine.services().search(text, limit=10, offline=wanted.OFFLINE,
                                    deadline_ms=wanted.DEADLINE_MS)
