# SPDX-License-Identifier: Apache-2.0
"""Processes that do the work of the queue: workers, and a sender that tells
the portal what became of it. One that dies is replaced; all end when they are
asked to, and give back what they have not finished."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import portailrse as rse

from . import engine

Task = Callable[[Callable[[], bool]], None]
PAUSE_S = 1.0
"""Before a process that died is replaced."""


class _Asked:
    """Whether this process shall stop: it was told so, or its parent died."""

    def __init__(self) -> None:
        self.parent = os.getppid()
        self.told = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.told = True

    def __call__(self) -> bool:
        return self.told or os.getppid() != self.parent


def work(name: str, should_stop: Callable[[], bool] | None = None,
         drain: bool = False) -> None:
    """Analyses documents, one after the other."""
    worker = rse.Worker(engine.queue(), name=name, drain=drain,
                        should_stop=should_stop)
    engine.runs().teach(worker)
    worker.run()


def send(should_stop: Callable[[], bool] | None = None, drain: bool = False
         ) -> None:
    """Tells the portal what became of them."""
    engine.queue().send(engine.runs().deliver, drain=drain,
                        should_stop=should_stop)


class Crew:
    def __init__(self, workers: int, say: Callable[[str], Any]) -> None:
        self.say = say
        self.tasks: dict[str, Task] = {
            f"worker-{number}": _worker(number)
            for number in range(1, workers + 1)}
        self.tasks["sender"] = send
        self.running: dict[int, str] = {}
        self.stopping = False

    def run(self) -> None:
        """Until SIGTERM or Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for name in self.tasks:
            self._start(name)
        while self.running:
            self._wait()

    def _start(self, name: str) -> None:
        self.say(f"{name} starts")
        child = os.fork()
        if child == 0:
            os._exit(_run(self.tasks[name]))
        self.running[child] = name

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        for child in self.running:
            with suppress(ProcessLookupError):  # just ended, not noted yet
                os.kill(child, signal.SIGTERM)

    def _wait(self) -> None:
        child, status = os.wait()
        name = self.running.pop(child)
        if self.stopping:
            self.say(f"{name} has stopped")
            return
        self.say(f"{name} died ({os.waitstatus_to_exitcode(status)}), and is "
                 "replaced")
        time.sleep(PAUSE_S)
        if not self.stopping:
            self._start(name)


def _worker(number: int) -> Task:
    return lambda should_stop: work(f"django-{number}", should_stop)


def _run(task: Task) -> int:
    try:
        task(_Asked())
        return 0
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        return 1
