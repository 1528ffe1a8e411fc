# SPDX-License-Identifier: Apache-2.0
"""The store itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connections

import portailrse as rse
from portailrse.backends import Schema

from . import sql
from .connections import take
from .limit import Limit
from .postgres import PostgresWork
from .sqlite import SqliteWork
from .transaction import Transaction
from .work import Work

VENDORS: dict[str, type[Work]] = {"sqlite": SqliteWork,
                                  "postgresql": PostgresWork}


class DjangoStore:
    """Rows of the library in tables of a database of `DATABASES`.

        store = rse.Store(DjangoStore("default"))

    Transactions run on the connection that Django keeps for the thread, and
    are serialisable: on SQLite, which gets a write-ahead log, and on
    PostgreSQL. Inside `transaction.atomic()` they become a part of it.
    """

    def __init__(self, alias: str = "default") -> None:
        vendor = connections[alias].vendor
        if vendor not in VENDORS:
            raise rse.Unsupported(
                f"the database {alias!r} is of the vendor {vendor!r}: a store "
                f"can be in {' or '.join(sorted(VENDORS))}")
        self.alias = alias
        self._work = VENDORS[vendor]

    def begin(self, write: bool, deadline_ms: int = 0,
              should_stop: Callable[[], object] | None = None) -> Transaction:
        limit = Limit(deadline_ms, should_stop)
        limit.check()
        return self._begin(limit, write)

    def _begin_long(self, write: bool = False) -> Transaction:
        limit = Limit(0, None)
        transaction = self._begin(limit, write, is_long=True)
        limit.lift()
        return transaction

    def _begin(self, limit: Limit, write: bool,
               is_long: bool = False) -> Transaction:
        connection, give_back = take(self.alias)
        work = self._work(connection, limit, write, is_long)
        try:
            return Transaction(work, give_back)
        except BaseException:
            work.rollback()
            work.ended()
            give_back()
            raise

    def version(self, schema: str) -> int:
        """The version of a schema that the database holds; 0: none."""
        transaction = self.begin(write=False)
        try:
            with transaction.failing() as work:
                return _version(work, schema)
        finally:
            transaction.rollback()

    def migrate(self, schema: Schema, old: int, new: int) -> None:
        """Brings the tables from one version to another, all or nothing."""
        transaction = self._begin_long(write=True)
        try:
            with transaction.failing() as work:
                _migrate(work, schema, old, new)
        except BaseException:
            transaction.rollback()
            raise
        transaction.commit()

    def check(self) -> Iterator[str]:
        """Tells what is damaged; a file can be, a server looks by itself."""
        transaction = self._begin_long()
        try:
            with transaction.failing() as work:
                yield from work.damages()
        finally:
            transaction.rollback()

    def close(self) -> None:
        """Connections are Django's."""


def _version(work: Work, schema: str) -> int:
    if not work.execute(work.dialect.has_table, [sql.VERSIONS]).rows:
        return 0
    rows = work.execute(sql.READ_VERSION, [schema]).rows
    return int(rows[0][0]) if rows else 0


def _migrate(work: Work, schema: Schema, old: int, new: int) -> None:
    work.alone()
    work.execute(sql.make_versions(work.dialect))
    there = _version(work, schema.name)
    if there != old:
        raise rse.Conflict(f"{schema.name} is at version {there}, not {old}")
    for statement in sql.steps(work.dialect, schema, old, new):
        work.execute(statement)
    work.execute(sql.KEEP_VERSION, [schema.name, new])
