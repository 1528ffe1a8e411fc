# SPDX-License-Identifier: Apache-2.0
"""The offline register."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import CommandError, CommandParser

import portailrse as rse

from ... import conf
from ..telling import WRONG, Command as Telling


class Command(Telling):
    help = ("Makes the offline register from the stock files of INSEE (see "
            "docs/offline-register.md). Interrupted, it goes on where it "
            "was; done, it does nothing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--units", required=True,
                            help="StockUniteLegale, .csv or .zip.")
        parser.add_argument("--establishments", required=True,
                            help="StockEtablissement, .csv or .zip.")
        parser.add_argument("--to", help="File to make; default: "
                                         "PORTAILRSE['REGISTER'].")
        parser.add_argument("--dry-run", action="store_true",
                            help="Only tell what would be done.")

    def work(self, **options: Any) -> str:
        target = options["to"] or conf.configuration().REGISTER
        if not target:
            raise CommandError("--to is needed, or PORTAILRSE['REGISTER']",
                               returncode=WRONG)
        for given in (options["units"], options["establishments"]):
            if not os.path.exists(given):
                raise CommandError(f"{given}: there is no such file",
                                   returncode=WRONG)
        if options["dry_run"]:
            return f"{target} would be made"
        try:
            rse.Register.import_(target, units=options["units"],
                                 establishments=options["establishments"],
                                 progress=self._progress)
        except rse.Exists:
            self.say("The register is there already.")
        with rse.Register.open(target) as register:
            return f"{target}: {register.stats().units} units"

    def _progress(self, progress: rse.RegisterProgress) -> None:
        if self.verbosity >= 2:
            self.stdout.write(str(progress))
