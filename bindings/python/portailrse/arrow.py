# SPDX-License-Identifier: Apache-2.0
"""Many companies at once, through the Arrow PyCapsule protocol: pyarrow,
polars, pandas and DuckDB, in and out, without a copy."""
from __future__ import annotations

from typing import Any, Protocol

from . import _api, _core

__all__ = ["Answers", "Batch", "BlockAnswers", "Reform"]
Capsules = tuple[object, object]


class Stream(Protocol):
    """A table, or a stream of tables."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The stream, as a capsule."""


class Block(Protocol):
    """One table."""

    def __arrow_c_array__(self, requested_schema: object = None) -> Capsules:
        """Its schema and its values, as capsules."""


class BlockAnswers:
    """The answers to one block."""

    def __init__(self, schema: object, values: object) -> None:
        self._capsules = schema, values

    def __arrow_c_array__(self, requested_schema: object = None) -> Capsules:
        """The schema and the values, as capsules; once."""
        return self._capsules


class Answers:
    """Answers that are made as they are read: as often as the table can be
    read, which for a stream is once."""

    def __init__(self, plan: Batch, table: Stream) -> None:
        self._plan, self._table = plan, table
        self._next: object = plan._stream(table)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The stream, as a capsule. A requested schema is not followed."""
        stream, self._next = self._next, None
        if stream is None and hasattr(self._table, "__next__"):
            raise ValueError("read already, and the table gives its rows once")
        return stream or self._plan._stream(self._table)


class Batch(_api.Batch):
    """A plan: which answers of which pack on which day; shared by threads.

    polars.DataFrame(Batch(pack, date="2026-11-27", keep=["siren"])(table))
    """

    def __call__(self, table: Stream) -> Answers:
        """The answers to a table; a column that is no fact is refused here,
        before anything is read."""
        return Answers(self, table)

    def _stream(self, table: Stream) -> object:
        return _core.batch_stream(self._h, table.__arrow_c_stream__())

    def block(self, table: Block) -> BlockAnswers:
        """The answers to one block that is in memory, at once."""
        schema, values = table.__arrow_c_array__()
        return BlockAnswers(_core.batch_schema(self._h, schema),
                            _core.batch_block(self._h, schema, values))


class Reform(_api.Reform):
    """What a reform changes: Reform(before, after, date="2026-11-27"), tables
    to add(), json() to read."""

    def add(self, table: Stream) -> None:
        """Counts the companies of a table; as often as wanted."""
        _core.reform_stream(self._h, table.__arrow_c_stream__())
