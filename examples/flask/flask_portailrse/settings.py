# SPDX-License-Identifier: Apache-2.0
"""What a host may set: `app.config["PORTAILRSE_PACK"]` and the like."""
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .analyses.settings import AnalysisSettings

PREFIX = "PORTAILRSE_"


@dataclass(frozen=True)
class Settings(AnalysisSettings):
    """One attribute a key: `deadline_ms` is PORTAILRSE_DEADLINE_MS."""

    pack: str = "fr-rse"  #: name of a pack, or its folder
    overlays: tuple[str, ...] = ()  #: files that change thresholds
    register: str = ""  #: offline register, a file; empty: none
    offline: bool = False  #: no network: register and cache only
    sirene_key: str = field(default="", repr=False)  #: of the Sirene API
    services: Mapping[str, str] = field(default_factory=dict)
    #: other settings of services: {"egapro.url": "..."}
    cache: str = ""  #: file that workers share; empty: memory of each
    store: str = ""  #: "sqlite:portal.sqlite"; empty: no portal
    deadline_ms: int = 10_000  #: for all services together
    lang: str = "fr"  #: where the client wants neither fr nor en
    url_prefix: str = "/portailrse"  #: of the blueprint; "": none
    max_body: int = 65_536  #: bytes of a request
    max_text: int = 200  #: characters of a text in a request
    max_age: int = 3_600  #: seconds that clients may keep dictionaries
    retry_after: int = 30  #: seconds to wait when no register answers

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.lang not in ("fr", "en"):
            raise ValueError(f"{PREFIX}LANG is fr or en, not {self.lang!r}")
        for name in ("deadline_ms", "max_body", "max_text"):
            if getattr(self, name) < 1:
                raise ValueError(f"{PREFIX}{name.upper()} is at least 1")


_KEYS = {PREFIX + each.name.upper(): each.name for each in fields(Settings)}
_DEFAULTS = Settings()
_KINDS: dict[type, str] = {
    str: "a text", int: "a whole number", bool: "true or false",
    tuple: "a list of texts", dict: "an object"}


def _checked(key: str, value: Any) -> Any:
    """The value in the type of the default, or why it cannot be."""
    kind = type(getattr(_DEFAULTS, _KEYS[key]))
    if kind is tuple and isinstance(value, list):
        return tuple(value)
    if type(value) is kind:
        return value
    raise ValueError(f"{key} is {_KINDS[kind]}, not {value!r}")


def read_settings(config: Mapping[str, Any]) -> Settings:
    """The settings of an app; a key that means nothing is an error."""
    given = {key: value for key, value in config.items()
             if key.startswith(PREFIX)}
    for key in given.keys() - _KEYS.keys():
        raise ValueError(f"no such setting: {key}; there are "
                         + ", ".join(_KEYS))
    return Settings(**{_KEYS[key]: _checked(key, value)
                       for key, value in given.items()})


def read_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings among environment variables, as `app.config` holds them.
    Those that are not text are written in JSON."""
    found: dict[str, Any] = {}
    for key in _KEYS.keys() & environ.keys():
        text = isinstance(getattr(_DEFAULTS, _KEYS[key]), str)
        try:
            found[key] = environ[key] if text else json.loads(environ[key])
        except ValueError as wrong:
            raise ValueError(f"{key} is not JSON: {wrong}") from wrong
    return found
