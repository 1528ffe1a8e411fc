# SPDX-License-Identifier: Apache-2.0
"""Errors as application/problem+json (RFC 9457)."""
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import quote

from flask import Response, current_app, json, request, url_for
from werkzeug.exceptions import HTTPException

import portailrse as rse

from .words import Words, lang_of_request

MIMETYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem that clients tell from others."""

    name: str
    status: int
    title: Words
    schema: str = "Problem"  #: of the answer
    waits: bool = False  #: may go better in a while

    @property
    def media(self) -> str:
        return MIMETYPE if self.schema == "Problem" else "application/json"


WRONG_REQUEST = Kind("WrongRequest", 400, Words(
    "La requête ne peut pas être lue", "The request cannot be read"))
UNKNOWN_COMPANY = Kind("UnknownCompany", 404, Words(
    "Aucune entreprise ne porte ce numéro", "No company has this number"))
TOO_LARGE = Kind("TooLarge", 413, Words(
    "La requête est trop grande", "The request is too large"))
NOT_JSON = Kind("NotJson", 415, Words(
    "Le corps de la requête n’est pas du JSON",
    "The body of the request is not JSON"))
WRONG_FACTS = Kind("WrongFacts", 422, Words(
    "Des faits ne conviennent pas", "Some facts will not do"))
UNAVAILABLE = Kind("Unavailable", 503, Words(
    "Aucun registre ne répond", "No register answers"), waits=True)
TOO_LATE = Kind("TooLate", 504, Words(
    "Les registres n’ont pas répondu à temps",
    "Registers did not answer in time"))

KINDS = (WRONG_REQUEST, UNKNOWN_COMPANY, TOO_LARGE, NOT_JSON, WRONG_FACTS,
         UNAVAILABLE, TOO_LATE)


class Wrong(TypedDict, total=False):
    """One thing that is wrong, and where: in a parameter, a fact, or a member
    of the body."""

    parameter: str
    fact: str
    member: str
    detail: str


class Problem(Exception):
    """Ends a request with an answer of one of the KINDS."""

    def __init__(self, kind: Kind, detail: str = "",
                 errors: list[Wrong] | None = None) -> None:
        super().__init__(detail or kind.title.en)
        self.kind = kind
        self.detail = detail
        self.errors = errors or []


def _answer(status: int, kind: str, title: str, detail: str,
            errors: list[Wrong]) -> Response:
    body = {"type": kind, "title": title, "status": status,
            "detail": detail or title, "instance": quote(request.path)}
    if errors:
        body["errors"] = errors
    return Response(json.dumps(body), status, mimetype=MIMETYPE)


def _address(kind: Kind) -> str:
    """Where the OpenAPI document describes it."""
    return (url_for("portailrse.openapi")
            + "#/components/responses/" + kind.name)


def answer_problem(problem: Problem) -> Response:
    kind = problem.kind
    title = kind.title.say(lang_of_request())
    answer = _answer(kind.status, _address(kind), title, problem.detail,
                     problem.errors)
    add_headers(answer, kind)
    return answer


def add_headers(answer: Response, kind: Kind) -> None:
    """What a client has to know beside the body."""
    if kind.waits:
        settings = current_app.extensions["portailrse"].settings
        answer.headers["Retry-After"] = str(settings.retry_after)
    if kind.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"


def kind_of_http(error: HTTPException) -> Kind | None:
    if error.code not in (TOO_LARGE.status, NOT_JSON.status, 400):
        return None
    return next(kind for kind in KINDS if kind.status == error.code)


def answer_http(error: HTTPException) -> Response:
    """What Flask itself refuses: too large, no such page ..."""
    kind = kind_of_http(error)
    if kind:
        return answer_problem(Problem(kind))
    own = error.get_response()
    answer = _answer(own.status_code, "about:blank", error.name,
                     error.description or "", [])
    for name in ("Allow", "Location", "Retry-After"):
        if name in own.headers:
            answer.headers[name] = own.headers[name]
    return answer


def answer_library(error: rse.Error) -> Response:
    """What the library says while it looks for a company. Of a service's own
    failure the client learns that it is one, the log learns why."""
    here = current_app.extensions["portailrse"]
    if isinstance(error, rse.NotFound) and not here.cut_off:
        return answer_problem(Problem(UNKNOWN_COMPANY, error.message))
    if isinstance(error, rse.TimedOut):
        return answer_problem(Problem(TOO_LATE))
    if isinstance(error, _NO_ANSWER):
        current_app.logger.warning("no register answers: %s", error)
        return answer_problem(Problem(UNAVAILABLE))
    raise error


_NO_ANSWER = (rse.NotFound, rse.Refused, rse.TlsError, rse.PeerError,
              rse.RateLimited, rse.Denied, rse.IoError, rse.SchemaError,
              rse.Unsupported)
