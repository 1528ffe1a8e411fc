# SPDX-License-Identifier: Apache-2.0
"""System checks: `manage.py check` tells what is wrong before visitors do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import connections
from django.utils.module_loading import import_string

import portailrse as rse

from . import conf, engine
from .migration import plan, plan_queue


def check_setting(app_configs: Sequence[AppConfig] | None = None,
                  **ignored: Any) -> list[CheckMessage]:
    """E003: the setting itself."""
    if not isinstance(getattr(settings, "PORTAILRSE", {}), dict):
        return [Error("PORTAILRSE is no dictionary.",
                      id="portailrse.E003")]
    return [Error(f"PORTAILRSE[{key!r}]: {what}.", id="portailrse.E003")
            for key, value in conf.given().items()
            if (what := conf.wrong(key, value))] + [
                *_check_alias(), *_check_functions()]


def _check_alias() -> Iterator[CheckMessage]:
    alias = conf.configuration().STORE
    if alias is not None and alias not in connections:
        yield Error(f"PORTAILRSE['STORE']: DATABASES has no {alias!r}.",
                    id="portailrse.E003")


def _check_functions() -> Iterator[CheckMessage]:
    wanted = conf.configuration()
    for key in ("SCAN", "CLASSIFIER"):
        try:
            import_string(getattr(wanted, key) or "builtins.print")
        except ImportError as error:
            yield Error(f"PORTAILRSE[{key!r}]: {error}.",
                        id="portailrse.E003")


def check_pack(app_configs: Sequence[AppConfig] | None = None,
               **ignored: Any) -> list[CheckMessage]:
    """E001: the pack, with file, line and column."""
    try:
        engine.pack()
    except rse.Error as error:
        return [Error(f"The pack cannot be used: {error}",
                      hint="Correct the file at this place, or the keys PACK "
                           "and OVERLAYS of PORTAILRSE.",
                      id="portailrse.E001")]
    return []


def check_register(app_configs: Sequence[AppConfig] | None = None,
                   **ignored: Any) -> list[CheckMessage]:
    """E002: the offline register; E003: settings of services."""
    wanted = conf.configuration()
    try:
        if wanted.REGISTER:
            rse.Register.open(wanted.REGISTER).close()
    except rse.Error as error:
        return [Error(f"The offline register cannot be read: {error}",
                      hint="Make it with manage.py "
                           "portailrse_import_register.",
                      id="portailrse.E002")]
    try:
        engine.services()
    except rse.Error as error:
        return [Error(f"PORTAILRSE['SERVICES']: {error}",
                      id="portailrse.E003")]
    return []


def check_store(app_configs: Sequence[AppConfig] | None = None,
                databases: Sequence[str] | None = None,
                **ignored: Any) -> list[CheckMessage]:
    """W001: the tables; only when databases are checked (`--database`, and
    `manage.py migrate`)."""
    alias = conf.configuration().STORE
    if not databases or alias not in databases:
        return []
    try:
        steps = plan()
    except rse.Unsupported as error:
        return [Warning(str(error), id="portailrse.W003",
                        hint="Set PORTAILRSE['STORE'] to another alias, or "
                             "to None.")]
    except Exception as error:
        return [Warning(f"The store cannot be reached: {error}",
                        id="portailrse.W002")]
    if not steps:
        return []
    return [Warning("The tables of the store are not of this version.",
                    hint="Run manage.py migrate.", id="portailrse.W001")]


def check_queue(app_configs: Sequence[AppConfig] | None = None,
                databases: Sequence[str] | None = None,
                **ignored: Any) -> list[CheckMessage]:
    """W004: the queue of analyses; with databases, as the store."""
    if not databases:
        return []
    try:
        steps = plan_queue()
    except rse.Error as error:
        return [Warning(f"The queue cannot be reached: {error}",
                        id="portailrse.W004")]
    if not steps:
        return []
    return [Warning("The tables of the queue are not of this version.",
                    hint="Run manage.py portailrse_migrate.",
                    id="portailrse.W004")]
