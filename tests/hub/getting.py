# SPDX-License-Identifier: Apache-2.0
"""`model get` as a person runs it, against a Hub of its own."""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from hub import COMMIT, Hub

PROGRAM = os.environ["PRSE_PROGRAM"]
OK, FINDINGS, USAGE, INPUT, IO, INTERNAL = range(6)


class HubTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.hub = Hub()
        self.addCleanup(self.hub.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.cache = self.folder / "cache"

    @property
    def repository(self):
        return self.cache / "models--owner--model"

    def environment(self, **more):
        keep = {k: v for k, v in os.environ.items()
                if k in ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS",
                         "UBSAN_OPTIONS", "LSAN_OPTIONS")}
        return keep | {"LANG": "en", "HF_HUB_CACHE": str(self.cache),
                       "HF_ENDPOINT": self.hub.url,
                       "PRSE_NETWORKS": "127.0.0.1"} | more

    def command(self, *words):
        return [PROGRAM, *map(str, words)]

    def run_cli(self, *words, **environment):
        done = subprocess.run(
            self.command(*words), capture_output=True, text=True, timeout=120,
            check=False, cwd=self.folder,
            env=self.environment(**environment))
        self.assertNotIn("Sanitizer", done.stderr)
        return done

    def get(self, name=f"owner/model@{COMMIT}", *words, **environment):
        done = self.run_cli("model", "get", name, "--format", "json", *words,
                            **environment)
        self.assertEqual(done.returncode, OK, done.stderr)
        return json.loads(done.stdout)

    def refused(self, code, words, name=f"owner/model@{COMMIT}", *more,
                **environment):
        done = self.run_cli("model", "get", name, *more, **environment)
        self.assertEqual((done.returncode, done.stdout), (code, ""),
                         done.stderr)
        self.assertIn(words, done.stderr)
        return done.stderr

    def holds(self, told, *names):
        for name in names:
            self.assertEqual((Path(told["folder"]) / name).read_bytes(),
                             self.hub.files[name], name)
