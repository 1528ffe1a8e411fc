# SPDX-License-Identifier: Apache-2.0
"""A field of a form for a fact of the pack: what a person types becomes what
facts are written as, or an error beside the field."""
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

import portailrse as rse
from django_portailrse import engine

from . import wording
from .wording import Fact


def described(field: forms.BoundField) -> None:
    """Ties a control to its help and to its errors, which stand beside it;
    of several controls it is their fieldset that is tied."""
    if field.use_fieldset:
        return
    said = [field.id_for_label + "-hint"] if field.help_text else []
    if field.errors:
        said.append(field.id_for_label + "-error")
        field.field.widget.attrs["aria-invalid"] = "true"
    if said:
        field.field.widget.attrs["aria-describedby"] = " ".join(said)


def as_written(fact: Fact, typed: str) -> str:
    """The value as facts are written; ValidationError when it is none. Who
    knows how facts are written may write so: "50..249", ">= 50"."""
    typed = typed.strip()
    if fact.is_number:
        try:
            typed = f"{wording.read_number(typed):f}"
        except ValueError:
            if typed[:1].isalpha() or typed == "unknown":
                raise ValidationError(
                    _("Type a figure, for example %s.")
                    % wording.number(1250)) from None
    check(fact, typed)
    return typed


def check(fact: Fact, written: str) -> None:
    """ValidationError when the pack does not take the value."""
    try:
        rse.Facts(engine.pack())[fact.id] = written
    except (rse.FactError, rse.Invalid):
        raise ValidationError(_refusal(fact)) from None


def _refusal(fact: Fact) -> str:
    if fact.kind == "date":
        return _("Type a day that exists, year first: 2025-12-31.")
    if fact.kind == "count" and not fact.unit:
        return _("This code is not one of those that are expected.")
    if fact.kind == "count":
        return _("Type a whole figure, of those that can exist.")
    if fact.is_number:
        return _("This is no figure, or none that can exist.")
    return _("Choose one of the answers.")


class FactField(forms.CharField):
    """One fact; empty means that nothing is said."""

    def __init__(self, fact: Fact, **options: Any):
        self.fact = fact
        self.unit = fact.unit if fact.is_number else ""
        options.setdefault("max_length", 40)
        options.setdefault("label", fact.label)
        super().__init__(widget=self._control(), **options)

    def _control(self) -> forms.Widget:
        if self.fact.kind == "date":
            return forms.DateInput(attrs={"type": "date"})
        if self.fact.is_number:
            return forms.TextInput(attrs={
                "inputmode": "decimal" if self.fact.kind == "number"
                else "numeric", "autocomplete": "off"})
        return forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return as_written(self.fact, typed) if typed else ""
