# SPDX-License-Identifier: Apache-2.0
"""What the Python package costs, in one run, beside a binding written by hand,
cffi and plain Python, for companies in rotation. Fails when a bound is not
held.

usage: bench.py PACK [ROWS]"""
import shutil
import sys

import cffi_peer
import companies
import handwritten
import instructions
import plain
import plain_known
import portailrse as rse
import ways
from measure import medians
from ways import (FACTS, FIELD, HAND, OURS, PLAIN, REASONS, TWELVE, VERDICTS,
                  WHOLE)

missed = []


def bound(what, value, most):
    held = value <= most
    print(f"  -> {what}: {value:.2f}, at most {most:.2f}"
          + ("" if held else "   MISSED"))
    if not held:
        missed.append(what)


def tell(title, found, counted):
    print(f"\n{title}")
    for name, value in found.items():
        count = f"{counted[name]:9.0f} instructions" if counted else ""
        print(f"  {name:<42}{value:9.3f} us {count}")


def agree(pack, count=10_000):
    """Plain Python answers what the pack answers."""
    half = count // 2
    blind = 0
    for facts in companies.whole(half, 11):
        said = {v.id: (v.answer, v.met)
                for v in pack.evaluate(facts, date=ways.DATE)}
        assert plain.evaluate(facts) == said, facts
        assert plain_known.evaluate(facts) == said, facts
    for facts in companies.partly(half, 12):
        told = plain.evaluate(facts)
        for v in pack.evaluate(facts, date=ways.DATE):
            answer, met = told[v.id]
            blind += answer != v.answer
            assert answer in (v.answer, rse.Answer.UNKNOWN), (v, facts)
            assert all(a in (b, None) for a, b in zip(met, v.met)), (v, facts)
    print(f"{count} companies: plain Python agrees; where facts are missing"
          f" it leaves {blind} of {half * 9} answers open that the pack knows")


def same(name):
    """Each binding says the same of each company."""
    folder = str(rse.pack_folder(name))
    pack = rse.Pack.load(folder)
    peers = handwritten.Pack(folder), cffi_peer.Pack(folder)
    for facts in companies.of_twelve(1000) + companies.partly(1000):
        said = [(v.id, v.answer, v.reason)
                for v in pack.evaluate(facts, date=ways.DATE)]
        for peer in peers:
            assert said == [(v.id, v.answer, v.reason)
                            for v in peer.evaluate(facts, ways.DATE)], facts


def hold(times, counted):
    """Instructions decide between bindings, where they could be counted."""
    of = counted or times
    for title in (FIELD, FACTS, REASONS):
        bound(f"{title}: {OURS} / {HAND}", of[title][OURS] / of[title][HAND],
              1.5)
    bound(f"{WHOLE}, us", times[TWELVE][WHOLE], 15)
    bound(f"{VERDICTS}, us", times[TWELVE][VERDICTS], 3)
    bound(f"five times {VERDICTS} / {PLAIN}",
          5 * times[TWELVE][VERDICTS] / times[TWELVE][PLAIN], 1)


def main():
    name = sys.argv[1]
    agree(rse.Pack.load(name))
    same(name)
    times = {title: medians(group)
             for title, group in ways.every_way(name).items()}
    counted = instructions.of_all(name, peers=True) \
        if shutil.which("valgrind") else {}
    for title, found in times.items():
        tell(title, found, counted.get(title))
    print()
    hold(times, counted)
    if len(sys.argv) > 2:
        import tables
        tables.batch(name, int(sys.argv[2]), bound)
    print(f"\n{len(missed)} bounds missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
