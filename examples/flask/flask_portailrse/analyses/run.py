# SPDX-License-Identifier: Apache-2.0
"""A run as its caller sees it."""
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import portailrse as rse

from ..problems import Problem
from .kinds import NO_RUN

_STATES = {"pret": "ready", "attente": "waiting", "en_cours": "running",
           "fini": "done", "echoue": "failed", "annule": "canceled"}
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


def tell(job: Row, events: Sequence[Row]) -> dict[str, Any]:
    """All that is told of a run but its result."""
    order = json.loads(job["charge"])
    return {
        "id": job["id"], "document_id": order["document"],
        "name": order["name"], "state": state(job),
        "status": _status(job, events),
        "progress": {"done": job["fait"], "total": job["total"],
                     "stage": job["mot"]},
        "failures": job["echecs"], "error": _error(job),
        "asked_at": _moment(job["cree_le"]),
        "ended_at": _moment(job["fini_le"]),
        "events": [_event(each) for each in events]}


def _status(job: Row, events: Sequence[Row]) -> str:
    """What this pass has said last; a retry begins another."""
    said = [each["genre"] for each in events
            if each["passage"] == job["passage"]]
    return _STATUSES[said[-1]] if said else "pending"


def _event(row: Row) -> dict[str, Any]:
    return {"number": row["numero"], "kind": row["genre"],
            "body": json.loads(row["corps"]), "at": _moment(row["cree_le"]),
            "delivered_at": _moment(row["livre_le"])}


def _error(job: Row) -> dict[str, Any] | None:
    return {"code": job["erreur"], "message": job["message"]} \
        if job["erreur"] else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
