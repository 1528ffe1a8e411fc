# SPDX-License-Identifier: Apache-2.0
"""What one Flask app keeps of the library."""
import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app

import portailrse as rse

from .analyses.state import Analyses
from .contract import Part
from .dictionary import Dictionary, Schema
from .process import PerProcess
from .settings import Settings

_log = logging.getLogger(__name__)
PARIS = ZoneInfo("Europe/Paris")


class Embedded:
    """`app.extensions["portailrse"]`. Rules and settings are read at once, so
    that a bad pack stops the start. What must not cross a fork is made by the
    process that uses it."""

    def __init__(self, settings: Settings, parts: Sequence[Part],
                 schemas: Mapping[str, Schema]) -> None:
        self.settings = settings
        self.parts = parts  # what it answers to
        self.schemas = schemas
        self.pack = rse.Pack.load(settings.pack,
                                  overlays=list(settings.overlays))
        self.dictionary = Dictionary(self.pack, settings.max_text)
        self.analyses = Analyses(settings) if settings.queue else None
        self.broken: dict[str, rse.Error] = {}
        self._services = PerProcess(self._open_services)
        self._portal = PerProcess(self._open_portal)
        self._open_services().close()  # a setting may be wrong

    def services(self) -> rse.Services:
        """Registers and platforms; shared by threads."""
        return self._services.get()

    def portal(self) -> rse.Portal:
        """The portal in PORTAILRSE_STORE, for a host's own views."""
        return self._portal.get()

    @property
    def cut_off(self) -> bool:
        """No network, and no register: nobody can be asked."""
        path = self.settings.register
        return self.settings.offline and (not path
                                          or "register" in self.broken)

    def dashboard(self) -> rse.Dashboard:
        """A new dashboard, for one thread; close it, or use `with`."""
        return rse.Dashboard(self.services(), self.pack)

    def asking(self) -> dict[str, Any]:
        """How services are asked."""
        return {"offline": self.settings.offline,
                "deadline_ms": self.settings.deadline_ms}

    def _open_services(self) -> rse.Services:
        wanted = self.settings
        services = rse.Services(cache=wanted.cache or None,
                                register=self._open_register())
        for name, value in wanted.services.items():
            services.set(name, value)
        if wanted.sirene_key:
            services.set("sirene.key", wanted.sirene_key)
        return services

    def _open_register(self) -> rse.Register | None:
        """The offline register; without it, services are still there."""
        self.broken.pop("register", None)
        try:
            path = self.settings.register
            return rse.Register.open(path) if path else None
        except rse.Error as wrong:
            self.broken["register"] = wrong
            _log.error("the register cannot be read: %s", wrong)
            return None

    def _open_portal(self) -> rse.Portal:
        if not self.settings.store:
            raise RuntimeError("PORTAILRSE_STORE is not set")
        return rse.Portal(rse.Store.open(self.settings.store))


def today() -> date:
    """The day of the law: in Paris."""
    return datetime.now(PARIS).date()


def embedded() -> Embedded:
    """What the current app keeps."""
    found: Embedded = current_app.extensions["portailrse"]
    return found
