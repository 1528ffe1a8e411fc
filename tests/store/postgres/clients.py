# SPDX-License-Identifier: Apache-2.0
"""Runs the program client and keeps what it says."""
import os
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', '..', 'servers'))
from postgres import Postgres  # for those who import this


def stop(number, _frame):
    sys.exit(128 + number)


class Client:
    def __init__(self, program, url, threads, deadline_ms=5000):
        self.acked = {}   # pair: its highest count
        self.failures = []
        self.wrong = []
        self.acks = 0
        self.process = subprocess.Popen(
            [program, str(threads), str(deadline_ms)], text=True,
            stdout=subprocess.PIPE,
            env={**os.environ, 'PRSE_POSTGRES_URL': url})
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            kind, _, rest = line.strip().partition(' ')
            if kind == 'ack':
                pair, count = map(int, rest.split())
                self.acked[pair] = max(count, self.acked.get(pair, 0))
                self.acks += 1
            elif kind == 'fail':
                self.failures.append(rest.split(' ', 4))
            else:
                self.wrong.append(line.strip())

    def wait_for_acks(self, more, seconds=30):
        """Until so many more writes were acknowledged."""
        wanted = self.acks + more
        until = time.monotonic() + seconds
        while self.acks < wanted:
            if time.monotonic() > until or self.process.poll() is not None:
                raise AssertionError(f'no more than {self.acks} writes: '
                                     f'{self.failures[-3:]} {self.wrong}')
            time.sleep(0.002)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()


def wait_for_the_dead(server, seconds=30):
    """Until the server has ended what killed clients had begun: a commit that
    was under way may still be kept, and nobody was told of it."""
    until = time.monotonic() + seconds
    while server.sql("SELECT 1 FROM pg_stat_activity WHERE datname = 'essai'"
                     ' AND pid <> pg_backend_pid()', database='essai'):
        if time.monotonic() > until:
            raise AssertionError('a killed client is still connected')
        time.sleep(0.005)


def check_pairs(server, client):
    """Every acknowledged write is there, none half."""
    rows = server.sql('SELECT id, count, again, version FROM'
                      ' portailrse.counters ORDER BY id', database='essai')
    held = {int(row[0]): [int(cell) for cell in row[1:]] for row in rows}
    for identity, cells in held.items():
        twin = held.get(identity ^ 1)
        if len(set(cells)) != 1 or twin != cells:
            raise AssertionError(f'row {identity} is half: {cells}, {twin}')
    for pair, count in client.acked.items():
        there = held.get(2 * pair, [0])[0]
        if there < count:
            raise AssertionError(f'pair {pair}: {count} was acknowledged, '
                                 f'{there} is there')
    if client.wrong:
        raise AssertionError(client.wrong)
