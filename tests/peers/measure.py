# SPDX-License-Identifier: Apache-2.0
"""Rounds in which every peer has its turn, so that whatever else the machine
does meets all of them."""
from statistics import median
from typing import NamedTuple

import crosscheck


class Measured(NamedTuple):
    rows: int      # in a round
    rates: list    # companies a second, round by round

    @property
    def rate(self):
        return median(self.rates)


def timed(talk, rows, digits):
    """Seconds; raises when something else than that was answered."""
    seconds, counts = talk.time(rows)
    if counts != crosscheck.tally_of(digits, rows):
        raise crosscheck.Differs(f"{talk.name}: what was timed is not what "
                                 f"was asked for ({rows} companies)")
    return seconds


def rows_for(peer, talk, digits, seconds):
    """How many companies take about so long; warms up by the way."""
    total = len(digits) // crosscheck.COUNT
    rows = total if peer.as_a_whole else min(total, 32)
    while True:
        spent = max(timed(talk, rows, digits), 1e-7)
        wanted = rows * seconds / spent
        if wanted <= 2 * rows:
            break
        rows = rounded(min(wanted, 10 * rows), total)
    return rounded(max(wanted, total if peer.as_a_whole else 8), total)


def rounded(rows, total):
    """Whole passes, where there is more than one."""
    return int(rows) if rows <= total else round(rows / total) * total


def rounds(peers, talks, digits, count, seconds, say):
    """What each peer did in each round, by name."""
    rows = {peer.name: rows_for(peer, talks[peer.name], digits, seconds)
            for peer in peers}
    found = {peer.name: Measured(rows[peer.name], []) for peer in peers}
    for number in range(count):
        say(f"round {number + 1} of {count}")
        for peer in peers[number % len(peers):] + peers[:number % len(peers)]:
            spent = timed(talks[peer.name], rows[peer.name], digits)
            found[peer.name].rates.append(rows[peer.name] / spent)
    return found


def times(fast, slow):
    """How many times faster, by rounds."""
    return median(a / b for a, b in zip(fast.rates, slow.rates))
