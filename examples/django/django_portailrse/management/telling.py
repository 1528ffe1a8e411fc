# SPDX-License-Identifier: Apache-2.0
"""What the commands share: failures of the library end them with one line and
a code, and the last line is a summary."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

import portailrse as rse

WRONG, UNAVAILABLE = 1, 2
"""Exit codes: what was given is wrong, or something was found to be; what is
needed cannot be reached."""
AWAY = (rse.IoError, rse.TimedOut, rse.Refused, rse.PeerError, rse.TlsError,
        rse.RateLimited, rse.Busy)


class Command(BaseCommand):
    """Each command does its work in `work()` and gives its summary."""

    def work(self, **options: Any) -> str:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> str | None:
        try:
            summary = self.work(**options)
        except AWAY as error:
            raise CommandError(str(error), returncode=UNAVAILABLE) from error
        except rse.Error as error:
            raise CommandError(str(error), returncode=WRONG) from error
        return summary

    def say(self, line: str) -> None:
        if self.verbosity >= 1:
            self.stdout.write(line)

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.verbosity = int(options.get("verbosity") or 0)
        return super().execute(*args, **options)
