# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

import portailrse as rse

from .fields import FactField, described
from .theme import control_classes
from .wording import Fact

# Before the first obligation nothing applies; what no law says yet is as today.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


def themed(form: forms.Form) -> None:
    """Gives controls the classes of the theme, and ties them to their help
    and errors, for screen readers."""
    for field in form:
        widget = field.field.widget
        if not isinstance(widget, forms.RadioSelect):
            widget.attrs["class"] = control_classes(widget)
        described(field)


class ThemedForm(forms.Form):
    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        themed(self)


class SearchForm(ThemedForm):
    q = forms.CharField(
        label=_("Name, SIREN or SIRET"), min_length=3, max_length=100,
        help_text=_("Three letters at least, or 9 or 14 digits"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off",
                                      "spellcheck": "false"}),
        error_messages={
            "required": _("Type a name or a number."),
            "min_length": _("Type at least three letters.")})
    siren = ""  # when a number was typed

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        if sum(sign.isdigit() for sign in text) >= 9:
            self.siren = _siren(text)
        return text


def _siren(number: str) -> str:
    try:
        return str(rse.read_number(number).siren)
    except rse.FactError:
        raise forms.ValidationError(_(
            "A digit of this number is wrong: its check digits do not fit."
        )) from None
    except (rse.ParseError, rse.Invalid):
        raise forms.ValidationError(_(
            "This is no SIREN (9 digits) and no SIRET (14 digits)."
        )) from None


class DayField(forms.DateField):
    """A day of the law."""

    def __init__(self, **options: Any):
        super().__init__(
            widget=forms.DateInput(attrs={
                "type": "date", "min": FIRST_DAY.isoformat(),
                "max": LAST_DAY.isoformat()}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={"invalid": _(
                "Type a day that exists, year first: 2027-01-01."),
                "required": _("Type a day.")}, **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(
                _("Choose a day between 2000 and 2100."))
        return day


class DayForm(ThemedForm):
    jour = DayField(label=_("Day of the law"))


class QuestionForm(ThemedForm):
    """The value of one fact, typed or chosen."""

    def __init__(self, fact: Fact, *args: Any, **options: Any):
        forms.Form.__init__(self, *args, **options)
        self.fields["valeur"] = FactField(fact, error_messages={
            "required": _("Answer, or say that you don’t know.")})
        themed(self)
