# SPDX-License-Identifier: Apache-2.0
"""A blob store of plain Python in memory, in thirty lines."""
from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

import portailrse as rse
from portailrse.backends import Source

PIECE = 1 << 20


class Blobs:
    """A rse.backends.BlobBackend."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, datetime.datetime]] = {}

    def put(self, key: str, source: Source, type: str, sha256: str) -> None:
        content = b"".join(iter(lambda: source.read(PIECE), b""))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise rse.SchemaError("the content has another digest")
        self.kept[key] = content, datetime.datetime.now(datetime.UTC)

    def at(self, key: str) -> tuple[bytes, datetime.datetime]:
        if key not in self.kept:
            raise rse.NotFound(f"no blob {key}")
        return self.kept[key]

    def get(self, key: str, offset: int, length: int | None
            ) -> Iterator[bytes]:
        content, _ = self.at(key)
        end = len(content) if length is None else offset + length
        for start in range(offset, min(end, len(content)), PIECE):
            yield content[start:min(start + PIECE, end)]

    def stat(self, key: str) -> tuple[int, datetime.datetime]:
        content, modified = self.at(key)
        return len(content), modified

    def remove(self, key: str) -> None:
        self.at(key)
        del self.kept[key]

    def list(self, prefix: str
             ) -> Iterator[tuple[str, int, datetime.datetime]]:
        for key in sorted(self.kept):
            if key.startswith(prefix):
                yield key, *self.stat(key)

    def link(self, key: str, upload: bool, expires_s: int,
             file_name: str) -> str:
        return f"https://blobs.example/{key}?{expires_s}&{upload:d}"
