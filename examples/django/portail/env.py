# SPDX-License-Identifier: Apache-2.0
"""Settings read from the environment; a secret may stand in a file."""
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ENGINES = {"sqlite": "sqlite3", "postgres": "postgresql",
           "postgresql": "postgresql"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    said = text(name, "yes" if default else "no").lower()
    if said not in ("yes", "no", "1", "0", "true", "false"):
        raise ImproperlyConfigured(f"{name}: yes or no, not {said!r}")
    return said in ("yes", "1", "true")


def words(name: str, default: str = "") -> list[str]:
    return text(name, default).replace(",", " ").split()


def secret(name: str) -> str:
    """The variable, or what is in the file that NAME_FILE names."""
    path = text(name + "_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: {error}") from error


def database(name: str, default: str) -> dict[str, Any]:
    """sqlite:/path or postgresql://user:password@host:port/name."""
    url = urlsplit(text(name, default))
    if url.scheme not in ENGINES:
        raise ImproperlyConfigured(f"{name}: sqlite: or postgresql:")
    engine = "django.db.backends." + ENGINES[url.scheme]
    if url.scheme == "sqlite":
        return {"ENGINE": engine, "NAME": url.path}
    return {"ENGINE": engine, "NAME": url.path.lstrip("/"),
            "HOST": url.hostname or "", "PORT": url.port or "",
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "OPTIONS": {"connect_timeout": 3}}
