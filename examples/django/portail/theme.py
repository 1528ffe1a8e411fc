# SPDX-License-Identifier: Apache-2.0
"""Class names of the controls, by theme, and what every page needs to know.

The neutral theme is the portal's own. "dsfr" writes the class names of the
State's design system, whose files stay where PORTAIL_DSFR_URL says: its terms
of use keep it to sites of the French State.
"""
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from django_portailrse import engine

from .desk import has_signed_in
from .dossier import Dossier
from .wording import lang

NEUTRAL = {
    "button": "button",
    "button_plain": "button button-plain",
    "button_quiet": "button button-quiet",
    "field": "field",
    "field_error": "field field-error",
    "label": "label",
    "hint": "hint",
    "input": "input",
    "select": "input",
    "error": "error",
    "fieldset": "fieldset",
    "legend": "label",
    "radio": "radio",
    "checkbox": "radio",
    "notice": "notice",
    "warning": "notice notice-warning",
    "card": "card",
    "badge": "badge",
    "tag": "tag",
    "table": "table",
    "link": "",
    "lead": "lead",
    "upload": "input upload-input",
}
DSFR = {
    "button": "fr-btn",
    "button_plain": "fr-btn fr-btn--secondary",
    "button_quiet": "fr-btn fr-btn--tertiary-no-outline",
    "field": "fr-input-group",
    "field_error": "fr-input-group fr-input-group--error",
    "label": "fr-label",
    "hint": "fr-hint-text",
    "input": "fr-input",
    "select": "fr-select",
    "error": "fr-error-text",
    "fieldset": "fr-fieldset",
    "legend": "fr-fieldset__legend",
    "radio": "fr-radio-group",
    "checkbox": "fr-checkbox-group",
    "notice": "fr-callout",
    "warning": "fr-alert fr-alert--warning",
    "card": "card fr-p-3w",
    "badge": "fr-badge fr-badge--no-icon",
    "tag": "fr-tag fr-tag--sm",
    "table": "fr-table",
    "link": "fr-link",
    "lead": "fr-text--lead",
    "upload": "fr-upload",
}
CLASSES = {"neutral": NEUTRAL, "dsfr": DSFR}


def other_language(path: str) -> dict[str, str]:
    """The same page in the other language: English stands under /en/. An
    address that begins with // would be another site's."""
    if path.startswith("/en/"):
        return {"code": "fr", "name": "Français",
                "url": "/" + path[3:].lstrip("/")}
    return {"code": "en", "name": "English", "url": "/en" + path}


def page(request: HttpRequest) -> dict[str, Any]:
    """What every template may read."""
    return {
        "css": CLASSES[settings.PORTAIL["THEME"]],
        "dsfr_url": settings.PORTAIL["DSFR_URL"].rstrip("/"),
        "contact": settings.PORTAIL["CONTACT"],
        "dossier": Dossier.of(request),
        "signed_in": has_signed_in(request),
        "pack_label": engine.pack().label(lang()),
        "pack_version": engine.pack().version,
        "language": get_language(),
        "other": other_language(request.get_full_path()),
    }


def control_classes(widget: Any) -> str:
    """The classes of a form control."""
    classes = CLASSES[settings.PORTAIL["THEME"]]
    return classes["select" if hasattr(widget, "choices") else "input"]
