# SPDX-License-Identifier: Apache-2.0
"""The CPythons of this machine that the package supports."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ASK = ("import sys, venv; print(sys.implementation.name, *sys.version_info[:2],"
       " getattr(sys, '_is_gil_enabled', lambda: True)())")


def candidates():
    """Programs that may be one: on PATH, of pyenv, of uv."""
    yield Path(sys.executable)
    for minor in range(OLDEST[1], 40):
        found = shutil.which(f"python3.{minor}")
        if found:
            yield Path(found)
    home = Path.home()
    for folder in (os.environ.get("PYENV_ROOT", home / ".pyenv"),
                   Path(sys.base_prefix).parent.parent):
        yield from Path(folder).glob("versions/3.*/bin/python3")
    yield from (home / ".local/share/uv/python").glob("*/bin/python3")


def supported():
    """Version -> program; shims that lead nowhere are left out."""
    found = {}
    for program in candidates():
        done = subprocess.run([program, "-c", ASK], capture_output=True,
                              text=True)
        if done.returncode:
            continue
        name, major, minor, has_gil = done.stdout.split()
        version = (int(major), int(minor))
        if name == "cpython" and has_gil == "True" and version >= OLDEST:
            found.setdefault(version, program)
    return found


def oldest_and_newest():
    """Two of them, or one where there is only one."""
    found = supported()
    return {v: found[v] for v in sorted({min(found), max(found)})}
