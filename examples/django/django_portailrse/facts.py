# SPDX-License-Identifier: Apache-2.0
"""What is wrong with facts, and beside which of them to say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

import portailrse as rse

SHOWN = 60
"""Characters of a value that is refused."""


@dataclass(frozen=True)
class Problem:
    """A sentence for people, and the fact it belongs to; empty: to none of
    those that were given."""

    fact: str
    text: str


def problems(pack: rse.Pack, given: Mapping[str, Any], lang: rse.Lang,
             asked: Sequence[str] = ()) -> list[Problem]:
    """What the pack finds wrong with facts: values that are none, then checks
    between facts that cannot hold. `asked`: of the facts that are to blame the
    last of these is named; without, of all that are given."""
    wrong = [Problem(fact, text) for fact, value in given.items()
             if (text := _refusal(pack, fact, value))]
    if wrong:
        return wrong
    return list(_contradictions(pack, given, lang, asked or list(given)))


def _refusal(pack: rse.Pack, fact: str, value: Any) -> str:
    try:
        rse.Facts(pack, {fact: value})
    except KeyError as error:  # the host's mistake
        return str(getattr(error, "message", error))
    except (ValueError, OverflowError, TypeError):
        return _("“%(value)s” cannot be the value of this fact.") % {
            "value": str(value)[:SHOWN]}
    return ""


def _contradictions(pack: rse.Pack, given: Mapping[str, Any], lang: rse.Lang,
                    asked: Sequence[str]) -> Iterator[Problem]:
    """A warning is the matter of the facts without which it is not given."""
    warnings = rse.Facts(pack, given).warnings(lang)
    without = {fact: rse.Facts(
        pack, {other: value for other, value in given.items()
               if other != fact}).warnings(lang)
        for fact in asked if fact in given} if warnings else {}
    for text in warnings:
        blamed = [fact for fact in without if text not in without[fact]]
        yield Problem(blamed[-1] if blamed else "", text)


@lru_cache(maxsize=4096)
def _may_be_absent(digest: str, fact: str, pack: rse.Pack) -> bool:
    return not _refusal(pack, fact, None)


def may_be_absent(pack: rse.Pack, fact: str) -> bool:
    """Null, "known to be absent", is a value of this fact."""
    return _may_be_absent(pack.digest, fact, pack)
