# SPDX-License-Identifier: Apache-2.0
"""The protocol of analyses from Python, as hosts use it; tests/protocol has
the attacks."""
import json
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import portailrse as rse

FORM = "application/x-www-form-urlencoded"
PDF = b"%PDF-1.7\n%%EOF\n"


class Clock:
    def __init__(self):
        self.ms = 1795737600000

    def now_ms(self):
        return self.ms

    monotonic_ms = now_ms


@pytest.fixture
def peer():
    """A server that remembers what it was told."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PDF)

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            seen.append((self.path, self.headers, self.rfile.read(length)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = seen
    server.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_run_from_its_beginning_to_its_end(peer):
    run = rse.callback_begin()
    keys = rse.WebhookKeys(rse.webhook_secret())
    remote = rse.Remote(hosts=peer.url, networks="127.0.0.1")
    kept = {"number": 0, "status": "", "job": "", "seen": ""}
    ends = []
    for number, (step, more) in enumerate((
            (rse.CallbackStep.STARTED, {}),
            (rse.CallbackStep.SPLIT, {"sentences": 12}),
            (rse.CallbackStep.SUCCESS, {"result": "{}"})), 1):
        body, told = rse.callback_write(step=step, document_id=run.id, **more)
        assert not told.too_large
        answer = remote.send(url=f"{peer.url}/{run.token}", body=body,
                             job="job", number=number, keys=keys)
        assert answer.http == 204
        path, headers, sent = peer.seen[-1]
        news = rse.Callback.receive(
            id=run.id, token_sha256=run.token_sha256, token=path[1:],
            content_type=headers["content-type"], keys=keys, body=sent,
            webhook_id=headers["webhook-id"],
            webhook_timestamp=headers["webhook-timestamp"],
            webhook_signature=headers["webhook-signature"], **kept).get()
        assert news.verdict == rse.CallbackVerdict.ACCEPTED
        kept = {name: getattr(news, name) for name in kept}
        ends.append(news.ends)
    assert (kept["status"], ends) == ("success", [False, False, True])


def test_a_forged_callback(peer):
    run = rse.callback_begin()
    with pytest.raises(rse.Denied, match="not signed"):
        rse.Callback.receive(
            id=run.id, token_sha256=run.token_sha256, token=run.token,
            content_type=FORM, body=f"document_id={run.id}&status=error")


def test_a_document(peer):
    remote = rse.Remote(hosts=peer.url, networks="127.0.0.1")
    document = remote.fetch(f"{peer.url}/a.pdf?sig=secret")
    path = Path(document.get().path)
    assert path.read_bytes() == PDF
    document.close()
    assert not path.exists()
    with pytest.raises(rse.Denied) as refused:
        remote.fetch("https://elsewhere.example/a.pdf?sig=secret")
    assert "secret" not in str(refused.value)


def test_documents_in_several_threads_at_once(peer):
    remote = rse.Remote(hosts=peer.url, networks="127.0.0.1")

    def fetch(number):
        document = remote.fetch(f"{peer.url}/{number}")
        return Path(document.get().path).read_bytes()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(fetch, range(40))) == {PDF}


def test_a_backend_in_python_does_not_ask_about_addresses():
    class Backend:
        def request(self, call):
            raise AssertionError(call)

    with pytest.raises(rse.Unsupported):
        rse.Remote(hosts="docs.example", http=rse.Http(Backend()))


def test_tokens_are_taken_back():
    gone = set()
    clock = Clock()
    tokens = rse.Jwt(secret="s" * 32, clock=clock,
                         revoked=lambda jti: jti in gone)
    token = tokens.issue("portail@example.org", 60)
    claims = json.loads(tokens.check(token))
    assert claims["sub"] == "portail@example.org"
    gone.add(claims["jti"])
    with pytest.raises(rse.Denied, match="taken back"):
        tokens.check(token)
    gone.clear()
    clock.ms += 60000
    with pytest.raises(rse.Expired):
        tokens.check(token)


def test_a_list_that_fails_takes_every_token_back(monkeypatch):
    told = []
    monkeypatch.setattr("sys.unraisablehook", told.append)

    def revoked(jti):
        raise OSError("the list is not there")

    tokens = rse.Jwt(secret="s" * 32, revoked=revoked)
    token = tokens.issue("somebody", 60)
    with pytest.raises(rse.Denied):
        tokens.check(token)
    assert len(told) == 1


def test_signatures_expire():
    clock = Clock()
    keys = rse.WebhookKeys(rse.webhook_secret(), clock=clock)
    sent = clock.ms // 1000
    headers = {"id": "job-1", "timestamp": str(sent),
               "signature": rse.webhook_sign(keys, "job-1", sent, "body")}
    rse.webhook_verify(keys, "body", **headers)
    clock.ms += 301000
    with pytest.raises(rse.Expired):
        rse.webhook_verify(keys, "body", **headers)
