# SPDX-License-Identifier: Apache-2.0
"""How pages write what the pack and the registers tell."""
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from .. import wording

register = template.Library()

ROLES = {
    "lecteur": gettext_lazy("reader"),
    "auditeur": gettext_lazy("auditor"),
    "editeur": gettext_lazy("editor"),
    "conseiller": gettext_lazy("adviser"),
    "proprietaire": gettext_lazy("owner"),
}


@register.filter
def siren(text: str) -> str:
    """Groups of three digits: 356 000 000."""
    groups = [text[place:place + 3] for place in range(0, 9, 3)]
    return wording.NO_BREAK.join(groups) if len(text) == 9 else text


register.filter(wording.sentence)


@register.filter
def role(name: str) -> Any:
    """What somebody is in a company."""
    return ROLES.get(name, name)


@register.filter
def every(months: int) -> str:
    """How often a deadline comes back."""
    if months % 12:
        return ngettext("every month", "every %(n)d months", months) % {
            "n": months}
    return ngettext("every year", "every %(n)d years", months // 12) % {
        "n": months // 12}


@register.filter
def output(value: str) -> str:
    """The value of an output; packs write several words with underscores."""
    if value in ("true", "false"):
        return _("yes") if value == "true" else _("no")
    return value.replace("_", " ")


@register.simple_tag(takes_context=True)
def pages(context: RequestContext) -> list[dict[str, Any]]:
    """The main menu."""
    names = (("companies", _("Search")), ("questions", _("Questions")),
             ("dashboard", _("Dashboard")), ("whatif", _("What if")),
             ("calendar", _("Calendar")), ("mine", _("Documents")))
    here = getattr(context.get("request"), "path", "")
    if "desk" in context:  # the documents of a company stand under its number
        here = reverse("mine") + "-"
    found = []
    for name, label in names:
        url = reverse(name)
        found.append({"url": url, "label": label,
                      "here": "page" if here == url else
                      "true" if here.startswith(url) else ""})
    return found
