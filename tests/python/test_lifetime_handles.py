# SPDX-License-Identifier: Apache-2.0
"""However objects end, and whoever uses them meanwhile: nothing crashes, what
is closed says so, and what was made from it lives on."""
from __future__ import annotations

import gc
import inspect
import itertools
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from blobs import Blobs
from stores import Store, Transaction
from test_backends_world import Directory

import portailrse as rse
from portailrse import _core

pytestmark = pytest.mark.core

SIREN, DAY = "356000000", "2026-11-27"
FACTS = {"effectif": 60, "est_cotee": False}

Named = dict[str, tuple[Any, Callable[[], object]]]


def of_rules() -> Named:
    """Objects each made from those before it, and a use of each."""
    pack = rse.Pack.load("fr-rse")
    facts = rse.Facts(pack, FACTS)
    report = rse.Report(pack)
    report.evaluate(facts, DAY)
    return {
        "pack": (pack, lambda: _core.pack_fact_count(pack._h)),
        "facts": (facts, lambda: facts.update({"effectif": 61})),
        "report": (report, lambda: _core.report_json(report._h, rse.Lang.FR))}


def of_portal() -> Named:
    store, blob = rse.Store(Store()), rse.Blob(Blobs())
    portal = rse.Portal(store, blob)
    session = portal.host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    other = portal.host("others")
    return {
        "store": (store, lambda: None), "blob": (blob, lambda: None),
        "portal": (portal, lambda: portal.host("more").close()),
        "session": (session, lambda: session.company(SIREN)),
        "other": (other, lambda: other.company(SIREN))}


@pytest.mark.parametrize("make", [of_rules, of_portal])
def test_objects_close_in_every_order(make: Callable[[], Named]) -> None:
    for order in itertools.permutations(make()):
        named = make()
        for place, name in enumerate(order):
            closed, use = named[name]
            closed.close()
            closed.close()
            if name not in ("store", "blob"):
                with pytest.raises(ValueError):
                    use()
            for later in order[place + 1:]:
                named[later][1]()


@pytest.mark.parametrize("make", [of_rules, of_portal])
def test_objects_are_collected_in_every_order(make: Callable[[], Named]
                                              ) -> None:
    for order in itertools.permutations(make()):
        named = make()
        for place, name in enumerate(order):
            del named[name]   # its last reference
            for later in order[place + 1:]:
                named[later][1]()


def test_verdicts_outlive_everything_they_were_made_from() -> None:
    pack = rse.Pack.load("fr-rse")
    verdicts = pack.evaluate(FACTS, date=DAY)
    verdict, facts, question = verdicts["bdese"], verdicts.facts, \
        verdicts.question
    del pack, verdicts
    gc.collect()
    assert verdict.answer is rse.Answer.SUBJECT and verdict.reason
    assert facts["effectif"] == "60" and question


def test_every_method_of_a_closed_object_says_so() -> None:
    for make in (of_rules, of_portal):
        for closed, _ in make().values():
            closed.close()
            for name in dir(type(closed)):
                if not name.startswith("__") and name not in (
                        "close", "kit") and not name.startswith("_of"):
                    refuse(closed, name)


def refuse(closed: Any, name: str) -> None:
    """A property or a method of a closed object: ValueError, or the call is
    wrong before that."""
    try:
        value = getattr(closed, name)
        if callable(value) and not isinstance(
                inspect.getattr_static(type(closed), name),
                (classmethod, staticmethod)):
            value()
    except (ValueError, TypeError, AttributeError):
        pass


def test_an_object_of_another_kind_is_refused() -> None:
    pack = rse.Pack.load("fr-rse")
    handle = rse.Facts(pack)._h
    for wrong in (handle, object(), 5, "closed", b"", _core.cache_memory(0)):
        with pytest.raises((TypeError, ValueError)):
            _core.pack_fact_count(wrong)
        with pytest.raises((TypeError, ValueError)):
            _core.store_plan(wrong, rse.portal_schema())


def test_a_store_is_given_away_once() -> None:
    store = rse.Store(Store())
    rse.Portal(store)
    for use in (lambda: rse.Portal(store), store.kit,
                lambda: store.plan(rse.portal_schema())):
        with pytest.raises(ValueError, match="given away"):
            use()


def test_a_store_that_is_refused_is_not_lost() -> None:
    store = rse.Store(Store())
    with pytest.raises(rse.Error):
        rse.Portal(store, deadline_ms=-5)
    rse.Portal(store)


