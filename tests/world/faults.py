# SPDX-License-Identifier: Apache-2.0
"""What goes wrong on demand: rules that choose requests, and a table of what
is done to them."""
import asyncio
import functools
import random
import re
import zlib

from message import HTML, JSON, Response, head_of

STATUSES = (400, 401, 403, 404, 408, 409, 410, 422, 429, 500, 502, 503, 504)
PAGE = (b"<!DOCTYPE html><html><head><title>Maintenance</title></head>"
        b"<body><h1>Service en maintenance</h1></body></html>")
BOMB = 32 * 1024 * 1024
# Known keys with other types than they have.
OTHER = {"results": "none", "total_results": [], "data": 3, "count": {},
         "header": [], "uniteLegale": "x", "etablissement": 4,
         "unitesLegales": {}, "hydra:member": {"a": 1}, "member": 7,
         "hydra:totalItems": "many", "total_count": None, "records": True,
         "nhits": "0", "d\u00e9claration": [1], "entreprise": "x",
         "indicateurs": False}


class Fault:
    """A rule. `times` None: for good; `after`: requests let through first."""

    def __init__(self, rule, number):
        known = {"service", "path", "siren", "kind", "times", "percent",
                 "after", "seconds", "bytes", "retry_after", "url", "value"}
        unknown = set(rule) - known
        if unknown:
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        self.rule, self.number = rule, number
        self.service = rule.get("service", "*")
        self.path = re.compile(rule["path"]) if rule.get("path") else None
        self.siren = rule.get("siren", "").encode()
        self.kind = str(rule["kind"])
        self.left, self.after = rule.get("times"), rule.get("after", 0)
        self.percent = rule.get("percent")
        self.hits = 0
        if self.kind == "gzip_bomb":
            bomb_of(self.get("bytes", BOMB))  # costly: not while asked
        if self.kind not in KINDS:
            raise ValueError(f"no such kind: {self.kind}")

    def get(self, name, default):
        return self.rule.get(name, default)

    def concerns(self, service, request):
        if self.service not in ("*", service) or self.left == 0:
            return False
        if self.path and not self.path.search(
                request.target.decode("latin-1")):
            return False
        return not self.siren or self.siren in request.target

    def strikes(self, service, request, draw):
        if not self.concerns(service, request):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.percent is not None and draw.random() * 100 >= self.percent:
            return False
        if self.left is not None:
            self.left -= 1
        self.hits += 1
        return True

    def as_dict(self):
        return {**self.rule, "id": self.number, "hits": self.hits}


class Faults:
    """The rules; the first one that strikes counts."""

    def __init__(self, seed):
        self.seed = seed
        self.clear()

    def clear(self):
        self.rules, self.draw, self.last = [], random.Random(self.seed), 0

    def add(self, rule):
        if rule.get("kind") == "any":
            return [self.add({**rule, "kind": kind, "percent": share})[0]
                    for kind, share in shares(rule.get("percent", 100))]
        self.last += 1
        fault = Fault(rule, self.last)
        self.rules.append(fault)
        return [fault]

    def find(self, service, request):
        for fault in self.rules:
            if fault.kind != "refused" and fault.strikes(service, request,
                                                         self.draw):
                return fault
        return None


def shares(percent):
    """A share for each of the common kinds so that together, one after
    another, they strike this percentage of requests."""
    left = 1.0
    part = percent / 100 / len(COMMON)
    for kind in COMMON:
        yield kind, 100 * part / left
        left -= part


# --- What is done ---

def status(fault, connection, request, response, service):
    code = int(fault.kind.split("_")[0])
    after = None if fault.kind.endswith("_bare") else fault.get("retry_after",
                                                                1)
    connection.reply(service.world.error_of(service.name, code, after),
                     method=request.method)


def reset(fault, connection, *_):
    connection.reset()


def close(fault, connection, *_):
    connection.done(True)


