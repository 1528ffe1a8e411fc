# SPDX-License-Identifier: Apache-2.0
"""The tables of the store, and those of the queue."""

from __future__ import annotations

import portailrse as rse

from . import engine
from .conf import configuration


def plan() -> list[str]:
    """What is to be done for the tables to be of the library's version."""
    with rse.Store(engine.store()) as store:
        return store.plan(rse.portal_schema()).splitlines()


def migrate() -> list[str]:
    """Does it, all or nothing; tells what was done."""
    with rse.Store(engine.store()) as store:
        return _brought(store, rse.portal_schema())


def plan_queue() -> list[str]:
    """The same of the queue; nothing where there is none."""
    if configuration().QUEUE is None:
        return []
    with engine.queue_store() as store:
        return store.plan(rse.queue_schema()).splitlines()


def migrate_queue() -> list[str]:
    if configuration().QUEUE is None:
        return []
    with engine.queue_store() as store:
        return _brought(store, rse.queue_schema())


def _brought(store: rse.Store, schema: object) -> list[str]:
    steps = store.plan(schema).splitlines()
    if steps:
        store.migrate(schema)
    return steps
