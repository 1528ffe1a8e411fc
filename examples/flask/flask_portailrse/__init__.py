# SPDX-License-Identifier: Apache-2.0
"""Which obligations apply to a company, and which topics its reports speak
of, as a Flask extension.

    from flask_portailrse import PortailRSE
    portailrse = PortailRSE(app)

adds JSON endpoints under /portailrse and `flask portailrse` commands; see
settings.py for what `app.config` may hold."""
from flask import Flask

from . import views
from .analyses import existing, runs, watch
from .analyses.commands import add_commands
from .analyses.schemas import SCHEMAS as OF_ANALYSES
from .commands import group
from .schemas import SCHEMAS
from .settings import Settings, read_environment, read_settings
from .state import Embedded, embedded, today

__all__ = ["Embedded", "PortailRSE", "Settings", "embedded",
           "read_environment", "today"]


class PortailRSE:
    """A Flask extension:

        portailrse = PortailRSE()
        portailrse.init_app(app)

    or `PortailRSE(app)`. It keeps nothing of an app itself, so that one
    object serves several."""

    def __init__(self, app: Flask | None = None) -> None:
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Reads the settings and the pack; adds the blueprints and commands.
        A bad pack raises rse.Error with its file and line."""
        here = _embed(read_settings(app.config))
        app.extensions["portailrse"] = here
        for part in here.parts:
            app.register_blueprint(
                part.blueprint, url_prefix=here.settings.url_prefix or None)
        add_commands(group)
        app.cli.add_command(group)


def _embed(settings: Settings) -> Embedded:
    """Analyses are there where there is a queue."""
    if not settings.queue:
        return Embedded(settings, [views.part], SCHEMAS)
    return Embedded(settings, [views.part, existing.part, runs.part,
                               watch.part], {**SCHEMAS, **OF_ANALYSES})
