# SPDX-License-Identifier: Apache-2.0
"""How long a transaction may take, and who may stop it."""

from __future__ import annotations

import time
from collections.abc import Callable

import portailrse as rse

DEFAULT_MS = 5000
SLICE_S = 0.05
"""Who waits looks up so often."""


class Limit:
    """A deadline for everything in a transaction together."""

    def __init__(self, deadline_ms: int,
                 should_stop: Callable[[], object] | None) -> None:
        self._until = time.monotonic() + (deadline_ms or DEFAULT_MS) / 1000
        self.should_stop = should_stop

    def lift(self) -> None:
        """Others were waited for; the work itself takes as long as it
        takes."""
        self._until = float("inf")

    @property
    def left_ms(self) -> int:
        """At least 1; 0: there is no limit."""
        left = self._until - time.monotonic()
        return 0 if left == float("inf") else max(1, int(left * 1000))

    def over(self) -> rse.Error | None:
        """Why the transaction must end, if it must."""
        if self.should_stop is not None and self.should_stop():
            return rse.Canceled("stopped as asked")
        if time.monotonic() > self._until:
            return rse.TimedOut("the transaction took longer than it may")
        return None

    def check(self) -> None:
        reason = self.over()
        if reason is not None:
            raise reason

    def sleep(self, seconds: float) -> None:
        """A pause, unless the time is over."""
        self.check()
        time.sleep(min(seconds, SLICE_S))
