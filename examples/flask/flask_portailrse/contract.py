# SPDX-License-Identifier: Apache-2.0
"""What each operation takes and answers: the table from which requests are
checked (here) and the OpenAPI document is written (openapi.py)."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Blueprint, Response, request
from jsonschema import Draft202012Validator

from .dictionary import Schema
from .formats import formats
from .problems import WRONG_REQUEST, Kind, Problem, Wrong
from .words import Words, lang_of_request

_NO_PARAMETER = Words("ce paramètre n’existe pas",
                      "there is no such parameter")

JSON = "application/json"


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


class Body(Protocol):
    """What an operation takes beside its parameters."""

    def read(self) -> dict[str, Any]:
        """The body of the request, by the names of the view; Problem."""

    def content(self) -> dict[str, Schema]:
        """What the OpenAPI document says of it, by media type."""


class Guard(Protocol):
    """Who may ask."""

    scheme: str

    def admit(self) -> None:
        """Problem, unless the request may go on."""


@dataclass(frozen=True)
class Operation:
    """A method of a path. The view gets the parameters and what the body
    holds by name."""

    method: str
    path: str
    view: Callable[..., Response]
    about: Words
    answer: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    problems: tuple[Kind, ...] = ()
    cached: bool = False
    guard: Guard | None = None
    status: int = 200
    media: tuple[str, ...] = (JSON,)

    @property
    def name(self) -> str:
        return self.view.__name__

    def run(self, **path: str) -> Response:
        """Asks who comes, reads the request and calls the view."""
        if self.guard:
            self.guard.admit()
        values = self._read_parameters(path)
        return self.view(**values, **(self.body.read() if self.body else {}))

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


View = Callable[..., Response]


class Part:
    """A blueprint, and the table of its operations."""

    def __init__(self, name: str) -> None:
        self.blueprint = Blueprint(name, __name__)
        self.operations: list[Operation] = []

    def operation(self, method: str, path: str, about: Words, answer: str,
                  **more: Any) -> Callable[[View], View]:
        """Adds a view to both."""
        def add(view: View) -> View:
            made = Operation(method, path, view, about, answer, **more)
            self.operations.append(made)
            self.blueprint.add_url_rule(
                path.replace("{", "<").replace("}", ">"), made.name,
                made.run, methods=[method])
            return view
        return add
