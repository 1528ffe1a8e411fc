# SPDX-License-Identifier: Apache-2.0
"""What a backend or a callback raises comes out of the call that led to it,
itself, with the line that raised it; what it answers with an error of the
library comes out as that error."""
from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from blobs import Blobs
from stores import Store, Transaction

import portailrse as rse

pytestmark = pytest.mark.core

SIREN = "356000000"


class Boom(Exception):
    """Nothing that the library knows."""


def boom(*given: Any, **more: Any) -> Any:
    raise Boom("in the backend")


def interrupt(*given: Any, **more: Any) -> Any:
    raise KeyboardInterrupt


def raised_in(error: BaseException) -> str:
    """The function that raised it."""
    return traceback.extract_tb(error.__traceback__)[-1].name


class Failing(Store):
    """A store one of whose functions does as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.method, self.act = "", boom

    def begin(self, *given: Any) -> Transaction:
        if self.method == "begin":
            self.act()
        tx = super().begin(*given)
        if self.method in ("get", "put", "scan", "commit", "rows"):
            act = self.act

            def failing(*given: Any) -> Any:
                if self.method == "commit":
                    tx.rollback()
                return act()
            setattr(tx, self.method, failing)
        return tx


def portal_of(backend: Store) -> rse.Session:
    session = rse.Portal(rse.Store(backend)).host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    return session


CALLS: dict[str, Callable[[rse.Session], object]] = {
    "begin": lambda s: s.company(SIREN),
    "get": lambda s: s.company(SIREN),
    "scan": lambda s: s.companies("", 0),
    "put": lambda s: s.company_save(siren=SIREN, denomination="Autre"),
    "rows": lambda s: s.company_save(siren=SIREN, denomination="Autre"),
    "commit": lambda s: s.company_save(siren=SIREN, denomination="Autre")}


@pytest.mark.parametrize("method", CALLS)
def test_an_exception_of_a_store_comes_out_itself(method: str) -> None:
    backend = Failing()
    session = portal_of(backend)
    backend.method = method
    with pytest.raises(Boom, match="in the backend") as caught:
        CALLS[method](session)
    assert raised_in(caught.value) == "boom"
    backend.method = ""
    assert session.company(SIREN)["denomination"] == "La Poste"


@pytest.mark.parametrize("method", CALLS)
def test_ctrl_c_in_a_store_comes_out_itself(method: str) -> None:
    backend = Failing()
    session = portal_of(backend)
    backend.method, backend.act = method, interrupt
    with pytest.raises(KeyboardInterrupt):
        CALLS[method](session)
    backend.method = ""
    assert session.company(SIREN)["denomination"] == "La Poste"


@pytest.mark.parametrize("method", ["version", "migrate"])
def test_an_exception_of_a_migration_comes_out_itself(method: str) -> None:
    backend = Store()
    setattr(backend, method, boom)
    with pytest.raises(Boom):
        rse.Portal(rse.Store(backend))


def test_a_row_that_is_not_there_is_not_found_with_its_cause() -> None:
    """A KeyError of get() is an answer: the error is the library's."""
    with pytest.raises(rse.NotFound) as caught:
        portal_of(Store()).company("552032534")
    assert type(caught.value.__cause__) is KeyError


@pytest.mark.parametrize("kind", [rse.Denied, rse.TimedOut, rse.OutOfMemory])
def test_an_error_of_the_library_keeps_its_kind(kind: type[rse.Error]) -> None:
    def act(*given: Any) -> Any:
        raise kind("as the backend says")

    backend = Failing()
    session = portal_of(backend)
    backend.method, backend.act = "get", act
    with pytest.raises(kind, match="as the backend says"):
        session.company(SIREN)


def test_a_busy_store_is_asked_again() -> None:
    backend, tries = Failing(), 0

    def busy(*given: Any) -> Any:
        nonlocal tries
        tries += 1
        if tries == 3:
            backend.method = ""
        raise rse.Busy("others write")

    session = portal_of(backend)
    backend.method, backend.act = "begin", busy
    assert session.company(SIREN)["siren"] == SIREN
    assert tries == 3


@pytest.mark.parametrize("row", [
    None, 5, ((), 1), (("a",) * 99, 1), "ab",
    ([object()] * 40, 1), (None, None), ((SIREN,), "1")])
def test_a_row_of_another_form_is_refused(row: Any) -> None:
    backend = Failing()
    session = portal_of(backend)
    backend.method, backend.act = "get", lambda *given: row
    with pytest.raises((TypeError, ValueError)):
        session.company(SIREN)


