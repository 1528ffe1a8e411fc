# SPDX-License-Identifier: Apache-2.0
"""A plain Python object is a store, or a blob store, as good as our own: the
conformance kits say so, and what they would refuse is refused."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from blobs import Blobs
from stores import Store, Transaction

import portailrse as rse
from portailrse import _core

pytestmark = pytest.mark.core


def test_the_store_kit_holds_for_a_python_store() -> None:
    told: list[tuple[str, str]] = []
    store = rse.Store(Store())
    _core.store_kit(store._h, lambda case, wrong: told.append((case, wrong)))
    assert [case for case in told if case[1]] == []
    assert len(told) > 100


def test_the_store_kit_holds_again_on_what_it_left() -> None:
    store = rse.Store(Store())
    assert store.kit() == []
    assert store.kit() == []


class Forgetful(Store):
    """Keeps nothing of what is committed."""

    def begin(self, write: bool, deadline_ms: int,
              should_stop: Callable[[], bool]) -> Transaction:
        tx = super().begin(write, deadline_ms, should_stop)
        keep = self.state

        def commit() -> None:
            tx.state = keep
            Transaction.commit(tx)
        if write:
            tx.commit = commit  # type: ignore[method-assign]
        return tx


def test_the_store_kit_finds_a_store_that_forgets() -> None:
    found = dict(rse.Store(Forgetful()).kit())
    assert "what was committed is seen by the next transaction" in found


def test_the_blob_kit_holds_for_a_python_blob_store() -> None:
    assert rse.Blob(Blobs()).kit() == []


class Sloppy(Blobs):
    """Does not look at digests."""

    def put(self, key: str, source: Any, type: str, sha256: str) -> None:
        self.kept[key] = source.read(), rse.backends.MOMENTS[0]


def test_the_blob_kit_finds_a_blob_store_that_checks_nothing() -> None:
    found = dict(rse.Blob(Sloppy()).kit())
    assert "content with another digest is refused" in found


def test_an_object_without_the_methods_is_refused_by_name() -> None:
    for kind in (rse.Store, rse.Blob, rse.Http, rse.Cache):
        with pytest.raises(TypeError, match="needs a method"):
            kind(object())  # type: ignore[arg-type]


def test_a_whole_portal_works_on_python_backends() -> None:
    blobs = Blobs()
    portal = rse.Portal(rse.Store(Store()), rse.Blob(blobs))
    session = portal.host("tests")
    version = session.company_save(siren="356000000", denomination="La Poste")
    row = session.company("356000000")
    assert (version, row.version) == (1, 1)
    assert row["denomination"] == "La Poste"
    with pytest.raises(rse.NotFound):
        session.company("552032534")
    document, known = session.upload("356000000", b"%PDF-1.4\n%%EOF\n" * 9,
                                     kind="analyse", name="bilan.pdf")
    assert not known and len(blobs.kept) == 1
    assert session.document_read("356000000", document).startswith(b"%PDF")


def test_a_copy_of_a_python_store_has_the_same_digest() -> None:
    backend = Store()
    session = rse.Portal(rse.Store(backend)).host("tests")
    session.company_save(siren="356000000", denomination="La Poste")
    schema, copy = rse.portal_schema(), rse.Store.memory()
    store = rse.Store(backend)
    copy.copy(store, schema)
    assert copy.digest(schema) == store.digest(schema)
    assert store.digest(schema) == rse.Store(backend).digest(schema)


def test_a_schema_tells_a_backend_the_steps_of_a_migration() -> None:
    seen: list[rse.Step] = []

    class Noting(Store):
        def migrate(self, schema: rse.Schema, from_: int, to: int) -> None:
            seen.extend(schema.steps(from_, to))
            super().migrate(schema, from_, to)

    rse.Store(Noting()).migrate(rse.portal_schema())
    assert seen[0].kind is rse.StepKind.COLLECTION
    assert {step.kind for step in seen} >= {rse.StepKind.INDEX}


def test_a_collection_is_always_the_same_object() -> None:
    seen: dict[str, set[int]] = {}

    class Noting(Store):
        def begin(self, *given: Any) -> Transaction:
            tx = super().begin(*given)
            scan = tx.scan

            def noting(of: rse.Collection, query: rse.Query) -> Any:
                seen.setdefault(of.name, set()).add(id(of))
                return scan(of, query)
            tx.scan = noting  # type: ignore[method-assign]
            return tx

    session = rse.Portal(rse.Store(Noting())).host("tests")
    session.companies("", 0)
    session.companies("", 0)
    assert seen and all(len(ids) == 1 for ids in seen.values())
