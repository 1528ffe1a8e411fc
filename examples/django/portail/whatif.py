# SPDX-License-Identifier: Apache-2.0
"""What if a fact, a threshold or the day of the law were another: the same
evaluation twice, and what differs."""
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

import portailrse as rse
from django_portailrse import engine
from django_portailrse.conf import configuration

from . import law, wording
from .answers import Answers
from .cards import Card
from .dossier import slot_name
from .wording import Fact

MAIN_FACTS = 8
HYPOTHESES = 16  # compiled packs that are kept, of 5 MB each


@dataclass(frozen=True)
class Row:
    """An obligation before and after."""

    before: Card
    after: Card

    @property
    def changed(self) -> bool:
        return self.before.status != self.after.status


def compare(before: Answers, after: Answers) -> list[Row]:
    return [Row(*pair) for pair in zip(before.cards, after.cards)]


# --- Facts that may be moved ---

@lru_cache(maxsize=4)
def _weights(pack: rse.Pack, day: date) -> Counter[str]:
    """How many obligations each fact may decide, when nothing is known."""
    return Counter(fact for verdict in pack.evaluate({}, date=day)
                   for fact in dict(verdict.missing))


def main_facts(day: date) -> list[str]:
    """The facts that decide most, best first."""
    return [fact for fact, _n in _weights(engine.pack(), day).most_common(
        MAIN_FACTS)]


def movable(fact: Fact) -> bool:
    """Codes and free text are not moved; proofs change no answer."""
    return not (fact.evidence or fact.is_free_text
                or fact.is_number and not fact.unit)


def with_fact(told: dict[str, str], fact: Fact, value: str) -> None:
    """As if it had been so in each year that the dictionary keeps, since
    thresholds are often to be crossed two years in a row."""
    for year in range(max(fact.years, 1)):
        told[slot_name(fact.id, -year)] = value


def stops(values: list[Decimal], whole: bool) -> list[Decimal]:
    """Where a slider stops: each value, what is just below and above when it
    counts whole things, and round figures between."""
    highest = max([*values, Decimal(100)])
    found = {Decimal(0)}
    step = Decimal(1) if whole else Decimal("0.1")
    if highest >= 10**5:
        step = Decimal(10**5)
    while step <= highest * 2:
        found |= {step, step * 2, step * 5}
        step *= 10
    for value in values:
        found |= {value - 1, value, value + 1} if whole else {value}
    return sorted(stop for stop in found if stop >= 0)


def figures_of_unit(unit: str, day: date) -> list[Decimal]:
    """The thresholds that are told in a unit."""
    tongue = wording.lang().name.lower()
    return [Decimal(str(value)) for one in
            law.thresholds(engine.pack()).values()
            if one.units.get(tongue) == unit
            and law.is_figure(value := one.at(day))]


# --- Law that may be moved ---

@dataclass(frozen=True)
class Reform:
    name: str
    path: str
    labels: dict[str, str]


@lru_cache(maxsize=1)
def reforms() -> dict[str, Reform]:
    """The overlays that the settings name, with the labels in the files."""
    found = [_reform(Path(path)) for path in settings.PORTAIL["REFORMS"]]
    return {reform.name: reform for reform in found}


def _reform(path: Path) -> Reform:
    text = path.read_text(encoding="utf-8")
    name = re.search(r"^overlay: *(\S+)", text, re.M)
    label = re.search(r"^label:\n((?:  .*\n)+)", text, re.M)
    labels = dict(re.findall(r"^  (fr|en): *(.+)$", label[1], re.M)) \
        if label else {}
    return Reform(name[1] if name else path.stem, str(path), labels)


@lru_cache(maxsize=HYPOTHESES)
def changed_pack(reform_names: tuple[str, ...],
                 moved: tuple[tuple[str, str], ...]) -> rse.Pack:
    """The pack under reforms and with thresholds moved."""
    paths = [reforms()[name].path for name in reform_names]
    with tempfile.TemporaryDirectory() as folder:
        if moved:
            path = Path(folder) / "hypothese.yaml"
            path.write_text(_overlay(dict(moved)), encoding="utf-8")
            paths.append(str(path))
        wanted = configuration()
        return rse.Pack.load(wanted.PACK,
                             overlays=[*wanted.OVERLAYS, *paths])


def _overlay(moved: dict[str, str]) -> str:
    """An overlay in which each threshold has held its new value for ever."""
    known = law.thresholds(engine.pack())
    lines = ["overlay: hypothese", "label: { fr: Hypothèse, en: Hypothesis }",
             "thresholds:"]
    for name, value in moved.items():
        start = min(known[name].since)
        lines += [f"  {name}:", f"    law: {known[name].law}",
                  f"    from: {{ {start}: {value} }}"]
    return "\n".join(lines) + "\n"


def hypothesis(reform_names: list[str], moved: dict[str, str]) -> rse.Pack:
    if not reform_names and not moved:
        return engine.pack()
    return changed_pack(tuple(sorted(reform_names)),
                        tuple(sorted(moved.items())))


def moved_texts(facts: dict[str, str], moved: dict[str, str], day: date
                ) -> list[str]:
    """What was changed, in words."""
    known, tongue = wording.facts(), wording.lang().name.lower()
    told = [_("%(label)s: %(value)s") % {
        "label": known[name].label, "value": wording.value(known[name], value)}
        for name, value in facts.items()]
    for name, value in moved.items():
        one = law.thresholds(engine.pack())[name]
        was = one.at(day)
        told.append(_("%(label)s: %(value)s instead of %(was)s") % {
            "label": one.labels.get(tongue, name),
            "value": wording.number(value), "was": wording.number(str(was))})
    return told


def any_text(labels: dict[str, str], name: str) -> str:
    return labels.get(wording.lang().name.lower(), name)
