# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy that a test can cut: frozen, nothing passes any more, but nobody
hears of it; dropped, every connection is reset."""
import select
import socket
import struct
import threading
import time


class Proxy:
    def __init__(self, port):
        self.target = ('127.0.0.1', port)
        self.pairs = []
        self.lost = []
        self.frozen = threading.Event()
        self.closing = False
        self.listener = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.closing = True
        self.listener.close()
        self.pairs += self.lost
        self.drop()

    def freeze(self):
        self.frozen.set()

    def thaw(self):
        """What was frozen stays so: its packets are lost."""
        self.lost += self.pairs
        self.pairs = []
        self.frozen.clear()

    def drop(self):
        pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                try:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                   struct.pack('ii', 1, 0))
                    end.close()
                except OSError:
                    pass

    def _accept(self):
        while not self.closing:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self.target)
            except OSError:
                near.close()
                continue
            pair = (near, far)
            self.pairs.append(pair)
            threading.Thread(target=self._carry, args=pair,
                             daemon=True).start()

    def _carry(self, near, far):
        other = {near: far, far: near}
        was_frozen = False
        while True:
            try:
                ready = select.select([near, far], [], [], 0.2)[0]
                was_frozen |= self.frozen.is_set()
                if was_frozen:
                    # Neither end hears anything again.
                    time.sleep(0.2)
                    continue
                for end in ready:
                    data = end.recv(65536)
                    if not data:
                        raise OSError
                    other[end].sendall(data)
            except (OSError, ValueError):
                near.close()
                far.close()
                return
