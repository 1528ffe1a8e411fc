# SPDX-License-Identifier: Apache-2.0
"""SQLite. Values are kept as Django's own fields keep them, so that models
read and filter them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from django.db import Error, OperationalError

import portailrse as rse
from portailrse import Type

from .sql import Dialect
from .work import Done, Row, Work, damaged

SHORTEST_S = 0.0005
STEPS = 20_000
"""Of SQLite's machine, between two looks at the clock."""


def _moment(text: str) -> datetime:
    """Others may have written finer moments than milliseconds."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    moment = moment.astimezone(timezone.utc)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


DIALECT = Dialect(
    types={Type.TEXT: "text", Type.INT: "bigint", Type.BOOL: "bool",
           Type.DATE: "date", Type.TIME: "datetime", Type.DECIMAL: "text",
           Type.JSON: "text", Type.BYTES: "blob"},
    write=dict.fromkeys(Type, "%s"),
    # As text, past Django's converters, which take what they cannot read for
    # an absent value.
    read={Type.DATE: "CAST({} AS text)", Type.TIME: "CAST({} AS text)"},
    text_order="",
    nulls_first="",
    nulls_last="",
    locking="",
    has_table="SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s",
    encode={Type.BOOL: int, Type.DATE: date.isoformat,
            Type.TIME: lambda value: str(
                value.astimezone(timezone.utc).replace(tzinfo=None)),
            Type.DECIMAL: lambda value: format(value, "f")},
    decode={Type.BOOL: bool, Type.DATE: date.fromisoformat,
            Type.TIME: _moment, Type.DECIMAL: Decimal},
)


def _code(error: Error) -> int:
    """SQLite's extended code; 0: the error is not SQLite's."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) or 0


def _is_busy(error: Error) -> bool:
    """Another one writes; a reader that has become old waits in vain."""
    code = _code(error)
    return (code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            and code != sqlite3.SQLITE_BUSY_SNAPSHOT)


class SqliteWork(Work):
    dialect = DIALECT
    _timeout = 0

    def start(self) -> None:
        """A write-ahead log lets readers see one moment without waiting; the
        file keeps that it has one."""
        self._timeout = self.execute("PRAGMA busy_timeout").rows[0][0]
        self.execute("PRAGMA busy_timeout = 0")
        mode = self._patiently("PRAGMA journal_mode = WAL").rows[0][0]
        if mode not in ("wal", "memory"):
            raise rse.IoError("the file system of the database allows no "
                              "write-ahead log")
        self._patiently("BEGIN IMMEDIATE" if self.write else "BEGIN")
        if not self.write:
            self._patiently("SELECT 1 FROM sqlite_master LIMIT 1")
        self._handle().set_progress_handler(self._interrupts, STEPS)

    def _handle(self) -> sqlite3.Connection:
        handle: sqlite3.Connection = self.connection.connection
        return handle

    def _interrupts(self) -> bool:
        return self.limit.over() is not None

    def _patiently(self, sql: str) -> Done:
        """Those who wait should not come back all at once."""
        pause = SHORTEST_S
        while True:
            try:
                return self.execute(sql)
            except OperationalError as error:
                if not _is_busy(error):
                    raise
                if isinstance(self.limit.over(), rse.TimedOut):
                    raise
                self.limit.sleep(pause * (0.5 + random.random()))
                pause *= 1.5

    def may_join(self) -> None:
        """Any transaction of SQLite is serialisable."""

    def is_open(self) -> bool:
        return (self.connection.connection is not None
                and self._handle().in_transaction)

    def stream(self, sql: str, params: Sequence[Any],
               limit: int) -> Iterator[Row]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            yield from cursor

    def damages(self) -> Iterator[str]:
        for text, in self.execute("PRAGMA integrity_check").rows:
            if text != "ok":
                yield text

    def ended(self) -> None:
        if self.joined or self.connection.connection is None:
            return
        with suppress(Exception):
            self._handle().set_progress_handler(None, 0)
            self.execute(f"PRAGMA busy_timeout = {self._timeout:d}")

    def failure(self, error: Error) -> Exception:
        primary = _code(error) & 0xFF
        if primary == sqlite3.SQLITE_INTERRUPT:
            return self.limit.over() or rse.TimedOut(str(error))
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return rse.Busy("others write for too long")
        if primary == sqlite3.SQLITE_CONSTRAINT:
            return rse.Exists("another row has the same unique values")
        if primary in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT,
                       sqlite3.SQLITE_NOTADB):
            return damaged(error)
        return rse.IoError(str(error))
