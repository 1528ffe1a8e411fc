# SPDX-License-Identifier: Apache-2.0
"""Values of facts between the way they are written and the way people read
and type them."""
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

import portailrse as rse
from django_portailrse import engine

from . import law

NARROW, NO_BREAK = "\u202f", "\u00a0"
END = r"([^.\])]*(?:\.\d+)?)"
RANGE = re.compile(rf"([\[(\]]){END}\.\.{END}([\])\[])")
BOUND = re.compile(r"(>=|<=|>|<)\s*(.+)")


def lang() -> rse.Lang:
    return rse.Lang.EN if get_language() == "en" else rse.Lang.FR


@dataclass(frozen=True)
class Fact:
    """An entry of the pack's dictionary, in one language."""

    id: str
    label: str
    question: str
    definition: str
    law: str
    unit: str
    unit_one: str  # in the singular
    kind: str  # number, count, boolean, text, date
    years: int
    evidence: bool
    choices: dict[str, str] = field(default_factory=dict)
    brackets: dict[str, str] = field(default_factory=dict)
    most: Decimal | None = None  # what the dictionary lets exist

    @property
    def is_number(self) -> bool:
        return self.kind in ("number", "count")

    @property
    def is_free_text(self) -> bool:
        return self.kind == "text" and not self.choices


def _most(told: dict[str, Any]) -> Decimal | None:
    number = told["type"] in ("number", "count") and "max" in told
    return Decimal(str(told["max"])) if number else None


@lru_cache(maxsize=4)
def _facts(pack: rse.Pack, tongue: rse.Lang) -> dict[str, Fact]:
    written = {told["id"]: told for told in law.document(pack)["facts"]}
    return {info.id: Fact(
        id=info.id, label=info.label, question=info.question,
        definition=info.definition, law=info.law, unit=info.unit,
        unit_one=written[info.id].get("unit_one", {}).get(
            tongue.name.lower(), info.unit),
        kind=rse.FactType(info.type).name.lower(), years=info.years,
        evidence=bool(info.evidence), choices=dict(info.choices),
        brackets=written[info.id].get("brackets", {}),
        most=_most(written[info.id])) for info in pack.facts_info(tongue)}


def facts() -> dict[str, Fact]:
    """The pack's dictionary in the language of the page."""
    return _facts(engine.pack(), lang())


def number(value: Decimal | int | str) -> str:
    """1250.50 as "1 250,5" or "1,250.5"."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang() is rse.Lang.FR:
        text = text.replace(",", NARROW).replace(".", ",")
    return text


def read_number(text: str) -> Decimal:
    """What a person types: "1 250,5", "12 M€"... ValueError when it is no
    figure."""
    plain = re.sub(r"[\s\u00a0\u202f'’_]", "", text)
    plain = plain.removesuffix("€").removesuffix("%")
    if lang() is rse.Lang.EN and re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?",
                                              plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".").replace("−", "-")
    factor = 1
    for sign, times in (("M", 10**6), ("k", 1000), ("K", 1000)):
        if plain.endswith(sign):
            plain, factor = plain[:-1], times
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", plain):
        raise ValueError(text)
    try:
        return Decimal(plain) * factor
    except InvalidOperation as error:
        raise ValueError(text) from error


def day(value: str) -> str:
    """A day as it is told: "2025-12-31", "2024-12" or "2024"."""
    try:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    except ValueError:
        return value


def _one(fact: Fact, text: str) -> str:
    if text == "null":
        return _("none")
    if text in ("true", "false"):
        return _("yes") if text == "true" else _("no")
    if fact.kind == "date":
        return day(text)
    if fact.kind == "text":
        return str(fact.choices.get(text, text))
    try:
        return _amount(fact, Decimal(text))
    except InvalidOperation:
        return text


def _amount(fact: Fact, value: Decimal) -> str:
    # A code is not an amount: no unit, no groups of three digits.
    if not fact.unit:
        return f"{value:f}" if fact.kind == "count" else number(value)
    unit = fact.unit_one if _is_singular(value) else fact.unit
    return f"{number(value)}{NO_BREAK}{unit}"


def _is_singular(value: Decimal) -> bool:
    """French has the singular below 2, English for 1 alone."""
    return abs(value) < 2 if lang() is rse.Lang.FR else abs(value) == 1


def _bound(sign: str, value: str) -> str:
    return {">=": _("at least %s"), ">": _("more than %s"),
            "<=": _("at most %s"), "<": _("less than %s")}[sign] % value


def _part(fact: Fact, text: str) -> str:
    if text == "not null":
        return _("known")
    if found := BOUND.fullmatch(text):
        return _bound(found[1], _one(fact, found[2]))
    if found := RANGE.fullmatch(text):
        return _range(fact, *found.groups())
    return _one(fact, text)


def _range(fact: Fact, left: str, low: str, high: str, right: str) -> str:
    at_least = _bound(">=" if left == "[" else ">", _one(fact, low))
    if fact.is_number and Decimal(high) == fact.most:
        return at_least
    if left == "[" and right == "]":
        return _("%(low)s to %(high)s") % {
            "low": number(low) if fact.is_number else _one(fact, low),
            "high": _one(fact, high)}
    if left == "[":
        return _("%(low)s to less than %(high)s") % {
            "low": number(low) if fact.is_number else _one(fact, low),
            "high": _one(fact, high)}
    at_most = _bound("<=" if right == "]" else "<", _one(fact, high))
    return _("%(low)s and %(high)s") % {"low": at_least, "high": at_most}


def value(slot_fact: Fact, text: str) -> str:
    """What is known of a fact, for people."""
    if not text or text == "unknown":
        return _("not known")
    return _(" or ").join(_part(slot_fact, part.strip())
                          for part in text.split(" or "))


def question(fact: Fact, year: int) -> str:
    """What is asked. The pack's own words speak of the last year: of another
    one the fact is named, and the year told beside it."""
    return fact.question if fact.question and not year else fact.label


def years(fact: Fact, year: int) -> str:
    """Which financial year, when the dictionary keeps several."""
    if fact.years < 2:
        return ""
    return _("last closed financial year") if year == 0 \
        else _("financial year before") if year == -1 \
        else _("%d financial years before") % -year


def written(value: Any) -> str:
    """A value of Python as facts are written."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def sentence(text: str) -> str:
    """With a capital, as a sentence of its own."""
    return text[:1].upper() + text[1:]
