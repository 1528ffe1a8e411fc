# SPDX-License-Identifier: Apache-2.0
"""A small service: `flask --app portailrse_service run`, or
`gunicorn "portailrse_service:create_app()"`. Its settings are environment
variables, such as PORTAILRSE_REGISTER."""
import os
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException

from flask_portailrse import PortailRSE, read_environment
from flask_portailrse.problems import answer_http

portailrse = PortailRSE()


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The service; `config` goes before the environment."""
    app = Flask(__name__, static_folder=None)
    app.config["PORTAILRSE_URL_PREFIX"] = ""
    app.config.from_mapping(read_environment(os.environ))
    app.config.from_mapping(config or {})
    portailrse.init_app(app)
    app.register_error_handler(HTTPException, answer_http)
    return app
