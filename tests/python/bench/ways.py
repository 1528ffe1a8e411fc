# SPDX-License-Identifier: Apache-2.0
"""The same things done in several ways: {title: {way: (statement, names)}}.
Companies come in rotation, since the library remembers the last one."""
from itertools import cycle

import companies
import handwritten
import portailrse as rse

DATE = "2026-11-27"
OURS, HAND, CFFI = "portailrse", "by hand", "cffi"
WHOLE, VERDICTS, ANSWERS = "reasons, law and question", \
    "verdicts and criteria", "answers"
PLAIN = "plain Python, facts may be missing"
KNOWN = "plain Python, every fact must be known"
FIELD, FACTS, REASONS = "read a field of a record", \
    "build facts of twelve fields", "evaluate one company with reasons"
TWELVE, ALL = "one company, nine obligations, twelve facts known", \
    f"the same, all of {len(companies.VALUES)} facts known"
ROTATION = 256


def everything(pack, facts):
    """What a page shows: answers, criteria, reasons, law, a question."""
    verdicts = pack.evaluate(facts, date=DATE)
    return [(v.answer, v.met, v.reason, v.law) for v in verdicts], \
        verdicts.question


def by_hand(peer):
    """The calls of a pack that was bound by hand; cffi's has the same."""
    known = cycle(companies.of_twelve(ROTATION)).__next__
    return {
        FIELD: ("fact.label", {"fact": peer.fact(0)}),
        FACTS: ("facts(known())", {"facts": peer.facts, "known": known}),
        REASONS: ("[(v.answer, v.reason) for v in evaluate(known(), date)]",
                  {"evaluate": peer.evaluate, "known": known, "date": DATE})}


def ours(pack):
    known = cycle(companies.of_twelve(ROTATION)).__next__
    return {
        FIELD: ("fact.label", {"fact": pack.facts_info()[0]}),
        FACTS: ("Facts(pack, known())", {"Facts": rse.Facts, "pack": pack,
                                         "known": known}),
        REASONS: ("[(v.answer, v.reason) for v in"
                  " evaluate(known(), date=date)]",
                  {"evaluate": pack.evaluate, "known": known, "date": DATE})}


def cffi(folder):
    import cffi_peer
    ways = by_hand(cffi_peer.Pack(folder))
    statement, names = ways[FIELD]
    ways[FIELD] = ("string(fact.label)",
                   {**names, "string": cffi_peer.string})
    return ways


def calls(pack, folder, peers):
    """The calls of a thin binding."""
    found = {OURS: ours(pack), HAND: by_hand(handwritten.Pack(folder))}
    if peers:
        found[CFFI] = cffi(folder)
    return {title: {name: ways[title] for name, ways in found.items()}
            for title in (FIELD, FACTS, REASONS)}


def company(pack, made, peers):
    """One company, every obligation."""
    names = {"pack": pack, "known": cycle(made).__next__, "date": DATE,
             "everything": everything}
    ways = {WHOLE: ("everything(pack, known())", names),
            VERDICTS: ("pack.evaluate(known(), date=date)", names),
            ANSWERS: ("pack.answers(known(), date=date)", names)}
    for name, peer in peers.items():
        ways[name] = ("evaluate(known())", {"evaluate": peer.evaluate,
                                            "known": names["known"]})
    return ways


def every_way(name, peers=True):
    """All of it, on one pack."""
    folder = str(rse.pack_folder(name))
    pack = rse.Pack.load(folder)
    few, full = {}, {}
    if peers:
        import plain
        import plain_known
        few, full = {PLAIN: plain}, {PLAIN: plain, KNOWN: plain_known}
    return {**calls(pack, folder, peers),
            TWELVE: company(pack, companies.of_twelve(ROTATION), few),
            ALL: company(pack, companies.whole(ROTATION), full)}
