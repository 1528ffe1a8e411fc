# SPDX-License-Identifier: Apache-2.0
"""How much of the binding is written by hand, in lines that say something: no
blank one, no comment, no docstring. Two bars hold it down; what is made from
the headers, and the programs that make it, are told beside."""
import ast
import os
import re
import sys
from pathlib import Path

import pytest

BINDINGS = Path(os.environ["PRSE_SOURCE_ROOT"]) / "bindings"
PYTHON = BINDINGS / "python"
sys.path.insert(0, str(BINDINGS))

from headers import read_headers  # noqa: E402

FUNCTIONS = len(read_headers(BINDINGS.parent / "include").functions)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# What SWIG reads, and the functions by which C calls Python's backends.
THUNKS = [BINDINGS / "portailrse.i", *PYTHON.glob("*.i"),
          *PYTHON.glob("plug*.[ch]")]
FACADE = list((PYTHON / "portailrse").glob("*.py"))
OTHER_C = sorted(set(PYTHON.glob("*.[ch]")) - set(THUNKS))
GENERATORS = [path for path in BINDINGS.glob("*.py")
              if path.name != "write_java.py"]


def lines_of_c(text):
    bare = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return sum(1 for line in bare.splitlines() if line.strip())


def docstrings(tree):
    """The numbers of the lines of every text that is a statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(
                node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, node.end_lineno + 1)


def lines_of_python(text):
    told = set(docstrings(ast.parse(text)))
    return sum(1 for number, line in enumerate(text.splitlines(), 1)
               if line.strip() and not line.strip().startswith("#")
               and number not in told)


def lines(paths):
    return sum((lines_of_python if path.suffix == ".py" else lines_of_c)(
        path.read_text(encoding="utf-8")) for path in paths)


def test_a_line_that_says_nothing_is_not_counted():
    assert lines_of_c("/* a\n * b */\n\nint c; /* d */\n{\n}\n") == 3
    assert lines_of_python('"""a\n\nb"""\n# c\n\nd = """e\nf"""\n') == 2


@pytest.mark.parametrize("what, paths, bar", [
    ("SWIG's files and the thunks", THUNKS, 4 * FUNCTIONS),
    ("the facade", FACADE, 600)])
def test_what_is_written_by_hand_stays_small(what, paths, bar, capsys):
    assert len(paths) > 5
    count = lines(paths)
    with capsys.disabled():
        print(f"\n{what}: {count} lines for {FUNCTIONS} functions, "
              f"at most {bar}; beside them {lines(OTHER_C)} of other C, "
              f"{lines(GENERATORS)} of generators")
    assert count <= bar


def test_every_file_is_counted_once():
    """A file that is moved elsewhere does not leave the count."""
    counted = [*THUNKS, *FACADE, *OTHER_C]
    assert len(counted) == len(set(counted))
    there = {path for ending in ("*.c", "*.h", "*.i", "*.py")
             for path in PYTHON.rglob(ending)}
    assert there == set(counted) - {BINDINGS / "portailrse.i"}
