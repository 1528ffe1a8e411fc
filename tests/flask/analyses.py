# SPDX-License-Identifier: Apache-2.0
"""The service of analyses for tests: settings, tokens, and peers."""
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

sys.path.append(str(Path(__file__).resolve().parents[1] / "protocol"))

import legacy  # noqa: E402, F401
import service  # noqa: E402
from protocol import Site  # noqa: E402, F401
from service import rse  # noqa: E402

SECRET = "a secret of thirty-two bytes, at least"
AUDIENCE = "ia.test"
KEYS = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwkGHvBnUNaqo="
WAIT_S = 120


def settings(folder, **more):
    """Of a service in a folder, which may fetch from this machine."""
    return {"queue": f"sqlite:{folder}/queue.sqlite",
            "uploads": f"{folder}/uploads", "jwt_secret": SECRET,
            "jwt_audience": AUDIENCE, "networks": "127.0.0.1",
            "pack": str(service.PACKS / "demo-commune"), "offline": True,
            "hold_ms": -1, **more}


def token(subject="portail@example.org", audience=AUDIENCE, days=1):
    made = rse.Jwt(secret=SECRET, audience=audience)
    return made.issue(subject, days * 86_400)


def bearer(subject="portail@example.org", **more):
    return {"Authorization": "Bearer " + token(subject, **more)}


def wait_for(condition, what="it"):
    """What a condition gives once it holds."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come")


class AnalysesTest(service.ServiceTest):
    """The service without workers."""

    @classmethod
    def settings(cls):
        return settings(cls.folder)

    def setUp(self):
        super().setUp()
        self.mine = bearer()

    def upload(self, content, status=202, headers=None, **query):
        path = "/runs" + ("?" + urlencode(query) if query else "")
        return self.ask("POST", path, status, data=content,
                        content_type="application/pdf",
                        headers=headers or self.mine)

    def look(self, run, status=200, headers=None):
        return self.ask("GET", f"/runs/{run}", status,
                        headers=headers or self.mine)


class Workers:
    """with Workers(settings): real processes, as they are run."""

    def __init__(self, given, *words):
        self.settings = given
        self.words = words or ("--workers", "1")

    def __enter__(self):
        self.begin()
        return self

    def begin(self):
        config = service.config(**self.settings)
        environment = {
            key: value if isinstance(value, str) else json.dumps(value)
            for key, value in config.items()}
        folder = Path(service.create_app.__code__.co_filename).parent
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "portailrse_service",
             "portailrse", "worker", *self.words], cwd=folder,
            env={**os.environ, **environment}, stderr=subprocess.DEVNULL,
            start_new_session=True)

    def children(self):
        """Processes of the team; empty once it is gone."""
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        try:
            return [int(pid) for pid in Path(path).read_text().split()]
        except OSError:
            return []

    def kill(self):
        """As a power cut does it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(WAIT_S)
        finally:
            if self.process.poll() is None:
                self.kill()


def call(port, method, path, body=None, headers=None, timeout=60):
    """Status and bytes of an answer of a real server."""
    connection = http.client.HTTPConnection("127.0.0.1", port,
                                            timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
