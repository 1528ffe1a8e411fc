# SPDX-License-Identifier: Apache-2.0
"""A mixin for the company model of a project, and the rows of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

import portailrse as rse

from . import engine
from .facts import problems
from .rows import (
    Analyse,
    Document,
    Entreprise,
    Evenement,
    Exercice,
    ExerciceAncien,
    Habilitation,
    Invitation,
    Personne,
    Rapport,
    Recu,
    Statut,
)

__all__ = ["Analyse", "Document", "Entreprise", "Evenement", "Exercice",
           "ExerciceAncien", "Habilitation", "Invitation", "ObligationsMixin",
           "Personne", "Rapport", "Recu", "Statut"]


class ObligationsMixin(models.Model):
    """For a project's own company model.

        class Company(ObligationsMixin, models.Model):
            PORTAILRSE_FACTS = {"headcount": "effectif", "listed": "est_cotee"}
            headcount = models.PositiveIntegerField(null=True, blank=True)
            listed = models.BooleanField(null=True, blank=True)

        Company(headcount=60).obligations()["bdese"].answer
    """

    PORTAILRSE_FACTS: ClassVar[Mapping[str, str]] = {}
    """From fields of the model to facts; "effectif@-1" is that of the year
    before."""

    class Meta:
        abstract = True

    def portailrse_facts(self) -> dict[str, Any]:
        """What is known: None and empty text are not known. Override it where
        facts are not simply fields."""
        values = ((fact, getattr(self, name))
                  for name, fact in self.PORTAILRSE_FACTS.items())
        return {fact: _plain(value) for fact, value in values
                if value is not None and value != ""}

    def obligations(self, date: date | None = None,
                    lang: rse.Lang | None = None) -> rse.Verdicts:
        """The answers for this company; the day is today in Paris."""
        return engine.pack().evaluate(
            self.portailrse_facts(), date=date or engine.today(),
            lang=engine.lang() if lang is None else lang)

    def clean(self) -> None:
        """What the pack finds wrong becomes errors of fields."""
        super().clean()
        fields = {fact: name for name, fact in self.PORTAILRSE_FACTS.items()}
        errors: dict[str, list[str]] = {}
        for problem in problems(engine.pack(), self.portailrse_facts(),
                                engine.lang()):
            field = fields.get(problem.fact, "__all__")
            errors.setdefault(field, []).append(problem.text)
        if errors:
            raise ValidationError(errors)


def _plain(value: Any) -> Any:
    """Facts are exact: a float is what it shows."""
    return Decimal(repr(value)) if isinstance(value, float) else value