@pytest.mark.parametrize("answer", [None, 7, "text", [1], [(1, 2)]])
def test_a_scan_that_gives_no_rows_is_refused(answer: Any) -> None:
    backend = Failing()
    session = portal_of(backend)
    backend.method, backend.act = "scan", lambda *given: answer
    with pytest.raises((TypeError, ValueError)):
        session.companies("", 0)


def test_an_exception_amid_the_rows_of_a_scan_comes_out() -> None:
    def rows() -> Iterator[Any]:
        yield from ()
        raise Boom("amid rows")

    backend = Failing()
    session = portal_of(backend)
    backend.method, backend.act = "scan", lambda *given: rows()
    with pytest.raises(Boom, match="amid rows"):
        session.companies("", 0)


BLOB_CALLS: dict[str, Callable[[rse.Session, str], object]] = {
    "put": lambda s, doc: s.upload(SIREN, b"%PDF-1.5\n%%EOF\n",
                                   kind="analyse"),
    "get": lambda s, doc: s.document_read(SIREN, doc),
    "stat": lambda s, doc: s.documents_check(True),
    "list": lambda s, doc: s.documents_check(True),
    "link": lambda s, doc: s.document_link(SIREN, doc, 60)}


def with_document(blobs: Blobs) -> tuple[rse.Session, str]:
    session = rse.Portal(rse.Store(Store()), rse.Blob(blobs)).host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    document, _ = session.upload(SIREN, b"%PDF-1.4\n%%EOF\n", kind="analyse")
    return session, document


@pytest.mark.parametrize("act", [boom, interrupt])
@pytest.mark.parametrize("method", BLOB_CALLS)
def test_an_exception_of_a_blob_store_comes_out(
        method: str, act: Callable[..., Any]) -> None:
    blobs = Blobs()
    session, document = with_document(blobs)
    setattr(blobs, method, act)
    with pytest.raises((Boom, KeyboardInterrupt)) as caught:
        BLOB_CALLS[method](session, document)
    assert raised_in(caught.value) == act.__name__


def test_an_exception_while_blobs_are_tidied_comes_out() -> None:
    blobs = Blobs()
    session, document = with_document(blobs)
    blobs.remove = boom  # type: ignore[method-assign]
    session.document_remove(SIREN, document)
    with pytest.raises(Boom):
        session.tidy()


def test_an_exception_of_the_content_comes_out_through_the_blob_store() -> None:
    class Content:
        def read(self, size: int) -> bytes:
            raise Boom("in the stream")

    session = rse.Portal(rse.Store(Store()), rse.Blob(Blobs())).host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    with pytest.raises(Boom, match="in the stream"):
        session.upload(SIREN, Content(), kind="analyse")  # type: ignore
    assert session.documents(SIREN) == []


def test_a_source_serves_its_put_only() -> None:
    kept: list[rse.Source] = []

    class Keeping(Blobs):
        def put(self, key: str, source: rse.Source, type: str,
                sha256: str) -> None:
            assert source.seek(0, 2) == source.size == 15
            source.seek(0)
            kept.append(source)
            super().put(key, source, type, sha256)

    session = rse.Portal(rse.Store(Store()), rse.Blob(Keeping())).host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    session.upload(SIREN, b"%PDF-1.4\n%%EOF\n", kind="analyse")
    kept[0].seek(0)
    with pytest.raises(ValueError, match="one call, which is over"):
        kept[0].read()


def test_should_stop_serves_its_transaction_only() -> None:
    kept: list[Callable[[], bool]] = []

    class Keeping(Store):
        def begin(self, write: bool, deadline_ms: int,
                  should_stop: Callable[[], bool]) -> Transaction:
            assert should_stop() is False
            kept.append(should_stop)
            return super().begin(write, deadline_ms, should_stop)

    portal_of(Keeping())
    with pytest.raises(ValueError, match="one call, which is over"):
        kept[0]()


def test_what_close_and_rollback_raise_is_told_elsewhere(
        monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for them: sys.unraisablehook has it."""
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook",
                        lambda args: told.append(args.exc_type))
    backend = Store()
    backend.close = boom  # type: ignore[attr-defined]
    rse.Store(backend).close()
    assert told == [Boom]


def test_a_backend_is_closed_once_when_the_last_user_is_gone() -> None:
    closed: list[int] = []
    backend = Store()
    backend.close = lambda: closed.append(1)  # type: ignore[attr-defined]
    portal = rse.Portal(rse.Store(backend))
    session = portal.host("tests")
    portal.close()
    assert closed == []
    session.close()
    assert closed == [1]
