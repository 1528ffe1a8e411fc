# SPDX-License-Identifier: Apache-2.0
"""A project that uses the app: what a host would write, and no more.
PRSE_DJANGO_DATABASE is the address of a PostgreSQL database; without it the
database is a SQLite file in PRSE_DJANGO_FOLDER."""
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOLDER = Path(os.environ.get("PRSE_DJANGO_FOLDER", "/tmp"))
ROOT = Path(__file__).resolve().parents[3]


def database() -> dict[str, Any]:
    address = os.environ.get("PRSE_DJANGO_DATABASE")
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3",
                "NAME": FOLDER / "essai.sqlite3",
                "OPTIONS": {"init_command": "PRAGMA synchronous = OFF"},
                "TEST": {"NAME": FOLDER / "test.sqlite3"}}
    url = urlsplit(address)
    return {"ENGINE": "django.db.backends.postgresql",
            "NAME": url.path[1:], "HOST": url.hostname, "PORT": url.port,
            "USER": url.username}


SECRET_KEY = "of-tests-only"
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
DATABASES = {
    "default": database(),
    "archives": {"ENGINE": "django.db.backends.sqlite3",
                 "NAME": FOLDER / "archives.sqlite3",
                 "TEST": {"NAME": FOLDER / "test-archives.sqlite3"}},
}
INSTALLED_APPS = [
    "django.contrib.admin", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.messages",
    "django.contrib.sessions", "django_portailrse", "essai",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]},
}]
ROOT_URLCONF = "essai.urls"
# Facts that registers contradict are told in the log: not here.
LOGGING = {"version": 1, "disable_existing_loggers": False,
           "loggers": {"portailrse": {"level": "CRITICAL"}}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PORTAILRSE = {
    "PACK": ROOT / "packs" / "fr-rse",
    "REGISTER": os.environ.get("PRSE_DJANGO_REGISTER"),
    "OFFLINE": True,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
