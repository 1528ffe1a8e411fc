# SPDX-License-Identifier: Apache-2.0
"""The queue of jobs: adding, working, telling, and what becomes of a job whose
handler raises. How long things live is in test_jobs_lifetime.py."""
from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from stores import Store

import portailrse as rse

pytestmark = pytest.mark.core
SIREN = "356000000"


def store_of(kind: str, folder: Path) -> rse.Store:
    if kind == "python":
        return rse.Store(Store())
    if kind == "memory":
        return rse.Store.memory()
    try:
        return rse.Store.sqlite(str(folder / "jobs.sqlite"))
    except rse.Unsupported as why:
        pytest.skip(str(why))


@pytest.fixture(params=["memory", "sqlite", "python"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> rse.Queue:
    """One that asks for nothing to be tried again within a test."""
    return rse.Queue(store_of(request.param, tmp_path), retry_ms=3_600_000)


Handler = Callable[[rse.Job], object]


def work(queue: rse.Queue, run: Handler, kind: str = "essai",
         told: Callable[[str, str], object] | None = None) -> None:
    """Does all jobs of a kind."""
    worker = rse.Worker(queue, drain=True, told=told)
    worker.handle(kind, run)
    worker.run()


def once(queue: rse.Queue, run: Handler) -> None:
    """Has one job begun, which need not come to an end."""
    begun: list[rse.Job] = []
    worker = rse.Worker(queue, should_stop=lambda: begun)

    def note(job: rse.Job) -> None:
        begun.append(job)
        run(job)

    worker.handle("essai", note)
    worker.run()


# --- Giving work, and reading

def test_a_job_is_added_once(queue: rse.Queue) -> None:
    first = queue.add("essai", siren=SIREN, key="k", payload='{"b":1,"a":2}')
    assert first.is_new and first.state is rse.JobState.READY
    again = queue.add("essai", key="k")
    assert not again.is_new and again.id == first.id
    row = queue.job(first.id)
    assert (row["siren"], row["charge"]) == (SIREN, '{"b":1,"a":2}')
    with pytest.raises(rse.NotFound):
        queue.job("0" * 26)
    with pytest.raises(rse.ParseError):
        queue.add("Essai")


def test_many_jobs_are_added_together(queue: rse.Queue) -> None:
    added = queue.add_all([rse.JobRequest(kind="essai", key=str(i % 3))
                           for i in range(4)])
    assert [a.is_new for a in added] == [True, True, True, False]
    assert added[3].id == added[0].id
    assert queue.add_all([]) == ()
    with pytest.raises(rse.ParseError):
        queue.add_all([rse.JobRequest(kind="essai"), rse.JobRequest()])
    with pytest.raises(rse.Limit):
        queue.add_all([rse.JobRequest(kind="essai")] * 1001)
    assert len(queue.jobs()) == 3


def test_what_is_no_list_of_requests_is_a_type_error() -> None:
    queue = rse.Queue(rse.Store.memory())
    for wrong in (5, [5], [("essai",)], rse.JobRequest(kind="essai")):
        with pytest.raises(TypeError):
            queue.add_all(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        queue.add()  # type: ignore[call-arg]


def test_jobs_are_listed(queue: rse.Queue) -> None:
    ids = [queue.add("essai", siren=s).id for s in (SIREN, "a", SIREN)]
    queue.cancel(ids[2])
    assert {row["id"] for row in queue.jobs()} == set(ids)
    assert {row["id"] for row in queue.jobs(siren=SIREN)} == {ids[0], ids[2]}
    assert [row["id"] for row in queue.jobs(state=rse.JobState.CANCELED)
            ] == [ids[2]]
    assert len(queue.jobs(limit=2)) == 2
    queue.retry(ids[2])
    assert queue.job(ids[2])["etat"] == "pret"
    with pytest.raises(rse.Conflict):
        queue.retry(ids[2])


# --- Working

def test_a_handler_sees_its_job(queue: rse.Queue) -> None:
    job_id = queue.add("essai", siren=SIREN, payload='{"a": 1}').id
    seen: list[object] = []

    def run(job: rse.Job) -> None:
        seen.extend((job.id, job.siren, job.payload, job.failures,
                     job.should_stop()))
        job.progress(1, 2, "lecture")
        job.result('{"vu": true}')

    told: list[tuple[str, str]] = []
    work(queue, run, told=lambda *what: told.append(what))
    assert seen == [job_id, SIREN, '{"a": 1}', 0, False]
    assert [job for job, _ in told] == [job_id] * len(told) and told
    assert queue.result(job_id) == '{"vu": true}'
    assert queue.add("essai", key="").state is rse.JobState.READY


def test_stages_are_bytes_that_a_later_attempt_finds() -> None:
    queue = rse.Queue(rse.Store.memory(), retry_ms=1)
    job_id = queue.add("essai").id
    stage = b"\x00\xff" + "é".encode()

    def run(job: rse.Job) -> None:
        if job.failures == 0:
            with pytest.raises(rse.NotFound):
                job.stage_load("texte")
            job.stage_save("texte", stage)
            raise rse.Busy("later")
        assert job.stage_load("texte") == stage

    work(queue, run)
    row = queue.job(job_id)
    assert (row["etat"], row["echecs"]) == ("fini", 1)


def test_long_work_asks_the_job_whether_to_stop(queue: rse.Queue) -> None:
    """job.should_stop is a should_stop as it is."""
    job_id = queue.add("essai").id
    rounds: list[int] = []

    def run(job: rse.Job) -> None:
        queue.cancel(job.id)
        classifier = rse.Classifier.esrs_lite()
        while True:  # It looks at the store now and then.
            classifier.classify(["Nos émissions baissent."] * 100,
                                should_stop=job.should_stop)
            rounds.append(1)

    work(queue, run)
    assert rounds
    assert queue.job(job_id)["etat"] == "annule"


def test_a_worker_takes_its_kinds_only(queue: rse.Queue) -> None:
    queue.add("autre")
    worker = rse.Worker(queue, drain=True)
    with pytest.raises(rse.Invalid, match="knows no kind"):
        worker.run()
    worker.handle("essai", lambda job: None)
    with pytest.raises(rse.Exists):
        worker.handle("essai", lambda job: None)
    with pytest.raises(TypeError, match="a handler needs"):
        worker.handle("autre", 5)  # type: ignore[arg-type]
    worker.run()
    assert queue.jobs()[0]["etat"] == "pret"


def test_who_waits_in_place_of_a_worker(queue: rse.Queue) -> None:
    waited: list[int] = []

    def idle(ms: int) -> None:
        waited.append(ms)
        if len(waited) == 3:
            queue.add("essai")

    done: list[str] = []
    worker = rse.Worker(queue, poll_ms=20, idle=idle,
                        should_stop=lambda: done)
    worker.handle("essai", lambda job: done.append(job.id))
    worker.run()
    assert len(done) == 1 and len(waited) >= 3
    assert all(0 < ms <= 20 for ms in waited)


# --- Telling

def test_events_are_delivered_in_order(queue: rse.Queue) -> None:
    job_id = queue.add("essai", siren=SIREN).id

    def run(job: rse.Job) -> None:
        for page in (1, 2):
            job.event("lu", json.dumps({"page": page}))

    work(queue, run)
    sent: list[rse.QueueEvent] = []
    queue.send(sent.append, drain=True)
    assert [(e.job, e.job_kind, e.siren) for e in sent] == [
        (job_id, "essai", SIREN)] * 3
    assert [(e.number, e.kind, e.is_final, e.pass_) for e in sent] == [
        (1, "lu", False, 1), (2, "lu", False, 1), (3, "fini", True, 1)]
    assert [json.loads(e.body).get("page") for e in sent] == [1, 2, None]
    assert [row["genre"] for row in queue.events(job_id)] == [
        "lu", "lu", "fini"]
    queue.send(sent.append, drain=True)
    assert len(sent) == 3


def test_a_delivery_that_fails_comes_again(
        queue: rse.Queue, caplog: pytest.LogCaptureFixture) -> None:
    job_id = queue.add("essai").id
    work(queue, lambda job: None)
    tries: list[int] = []

    def deliver(event: rse.QueueEvent) -> None:
        tries.append(event.tries)
        if len(tries) == 1:
            raise ConnectionResetError("gone")

    with caplog.at_level(logging.WARNING, "portailrse"):
        queue.send(deliver, drain=True, retry_ms=1)
    assert tries == [0, 1]
    assert f"event 1 of job {job_id}: gone" in caplog.text
    assert "in deliver" in caplog.text
    assert queue.events(job_id)[0]["livre_le"]


def test_an_event_that_is_given_up_is_told(queue: rse.Queue) -> None:
    job_id = queue.add("essai").id
    work(queue, lambda job: None)
    lost: list[tuple[rse.QueueEvent, rse.Error]] = []

    def deliver(event: rse.QueueEvent) -> None:
        raise rse.PeerError("they said 500")

    queue.send(deliver, drain=True, retry_ms=1, give_up_ms=1,
               given_up=lambda *what: lost.append(what))
    (event, why), = lost
    assert event.job == job_id and event.is_final
    assert type(why) is rse.PeerError and str(why) == "they said 500"
    assert queue.events(job_id)[0]["message"] == "they said 500"


class Calendar:
    """A rse.Clock of the day, set by hand."""

    day = 20_000

    def now_ms(self) -> int:
        return self.day * 86_400_000

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


def test_what_ended_long_ago_is_removed() -> None:
    calendar = Calendar()
    queue = rse.Queue(rse.Store.memory(), clock=calendar)
    queue.add("essai")
    work(queue, lambda job: None)
    calendar.day += 10
    assert queue.tidy(9) == 0  # An event is still to be sent.
    assert queue.tidy(11, unsent=True) == 0
    assert queue.tidy(9, unsent=True) == 1
    assert queue.jobs() == []


# --- What a handler raises

DECIDES = [
    (rse.Busy("occupé"), "attente", "PRSE_EBUSY", "occupé"),
    (rse.PeerError("500"), "attente", "PRSE_EPEER", "500"),
    (rse.SchemaError("no PDF"), "echoue", "PRSE_ESCHEMA", "no PDF"),
    (rse.Canceled("let go"), "pret", None, None),  # The worker stops.
    (TimeoutError("slow"), "attente", "PRSE_ETIMEOUT", "TimeoutError: slow"),
    (OSError(28, "full"), "attente", "PRSE_EIO", "OSError: [Errno 28] full"),
    (ConnectionResetError("gone"), "attente", "PRSE_EIO",
     "ConnectionResetError: gone"),
    (PermissionError("no"), "echoue", "PRSE_EDENIED", "PermissionError: no"),
    (FileNotFoundError("\udcff"), "echoue", "PRSE_ENOTFOUND",
     "FileNotFoundError: ?"),
    (NotImplementedError("no"), "echoue", "PRSE_EUNSUPPORTED",
     "NotImplementedError: no"),
    (KeyError("naf"), "echoue", "PRSE_ENOTFOUND", "KeyError: 'naf'"),
    (ValueError("bad"), "echoue", "PRSE_EINTERNAL", "ValueError: bad"),
    (ZeroDivisionError(), "echoue", "PRSE_EINTERNAL", "ZeroDivisionError: "),
    (UnicodeError("é" * 400), "echoue", "PRSE_EINTERNAL", None)]


@pytest.mark.parametrize("error, state, code, message", DECIDES,
                         ids=lambda v: type(v).__name__)
def test_an_exception_decides_about_its_job(
        error: Exception, state: str, code: str | None, message: str | None,
        caplog: pytest.LogCaptureFixture) -> None:
    queue = rse.Queue(rse.Store.memory(), retry_ms=3_600_000)
    job_id = queue.add("essai").id

    def failing(job: rse.Job) -> None:
        raise error

    with caplog.at_level(logging.INFO, "portailrse"):
        once(queue, failing)
    row = queue.job(job_id)
    assert (row["etat"], row["erreur"]) == (state, code)
    assert message is None or row["message"] == message
    record, = caplog.records
    assert record.exc_info and record.exc_info[1] is error
    assert "in failing" in caplog.text
    assert record.getMessage().startswith(f"job {job_id}: ")
    assert record.levelno == {
        "PRSE_EINTERNAL": logging.ERROR,
        None: logging.INFO}.get(code, logging.WARNING)


class Speechless(Exception):
    def __str__(self) -> str:
        raise LookupError("no words")


def test_an_exception_that_cannot_be_told_fails_its_job(
        monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook",
                        lambda args: told.append(args.exc_type))
    monkeypatch.setattr(logging, "raiseExceptions", False)
    queue = rse.Queue(rse.Store.memory())
    job_id = queue.add("essai").id

    def failing(job: rse.Job) -> None:
        raise Speechless

    once(queue, failing)
    row = queue.job(job_id)
    assert (row["etat"], row["erreur"]) == ("echoue", "PRSE_EINTERNAL")
    assert told == [LookupError]


class Ends(BaseException):
    """What no handler is meant to catch."""


@pytest.mark.parametrize("kind, state", [
    (KeyboardInterrupt, "pret"), (SystemExit, "pret"), (Ends, "pret"),
    (MemoryError, "attente")])
def test_what_ends_a_program_comes_out_of_the_worker(
        queue: rse.Queue, kind: type[BaseException], state: str) -> None:
    """With its traceback; the job is given back, or tried again later, and
    no other is begun."""
    ids = [queue.add("essai").id for _ in range(2)]
    begun: list[str] = []

    def failing(job: rse.Job) -> None:
        begun.append(job.id)
        raise kind("now")

    with pytest.raises(kind, match="now") as caught:
        work(queue, failing)
    assert traceback.extract_tb(caught.tb)[-1].name == "failing"
    assert len(begun) == 1
    assert queue.job(begun[0])["etat"] == state
    assert {queue.job(i)["etat"] for i in ids} == {"pret", state}
    once(queue, lambda job: None)  # The queue goes on.


def test_what_ends_a_program_comes_out_of_a_sender(queue: rse.Queue) -> None:
    queue.add("essai")
    work(queue, lambda job: None)

    def interrupt(*given: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        queue.send(interrupt, drain=True, retry_ms=1)
    with pytest.raises(KeyboardInterrupt):
        queue.send(lambda event: 1 / 0, drain=True, retry_ms=1, give_up_ms=1,
                   given_up=interrupt)
    with pytest.raises(KeyboardInterrupt):
        queue.send(lambda event: None, idle=interrupt)


def lookup(*given: object) -> bool:
    raise LookupError("no such job")


def test_what_stopping_raises_ends_the_worker(queue: rse.Queue) -> None:
    for worker in (rse.Worker(queue, should_stop=lookup),
                   rse.Worker(queue, idle=lookup)):
        worker.handle("essai", lambda job: None)
        with pytest.raises(LookupError, match="no such job"):
            worker.run()
    with pytest.raises(LookupError, match="no such job"):
        queue.send(lambda event: None, should_stop=lookup)


@pytest.mark.parametrize("ask", [
    lambda job: job.should_stop(),
    lambda job: job.progress(1),
    lambda job: rse.Classifier.esrs_lite().classify(
        ["a"], should_stop=job.should_stop)])
def test_what_stopping_raises_is_no_failure_of_the_job(
        queue: rse.Queue, ask: Handler) -> None:
    """The handler hears it, and lets it pass."""
    job_id = queue.add("essai").id
    begun: list[str] = []

    def should_stop() -> bool:
        return bool(begun) and lookup()

    def run(job: rse.Job) -> None:
        begun.append(job.id)
        ask(job)

    worker = rse.Worker(queue, should_stop=should_stop)
    worker.handle("essai", run)
    with pytest.raises(LookupError, match="no such job"):
        worker.run()
    row = queue.job(job_id)
    assert (row["etat"], row["echecs"]) == ("pret", 0)


def test_what_the_handlers_own_work_raises_is_a_failure_of_the_job(
        queue: rse.Queue) -> None:
    job_id = queue.add("essai").id
    work(queue, lambda job: rse.Classifier.esrs_lite().classify(
        ["a"], should_stop=lookup))
    row = queue.job(job_id)
    assert (row["etat"], row["message"]) == (
        "echoue", "LookupError: no such job")


def test_what_mere_listeners_raise_is_told_elsewhere(
        queue: rse.Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook",
                        lambda args: told.append(args.exc_type))
    job_id = queue.add("essai").id
    work(queue, lambda job: None, told=lookup)
    queue.send(lookup, drain=True, retry_ms=1, give_up_ms=1, given_up=lookup)
    assert queue.job(job_id)["etat"] == "fini"
    assert set(told) == {LookupError} and len(told) >= 3


def test_a_listener_that_ends_the_program_stops_the_handler(
        queue: rse.Queue) -> None:
    """It is raised before the handler begins, which hears of it."""
    job_id = queue.add("essai").id

    def interrupt(job: str, text: str) -> None:
        raise KeyboardInterrupt

    def run(job: rse.Job) -> None:
        assert job.should_stop()
        job.progress(1)

    with pytest.raises(KeyboardInterrupt):
        work(queue, run, told=interrupt)
    assert queue.job(job_id)["etat"] == "pret"


def test_a_worker_inside_a_handler(queue: rse.Queue) -> None:
    queue.add("essai")
    inner = queue.add("autre").id

    def interrupt(job: rse.Job) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work(queue, lambda job: work(queue, interrupt, "autre"))
    assert [row["etat"] for row in queue.jobs()] == ["pret", "pret"]
    work(queue, lambda job: work(queue, lambda job: None, "autre"))
    assert queue.job(inner)["etat"] == "fini"


class Failing(Store):
    """A store that cannot be used."""

    broken: BaseException | None = None

    def begin(self, *given):  # type: ignore[no-untyped-def]
        if self.broken:
            raise self.broken
        return super().begin(*given)


def test_what_a_store_raises_comes_out_when_patience_ends() -> None:
    backend = Failing()
    queue = rse.Queue(rse.Store(backend))
    backend.broken = ConnectionResetError("the disk is gone")
    worker = rse.Worker(queue, patience_ms=1, poll_ms=1)
    worker.handle("essai", lambda job: None)
    with pytest.raises(ConnectionResetError, match="the disk is gone"):
        worker.run()
    backend.broken = KeyboardInterrupt()
    patient = rse.Worker(queue)
    patient.handle("essai", lambda job: None)
    with pytest.raises(KeyboardInterrupt):
        patient.run()


class Moody(Store):
    """Raises each of these once."""

    moods: list[BaseException] = []

    def begin(self, *given):  # type: ignore[no-untyped-def]
        if self.moods:
            raise self.moods.pop()
        return super().begin(*given)


@pytest.mark.parametrize("mood", [
    rse.Canceled("not now"), rse.Busy("not now"), ConnectionError("gone")])
def test_a_store_that_recovers_is_waited_for(mood: Exception) -> None:
    """And what ends a program after that comes out all the same."""
    backend = Moody()
    queue = rse.Queue(rse.Store(backend))
    job_id = queue.add("essai").id
    backend.moods = [mood]
    work(queue, lambda job: None)
    assert queue.job(job_id)["etat"] == "fini"
    queue.add("essai")

    def told(job: str, text: str) -> None:
        if job:
            raise KeyboardInterrupt

    backend.moods = [mood]
    with pytest.raises(KeyboardInterrupt):
        work(queue, lambda job: None, told=told)


def test_an_interrupt_outlives_a_store_that_fails_after_it() -> None:
    """The job's end is tried while patience lasts; then it comes out."""
    backend = Failing()
    queue = rse.Queue(rse.Store(backend))
    queue.add("essai")

    def run(job: rse.Job) -> None:
        backend.broken = ConnectionResetError("the disk is gone")
        raise KeyboardInterrupt

    worker = rse.Worker(queue, patience_ms=1, poll_ms=1)
    worker.handle("essai", run)
    with pytest.raises(KeyboardInterrupt):
        worker.run()
