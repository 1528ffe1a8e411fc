# SPDX-License-Identifier: Apache-2.0
"""The daily task."""

from __future__ import annotations

from typing import Any

from ... import engine
from ..telling import Command as Telling


class Command(Telling):
    help = ("Removes what had its time: documents, blobs that nobody needs, "
            "invitations, tokens, rights. Run it once a day.")

    def work(self, **options: Any) -> str:
        tidied = engine.portal().host("portailrse_tidy").tidy()
        counts = {name: count for name, count in tidied._asdict().items()
                  if isinstance(count, int)}
        return "removed: " + ", ".join(f"{count} {name}"
                                       for name, count in counts.items())
