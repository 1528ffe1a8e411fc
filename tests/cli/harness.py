# SPDX-License-Identifier: Apache-2.0
"""Runs the program as a person would, and looks at what it says."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from stock import write_stock

ROOT = Path(os.environ["PRSE_SOURCE_ROOT"])
PROGRAM = os.environ["PRSE_PROGRAM"]
FIXTURES = ROOT / "tests/fixtures"
sys.path.insert(0, str(ROOT / "tests/world"))
from client import World  # noqa: E402

DAY = "2026-11-23"
OK, FINDINGS, USAGE, INPUT, IO, INTERNAL = range(6)


class Answer:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()
        self.raw = done.stdout


class CliTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def environment(self, lang="en", **more):
        keep = {k: v for k, v in os.environ.items()
                if k in ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS",
                         "UBSAN_OPTIONS", "LSAN_OPTIONS", "HOME")}
        # What a user keeps at home has no part in a test.
        home = {f"XDG_{kind}_HOME": str(self.folder / kind.lower())
                for kind in ("CONFIG", "DATA", "CACHE")}
        return {**keep, **home, "PORTAILRSE_PACKS": str(FIXTURES),
                "LANG": lang, **more}

    def run_cli(self, *words, stdin="", lang="en", stdout=subprocess.PIPE,
                cwd=None, **environment):
        if not isinstance(stdin, bytes):
            stdin = stdin.encode()
        done = subprocess.run(
            [PROGRAM, *map(str, words)], input=stdin, stdout=stdout,
            stderr=subprocess.PIPE, timeout=60, cwd=cwd or self.folder,
            env=self.environment(lang, **environment))
        done.stdout = done.stdout or b""
        answer = Answer(done)
        self.assertNotIn("Sanitizer", answer.err)
        self.assertNotIn("runtime error:", answer.err)
        return answer

    def good(self, *words, **more):
        """The standard output of a run that must succeed in silence."""
        answer = self.run_cli(*words, **more)
        self.assertEqual((answer.err, answer.code), ("", OK), answer.out)
        return answer.out

    def bad(self, code, message, *words, **more):
        """A run that must fail with this code and say this."""
        answer = self.run_cli(*words, **more)
        self.assertEqual(answer.code, code, answer.err)
        self.assertIn(message, answer.err)
        return answer

    def company(self, command, *words, **more):
        return self.good(command, "--pack", "mini-pack", "--at", DAY, *words,
                         **more)


class WorldTest(CliTest):
    """With the services of the test world, one for all tests of a class."""
    population = 0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = World(population=cls.population, no_samples=True)
        cls.addClassCleanup(cls.world.stop)

    def setUp(self):
        super().setUp()
        self.world.reset()
        self.settings = {
            "PRSE_" + name.replace(".", "_").upper(): value
            for name, value in self.world.library_settings().items()}

    def environment(self, lang="en", **more):
        packs = f"{FIXTURES}:{ROOT / 'packs'}"
        return super().environment(lang, **{
            **self.settings, "PORTAILRSE_PACKS": packs, **more})

    def register(self):
        """Makes the user's register out of the companies of the world."""
        path = self.folder / "data/portailrse/registre.sqlite"
        units, seats = write_stock(self.folder / "stock")
        answer = self.run_cli("register", "import", units, seats)
        self.assertEqual(answer.code, OK, answer.err)
        return path


main = unittest.main
