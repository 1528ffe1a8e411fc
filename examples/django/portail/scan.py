# SPDX-License-Identifier: Apache-2.0
"""A virus scanner that is a command: PORTAIL_SCAN_COMMAND, which gets the path
of a file. It ends with 0 when the file is clean, with 1 when it is not, as
clamdscan does; otherwise it could not look."""
import shlex
import subprocess

import portailrse as rse
from django.conf import settings

DEADLINE_S = 120
LONGEST = 200


def command(path: str) -> None:
    words = shlex.split(settings.PORTAIL["SCAN_COMMAND"])
    try:
        done = subprocess.run([*words, path], capture_output=True, text=True,
                              errors="replace", timeout=DEADLINE_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise rse.IoError(f"the scanner does not answer: {error}") from error
    if done.returncode == 1:
        raise rse.Denied(_reason(done.stdout, path), subject="scan")
    if done.returncode:
        raise rse.IoError(f"the scanner ended with {done.returncode}")


def _reason(told: str, path: str) -> str:
    """What it says first, without the path, which means nothing to people."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    first = lines[0] if lines else "no reason"
    return first.replace(path, "").lstrip(": ")[:LONGEST]
