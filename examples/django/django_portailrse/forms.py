# SPDX-License-Identifier: Apache-2.0
"""A form made from the fact dictionary of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

import portailrse as rse

from . import engine
from .facts import may_be_absent, problems

UNKNOWN = ""
"""What a choice gives that nobody made."""
ABSENT = "null"
FEW = 6
"""So many choices, with "I don't know", are shown side by side; more in a
list."""

Option = tuple[str, str]


@dataclass(frozen=True)
class Slot:
    """A fact of a year; 0 is the last closed year, -1 the one before."""

    fact: str
    year: int = 0

    @classmethod
    def of(cls, written: str) -> Slot:
        fact, _sign, year = written.partition("@")
        return cls(fact, int(year or 0))

    def __str__(self) -> str:
        """As the library writes it: "effectif@-1"."""
        return f"{self.fact}@{self.year}" if self.year else self.fact

    @property
    def field(self) -> str:
        """The name of its field: "effectif__1"."""
        return f"{self.fact}__{-self.year}" if self.year else self.fact


class FactsForm(forms.Form):
    """Asks for facts, in the words of the pack and the active language.

        form = FactsForm(request.POST or None, only=["effectif", "est_cotee"])
        if form.is_valid():
            verdicts = pack.evaluate(form.facts(), date=today())

    Nothing is required: what is left open is not known. Errors of values, and
    what the pack's checks find wrong between facts, stand beside the fields.

    `only`: the facts to ask for, in this order; "effectif@-1" is that of the
    year before. Default: all but proofs and free text, of the last year.
    `known`: what is known already; it fills the fields, and the pack's checks
    look at it too.
    `exact`: numbers are asked for as numbers where the pack has brackets too.
    """

    def __init__(self, *args: Any, pack: rse.Pack | None = None,
                 only: Iterable[str] | None = None,
                 known: Mapping[str, Any] | None = None,
                 exact: bool = False, lang: rse.Lang | None = None,
                 **options: Any) -> None:
        super().__init__(*args, **options)
        self.pack = pack or engine.pack()
        self.lang = engine.lang() if lang is None else lang
        self.known = dict(known or {})
        self.exact = exact
        infos = {info.id: info for info in self.pack.facts_info(self.lang)}
        wanted = ([Slot.of(written) for written in only]
                  if only is not None else _asked(infos.values()))
        self.slots = {slot.field: slot for slot in wanted}
        for name, slot in self.slots.items():
            if slot.fact not in infos:
                raise rse.NotFound(f"the pack has no fact {slot.fact!r}")
            self._add(name, slot, infos[slot.fact])

    def facts(self) -> dict[str, Any]:
        """What was answered, for rse.Facts."""
        answers = ((slot, self._answer(name))
                   for name, slot in self.slots.items())
        return {str(slot): None if answer == ABSENT else answer
                for slot, answer in answers
                if answer is not None and answer != UNKNOWN}

    def _answer(self, name: str) -> Any:
        if self.cleaned_data.get(_absent(name)):
            return ABSENT
        return self.cleaned_data.get(name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        asked = [str(slot) for slot in self.slots.values()]
        given = {fact: value for fact, value in self.known.items()
                 if fact not in asked}
        fields = {str(slot): name for name, slot in self.slots.items()}
        for problem in problems(self.pack, {**given, **self.facts()},
                                self.lang, asked):
            self.add_error(fields.get(problem.fact), problem.text)
        return cleaned

    # --- Fields

    def _add(self, name: str, slot: Slot, info: rse.FactInfo) -> None:
        """A field; what is written into has a box beside it for "none" where
        the pack knows that."""
        initial = self._initial(slot, info)
        options: dict[str, Any] = {
            "label": _label(slot, info), "required": False,
            "help_text": _help(info), "initial": initial}
        choices = self._choices(slot, info)
        if choices:
            self.fields[name] = _choice_field(choices, options)
            return
        if initial == ABSENT:
            options["initial"] = None
        self.fields[name] = _plain_field(info, options)
        if may_be_absent(self.pack, str(slot)):
            self.fields[_absent(name)] = forms.BooleanField(
                label=pgettext("fact", "None"), required=False,
                initial=initial == ABSENT)

    def _initial(self, slot: Slot, info: rse.FactInfo) -> Any:
        if str(slot) not in self.known:
            return None
        value = self.known[str(slot)]
        if value is None:
            return ABSENT
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, date) else str(value)

    def _choices(self, slot: Slot, info: rse.FactInfo) -> list[Option]:
        """Those of the dictionary; none: the field is written into."""
        choices = list(self._of_type(info))
        absent = may_be_absent(self.pack, str(slot))
        if choices and absent:
            choices.append((ABSENT, pgettext("fact", "None")))
        values = [value for value, _label in choices]
        initial = self._initial(slot, info)
        if choices and initial is not None and initial not in values:
            choices.append((initial, initial))
        return choices

    def _of_type(self, info: rse.FactInfo) -> Iterable[Option]:
        if info.type == rse.FactType.BOOLEAN:
            return [("true", pgettext("answer", "Yes")),
                    ("false", pgettext("answer", "No"))]
        if info.choices:
            return info.choices
        if info.brackets and not self.exact:
            return [(name, _bracket(name, info.unit))
                    for name in info.brackets]
        return []


def _absent(name: str) -> str:
    return f"{name}__none"


def _asked(infos: Iterable[rse.FactInfo]) -> list[Slot]:
    return [Slot(info.id) for info in infos if not info.evidence and not (
        info.type == rse.FactType.TEXT and not info.choices)]


def _label(slot: Slot, info: rse.FactInfo) -> str:
    """The pack's question, which speaks of the last year; of another one the
    fact and its year."""
    if slot.year == 0:
        return str(info.question or info.label)
    if slot.year == -1:
        return _("%(fact)s (financial year before)") % {"fact": info.label}
    return _("%(fact)s (%(count)d financial years before)") % {
        "fact": info.label, "count": -slot.year}


def _help(info: rse.FactInfo) -> str:
    parts = [info.definition]
    if info.unit and not info.brackets:
        parts.append(_("In %(unit)s.") % {"unit": info.unit})
    return " ".join(part for part in parts if part)


def _bracket(name: str, unit: str) -> str:
    """The pack's own name of it, with its unit where that is not in it."""
    return f"{name} {unit}" if unit and name[-1:].isdigit() else name


def _choice_field(choices: list[Option],
                  options: dict[str, Any]) -> forms.Field:
    unknown: Option = (UNKNOWN, _("I don’t know"))
    if len(choices) <= FEW:
        return forms.ChoiceField(
            choices=[*choices, unknown], widget=forms.RadioSelect,
            **{**options, "initial": options["initial"] or UNKNOWN})
    return forms.ChoiceField(choices=[unknown, *choices], **options)


def _plain_field(info: rse.FactInfo, options: dict[str, Any]) -> forms.Field:
    if info.type == rse.FactType.COUNT:
        return forms.IntegerField(**options)
    if info.type == rse.FactType.NUMBER:
        return forms.DecimalField(max_digits=30, **options)
    if info.type == rse.FactType.DATE:
        return forms.DateField(widget=forms.DateInput(
            attrs={"type": "date"}, format="%Y-%m-%d"), **options)
    return forms.CharField(max_length=500, **options)
