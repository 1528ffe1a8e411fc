# SPDX-License-Identifier: Apache-2.0
"""What the world knows of a company: public services, the offline register,
and the dashboard that they make together."""
from __future__ import annotations

import datetime
import json as _json
import logging
from collections.abc import Callable, Iterator
from typing import Any, Self

from . import _api, _core
from ._api import (Health, Lang, Number, Outcome, Record, RegisterProgress,
                   Service, Setting, Trace, Unit)
from ._handle import Clock, day, pointer
from .errors import NotFound
from .rules import Facts, Pack, Verdicts, _Source

__all__ = ["Company", "Dashboard", "Register", "Services", "progress_to",
           "read_number"]

log = logging.getLogger("portailrse")
Stop = Callable[[], object] | None


def read_number(text: str) -> Number:
    """A SIREN, SIRET or VAT number in its plain form.

    >>> read_number("356 000 000").siren
    '356000000'
    """
    return _api.number_read(text)


def progress_to(logger: logging.Logger = log) -> Callable[..., None]:
    """A progress callback of long work that writes to a logger.

    >>> progress_to(logging.getLogger("portailrse"))("pages", 1, 2)
    """
    def tell(*at: Any) -> None:
        if isinstance(at[0], RegisterProgress):
            at = (at[0].doing, at[0].done, at[0].total)
        logger.info("%s", " ".join(str(part) for part in at))
    return tell


def _all(read: Callable[[int], Any]) -> Iterator[Any]:
    """Items by place, until there are fewer."""
    place = 0
    while True:
        try:
            yield read(place)
        except NotFound:
            return
        place += 1


def _told(traces: list[Trace]) -> list[Trace]:
    """The questions that were asked, also for the log."""
    for trace in traces:
        level = logging.DEBUG if trace.outcome in (
            Outcome.READ, Outcome.ABSENT, Outcome.NOT_ASKED) else logging.INFO
        log.log(level, "%s: %s in %d ms%s", trace.name,
                _api.outcome_name(trace.outcome), trace.took_ms,
                f": {trace.message}" if trace.message else "")
    return traces


class Register(_api.Register):
    """An offline register of companies, in one file."""

    @classmethod
    def open(cls, path: str) -> Self:
        """Opens a register for reading."""
        return cls._open(path)

    @staticmethod
    def import_(path: str, *, units: str, establishments: str = "",
                date: str | datetime.date = "", should_stop: Stop = None,
                progress: Callable[[RegisterProgress], object] | None = None
                ) -> None:
        """Makes a register out of INSEE's stock files, or goes on where that
        was cut."""
        _api.register_import(path, units=units, establishments=establishments,
                             date=date, should_stop=should_stop,
                             progress=progress)

    def find(self, siren: str) -> Unit:
        """The unit of a SIREN."""
        return self._find(siren)[0]

    def search(self, text: str, **options: Any) -> list[Unit]:
        """Units by name, the best first; options as Services.search()."""
        return list(self._search(text, **options))


class Company(_api.Company):
    """What registers say of one company."""

    @property
    def traces(self) -> list[Trace]:
        """The questions that were asked to find it."""
        return list(_all(self._trace))

    def warnings(self, lang: Lang = Lang.FR) -> list[str]:
        """What registers say that does not fit together."""
        return [self._warning(i, lang) for i in range(self._warning_count)]


class Services(_api.Services):
    """The public services that know companies; shared by threads."""

    def __init__(self, *, http: _api.Http | None = None,
                 cache: _api.Cache | str | None = None,
                 clock: Clock | None = None,
                 register: _api.Register | None = None,
                 settings: dict[str, str] | None = None) -> None:
        if isinstance(cache, str):
            cache = _api.Cache.sqlite(cache)
        self._h = _core.services_new({
            "http": pointer(http), "cache": pointer(cache), "clock": clock,
            "reg": pointer(register)})
        self._parent = pointer(register)  # It outlives the services.
        for name, value in (settings or {}).items():
            self.set(name, value)

    def find(self, number: str, *, offline: bool = False,
             deadline_ms: int = 0, should_stop: Stop = None) -> Company:
        """The company of a SIREN, SIRET or VAT number."""
        company = Company._find(self, number, offline=offline,
                                deadline_ms=deadline_ms,
                                should_stop=should_stop)
        _told(company.traces)
        return company

    def search(self, text: str, *, limit: int = 0, only_open: bool = False,
               departement: str = "", naf: str = "",
               categorie_juridique: str = "", tranche_effectif: str = "",
               offline: bool = False, deadline_ms: int = 0,
               should_stop: Stop = None) -> list[Unit]:
        """Companies by name, the best first."""
        return list(self._search(
            text, limit=limit, only_open=only_open, departement=departement,
            naf=naf, categorie_juridique=categorie_juridique,
            tranche_effectif=tranche_effectif, offline=offline,
            deadline_ms=deadline_ms, should_stop=should_stop))

    def record(self, what: Record, siren: str, year: int = 0, *,
               offline: bool = False, deadline_ms: int = 0,
               should_stop: Stop = None) -> Any:
        """What a platform knows of a company; see docs/services.md."""
        return _json.loads(self._record(
            what, siren, year, offline=offline, deadline_ms=deadline_ms,
            should_stop=should_stop))

    def settings(self) -> list[Setting]:
        """Every setting: name, value, what it is for."""
        return list(_all(self._setting))

    def health(self, **options: Any) -> list[Health]:
        """How each service does; options as check()."""
        return [self.check(service, **options) for service in Service]


class Dashboard(_api.Dashboard):
    """From a number to obligations, statuses and deadlines; one thread at a
    time."""

    def __init__(self, services: Services, pack: Pack) -> None:
        self._h = _core.dashboard_new(services._h, pack._h)
        self._parent = services
        self.pack = pack

    def run(self, number: str, *, known: Facts | None = None,
            date: str | datetime.date, offline: bool = False,
            deadline_ms: int = 0, should_stop: Stop = None,
            lang: Lang = Lang.FR) -> Verdicts:
        """Asks registers and platforms at once, and evaluates. The verdicts
        stand until the next run."""
        self._run(number, known, day(date), offline=offline,
                  deadline_ms=deadline_ms, should_stop=should_stop)
        _told(self.traces)
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

    @property
    def traces(self) -> list[Trace]:
        """The questions that were asked."""
        return list(_all(self._trace))

    def json(self, lang: Lang = Lang.FR) -> Any:
        """The whole dashboard: unit, services, facts, obligations."""
        return _json.loads(self._json(lang))
