# SPDX-License-Identifier: Apache-2.0
"""How long jobs, queues and workers live: used after their time, from other
threads, closed in any order, beside a fork, at Ctrl-C."""
from __future__ import annotations

import gc
import signal
import subprocess
import sys
import textwrap
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stores import Store, Transaction

import portailrse as rse
from portailrse import _core

pytestmark = pytest.mark.core


def queue_of(backend: Store | None = None) -> rse.Queue:
    store = rse.Store(backend) if backend else rse.Store.memory()
    return rse.Queue(store, retry_ms=3_600_000)


def work(queue: rse.Queue, run: Callable[[rse.Job], object]) -> None:
    worker = rse.Worker(queue, drain=True)
    worker.handle("essai", run)
    worker.run()


USES: list[Callable[[rse.Job], object]] = [
    lambda job: job.id, lambda job: job.siren, lambda job: job.payload,
    lambda job: job.failures, lambda job: job.should_stop(),
    lambda job: job.progress(1), lambda job: job.stage_save("a", b""),
    lambda job: job.stage_load("a"), lambda job: job.event("a"),
    lambda job: job.result("1")]


# --- A job is for its handler

def refuses(job: rse.Job) -> None:
    for use in USES:
        with pytest.raises(rse.Invalid, match="lent to a handler"):
            use(job)


def test_a_job_is_refused_after_its_handler() -> None:
    queue = queue_of()
    kept: list[rse.Job] = []
    queue.add_all([rse.JobRequest(kind="essai")] * 2)

    def run(job: rse.Job) -> None:
        for other in kept:  # While its worker holds another one.
            refuses(other)
        kept.append(job)
        if len(kept) == 2:
            raise rse.Busy("later")

    worker = rse.Worker(queue, should_stop=lambda: len(kept) == 2)
    worker.handle("essai", run)
    worker.run()
    for job in kept:
        refuses(job)
    ask, tell = kept[0].should_stop, kept[1].progress
    del worker, queue
    gc.collect()
    for job in kept:
        refuses(job)
    with pytest.raises(rse.Invalid):
        ask()
    with pytest.raises(rse.Invalid):
        tell(1)


def test_a_job_of_a_raised_exception_is_refused_too() -> None:
    """Its traceback holds the frame in which the job was."""
    queue = queue_of()
    queue.add("essai")

    def run(job: rse.Job) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        work(queue, run)
    frames = [frame.frame for frame in caught.traceback]
    refuses(frames[-1].f_locals["job"])


def test_a_job_may_be_closed_in_its_handler() -> None:
    queue = queue_of()
    job_id = queue.add("essai").id

    def run(job: rse.Job) -> None:
        job.close()
        with pytest.raises(ValueError, match="closed"):
            job.progress(1)

    work(queue, run)
    assert queue.job(job_id)["etat"] == "fini"


def test_what_is_no_job_is_refused() -> None:
    queue = queue_of()
    for wrong in (queue._h, None, 5, "closed"):
        job = rse.Job._of(wrong)
        for use in USES[5:]:
            with pytest.raises((TypeError, ValueError)):
                use(job)
    with pytest.raises((TypeError, ValueError)):
        rse.Job._of(queue._h).should_stop()


def test_options_are_a_dict_that_lasts() -> None:
    """The flat functions are no way around it."""
    queue = queue_of()
    for wrong in ((), (True, "", 0, 0, 0, None, None, None), None, 5):
        with pytest.raises(TypeError):
            _core.worker_new(queue._h, wrong)
        with pytest.raises(TypeError):
            _core.runs_new(wrong)
    for bad in ((), (1,) * 12, 5):
        with pytest.raises(TypeError):
            _core.queue_send(queue._h, print, bad)


# --- Threads

