# SPDX-License-Identifier: Apache-2.0
"""Packs, facts and verdicts: which obligations apply to a company, why, since
when, until when, and what is still missing."""
from __future__ import annotations

import datetime
import json as _json
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from decimal import Decimal
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, Self

from . import _api, _core
from ._api import (Answer, Compliance, FactState, Lang, NotFound,
                   ObligationInfo, PartInfo, Sentence)
from ._handle import day

__all__ = ["Due", "FactValue", "Facts", "Pack", "Question", "Report",
           "Verdict", "Verdicts", "pack_folder"]

FactValue = str | int | bool | Decimal | datetime.date | None
"""A fact as Python writes it. Text is read as facts are written ("50..249",
">= 50", the name of a bracket or of a choice); None: known to be absent; a
fact that is not given is not known."""

_engine: list[_api.Engine] = []


def engine() -> _api.Engine:
    """The engine of the process, which packs share."""
    if not _engine:
        _engine.append(_api.Engine.create())
    return _engine[0]


def pack_folder(name: str) -> Path:
    """The folder of a pack that comes with the library, or that path.

    >>> pack_folder("fr-rse").name
    'fr-rse'
    """
    inside = files(__package__) / "packs" / name / "pack.yaml"
    return Path(str(inside)).parent if inside.is_file() else Path(name)


class Question(NamedTuple):
    """The question whose answer decides most."""

    fact: str
    year: int
    text: str
    condition: str
    """The same in FEEL; empty: the value itself is asked for."""
    yes: str
    """The value to set when the answer is yes."""
    no: str
    why: str


class Due(NamedTuple):
    """A date by which something is due."""

    id: str
    label: str
    date: datetime.date | None
    """None: not known, or not due."""
    every: int
    """Months between repetitions; 0: once."""


class Pack(_api.Pack):
    """A compiled rule pack: immutable, shared by threads.

    >>> pack = Pack.load("fr-rse")
    >>> pack.answers({"effectif": 60}, date="2026-11-27")["bdese"]
    <Answer.SUBJECT: 1>
    """

    @classmethod
    def load(cls, path: str | Path, *, overlays: Sequence[str] = ()) -> Self:
        """Loads and compiles a pack: "fr-rse", or the path of a folder."""
        return cls._read(engine(), str(pack_folder(str(path))),
                         overlays=overlays)

    @classmethod
    def load_files(cls, texts: Mapping[str, str | bytes]) -> Self:
        """Loads a pack from memory: its files by name."""
        return cls._load_files(engine(), dict(texts))

    @cached_property
    def _spare(self) -> list[tuple[Any, Any]]:
        """Reports and facts that nobody is using."""
        return []

    @cached_property
    def fact_ids(self) -> tuple[str, ...]:
        """Ids of the facts, in the order of the dictionary."""
        return tuple(f.id for f in self.facts_info())

    @cached_property
    def obligation_ids(self) -> tuple[str, ...]:
        """Ids of the obligations, in the pack's order."""
        return tuple(self._obligation(i, Lang.FR).id
                     for i in range(self.obligation_count))

    @cached_property
    def _criteria(self) -> tuple[int, ...]:
        return tuple(self._obligation(i, Lang.FR).criterion_count
                     for i in range(self.obligation_count))

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each key of facts is: index * 256 - year."""
        places = {}
        for i, info in enumerate(self.facts_info()):
            places[info.id] = i * 256
            places |= {f"{info.id}@-{back}": i * 256 + back
                       for back in range(1, info.years)}
        return places

    def answers(self, facts: Mapping[str, FactValue], *,
                date: str | datetime.date) -> dict[str, Answer]:
        """Which obligations apply, and nothing else: the fast way."""
        pair = self._pair()
        _core.evaluate(*pair, facts, self._places, day(date))
        said = _core.answers(pair[0], len(self._criteria))
        self._spare.append(pair)
        return dict(zip(self.obligation_ids, said))

    def evaluate(self, facts: Mapping[str, FactValue], *,
                 date: str | datetime.date,
                 lang: Lang = Lang.FR) -> Verdicts:
        """The verdict on each obligation, on a day of the law."""
        if type(facts) is not dict and isinstance(facts, Facts):
            return Report(self).evaluate(facts, date=date, lang=lang)
        pair = self._pair()
        _core.evaluate(*pair, facts, self._places, day(date))
        return Verdicts(_Source(self, pair, lang, None))

    def _pair(self) -> tuple[Any, Any]:
        """A report and facts that nobody is using."""
        try:
            return self._spare.pop()
        except IndexError:
            return _core.report_new(self._h), _core.facts_new(self._h)

    def call(self, function: str, arguments: object,
             date: str | datetime.date) -> Any:
        """Calls a function of the pack, for instance a score."""
        return _json.loads(self._call(function, _json.dumps(
            arguments, default=str), date))


class Facts(_api.Facts, MutableMapping[str, FactValue]):
    """What is known of one company, in the words of one pack; one thread at a
    time.

    >>> facts = Facts(Pack.load("fr-rse"), {"effectif": "50..249"})
    >>> facts["effectif"]
    '[50..249]'
    """

    def __init__(self, pack: Pack,
                 values: Mapping[str, FactValue] | None = None) -> None:
        super().__init__(pack)
        self.pack = pack
        if values:
            _core.set_facts(self._h, dict(values), pack._places)

    @classmethod
    def _borrowed(cls, handle: Any, pack: Pack, parent: object) -> Self:
        self = cls._of(handle, parent)
        self.pack = pack
        return self

    def __setitem__(self, key: str, value: FactValue) -> None:
        _core.set_facts(self._h, {key: value}, self.pack._places)

    def update(self, *others: Any, **values: FactValue) -> None:
        """Adds facts, all in one crossing."""
        _core.set_facts(self._h, dict(*others, **values), self.pack._places)

    def __delitem__(self, key: str) -> None:
        self[key]
        self[key] = "unknown"

    def __getitem__(self, key: str) -> str:
        return self._known()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def _known(self) -> dict[str, str]:
        ids = self.pack.fact_ids
        return {ids[state.fact] + (f"@{state.year}" if state.year else ""):
                state.value for state in self.slots() if state.given}

    def slots(self) -> list[FactState]:
        """What is known in each slot, a fact and a year."""
        return [self._get(i) for i in range(self._count)]


class Report(_api.Report):
    """Answers for one company on one day, made again and again; one thread
    at a time."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self.pack = pack

    def evaluate(  # type: ignore[override]
            self, facts: Facts, date: str | datetime.date, *,
            lang: Lang = Lang.FR) -> Verdicts:
        """The verdicts, which stand until the next evaluation."""
        _core.report_evaluate(self._h, facts._h, day(date))
        self._kept = facts._h
        return Verdicts(_Source(self.pack, (self._h, facts._h), lang, self))


