# SPDX-License-Identifier: Apache-2.0
"""Who is compared, and how each of them is started."""
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
EXACT, MISSING, RANGES = "exact", "missing", "ranges"


class Peer(NamedTuple):
    name: str
    title: str
    language: str  # native, python or javascript
    module: str
    tables: tuple[str, ...] = (EXACT,)
    as_a_whole: bool = False  # a table of companies at a time
    is_ours: bool = False


ALL_TABLES = EXACT, MISSING, RANGES
PEERS = (
    Peer("batch", "ours, batch, C", "native", "batch", ALL_TABLES, True,
         True),
    Peer("batch-plain", "ours, batch, C, without AVX2", "native",
         "batch_plain", ALL_TABLES, True, True),
    Peer("batch-arrow", "ours, batch, Python with pyarrow", "python",
         "ours_arrow", ALL_TABLES, True, True),
    Peer("single", "ours, one by one, C", "native", "single", ALL_TABLES,
         is_ours=True),
    Peer("single-python", "ours, one by one, Python", "python", "ours",
         ALL_TABLES, is_ours=True),
    Peer("hand", "C by hand, loops over columns", "native", "hand",
         (EXACT, RANGES)),
    Peer("numpy", "numpy by hand", "python", "columns",
         as_a_whole=True),
    Peer("openfisca-kept", "OpenFisca-core, one simulation kept", "python",
         "openfisca_kept", (EXACT, MISSING), True),
    Peer("openfisca", "OpenFisca-core, a simulation a table", "python",
         "openfisca", (EXACT, MISSING), True),
    Peer("javascript-columns", "JavaScript, typed arrays", "javascript",
         "columns"),
    Peer("javascript", "JavaScript, objects", "javascript", "plain",
         (EXACT, MISSING)),
    Peer("plain", "Python, a function an obligation", "python", "plain",
         (EXACT, MISSING)),
    Peer("portal", "Python as a portal has it, classes and bands", "python",
         "portal", (EXACT, MISSING)),
    Peer("ranges", "Python by hand, ranges and three values", "python",
         "ranges", (RANGES,)),
    Peer("json-logic", "json-logic-engine, compiled", "javascript",
         "json_logic", (EXACT, MISSING)),
    Peer("cel", "CEL, parsed once", "javascript", "cel",
         (EXACT, MISSING)),
    Peer("zen-expression", "GoRules ZEN, an expression", "python",
         "zen_expression", (EXACT, MISSING)),
    Peer("zen", "GoRules ZEN, a decision", "python", "zen_decision",
         (EXACT, MISSING)),
    Peer("publicodes", "Publicodes", "javascript", "publicodes",
         (EXACT, MISSING)),
    Peer("feelin", "FEEL (feelin)", "javascript", "feelin",
         (EXACT, MISSING)),
)


class Places(NamedTuple):
    """Where the parts of the bench are."""

    native: str
    eight: str
    python: str = sys.executable
    node: str = "node"
    javascript: Path = HERE  # beside the node_modules of the peers


def command_of(peer, places, folder):
    """A command that answers for the companies of a folder."""
    if peer.language == "native":
        return [places.native, peer.module, folder, places.eight]
    if peer.language == "python":
        return [places.python, HERE / "serve.py", peer.module, folder]
    return [places.node, places.javascript / "serve.mjs", peer.module,
            folder]


class Failed(Exception):
    """A peer that stopped, or said something else than was asked."""


class Talk:
    """A peer at work; see serve.py for what it is asked."""

    def __init__(self, name, command):
        # One thread each: libraries that would take more are told so.
        env = os.environ | {"OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8",
                            "OPENBLAS_NUM_THREADS": "1"}
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, encoding="utf-8", env=env)
        word, _, self.version = self._line().partition(" ")
        if word != "ready":
            raise Failed(f"{name}: said {word!r}, not that it is ready")

    def _line(self):
        line = self.process.stdout.readline()
        if not line:
            self.end()
            raise Failed(f"{self.name}: stopped with status "
                         f"{self.process.returncode}")
        return line.rstrip("\n")

    def _ask(self, words):
        with suppress(BrokenPipeError):  # _line() tells how it ended
            self.process.stdin.write(words + "\n")
            self.process.stdin.flush()
        return self._line()

    def answers(self, file):
        """A digit a company and obligation: 0 no, 1 yes, 2 not told."""
        return self._ask(f"answers {file}")

    def time(self, rows):
        """Seconds, and the sixteen counts of what was answered."""
        seconds, *counts = self._ask(f"time {rows}").split()
        return float(seconds), [int(count) for count in counts]

    def end(self):
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
