# SPDX-License-Identifier: Apache-2.0
"""What a request for a run holds, in each of the media types that it may
have."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

from flask import request
from jsonschema import Draft202012Validator

from ..bodies import read_json
from ..contract import JSON, Parameter
from ..dictionary import Schema
from ..problems import Problem, Wrong
from ..schemas import record
from ..words import Words, lang_of_request
from .kinds import WRONG_DOCUMENT, WRONG_MEDIA
from .state import analyses

PDF = "application/pdf"
MULTIPART = "multipart/form-data"

# What a document is called by those who asked, and who is told. No name of a
# file is made of it.
DOCUMENT_ID: Schema = {"type": "string", "minLength": 1, "maxLength": 128,
                       "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]*$"}
NAME: Schema = {"type": "string", "maxLength": 200,
                "pattern": r"^[^\u0000-\u001f\u007f]*$"}
ADDRESS: Schema = {"type": "string", "minLength": 1, "maxLength": 8_192,
                   "format": "portailrse-address"}
FILE: Schema = {"type": "string", "format": "binary",
                "contentMediaType": PDF}

_TEXTS: dict[str, tuple[Schema, Words]] = {
    "document_id": (DOCUMENT_ID, Words(
        "De 1 à 128 lettres, chiffres, « - », « _ » ou « . »",
        "1 to 128 letters, digits, “-”, “_” or “.”")),
    "name": (NAME, Words(
        "Au plus 200 caractères, sans caractère de contrôle",
        "At most 200 characters, no control characters")),
    "document_url": (ADDRESS, Words(
        "Une adresse", "An address")),
    "callback_url": (ADDRESS, Words(
        "Une adresse", "An address")),
}
_NO_MEMBER = Words("ce membre n’existe pas", "there is no such member")
_REQUIRED = Words("ce membre manque", "this member is missing")

QUERY = tuple(
    Parameter(name, _TEXTS[name][0], _TEXTS[name][1])
    for name in ("document_id", "name"))


class Asked(NamedTuple):
    """A run that is asked for: with a file, or the address of one."""

    file: IO[bytes] | None
    texts: Mapping[str, str]


@dataclass(frozen=True)
class RunBody:
    """The bytes of a document, or its address."""

    def read(self) -> dict[str, Any]:
        form = _FORMS.get(request.mimetype)
        if not form:
            raise Problem(WRONG_MEDIA)
        return {"asked": form()}

    def content(self) -> dict[str, Schema]:
        texts = {name: schema for name, (schema, _) in _TEXTS.items()}
        address = texts.pop("document_url")
        return {
            PDF: FILE,
            MULTIPART: record(*texts, **texts, document=FILE),
            JSON: record(*texts, **texts, document_url=address)}


def _of_pdf() -> Asked:
    request.max_content_length = analyses().settings.max_document
    return Asked(request.stream, {})


def _of_multipart() -> Asked:
    # Beside the document: a few texts, and what stands between parts.
    request.max_content_length = (analyses().settings.max_document
                                  + analyses().settings.max_body)
    texts = _checked(request.form.to_dict(flat=False),
                     request.files.to_dict(flat=False))
    return Asked(request.files["document"].stream, texts)


def _checked(form: dict[str, list[str]], files: dict[str, list[Any]]
             ) -> dict[str, str]:
    if list(files) != ["document"] or len(files["document"]) != 1:
        raise _wrong([("document", _REQUIRED)])
    twice = [name for name, texts in form.items() if len(texts) != 1]
    return _texts({name: texts[0] for name, texts in form.items()}
                  | dict.fromkeys(twice), ("document_id", "name",
                                           "callback_url"))


def _of_json() -> Asked:
    body = read_json()
    if not isinstance(body, dict):
        raise Problem(WRONG_DOCUMENT)
    if "document_url" not in body:
        raise _wrong([("document_url", _REQUIRED)])
    return Asked(None, _texts(body, tuple(_TEXTS)))


def _texts(given: dict[str, Any], allowed: tuple[str, ...]
           ) -> dict[str, str]:
    """The texts, each of which is as the table says."""
    wrong = [(name, _NO_MEMBER) for name in given if name not in allowed]
    wrong += [(name, about) for name, (schema, about) in _TEXTS.items()
              if name in given and name in allowed
              and not Draft202012Validator(schema).is_valid(given[name])]
    if wrong:
        raise _wrong(wrong)
    return given


def _wrong(members: list[tuple[str, Words]]) -> Problem:
    lang = lang_of_request()
    errors: list[Wrong] = [{"member": name[:200], "detail": words.say(lang)}
                           for name, words in members]
    return Problem(WRONG_DOCUMENT, errors=errors)


_FORMS = {PDF: _of_pdf, MULTIPART: _of_multipart, JSON: _of_json}
