# SPDX-License-Identifier: Apache-2.0
"""An inference endpoint on this machine. What it says of a sentence comes out
of the sentence's digest: the same each time."""
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "hf_secretOfTheTests"
LABELS = ["E1", "E2", "E3", "E4", "E5", "G1", "S1", "S2", "S3", "S4",
          "Non ESRS"]


def scores(text, count):
    """Shares that are 1 together, none like another."""
    digest = hashlib.sha256(text.encode()).digest()
    parts = [(digest[i % 32] + 1) * (1 + i / 1000) for i in range(count)]
    return [part / sum(parts) for part in parts]


class Endpoint:
    """How it answers, and what it was asked."""

    def __init__(self, labels=None):
        self.labels = labels or LABELS
        self.nested = True
        self.most = None        # labels of an answer; None: as many as asked
        self.errors = []        # of the next requests: a status, a body, ...
        self.error_headers = {}
        self.error_body = None
        self.late = 0           # seconds before each answer
        self.answer = None      # instead of what it would say
        self.texts, self.bodies, self.headers = [], [], []
        self.under_way = self.most_under_way = 0
        self.lock = threading.Lock()
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_POST(self):
                endpoint.handle(self)

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, request, client_address):
                """Clients that go away are part of the tests."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = (f"http://127.0.0.1:{self.server.server_address[1]}"
                    "/models/owner/model")
        threading.Thread(target=self.server.serve_forever, args=(0.05,),
                         daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def handle(self, it):
        length = int(it.headers["Content-Length"])
        body = json.loads(it.rfile.read(length))
        with self.lock:
            self.texts.append(body["inputs"])
            self.bodies.append(body)
            self.headers.append({k.lower(): v for k, v in it.headers.items()})
            error = self.errors.pop(0) if self.errors else None
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
        if self.late:
            time.sleep(self.late)
        with self.lock:
            self.under_way -= 1
        if error == "reset":
            it.close_connection = True
            it.connection.close()
        elif error:
            told = self.error_body
            if told is None:
                told = json.dumps({"error": "no: " + body["inputs"]})
            self.give(it, error, told, **self.error_headers)
        elif self.answer is not None:
            self.give(it, 200, self.answer)
        else:
            self.give(it, 200, json.dumps(self.says(body)))

    def says(self, body):
        rows = [{"label": name, "score": score} for name, score in
                zip(self.labels, scores(body["inputs"], len(self.labels)),
                    strict=True)]
        rows.sort(key=lambda row: -row["score"])
        rows = rows[:self.most or body["parameters"]["top_k"]]
        return [rows] if self.nested else rows

    @staticmethod
    def give(it, status, text, **headers):
        data = text.encode()
        it.send_response(status)
        it.send_header("Content-Type", "application/json")
        it.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            it.send_header(name.replace("_", "-"), value)
        it.end_headers()
        it.wfile.write(data)
