# SPDX-License-Identifier: Apache-2.0
"""The setting PORTAILRSE: a dictionary, all of whose keys may be left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Configuration:
    """What a project may set, each with its default."""

    PACK: str = "fr-rse"
    """A pack that comes with the library, or the path of a folder."""
    OVERLAYS: Sequence[str] = ()
    """Paths of overlay files, in order."""
    REGISTER: str | None = None
    """Path of an offline register."""
    OFFLINE: bool = False
    """Nothing is asked over the network."""
    SERVICES: Mapping[str, str] = field(default_factory=dict)
    """Settings of services, {"sirene.key": ...}; see docs/services.md."""
    STORE: str | None = "default"
    """Alias of the database with the rows of the portal; None: no portal."""
    BLOB: str | None = None
    """Folder or s3:// address of the documents."""
    BLOB_KEYS: tuple[str, str] | None = None
    """Access key and secret key of an s3:// address."""
    QUEUE: str | None = None
    """Address of the store with the queue of analyses,
    "sqlite:/path/travaux.sqlite"; None: nothing is analysed."""
    SCAN: str | None = None
    """Dotted name of a function that looks at each upload, given its path:
    PermissionError with the reason refuses it."""
    CLASSIFIER: str | None = None
    """Dotted name of a function that gives the rse.Classifier; None: the
    lesser engine, esrs-lite."""
    LANG: str | None = None
    """"fr" or "en"; the default follows Django."""
    DEADLINE_MS: int = 10_000
    """Of a dashboard, with everything that it asks."""


KINDS: Mapping[str, tuple[type, ...]] = {
    "PACK": (str,), "OVERLAYS": (list, tuple),
    "REGISTER": (str, type(None)), "OFFLINE": (bool,), "SERVICES": (dict,),
    "STORE": (str, type(None)), "BLOB": (str, type(None)),
    "BLOB_KEYS": (list, tuple, type(None)), "QUEUE": (str, type(None)),
    "SCAN": (str, type(None)), "CLASSIFIER": (str, type(None)),
    "LANG": (str, type(None)),
    "DEADLINE_MS": (int,),
}


def given() -> dict[str, Any]:
    """The setting as the project wrote it, paths as text."""
    value = getattr(settings, "PORTAILRSE", {})
    if not isinstance(value, dict):
        return {}
    return {key: str(item) if hasattr(item, "__fspath__") else item
            for key, item in value.items()}


def configuration() -> Configuration:
    """The setting with its defaults; keys that are not known, or not of their
    type, are left out: the checks tell them."""
    good = {key: value for key, value in given().items()
            if not wrong(key, value)}
    return Configuration(**good)


def wrong(key: str, value: Any) -> str:
    """What is wrong with a key; empty when nothing is."""
    if key not in KINDS:
        known = ", ".join(item.name for item in fields(Configuration))
        return f"there is no such key; there are {known}"
    if not isinstance(value, KINDS[key]):
        names = " or ".join(kind.__name__ for kind in KINDS[key])
        return f"{value!r} is no {names}"
    if key == "LANG" and value not in (None, "fr", "en"):
        return f"{value!r} is neither 'fr' nor 'en'"
    return ""
