# SPDX-License-Identifier: Apache-2.0
"""The query language of Sirene: fields, AND OR NOT, phrases, ranges."""
import fnmatch
import re

from companies import fold

TOKEN = re.compile(r"""\s*(?:
    (?P<op>AND\b|OR\b|NOT\b|\(|\)|-(?=\w))|
    (?P<field>[A-Za-z][A-Za-z0-9]*):|
    (?P<call>periode)(?=\()|
    (?P<range>\[[^\]\[]*\])|
    "(?P<phrase>(?:[^"\\]|\\.)*)"(?:~\d*)?|
    (?P<word>(?:\\.|[^\s()\[\]{}"^~:\\/+!&|])+~?\d*)
    )""", re.X)


class Wrong(Exception):
    """The query does not follow the grammar."""


def tokens_of(text):
    place, found = 0, []
    text = text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match or match.end() == place:
            raise Wrong(text[place:place + 12])
        found.append((match.lastgroup, match.group(match.lastgroup)))
        place = match.end()
    return found


def plain(text):
    return re.sub(r"\\(.)", r"\1", text)


def word_test(word):
    """A word, perhaps with * and ? that are not escaped."""
    word = re.sub(r"~\d*$", "", word)
    parts = re.split(r"(\\.|[*?])", word)
    glob = "".join("[" + p[1] + "]" if p[:1] == "\\" and p[1:] in ("*", "?")
                   else p if p in ("*", "?") else fold(plain(p))
                   for p in parts)
    if not glob.strip():
        return lambda told: True  # analysed to nothing: no condition
    if " " in glob:
        return phrase_test(word)

    def test(told):
        whole = fold(told)
        return (fnmatch.fnmatchcase(whole, glob)
                or any(fnmatch.fnmatchcase(w, glob) for w in whole.split()))
    return test


def phrase_test(phrase):
    wanted = f" {fold(plain(phrase))} "
    return lambda told: wanted.strip() and wanted in f" {fold(told)} "


def range_test(text):
    match = re.fullmatch(r"\[\s*(\S+)\s+TO\s+(\S+)\s*\]", text)
    if not match:
        raise Wrong(text)
    low, high = match.groups()
    if "*" not in (low, high) and low > high:
        raise Wrong("ordre incorrect dans l'intervalle : " + text)
    return lambda told: ((low == "*" or told >= low)
                         and (high == "*" or told <= high))


TESTS = {"word": word_test, "phrase": phrase_test, "range": range_test}


class Parser:
    """Gives a predicate over flat records {field: [values]}."""

    def __init__(self, text, fields):
        self.tokens, self.place = tokens_of(text), 0
        self.fields = fields

    def peek(self):
        if self.place < len(self.tokens):
            return self.tokens[self.place]
        return (None, None)

    def take(self, *wanted):
        if self.peek() in wanted:
            self.place += 1
            return True
        return False

    def either(self):
        sides = [self.both()]
        while self.take(("op", "OR")):
            sides.append(self.both())
        return lambda record: any(side(record) for side in sides)

    def both(self):
        sides = [self.one()]
        while self.take(("op", "AND")):
            sides.append(self.one())
        return lambda record: all(side(record) for side in sides)

    def one(self):
        if self.take(("op", "NOT"), ("op", "-")):
            inner = self.one()
            return lambda record: not inner(record)
        self.take(("call", "periode"))
        if self.take(("op", "(")):
            inner = self.either()
            if not self.take(("op", ")")):
                raise Wrong("parenthèse")
            return inner
        return self.field()

    def field(self):
        kind, name = self.peek()
        if kind != "field" or name not in self.fields:
            raise Wrong(name or "fin de la requête")
        self.place += 1
        kind, value = self.peek()
        if kind not in TESTS:
            raise Wrong(value or "fin de la requête")
        self.place += 1
        test = TESTS[kind](value)
        return lambda record: any(test(told) for told in record.get(name, ())
                                  if told is not None)

    def whole(self):
        test = self.either()
        if self.place < len(self.tokens):
            raise Wrong(self.peek()[1])
        return test


def compile_query(text, fields):
    return Parser(text, fields).whole()
