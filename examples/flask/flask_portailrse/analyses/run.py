# SPDX-License-Identifier: Apache-2.0
"""A run as its caller sees it."""
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import portailrse as rse

from .kinds import NO_RUN
from ..problems import Problem

_STATES = {"pret": "ready", "attente": "waiting", "en_cours": "running",
           "fini": "done", "echoue": "failed", "annule": "canceled"}
ENDED = ("done", "failed", "canceled")
STATES = tuple(_STATES.values())

# What the protocol calls it once an event has said so.
_STATUSES = {"commence": "processing", "ouvert": "processing",
             "decoupe": "text_processed", "classe": "analysis_complete",
             "sans_phrase": "analysis_complete", "fini": "success",
             "echoue": "error", "annule": "error"}
STATUSES = ("pending", *dict.fromkeys(_STATUSES.values()))

Row = Mapping[str, Any]


def find(queue: rse.Queue, run: str, owner: str) -> Row:
    """The job of a run. Another's is not told from one that is not there."""
    try:
        job: Row = queue.job(run)
    except (rse.NotFound, rse.ParseError) as wrong:
        raise Problem(NO_RUN) from wrong
    if job["siren"] != owner or job["genre"] != "analyse":
        raise Problem(NO_RUN)
    return job


def state(job: Row) -> str:
    return _STATES[job["etat"]]


def tell(job: Row, events: Iterable[Row]) -> dict[str, Any]:
    """All that is told of a run but its result."""
    order = json.loads(job["charge"])
    told = [_event(each) for each in events]
    return {
        "id": job["id"], "document_id": order["document"],
        "name": order["name"], "state": state(job), "status": _status(told),
        "progress": {"done": job["fait"], "total": job["total"],
                     "stage": job["mot"]},
        "failures": job["echecs"], "error": _error(job),
        "asked_at": _moment(job["cree_le"]),
        "ended_at": _moment(job["fini_le"]), "events": told}


def _event(row: Row) -> dict[str, Any]:
    return {"number": row["numero"], "kind": row["genre"],
            "body": json.loads(row["corps"]), "at": _moment(row["cree_le"]),
            "delivered_at": _moment(row["livre_le"])}


def _status(events: list[dict[str, Any]]) -> str:
    return _STATUSES[events[-1]["kind"]] if events else "pending"


def _error(job: Row) -> dict[str, Any] | None:
    return {"code": job["erreur"], "message": job["message"]} \
        if job["erreur"] else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
