# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class PortailConfig(AppConfig):
    name = "portail"
    verbose_name = "Portail"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers them)
