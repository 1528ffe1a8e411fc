# SPDX-License-Identifier: Apache-2.0
"""The hot calls through cffi, as one would write them."""
from typing import NamedTuple

from _cffi_peer import ffi, lib

FR, REASON = 0, 0


class Verdict(NamedTuple):
    id: str
    answer: int
    reason: str


def string(text):
    return ffi.unpack(text.ptr, text.len).decode() if text.len else ""


def check(status, err):
    if status:
        raise ValueError(ffi.string(err.message).decode())


def made(kind, make, *arguments):
    out, err = ffi.new(kind), ffi.new("prse_error *")
    check(make(out, *arguments, err), err)
    return out[0]


class Pack:
    def __init__(self, path):
        engine = made("prse_engine **", lib.prse_engine_new, ffi.NULL)
        self.pack = made("prse_pack **", lib.prse_pack_load, engine,
                         path.encode(), ffi.NULL)
        self.used = made("prse_facts **", lib.prse_facts_new, self.pack)
        self.report = made("prse_report **", lib.prse_report_new, self.pack)
        self.err = ffi.new("prse_error *")
        self.places, self.texts, self.infos = {}, {}, []
        for i in range(lib.prse_pack_fact_count(self.pack)):
            self._place(i)
        self.ids = [self._obligation(i) for i in range(
            lib.prse_pack_obligation_count(self.pack))]

    def fact(self, index):
        info = ffi.new("prse_fact_info *",
                       {"size": ffi.sizeof("prse_fact_info")})
        check(lib.prse_pack_fact(self.pack, index, FR, info, self.err),
              self.err)
        return info

    def _place(self, i):
        info = self.fact(i)
        self.infos.append(info)  # what info.id points into
        name = string(info.id)
        self.places[name] = i, 0, info.id
        for year in range(1, info.years):
            self.places[f"{name}@-{year}"] = i, -year, info.id

    def _obligation(self, i):
        info = ffi.new("prse_obligation_info *",
                       {"size": ffi.sizeof("prse_obligation_info")})
        check(lib.prse_pack_obligation(self.pack, i, FR, info, self.err),
              self.err)
        return string(info.id)

    def text(self, value):
        """Text as C reads it: kept, since the same texts come again."""
        if value not in self.texts:
            encoded = b"null" if value is None else value.encode()
            kept = ffi.new("char[]", encoded)
            self.texts[value] = kept, ffi.new(
                "prse_str *", {"ptr": kept, "len": len(encoded)})
        return self.texts[value][1][0]

    def set(self, facts, values):
        err, places, set_int = self.err, self.places, lib.prse_facts_set_int
        for key, value in values.items():
            index, year, name = places[key]
            if isinstance(value, int):
                status = set_int(facts, index, year, value, err)
            else:
                status = lib.prse_facts_set(facts, name, year,
                                            self.text(value), err)
            check(status, err)

    def facts(self, values):
        facts = ffi.gc(made("prse_facts **", lib.prse_facts_new, self.pack),
                       lib.prse_facts_free)
        self.set(facts, values)
        return facts

    def evaluate(self, values, date):
        lib.prse_facts_clear(self.used)
        self.set(self.used, values)
        check(lib.prse_report_evaluate(self.report, self.used,
                                       self.text(date), self.err), self.err)
        reason, report = ffi.new("prse_str *"), self.report
        verdicts = []
        for i, name in enumerate(self.ids):
            check(lib.prse_report_sentence(reason, report, i, REASON, FR,
                                           self.err), self.err)
            verdicts.append(Verdict(name, lib.prse_report_answer(report, i),
                                    string(reason)))
        return verdicts
