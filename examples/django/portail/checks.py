# SPDX-License-Identifier: Apache-2.0
"""What `manage.py check` says of the settings of the portal."""
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .theme import CLASSES


@register("portail")
def theme(**kwargs: Any) -> list[CheckMessage]:
    name, address = settings.PORTAIL["THEME"], settings.PORTAIL["DSFR_URL"]
    if name not in CLASSES:
        return [Error(f"PORTAIL_THEME: no theme {name!r}",
                      hint="one of: " + ", ".join(CLASSES),
                      id="portail.E001")]
    if name == "dsfr" and not address.startswith(("https://", "http://", "/")):
        return [Error("PORTAIL_DSFR_URL: where the files of the DSFR are",
                      hint="the address of its dist/ folder; only sites of "
                           "the French State may use it",
                      id="portail.E002")]
    return []


@register("portail")
def reforms(**kwargs: Any) -> list[CheckMessage]:
    return [Error(f"PORTAIL_REFORMS: {path} is not there", id="portail.E003")
            for path in settings.PORTAIL["REFORMS"]
            if not Path(path).is_file()]
