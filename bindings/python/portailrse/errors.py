# SPDX-License-Identifier: Apache-2.0
"""How failures cross between C and Python, both ways. Each code of the library
has a class, which is also the exception of Python that one would expect:
except KeyError catches NotFound."""
from __future__ import annotations

import logging

from . import _core
from ._api import Error as Error, Internal, Status

ERRORS: dict[int, type[Error]] = {
    int(kind.code): kind for kind in Error.__subclasses__()}

# What a callback or a backend may raise, told to the library.
_PLAIN: tuple[tuple[type[BaseException], Status], ...] = (
    (KeyError, Status.ENOTFOUND), (FileNotFoundError, Status.ENOTFOUND),
    (TimeoutError, Status.ETIMEOUT), (PermissionError, Status.EDENIED),
    (MemoryError, Status.ENOMEM), (FileExistsError, Status.EEXISTS),
    (ConnectionRefusedError, Status.EREFUSED),
    (NotImplementedError, Status.EUNSUPPORTED), (OSError, Status.EIO))
_LEVELS = {Status.ECANCELED: logging.INFO, Status.EINTERNAL: logging.ERROR}
log = logging.getLogger("portailrse")


def _make(code: int, sys_code: int, line: int, column: int, file: str,
          subject: str, message: str) -> Error:
    return ERRORS.get(code, Internal)(
        message, subject=subject, file=file, line=line, column=column,
        sys_code=sys_code)


def _status_of(error: BaseException, other: Status = Status.EIO) -> Status:
    if isinstance(error, Error):
        return error.code
    if not isinstance(error, Exception):  # Ctrl-C, and its like
        return Status.ECANCELED
    return next((status for kind, status in _PLAIN
                 if isinstance(error, kind)), other)


def _failed(error: Exception, what: str) -> tuple[int, str]:
    """What a handler raised decides about its job."""
    status = _status_of(error, Status.EINTERNAL)
    log.log(_LEVELS.get(status, logging.WARNING), "%s: %s", what, error,
            exc_info=error)
    return status, (str(error) if isinstance(error, Error)
                    else f"{type(error).__name__}: {error}")


def _lost(error: Exception) -> None:
    """A backend failed, and the library did without it."""
    log.log(logging.DEBUG if isinstance(error, (Error, OSError))
            else logging.WARNING, "went on without a backend: %s", error,
            exc_info=error)


_core.set_hooks(_make, _status_of, _lost, _failed)
