# SPDX-License-Identifier: Apache-2.0
"""What a pack says of its law: thresholds and the obligations that read them.
All of it comes from the pack's own canonical text."""
import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import portailrse as rse

NAME = re.compile(r"[^\W\d]\w*")
HELD = 8  # packs: the one in force and those that reforms make of it


@lru_cache(maxsize=HELD)
def document(pack: rse.Pack) -> dict[str, Any]:
    """The pack as its digest reads it."""
    told: dict[str, Any] = json.loads(pack.json())
    return told


@dataclass(frozen=True)
class Threshold:
    id: str
    labels: dict[str, str]
    units: dict[str, str]
    law: str
    since: dict[str, Any]

    def at(self, day: date) -> Any:
        """The value that holds on a day; None: nobody is judged by it."""
        value = None
        for start, later in sorted(self.since.items()):
            if start <= day.isoformat():
                value = later
        return value


@lru_cache(maxsize=HELD)
def thresholds(pack: rse.Pack) -> dict[str, Threshold]:
    return {told["id"]: Threshold(
        told["id"], told.get("label", {}), told.get("unit", {}),
        told.get("law", ""), told["from"])
        for told in document(pack)["thresholds"]}


@lru_cache(maxsize=HELD)
def readers(pack: rse.Pack) -> dict[str, list[str]]:
    """For each obligation, in the order of the pack, the thresholds that it
    reads: itself, or through definitions and functions."""
    return _named(pack, list(thresholds(pack)), None)


@lru_cache(maxsize=HELD)
def proofs(pack: rse.Pack) -> dict[str, list[str]]:
    """For each obligation the facts that tell how far a company is with it."""
    evidence = [fact["id"] for fact in document(pack)["facts"]
                if fact.get("evidence")]
    return _named(pack, evidence, "status")


def _named(pack: rse.Pack, wanted: list[str], key: str | None
           ) -> dict[str, list[str]]:
    told = document(pack)
    inside = {entry["id"]: _names(entry)
              for section in ("definitions", "functions")
              for entry in told[section]}
    return {entry["id"]: [
        name for name in wanted if name in _reached(
            _names(entry.get(key) if key else entry), inside)]
        for entry in told["obligations"]}


def _names(told: Any) -> set[str]:
    return set(NAME.findall(json.dumps(told)))


def _reached(ahead: set[str], inside: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    while ahead:
        seen |= ahead
        ahead = set().union(*(inside.get(name, ()) for name in ahead)) - seen
    return seen


def source_labels(pack: rse.Pack, lang: rse.Lang) -> dict[str, str]:
    """Names of registers and platforms, by the name that services bear."""
    return {told["id"]: told["label"][lang.name.lower()]
            for told in document(pack)["sources"]}


def is_figure(value: Any) -> bool:
    """Whether a threshold is a figure that one may move; not a date."""
    return isinstance(value, (int, float, Decimal)) \
        and not isinstance(value, bool)
