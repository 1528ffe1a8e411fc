# SPDX-License-Identifier: Apache-2.0
"""What the typed layer stands on: what every object of the library is in
Python, rows of stores, and what is heard or asked again and again."""
from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from types import TracebackType
from typing import Any, BinaryIO, Protocol, Self, TypeVar

from . import _core

T = TypeVar("T")
VERSION_NEW = 0
"""There is no such row yet."""
VERSION_ANY = -1
"""Whatever is there."""


Value = (str | int | bool | datetime.date | datetime.datetime | Decimal | bytes
         | None)
"""TEXT and JSON are str, DATE a date, TIME a datetime in UTC of whole
milliseconds, DECIMAL a Decimal; absent is None."""
Values = tuple[Value, ...]


class Clock(Protocol):
    """Where the library reads the time, in milliseconds."""

    def now_ms(self) -> int:
        """Since 1970-01-01T00:00:00Z; may jump."""

    def monotonic_ms(self) -> int:
        """Since any fixed moment; never goes back."""


class Handle:
    """An object of the library. close() or the end of a with block lets it
    go; so does the last reference. What was made from it lives on."""

    _h: Any
    _parent: object

    @classmethod
    def _of(cls, handle: Any, parent: object = None) -> Self:
        self = cls.__new__(cls)
        self._h = handle
        self._parent = parent
        return self

    def close(self) -> None:
        """Lets the object go; using it again raises ValueError."""
        self._h = "closed"  # What it borrowed stays: it may live on in C.

    def _keep(self, thing: object) -> None:
        """Holds what C goes on using."""
        self.__dict__.setdefault("_lasting", []).append(thing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None,
                 error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} stays in its process")


class Row(Mapping[str, Any]):
    """One row of a store: its columns by name, and its version."""

    __slots__ = ("_values", "version")

    def __init__(self, values: dict[str, Any], version: int) -> None:
        self._values = values
        self.version = version

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Row({self._values!r}, version={self.version})"


def rows(records: Any) -> list[Row]:
    """The rows that the library read, as Python's own."""
    columns = [_core.records_column(records, i)
               for i in range(_core.records_columns(records))]
    return [Row({c: _core.records_get(records, i, c) for c in columns},
                _core.records_version(records, i))
            for i in range(_core.records_count(records))]


def pointer(handle: Handle | None) -> Any:
    """What the flat functions take for an object."""
    return None if handle is None else handle._h


def day(value: str | datetime.date) -> str:
    """A day as the library reads it."""
    return value if isinstance(value, str) else value.isoformat()


def able(backend: T, kind: str, *methods: str) -> T:
    """A backend that has these methods."""
    for method in methods:
        if not callable(getattr(backend, method, None)):
            raise TypeError(f"a {kind} needs a method {method}()")
    return backend


def listed(read: Callable[[int], T]) -> Iterator[T]:
    """Items by place, until there are fewer."""
    try:
        for place in count():
            yield read(place)
    except KeyError:  # NotFound
        return


def lent(kind: type[Handle], function: Callable[[Any], object]) -> Any:
    """What C calls with an object that is there for the call only."""
    able(function, "handler", "__call__")
    return lambda handle: function(kind._of(handle))


def reader(content: BinaryIO | bytes) -> Callable[[int], bytes]:
    """What C reads a content with, piece by piece."""
    return (io.BytesIO(content) if isinstance(content, bytes)
            else content).read
