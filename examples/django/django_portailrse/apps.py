# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

import portailrse as rse


class PortailRSEConfig(AppConfig):
    name = "django_portailrse"
    verbose_name = _("Obligations of companies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks as ours

        checks.register(ours.check_setting)
        checks.register(ours.check_pack)
        checks.register(ours.check_register)
        checks.register(ours.check_store, checks.Tags.database)
        checks.register(ours.check_queue, checks.Tags.database)
        post_migrate.connect(_migrate_store, sender=self)


def _migrate_store(using: str, verbosity: int = 1, stdout: Any = sys.stdout,
                   **ignored: Any) -> None:
    """`manage.py migrate` brings the tables of the store to the version of the
    library, which may be newer than the migrations of this app."""
    from . import conf, migration

    if using != conf.configuration().STORE:
        return
    try:
        told = f"{len(migration.migrate())} steps"
    except rse.Unsupported as error:
        told = str(error)
    if verbosity >= 1:
        stdout.write(f"  Tables of the portal: {told}\n")
