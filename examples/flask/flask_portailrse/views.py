# SPDX-License-Identifier: Apache-2.0
"""The JSON endpoints. Each states what it takes; views see only requests
that hold it."""
from typing import Any

from flask import Response, json, request
from werkzeug.exceptions import HTTPException

import portailrse as rse

from .bodies import FactsBody
from .contract import Parameter, Part
from .state import embedded, today
from .openapi import write_document
from .problems import (NOT_JSON, TOO_LARGE, TOO_LATE, UNAVAILABLE,
                       UNKNOWN_COMPANY, WRONG_FACTS, WRONG_REQUEST,
                       Problem, answer_http, answer_library, answer_problem)
from .words import LANGS, Words, lang_of_request

part = Part("portailrse")
blueprint = part.blueprint
operation = part.operation

# --- Parameters ---

NUMBER = Parameter("number", {
    "type": "string", "format": "company-number", "maxLength": 40,
    "examples": ["012345674"]}, Words(
    "Numéro SIREN, SIRET ou de TVA, dont les chiffres de contrôle sont justes",
    "SIREN, SIRET or VAT number, with check digits that are right"),
    required=True)
DATE = Parameter("date", {"type": "string", "format": "date"}, Words(
    "Jour du droit appliqué, comme 2026-11-27 ; aujourd’hui à Paris par "
    "défaut",
    "Day of the law that applies, such as 2026-11-27; today in Paris by "
    "default"))
TEXT = Parameter("q", {
    "type": "string", "format": "company-search", "minLength": 1,
    "maxLength": 200}, Words(
    "Nom d’une entreprise, ou son numéro",
    "Name of a company, or its number"), required=True)
LIMIT = Parameter("limit", {
    "type": "integer", "minimum": 1, "maximum": 25, "default": 10}, Words(
    "Nombre d’entreprises, de 1 à 25", "How many companies, from 1 to 25"))
DEPARTMENT = Parameter("departement", {
    "type": "string", "pattern": "^([0-9]{2}|2[AB]|9[78][0-9])$"}, Words(
    "Département du siège, comme 35, 2A ou 971",
    "Department of the seat, such as 35, 2A or 971"))
OPEN = Parameter("only_open", {"type": "boolean", "default": False}, Words(
    "true : sans les entreprises fermées", "true: without closed companies"))

ASKING = (UNAVAILABLE, TOO_LATE)
BODY = (TOO_LARGE, NOT_JSON, WRONG_FACTS)


# --- Answers ---

def _json(told: object) -> Response:
    return Response(json.dumps(told), mimetype="application/json")


def _of_pack(told: object) -> Response:
    """An answer that depends on the pack and the language only."""
    answer = _json(told)
    answer.cache_control.public = True
    answer.cache_control.max_age = embedded().settings.max_age
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _told(record: Any) -> dict[str, Any]:
    """A unit without what its register is silent about."""
    return {name: value for name, value in record._asdict().items()
            if value != ""}


def _trace(trace: rse.Trace) -> dict[str, Any]:
    """A question to a service, in the form of the library's dashboards."""
    told = {"service": trace.name,
            "outcome": rse.outcome_name(trace.outcome),
            "origin": rse.Origin(trace.origin).name.lower(),
            "http": trace.http, "attempts": trace.attempts,
            "took_ms": trace.took_ms, "age_ms": trace.age_ms}
    if trace.status:
        told["status"] = rse.status_name(trace.status)
    if trace.message:
        told["message"] = trace.message
    return told


# --- Companies ---

@operation("GET", "/companies", Words(
    "Cherche une entreprise par son nom", "Searches companies by name"),
    "Companies", parameters=(TEXT, LIMIT, DEPARTMENT, OPEN),
    problems=(WRONG_REQUEST, *ASKING))
def search(q: str, limit: int, departement: str | None,
           only_open: bool) -> Response:
    here = embedded()
    try:
        found = here.services().search(
            q, limit=limit, only_open=only_open,
            departement=departement or "", **here.asking())
    except (rse.ParseError, rse.FactError) as wrong:
        errors = [TEXT.wrong(lang_of_request())]
        raise Problem(WRONG_REQUEST, errors=errors) from wrong
    return _json({"companies": [_told(unit) for unit in found]})


@operation("GET", "/companies/{number}", Words(
    "Ce que les registres disent d’une entreprise",
    "What registers say of a company"),
    "Company", parameters=(NUMBER,),
    problems=(WRONG_REQUEST, UNKNOWN_COMPANY, *ASKING))
def company(number: str) -> Response:
    here = embedded()
    with here.services().find(number, **here.asking()) as found:
        lang = LANGS[lang_of_request()]
        return _json({
            "unit": _told(found.unit),
            "warnings": list(found.warnings(lang)),
            "services": [_trace(trace) for trace in found.traces]})


