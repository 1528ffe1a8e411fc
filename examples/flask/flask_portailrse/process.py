# SPDX-License-Identifier: Apache-2.0
"""Objects that must not cross a fork: connections, open files, locks."""
import os
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class PerProcess(Generic[T]):
    """Made on first use, by the process that uses it.

    A child of fork makes its own. It keeps what it inherited without touching
    it: closing would speak on connections that belong to the parent."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._mine: T | None = None
        self._inherited: list[T] = []
        _everywhere.add(self)

    def get(self) -> T:
        with self._lock:
            if self._mine is None:
                self._mine = self._make()
            return self._mine

    def after_fork(self) -> None:
        # Another thread of the parent may have held the lock at that moment.
        self._lock = threading.Lock()
        if self._mine is not None:
            self._inherited.append(self._mine)
            self._mine = None


_everywhere: WeakSet[PerProcess[Any]] = WeakSet()


def _after_fork() -> None:
    for each in list(_everywhere):
        each.after_fork()


os.register_at_fork(after_in_child=_after_fork)
