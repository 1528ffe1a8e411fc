# SPDX-License-Identifier: Apache-2.0
"""The form of the page "what if": facts and thresholds that may be moved."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from django_portailrse import engine

from . import law, whatif, wording
from .fields import FactField
from .forms import DayField, themed
from .law import Threshold
from .wording import Fact

FACT, THRESHOLD = "si.", "seuil."


@dataclass(frozen=True)
class Group:
    label: str
    levers: list[forms.BoundField]

    @property
    def open(self) -> bool:
        return any(lever.value() for lever in self.levers)


class ThresholdField(forms.CharField):
    """A figure of the law; empty, as it is."""

    def __init__(self, threshold: Threshold, value: Any, stops: str):
        self.unit = whatif.any_text(threshold.units, "")
        super().__init__(
            required=False, max_length=20,
            label=whatif.any_text(threshold.labels, threshold.id),
            help_text=_("In force: %s") % wording.number(str(value)),
            widget=forms.TextInput(attrs={
                "inputmode": "decimal", "autocomplete": "off",
                "data-stops": stops, "data-now": f"{value}"}))

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            figure = wording.read_number(typed)
        except ValueError:
            raise ValidationError(_("Type a figure, for example %s.")
                                  % wording.number(1250)) from None
        if figure < 0:
            raise ValidationError(_("A threshold is not negative."))
        return f"{figure:f}"


class LeversForm(forms.Form):
    """Empty fields leave things as they are."""

    def __init__(self, told: dict[str, str], day: date, data: QueryDict):
        super().__init__(data)
        self.told, self.day, self.query = told, day, data
        for fact in wording.facts().values():
            if whatif.movable(fact):
                self.fields[FACT + fact.id] = self._fact_field(fact)
        self.fields["si_jour"] = DayField(
            label=_("Day of the law"), required=False,
            help_text=_("Now: %s") % wording.day(day.isoformat()))
        for one in law.thresholds(engine.pack()).values():
            if one.units and law.is_figure(value := one.at(day)):
                self.fields[THRESHOLD + one.id] = ThresholdField(
                    one, value, _stops([Decimal(str(value))], ""))
        themed(self)

    def _fact_field(self, fact: Fact) -> forms.Field:
        known = self.told.get(fact.id, "")
        options: dict[str, Any] = {
            "required": False, "label": fact.label,
            "help_text": _("Now: %s") % wording.value(fact, known)}
        if fact.kind == "boolean" or fact.choices:
            return forms.ChoiceField(choices=_choices(fact), **options)
        field = FactField(fact, **options)
        if fact.is_number:
            figures = whatif.figures_of_unit(fact.unit, self.day)
            field.widget.attrs["data-stops"] = _stops(figures, fact.unit)
            field.widget.attrs["data-now"] = _exact(known)
        return field

    # --- What was asked for

    @cached_property
    def facts(self) -> dict[str, str]:
        """Facts that were moved, by fact."""
        return self._moved(FACT)

    @cached_property
    def thresholds(self) -> dict[str, str]:
        return self._moved(THRESHOLD)

    def _moved(self, start: str) -> dict[str, str]:
        return {name.removeprefix(start): value
                for name, value in self.cleaned_data.items()
                if name.startswith(start) and value}

    @property
    def reforms(self) -> list[str]:
        return [name for name in self.query.getlist("reforme")
                if name in whatif.reforms()]

    @property
    def after(self) -> dict[str, str]:
        """The facts as moved."""
        told = dict(self.told)
        for name, value in self.facts.items():
            whatif.with_fact(told, wording.facts()[name], value)
        return told

    # --- How it is shown

    def shown(self) -> dict[str, Any]:
        main = [FACT + name for name in whatif.main_facts(self.day)
                if FACT + name in self.fields]
        other = Group("", [self[name] for name in self.fields
                           if name.startswith(FACT) and name not in main])
        return {"main": [self[name] for name in main],
                "other": other.levers, "other_open": other.open,
                "law": list(self._law_groups()),
                "reforms": [(name, whatif.any_text(reform.labels, name),
                             name in self.reforms)
                            for name, reform in whatif.reforms().items()]}

    def _law_groups(self) -> Iterable[Group]:
        """By the first obligation that reads a threshold."""
        pack, left = engine.pack(), set(self.fields)
        labels = {info.id: info.label
                  for info in pack.obligations(wording.lang())}
        for obligation, names in law.readers(pack).items():
            mine = [THRESHOLD + name for name in names
                    if THRESHOLD + name in left]
            left -= set(mine)
            if mine:
                yield Group(labels[obligation], [self[name] for name in mine])


def _choices(fact: Fact) -> list[tuple[str, str]]:
    answers = list(fact.choices.items()) or [
        ("true", wording.sentence(_("yes"))),
        ("false", wording.sentence(_("no")))]
    return [("", _("As it is")), *answers]


def _exact(known: str) -> str:
    return known if known.replace(".", "", 1).isdigit() else ""


def _stops(figures: list[Decimal], unit: str) -> str:
    whole = max([*figures, Decimal(0)]) < 10**6 and all(
        figure == figure.to_integral() for figure in figures)
    return " ".join(f"{stop:f}" for stop in whatif.stops(figures, whole))


def query_of(form: LeversForm) -> list[tuple[str, str]]:
    """What was moved, for an address."""
    moved = [(FACT + name, value) for name, value in form.facts.items()]
    moved += [(THRESHOLD + name, value)
              for name, value in form.thresholds.items()]
    moved += [("reforme", name) for name in form.reforms]
    if day := form.cleaned_data.get("si_jour"):
        moved.append(("si_jour", day.isoformat()))
    return moved
