# SPDX-License-Identifier: Apache-2.0
"""The example is typed as strictly as mypy can check."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/flask"


class Types(unittest.TestCase):
    def test_mypy_strict_has_nothing_to_say(self):
        with tempfile.TemporaryDirectory() as cache:
            done = subprocess.run(
                [sys.executable, "-m", "mypy", "--strict", "--cache-dir",
                 cache, "--config-file", "pyproject.toml"],
                cwd=EXAMPLE, text=True, capture_output=True,
                env={**os.environ, "MYPYPATH": os.environ["PYTHONPATH"]})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
