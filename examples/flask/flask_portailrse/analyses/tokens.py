# SPDX-License-Identifier: Apache-2.0
"""Who asks: the bearer of a token."""
import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, g, request

import portailrse as rse

from ..problems import Problem
from .kinds import TOO_MANY, UNAUTHORIZED
from .settings import AnalysisSettings

_log = logging.getLogger(__name__)


class Revoked:
    """The `jti` that were taken back: a file, one a line. It may change while
    the service runs. A file that cannot be read lets nobody in."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._read: tuple[int, int, int] | None = None
        self._all: frozenset[str] = frozenset()

    def __call__(self, jti: str) -> bool:
        try:
            return jti in self.read()
        except OSError as wrong:
            _log.error("the list of tokens taken back: %s", wrong)
            return True

    def read(self) -> frozenset[str]:
        """All of them; OSError."""
        stat = self._path.stat()
        now = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if now != self._read:
            self._all = frozenset(self._path.read_text().split())
            self._read = now
        return self._all


def read_tokens(settings: AnalysisSettings,
                audience: str | None = None) -> rse.Jwt:
    """What is asked of tokens; rse.Error when a secret is too short. Another
    audience than that of the settings is for tokens of elsewhere."""
    path = settings.jwt_revoked
    revoked = Revoked(path) if path else None
    if revoked:
        revoked.read()  # a list that is not there stops the start
    return rse.Jwt(
        secret=settings.secret("jwt_secret"),
        old_secret=settings.secret("jwt_old_secret"),
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience if audience is None else audience,
        legacy_until_s=settings.legacy_until_s, revoked=revoked)


@dataclass(frozen=True)
class Caller:
    """Whom a token stands for."""

    subject: str

    @property
    def owner(self) -> str:
        """The key under which jobs are theirs: an e-mail would be none."""
        digest = hashlib.sha256(self.subject.encode()).hexdigest()
        return "jeton:" + digest[:48]


class Bearer:
    """Lets in who has a token, and not too often."""

    scheme = "bearer"

    def __init__(self, counts: bool = False) -> None:
        self._counts = counts

    def admit(self) -> None:
        analyses = current_app.extensions["portailrse"].analyses
        g.caller = self._read(analyses.tokens)
        if self._counts and not analyses.pace.take(g.caller.owner):
            raise Problem(TOO_MANY)

    def _read(self, tokens: rse.Jwt) -> Caller:
        scheme, _, token = request.headers.get(
            "Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Problem(UNAUTHORIZED)
        try:
            claims = json.loads(tokens.check(token.strip()))
        except (rse.ParseError, rse.Denied, rse.Expired) as wrong:
            # What the library says of tokens is safe to show.
            raise Problem(UNAUTHORIZED, wrong.message) from wrong
        return Caller(claims["sub"])


def caller() -> Caller:
    """Who asked for what is being answered."""
    found: Caller = g.caller
    return found


ASKING = Bearer()
STARTING = Bearer(counts=True)
