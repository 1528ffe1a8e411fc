# SPDX-License-Identifier: Apache-2.0
"""The daily task."""

from __future__ import annotations

from typing import Any

from ... import engine
from ...conf import configuration
from ..telling import Command as Telling


DAYS = 90
"""Of an analysis that has ended: its document keeps what was found."""


class Command(Telling):
    help = ("Removes what had its time: documents, blobs that nobody needs, "
            "invitations, tokens, rights, analyses that ended long ago. Run "
            "it once a day.")

    def work(self, **options: Any) -> str:
        tidied = engine.portal().host("portailrse_tidy").tidy()
        counts = {name: count for name, count in tidied._asdict().items()
                  if isinstance(count, int)}
        if configuration().QUEUE:
            counts["analyses"] = engine.queue().tidy(DAYS)
        return "removed: " + ", ".join(f"{count} {name}"
                                       for name, count in counts.items())
