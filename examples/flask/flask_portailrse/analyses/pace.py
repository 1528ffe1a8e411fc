# SPDX-License-Identifier: Apache-2.0
"""How often a caller may ask: so many a minute, in each process."""
import time
from collections.abc import Callable
from threading import Lock

MINUTE = 60.0
_CALLERS = 10_000


class Pace:
    """A bucket a caller, which fills as time goes on."""

    def __init__(self, a_minute: int,
                 now: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._now = now
        self._lock = Lock()
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, caller: str) -> bool:
        """Whether the caller may ask once more."""
        if not self._most:
            return True
        with self._lock:
            now = self._now()
            left, since = self._buckets.pop(caller, (self._most, now))
            left = min(self._most,
                       left + (now - since) * self._most / MINUTE)
            self._buckets[caller] = (left - 1 if left >= 1 else left, now)
            # Who has not asked for longest has a full bucket again.
            if len(self._buckets) > _CALLERS:
                self._buckets.pop(next(iter(self._buckets)))
            return left >= 1
