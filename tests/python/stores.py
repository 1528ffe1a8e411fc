# SPDX-License-Identifier: Apache-2.0
"""A store of plain Python in memory, as short as the contract lets it be: one
writer at a time, and readers who look at what was committed when they began.

A state maps collections to rows by key, in their order. It is never changed: a
writer makes the next one. So snapshots and rollbacks cost nothing.
"""
from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

import portailrse as rse
from portailrse.backends import (DAYS, MOMENTS, Collection, Column, Index,
                                 Query, Schema, Values)

Row = tuple[Values, int]
Rows = dict[Values, Row]
State = dict[str, Rows]

READERS: dict[rse.Type, Callable[[str], Any]] = {
    rse.Type.TEXT: str, rse.Type.JSON: str, rse.Type.INT: int,
    rse.Type.DECIMAL: Decimal, rse.Type.BYTES: str.encode,
    rse.Type.BOOL: lambda text: bool(int(text)),
    rse.Type.DATE: lambda text: DAYS[0] + int(text) * DAYS[1],
    rse.Type.TIME: lambda text: MOMENTS[0] + int(text) * MOMENTS[1]}


def initial(column: Column) -> Any:
    """What rows from before a column have in it."""
    return None if column.initial is None \
        else READERS[column.type](column.initial)


def order(values: Iterable[Any]) -> tuple[Any, ...]:
    """Absent values come first."""
    return tuple((v is not None, v if v is not None else 0) for v in values)


def key_of(of: Collection, values: Values) -> Values:
    """The key of a row."""
    return values[:of.key_count]


def clash(of: Collection, rows: Rows, values: Values) -> Index | None:
    """The unique index that another row of these forbids."""
    for index in of.indexes:
        wanted = tuple(values[c] for c in index.columns)
        if index.unique and not index.until and None not in wanted and any(
                wanted == tuple(other[c] for c in index.columns)
                for key, (other, _) in rows.items()
                if key != key_of(of, values)):
            return index
    return None


def find(of: Collection, rows: Rows, query: Query) -> list[Row]:
    """The rows of a query, in order; rows are in the order of their keys."""
    columns = of.indexes[query.index].columns if query.index >= 0 \
        else tuple(range(of.key_count))
    ordered = rows.values()
    found: Iterator[Row] = (
        row for row in (reversed(ordered) if query.descending else ordered)
        if matches(row[0], columns, query))
    if query.index >= 0:
        found = iter(sorted(
            found, key=lambda row: order(row[0][c] for c in columns),
            reverse=query.descending))
    return list(islice(found, query.limit or None))


def matches(values: Values, columns: tuple[int, ...], query: Query) -> bool:
    """Whether a row is one of a query's."""
    fixed = len(query.equal)
    if fixed and tuple(values[c] for c in columns[:fixed]) != query.equal:
        return False
    if query.from_ is None and query.to is None:
        return True
    value: Any = values[columns[fixed]]
    return value is not None and (
        query.from_ is None or value >= query.from_) and (
        query.to is None or value < query.to)


class Store:
    """A rse.backends.StoreBackend."""

    def __init__(self) -> None:
        self.state: State = {}
        self.versions: dict[str, int] = {}
        self.writing = threading.Lock()

    def version(self, schema: str) -> int:
        return self.versions.get(schema, 0)

    def migrate(self, schema: Schema, from_: int, to: int) -> None:
        with self.writing:
            if self.version(schema.name) != from_:
                raise rse.Conflict(f"{schema.name} is at version "
                                   f"{self.version(schema.name)}")
            state = dict(self.state)
            for of in schema.collections:
                state[of.name] = grown(of, state.get(of.name, {}), from_)
            self.state = state
            self.versions[schema.name] = to

    def begin(self, write: bool, deadline_ms: int,
              should_stop: Callable[[], bool]) -> Transaction:
        until = time.monotonic() + deadline_ms / 1000
        while write and not self.writing.acquire(timeout=0.02):
            if should_stop():
                raise rse.Canceled("asked to stop")
            if time.monotonic() > until:
                raise rse.Busy("another transaction writes for too long")
        return Transaction(self, write, self.state)


def grown(of: Collection, rows: Rows, from_: int) -> Rows:
    """The rows of a collection with the columns that are new."""
    new = tuple(initial(c) for c in of.columns if c.since > from_)
    if from_ < of.since or not rows:
        return {}
    made = {key: (values + new, version)
            for key, (values, version) in rows.items()}
    for values, _ in made.values():
        if clash(of, made, values):
            raise rse.Exists(f"{of.name} holds the same twice")
    return made


@dataclass
class Transaction:
    """Reads its own changes; they become the store's when it commits."""

    store: Store
    write: bool
    state: State
    changed: set[str] = field(default_factory=set)

    def commit(self) -> None:
        if self.write:
            self.store.state = self.state
        self.rollback()

    def rollback(self) -> None:
        if self.write:
            self.write = False
            self.store.writing.release()

    def rows(self, of: Collection) -> Rows:
        """The rows that this transaction may change."""
        if of.name not in self.changed:
            self.state = {**self.state, of.name: dict(self.state[of.name])}
            self.changed.add(of.name)
        return self.state[of.name]

    def get(self, of: Collection, key: Values) -> Row:
        return self.state[of.name][key]

    def at(self, of: Collection, key: Values, expected: int) -> Row | None:
        """The row of a key, when it is at the version that is expected."""
        row = self.state[of.name].get(key)
        if row and expected == rse.VERSION_NEW:
            raise rse.Exists(f"{of.name}: {key} is there")
        if row and expected not in (rse.VERSION_ANY, row[1]):
            raise rse.Conflict(f"{of.name}: {key} is at version {row[1]}")
        if not row and expected > 0:
            raise rse.NotFound(f"{of.name}: no {key}")
        return row

    def put(self, of: Collection, values: Values, expected: int) -> int:
        key = key_of(of, values)
        row = self.at(of, key, expected)
        version = row[1] + 1 if row else 1
        if clash(of, self.state[of.name], values):
            raise rse.Exists(f"{of.name}: {key} is not unique")
        rows = self.rows(of)
        rows[key] = values, version
        if not row:
            self.state[of.name] = dict(sorted(rows.items()))
        return version

    def remove(self, of: Collection, key: Values, expected: int) -> None:
        if not self.at(of, key, expected):
            raise rse.NotFound(f"{of.name}: no {key}")
        del self.rows(of)[key]

    def scan(self, of: Collection, query: Query) -> Iterator[Row]:
        yield from find(of, self.state[of.name], query)

    def claim(self, of: Collection, query: Query) -> Row:
        for row in find(of, self.state[of.name], query):
            return row    # nobody else writes
        raise rse.NotFound(f"{of.name}: none is free")

    def load(self, of: Collection, values: Values, version: int) -> None:
        self.put(of, values, rse.VERSION_NEW)
        self.rows(of)[key_of(of, values)] = values, version
