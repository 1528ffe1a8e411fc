# SPDX-License-Identifier: Apache-2.0
"""Looks at everything that the app stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ... import conf, engine
from ...migration import plan
from ..telling import WRONG, Command as Telling


class Command(Telling):
    help = ("Proves what can be proved of the pack and runs its tests, looks "
            "for damage in the store, and asks each service how it is "
            "(unless offline). Changes nothing. Exit code 1: something was "
            "found.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offline", action="store_true",
                            help="Ask nothing over the network.")

    def work(self, **options: Any) -> str:
        findings = [*self._pack(), *self._store()]
        if not (options["offline"] or conf.configuration().OFFLINE):
            findings += self._services()
        for finding in findings:
            self.stdout.write(finding)
        summary = f"{len(findings)} findings"
        if findings:
            raise CommandError(summary, returncode=WRONG)
        return summary

    def _pack(self) -> Iterator[str]:
        pack = engine.pack()
        self.say(f"pack {pack.id} {pack.version} {pack.digest[:12]}")
        for told, count in (pack.check(), pack.test()):
            if count:
                yield told.rstrip()

    def _store(self) -> Iterator[str]:
        if steps := plan():
            yield f"store: {len(steps)} steps of a migration are due"
            return
        for finding in engine.store().check():
            yield f"store: {finding}"
        for finding in engine.portal().host("check").check():
            yield f"portal: {finding}"

    def _services(self) -> Iterator[str]:
        for health in engine.services().health():
            self.say(f"{health.name}: {health.took_ms} ms")
            if health.message:
                yield f"{health.name}: {health.message}"
