# SPDX-License-Identifier: Apache-2.0
"""What each operation takes and answers: the table from which requests are
checked (here) and the OpenAPI document is written (openapi.py)."""
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response, request
from jsonschema import Draft202012Validator

from .dictionary import Schema
from .formats import formats
from .problems import (NOT_JSON, WRONG_FACTS, WRONG_REQUEST, Kind, Problem,
                       Wrong)
from .words import Words, lang_of_request

_NO_PARAMETER = Words("ce paramètre n’existe pas",
                      "there is no such parameter")
_NO_MEMBER = Words("ce membre n’existe pas", "there is no such member")
_REQUIRED = Words("ce membre manque", "this member is missing")
_OBJECT = Words("Attendu : un objet", "Expected: an object")


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query, or of the path when its name is there. What
    it is about is also what is said when it will not do."""

    name: str
    schema: Schema
    about: Words
    required: bool = False

    def read(self, texts: list[str]) -> Any:
        """The value, None when there is none; ValueError."""
        if not texts and not self.required:
            return self.schema.get("default")
        if len(texts) != 1:
            raise ValueError(self.name)
        value = _of_type(self.schema["type"], texts[0])
        checker = Draft202012Validator(self.schema, format_checker=formats)
        if not checker.is_valid(value):
            raise ValueError(self.name)
        return value

    def wrong(self, lang: str) -> Wrong:
        """What the client is told when a value will not do."""
        return {"parameter": self.name, "detail": self.about.say(lang)}


def _of_type(kind: str, text: str) -> Any:
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind == "integer" and text.isascii() and text.isdecimal():
        return int(text[:20])
    return text


@dataclass(frozen=True)
class Operation:
    """A method of a path. The view gets the parameters and the members of
    the body by name."""

    method: str
    path: str
    view: Callable[..., Response]
    about: Words
    answer: str
    parameters: tuple[Parameter, ...] = ()
    body: tuple[str, ...] = ()
    problems: tuple[Kind, ...] = ()
    cached: bool = False

    @property
    def name(self) -> str:
        return self.view.__name__

    def run(self, **path: str) -> Response:
        """Reads the request and calls the view."""
        return self.view(**self._read_parameters(path), **self._read_body())

    def _read_parameters(self, path: dict[str, str]) -> dict[str, Any]:
        given = request.args.to_dict(flat=False)
        given.update({name: [text] for name, text in path.items()})
        lang = lang_of_request()
        errors: list[Wrong] = []
        values = {}
        for each in self.parameters:
            try:
                values[each.name] = each.read(given.pop(each.name, []))
            except ValueError:
                errors.append(each.wrong(lang))
        errors += [{"parameter": name, "detail": _NO_PARAMETER.say(lang)}
                   for name in given]
        if errors:
            raise Problem(WRONG_REQUEST, errors=errors)
        return values

    def _read_body(self) -> dict[str, Any]:
        if not self.body:
            return {}
        body = read_json()
        lang = lang_of_request()
        if not isinstance(body, dict):
            raise Problem(WRONG_FACTS, _OBJECT.say(lang))
        errors: list[Wrong] = [
            {"member": name, "detail": _NO_MEMBER.say(lang)}
            for name in body if name not in self.body]
        if "facts" not in body:
            errors.append({"member": "facts", "detail": _REQUIRED.say(lang)})
        if errors:
            raise Problem(WRONG_FACTS, errors=errors)
        return {name: body.get(name, []) for name in self.body}


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
