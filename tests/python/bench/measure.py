# SPDX-License-Identifier: Apache-2.0
"""Times of several ways to do the same, taken in turns, so that whatever slows
the machine down slows each of them down. The clock is the thread's own: what
other programs do meanwhile does not count."""
from statistics import median
from time import thread_time
from timeit import Timer

ROUNDS = 41
LEAST = 0.01
"""Seconds of one timing, so that the clock's own steps do not matter."""


class Way:
    """A statement, with the names that it needs as locals."""

    def __init__(self, statement, names):
        setup = "\n".join(f"{name} = _names['{name}']" for name in names)
        self.timer = Timer(statement, setup or "pass", thread_time,
                           {"_names": names})
        self.number, spent = 1, 0.0
        while spent < LEAST:
            self.number *= 2
            spent = self.timer.timeit(self.number)
        self.times = []

    def run(self):
        self.times.append(self.timer.timeit(self.number) / self.number)


def medians(ways, rounds=ROUNDS):
    """{name: microseconds}, without what the loop itself costs. Each way: a
    statement and its names."""
    made = {name: Way(*way) for name, way in ways.items()}
    empty = Way("pass", {})
    for _ in range(rounds):
        empty.run()
        for way in made.values():
            way.run()
    loop = median(empty.times)
    return {name: (median(way.times) - loop) * 1e6
            for name, way in made.items()}
