# SPDX-License-Identifier: Apache-2.0
"""Which connection of Django's a transaction runs on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from weakref import WeakSet

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_busy: WeakSet[BaseDatabaseWrapper] = WeakSet()


def take(alias: str) -> tuple[BaseDatabaseWrapper, Callable[[], None]]:
    """The connection of this thread, and what gives it back.

    A thread that Python did not start forgets its connection from one call to
    the next, and a connection that is at work serves nobody else: these get
    one of their own, closed at the end."""
    connection = None if _is_foreign() else connections[alias]
    if connection is None or connection in _busy:
        own = connections.create_connection(alias)
        own.inc_thread_sharing()
        return own, own.close
    _busy.add(connection)
    connection.inc_thread_sharing()

    def give_back() -> None:
        _busy.discard(connection)
        connection.dec_thread_sharing()

    return connection, give_back


def _is_foreign() -> bool:
    return isinstance(threading.current_thread(), threading._DummyThread)
