# SPDX-License-Identifier: Apache-2.0
"""What the world knows of a company: public services, the offline register,
and the dashboard that they make together."""
from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from typing import Any

from . import _api
from ._api import (Company, Health, Lang, Outcome, RegisterProgress, Service,
                   Trace)
from ._handle import Clock, day
from .rules import Facts, Pack, Verdicts, _Source

__all__ = ["Dashboard", "Services", "progress_to"]

log = logging.getLogger("portailrse")
Stop = Callable[[], object] | None


def progress_to(logger: logging.Logger = log) -> Callable[..., None]:
    """A progress callback of long work that writes to a logger.

    >>> progress_to(logging.getLogger("portailrse"))("pages", 1, 2)
    """
    def tell(*at: Any) -> None:
        if isinstance(at[0], RegisterProgress):
            at = (at[0].doing, at[0].done, at[0].total)
        logger.info("%s", " ".join(str(part) for part in at))
    return tell


def _log(traces: list[Trace]) -> None:
    """The questions that were asked."""
    for trace in traces:
        level = logging.DEBUG if trace.outcome in (
            Outcome.READ, Outcome.ABSENT, Outcome.NOT_ASKED) else logging.INFO
        log.log(level, "%s: %s in %d ms%s", trace.name,
                _api.outcome_name(trace.outcome), trace.took_ms,
                f": {trace.message}" if trace.message else "")


class Services(_api.Services):
    """The public services that know companies; shared by threads."""

    def __init__(self, *, http: _api.Http | None = None,
                 cache: _api.Cache | str | None = None,
                 clock: Clock | None = None,
                 register: _api.Register | None = None,
                 settings: dict[str, str] | None = None) -> None:
        if isinstance(cache, str):
            cache = _api.Cache.sqlite(cache)
        super().__init__(http=http, cache=cache, clock=clock,
                         register=register)
        for name, value in (settings or {}).items():
            self.set(name, value)

    def find(self, number: str, *, offline: bool = False,
             deadline_ms: int = 0, should_stop: Stop = None) -> Company:
        """The company of a SIREN, SIRET or VAT number."""
        company = Company._find(self, number, offline=offline,
                                deadline_ms=deadline_ms,
                                should_stop=should_stop)
        _log(company.traces)
        return company

    def health(self, **options: Any) -> list[Health]:
        """How each service does; options as check()."""
        return [self.check(service, **options) for service in Service]


class Dashboard(_api.Dashboard):
    """From a number to obligations, statuses and deadlines; one thread at a
    time."""

    def __init__(self, services: Services, pack: Pack) -> None:
        super().__init__(services, pack)
        self.pack = pack

    def run(self, number: str, *, known: Facts | None = None,
            date: str | datetime.date, offline: bool = False,
            deadline_ms: int = 0, should_stop: Stop = None,
            lang: Lang = Lang.FR) -> Verdicts:
        """Asks registers and platforms at once, and evaluates. The verdicts
        stand until the next run."""
        self._run(number, known, day(date), offline=offline,
                  deadline_ms=deadline_ms, should_stop=should_stop)
        _log(self.traces)
        for warning in self.facts.warnings(lang):
            log.warning("%s: %s", number, warning)
        return self.verdicts(lang)

    def verdicts(self, lang: Lang = Lang.FR) -> Verdicts:
        """The verdicts of the last run."""
        pair = self._report._h, self._facts._h
        return Verdicts(_Source(self.pack, pair, lang, self))

    @property
    def facts(self) -> Facts:
        """The facts that the verdicts stand on."""
        return Facts._borrowed(self._facts._h, self.pack, self)
