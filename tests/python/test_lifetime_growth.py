# SPDX-License-Identifier: Apache-2.0
"""70,000 rounds of everything that crosses between C and Python, and the
process is no larger."""
from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from blobs import Blobs
from stores import Store
from test_backends_world import SIREN as KNOWN
from test_backends_world import Directory

import portailrse as rse

pytestmark = pytest.mark.core

SIREN, DAY = "356000000", "2026-11-27"
ROUNDS, WARM, ALLOWED_KB = 10_000, 2_000, 1_500


def resident_kb() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def evaluate() -> Callable[[], object]:
    pack = rse.Pack.load("fr-rse")

    def once() -> None:
        verdicts = pack.evaluate({"effectif": "50..249"}, date=DAY)
        for verdict in verdicts:
            assert verdict.id
        assert verdicts["bdese"].reason
    return once


def facts() -> Callable[[], object]:
    pack = rse.Pack.load("fr-rse")

    def once() -> None:
        made = rse.Facts(pack, {"effectif": 60, "est_cotee": True})
        made["effectif"] = "50..249"
        with pytest.raises(ValueError):
            made["effectif"] = "many"
        made.close()
    return once


def store() -> Callable[[], object]:
    session = rse.Portal(rse.Store(Store())).host("tests")

    def once() -> None:
        session.company(SIREN)
        with pytest.raises(rse.NotFound):
            session.company("552032534")
    session.company_save(siren=SIREN, denomination="La Poste")
    return once


def errors() -> Callable[[], object]:
    backend = Store()
    session = rse.Portal(rse.Store(backend)).host("tests")

    def begin(*given: object) -> object:
        raise LookupError("no store today")
    backend.begin = begin  # type: ignore[method-assign, assignment]

    def once() -> None:
        with pytest.raises(LookupError):
            session.company(SIREN)
        with pytest.raises(rse.ParseError):
            rse.read_number("356 000 000 x")
    return once


def blobs() -> Callable[[], object]:
    kept = Blobs()
    session = rse.Portal(rse.Store(Store()), rse.Blob(kept)).host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    document, _ = session.upload(SIREN, b"%PDF-1.4\n%%EOF\n", kind="analyse")
    return lambda: session.document_read(SIREN, document)


def requests() -> Callable[[], object]:
    class Forgetting:
        def get(self, key: str) -> None:
            return None

        def put(self, key: str, value: bytes, until: float) -> None:
            pass

    def once() -> None:
        directory = Directory()
        services = rse.Services(http=rse.Http(directory),
                                cache=rse.Cache(Forgetting()))
        assert services.find(KNOWN).unit.siren == KNOWN
    return once


def jobs() -> Callable[[], object]:
    queue = rse.Queue(rse.Store.memory())
    kept: list[rse.Job] = []

    def run(job: rse.Job) -> None:
        kept[:] = [job]
        job.progress(1, 2, "lecture")
        job.stage_save("texte", b"a")
        if not job.payload:
            raise rse.Canceled("told by nobody")
        job.result(job.payload)

    def once() -> None:
        queue.add_all([rse.JobRequest(kind="essai", payload=payload,
                                      attempts=1) for payload in ("", "1")])
        worker = rse.Worker(queue, drain=True, told=lambda *_: None)
        worker.handle("essai", run)
        worker.run()
        with pytest.raises(rse.Invalid):
            kept[0].progress(1)
        queue.send(lambda event: None, drain=True)
        queue.tidy(0)
    return once


@pytest.mark.parametrize("make", [evaluate, facts, store, errors, blobs,
                                  requests, jobs])
def test_nothing_grows(make: Callable[[], Callable[[], object]]) -> None:
    once = make()
    for _ in range(WARM):
        once()
    gc.collect()
    before = resident_kb()
    for _ in range(ROUNDS):
        once()
    gc.collect()
    assert resident_kb() - before <= ALLOWED_KB
