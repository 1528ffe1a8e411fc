# SPDX-License-Identifier: Apache-2.0
"""Puts the headers of DuckDB's C interface into a folder:

    fetch_headers.py FOLDER

They come with the crate libduckdb-sys (MIT), of which the version and the
digest are pinned.
"""
import hashlib
import io
import sys
import tarfile
import time
import urllib.request
from pathlib import Path

VERSION = "1.20000.1"
SHA256 = "0140448c472968ee5cf5ba697435deebe558b366ef1e5c080d24d9696b600725"
URL = ("https://static.crates.io/crates/libduckdb-sys/"
       f"libduckdb-sys-{VERSION}.crate")
HEADERS = ("duckdb.h", "duckdb_extension.h")


def fetch() -> bytes:
    """A network that stumbles is asked again."""
    for wait in (2, 10, 30, None):
        try:
            with urllib.request.urlopen(URL, timeout=120) as answer:
                crate: bytes = answer.read()
                return crate
        except OSError as error:
            if wait is None:
                sys.exit(f"{URL}: {error}")
            time.sleep(wait)
    raise AssertionError


def member(archive: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as opened:
        file = opened.extractfile(name)
        assert file is not None
        return file.read()


def main(folder: str) -> None:
    crate = fetch()
    if hashlib.sha256(crate).hexdigest() != SHA256:
        sys.exit(f"{URL}: its SHA-256 is not {SHA256}")
    sources = member(crate, f"libduckdb-sys-{VERSION}/duckdb.tar.gz")
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in HEADERS:
        Path(folder, name).write_bytes(
            member(sources, f"duckdb/src/include/{name}"))


main(*sys.argv[1:])
