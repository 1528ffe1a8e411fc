# SPDX-License-Identifier: Apache-2.0
"""The two routes of the existing service, for portals that are not changed.
They look at the HTTP status, and at `status` in the JSON of a 200."""
from dataclasses import dataclass
from typing import Any

from flask import Response, json, request

from ..contract import Part
from ..dictionary import Schema
from ..problems import WRONG_REQUEST, Problem, add_headers
from ..schemas import record
from ..words import Words
from .asking import Order, ask_url
from .failures import take_part
from .kinds import EXISTING as PROBLEMS
from .kinds import UNAUTHORIZED, WRONG_DOCUMENT
from .requests import ADDRESS, DOCUMENT_ID
from .tokens import STARTING, caller

part = Part("portailrse_existing")
FORM = "application/x-www-form-urlencoded"
_FIELDS = ("document_id", "document_url", "callback_url")
_ALIVE = "Le service d’analyse est en marche"


@dataclass(frozen=True)
class TaskBody:
    """The form of a task. Other fields are let pass, as they were."""

    def read(self) -> dict[str, Any]:
        missing = [name for name in _FIELDS if not request.form.get(name)]
        if missing:
            raise Problem(WRONG_REQUEST, "missing: " + ", ".join(missing))
        return {name: request.form[name] for name in _FIELDS}

    def content(self) -> dict[str, Schema]:
        form = record(document_id=DOCUMENT_ID, document_url=ADDRESS,
                      callback_url=ADDRESS)
        return {FORM: {**form, "additionalProperties": True}}


def _json(told: object, status: int = 200) -> Response:
    return Response(json.dumps(told), status, mimetype="application/json")


@part.operation("GET", "/ping", Words(
    "Si le service est en marche", "Whether the service runs"),
    "Alive")
def ping() -> Response:
    return _json({"status": "alive", "msg": _ALIVE})


@part.operation("POST", "/run-task", Words(
    "Demande une analyse, comme au service existant",
    "Asks for an analysis, as of the existing service"),
    "Pending", body=TaskBody(), guard=STARTING, problems=PROBLEMS)
def run_task(document_id: str, document_url: str,
             callback_url: str) -> Response:
    ask_url(document_url, Order(caller().owner, document_id,
                                callback_url=callback_url))
    return _json({"status": "pending"})


# --- Problems, in the form that clients of the existing service read ---

def answer_problem(problem: Problem) -> Response:
    """Honest statuses, unlike the existing service's 200."""
    kind = WRONG_REQUEST if problem.kind is WRONG_DOCUMENT else problem.kind
    told = {"msg": problem.detail or kind.title.fr}
    if kind is not UNAUTHORIZED:
        told["status"] = "error"
    answer = _json(told, kind.status)
    add_headers(answer, kind)
    return answer


take_part(part.blueprint, answer_problem)
