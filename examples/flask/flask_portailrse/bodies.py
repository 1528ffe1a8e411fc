# SPDX-License-Identifier: Apache-2.0
"""Bodies in JSON."""
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import request

from .contract import JSON
from .dictionary import Schema
from .problems import NOT_JSON, WRONG_FACTS, WRONG_REQUEST, Problem, Wrong
from .schemas import ref
from .words import Words, lang_of_request

_NO_MEMBER = Words("ce membre n’existe pas", "there is no such member")
_REQUIRED = Words("ce membre manque", "this member is missing")
_OBJECT = Words("Attendu : un objet", "Expected: an object")


@dataclass(frozen=True)
class FactsBody:
    """Facts of a company, and what goes with them."""

    more: tuple[str, ...] = ()

    def read(self) -> dict[str, Any]:
        body = read_json()
        lang = lang_of_request()
        if not isinstance(body, dict):
            raise Problem(WRONG_FACTS, _OBJECT.say(lang))
        names = ("facts", *self.more)
        errors: list[Wrong] = [
            {"member": name, "detail": _NO_MEMBER.say(lang)}
            for name in body if name not in names]
        if "facts" not in body:
            errors.append({"member": "facts", "detail": _REQUIRED.say(lang)})
        if errors:
            raise Problem(WRONG_FACTS, errors=errors)
        return {name: body.get(name, []) for name in names}

    def content(self) -> dict[str, Schema]:
        members = {"facts": ref("Facts"), "skip": ref("FactNames")}
        return {JSON: {"type": "object", "additionalProperties": False,
                       "required": ["facts"],
                       "properties": {name: members[name]
                                      for name in ("facts", *self.more)}}}


# --- JSON as strict as it is meant ---

def read_json() -> Any:
    """The body of the request; decimals stay exact."""
    if not request.is_json:
        raise Problem(NOT_JSON)
    data = request.get_data()
    # Werkzeug cuts a body of unknown length at its limit, and refuses it only
    # when one reads on.
    request.stream.read(1)
    try:
        body = json.loads(data.decode(), parse_float=_number,
                          parse_constant=_no_number,
                          object_pairs_hook=_members)
        # Half of a character may be escaped, but it can't be passed on.
        json.dumps(body, ensure_ascii=False, default=str).encode()
    except (ValueError, ArithmeticError, RecursionError) as wrong:
        raise Problem(WRONG_REQUEST, str(wrong)) from wrong
    return body


def _number(text: str) -> int | Decimal:
    """50.0 is the whole number 50."""
    number = Decimal(text)
    whole = -30 < number.adjusted() < 30 and number == int(number)
    return int(number) if whole else number


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is not JSON")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return members
