# SPDX-License-Identifier: Apache-2.0
"""Forms of text that the OpenAPI document names and requests are held to."""
import re

from jsonschema import FormatChecker

import portailrse as rse

NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,10})?"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
NULLS = ("null", "not null")

formats = FormatChecker(["date"])


def joined(words: list[str]) -> str:
    """The pattern of one of these patterns, or of several joined by "or"."""
    word = "(" + "|".join(words) + ")"
    return f"^({word}( or {word})*|unknown)$"


def literal(text: str) -> str:
    """The pattern of a text itself, as JSON Schema writes patterns."""
    return re.sub(r"([\\^$.|?*+()\[\]{}])", r"\\\1", text)


def _ranges(end: str) -> re.Pattern[str]:
    """Ordered values, or stretches of them."""
    return re.compile(joined([
        end, rf"{end}\.\.{end}", rf"[\[(]{end}\.\.{end}[\])]",
        f"[<>]=? ?{end}", *NULLS]))


_AMOUNTS, _DATES = _ranges(NUMBER), _ranges(DATE)


@formats.checks("portailrse-amounts")
def _is_amounts(value: object) -> bool:
    return not isinstance(value, str) or bool(_AMOUNTS.fullmatch(value))


@formats.checks("portailrse-dates")
def _is_dates(value: object) -> bool:
    return not isinstance(value, str) or bool(_DATES.fullmatch(value))


@formats.checks("company-number", rse.Error)
def _is_company_number(value: object) -> bool:
    return not isinstance(value, str) or bool(rse.read_number(value))
