# SPDX-License-Identifier: Apache-2.0
"""Analyses documents."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from ... import crew
from ..telling import WRONG, Command as Telling


class Command(Telling):
    help = ("Analyses the documents of the queue, in processes of its own, "
            "until SIGTERM or Ctrl-C: what is not finished is given back. "
            "Another one goes on when a machine dies.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=1,
                            help="Documents at a time; one by default.")
        parser.add_argument("--drain", action="store_true",
                            help="In this process; ends when nothing is left "
                                 "to do.")

    def work(self, **options: Any) -> str:
        if options["workers"] < 1:
            raise CommandError("--workers: at least one", returncode=WRONG)
        if options["drain"]:
            crew.work("django-drain", drain=True)
            crew.send(drain=True)
            return "nothing is left to do"
        crew.Crew(options["workers"], self.say).run()
        return "stopped"
