# SPDX-License-Identifier: Apache-2.0
"""Failures. Each is an Error with its code and its place, and also the
exception of Python that one would expect: except KeyError catches NotFound."""
from __future__ import annotations

import logging

from . import _core
from ._api import Status

__all__ = ["AbiError", "Busy", "Canceled", "Conflict", "Denied", "Error",
           "Exists", "Expired", "FactError", "Internal", "Invalid", "IoError",
           "Limit", "NotFound", "OutOfMemory", "ParseError", "PeerError",
           "RateLimited", "Refused", "RuleError", "SchemaError", "TimedOut",
           "TlsError", "Unsupported"]


class Error(Exception):
    """What the library answers when it cannot do what was asked."""

    code: Status = Status.EINTERNAL
    """Which kind of failure; the same as the class."""

    def __init__(self, message: str, *, subject: str = "", file: str = "",
                 line: int = 0, column: int = 0, sys_code: int = 0) -> None:
        Exception.__init__(self, message)
        self.message = message
        """What is wrong and what would be right."""
        self.subject = subject
        """The fact, the obligation or the key concerned."""
        self.file = file
        """The input in which it is, where there is one."""
        self.line = line
        """From 1; 0: no place."""
        self.column = column
        """From 1; 0: no place."""
        self.sys_code = sys_code
        """errno, where the system refused."""

    def __str__(self) -> str:
        place = self.file or ""
        if self.line:
            place += f":{self.line}:{self.column}"
        said = self.subject in self.message or self.subject in self.file
        about = "" if said else f" ({self.subject})"
        return f"{place}: {self.message}{about}".removeprefix(": ")


class OutOfMemory(Error, MemoryError):
    """Memory ran out; nothing changed."""
    code = Status.ENOMEM


class Invalid(Error, ValueError):
    """The call itself is wrong."""
    code = Status.EINVAL


class NotFound(Error, KeyError):
    """No such thing under that name."""
    code = Status.ENOTFOUND


class Exists(Error, FileExistsError):
    """Already there."""
    code = Status.EEXISTS


class Limit(Error, OverflowError):
    """Larger or deeper than is accepted."""
    code = Status.ELIMIT


class ParseError(Error, ValueError):
    """A text does not follow its grammar."""
    code = Status.EPARSE


class SchemaError(Error, ValueError):
    """Well-formed, but not what is expected here."""
    code = Status.ESCHEMA


class RuleError(Error, ValueError):
    """Rules, or facts, that contradict each other."""
    code = Status.ERULE


class FactError(Error, ValueError):
    """A value of the wrong type for its fact."""
    code = Status.ETYPE


class IoError(Error, OSError):
    """Reading or writing failed; see sys_code."""
    code = Status.EIO


class AbiError(Error):
    """The module and the library are of different versions."""
    code = Status.EABI


class Unsupported(Error, NotImplementedError):
    """Not offered by this build."""
    code = Status.EUNSUPPORTED


class Internal(Error, RuntimeError):
    """A defect of the library: please report."""
    code = Status.EINTERNAL


class TimedOut(Error, TimeoutError):
    """The deadline passed first."""
    code = Status.ETIMEOUT


class Canceled(Error, InterruptedError):
    """should_stop asked for it."""
    code = Status.ECANCELED


class Refused(Error, ConnectionRefusedError):
    """Nobody answers there: do not insist."""
    code = Status.EREFUSED


class TlsError(Error, ConnectionError):
    """The peer could not prove who it is."""
    code = Status.ETLS


class Denied(Error, PermissionError):
    """Not a right of this person; a key that is not accepted."""
    code = Status.EDENIED


class RateLimited(Error):
    """Too many requests: later."""
    code = Status.ERATE


class PeerError(Error, ConnectionError):
    """The service failed, or answered in a form that is not its own."""
    code = Status.EPEER


class Conflict(Error):
    """Somebody else changed it first: read it again."""
    code = Status.ECONFLICT


class Busy(Error):
    """Others got in the way and everything was undone: run it again."""
    code = Status.EBUSY


class Expired(Error, PermissionError):
    """A code, a right or a link had its time."""
    code = Status.EEXPIRED


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
