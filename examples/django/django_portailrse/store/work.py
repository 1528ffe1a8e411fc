# SPDX-License-Identifier: Apache-2.0
"""A transaction on a connection of Django's: what all databases share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, ClassVar, NamedTuple

from django.db import Error, InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

import portailrse as rse

from .limit import Limit
from .sql import Dialect

SAVEPOINT = '"prse_joined"'

Row = Sequence[Any]


class Done(NamedTuple):
    """What a statement gave and how many rows it changed."""

    rows: Sequence[Row]
    changed: int


class Work(ABC):
    """One transaction. Inside `transaction.atomic()` it becomes a part of it,
    by a savepoint: what it did is then kept when the outer one is."""

    dialect: ClassVar[Dialect]

    def __init__(self, connection: BaseDatabaseWrapper, limit: Limit,
                 write: bool, is_long: bool) -> None:
        self.connection = connection
        self.limit = limit
        self.write = write
        self.is_long = is_long
        """It migrates, or looks for damage."""
        self.joined = False
        self._begun = False

    # --- What a database does in its own way

    @abstractmethod
    def start(self) -> None:
        """Begins a serialisable transaction."""

    @abstractmethod
    def may_join(self) -> None:
        """Raises where the transaction that is open is not serialisable."""

    @abstractmethod
    def failure(self, error: Error) -> Exception:
        """An error of the database in the words of the library."""

    @abstractmethod
    def is_open(self) -> bool:
        """A transaction is open on the connection."""

    @abstractmethod
    def stream(self, sql: str, params: Sequence[Any],
               limit: int) -> Iterator[Row]:
        """Rows as they come; `limit`: at most so many, 0: no limit."""

    def alone(self) -> None:
        """Waits until nobody else migrates."""

    def damages(self) -> Iterator[str]:
        """What is damaged."""
        return iter(())

    def ended(self) -> None:
        """After the end, whatever it was."""

    def run(self, sql: str, params: Sequence[Any],
            undoable: bool = False) -> Done:
        """A statement; an undoable one may fail with `rse.Exists` without
        ending the transaction."""
        return self.execute(sql, params)

    # --- What they share

    def execute(self, sql: str, params: Sequence[Any] | None = None) -> Done:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall() if cursor.description else ()
            return Done(rows, cursor.rowcount)

    def begin(self) -> None:
        was_open = self.connection.connection is not None
        self.joined = (self.connection.in_atomic_block
                       or not self.connection.get_autocommit())
        if self.joined:
            self.may_join()
            self.execute(f"SAVEPOINT {SAVEPOINT}")
        else:
            self._start_anew(was_open)
        self._begun = True

    def _start_anew(self, was_open: bool) -> None:
        """A connection that was idle may have broken since; nothing was done
        on it yet."""
        try:
            self.start()
        except (OperationalError, InterfaceError):
            if not was_open or self.connection.is_usable():
                raise
            self.connection.close()
            self.start()

    def commit(self) -> None:
        self.execute(f"RELEASE SAVEPOINT {SAVEPOINT}" if self.joined
                     else "COMMIT")

    def rollback(self) -> None:
        """Never raises. What cannot be undone goes with its connection, or
        with the outer transaction."""
        if not self._begun and (self.joined or not self.is_open()):
            return
        try:
            if self.joined:
                self.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
                self.execute(f"RELEASE SAVEPOINT {SAVEPOINT}")
            else:
                self.execute("ROLLBACK")
        except Exception:
            self._give_up()

    def _give_up(self) -> None:
        if self.joined:
            self.connection.needs_rollback = True
        else:
            with suppress(Exception):
                self.connection.close()


def damaged(error: Error) -> Exception:
    return rse.SchemaError(f"the tables are not what they should be: {error}")