# Enumerations are slow to look up; these are their plain numbers.
_REASON, _CHANGE, _MISSING, _LAW = (int(s) for s in Sentence)
_NOTHING_SAID: list[tuple[str, ...]] = [()] * len(Sentence)


class _Source:
    """What verdicts read from: a report and its facts, which go back to the
    pack when the last verdict is gone, or belong to an owner."""

    __slots__ = ("pack", "pair", "lang", "owner", "said", "met")

    def __init__(self, pack: Pack, pair: tuple[Any, Any], lang: Lang,
                 owner: object) -> None:
        self.pack, self.pair, self.lang = pack, pair, lang
        self.owner = owner
        self.said: list[tuple[str, ...]] = list(_NOTHING_SAID)
        self.met: tuple[tuple[bool | None, ...], ...] = ()

    def say(self, what: int) -> tuple[str, ...]:
        """A sentence for each obligation, all in one crossing."""
        self.said[what] = _core.report_sentences(
            self.pair[0], len(self.pack._criteria), what, self.lang)
        return self.said[what]

    def meet(self) -> tuple[tuple[bool | None, ...], ...]:
        """The criteria of each obligation, all in one crossing."""
        self.met = _core.criteria(self.pair[0], self.pack._criteria)
        return self.met

    def __del__(self) -> None:
        if self.owner is None:
            self.pack._spare.append(self.pair)


