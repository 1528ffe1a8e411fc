# SPDX-License-Identifier: Apache-2.0
"""The tables, for people."""
from textwrap import fill

from measure import times
from peers import EXACT, PEERS, RANGES

TITLES = {EXACT: "Every fact is known",
          RANGES: "Every size is a range"}


def short(number):
    """Three digits: 312 M, 1.25 k, 0.32."""
    for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if number >= size * 0.9995:
            return f"{digits(number / size)} {unit}"
    return digits(number)


def digits(number):
    if number >= 99.95:
        return f"{number:,.0f}"
    if number == 0:
        return "0"
    if number < 0.995:
        return f"{number:.3g}"
    return f"{number:.{1 if number >= 9.995 else 2}f}"


def laid_out(head, rows):
    """Columns as wide as they must be; the first and the last to the left."""
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    ends = 0, len(head) - 1
    return "\n".join("  ".join(
        cell.ljust(width) if i in ends else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(line, widths))).rstrip()
        for line in lines)


def speed_rows(peers, measured, versions):
    """Fastest first."""
    for peer in sorted(peers, key=lambda p: -measured[p.name].rate):
        it = measured[peer.name]
        against = [short(times(measured[ours], it)) if ours in measured
                   else "" for ours in ("single", "batch")]
        yield (peer.title, short(it.rate),
               f"{short(min(it.rates))}..{short(max(it.rates))}",
               digits(1e6 / it.rate), *against, short(it.rows),
               versions[peer.name])


def speed(table, peers, measured, versions, checked):
    head = ("", "companies/s", "min..max", "µs each", "x slower than single",
            "than batch", "rows", "version")
    lines = [f"{TITLES[table]}: eight obligations, one thread; all "
             f"{checked:,} answers checked agree",
             laid_out(head, speed_rows(peers, measured, versions))]
    if table == RANGES:
        lines.append(fill("exact facts alone: " + "; ".join(
            peer.title for peer in PEERS if RANGES not in peer.tables),
            120, break_on_hyphens=False))
    return "\n".join(lines)


def share(part, whole):
    return f"{part:,} ({100 * part / whole:.1f} %)"


def sound(peers, soundness, decisions, unknown, versions):
    head = ("", "told, not certain", "certain, not told", "version")
    rows = [(peer.title, share(soundness[peer.name][0], decisions),
             share(soundness[peer.name][1], decisions),
             versions[peer.name]) for peer in peers]
    return (f"30 % of the facts are missing: of {decisions:,} decisions "
            f"{share(unknown, decisions)} cannot be told\n"
            + laid_out(head, rows))


def held(bars):
    rows = [("held" if bar.held else "MISSED", digits(bar.figure),
             ("<= " if bar.at_most else ">= ") + digits(bar.bound),
             f"{bar.unit}: {bar.what}") for bar in bars]
    return "Bars\n" + laid_out(("", "measured", "bar", ""), rows)
