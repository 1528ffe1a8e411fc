# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL 15 or later, through psycopg 3."""

from __future__ import annotations

import errno
import itertools
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from django.db import Error

import portailrse as rse
from portailrse import Type

from .sql import EPOCH, Dialect
from .work import Done, Row, Work, damaged

PAGE = 500
"""Rows that are fetched at once."""
LOCK_MS = 500
"""Who waits for a row any longer is told that others are in the way, and tries
again: in between the library asks who wants to stop."""

UNIQUE, SERIALISATION, DEADLOCK = "23505", "40001", "40P01"
LOCKED, CANCELED = "55P03", "57014"

TYPES = {Type.TEXT: "text", Type.INT: "bigint", Type.BOOL: "boolean",
         Type.DATE: "date", Type.TIME: "timestamptz",
         Type.DECIMAL: "numeric", Type.JSON: "jsonb", Type.BYTES: "bytea"}


def _moment(milliseconds: int) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)


DIALECT = Dialect(
    types=TYPES,
    write={type_: f"CAST(%s AS {sql})" for type_, sql in TYPES.items()},
    # Moments as numbers: no time zone of a connection has a say.
    read={Type.TIME:
              "CAST(floor(EXTRACT(EPOCH FROM {}) * 1000) AS bigint)",
          Type.JSON: "CAST({} AS text)"},
    text_order=' COLLATE "C"',
    nulls_first=" NULLS FIRST",
    nulls_last=" NULLS LAST",
    locking=" FOR UPDATE SKIP LOCKED",
    has_table="SELECT 1 WHERE to_regclass(%s) IS NOT NULL",
    encode={Type.DATE: date.isoformat,
            Type.TIME: lambda value: value.astimezone(
                timezone.utc).isoformat(),
            Type.DECIMAL: lambda value: format(value, "f")},
    decode={Type.TIME: _moment, Type.BYTES: bytes,
            Type.DECIMAL: lambda value: Decimal(value)},
)


def _state(error: Error) -> str:
    """The SQLSTATE; empty: the server did not answer."""
    return getattr(error.__cause__, "sqlstate", None) or ""


class PostgresWork(Work):
    dialect = DIALECT
    _timeout_ms = 0
    _cursors = itertools.count()

    def start(self) -> None:
        """The snapshot is taken by the first statement after these."""
        access = "READ WRITE" if self.write else "READ ONLY"
        if self.is_long:
            # Under a stricter level the wait for the lock of a migration would
            # end in the past.
            self.execute(f"BEGIN ISOLATION LEVEL READ COMMITTED {access}")
            return
        self.execute(f"BEGIN ISOLATION LEVEL SERIALIZABLE {access}; "
                     f"SET LOCAL lock_timeout = {LOCK_MS}; "
                     + self._set_timeout())

    def _set_timeout(self) -> str:
        self._timeout_ms = self.limit.left_ms
        return f"SET LOCAL statement_timeout = {self._timeout_ms}"

    def may_join(self) -> None:
        if self.is_long:
            return
        (level,), = self.execute("SHOW transaction_isolation").rows
        if level != "serializable":
            raise rse.Unsupported(
                "the store was called inside transaction.atomic() at the "
                f"isolation level {level!r}: call it outside (see "
                "transaction.non_atomic_requests), or set the isolation level "
                "of this database to SERIALIZABLE")

    def alone(self) -> None:
        self.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                     ["portailrse"])

    def run(self, sql: str, params: Sequence[Any],
            undoable: bool = False) -> Done:
        self._keep_time()
        if not undoable:
            return self.execute(sql, params)
        self.execute("SAVEPOINT prse_row")
        try:
            done = self.execute(sql, params)
        except Error as error:
            if _state(error) == UNIQUE:
                self.execute("ROLLBACK TO SAVEPOINT prse_row")
            raise
        self.execute("RELEASE SAVEPOINT prse_row")
        return done

    def _keep_time(self) -> None:
        """A statement may take what is left; a joined transaction has the time
        of the outer one."""
        if self.limit.left_ms < self._timeout_ms // 2:
            self.execute(self._set_timeout())

    def is_open(self) -> bool:
        """ROLLBACK does no harm where there is none."""
        return self.connection.connection is not None

    def stream(self, sql: str, params: Sequence[Any],
               limit: int) -> Iterator[Row]:
        """A few rows at once; more by a cursor, page by page."""
        if 0 < limit <= PAGE:
            yield from self.run(sql, params).rows
            return
        cursor = f"prse_{next(self._cursors)}"
        self.run(f"DECLARE {cursor} NO SCROLL CURSOR FOR {sql}", params)
        try:
            rows: Sequence[Row] = [()] * PAGE
            while len(rows) == PAGE:
                rows = self.run(f"FETCH {PAGE} FROM {cursor}", ()).rows
                yield from rows
        finally:
            with suppress(Error):
                self.execute(f"CLOSE {cursor}")

    def failure(self, error: Error) -> Exception:
        state = _state(error)
        if state in (SERIALISATION, DEADLOCK, LOCKED):
            return rse.Busy("another transaction got in the way")
        if state == UNIQUE:
            return rse.Exists("another row has the same unique values")
        if state == CANCELED:
            return self.limit.over() or rse.TimedOut(
                "the transaction took longer than it may")
        if state.startswith(("42", "3F", "XX")):
            return damaged(error)
        return rse.IoError(str(error).strip() or "the server does not answer",
                           sys_code=0 if state else errno.EPIPE)