class Waiting(Store):
    """Some thread's begin() waits until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.whose: object = None
        self.inside, self.go = threading.Event(), threading.Event()

    def begin(self, write: bool, deadline_ms: int,
              should_stop: Callable[[], bool]) -> Transaction:
        if threading.current_thread() is self.whose:
            self.inside.set()
            assert self.go.wait(60)
        return super().begin(write, deadline_ms, should_stop)


def test_a_handler_ends_when_its_threads_have_left_the_job() -> None:
    """And one at a time is in it."""
    backend = Waiting()
    queue = queue_of(backend)
    queue.add("essai")
    left: list[str] = []

    def other(job: rse.Job) -> None:
        job.stage_save("texte", b"a")
        left.append("other")
        refuses(job)

    def run(job: rse.Job) -> None:
        thread = backend.whose = threading.Thread(target=other, args=(job,))
        thread.start()
        assert backend.inside.wait(60)
        with pytest.raises(RuntimeError, match="in use"):
            job.progress(1)
        threading.Timer(0.1, backend.go.set).start()

    work(queue, run)
    thread: Any = backend.whose
    thread.join()
    assert left == ["other"]
    assert queue.jobs()[0]["etat"] == "fini"


def test_a_worker_works_while_another_thread_adds(tmp_path: Path) -> None:
    """Waiting lets other threads run."""
    stop, done = threading.Event(), []
    queue = queue_of()
    worker = rse.Worker(queue, should_stop=stop.is_set, poll_ms=5)
    worker.handle("essai", lambda job: done.append(job.id))
    thread = threading.Thread(target=worker.run)
    thread.start()
    added = [queue.add("essai").id for _ in range(50)]
    while len(done) < 50:
        assert thread.is_alive()
        threading.Event().wait(0.01)
    with pytest.raises(RuntimeError, match="in use"):
        worker.run()
    stop.set()
    thread.join(60)
    assert not thread.is_alive() and set(done) == set(added)


def test_several_workers_share_a_queue() -> None:
    queue, done = queue_of(Store()), []
    added = queue.add_all([rse.JobRequest(kind="essai", siren=str(i % 3))
                           for i in range(60)])
    threads = [threading.Thread(target=work, args=(
        queue, lambda job: done.append(job.id))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(done) == sorted(a.id for a in added)


# --- Closed and deleted in any order

def test_a_worker_holds_its_queue_and_what_it_calls() -> None:
    queue, done = queue_of(Store()), []
    queue.add("essai")

    class Handler:
        def run(self, job: rse.Job) -> None:
            done.append(job.id)

        def told(self, job: str, text: str) -> None:
            done.append(text)

    handler = Handler()
    worker = rse.Worker(queue, drain=True, told=handler.told)
    worker.handle("essai", handler.run)
    queue.close()
    gone = weakref.ref(handler)
    del queue, handler
    gc.collect()
    worker.run()
    assert len(done) >= 2 and gone() is not None
    del worker
    gc.collect()
    assert gone() is None


def test_a_worker_that_its_handler_knows_is_collected() -> None:
    backend = Store()
    worker = rse.Worker(queue_of(backend))
    worker.handle("essai", lambda job: worker)
    gone, store = weakref.ref(worker), weakref.ref(backend)
    del worker, backend
    gc.collect()
    assert gone() is None and store() is None


def test_a_handler_may_close_everything() -> None:
    queue = queue_of(Store())
    ids = [queue.add("essai").id for _ in range(2)]
    worker = rse.Worker(queue, drain=True)

    def run(job: rse.Job) -> None:
        worker.close()
        queue.close()
        job.progress(1)

    worker.handle("essai", run)
    worker.run()
    for use in (worker.run, lambda: queue.job(ids[0])):
        with pytest.raises(ValueError, match="closed"):
            use()


def test_a_worker_cannot_be_run_or_taught_in_its_handler() -> None:
    queue = queue_of()
    job_id = queue.add("essai").id
    worker = rse.Worker(queue, drain=True)

    def run(job: rse.Job) -> None:
        for use in (worker.run, lambda: worker.handle("autre", run)):
            with pytest.raises(RuntimeError, match="in use"):
                use()

    worker.handle("essai", run)
    worker.run()
    assert queue.job(job_id)["etat"] == "fini"


def test_a_handler_that_was_refused_is_not_kept() -> None:
    class Handler:
        def __call__(self, job: rse.Job) -> None: ...

    worker, handler = rse.Worker(queue_of()), Handler()
    gone = weakref.ref(handler)
    with pytest.raises(rse.ParseError):
        worker.handle("No Kind", handler)
    del handler
    gc.collect()
    assert gone() is None


# --- Processes

BEGIN = f"""
import os, sys, threading, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
import portailrse as rse
def work(queue, run, **options):
    worker = rse.Worker(queue, **options)
    worker.handle("essai", run)
    worker.run()
