# SPDX-License-Identifier: Apache-2.0
"""Runs from Python: real documents, the real reader and classifier, a real
portal and web server; and how long what they borrow lives."""
from __future__ import annotations

import gc
import json
import sys
import weakref
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pytest
from blobs import Blobs
from stores import Store

import portailrse as rse

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
import rawpdf  # type: ignore[import-not-found]  # noqa: E402

SIREN = "356000000"
CLIMATE = "Nous avons réduit nos émissions de gaz à effet de serre de 12 %."
STAFF = "Chaque salarié a suivi deux jours de formation à la sécurité."
PDF: bytes = rawpdf.simple([CLIMATE, STAFF])


def portal_of() -> tuple[rse.Portal, rse.Session]:
    portal = rse.Portal(rse.Store(Store()), rse.Blob(Blobs()))
    session = portal.host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    return portal, session


def work(runs: rse.Runs, queue: rse.Queue) -> None:
    worker = rse.Worker(queue, drain=True)
    runs.teach(worker)
    worker.run()
    queue.send(runs.deliver, drain=True)


@pytest.mark.parametrize("backend", ["memory", "python"])
def test_a_document_of_a_portal_is_analysed(backend: str) -> None:
    queue = rse.Queue(rse.Store.memory() if backend == "memory"
                      else rse.Store(Store()))
    portal, session = portal_of()
    document, _ = session.upload(SIREN, PDF, kind="analyse", name="bilan.pdf")
    runs = rse.Runs(queue=queue, portal=portal)
    added = runs.add(document=document, siren=SIREN)
    assert added.is_new and runs.add(document=document, siren=SIREN).id \
        == added.id
    assert session.documents(SIREN)[0]["analyse_etat"] == "pending"
    work(runs, queue)
    row, = session.documents(SIREN)
    assert row["analyse_etat"] == "success"
    found = rse.Passages()
    found.add("", session.document_result(SIREN, document))
    assert [p.text for p in found] == [CLIMATE, STAFF]
    assert queue.result(added.id) == session.document_result(SIREN, document)
    assert runs.add(document=document,
                    siren=SIREN).state is rse.JobState.DONE


@pytest.fixture
def peer() -> Iterator[ThreadingHTTPServer]:
    """A server with a document, that remembers what it was told."""
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PDF)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            seen.append({name: value for name, (value,) in parse_qs(
                self.rfile.read(length).decode()).items()})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    seen: list[dict[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = seen  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_document_of_an_address_is_analysed_and_told(
        peer: ThreadingHTTPServer) -> None:
    url = f"http://127.0.0.1:{peer.server_port}"
    queue = rse.Queue(rse.Store.memory())
    runs = rse.Runs(
        queue=queue, keys=rse.WebhookKeys(rse.webhook_secret()),
        remote=rse.Remote(hosts=url, networks="127.0.0.1", hold_ms=-1))
    gc.collect()  # The runs alone hold remote and keys.
    with pytest.raises(rse.Denied):
        runs.add(url="https://elsewhere.example/a.pdf", document="doc-1")
    runs.add(url=f"{url}/a.pdf", document="doc-1", callback_url=f"{url}/told")
    work(runs, queue)
    seen: list[dict[str, str]] = peer.seen  # type: ignore[attr-defined]
    assert {told["document_id"] for told in seen} == {"doc-1"}
    assert seen[-1]["status"] == "success"
    assert CLIMATE in json.dumps(json.loads(seen[-1]["resultat_json"]),
                                 ensure_ascii=False)


class Topics:
    """A rse.ClassifierBackend that says what esrs-lite says."""

    def __init__(self) -> None:
        self.inner = rse.Classifier.esrs_lite()

    def describe(self) -> rse.ClassifierInfo:
        return self.inner.describe()

    def label(self, index: int) -> rse.LabelInfo:
        return self.inner.label(index)

    def classify(self, texts: Sequence[str]) -> Sequence[rse.Label]:
        return self.inner.classify(texts)


def test_what_runs_borrow_lives_as_long_as_they_do() -> None:
    portal, session = portal_of()
    document, _ = session.upload(SIREN, PDF, kind="analyse")
    backend = Topics()
    gone = weakref.ref(backend)
    queue = rse.Queue(rse.Store.memory())
    runs = rse.Runs(queue=queue, portal=portal, cache=rse.Cache.memory(0),
                    classifier=rse.Classifier(backend))
    runs.add(document=document, siren=SIREN)
    worker = rse.Worker(queue, drain=True)
    runs.teach(worker)
    deliver = runs.deliver
    runs.close()
    portal.close()
    del backend, portal, runs
    gc.collect()
    worker.run()
    assert queue.jobs()[0]["etat"] == "fini"
    with pytest.raises(ValueError, match="closed"):
        deliver(rse.QueueEvent(False, 1, 1, 0, 0, "a", "b", "", "c", "{}"))
    assert gone() is not None
    del worker, deliver
    gc.collect()
    assert gone() is None


def test_what_is_lent_is_not_given_away() -> None:
    queue, blob = rse.Queue(rse.Store.memory()), rse.Blob(Blobs())
    runs = rse.Runs(queue=queue, blob=blob)
    with pytest.raises(ValueError, match="was lent"):
        rse.Portal(rse.Store.memory(), blob)
    assert rse.Runs(queue=queue, blob=blob)
    blob.close()
    assert runs.add(blob="a", document="d").is_new


def test_what_a_refused_object_would_have_borrowed_is_free() -> None:
    blob = rse.Blob(Blobs())
    with pytest.raises(rse.Invalid):
        rse.Runs(queue=rse.Queue(rse.Store.memory()), blob=blob,
                 deadline_ms=-1)
    rse.Portal(rse.Store.memory(), blob)


def test_runs_need_a_queue() -> None:
    with pytest.raises(TypeError):
        rse.Runs()  # type: ignore[call-arg]
    with pytest.raises(rse.Invalid, match="queue"):
        rse.Runs(queue=None)  # type: ignore[arg-type]


def test_an_event_of_another_kind_has_nobody_to_be_told() -> None:
    queue = rse.Queue(rse.Store.memory())
    runs = rse.Runs(queue=queue)
    queue.add("essai")
    worker = rse.Worker(queue, drain=True)
    worker.handle("essai", lambda job: job.event("vu"))
    worker.run()
    queue.send(runs.deliver, drain=True)
    for wrong in (5, (1, 2)):
        with pytest.raises(TypeError):
            runs.deliver(wrong)  # type: ignore[arg-type]
