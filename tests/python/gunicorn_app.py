# SPDX-License-Identifier: Apache-2.0
"""A WSGI application for tests: rules that are loaded before the fork, and a
portal in SQLite that each process opens for itself."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import portailrse as rse

SIREN = "356000000"
pack = rse.Pack.load("fr-rse")
pack.evaluate({"effectif": 60}, date="2026-11-27")  # also before the fork


@cache
def portal() -> rse.Portal:
    """The portal of this process, which its threads share."""
    return rse.Portal(rse.Store.open(os.environ["PORTAL"]))


def app(environ: dict[str, Any],
        start_response: Callable[..., object]) -> Iterable[bytes]:
    effectif = int(environ["QUERY_STRING"])
    verdicts = pack.evaluate({"effectif": effectif}, date="2026-11-27")
    with portal().host("wsgi") as session:
        version = session.company_save(siren=SIREN, denomination="La Poste")
        read = session.company(SIREN).version
    assert read >= version
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{verdicts['bdese'].answer.name} {os.getpid()}".encode()]
