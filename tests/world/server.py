# SPDX-License-Identifier: Apache-2.0
"""A small HTTP/1.1 loop: keep-alive, gzip, latency, a log, faults."""
import asyncio
import gzip
import socket
import struct
import time

from faults import commit
from message import Request, Response, head_of

MOST_HEAD, MOST_BODY = 64 * 1024, 4 * 1024 * 1024
KEPT = 20000  # answers kept, so that a crowd is served quickly
RST_AT_CLOSE = struct.pack("ii", 1, 0)


class Entry:
    """A request as it came in."""
    __slots__ = ("at", "method", "target", "head", "body", "status", "fault",
                 "peer")

    def as_dict(self):
        headers = [line.split(": ", 1) if ": " in line else [line, ""]
                   for line in self.head.decode("latin-1").split("\r\n")[1:]]
        return {"at": self.at, "method": self.method.decode("latin-1"),
                "target": self.target.decode("latin-1"), "headers": headers,
                "body": self.body.decode("latin-1"), "status": self.status,
                "fault": self.fault, "peer": self.peer}


def busiest(times, seconds):
    """The most requests in any window of this length; times ascend."""
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


class Connection(asyncio.Protocol):
    def __init__(self, service, listener):
        self.service, self.listener = service, listener
        self.buffer, self.busy, self.transport = b"", False, None
        self.closing = False

    def connection_made(self, transport):
        self.transport = transport
        self.listener.connections.add(self)
        self.service.connected += 1

    def connection_lost(self, error):
        self.listener.connections.discard(self)
        self.transport = None

    def data_received(self, data):
        self.buffer += data
        if not self.busy:
            self.next_request()

    def next_request(self):
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self.buffer) > MOST_HEAD:
                self.reply(Response(414, {"message": "too long"}), True)
            return
        head = self.buffer[:end]
        length = 0
        if b"ontent-" in head:
            length = self.length_of(head)
        if len(self.buffer) < end + 4 + length:
            return
        body = self.buffer[end + 4:end + 4 + length]
        self.buffer = self.buffer[end + 4 + length:]
        try:
            request = Request(head, body)
        except ValueError:
            self.reply(Response(400, {"message": "malformed"}), True)
            return
        self.busy = True
        self.closing = (request.header("Connection").lower() == "close"
                        or request.version == b"HTTP/1.0")
        self.service.take(self, request)

    @staticmethod
    def length_of(head):
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                text = line[15:].strip()
                return min(int(text), MOST_BODY) if text.isdigit() else 0
        return 0

    # --- Sending ---

    def reply(self, response, close=False, method=b"GET"):
        close = close or self.closing
        if method == b"HEAD":
            self.send(head_of(response, close=close))
        else:
            self.send(head_of(response, close=close) + response.body)
        self.done(close)

    def send(self, data):
        if self.transport:
            self.transport.write(data)

    def done(self, close=False):
        """The answer is out: the next request, or the end."""
        self.busy = False
        if not self.transport:
            return
        if close:
            self.transport.close()
        elif self.buffer:
            self.next_request()

    def reset(self):
        """Ends at once, so that the peer sees a reset."""
        if not self.transport:
            return
        raw = self.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST_AT_CLOSE)
        self.transport.abort()

    @property
    def open(self):
        return self.transport is not None and not self.transport.is_closing()


class Listener:
    """A port that leads to a service."""

    def __init__(self, service, tls=None, host="127.0.0.1"):
        self.service, self.tls, self.host = service, tls, host
        self.port, self.server, self.connections = 0, None, set()

    async def start(self):
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(
            lambda: Connection(self.service, self), self.host, self.port,
            ssl=self.tls, backlog=1024)
        self.port = self.server.sockets[0].getsockname()[1]

    def stop(self):
        """Nobody listens any more; those who are connected are cut off."""
        if self.server:
            self.server.close()
            self.server = None
        for connection in list(self.connections):
            connection.reset()

    @property
    def url(self):
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{self.host}:{self.port}"


class Service:
    """Answers, its log and what is wrong with it."""

    def __init__(self, world, name, answer, base=""):
        self.world, self.name, self.base = world, name, base
        self.answer, self.listeners = answer, []
        self.log, self.times, self.kept = [], [], {}
        self.connected = 0
        self.zipped = {}

    def forget(self):
        self.log, self.times, self.connected = [], [], 0
        self.kept, self.zipped = {}, {}

    def refuse(self):
        for listener in self.listeners:
            listener.stop()

    async def accept(self):
        for listener in self.listeners:
            if listener.server is None:
                await listener.start()

    # --- One request ---

    def take(self, connection, request):
        entry = self.write(connection, request)
        limit = self.world.settings.get(self.name + ".limit")
        response = (self.limited(limit) if limit else None) \
            or self.response_to(request)
        entry.status = response.status
        fault = self.world.faults.find(self.name, request)
        if fault:
            entry.fault = fault.kind
        late = self.world.settings["latency_ms"] / 1000
        if late:
            asyncio.get_running_loop().call_later(
                late, self.give, connection, request, response, fault)
        else:
            self.give(connection, request, response, fault)

    def give(self, connection, request, response, fault):
        if not connection.open:
            return
        if fault:
            commit(fault, connection, request, response, self)
            return
        if b"gzip" in request.headers.get(b"accept-encoding", b"") \
                and len(response.body) > 1024 and self.world.settings["gzip"]:
            response = self.packed(response)
        connection.reply(response, method=request.method)

    def write(self, connection, request):
        entry = Entry()
        entry.at = time.monotonic()
        entry.method, entry.target = request.method, request.target
        entry.head, entry.body = request.head, request.body
        entry.fault, entry.peer = None, connection.listener.port
        self.log.append(entry)
        self.times.append(entry.at)
        return entry

    def limited(self, limit):
        """429 when the last requests, this one too, are above the limit."""
        count, window_ms = limit
        since = self.times[-1] - window_ms / 1000
        if len(self.times) <= count or self.times[-1 - count] <= since:
            return None
        return self.world.error_of(self.name, 429, 1)

    def response_to(self, request):
        # An answer depends on the target, and on a key or a wanted type.
        key = (request.method, request.target,
               request.headers.get(b"x-insee-api-key-integration"),
               request.headers.get(b"accept"), request.body)
        response = self.kept.get(key)
        if response is None:
            response = self.answer(self.world, request)
            if self.world.settings["etag"] and response.status == 200:
                tag = f'"{hash(response.body) & 0xffffffff:08x}"'
                response = response.with_headers(("ETag", tag))
            if len(self.kept) < KEPT:
                self.kept[key] = response
        if self.world.settings["etag"] and response.status == 200:
            tag = dict(response.headers)["ETag"]
            if request.header("If-None-Match") == tag:
                return Response(304, b"", headers=[("ETag", tag)])
        return response

    def packed(self, response):
        body = self.zipped.get(response.body)
        if body is None:
            body = gzip.compress(response.body, 1, mtime=0)
            if len(self.zipped) < KEPT:
                self.zipped[response.body] = body
        packed = response.with_headers(("Content-Encoding", "gzip"),
                                       ("Vary", "Accept-Encoding"))
        packed.body = body
        return packed
