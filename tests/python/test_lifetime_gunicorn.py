# SPDX-License-Identifier: Apache-2.0
"""Under a real gunicorn: processes forked after the pack was loaded, and
threads beside one another in each."""
from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

import portailrse as rse

try:
    rse.Store.sqlite("")
except rse.Unsupported:
    pytest.skip("built without SQLite", allow_module_level=True)
except rse.Error:
    pass

REQUESTS, SIREN = 200, "356000000"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def gunicorn(folder: Path, *options: str) -> Iterator[str]:
    """Its address. It has to end well, and to complain of nothing."""
    address = f"127.0.0.1:{free_port()}"
    log = folder / "log"
    with log.open("w") as errors:
        server = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "gunicorn",
             "--bind", address, "--log-level", "warning",
             "--graceful-timeout", "20", *options, "gunicorn_app:app"],
            cwd=Path(__file__).parent, stderr=errors,
            env={**os.environ, "PORTAL": f"sqlite:{folder}/portal.sqlite"})
    try:
        yield f"http://{address}/"
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    finally:
        server.kill()
        server.wait()
    assert log.read_text() == ""


def get(url: str) -> list[str]:
    with urllib.request.urlopen(url, timeout=60) as answer:
        assert answer.status == 200
        return str(answer.read().decode()).split()


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            get(url)
            return
        except OSError:
            assert time.monotonic() < until, "gunicorn does not start"
            time.sleep(0.1)


@pytest.mark.parametrize("options", [
    ["--preload", "--workers", "3"],
    ["--workers", "2"],
    ["--preload", "--workers", "2", "--worker-class", "gthread",
     "--threads", "4"],
    ["--preload", "--workers", "2", "--max-requests", "20"]],
    ids=["prefork", "workers", "gthread", "recycled"])
def test_gunicorn_serves_and_ends(options: list[str], tmp_path: Path) -> None:
    with gunicorn(tmp_path, *options) as url:
        wait_for(url + "?60")
        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(
                lambda n: get(f"{url}?{40 + n % 40}"), range(REQUESTS)))
    for n, (answer, _) in enumerate(answers):
        assert answer == ("SUBJECT" if n % 40 >= 10 else "NOT_SUBJECT")
    assert len({process for _, process in answers}) > 1
    session = rse.Portal(rse.Store.open(f"sqlite:{tmp_path}/portal.sqlite")
                         ).host("tests")
    assert session.company(SIREN).version == REQUESTS + 1


def test_a_portal_that_was_opened_before_the_fork_says_so(
        tmp_path: Path) -> None:
    portal = rse.Portal(rse.Store.open(f"sqlite:{tmp_path}/portal.sqlite"))
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            portal.host("child").company(SIREN)
        except rse.Error as error:
            os.write(writer, error.code.name.encode())
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert os.read(reader, 100) == b"EINVAL"
    os.close(reader)
    os.close(writer)
