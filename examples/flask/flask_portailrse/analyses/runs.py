# SPDX-License-Identifier: Apache-2.0
"""Runs: asked for, looked at, taken back, and their results."""
from collections.abc import Callable
from typing import Any

from flask import Response, json, request, url_for
from werkzeug.datastructures import MIMEAccept

import portailrse as rse

from ..contract import JSON, Parameter, Part
from ..problems import TOO_LARGE, WRONG_REQUEST, Problem, answer_problem
from ..words import LANGS, Words, lang_of_request
from .asking import ask
from .failures import take_part
from .kinds import (BARRED, NO_RUN, NOT_NOW, OUT_OF_ORDER, TOO_MANY, TOO_SLOW,
                    UNAUTHORIZED, WRONG_DOCUMENT, WRONG_MEDIA)
from .requests import QUERY, Asked, RunBody
from .run import find, state, tell
from .state import analyses
from .tokens import ASKING, STARTING, caller

part = Part("portailrse_runs")
operation = part.operation
take_part(part.blueprint, answer_problem)

RUN = Parameter("run", {"type": "string", "pattern": "^[0-9A-Za-z]{26}$"},
                Words("Numéro de l’analyse", "Id of the run"), required=True)
FORMAT = Parameter("format", {"enum": ["json", "existing", "csv", "xlsx"],
                              "type": "string"}, Words(
    "json, existing (celui du service existant), csv ou xlsx ; selon Accept "
    "par défaut",
    "json, existing (that of the existing service), csv or xlsx; by Accept "
    "by default"))

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OF_MEDIA = {JSON: "json", CSV: "csv", XLSX: "xlsx"}

ANY = (WRONG_REQUEST, UNAUTHORIZED, OUT_OF_ORDER)
ONE = (*ANY, NO_RUN)


def _json(told: object, status: int = 200) -> Response:
    return Response(json.dumps(told), status, mimetype=JSON)


def _told(job: Any, status: int = 200) -> Response:
    events = analyses().queue().events(job["id"])
    return _json(tell(job, events), status)


# --- Runs ---

@operation("POST", "/runs", Words(
    "Demande l’analyse d’un document : ses octets, ou son adresse",
    "Asks for the analysis of a document: its bytes, or its address"),
    "Started", parameters=QUERY, body=RunBody(), guard=STARTING, status=202,
    problems=(*ANY, BARRED, TOO_SLOW, TOO_LARGE, WRONG_MEDIA, WRONG_DOCUMENT,
              TOO_MANY))
def start(document_id: str | None, name: str | None,
          asked: Asked) -> Response:
    added = ask(asked, caller().owner,
                {"document_id": document_id, "name": name})
    answer = _json({"id": added.id, "new": bool(added.is_new)}, 202)
    answer.headers["Location"] = url_for("portailrse_runs.show", run=added.id)
    return answer


@operation("GET", "/runs/{run}", Words(
    "Où en est une analyse", "How far a run is"),
    "Run", parameters=(RUN,), guard=ASKING, problems=ONE)
def show(run: str) -> Response:
    return _told(_mine(run))


@operation("DELETE", "/runs/{run}", Words(
    "Annule une analyse", "Takes a run back"),
    "Run", parameters=(RUN,), guard=ASKING, status=202,
    problems=(*ONE, NOT_NOW))
def cancel(run: str) -> Response:
    _mine(run)
    try:
        analyses().queue().cancel(run)
    except rse.Conflict as wrong:
        raise Problem(NOT_NOW, wrong.message) from wrong
    return _told(_mine(run), 202)


@operation("POST", "/runs/{run}/retry", Words(
    "Recommence une analyse qui a échoué ou a été annulée",
    "Begins a run again that failed or was taken back"),
    "Run", parameters=(RUN,), guard=STARTING, status=202,
    problems=(*ONE, NOT_NOW, TOO_MANY))
def retry(run: str) -> Response:
    _mine(run)
    try:
        analyses().queue().retry(run)
    except (rse.Conflict, rse.Exists) as wrong:
        raise Problem(NOT_NOW, wrong.message) from wrong
    return _told(_mine(run), 202)


def _mine(run: str) -> Any:
    return find(analyses().queue(), run, caller().owner)


# --- Results ---

@operation("GET", "/runs/{run}/result", Words(
    "Ce que l’analyse a trouvé", "What a run has found"),
    "Result", parameters=(RUN, FORMAT), guard=ASKING,
    media=(JSON, CSV, XLSX), problems=(*ONE, NOT_NOW))
def result(run: str, format: str | None) -> Response:
    job = _mine(run)
    if state(job) != "done":
        raise Problem(NOT_NOW)
    passages = rse.Passages()
    passages.add("", analyses().queue().result(run))
    answer = _WRITERS[format or _wanted(request.accept_mimetypes)](passages)
    answer.vary.add("Accept")
    return answer


def _wanted(accepted: MIMEAccept) -> str:
    return _OF_MEDIA[accepted.best_match(_OF_MEDIA, JSON) or JSON]


Write = Callable[[rse.Passages], Response]


def _text(format: rse.PassagesFormat, media: str) -> Write:
    def write(passages: rse.Passages) -> Response:
        return Response(passages.write(format, LANGS[lang_of_request()]),
                        mimetype=media)
    return write


def _workbook(passages: rse.Passages) -> Response:
    answer = Response(passages.xlsx(lang=LANGS[lang_of_request()]),
                      mimetype=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="esrs.xlsx"'
    return answer


_WRITERS: dict[str, Write] = {"json": _text(rse.PassagesFormat.JSON, JSON),
            "existing": _text(rse.PassagesFormat.EXISTING, JSON),
            "csv": _text(rse.PassagesFormat.CSV, CSV), "xlsx": _workbook}
