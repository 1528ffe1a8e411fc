# SPDX-License-Identifier: Apache-2.0
"""What the gates share: the source tree and how to read C."""
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'
                   r"'(?:\\.|[^'\\\n])*'", re.S)


def files(pattern, *folders):
    return sorted(p for folder in folders
                  for p in (ROOT / folder).rglob(pattern))


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def code_of(text):
    """The text without comments, strings and characters, line by line."""
    return NOISE.sub(lambda m: "\n" * m.group().count("\n"), text)


def verdict(problems, summary):
    print("\n".join(problems) or summary)
    sys.exit(bool(problems))