def truncated(fault, connection, request, response, service):
    half = response.body[:len(response.body) // 2]
    connection.send(head_of(response) + half)
    asyncio.get_running_loop().call_later(0.02, connection.reset)


def truncated_chunked(fault, connection, request, response, service):
    chunked = response.with_headers(("Transfer-Encoding", "chunked"))
    half = response.body[:len(response.body) // 2]
    connection.send(head_of(chunked, -1) + b"%x\r\n" % len(half) + half
                    + b"\r\n")
    asyncio.get_running_loop().call_later(0.02, connection.done, True)


def short(fault, connection, request, response, service):
    """Ends inside the JSON, with the length that was announced."""
    connection.reply(changed(response, response.body[:len(response.body) // 2]
                             or b"{"))


def drip(connection, data, pause):
    if not connection.open or not data:
        connection.done()
        return
    connection.send(data[:1])
    asyncio.get_running_loop().call_later(pause, drip, connection, data[1:],
                                          pause)


def slow(fault, connection, request, response, service):
    """One byte after another: each arrives, the whole never does in time."""
    drip(connection, head_of(response) + response.body,
         fault.get("seconds", 0.1))


def late(fault, connection, request, response, service):
    asyncio.get_running_loop().call_later(
        fault.get("seconds", 1.0), lambda: connection.open
        and connection.reply(response, method=request.method))


def silent(fault, connection, *_):
    """The connection stays busy and nothing comes."""


def changed(response, body, kind=None, status_code=200):
    other = Response(status_code, body, kind or response.kind)
    return other


def body_fault(make, kind=None, status_code=200):
    def act(fault, connection, request, response, service):
        connection.reply(changed(response, make(fault, response), kind,
                                 status_code), method=request.method)
    return act


def invalid_json(fault, response):
    return b'{"results": [{"siren": 0' + response.body[:40] + b'}}]'


def given(fault, response):
    return fault.get("value", "").encode()


def wrong_encoding(fault, response):
    text = response.body.decode("utf-8", "replace")
    return (text.replace("{", '{"\u00e9t\u00e9": "\u00e9\u00e8", ', 1)
            .encode("latin-1", "replace"))


def nul_inside(fault, response):
    return response.body[:1] + b"\0" + response.body[1:]


def deep(fault, response):
    return b"[" * 200_000 + b"]" * 200_000


def other_siren(fault, response):
    """The right shape about somebody else."""
    wanted = fault.get("siren", "")
    other = fault.get("value", "123456782").encode()
    body = response.body
    numbers = [wanted.encode()] if wanted else re.findall(rb"\b\d{9}\b", body)
    for number in set(numbers):
        body = body.replace(number, other)
    return body


def flood(connection, piece, left):
    if not connection.open or left <= 0:
        connection.done(True)
        return
    transport = connection.transport
    if transport.get_write_buffer_size() < 4 * len(piece):
        connection.send(piece)
        left -= len(piece)
    asyncio.get_running_loop().call_later(0, flood, connection, piece, left)


def huge(fault, connection, request, response, service):
    """Announced or not, more than anybody wants."""
    many = fault.get("bytes", 256 * 1024 * 1024)
    opening = b'{"results": ["'
    connection.send(head_of(response, many + len(opening)) + opening)
    flood(connection, b"x" * 65536, many)


def huge_chunked(fault, connection, request, response, service):
    endless = response.with_headers(("Transfer-Encoding", "chunked"))
    connection.send(head_of(endless, -1))
    piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
    flood(connection, piece, fault.get("bytes", 256 * 1024 * 1024))


@functools.cache
def bomb_of(many):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    parts = [packer.compress(b'{"results": ["')]
    parts += [packer.compress(bytes(1048576)) for _ in range(many // 1048576)]
    return b"".join(parts) + packer.flush()


def gzip_bomb(fault, connection, request, response, service):
    bomb = changed(response, bomb_of(fault.get("bytes", BOMB)))
    bomb.headers.append(("Content-Encoding", "gzip"))
    connection.reply(bomb)


def bad_gzip(fault, connection, request, response, service):
    bad = changed(response, b"\x1f\x8b\x08\0" + response.body)
    bad.headers.append(("Content-Encoding", "gzip"))
    connection.reply(bad)


def redirect(default, code=302):
    def act(fault, connection, request, response, service):
        where = fault.get("url", default(service, request))
        connection.reply(Response(code, b"", HTML, [("Location", where)]))
    return act


def same_place(service, request):
    return request.target.decode("latin-1")


def elsewhere(service, request):
    return service.world.trap_url + request.target.decode("latin-1")


def raw(make):
    def act(fault, connection, request, response, service):
        connection.send(make(response))
        connection.done(True)
    return act


def bad_header(response):
    return (b"HTTP/1.1 200 OK\r\nContent-Type application/json\r\n"
            b": nothing\r\nContent-Length: -5\r\n\0: x\r\n\r\n"
            + response.body)


def many_headers(response):
    lines = b"".join(b"X-Filler-%d: %s\r\n" % (n, b"y" * 1000)
                     for n in range(2000))
    return b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n" + response.body


def not_http(response):
    return b"SSH-2.0-OpenSSH_9.2\r\n\x00\x01\x02"


def two_lengths(response):
    return (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            b"Content-Length: 2\r\nContent-Length: 9999\r\n\r\n{}")


KINDS = {
    **{str(code): status for code in STATUSES},
    "429_bare": status, "503_bare": status,
    "refused": None,  # the service's ports are shut, see control.py
    "reset": reset, "close": close, "silent": silent, "late": late,
    "truncated": truncated, "truncated_chunked": truncated_chunked,
    "short": short, "slow": slow,
    "invalid_json": body_fault(invalid_json),
    "wrong_schema": body_fault(lambda f, r: Response(200, OTHER).body),
    "other_schema": body_fault(lambda f, r: b'{"message": "ok"}'),
    "array": body_fault(lambda f, r: b"[]"),
    "null": body_fault(lambda f, r: b"null"),
    "empty_object": body_fault(lambda f, r: b"{}"),
    "html": body_fault(lambda f, r: PAGE, HTML),
    "body": body_fault(given),
    "empty": body_fault(lambda f, r: b""),
    "no_content": body_fault(lambda f, r: b"", JSON, 204),
    "latin1": body_fault(wrong_encoding),
    "nul": body_fault(nul_inside), "deep": body_fault(deep),
    "other_siren": body_fault(other_siren),
    "huge": huge, "huge_chunked": huge_chunked, "gzip_bomb": gzip_bomb,
    "bad_gzip": bad_gzip,
    "redirect_elsewhere": redirect(elsewhere),
    "redirect_metadata": redirect(
        lambda s, r: "http://169.254.169.254/latest/meta-data/"),
    "redirect_file": redirect(lambda s, r: "file:///etc/passwd"),
    "redirect_loop": redirect(same_place, 301),
    "bad_header": raw(bad_header), "many_headers": raw(many_headers),
    "not_http": raw(not_http), "two_lengths": raw(two_lengths)}
# What really happens to services; "any" draws among them.
COMMON = ("429", "500", "502", "503", "reset", "close", "truncated", "short",
          "invalid_json", "wrong_schema", "html", "empty", "403", "401",
          "latin1", "truncated_chunked")


def commit(fault, connection, request, response, service):
    KINDS[fault.kind](fault, connection, request, response, service)
