# SPDX-License-Identifier: Apache-2.0
"""Processes that do what the queue holds: workers, and one that tells."""
import logging
import os
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Event, Thread

import portailrse as rse

from .state import Analyses

_log = logging.getLogger(__name__)
_fork = get_context("fork")

_SENDERS = 4  # a receiver that hangs takes one for a while
_DAY_S = 86_400
_LOOK_S = 0.2
_REST_S = 2.0  # after a process has died


class Stop:
    """Whether to end: a signal came, or whoever started us is gone."""

    def __init__(self) -> None:
        self._event = Event()
        self._parent = os.getppid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._event.set())

    def __call__(self) -> bool:
        return self._event.is_set() or os.getppid() != self._parent

    def set(self) -> None:
        self._event.set()

    def wait(self, seconds: float) -> bool:
        self._event.wait(seconds)
        return self()


# --- What each process does ---

def work(here: Analyses, name: str) -> None:
    """Does runs until it is asked to stop."""
    stop = Stop()
    worker = rse.Worker(
        here.queue(), name=name, lease_ms=here.settings.lease_ms,
        should_stop=stop,
        told=lambda job, text: _log.info("%s %s: %s", name, job, text))
    here.runs().teach(worker)
    worker.run()


def send(here: Analyses, name: str) -> None:
    """Tells who asked what became of runs; removes what is old."""
    stop = Stop()
    runs = here.runs()
    threads = [Thread(target=_send, args=(here, runs, stop),
                      name=f"{name}-{n}") for n in range(_SENDERS)]
    for thread in threads:
        thread.start()
    tidied = float("-inf")
    while not stop() and all(thread.is_alive() for thread in threads):
        if time.monotonic() - tidied > _DAY_S:
            tidied = time.monotonic()
            _tidy(here)
        stop.wait(_LOOK_S)
    stop.set()
    for thread in threads:
        thread.join()


def _send(here: Analyses, runs: rse.Runs, stop: Stop) -> None:
    def given_up(event: rse.QueueEvent, why: rse.Error) -> None:
        _log.error("%s: event %d was not delivered: %s", event.job,
                   event.number, why)

    here.queue().send(runs.deliver, should_stop=stop, given_up=given_up)


def _tidy(here: Analyses) -> None:
    days = here.settings.keep_days
    try:
        here.queue().tidy(days)
        if here.uploads:
            here.uploads.tidy(days)
    except (rse.Error, OSError) as wrong:
        _log.warning("what is old was not removed: %s", wrong)


# --- All of them ---

Role = Callable[[Analyses, str], None]


class Team:
    """Processes by name; one that dies is begun again."""

    def __init__(self, here: Analyses, workers: int) -> None:
        self._here = here
        self._roles: dict[str, Role] = {
            f"analyse-{os.getpid()}-{n}": work for n in range(1, workers + 1)}
        self._roles[f"send-{os.getpid()}"] = send
        self._processes: dict[str, BaseProcess] = {}

    def run(self) -> None:
        """Until a signal comes."""
        stop = Stop()
        while not stop():
            for name, role in self._roles.items():
                self._begin(name, role)
            stop.wait(_REST_S)
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.join()

    def _begin(self, name: str, role: Role) -> None:
        process = self._processes.get(name)
        if process and process.is_alive():
            return
        if process:
            _log.error("%s ended (%s); another begins", name,
                       process.exitcode)
        process = _fork.Process(target=role, args=(self._here, name),
                                name=name)
        process.start()
        self._processes[name] = process
