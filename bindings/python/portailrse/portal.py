# SPDX-License-Identifier: Apache-2.0
"""Stores, blobs, and what a portal keeps in them: companies and their years,
people and their rights, receipts, documents, a journal."""
from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import BinaryIO

from . import _api, _core, errors
from ._api import PersonBy
from ._handle import Clock, Row, pointer
from .backends import BlobBackend, CacheBackend, HttpBackend, StoreBackend

__all__ = ["Blob", "Cache", "Http", "Portal", "Session", "Store",
           "VERSION_ANY", "VERSION_NEW"]

VERSION_NEW = 0
"""There is no such row yet."""
VERSION_ANY = -1
"""Whatever is there."""
Stop = Callable[[], object] | None
Progress = Callable[[str, int, int], object] | None


class Store(_api.Store):
    """Where rows are kept: open(), memory(), or a Python object."""

    def __init__(self, backend: StoreBackend) -> None:
        self._h = _core.store_of(backend)
        self._parent = None

    def kit(self) -> list[tuple[str, str]]:
        """The conformance kit: each case that does not hold, and why."""
        return _wrong(self._kit)


class Blob(_api.Blob):
    """Where files are kept: folder(), s3(), open(), or a Python object."""

    def __init__(self, backend: BlobBackend) -> None:
        self._h = _core.blob_of(backend)
        self._parent = None

    def kit(self) -> list[tuple[str, str]]:
        """The conformance kit: each case that does not hold, and why."""
        return _wrong(self._kit)


class Http(_api.Http):
    """How requests leave: curl(), replay(), or a Python object."""

    def __init__(self, backend: HttpBackend) -> None:
        self._h = _core.http_of(backend)
        self._parent = None


class Cache(_api.Cache):
    """Where answers of services are kept: memory(), sqlite(), or a Python
    object."""

    def __init__(self, backend: CacheBackend) -> None:
        self._h = _core.cache_of(backend)
        self._parent = None


def _wrong(kit: Callable[[Callable[[str, str], object]], None]
           ) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def told(case: str, wrong: str) -> None:
        if wrong:
            found.append((case, wrong))
    try:
        kit(told)
    except errors.SchemaError:
        pass
    return found


class Session(_api.Session):
    """Somebody at work in a portal; one thread at a time. Whatever is not
    allowed raises Denied."""

    def company_save(self, *, siren: str, denomination: str = "",
                     categorie_juridique: str = "", naf: str = "",
                     code_postal: str = "", commune: str = "",
                     code_pays: str = "", pays: str = "",
                     expected: int = VERSION_ANY) -> int:
        """Makes a company known, or changes its identity; its new version."""
        return self._company_save(
            expected, siren=siren, denomination=denomination,
            categorie_juridique=categorie_juridique, naf=naf,
            code_postal=code_postal, commune=commune, code_pays=code_pays,
            pays=pays)

    def company(self, siren: str) -> Row:
        """A company: its row of `entreprises`."""
        return self._company(siren)[0]

    def person(self, key: str, by: PersonBy = PersonBy.BY_ID) -> Row:
        """A person: the row of `personnes`."""
        return self._person(by, key)[0]

    def facts_save(self, siren: str, year: int, facts: _api.Facts, *,
                   closing: str | datetime.date = "",
                   keep_later: bool = False, allow_incoherent: bool = False,
                   expected: int = VERSION_ANY) -> None:
        """Saves what is known of a company in a year."""
        self._facts_save(siren, year, facts, closing=closing,
                         keep_later=keep_later, expected=expected,
                         allow_incoherent=allow_incoherent)

    def upload(self, siren: str, content: BinaryIO | bytes, *, kind: str,
               name: str = "", types: str = "",
               keep_until: str | datetime.date = "",
               progress: Callable[[int], object] | None = None,
               should_stop: Stop = None) -> tuple[str, bool]:
        """Takes a document in: its id, and whether it was there already."""
        read = _reader(content) if isinstance(content, bytes) \
            else content.read
        return self._upload(siren=siren, name=name, kind=kind, types=types,
                            keep_until=keep_until, read=read,
                            progress=progress, should_stop=should_stop)

    def document_read(self, siren: str, document: str) -> bytes:
        """The bytes of a document."""
        parts: list[bytes] = []
        self._document_read(siren, document, parts.append)
        return b"".join(parts)

    def check(self, *, should_stop: Stop = None,
              progress: Progress = None) -> list[str]:
        """What a portal's check finds: chains, references, documents."""
        found: list[str] = []
        self._check(found.append, should_stop=should_stop, progress=progress)
        return found

    def documents_check(self, deep: bool = False, *, should_stop: Stop = None,
                        progress: Progress = None) -> list[str]:
        """What the check of documents and their blobs finds."""
        found: list[str] = []
        self._documents_check(deep, found.append, should_stop=should_stop,
                              progress=progress)
        return found


def _reader(content: bytes) -> Callable[[int], bytes]:
    view = memoryview(content)

    def read(size: int) -> bytes:
        nonlocal view
        piece, view = bytes(view[:size]), view[size:]
        return piece
    return read


class Portal(_api.Portal):
    """A store, a blob store, and who may do what in them; shared by
    threads. It takes the store and the blob store."""

    def __init__(self, store: _api.Store, blob: _api.Blob | None = None, *,
                 migrate: bool = True,
                 scan: Callable[[str], object] | None = None,
                 clock: Clock | None = None, upload_bytes: int = 0,
                 deadline_ms: int = 0, invitation_days: int = 0,
                 token_days: int = 0, spool: str | None = None) -> None:
        self._h = _core.portal_new(pointer(store), pointer(blob), {
            "migrate": migrate, "scan": scan, "clock": clock,
            "upload_bytes": upload_bytes, "deadline_ms": deadline_ms,
            "invitation_days": invitation_days, "token_days": token_days,
            "spool": spool})
        self._parent = None

    def host(self, label: str) -> Session:
        """A session of the host itself; the journal calls it that."""
        return Session._of_host(self, label)

    def person(self, person: str) -> Session:
        """A session of a person, whom the host has recognised."""
        return Session._of_person(self, person)

    def token(self, token: str) -> Session:
        """A session of the person who shows a token."""
        return Session._of_token(self, token)
