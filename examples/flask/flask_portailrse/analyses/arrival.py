# SPDX-License-Identifier: Apache-2.0
"""How the body of a request arrives: all of it, and not too slowly. Half of an
address is another address, half of a document may still look like one; and a
client that sends a byte now and then must not hold a thread for ever."""
import socket
from threading import Timer
from typing import IO

from flask import current_app, g, request
from werkzeug.exceptions import ClientDisconnected

from ..problems import WRONG_REQUEST, Problem
from .kinds import TOO_SLOW

_SOCKETS = ("gunicorn.socket", "werkzeug.socket")


class Patience:
    """Ends the reading of a body after a while."""

    def __init__(self, connection: socket.socket, ms: int) -> None:
        self._connection = connection
        self.is_over = False
        self._timer = Timer(ms / 1_000, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.is_over = True
        try:
            self._connection.shutdown(socket.SHUT_RD)
        except OSError:
            pass  # it ended meanwhile

    def stop(self) -> None:
        self._timer.cancel()


class Whole:
    """A body that has as many bytes as were announced; some servers end the
    stream where the client leaves."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._left -= len(piece)
        if not piece and size and self._left > 0:
            raise ClientDisconnected
        return piece


def begin() -> None:
    """Before anything of the body is read."""
    environ = request.environ
    if request.content_length:
        environ["wsgi.input"] = Whole(environ["wsgi.input"],
                                      request.content_length)
    connection = next((environ[name] for name in _SOCKETS
                       if name in environ), None)
    if connection is not None and _has_body():
        settings = current_app.extensions["portailrse"].settings
        g.patience = Patience(connection, settings.upload_ms)


def _has_body() -> bool:
    return bool(request.content_length
                or "Transfer-Encoding" in request.headers)


def end(*_: object) -> None:
    """Once the view has answered, whatever it answered."""
    patience: Patience | None = g.pop("patience", None)
    if patience:
        patience.stop()


def cut_short(error: Exception) -> Problem:
    """Why a body has no end: our patience had one, or the client left."""
    patience: Patience | None = g.get("patience")
    if patience and patience.is_over:
        return Problem(TOO_SLOW)
    if isinstance(error, ClientDisconnected):
        return Problem(WRONG_REQUEST)
    raise error
