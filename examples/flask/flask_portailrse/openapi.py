# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI 3.1 document, written from the tables that check requests."""
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import url_for

from .contract import JSON, Operation, Parameter
from .problems import KINDS, Kind
from .schemas import ref
from .state import Embedded
from .words import Words

Document = dict[str, Any]

_TITLE = Words("Les obligations RSE d’une entreprise",
               "The obligations of a company")
_DONE = Words("La réponse", "The answer")
_TAG = Words("Ce qui change avec le référentiel", "Changes with the pack")
_WAIT = Words("Secondes à attendre", "Seconds to wait")
_SAME = Words("Rien n’a changé", "Nothing has changed")


def write_document(here: Embedded, lang: str) -> Document:
    operations = [each for part in here.parts for each in part.operations]
    kinds = {kind.name: kind for each in operations
             for kind in (*KINDS, *each.problems)}
    paths: dict[str, Document] = {}
    for each in operations:
        paths.setdefault(each.path, {})[each.method.lower()] = \
            _operation(each, lang)
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE.say(lang), "version": _version(),
                 "license": {"name": "Apache-2.0",
                             "identifier": "Apache-2.0"}},
        "servers": [{"url": _root()}],
        "paths": paths,
        "components": {
            "schemas": {**here.schemas, **here.dictionary.schemas(lang)},
            "responses": {name: _problem(kind, lang)
                          for name, kind in kinds.items()},
            "securitySchemes": {"bearer": {
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}}}


def _root() -> str:
    """Where the blueprint is, behind a proxy too."""
    here = url_for("portailrse.openapi")
    return here.removesuffix("/openapi.json") or "/"


def _version() -> str:
    try:
        return version("flask-portailrse")
    except PackageNotFoundError:  # run from its folder
        return "0"


def _operation(each: Operation, lang: str) -> Document:
    told: Document = {
        "operationId": each.name, "summary": each.about.say(lang),
        "parameters": [_parameter(each, one, lang)
                       for one in each.parameters],
        "responses": _responses(each, lang)}
    if each.body:
        told["requestBody"] = {"required": True, "content": {
            media: {"schema": schema}
            for media, schema in each.body.content().items()}}
    if each.guard:
        told["security"] = [{each.guard.scheme: []}]
    return told


def _parameter(each: Operation, one: Parameter, lang: str) -> Document:
    path = "{" + one.name + "}" in each.path
    return {"name": one.name, "in": "path" if path else "query",
            "required": one.required, "schema": one.schema,
            "description": one.about.say(lang)}


def _responses(each: Operation, lang: str) -> Document:
    done: Document = {
        "description": _DONE.say(lang),
        "content": {media: {"schema": _schema(media, each.answer)}
                    for media in each.media}}
    told: Document = {str(each.status): done}
    if each.cached:
        done["headers"] = {"ETag": _header("string", _TAG, lang)}
        told["304"] = {"description": _SAME.say(lang)}
    for kind in each.problems:
        told[str(kind.status)] = {"$ref":
                                  f"#/components/responses/{kind.name}"}
    return told


def _schema(media: str, answer: str) -> Document:
    return ref(answer) if media == JSON else {"type": "string"}


def _problem(kind: Kind, lang: str) -> Document:
    told: Document = {"description": kind.title.say(lang),
                      "content": {kind.media: {"schema": ref(kind.schema)}}}
    if kind.waits:
        told["headers"] = {"Retry-After": _header("integer", _WAIT, lang)}
    return told


def _header(kind: str, about: Words, lang: str) -> Document:
    return {"required": True, "description": about.say(lang),
            "schema": {"type": kind}}
