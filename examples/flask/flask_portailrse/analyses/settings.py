# SPDX-License-Identifier: Apache-2.0
"""What a host may set about analyses; read like the others (settings.py)."""
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class AnalysisSettings:
    """One attribute a key: `queue` is PORTAILRSE_QUEUE."""

    queue: str = ""  #: store of the queue, "sqlite:..."; empty: no analyses
    uploads: str = ""  #: folder that service and workers share

    jwt_secret: str = field(default="", repr=False)  #: 32 bytes or more
    jwt_secret_file: str = ""  #: file that holds it
    jwt_old_secret: str = field(default="", repr=False)  #: verifies only
    jwt_old_secret_file: str = ""  #: file that holds it
    jwt_issuer: str = ""  #: asked of tokens
    jwt_audience: str = ""  #: the same; each environment has its own
    jwt_revoked: str = ""  #: file of the `jti` taken back, one a line
    jwt_legacy_until: str = ""  #: day until which eternal tokens are let in

    hosts: str = ""  #: of documents and callbacks, as remote.h lists them
    networks: str = ""  #: addresses that are not public and still allowed
    webhook_keys: str = field(default="", repr=False)  #: sign callbacks
    webhook_keys_file: str = ""  #: file that holds them
    hold_ms: int = 5_000  #: before a first callback; -1: not at all
    max_callback: int = 2_621_440  #: bytes that receivers take

    model: str = ""  #: folder of a CamemBERT; empty: esrs-lite
    int8: bool = False  #: its weights in 8 bits
    max_document: int = 52_428_800  #: bytes
    max_pages: int = 2_000  #: of a document
    upload_ms: int = 120_000  #: until the body of a request has come
    analysis_ms: int = 3_600_000  #: for one analysis
    runs_a_minute: int = 300  #: a token may ask of a process; 0: any number
    lease_ms: int = 30_000  #: a worker silent for so long is taken for dead
    ready_wait_ms: int = 300_000  #: longest a job may wait in a ready service
    keep_days: int = 90  #: runs, and uploads of runs that failed

    def __post_init__(self) -> None:
        for name in ("max_callback", "max_document", "max_pages", "upload_ms",
                     "analysis_ms", "ready_wait_ms", "keep_days"):
            if getattr(self, name) < 1:
                raise ValueError(f"PORTAILRSE_{name.upper()} is at least 1")
        if self.queue and not (self.jwt_secret or self.jwt_secret_file):
            raise ValueError("PORTAILRSE_QUEUE needs PORTAILRSE_JWT_SECRET or "
                             "PORTAILRSE_JWT_SECRET_FILE: whoever asks for an "
                             "analysis has a token")

    def secret(self, name: str) -> str:
        """A secret, or what its file holds."""
        path = getattr(self, name + "_file")
        text: str = getattr(self, name)
        if text and path:
            raise ValueError(f"PORTAILRSE_{name.upper()} or its file, not "
                             "both")
        return Path(path).read_text().strip() if path else text

    @property
    def legacy_until_s(self) -> int:
        """The day as Unix time; 0: never."""
        day = self.jwt_legacy_until
        if not day:
            return 0
        return int(datetime.fromisoformat(day).replace(tzinfo=UTC)
                   .timestamp())
