# SPDX-License-Identifier: Apache-2.0
"""The obligations of one company."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

import portailrse as rse

from ... import engine, words
from ..telling import WRONG, Command as Telling


class Command(Telling):
    help = "Which obligations apply to a company, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="SIREN, SIRET or VAT number.")
        parser.add_argument("--date", help="Day of the law, 2026-11-27; "
                                           "default: today in Paris.")
        parser.add_argument("--fact", action="append", default=[],
                            metavar="NAME=VALUE",
                            help="A fact that goes before what registers "
                                 "tell; may be repeated.")
        parser.add_argument("--json", action="store_true",
                            help="The whole report.")

    def work(self, **options: Any) -> str:
        ran = engine.run(options["number"],
                         known=rse.Facts(engine.pack(),
                                         _facts(options["fact"])),
                         day=_day(options["date"]))
        if options["json"]:
            return json.dumps(ran.json(engine.lang()), ensure_ascii=False)
        verdicts = ran.verdicts(engine.lang())
        for verdict in verdicts:
            self.say(f"{words.ANSWERS[verdict.answer]}: {verdict.label}")
            if verdict.reason:
                self.say(f"    {verdict.reason}")
        counts = Counter(str(words.ANSWERS[v.answer]) for v in verdicts)
        return ", ".join(f"{label}: {count}"
                         for label, count in sorted(counts.items()))


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise CommandError(f"--date {written}: {error}",
                           returncode=WRONG) from error


def _facts(written: list[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in written]
    for name, sign, _value in pairs:
        if not sign:
            raise CommandError(f"--fact {name}: NAME=VALUE is needed",
                               returncode=WRONG)
    return {name: value for name, _sign, value in pairs}
