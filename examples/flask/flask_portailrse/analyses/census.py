# SPDX-License-Identifier: Apache-2.0
"""How many runs there are, of which kind: read from the queue, so that every
process tells the same whoever did the work."""
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import portailrse as rse

from .run import STATES, state

_AT_ONCE = 1_000
BUCKETS = (1, 5, 15, 60, 300, 900, 3_600)  # seconds
WORKING = ("ready", "waiting", "running")


@dataclass
class Census:
    """What was counted at one moment."""

    states: Counter[str] = field(
        default_factory=lambda: Counter(dict.fromkeys(STATES, 0)))
    durations: list[float] = field(default_factory=list)
    to_send: int = 0
    waits_s: float = 0.0  #: the ready job that waits for longest
    silent_s: float | None = None  #: since the last sign of a worker

    def add(self, job: Any, now: datetime) -> None:
        what = state(job)
        self.states[what] += 1
        self.to_send += job["evenements"] - job["livres"]
        if what == "ready":
            waits = (now - job["moment"]).total_seconds()
            self.waits_s = max(self.waits_s, waits)
        if what == "done":
            self.durations.append(
                (job["fini_le"] - job["cree_le"]).total_seconds())
        if job["signe_le"]:
            silent = (now - job["signe_le"]).total_seconds()
            self.silent_s = silent if self.silent_s is None \
                else min(self.silent_s, silent)


def count(jobs: Iterable[Any]) -> Census:
    census, now = Census(), datetime.now(UTC)
    for job in jobs:
        census.add(job, now)
    return census


def take(queue: rse.Queue) -> Census:
    """Counts all jobs that are kept."""
    return count(_all(queue))


def _all(queue: rse.Queue) -> Iterator[Any]:
    after = ""
    while jobs := queue.jobs(after=after, limit=_AT_ONCE):
        yield from jobs
        after = jobs[-1]["id"]
