# SPDX-License-Identifier: Apache-2.0
"""What a visit is about: a company, what registers say of it, what the visitor
answered. It travels in the session, so it is small and made of text.

A *slot* is a fact of a year as facts are written: "effectif", "effectif@-1".
"""
from dataclasses import asdict, dataclass, field
from datetime import date

from django.http import HttpRequest

from django_portailrse import engine

KEY = "dossier"


def slot_name(fact: str, year: int) -> str:
    return f"{fact}@{year}" if year else fact


def slot_parts(slot: str) -> tuple[str, int]:
    fact, _, year = slot.partition("@")
    return fact, int(year or 0)


@dataclass
class Dossier:
    siren: str = ""
    name: str = ""
    # slot -> [value, who says so, of which day, how sure it is]
    known: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    day: str = ""
    begun: bool = False  # without a company

    @classmethod
    def of(cls, request: HttpRequest) -> "Dossier":
        kept = request.session.get(KEY)
        if not isinstance(kept, dict):
            return cls()
        return cls(**{name: kept[name] for name in cls.__dataclass_fields__
                      if name in kept})

    def keep(self, request: HttpRequest) -> None:
        request.session[KEY] = {name: value for name, value
                                in asdict(self).items() if value}

    @property
    def started(self) -> bool:
        return bool(self.siren or self.begun or self.answers)

    @property
    def law_day(self) -> date:
        return date.fromisoformat(self.day) if self.day else engine.today()

    def is_meant(self, request: HttpRequest) -> bool:
        """Whether a form was about this company: another one may have been
        chosen in another window since."""
        return request.POST.get("siren", self.siren) == self.siren

    def facts(self) -> dict[str, str]:
        """What visitors say goes before what registers say."""
        registers = {slot: told[0] for slot, told in self.known.items()}
        return {**registers, **self.answers}

    def answer(self, slot: str, value: str) -> None:
        self.answers[slot] = value
        self._pass(slot)
        if slot in self.skipped:
            self.skipped.remove(slot)

    def skip(self, slot: str) -> None:
        """Nobody knows: what was answered is taken back, and it is not asked
        again."""
        self.answers.pop(slot, None)
        self._pass(slot)
        if slot not in self.skipped:
            self.skipped.append(slot)

    def forget(self, slot: str) -> None:
        self.answers.pop(slot, None)
        for slots in (self.skipped, self.asked):
            if slot in slots:
                slots.remove(slot)

    def _pass(self, slot: str) -> None:
        if slot not in self.asked:
            self.asked.append(slot)

    def before(self, slot: str) -> str:
        """The slot that was asked before this one; empty: none."""
        if slot in self.asked:
            place = self.asked.index(slot)
            return self.asked[place - 1] if place else ""
        return self.asked[-1] if self.asked else ""
