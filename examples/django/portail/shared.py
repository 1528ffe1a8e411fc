# SPDX-License-Identifier: Apache-2.0
"""Facts in an address, which may be sent to others: no name and no number of
a company."""
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ValidationError

from django_portailrse import engine

from .answers import readable
from .forms import DayField
from .rows import slots
from .wording import facts


def facts_query(told: Mapping[str, str], day: date) -> str:
    """effectif=60&est_cotee=false&jour=2026-11-23"""
    shown = slots(facts().values())
    return urlencode([(slot, told[slot]) for slot in shown if slot in told]
                     + [("jour", day.isoformat())])


def read_query(query: Mapping[str, str]) -> tuple[dict[str, str], date]:
    """What an address says; what cannot be read in it is left out."""
    told = {slot: query[slot][:100] for slot in slots(facts().values())
            if slot in query}
    kept = readable(engine.pack(), told)
    return ({slot: told[slot] for slot in told if slot in kept},
            read_day(query.get("jour", "")) or engine.today())


def read_day(text: str) -> date | None:
    try:
        return DayField(required=False).clean(text)
    except ValidationError:
        return None