# --- Obligations ---

@operation("GET", "/companies/{number}/obligations", Words(
    "Le tableau de bord d’une entreprise", "The dashboard of a company"),
    "Dashboard", parameters=(NUMBER, DATE),
    problems=(WRONG_REQUEST, UNKNOWN_COMPANY, *ASKING))
def dashboard(number: str, date: str | None) -> Response:
    return dashboard_with(number, date, {})


@operation("POST", "/companies/{number}/obligations", Words(
    "Le même, avec ce que l’appelant sait de l’entreprise",
    "The same, with what the caller knows of the company"),
    "Dashboard", parameters=(NUMBER, DATE), body=FactsBody(),
    problems=(WRONG_REQUEST, UNKNOWN_COMPANY, *BODY, *ASKING))
def dashboard_with(number: str, date: str | None,
                   facts: dict[str, Any]) -> Response:
    here, lang = embedded(), lang_of_request()
    with here.dictionary.read(facts, lang) as known, \
            here.dashboard() as board:
        board.run(number, known=known, date=date or today(), **here.asking())
        if not _is_known(board):
            raise _nobody_answers(board)
        return _json(board.json(LANGS[lang]))


def _is_known(board: rse.Dashboard) -> bool:
    """Whether a register answered, or there are facts all the same."""
    try:
        return bool(board.unit)
    except rse.NotFound:
        return len(board.facts) > 0


def _nobody_answers(board: rse.Dashboard) -> Problem:
    late = any(trace.status == rse.Status.ETIMEOUT for trace in board.traces)
    return Problem(TOO_LATE if late else UNAVAILABLE)


@operation("POST", "/obligations", Words(
    "Les obligations d’après des faits seuls",
    "Obligations from facts alone"),
    "Report", parameters=(DATE,), body=FactsBody(),
    problems=(WRONG_REQUEST, *BODY))
def obligations(date: str | None, facts: dict[str, Any]) -> Response:
    here, lang = embedded(), lang_of_request()
    with here.dictionary.read(facts, lang) as known:
        verdicts = here.pack.evaluate(known, date=date or today(),
                                      lang=LANGS[lang])
        return _json(verdicts.json(LANGS[lang]))


@operation("POST", "/next-question", Words(
    "La question dont la réponse décide le plus",
    "The question whose answer decides most"),
    "NextQuestion", parameters=(DATE,), body=FactsBody(("skip",)),
    problems=(WRONG_REQUEST, *BODY))
def next_question(date: str | None, facts: dict[str, Any],
                  skip: Any) -> Response:
    here, lang = embedded(), lang_of_request()
    with here.dictionary.read(facts, lang) as known, \
            rse.Report(here.pack) as report:
        for fact, year in here.dictionary.read_names(skip, lang):
            try:
                report.skip(here.pack.fact_ids.index(fact), year)
            except rse.NotFound:
                pass  # no rule reads it, so that nobody would ask
        verdicts = report.evaluate(known, date or today(), lang=LANGS[lang])
        question = verdicts.question
        return _json({"question": question and question._asdict()})


# --- What depends on the pack only ---

@operation("GET", "/facts", Words(
    "Le dictionnaire des faits, pour en faire des formulaires",
    "The dictionary of facts, to make forms of"),
    "Dictionary", cached=True)
def dictionary() -> Response:
    here = embedded()
    return _of_pack({
        "pack": here.pack.id, "version": here.pack.version,
        "digest": here.pack.digest,
        "facts": here.dictionary.entries(lang_of_request())})


@operation("GET", "/openapi.json", Words(
    "La description de ces points d’accès", "What these endpoints are"),
    "Document", cached=True)
def openapi() -> Response:
    return _of_pack(write_document(embedded(), lang_of_request()))


@operation("GET", "/health", Words(
    "Si le service peut répondre, sans rien demander au réseau",
    "Whether the service can answer, without asking the network"),
    "Health")
def health() -> Response:
    here = embedded()
    return _json({
        "status": "degraded" if here.broken else "ok",
        "library": rse.__version__, "pack": here.pack.id,
        "version": here.pack.version, "digest": here.pack.digest})


# --- What all have in common ---

@blueprint.before_request
def limit_body() -> None:
    request.max_content_length = embedded().settings.max_body


@blueprint.after_request
def add_headers(answer: Response) -> Response:
    answer.headers["Content-Language"] = lang_of_request()
    answer.vary.add("Accept-Language")
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    return answer


blueprint.register_error_handler(Problem, answer_problem)
blueprint.register_error_handler(rse.Error, answer_library)
blueprint.register_error_handler(HTTPException, answer_http)