"""


def start(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-W",
         "ignore::DeprecationWarning", "-c", BEGIN + textwrap.dedent(code)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> tuple[str, str]:
    try:
        return process.communicate(timeout=120)
    finally:
        process.kill()


INTERRUPTED = {
    "waiting": "work(queue, print, poll_ms=600_000)",
    "with its own wait": """
        work(queue, print, idle=lambda ms: (ready(), time.sleep(60)))""",
    "working": """
        queue.add("essai")
        work(queue, lambda job: (ready(), time.sleep(60)))""",
    "working in C": """
        queue.add("essai")
        def run(job):
            ready()
            while True:
                rse.Classifier.esrs_lite().classify(
                    ["a"] * 1000, should_stop=job.should_stop)
        work(queue, run)""",
    "asking its job": """
        queue.add("essai")
        def run(job):
            ready()
            while not job.should_stop():
                pass
        work(queue, run)""",
    "sending": "queue.send(print, poll_ms=600_000)"}


@pytest.mark.parametrize("code", INTERRUPTED.values(), ids=INTERRUPTED)
def test_ctrl_c_ends_a_worker(code: str) -> None:
    """However long it would wait, or work."""
    process = start(f"""
queue = rse.Queue(rse.Store.memory())
def ready():
    print("ready", flush=True)
threading.Timer(0.2, ready).start()
try:
    {textwrap.indent(textwrap.dedent(code), "    ").strip()}
except KeyboardInterrupt:
    print("interrupted", [row["etat"] for row in queue.jobs()], flush=True)
""")
    assert process.stdout and process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    out, err = told(process)
    assert err == "" and process.returncode == 0
    assert out.replace("ready\n", "") in ("interrupted []\n",
                                          "interrupted ['pret']\n")


def test_a_child_opens_the_queue_for_itself(tmp_path: Path) -> None:
    """Which works, and opened its own before."""
    process = start(f"""
        path = {str(tmp_path / "jobs.sqlite")!r}
        def opened():
            try:
                return rse.Queue(rse.Store.sqlite(path))
            except rse.Unsupported:
                print("done", flush=True)
                os._exit(0)
        queue, done = opened(), []
        for _ in range(4):
            child = os.fork()
            if child == 0:
                mine = opened()
                mine.add("essai"), mine.add("essai")
                os._exit(0)
        work(queue, lambda job: done.append(job.id),
             should_stop=lambda: len(done) == 8, poll_ms=5)
        for _ in range(4):
            assert os.wait()[1] == 0
        assert len(set(done)) == 8, done
        print("done")
        """)
    assert told(process) == ("done\n", "") and process.returncode == 0


def test_a_daemon_thread_may_be_working_at_the_end() -> None:
    process = start("""
        from stores import Store
        queue = rse.Queue(rse.Store(Store()))
        def run(job):
            queue.add("essai")
        queue.add("essai")
        for _ in range(3):
            threading.Thread(target=work, args=(queue, run), daemon=True
                             ).start()
        threading.Thread(target=queue.send, args=(lambda event: None,),
                         daemon=True).start()
        time.sleep(0.3)
        print("ending", flush=True)
        """)
    assert told(process) == ("ending\n", "") and process.returncode == 0
