# SPDX-License-Identifier: Apache-2.0
"""Rows: what the library asks of a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import Error

import portailrse as rse
from portailrse.backends import Collection, Query

from . import sql
from .work import Row, Work

Values = tuple[Any, ...]
SURVIVED = (rse.NotFound, rse.Exists, rse.Conflict)
"""After these a transaction goes on."""


class Transaction:
    """One transaction of a `DjangoStore`."""

    def __init__(self, work: Work, release: Callable[[], None]) -> None:
        self._work = work
        self._release = release
        self._undone = False
        with self.failing():
            work.begin()

    # --- Its end

    def commit(self) -> None:
        try:
            with self.failing() as work:
                work.limit.check()
                work.commit()
        except BaseException:
            self.rollback()
            raise
        self._end()

    def rollback(self) -> None:
        if not self._undone:
            self._work.rollback()
        self._end()

    def _end(self) -> None:
        self._undone = True
        self._work.ended()
        self._release()

    @contextmanager
    def failing(self) -> Iterator[Work]:
        """Tells failures in the words of the library. What was done is undone
        at once where the transaction cannot go on, so that nobody waits for
        it."""
        if self._undone:
            raise rse.Invalid("a call failed before: all was undone")
        try:
            yield self._work
        except SURVIVED:
            raise
        except Exception as error:
            told = self._told(error)
            if not isinstance(told, SURVIVED):
                self._undone = True
                self._work.rollback()
            if told is error:
                raise
            raise told from error

    def _told(self, error: Exception) -> Exception:
        """Inside an outer transaction nothing is made better by trying again:
        who began that one is told by Django's own error."""
        if not isinstance(error, Error):
            return error
        told = self._work.failure(error)
        if self._work.joined and isinstance(told, rse.Busy):
            return error
        return told

    @contextmanager
    def _call(self, write: bool = False) -> Iterator[Work]:
        with self.failing() as work:
            if write and not work.write:
                raise rse.Invalid("the transaction was begun for reading only")
            work.limit.check()
            yield work

    # --- Reading

    def get(self, of: Collection, key: Sequence[Any]) -> tuple[Values, int]:
        with self._call() as work:
            rows = work.run(sql.get(work.dialect, of),
                            sql.parameters(work.dialect, of, key)).rows
            if not rows:
                raise rse.NotFound(f"{of.name} has no row with this key")
            return self._read(of, rows[0])

    def scan(self, of: Collection,
             query: Query) -> Iterator[tuple[Values, int]]:
        with self._call() as work:
            statement, values = sql.query(work.dialect, of, query)
            params = [work.dialect.written(*value) for value in values]
            for row in work.stream(statement, params, query.limit):
                yield self._read(of, row)

    def claim(self, of: Collection, query: Query) -> tuple[Values, int]:
        with self._call(write=True) as work:
            statement, values = sql.query(work.dialect, of, query, claim=True)
            params = [work.dialect.written(*value) for value in values]
            rows = work.run(statement, params).rows
            if not rows:
                raise rse.NotFound(f"no row of {of.name} is free")
            return self._read(of, rows[0])

    def _read(self, of: Collection, row: Row) -> tuple[Values, int]:
        given = self._work.dialect.given
        try:
            return tuple(map(given, of.columns, row)), int(row[-1])
        except (TypeError, ValueError, ArithmeticError) as error:
            raise rse.SchemaError(
                f"a row of {of.name} holds what it should not: {error}"
            ) from error

    # --- Writing

    def put(self, of: Collection, values: Sequence[Any],
            expected: int) -> int:
        with self._call(write=True) as work:
            if expected == rse.VERSION_NEW:
                return self._insert(work, of, values, 1)
            if expected == rse.VERSION_ANY:
                return self._upsert(work, of, values)
            return self._update(work, of, values, expected)

    def load(self, of: Collection, values: Sequence[Any],
             version: int) -> None:
        with self._call(write=True) as work:
            self._insert(work, of, values, version)

    def _insert(self, work: Work, of: Collection, values: Sequence[Any],
                version: int) -> int:
        done = work.run(sql.insert(work.dialect, of),
                        sql.parameters(work.dialect, of, values, version))
        if not done.changed:
            raise rse.Exists(f"{of.name} has such a row already")
        return version

    def _upsert(self, work: Work, of: Collection,
                values: Sequence[Any]) -> int:
        done = work.run(sql.upsert(work.dialect, of),
                        sql.parameters(work.dialect, of, values, 1),
                        undoable=_has_unique(of))
        return int(done.rows[0][0])

    def _update(self, work: Work, of: Collection, values: Sequence[Any],
                expected: int) -> int:
        params = sql.parameters(work.dialect, of, values)
        keys = of.key_count
        done = work.run(sql.update(work.dialect, of),
                        params[keys:] + params[:keys] + [expected],
                        undoable=_has_unique(of))
        if not done.changed:
            raise self._missed(work, of, values)
        return expected + 1

    def remove(self, of: Collection, key: Sequence[Any],
               expected: int) -> None:
        with self._call(write=True) as work:
            versioned = expected != rse.VERSION_ANY
            params = sql.parameters(work.dialect, of, key[:of.key_count],
                                    *([expected] if versioned else []))
            done = work.run(sql.remove(work.dialect, of, versioned), params)
            if not done.changed:
                raise self._missed(work, of, key)

    def _missed(self, work: Work, of: Collection,
                key: Sequence[Any]) -> rse.Error:
        """Why no row has the key and the version that were expected."""
        rows = work.run(
            sql.version_of(work.dialect, of),
            sql.parameters(work.dialect, of, key[:of.key_count])).rows
        if rows:
            return rse.Conflict(f"the row of {of.name} is at version "
                                f"{rows[0][0]} by now")
        return rse.NotFound(f"{of.name} has no row with this key")


def _has_unique(of: Collection) -> bool:
    return any(index.unique for index in of.indexes)
