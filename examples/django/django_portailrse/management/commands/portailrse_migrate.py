# SPDX-License-Identifier: Apache-2.0
"""The tables of the portal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from ...migration import migrate, plan
from ..telling import Command as Telling


class Command(Telling):
    help = ("Brings the tables of the portal to the version of the library, "
            "all or nothing; manage.py migrate does it too.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true",
                            help="Only tell what would be done.")

    def work(self, **options: Any) -> str:
        steps = plan() if options["dry_run"] else migrate()
        for step in steps:
            self.say(step)
        would = "would be " if options["dry_run"] else ""
        return f"{len(steps)} steps {would}done"
