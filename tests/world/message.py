# SPDX-License-Identifier: Apache-2.0
"""Requests that came in, answers that go out."""
import json
from urllib.parse import parse_qsl, unquote

REASONS = {200: "OK", 204: "No Content", 301: "Moved Permanently",
           302: "Found", 304: "Not Modified", 308: "Permanent Redirect",
           400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
           404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
           408: "Request Timeout", 414: "URI Too Long",
           422: "Unprocessable Entity", 429: "Too Many Requests",
           500: "Internal Server Error", 502: "Bad Gateway",
           503: "Service Unavailable", 504: "Gateway Timeout"}
JSON = "application/json"
HTML = "text/html; charset=utf-8"


class Request:
    """The target stays in bytes, as it was on the wire."""

    def __init__(self, head, body=b""):
        line, _, rest = head.partition(b"\r\n")
        self.method, self.target, self.version = line.split(b" ", 2)
        self.headers = {}
        for header in rest.split(b"\r\n"):
            name, _, value = header.partition(b":")
            self.headers[name.strip().lower()] = value.strip()
        self.head, self.body = head, body
        path, _, query = self.target.partition(b"?")
        self.path = unquote(path.decode("latin-1"), errors="replace")
        self._query, self._parameters = query, None

    def header(self, name):
        return self.headers.get(name.lower().encode(), b"").decode("latin-1")

    @property
    def parameters(self):
        """Query and form, last value first seen wins; blanks are kept."""
        if self._parameters is None:
            text = self._query.decode("latin-1")
            pairs = parse_qsl(text, keep_blank_values=True, errors="replace")
            if self.body:
                pairs += parse_qsl(self.body.decode("utf-8", "replace"),
                                   keep_blank_values=True)
            self._parameters = dict(pairs)
        return self._parameters

    def get(self, name, default=None):
        return self.parameters.get(name, default)


class Response:
    def __init__(self, status, body=b"", kind=JSON, headers=()):
        self.status, self.kind = status, kind
        self.body = body if isinstance(body, bytes) else encode(body)
        self.headers = list(headers)

    def copy(self):
        return Response(self.status, self.body, self.kind, self.headers)

    def with_headers(self, *headers):
        more = self.copy()
        more.headers += headers
        return more


def encode(value):
    """Compact JSON; text as it is."""
    if isinstance(value, str):
        return value.encode()
    return json.dumps(value, ensure_ascii=False,
                      separators=(",", ":")).encode()


def head_of(response, length=None, close=False):
    """Status line and headers."""
    length = len(response.body) if length is None else length
    lines = [f"HTTP/1.1 {response.status} "
             f"{REASONS.get(response.status, 'Unknown')}",
             f"Content-Type: {response.kind}"]
    if length >= 0:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in response.headers]
    if close:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8",
                                                    "surrogateescape")
