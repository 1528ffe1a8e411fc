# SPDX-License-Identifier: Apache-2.0
"""Which obligations apply to a company, as a Flask extension.

    from flask_portailrse import PortailRSE
    portailrse = PortailRSE(app)

adds JSON endpoints under /portailrse and `flask portailrse` commands; see
settings.py for what `app.config` may hold."""
from flask import Flask

from .commands import group
from .settings import Settings, read_environment, read_settings
from .state import Embedded, embedded, today
from .views import blueprint

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
        """Reads the settings and the pack; adds the blueprint and commands.
        A bad pack raises rse.Error with its file and line."""
        app.extensions["portailrse"] = Embedded(read_settings(app.config))
        settings = app.extensions["portailrse"].settings
        app.register_blueprint(blueprint,
                               url_prefix=settings.url_prefix or None)
        app.cli.add_command(group)
