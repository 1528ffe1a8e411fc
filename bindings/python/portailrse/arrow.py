# SPDX-License-Identifier: Apache-2.0
"""Many companies at once, through the Arrow PyCapsule protocol: pyarrow,
polars, pandas and DuckDB, in and out, without a copy."""
from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Protocol

from . import _api, _core
from ._api import BatchOthers, BatchStyle
from ._handle import day
from .rules import Pack

__all__ = ["Answers", "Batch", "BlockAnswers"]


class Stream(Protocol):
    """A table, or a stream of tables."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The stream, as a capsule."""


class Block(Protocol):
    """One table."""

    def __arrow_c_array__(self, requested_schema: object = None
                          ) -> tuple[object, object]:
        """Its schema and its values, as capsules."""


class BlockAnswers:
    """The answers to one block."""

    def __init__(self, schema: object, values: object) -> None:
        self._capsules = schema, values

    def __arrow_c_array__(self, requested_schema: object = None
                          ) -> tuple[object, object]:
        """The schema and the values, as capsules; once."""
        return self._capsules


class Answers:
    """Answers that are made as they are read, once."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The stream, as a capsule. A requested schema is not followed."""
        if self._stream is None:
            raise ValueError("these answers were read already")
        stream, self._stream = self._stream, None
        return stream


class Batch(_api.Batch):
    """A plan: which answers of which pack on which day; shared by threads.

    polars.DataFrame(Batch(pack, date="2026-11-27", keep=["siren"])(table))
    """

    def __init__(self, pack: Pack, *, date: str | datetime.date,
                 columns: int = 0, obligations: Sequence[str] = (),
                 keep: Sequence[str] = (),
                 others: BatchOthers = BatchOthers.REFUSE_OTHERS,
                 style: BatchStyle = BatchStyle.WORDS) -> None:
        self._h = _core.batch_new(pack._h, {
            "date": day(date), "columns": columns,
            "obligations": obligations, "keep": keep, "others": others,
            "style": style})
        self._parent = None

    def __call__(self, table: Stream) -> Answers:
        """The answers to a table; a column that is no fact is refused here,
        before anything is read."""
        return Answers(_core.batch_stream(self._h,
                                          table.__arrow_c_stream__()))

    def block(self, table: Block) -> BlockAnswers:
        """The answers to one block that is in memory, at once."""
        schema, values = table.__arrow_c_array__()
        return BlockAnswers(_core.batch_schema(self._h, schema),
                            _core.batch_block(self._h, schema, values))
