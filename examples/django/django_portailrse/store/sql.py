# SPDX-License-Identifier: Apache-2.0
"""The SQL of collections, written once for every database.

What differs between databases is data, a `Dialect`. Values are always
parameters; names come from the library's schemas and are quoted all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from portailrse import StepKind, Type
from portailrse.backends import Collection, Column, Index, Query, Schema

PREFIX = "portailrse_"
"""Before the name of each table and index, since hosts have tables too."""

VERSIONS = "prse_django_schema"
"""The table of versions; outside of the prefix, so that no collection can be
called like it."""


@dataclass(frozen=True)
class Dialect:
    """How a database differs from the others."""

    types: Mapping[Type, str]
    """Of columns."""
    write: Mapping[Type, str]
    """What stands for a value of a type."""
    read: Mapping[Type, str]
    """How a column of a type is read; what is not there is read as it is."""
    text_order: str
    """After the type of a text: texts are ordered by bytes."""
    nulls_first: str
    """In an ascending order, after a column that may be absent."""
    nulls_last: str
    """The same, descending."""
    locking: str
    """After a claim."""
    has_table: str
    """A statement that gives a row when the table of its parameter is
    there."""
    encode: Mapping[Type, Callable[[Any], Any]]
    """From a value to a parameter; what is not there is passed on."""
    decode: Mapping[Type, Callable[[Any], Any]]
    """From what was read to a value; the same."""

    def written(self, column: Column, value: Any) -> Any:
        encode = self.encode.get(column.type)
        return encode(value) if encode and value is not None else value

    def given(self, column: Column, value: Any) -> Any:
        decode = self.decode.get(column.type)
        return decode(value) if decode and value is not None else value


MOST = 2**63 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

INITIAL: Mapping[Type, Callable[[str], Any]] = {
    Type.BOOL: lambda text: text == "1",
    Type.DATE: lambda text: date(1970, 1, 1) + timedelta(days=int(text)),
    Type.TIME: lambda text: EPOCH + timedelta(milliseconds=int(text)),
    Type.DECIMAL: Decimal,
}
"""How the library writes the initial values of a column."""


def name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def table(of: Collection) -> str:
    return name(PREFIX + of.name)


def order_of(of: Collection, index: int) -> list[Column]:
    """The columns that order the rows of a query: those of its index, then
    those of the key that are not among them."""
    first = [] if index < 0 else list(of.indexes[index].columns)
    rest = [at for at in range(of.key_count) if at not in first]
    return [of.columns[at] for at in first + rest]


# --- Migrations


def steps(dialect: Dialect, schema: Schema, old: int,
          new: int) -> Iterator[str]:
    """What leads from one version of a schema to another, in order."""
    for step in schema.steps(old, new):
        yield _step(dialect, schema.collections[step.collection],
                    StepKind(step.kind), step.item)


def _step(dialect: Dialect, of: Collection, kind: StepKind,
          item: int) -> str:
    if kind == StepKind.COLLECTION:
        return _make_table(dialect, of)
    if kind == StepKind.COLUMN:
        column = of.columns[item]
        return (f"ALTER TABLE {table(of)} ADD COLUMN "
                + _declare(dialect, column) + _default(dialect, column))
    if kind == StepKind.INDEX:
        return _make_index(dialect, of, item)
    return f"DROP INDEX {name(PREFIX + of.indexes[item].name)}"


def _declare(dialect: Dialect, column: Column) -> str:
    order = dialect.text_order if column.type == Type.TEXT else ""
    needed = "" if column.optional else " NOT NULL"
    return f"{name(column.name)} {dialect.types[column.type]}{order}{needed}"


def _default(dialect: Dialect, column: Column) -> str:
    """What rows that are there get: a literal, since a definition of a table
    takes no parameters."""
    if column.initial is None:
        return ""
    value = dialect.written(column, INITIAL.get(column.type, str)(
        column.initial))
    literal = "'" + str(value).replace("'", "''") + "'"
    return " DEFAULT " + dialect.write[column.type].replace("%s", literal)


def _make_table(dialect: Dialect, of: Collection) -> str:
    columns = [_declare(dialect, column) for column in of.columns
               if column.since <= of.since]
    key = ", ".join(name(c.name) for c in of.columns[:of.key_count])
    columns.append(f'"version" {dialect.types[Type.INT]} NOT NULL')
    columns.append(f"PRIMARY KEY ({key})")
    return f"CREATE TABLE {table(of)} ({', '.join(columns)})"


def _order(dialect: Dialect, columns: Iterable[Column], before: str = "",
           descending: bool = False) -> str:
    way = " DESC" if descending else ""
    nulls = dialect.nulls_last if descending else dialect.nulls_first
    return ", ".join(
        before + name(c.name) + way + (nulls if c.optional else "")
        for c in columns)


def _make_index(dialect: Dialect, of: Collection, at: int) -> str:
    """The key after the columns, so that the index alone gives the order; not
    in a unique one, which would then be unique by its key."""
    index: Index = of.indexes[at]
    columns = ([of.columns[c] for c in index.columns] if index.unique
               else order_of(of, at))
    kind = "UNIQUE INDEX" if index.unique else "INDEX"
    return (f"CREATE {kind} {name(PREFIX + index.name)} ON {table(of)} "
            f"({_order(dialect, columns)})")


# --- Rows


def _selected(dialect: Dialect, of: Collection) -> str:
    columns = [dialect.read.get(column.type, "{}").format(
        "t." + name(column.name)) for column in of.columns]
    return f"SELECT {', '.join(columns)}, t.\"version\" FROM {table(of)} AS t"


def _key_equals(dialect: Dialect, of: Collection, versioned: bool) -> str:
    parts = [f"{name(c.name)} = {dialect.write[c.type]}"
             for c in of.columns[:of.key_count]]
    if versioned:
        parts.append(f'"version" = {dialect.write[Type.INT]}')
    return " WHERE " + " AND ".join(parts)


def get(dialect: Dialect, of: Collection) -> str:
    """Parameters: the key."""
    return _selected(dialect, of) + _key_equals(dialect, of, False)


def _insert(dialect: Dialect, of: Collection, alias: str = "") -> str:
    columns = ", ".join(name(c.name) for c in of.columns)
    values = ", ".join(dialect.write[c.type] for c in of.columns)
    return (f'INSERT INTO {table(of)}{alias} ({columns}, "version") '
            f"VALUES ({values}, {dialect.write[Type.INT]})")


def insert(dialect: Dialect, of: Collection) -> str:
    """Parameters: all columns, the version. No row changes when one of the
    same key, or of the same unique values, is there."""
    return _insert(dialect, of) + " ON CONFLICT DO NOTHING"


def _set(of: Collection, source: str) -> str:
    return "".join(source.format(name(c.name)) + ", "
                   for c in of.columns[of.key_count:])


def upsert(dialect: Dialect, of: Collection) -> str:
    """Parameters: all columns, 1. Gives the new version."""
    key = ", ".join(name(c.name) for c in of.columns[:of.key_count])
    return (_insert(dialect, of, ' AS "old"')
            + f" ON CONFLICT ({key}) DO UPDATE SET "
            + _set(of, "{0} = excluded.{0}")
            + '"version" = "old"."version" + 1 RETURNING "version"')


def update(dialect: Dialect, of: Collection) -> str:
    """Parameters: the columns after the key, the key, the version that is
    expected."""
    columns = "".join(f"{name(c.name)} = {dialect.write[c.type]}, "
                      for c in of.columns[of.key_count:])
    return (f"UPDATE {table(of)} SET {columns}"
            '"version" = "version" + 1' + _key_equals(dialect, of, True))


def remove(dialect: Dialect, of: Collection, versioned: bool) -> str:
    """Parameters: the key, the version that is expected."""
    return f"DELETE FROM {table(of)}" + _key_equals(dialect, of, versioned)


def version_of(dialect: Dialect, of: Collection) -> str:
    """Parameters: the key."""
    return (f'SELECT "version" FROM {table(of)}'
            + _key_equals(dialect, of, False))


def query(dialect: Dialect, of: Collection, wanted: Query,
          claim: bool = False) -> tuple[str, list[tuple[Column, Any]]]:
    """The statement and its parameters, each with its column."""
    order = order_of(of, wanted.index)
    conditions: list[str] = []
    values: list[tuple[Column, Any]] = []

    def compare(column: Column, sign: str, value: Any) -> None:
        conditions.append(f"t.{name(column.name)} {sign} "
                          + dialect.write[column.type])
        values.append((column, value))

    for column, value in zip(order, wanted.equal, strict=False):
        if value is None:
            conditions.append(f"t.{name(column.name)} IS NULL")
        else:
            compare(column, "=", value)
    for sign, bound in ((">=", wanted.from_), ("<", wanted.to)):
        if bound is not None:
            compare(order[len(wanted.equal)], sign, bound)
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    sorting = _order(dialect, order, "t.", bool(wanted.descending))
    end = _end(dialect, wanted.limit, claim)
    return f"{_selected(dialect, of)}{where} ORDER BY {sorting}{end}", values


def _end(dialect: Dialect, limit: int, claim: bool) -> str:
    if claim:
        return " LIMIT 1" + dialect.locking
    return f" LIMIT {min(limit, MOST)}" if limit else ""


# --- Versions of schemas


def make_versions(dialect: Dialect) -> str:
    return (f"CREATE TABLE IF NOT EXISTS {VERSIONS} "
            f"(name {dialect.types[Type.TEXT]} NOT NULL PRIMARY KEY, "
            f"version {dialect.types[Type.INT]} NOT NULL)")


READ_VERSION = f"SELECT version FROM {VERSIONS} WHERE name = %s"
KEEP_VERSION = (f"INSERT INTO {VERSIONS} (name, version) VALUES (%s, %s) "
                "ON CONFLICT (name) DO UPDATE SET version = excluded.version")


def parameters(dialect: Dialect, of: Collection, values: Sequence[Any],
               *more: Any) -> list[Any]:
    """Values of all columns, or of the key, as the database takes them."""
    written = [dialect.written(column, value) for column, value
               in zip(of.columns, values, strict=False)]
    return [*written, *more]
