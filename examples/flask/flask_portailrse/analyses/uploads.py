# SPDX-License-Identifier: Apache-2.0
"""Documents that came with a request, until their run has succeeded: files of
a folder that service and workers share. No request names any of them."""
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple

import portailrse as rse

_PIECE = 1 << 16
_ASIDE = ".aside-"
_DAY_S = 86_400
_HOUR_S = 3_600
MARK = b"%PDF-"
MARK_WITHIN = 1_024


class NotPdf(ValueError):
    """It does not begin as a PDF does."""


class TooLong(ValueError):
    """It has more bytes than may be."""


class Kept(NamedTuple):
    """A document that was kept."""

    key: str
    sha256: str


class Uploads:
    """An rse.BlobBackend, which also receives what comes piece by piece."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    # --- From requests ---

    def receive(self, stream: IO[bytes], most: int) -> Kept:
        """Keeps a PDF that comes, under a name by chance. What is none is
        refused after its first bytes, what is too long as soon as it is."""
        key = secrets.token_hex(16) + ".pdf"
        digest = sha256()
        self._keep(key, _measured(_pdf(_pieces(stream)), digest.update,
                                  most))
        return Kept(key, digest.hexdigest())

    def tidy(self, days: int) -> None:
        """Removes what is older, and what killed processes left."""
        now = time.time()
        for each in os.scandir(self._folder):
            life = _HOUR_S if each.name.startswith(_ASIDE) else days * _DAY_S
            with suppress(FileNotFoundError):  # another removes it
                if now - each.stat().st_mtime > life:
                    os.unlink(each)

    # --- For the library, which reads and removes them ---

    def put(self, key: str, source: rse.Source, type: str, sha256: str
            ) -> None:
        raise rse.Unsupported("documents come with requests only")

    def get(self, key: str, offset: int, length: int | None
            ) -> Iterator[bytes]:
        with self._file(key).open("rb") as file:
            size = self.stat(key)[0]
            left = size if length is None else min(length, size - offset)
            file.seek(min(offset, size))
            while left > 0 and (piece := file.read(min(left, _PIECE))):
                left -= len(piece)
                yield piece

    def stat(self, key: str) -> tuple[int, datetime]:
        found = self._file(key).stat()
        return found.st_size, datetime.fromtimestamp(found.st_mtime, UTC)

    def remove(self, key: str) -> None:
        self._file(key).unlink()

    def list(self, prefix: str) -> Iterable[tuple[str, int, datetime]]:
        keys = sorted(path.name for path in self._folder.glob("*.pdf"))
        return [(key, *self.stat(key)) for key in keys
                if key.startswith(prefix)]

    def _file(self, key: str) -> Path:
        path = self._folder / key
        if not path.is_file():
            raise rse.NotFound(key)
        return path

    def _keep(self, key: str, pieces: Iterable[bytes]) -> None:
        """All of it, durably, or nothing."""
        aside = self._folder / (_ASIDE + key)
        try:
            with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL,
                              0o600), "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self._folder / key)
        finally:
            aside.unlink(missing_ok=True)
        _flush(self._folder)


def _flush(folder: Path) -> None:
    """So that the name outlives a power cut too."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _pdf(pieces: Iterator[bytes]) -> Iterator[bytes]:
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= MARK_WITHIN:
            break
    if MARK not in head[:MARK_WITHIN]:
        raise NotPdf
    yield head
    yield from pieces


def _measured(pieces: Iterable[bytes], seen: Callable[[bytes], object],
              most: int) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise TooLong
        seen(piece)
        yield piece