class Verdicts(Sequence["Verdict"]):
    """The verdicts of one evaluation, by place or by the obligation's id."""

    __slots__ = ("_source", "_all")

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._all: tuple[Verdict, ...] = _core.verdicts(
            source.pair[0], len(source.pack._criteria), Verdict, source)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self._all)

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return self._all[key]
        try:
            return self._all[self._source.pack.obligation_ids.index(key)]
        except ValueError:
            raise NotFound(f"no obligation {key}") from None

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by the obligation's id."""
        return {verdict.id: verdict.answer for verdict in self._all}

    @property
    def question(self) -> Question | None:
        """The best next question; None: nothing is left to ask."""
        source = self._source
        try:
            asked = _core.report_question(source.pair[0], source.lang)
        except NotFound:
            return None
        return Question(source.pack.fact_ids[asked.fact], asked.year,
                        *asked[2:])

    @property
    def facts(self) -> Facts:
        """The facts that the verdicts stand on."""
        return Facts._borrowed(self._source.pair[1], self._source.pack, self)

    def json(self, lang: Lang | None = None) -> Any:
        """The whole report, as `portailrse diagnose --json` writes it."""
        return _json.loads(_core.report_json(
            self._source.pair[0],
            self._source.lang if lang is None else lang))


class _Verdict(NamedTuple):
    answer: Answer
    """Whether it applies."""
    place: int
    """Of the obligation in its pack."""
    source: _Source
    """What more is read from."""


class Verdict(_Verdict):
    """Whether one obligation applies, and everything that goes with it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{self.id}: {self.answer.name}>"

    @property
    def met(self) -> tuple[bool | None, ...]:
        """Its criteria, in order: met, not met, None: cannot be told."""
        source = self.source
        return (source.met or source.meet())[self.place]

    @property
    def id(self) -> str:
        """Id of the obligation."""
        return self.source.pack.obligation_ids[self.place]

    @property
    def info(self) -> ObligationInfo:
        """What the pack says of the obligation."""
        return self.source.pack._obligation_info(self.place, self.source.lang)

    @property
    def label(self) -> str:
        """Name of the obligation."""
        return self.source.pack._obligation(self.place,
                                            self.source.lang).label

    @property
    def criteria(self) -> dict[str, bool | None]:
        """Each criterion: met, not met, or None: cannot be told."""
        return dict(zip((c.id for c in self.info.criteria), self.met))

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        source = self.source
        return (source.said[_REASON] or source.say(_REASON))[self.place]

    @property
    def law(self) -> str:
        """What is to be known of its texts: adopted, draft, stale."""
        source = self.source
        return (source.said[_LAW] or source.say(_LAW))[self.place]

    @property
    def change(self) -> str:
        """The nearest facts that turn the answer over."""
        source = self.source
        return (source.said[_CHANGE] or source.say(_CHANGE))[self.place]

    @property
    def missing_text(self) -> str:
        """What is still to be known, in one sentence."""
        source = self.source
        return (source.said[_MISSING] or source.say(_MISSING))[self.place]

    @property
    def reason_facts(self) -> list[tuple[str, int]]:
        """The facts of the minimal reason, with their years."""
        return self._named(_core.report_reason)

    @property
    def missing(self) -> list[tuple[str, int]]:
        """The facts that still matter, with their years."""
        return self._named(_core.report_missing)

    def _named(self, function: Any) -> list[tuple[str, int]]:
        ids = self.source.pack.fact_ids
        return [(ids[fact], year) for fact, year in self._ask(function)]

    @property
    def first_year(self) -> int | None:
        """The first financial year concerned."""
        return self._ask(_core.report_first_year) or None

    def _ask(self, function: Any, *arguments: Any) -> Any:
        return function(self.source.pair[0], self.place, *arguments)

    @property
    def compliance(self) -> Compliance:
        """How far the company is with it."""
        return Compliance(self._ask(_core.report_compliance))

    @property
    def outputs(self) -> dict[str, str | None]:
        """Further results; None: null, or cannot be told."""
        read = (self._ask(_core.report_output, i)
                for i in range(len(self.info.outputs)))
        return {part.id: (text or None) if known else None
                for part, (text, known) in zip(self.info.outputs, read)}

    @property
    def duties(self) -> list[tuple[PartInfo, bool | None]]:
        """What is to be done, and whether each is due."""
        due = (self._ask(_core.report_duty, i)
               for i in range(len(self.info.duties)))
        return [(part, None if said < 0 else bool(said))
                for part, said in zip(self.info.duties, due)]

    @property
    def deadlines(self) -> list[Due]:
        """The next dates."""
        return [self._due(i, p) for i, p in enumerate(self.info.deadlines)]

    def _due(self, index: int, part: PartInfo) -> Due:
        due = self._ask(_core.report_due, index, self.source.lang)
        when = datetime.date(due.year, due.month, due.day) if due.known \
            else None
        return Due(part.id, due.label, when, due.every)


for _tuple in (Question, Due, _Verdict):
    _core.quick_fields(_tuple)
