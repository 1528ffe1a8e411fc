# SPDX-License-Identifier: Apache-2.0
"""A Hub on this machine that answers as Hugging Face's does: the description
of a repository, files that are small (git's digest as ETag) or large (a
redirect to another host, with the SHA-256), ranges, codes of errors."""
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMMIT, OLDER = "1a" * 20, "2b" * 20
TOKEN = "hf_secretOfTheTests"
LARGE = 4096  # bytes from which a file is kept on the other host
PIECE = 65536


def git(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler, hub):
        super().__init__(("127.0.0.1", 0), handler)
        self.hub = hub
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.05,),
                         daemon=True).start()

    def handle_error(self, request, client_address):
        """Clients that die are part of the tests."""


class Hub:
    """What it holds, how it errs, and what it was asked."""

    def __init__(self):
        self.files = {
            "config.json": b'{"model_type": "camembert"}',
            "model.safetensors": bytes(range(256)) * 4096,  # 1 MiB
            "sentencepiece.bpe.model": b"pieces" * 1000,
            "tokenizer.json": b"{}",
            "pytorch_model.bin": b"a program",
            "README.md": b"# Model"}
        self.refs = {"main": COMMIT, "v1": OLDER, "refs/pr/3": COMMIT}
        self.name, self.renamed = "owner/model", None
        self.private = self.gated = False
        self.errors = []        # statuses of the next requests, None: well
        self.cdn_errors = []    # as above; "cut": half of it, then a reset
        self.error_headers = {}
        self.headers = {}       # beside those of every answer
        self.large_headers = {}  # instead of those of a large file
        self.ranges = True
        self.range_shift = 0
        self.elsewhere = None   # instead of the other host
        self.bytes = None       # instead of the file, on the other host
        self.hold = None        # an event that the other host waits for
        self.asked, self.cdn_asked = [], []
        self.lock = threading.Lock()
        self.cdn = Server(Cdn, self)
        self.server = Server(Front, self)
        self.url = self.server.url

    def close(self):
        if self.hold:
            self.hold.set()
        for server in (self.server, self.cdn):
            server.shutdown()
            server.server_close()

    def next_error(self, errors):
        with self.lock:
            return errors.pop(0) if errors else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    @property
    def hub(self):
        return self.server.hub

    def named(self):
        return {name.lower(): value for name, value in self.headers.items()}

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in (headers | self.hub.headers).items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fail(self, status, code=None):
        headers = dict(self.hub.error_headers)
        if code:
            headers |= {"X-Error-Code": code, "X-Error-Message": "no"}
        self.answer(status, b'{"error": "no"}', **headers)


class Front(Handler):
    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        hub, path = self.hub, urlsplit(self.path).path
        with hub.lock:
            hub.asked.append((self.command, self.path, self.named()))
        error = hub.next_error(hub.errors)
        if error == "reset":
            self.close_connection = True
            return None
        if error:
            return self.fail(error)
        if hub.renamed and hub.renamed in path:
            return self.answer(307, Location=self.path.replace(
                hub.renamed, hub.name))
        token = self.headers.get("Authorization")
        if hub.private and token != f"Bearer {TOKEN}":
            return self.fail(401, "RepoNotFound")
        for before, verb in (("/api/models/", "/revision/"),
                             ("/", "/resolve/")):
            start = f"{before}{hub.name}{verb}"
            if path.startswith(start):
                parts = path[len(start):].split("/", 1)
                commit = hub.refs.get(unquote(parts[0]), unquote(parts[0]))
                if commit not in (COMMIT, OLDER):
                    return self.fail(404, "RevisionNotFound")
                return (self.file(commit, parts[1]) if len(parts) > 1
                        else self.describe(commit))
        return self.fail(401, "RepoNotFound")

    def describe(self, commit):
        self.answer(200, json.dumps({
            "sha": commit, "gated": self.hub.gated, "private": False,
            "siblings": [{"rfilename": n} for n in self.hub.files]}).encode())

    def file(self, commit, name):
        hub = self.hub
        if hub.gated:
            return self.fail(403, "GatedRepo")
        if name not in hub.files:
            return self.fail(404, "EntryNotFound")
        data = hub.files[name]
        if len(data) < LARGE:
            return self.answer(200, data, X_Repo_Commit=commit,
                               ETag=f'W/"{git(data)}"')
        to = (hub.elsewhere or hub.cdn.url) + f"/{name}?signature=a%2Fb~c"
        headers = {"X-Linked-Etag": f'"{hashlib.sha256(data).hexdigest()}"',
                   "X-Linked-Size": str(len(data)), "Location": to,
                   "X-Repo-Commit": commit}
        return self.answer(302, **(headers | hub.large_headers))


class Cdn(Handler):
    def do_GET(self):
        hub = self.hub
        name = urlsplit(self.path).path.lstrip("/")
        with hub.lock:
            hub.cdn_asked.append((self.path, self.named()))
        error = hub.next_error(hub.cdn_errors)
        if isinstance(error, int):
            return self.fail(error)
        data, wanted = hub.files[name], self.headers.get("Range")
        whole = len(data)
        if hub.bytes is not None:
            data = hub.bytes
        if not wanted or not hub.ranges:
            return self.give(200, data, error)
        first = int(wanted.removeprefix("bytes=").rstrip("-"))
        if first >= whole:
            return self.answer(416, Content_Range=f"bytes */{whole}")
        first += hub.range_shift
        return self.give(206, data[first:], error, **{
            "Content-Range": f"bytes {first}-{whole - 1}/{whole}"})

    def give(self, status, data, error, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        if error == "short":  # ends well, but too early
            data = data[:len(data) // 2]
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        half = len(data) // 2
        self.wfile.write(data[:half])
        self.wfile.flush()
        if error == "cut":
            self.close_connection = True
            self.connection.close()
            return
        if self.hub.hold:
            self.hub.hold.wait(60)
        self.wfile.write(data[half:])
