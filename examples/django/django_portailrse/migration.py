# SPDX-License-Identifier: Apache-2.0
"""The tables of the store."""

from __future__ import annotations

import portailrse as rse

from . import engine


def plan() -> list[str]:
    """What is to be done for the tables to be of the library's version."""
    with rse.Store(engine.store()) as store:
        return store.plan(rse.portal_schema()).splitlines()


def migrate() -> list[str]:
    """Does it, all or nothing; tells what was done."""
    with rse.Store(engine.store()) as store:
        steps = store.plan(rse.portal_schema()).splitlines()
        if steps:
            store.migrate(rse.portal_schema())
    return steps
