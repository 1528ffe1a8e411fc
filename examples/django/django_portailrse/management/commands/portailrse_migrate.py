# SPDX-License-Identifier: Apache-2.0
"""The tables of the portal, and those of the queue of analyses."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from ...migration import migrate, migrate_queue, plan, plan_queue
from ..telling import Command as Telling


class Command(Telling):
    help = ("Brings the tables of the portal and of the queue of analyses to "
            "the version of the library; manage.py migrate does it too for "
            "the portal's.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true",
                            help="Only tell what would be done.")

    def work(self, **options: Any) -> str:
        works = ((plan, plan_queue) if options["dry_run"]
                 else (migrate, migrate_queue))
        steps = [step for work in works for step in work()]
        for step in steps:
            self.say(step)
        would = "would be " if options["dry_run"] else ""
        return f"{len(steps)} steps {would}done"
