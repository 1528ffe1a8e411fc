# SPDX-License-Identifier: Apache-2.0
"""Answers and statuses in words. What an obligation is called, and why it
applies, is the pack's to say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import portailrse as rse

ANSWERS = {
    rse.Answer.NOT_SUBJECT: _("Not subject"),
    rse.Answer.SUBJECT: _("Subject"),
    rse.Answer.UNKNOWN: _("Not known yet"),
    rse.Answer.RECOMMENDED: _("Recommended"),
    rse.Answer.INSUFFICIENT: _("Not enough facts"),
}

STATUSES = {
    rse.Compliance.TO_UPDATE: _("To update"),
    rse.Compliance.IN_PROGRESS: _("In progress"),
    rse.Compliance.UP_TO_DATE: _("Up to date"),
    rse.Compliance.NOT_FOLLOWED: _("Subject"),
    rse.Compliance.NOT_CONCERNED: _("Not subject"),
    rse.Compliance.ADVISED: _("Recommended"),
    rse.Compliance.UNDECIDED: _("Not known yet"),
}

SHAPES = {
    rse.Compliance.TO_UPDATE: "!",
    rse.Compliance.IN_PROGRESS: "…",
    rse.Compliance.UP_TO_DATE: "✓",
    rse.Compliance.NOT_FOLLOWED: "•",
    rse.Compliance.NOT_CONCERNED: "–",
    rse.Compliance.ADVISED: "☆",
    rse.Compliance.UNDECIDED: "?",
}
"""Beside the words, so that nothing is told by colour alone."""

LAW = {
    0: pgettext_lazy("law", "in force"),
    1: pgettext_lazy("law", "adopted"),
    2: pgettext_lazy("law", "draft"),
}
