# SPDX-License-Identifier: Apache-2.0
"""The service under gunicorn, on a free loopback port."""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import service

START_S = 60


class Running:
    """with Running("--workers", "2", offline=True) as run: run.get("/health")

    The words are gunicorn's, the others are settings of the extension."""

    def __init__(self, *words, **settings):
        self.words = words or ("--threads", "4")
        self.settings = service.config(**settings)
        self.log = tempfile.TemporaryFile("w+")

    def __enter__(self):
        environment = {
            key: value if isinstance(value, str) else json.dumps(value)
            for key, value in self.settings.items()}
        folder = Path(service.create_app.__code__.co_filename).parent
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *self.words, "--bind",
             "127.0.0.1:0", "--chdir", str(folder),
             "portailrse_service:create_app()"],
            env={**os.environ, **environment}, stderr=self.log)
        try:
            self.port = self._wait_for_port()
            self.url = f"http://127.0.0.1:{self.port}"
            self.get("/health")
        except (OSError, http.client.HTTPException, TimeoutError):
            self.process.kill()
            self.process.wait()
            said = self.said()
            self.log.close()
            raise RuntimeError(said) from None
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def kill(self):
        """As a power cut does it."""
        for pid in (self.process.pid, *self.workers()):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def _wait_for_port(self):
        """The port that gunicorn says it listens at."""
        end = time.monotonic() + START_S
        while time.monotonic() < end and self.process.poll() is None:
            listens = re.search(r"http://127\.0\.0\.1:(\d+)", self.said())
            if listens:
                return int(listens[1])
            time.sleep(0.05)
        raise TimeoutError

    def ask(self, method, path, body=None, timeout=60):
        """Status and JSON of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=timeout)
        try:
            connection.request(
                method, path, None if body is None else json.dumps(body),
                {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def get(self, path, timeout=60):
        return self.ask("GET", path, timeout=timeout)

    def workers(self):
        """Process ids of the workers, without those that ended."""
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(pid) for pid in Path(path).read_text().split()]

    def wait_for_workers(self, wanted, without=()):
        """Until so many workers are there, and none of some."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            now = self.workers()
            if len(now) == wanted and not set(now) & set(without):
                return now
            time.sleep(0.05)
        raise AssertionError(f"workers: {self.workers()}\n{self.said()}")

