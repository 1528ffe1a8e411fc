# SPDX-License-Identifier: Apache-2.0
"""Runs the program as a person would, and looks at what it says."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ["PRSE_SOURCE_ROOT"])
PROGRAM = os.environ["PRSE_PROGRAM"]
FIXTURES = ROOT / "tests/fixtures"
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
        return {**keep, "PORTAILRSE_PACKS": str(FIXTURES), "LANG": lang,
                **more}

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


main = unittest.main
