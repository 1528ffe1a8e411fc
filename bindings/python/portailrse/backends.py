# SPDX-License-Identifier: Apache-2.0
"""What a Python object offers to serve the library as its store, its blob
store, its HTTP client, its cache or its clock.

The library may call a backend from any of its threads. A backend fails by
raising: Busy, Conflict, Exists, NotFound (or KeyError), TimedOut and the other
errors of this package say what happened; whatever else it raises is a failure
of reading or writing for the library, and comes out of the call that led to it
as it was raised. An object may have close(): it is called once, when the
library needs the backend no more.
"""
from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count, takewhile
from json import loads as read_json
from typing import Any, NamedTuple, Protocol

from . import _api, _core
from ._api import (Collection as Collection, Column as Column, Index as Index,
                   Query as Query, Step)
from ._handle import Value as Value, Values as Values, listed

__all__ = ["BlobBackend", "CacheBackend", "HttpAnswer", "HttpBackend",
           "HttpCall", "Schema", "Source", "StoreBackend", "Transaction"]

# The first day and moment, and the step from one to the next.
DAYS = datetime.date(1970, 1, 1), datetime.timedelta(days=1)
MOMENTS = (datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC),
           datetime.timedelta(milliseconds=1))


def plain_decimal(number: Decimal) -> str:
    """A number without exponent nor zeros around."""
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Schema(_api.Schema):
    """Collections with one version."""

    __slots__ = ()

    def steps(self, from_: int, to: int) -> Iterator[Step]:
        """What a migration does, in order."""
        return listed(lambda place: _api.schema_step(self.handle, from_, to,
                                                     place))


_core.register_type("prse_schema", Schema)


class Transaction(Protocol):
    """What happens together or not at all. It may go from one thread to
    another, but is used by one at a time. After NotFound, Exists and Conflict
    it goes on; after anything else it can only be undone, and is. The library
    keeps to the deadline between its calls, and calls those that write in
    transactions that write only."""

    def commit(self) -> None:
        """Keeps everything, durably, and ends the transaction whatever
        happens. IoError with sys_code 0: nothing was kept; with another, or
        any other exception: nobody knows."""

    def rollback(self) -> None:
        """Undoes everything and ends the transaction."""

    def get(self, of: Collection, key: Values) -> tuple[Values, int]:
        """A row and its version, or NotFound."""

    def put(self, of: Collection, values: Values, expected: int) -> int:
        """Puts a row and gives its version: 1, then one more each time.
        `expected` is the version that is there (else Conflict, or NotFound
        where none is), VERSION_NEW (else Exists) or VERSION_ANY. Exists: a
        unique index forbids it."""

    def remove(self, of: Collection, key: Values, expected: int) -> None:
        """Removes a row, of that version or VERSION_ANY; Conflict,
        NotFound."""

    def scan(self, of: Collection, query: Query
             ) -> Iterable[tuple[Values, int]]:
        """The rows of a query, in order, each with its version."""

    def claim(self, of: Collection, query: Query) -> tuple[Values, int]:
        """The first row of a query that no other transaction has claimed or
        changed, which is this one's until its end; NotFound: none is free."""

    def load(self, of: Collection, values: Values, version: int) -> None:
        """Puts a row that is not there yet, else Exists, with a version."""


class StoreBackend(Protocol):
    """Where rows are kept. Transactions are serialisable: what happens is what
    would happen if they ran one after the other, or Busy is raised. A reader
    sees one moment, and waits for nobody. Store(backend).kit() tries all
    that. May have check() -> Iterable[str]: looks for damage."""

    def version(self, schema: str) -> int:
        """The version of a schema that the store holds; 0: none."""

    def migrate(self, schema: Schema, from_: int, to: int) -> None:
        """Brings the collections from one version to another, all or nothing.
        Conflict: the store is not at the first; Exists: rows break a new
        unique index."""

    def begin(self, write: bool, deadline_ms: int,
              should_stop: Callable[[], bool]) -> Transaction:
        """Opens a transaction that may write, or only reads. Whoever waits for
        others asks should_stop() now and then (else Canceled) and waits no
        longer than the deadline (else TimedOut or Busy)."""


class Source(io.RawIOBase):
    """What is put into a blob store: a file to read, as often and in whatever
    order, during put() only. What its reading raises has to come out."""

    def __init__(self, read_at: Callable[[int, int], bytes], size: int
                 ) -> None:
        self._read_at, self.size = read_at, size
        """`size`: its length in bytes."""
        self._place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place."""
        start = (0, self._place, self.size)[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        """Fills a buffer, as far as there is something."""
        with memoryview(buffer).cast("B") as view:
            piece = self._read_at(self._place, len(view))
            view[:len(piece)] = piece
        self._place += len(piece)
        return len(piece)


class BlobBackend(Protocol):
    """Where files are kept, whole or not at all, under keys of "a-z0-9._-/".
    The library keeps to deadlines, stops and tells progress between pieces.
    Blob(backend).kit() tries it. May have link(key, upload, expires_s,
    file_name) -> str: an address that anybody may use for a while."""

    def put(self, key: str, source: Source, type: str, sha256: str) -> None:
        """Keeps a blob durably, in place of what is there. SchemaError: the
        content has another digest; Limit: there is no room."""

    def get(self, key: str, offset: int, length: int | None
            ) -> Iterable[bytes]:
        """The bytes from a place on, in pieces; None: to the end. What lies
        past the end is not given. NotFound."""

    def stat(self, key: str) -> tuple[int, datetime.datetime]:
        """Length, and when it was put; NotFound."""

    def remove(self, key: str) -> None:
        """Removes a blob; NotFound."""

    def list(self, prefix: str
             ) -> Iterable[tuple[str, int, datetime.datetime]]:
        """Key, length and time of the blobs whose key begins so, in order."""


class HttpCall(NamedTuple):
    """A request to make."""

    method: str
    """GET, HEAD, POST, PUT or DELETE."""
    url: str
    headers: Mapping[str, str]
    body: bytes
    timeout: float
    """Seconds that everything may take."""
    connect_timeout: float
    """Seconds to connect."""


class HttpAnswer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str] | Iterable[tuple[str, str]]
    body: bytes
    """Decoded, where it was compressed."""


class HttpBackend(Protocol):
    """How requests leave for the network."""

    def request(self, call: HttpCall) -> HttpAnswer:
        """Makes one request, checks TLS, follows no redirect. TimedOut,
        Refused, TlsError; anything else: the connection broke."""


def answer_http(backend: HttpBackend, call: Any) -> None:
    """Has a backend make a request of the library's, and tells the answer."""
    ms, connect_ms = _core.http_call_time(call)
    headers = takewhile(lambda header: header[0], (
        _core.http_call_header(call, place) for place in count()))
    answer = HttpAnswer(*backend.request(HttpCall(
        _core.http_call_method(call), _core.http_call_url(call),
        {name: value for _, name, value in headers}, _core.http_call_body(call),
        ms / 1000, connect_ms / 1000)))
    _core.http_call_answer_status(call, answer.status)
    for header in (answer.headers.items()
                   if isinstance(answer.headers, Mapping) else answer.headers):
        _core.http_call_answer_header(call, *header)
    _core.http_call_answer_body(call, answer.body)


class CacheBackend(Protocol):
    """Where answers of services are kept; it may forget at any time."""

    def get(self, key: str) -> bytes | None:
        """What is kept, if anything."""

    def put(self, key: str, value: bytes, until: float) -> None:
        """Keeps a value that nobody wants after that moment, in seconds since
        1970."""
