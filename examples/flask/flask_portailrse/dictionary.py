# SPDX-License-Identifier: Apache-2.0
"""The pack's dictionary of facts: what forms show, what requests may hold.
The schema of a fact is made here, published, and checked against."""
import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator

import portailrse as rse

from .formats import NULLS, formats, joined, literal
from .problems import WRONG_FACTS, Problem, Wrong
from .words import LANGS, Words

Schema = dict[str, Any]

# What each type of fact takes besides text, and the format of its text.
_NATIVE = {"number": "number", "count": "integer", "boolean": "boolean"}
_FORMATS = {"number": "portailrse-amounts", "count": "portailrse-amounts",
            "date": "portailrse-dates"}
_EXPECTED = {
    "number": Words("un nombre, ou ce qui en est su : 50..249, >= 50",
                    "a number, or what is known of it: 50..249, >= 50"),
    "count": Words("un nombre entier, ou ce qui en est su : 5..9, >= 5",
                   "a whole number, or what is known of it: 5..9, >= 5"),
    "boolean": Words("true ou false", "true or false"),
    "date": Words("une date comme 2026-11-27, ou >= 2026-01-01",
                  "a date such as 2026-11-27, or >= 2026-01-01"),
    "text": Words("un texte", "a text"),
}
_BETWEEN = Words("de {low} à {high}", "from {low} to {high}")
_ONE_OF = Words("une valeur parmi : ", "one of: ")
_NO_FACT = Words("le référentiel n’a pas ce fait", "the pack has no such fact")
_OBJECT = Words("Attendu : un objet de faits", "Expected: an object of facts")
_LIST = Words("Attendu : une liste de faits", "Expected: a list of facts")
_NEAREST = Words(" ; peut-être {name}", "; perhaps {name}")


class Fact:
    """One entry of the dictionary."""

    def __init__(self, infos: Mapping[str, rse.FactInfo],
                 written: Mapping[str, Any], max_text: int) -> None:
        self.infos = infos  # by language
        self.written = written  # as the pack has it
        self.type: str = written["type"]
        self.max_text = max_text
        self.validator = Draft202012Validator(self.schema("fr"),
                                              format_checker=formats)

    def names(self) -> list[str]:
        """The keys of requests: `effectif`, `effectif@-1`, ..."""
        years = range(1, self.infos["fr"].years)
        name: str = self.written["id"]
        return [name, *(f"{name}@-{year}" for year in years)]

    def _named(self) -> list[str]:
        """Values that have a name: choices and brackets."""
        return [*self.written.get("values", ()),
                *self.written.get("brackets", ())]

    def _text(self) -> list[Schema]:
        """What a text may be."""
        text: Schema = {"type": "string", "maxLength": self.max_text}
        if self.type in _FORMATS:
            return [{"enum": [*self._named(), "unknown"]},
                    {**text, "format": _FORMATS[self.type]}]
        words = [literal(name) for name in self._named()]
        if self.type == "boolean":
            words = ["true", "false"]
        if words and self.written.get("nullable"):
            words += NULLS
        return [{**text, "pattern": joined(words)} if words else text]

    def _native(self) -> Schema:
        native: Schema = {"type": _NATIVE[self.type]}
        for keyword, name in (("minimum", "min"), ("maximum", "max")):
            if name in self.written:
                native[keyword] = self.written[name]
        return native

    def schema(self, lang: str) -> Schema:
        """What a request may say of this fact."""
        kinds = self._text()
        if self.type in _NATIVE:
            kinds.insert(0, self._native())
        if self.written.get("nullable"):
            kinds.append({"type": "null"})
        return {"title": self.infos[lang].label, "anyOf": kinds}

    def expected(self, lang: str) -> str:
        """The same for people."""
        parts = [_EXPECTED[self.type].say(lang)]
        named = self._named()
        if named:
            one_of = _ONE_OF.say(lang) + ", ".join(named)
            parts = [one_of] if self.type == "text" else [*parts, one_of]
        if self.type != "date" and {"min", "max"} <= self.written.keys():
            parts.append(_BETWEEN.say(lang).format(
                low=self.written["min"], high=self.written["max"]))
        return "; ".join(parts) if lang == "en" else " ; ".join(parts)

    def entry(self, lang: str) -> dict[str, Any]:
        """For forms: GET /facts."""
        info = self.infos[lang]
        return {
            "id": info.id, "type": self.type, "label": info.label,
            "question": info.question, "unit": info.unit,
            "definition": info.definition, "law": info.law,
            "years": info.years, "evidence": bool(info.evidence),
            "nullable": bool(self.written.get("nullable")),
            "minimum": self.written.get("min"),
            "maximum": self.written.get("max"),
            "choices": [{"value": value, "label": label}
                        for value, label in info.choices],
            "brackets": list(info.brackets)}


class Dictionary:
    """All facts of a pack."""

    def __init__(self, pack: rse.Pack, max_text: int) -> None:
        self._pack = pack
        infos = {lang: {info.id: info for info in pack.facts_info(lang=number)}
                 for lang, number in LANGS.items()}
        self._facts = [
            Fact({lang: infos[lang][written["id"]] for lang in LANGS},
                 written, max_text)
            for written in json.loads(pack.json())["facts"]]
        self._by_name = {name: fact for fact in self._facts
                         for name in fact.names()}

    def entries(self, lang: str) -> list[dict[str, Any]]:
        return [fact.entry(lang) for fact in self._facts]

    def schemas(self, lang: str) -> dict[str, Schema]:
        """What requests hold: facts, as a flat object in which what is not
        known is left out, and names of facts."""
        facts = {name: fact.schema(lang)
                 for name, fact in self._by_name.items()}
        return {
            "Facts": {"type": "object", "properties": facts,
                      "additionalProperties": False},
            "FactNames": {"type": "array", "items": {"enum": list(facts)}}}

    def read(self, given: Any, lang: str) -> rse.Facts:
        """The facts of a request, or everything that is wrong with them."""
        if not isinstance(given, dict):
            raise Problem(WRONG_FACTS, _OBJECT.say(lang))
        facts = rse.Facts(self._pack)
        errors = [wrong for name, value in given.items()
                  if (wrong := self._set(facts, name, value, lang))]
        if errors:
            facts.close()
            raise Problem(WRONG_FACTS, errors=errors)
        return facts

    def read_names(self, given: Any, lang: str) -> list[tuple[str, int]]:
        """Facts and years, of names such as `effectif@-1`."""
        if not isinstance(given, list):
            raise Problem(WRONG_FACTS, _LIST.say(lang))
        names = [str(name) for name in given]
        errors: list[Wrong] = [
            {"fact": name, "detail": self._no_fact(name, lang)}
            for name in names if name not in self._by_name]
        if errors:
            raise Problem(WRONG_FACTS, errors=errors)
        split = [name.partition("@") for name in names]
        return [(fact, int(year or 0)) for fact, _, year in split]

    def _set(self, facts: rse.Facts, name: str, value: Any,
             lang: str) -> Wrong | None:
        fact = self._by_name.get(name)
        if fact is None:
            return {"fact": name, "detail": self._no_fact(name, lang)}
        try:
            if fact.validator.is_valid(value):
                facts[name] = value
                return None
        except rse.Error:
            pass  # of the right form, but the pack knows better
        return {"fact": name, "detail": fact.expected(lang)}

    def _no_fact(self, name: str, lang: str) -> str:
        near = get_close_matches(name, self._by_name, 1)
        return _NO_FACT.say(lang) + "".join(
            _NEAREST.say(lang).format(name=each) for each in near)