class Waiting(Store):
    """begin() waits until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.go = threading.Event(), threading.Event()
        self.act: Callable[[], object] = lambda: None
        self.go.set()

    def begin(self, write: bool, deadline_ms: int,
              should_stop: Callable[[], bool]) -> Transaction:
        self.inside.set()
        self.act()
        assert self.go.wait(60)
        return super().begin(write, deadline_ms, should_stop)


def portal_of(backend: Store) -> tuple[rse.Portal, rse.Session]:
    portal = rse.Portal(rse.Store(backend), rse.Blob(Blobs()))
    session = portal.host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    return portal, session


@pytest.fixture
def waiting() -> Iterator[tuple[Waiting, rse.Session, threading.Thread]]:
    """A session that another thread is using."""
    backend = Waiting()
    _, session = portal_of(backend)
    backend.inside.clear()
    backend.go.clear()
    thread = threading.Thread(target=session.company, args=(SIREN,))
    thread.start()
    assert backend.inside.wait(60)
    yield backend, session, thread
    backend.go.set()
    thread.join()


def test_two_threads_in_one_session_are_refused(
        waiting: tuple[Waiting, rse.Session, threading.Thread]) -> None:
    backend, session, thread = waiting
    with pytest.raises(RuntimeError, match="in use: give each thread its own"):
        session.company(SIREN)
    backend.go.set()
    thread.join()
    assert session.company(SIREN)["siren"] == SIREN


def test_a_session_may_be_closed_while_another_thread_uses_it(
        waiting: tuple[Waiting, rse.Session, threading.Thread]) -> None:
    backend, session, thread = waiting
    session.close()
    with pytest.raises(ValueError, match="closed"):
        session.company(SIREN)
    backend.go.set()
    thread.join()


def test_facts_are_for_one_thread_at_a_time() -> None:
    """Many threads at one object: each call works or is refused."""
    pack = rse.Pack.load("fr-rse")
    facts, report = rse.Facts(pack, FACTS), rse.Report(pack)
    wrong: list[BaseException] = []

    def use() -> None:
        for effectif in range(200):
            try:
                facts["effectif"] = effectif
                report.evaluate(facts, DAY)
            except RuntimeError:
                pass
            except BaseException as error:
                wrong.append(error)

    together(use)
    assert wrong == []


def together(use: Callable[[], None], count: int = 4) -> None:
    threads = [threading.Thread(target=use) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_threads_share_a_pack_and_a_portal() -> None:
    pack = rse.Pack.load("fr-rse")
    portal, _ = portal_of(Store())
    seen: list[object] = []

    def use() -> None:
        with portal.host("thread") as session:
            for _ in range(20):
                session.company_save(siren=SIREN, denomination="La Poste")
                seen.append(pack.evaluate(FACTS, date=DAY)["bdese"].answer)

    together(use)
    assert seen == [rse.Answer.SUBJECT] * 80
    assert portal.host("tests").company(SIREN).version == 81


def test_a_callback_that_uses_its_own_session_is_refused() -> None:
    backend = Waiting()
    _, session = portal_of(backend)
    backend.act = lambda: session.company(SIREN)
    with pytest.raises(RuntimeError, match="in use"):
        session.company(SIREN)
    backend.act = lambda: None
    assert session.company(SIREN)["siren"] == SIREN


def test_a_callback_may_use_another_session_and_the_rules() -> None:
    backend = Waiting()
    portal, session = portal_of(backend)
    pack, seen = rse.Pack.load("fr-rse"), []

    def act() -> None:
        backend.act = lambda: None
        seen.append(portal.host("inner").company(SIREN)["siren"])
        with pytest.raises(rse.NotFound):
            portal.host("inner").company("552032534")
        seen.append(pack.evaluate(FACTS, date=DAY)["bdese"].answer)

    backend.act = act
    assert session.company(SIREN)["siren"] == SIREN
    assert seen == [SIREN, rse.Answer.SUBJECT]


def test_a_callback_may_close_what_is_calling_it() -> None:
    backend = Waiting()
    portal, session = portal_of(backend)

    def act() -> None:
        session.close()
        portal.close()

    backend.act = act
    assert session.company(SIREN)["siren"] == SIREN
    with pytest.raises(ValueError):
        session.company(SIREN)


def test_the_answer_to_an_inner_call_is_not_that_of_the_outer_one() -> None:
    """What a nested call raised and the backend caught is forgotten."""
    backend = Waiting()
    _, session = portal_of(backend)

    def act() -> None:
        with pytest.raises(rse.NotFound):
            rse.Pack.load("fr-rse").evaluate({}, date=DAY)["nothing"]
        with pytest.raises(rse.ParseError):
            rse.read_number("356 000 000 000 000")

    backend.act = act
    with pytest.raises(rse.NotFound) as caught:
        session.company("552032534")
    assert type(caught.value.__cause__) is KeyError


class Boom(Exception):
    """Nothing that the library knows."""


def boom(*given: Any) -> Any:
    raise Boom


def test_exceptions_of_every_callback_come_out() -> None:
    portal, session = portal_of(Store())
    pdf = b"%PDF-1.4\n%%EOF\n"
    document, _ = session.upload(SIREN, pdf, kind="analyse")
    scanned = rse.Portal(rse.Store(Store()), rse.Blob(Blobs()),
                         scan=boom).host("tests")
    scanned.company_save(siren=SIREN, denomination="La Poste")
    for call in (
            lambda: session.upload(SIREN, pdf + b"2", kind="analyse",
                                   should_stop=boom),
            lambda: _core.portal_document_read(session._h, SIREN, document,
                                               boom),
            lambda: scanned.upload(SIREN, pdf, kind="analyse"),
            lambda: session.check(should_stop=boom),
            lambda: session.tidy(should_stop=boom)):
        with pytest.raises(Boom):
            call()


def test_what_mere_listeners_raise_is_told_elsewhere(
        monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook",
                        lambda args: told.append(args.exc_type))
    _, session = portal_of(Store())
    session.upload(SIREN, b"%PDF-1.4\n%%EOF\n", kind="analyse", progress=boom)
    session.check(progress=boom)
    with pytest.raises(rse.SchemaError):
        _core.blob_kit(rse.Blob(Sloppy())._h, boom)
    assert set(told) == {Boom} and len(told) > 3


def interrupt(*given: Any) -> Any:
    raise KeyboardInterrupt


def test_ctrl_c_in_a_mere_listener_comes_out() -> None:
    _, session = portal_of(Store())
    for call in (
            lambda: session.upload(SIREN, b"%PDF-1.4\n%%EOF\n", kind="analyse",
                                   progress=interrupt),
            lambda: session.check(progress=interrupt),
            lambda: _core.blob_kit(rse.Blob(Blobs())._h, interrupt)):
        with pytest.raises(KeyboardInterrupt):
            call()
    assert session.company(SIREN)["siren"] == SIREN


class Sloppy(Blobs):
    def put(self, key: str, source: Any, type: str, sha256: str) -> None:
        self.kept[key] = source.read(), rse.backends.MOMENTS[0]


def test_a_backend_is_let_go_with_what_used_it() -> None:
    backend = Store()
    gone = weakref.ref(backend)
    portal, session = portal_of(backend)
    del backend, portal
    assert gone() is not None
    del session
    gc.collect()
    assert gone() is None


def test_a_transaction_is_let_go_when_it_ends() -> None:
    made: list[weakref.ref[Transaction]] = []

    class Counting(Store):
        def begin(self, *given: Any) -> Transaction:
            tx = super().begin(*given)
            made.append(weakref.ref(tx))
            return tx

    _, session = portal_of(Counting())
    with pytest.raises(rse.NotFound):
        session.company("552032534")
    gc.collect()
    assert made and all(tx() is None for tx in made)


def test_a_report_holds_the_facts_that_it_was_evaluated_with() -> None:
    report = rse.Report(rse.Pack.load("fr-rse"))
    facts = rse.Facts(report.pack, FACTS)
    report.evaluate(facts, DAY)
    facts.close()
    del facts
    gc.collect()
    assert "60" in _core.report_json(report._h, rse.Lang.FR)


def board_of() -> rse.Dashboard:
    board = rse.Dashboard(rse.Services(http=rse.Http(Directory())),
                          rse.Pack.load("fr-rse"))
    board.run("552032534", date=DAY)
    return board


def test_parts_of_a_dashboard_hold_it() -> None:
    board = board_of()
    verdicts, facts = board.verdicts(), board.facts
    board.run("552032534", date=DAY)
    board.close()
    del board
    gc.collect()
    assert verdicts["bdese"].reason
    assert dict(facts)


def test_parts_of_a_dashboard_are_in_use_with_it() -> None:
    board = board_of()
    verdicts, facts = board.verdicts(), board.facts
    refused: list[str] = []

    def use() -> bool:
        for call in (lambda: verdicts["bdese"].reason, lambda: dict(facts),
                     lambda: board.verdicts()):
            with pytest.raises(RuntimeError, match="in use") as caught:
                call()
            refused.append(str(caught.value))
        return False

    board.run("552032534", date=DAY, should_stop=use)
    assert len(refused) >= 3
    assert verdicts["bdese"].reason
