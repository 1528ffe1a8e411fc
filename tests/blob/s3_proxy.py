# SPDX-License-Identifier: Apache-2.0
"""Between a client and a server, and in the way: each rule strikes the first
requests that it fits, as often as it says. Also a forward proxy, for hosts that
no name server knows."""
import http.client
import re
import socket
import struct
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOW_DOWN = (b'<?xml version="1.0"?><Error><Code>SlowDown</Code>'
             b'<Message>Reduce your request rate.</Message></Error>')
INTERNAL = (b'<?xml version="1.0"?><Error><Code>InternalError</Code>'
            b'<Message>We failed.</Message></Error>')


class Rule:
    """`what`: see Handler. `path`: found somewhere in method and path."""

    def __init__(self, what, path='', times=1, **more):
        self.what, self.path, self.left, self.more = what, path, times, more


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True

    def log_message(self, *ignored):
        pass

    def serve(self):
        if self.path.startswith('http://'):
            parts = urllib.parse.urlsplit(self.path)
            self.path = parts.path + ('?' + parts.query if parts.query else '')
        rule = self.server.rule_for(f'{self.command} {self.path}')
        self.more = rule.more if rule else {}
        strike = getattr(self, 'do_' + rule.what) if rule else None
        length = int(self.headers.get('content-length') or 0)
        if rule and rule.what == 'half_taken':
            self.rfile.read(length // 2)
            self.reset()
            return
        self.body = self.rfile.read(length)
        if strike:
            strike()
        else:
            self.answer(*self.forward())

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = serve

    # --- what a rule may do

    def do_refuse(self):
        self.answer(self.more.get('status', 503),
                    {'content-type': 'application/xml',
                     **self.more.get('headers', {})},
                    self.more.get('body', SLOW_DOWN))

    def do_lost(self):
        """The server hears it, the client hears nothing."""
        self.forward()
        self.reset()

    def do_half_given(self):
        status, headers, body = self.forward()
        self.answer(status, headers, body, len(body) // 2)
        self.close_connection = True

    def do_slow(self):
        time.sleep(self.more['seconds'])
        self.answer(*self.forward())

    def do_change(self):
        """The answer as it came, but for some headers."""
        status, headers, body = self.forward()
        self.answer(status, {**headers, **self.more['headers']}, body)

    def do_half_taken(self):
        raise AssertionError

    # --- the usual way

    def forward(self):
        server = http.client.HTTPConnection('127.0.0.1', self.server.target,
                                            timeout=60)
        headers = {name: value for name, value in self.headers.items()
                   if name.lower() not in ('connection', 'proxy-connection')}
        try:
            server.request(self.command, self.path, self.body, headers)
            answer = server.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            server.close()

    def answer(self, status, headers, body, length=None):
        headers = {name.lower(): value for name, value in headers.items()}
        headers.pop('transfer-encoding', None)
        if self.command != 'HEAD':
            headers['content-length'] = str(len(body))
        try:
            self.send_response_only(status)
            for name, value in headers.items():
                if value is not None:
                    self.send_header(name, value)
            self.end_headers()
            if self.command != 'HEAD':
                self.wfile.write(body[:length])
        except OSError:
            self.close_connection = True

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                   struct.pack('ii', 1, 0))
        self.connection.close()
        self.close_connection = True
        self.rfile = self.wfile = open('/dev/null', 'wb')


class Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, target):
        super().__init__(('127.0.0.1', 0), Handler)
        self.target = target
        self.lock = threading.Lock()
        self.rules = []
        self.seen = []

    def rule_for(self, line):
        with self.lock:
            self.seen.append(line)
            for rule in self.rules:
                if rule.left > 0 and re.search(rule.path, line):
                    rule.left -= 1
                    return rule
        return None

    def handle_error(self, *ignored):
        pass

    def strike(self, *rules):
        with self.lock:
            self.rules = list(rules)
            self.seen = []

    @property
    def url(self):
        return f'http://127.0.0.1:{self.server_port}'

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *ignored):
        self.shutdown()
        self.server_close()
