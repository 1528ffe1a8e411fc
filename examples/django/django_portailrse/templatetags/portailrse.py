# SPDX-License-Identifier: Apache-2.0
"""{% load portailrse %}"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

import portailrse as rse

from .. import engine, words

register = template.Library()


@register.inclusion_tag("django_portailrse/obligations.html")
def obligations(company: Any, day: date | None = None) -> dict[str, Any]:
    """{% obligations company %}: the list of its obligations, with their
    reasons and deadlines. `company` is a model with ObligationsMixin, the
    verdicts themselves, or a dictionary of facts."""
    if isinstance(company, rse.Verdicts):
        return {"verdicts": company}
    if isinstance(company, Mapping):
        return {"verdicts": engine.pack().evaluate(
            company, date=day or engine.today(), lang=engine.lang())}
    return {"verdicts": company.obligations(day)}


@register.filter
def answer_label(verdict: rse.Verdict) -> str:
    """{{ verdict|answer_label }}: "Subject", in the active language."""
    return str(words.ANSWERS[verdict.answer])


@register.filter
def status_label(verdict: rse.Verdict) -> str:
    """{{ verdict|status_label }}: "To update"."""
    return str(words.STATUSES[verdict.compliance])


@register.filter
def status_badge(verdict: rse.Verdict) -> SafeString:
    """{{ verdict|status_badge }}: the status in words and a sign, as a span
    with the classes portailrse-badge and portailrse-badge--to-update."""
    status = verdict.compliance
    return format_html(
        '<span class="portailrse-badge portailrse-badge--{}">'
        '<span aria-hidden="true">{}</span> {}</span>',
        status.name.lower().replace("_", "-"), words.SHAPES[status],
        words.STATUSES[status])


@register.filter
def law_status(part: rse.PartInfo) -> str:
    """{{ law|law_status }}: "in force", "adopted", "draft"; or nothing."""
    return str(words.LAW.get(part.law_status, ""))
