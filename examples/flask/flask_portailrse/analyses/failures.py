# SPDX-License-Identifier: Apache-2.0
"""What the parts about analyses have in common: how much a request may hold,
how long it may take, and what is answered when something fails."""
from collections.abc import Callable

from flask import Blueprint, Response, current_app
from werkzeug.exceptions import ClientDisconnected, HTTPException

import portailrse as rse

from ..problems import Problem, answer_http, kind_of_http
from ..views import add_headers, limit_body
from . import arrival
from .kinds import OUT_OF_ORDER

Tell = Callable[[Problem], Response]

# A store that does not answer, a disk that is full ...
_OUT_OF_ORDER = (rse.IoError, rse.Busy, rse.TimedOut, rse.Refused,
                 rse.PeerError, rse.Limit, rse.TlsError)


def take_part(blueprint: Blueprint, tell: Tell) -> None:
    """Has a blueprint's problems told in its own form."""
    blueprint.before_request(limit_body)
    blueprint.before_request(arrival.begin)
    blueprint.after_request(add_headers)
    blueprint.teardown_request(arrival.end)
    blueprint.register_error_handler(Problem, tell)
    blueprint.register_error_handler(
        rse.Error, lambda error: tell(_of_library(error)))
    blueprint.register_error_handler(
        ClientDisconnected, lambda error: tell(arrival.cut_short(error)))
    blueprint.register_error_handler(
        OSError, lambda error: tell(arrival.cut_short(error)))
    blueprint.register_error_handler(
        HTTPException, lambda error: _of_http(error, tell))


def _of_library(error: rse.Error) -> Problem:
    """The client learns that it may ask again, the log learns why."""
    if not isinstance(error, _OUT_OF_ORDER):
        raise error
    current_app.logger.error("analyses: %s", error)
    return Problem(OUT_OF_ORDER)


def _of_http(error: HTTPException, tell: Tell) -> Response:
    kind = kind_of_http(error)
    return tell(Problem(kind)) if kind else answer_http(error)
