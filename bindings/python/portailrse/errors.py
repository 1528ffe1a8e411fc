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
    (NotImplementedError, Status.EUNSUPPORTED))


def _make(code: int, sys_code: int, line: int, column: int, file: str,
          subject: str, message: str) -> Error:
    return ERRORS.get(code, Internal)(
        message, subject=subject, file=file, line=line, column=column,
        sys_code=sys_code)


def _status_of(error: BaseException) -> int:
    if isinstance(error, Error):
        return int(error.code)
    if not isinstance(error, Exception):  # Ctrl-C, and its like
        return int(Status.ECANCELED)
    return int(next((status for kind, status in _PLAIN
                     if isinstance(error, kind)), Status.EIO))


def _lost(error: Exception) -> None:
    """A backend failed, and the library did without it."""
    level = logging.DEBUG if isinstance(error, (Error, OSError)) \
        else logging.WARNING
    logging.getLogger("portailrse").log(level, "went on without a backend: %s",
                                        error, exc_info=error)


_core.set_hooks(_make, _status_of, _lost)
