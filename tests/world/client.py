# SPDX-License-Identifier: Apache-2.0
"""Starts the world and speaks to its control port."""
import http.client
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode, urlsplit

HERE = Path(__file__).resolve().parent


class World:
    """with World(tls=True, population=100) as world: ..."""

    def __init__(self, *words, tls=False, **options):
        """Options as of the program: latency=50, population=1000, ..."""
        words = [*words, *(["--tls"] if tls else [])]
        for name, value in options.items():
            flag = "--" + name.replace("_", "-")
            words += [flag] if value is True else [flag, str(value)]
        self.process = subprocess.Popen(
            [sys.executable, "-B", str(HERE / "world.py"), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the world did not start")
        self.ready = json.loads(line)
        self.services = self.ready["services"]
        self.key = self.ready["key"]
        self.ca_file = self.ready.get("ca_file")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Closes the pipe that the world lives on."""
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()

    # --- Control ---

    def control(self, method, path, body=None, **query):
        where = urlsplit(self.ready["control"])
        connection = http.client.HTTPConnection(where.hostname, where.port,
                                                timeout=120)
        try:
            path += "?" + urlencode(query) if query else ""
            connection.request(method, path,
                               None if body is None else json.dumps(body))
            answer = connection.getresponse()
            told = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise ValueError(told["error"])
        return told

    def fault(self, kind, service="*", **more):
        """Adds a rule; see README.md for kinds and fields."""
        rule = {"kind": str(kind), "service": service, **more}
        return self.control("POST", "/faults", [rule])

    def faults(self):
        return self.control("GET", "/faults")

    def reset(self, keep=False):
        return self.control("POST", "/reset", **({"keep": 1} if keep else {}))

    def set(self, **settings):
        """Settings; two underscores for a dot: set(egapro__version=2)."""
        return self.control("POST", "/settings", {
            name.replace("__", "."): value
            for name, value in settings.items()})

    def log(self, service):
        return self.control("GET", "/log", service=service)[service]

    def measure(self, service, window_ms=1000):
        return self.control("GET", "/measure", service=service,
                            window_ms=window_ms)[service]

    def requests(self):
        """How many requests each service has seen."""
        told = self.control("GET", "/measure")
        return {name: service["requests"] for name, service in told.items()}

    def company(self, siren):
        return self.control("GET", "/company", siren=siren)

    def companies(self):
        return self.control("GET", "/companies")

    def put(self, *records):
        """Adds or replaces companies, in the form of the fixtures."""
        return self.control("POST", "/companies", records)

    def library_settings(self, **more):
        """Names and values for prse_services_set()."""
        told = {name + ".url": url for name, url in self.services.items()}
        return {**told, "sirene.key": self.key, **more}
