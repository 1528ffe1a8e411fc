#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""crash.py CLIENT: kill -9 of a client, then of the server (with flushing on),
again and again while rows are written. PRSE_FULL=1 for more points."""
import os
import random
import signal
import sys
import time

from clients import Client, Postgres, check_pairs, stop, wait_for_the_dead

FULL = 'PRSE_FULL' in os.environ
CLIENT_KILLS = 200 if FULL else 100
SERVER_KILLS = 200 if FULL else 60


def kill_clients(server, program, url, chance):
    for _ in range(CLIENT_KILLS):
        client = Client(program, url, threads=4)
        client.wait_for_acks(1)
        time.sleep(chance.uniform(0, 0.04))
        client.kill()
        wait_for_the_dead(server)
        check_pairs(server, client)


def kill_servers(server, program, url, chance):
    client = Client(program, url, threads=4)
    for _ in range(SERVER_KILLS):
        client.wait_for_acks(1)
        time.sleep(chance.uniform(0, 0.2))
        server.kill()
        acked = dict(client.acked)
        server.start()
        client.wait_for_acks(4)
        assert all(client.acked[pair] >= acked[pair] for pair in acked)
    client.kill()
    check_pairs(server, client)
    return client


def main(program):
    signal.signal(signal.SIGTERM, stop)
    seed = int.from_bytes(os.urandom(4), 'big')
    chance = random.Random(seed)
    print(f'seed {seed}', flush=True)
    with Postgres(fsync=True) as server:
        url = server.database('essai')
        begun = time.monotonic()
        kill_clients(server, program, url, chance)
        print(f'{CLIENT_KILLS} kills of a client: '
              f'{time.monotonic() - begun:.1f} s', flush=True)
        begun = time.monotonic()
        client = kill_servers(server, program, url, chance)
        doubts = sum(failure[1] != '0' for failure in client.failures)
        print(f'{SERVER_KILLS} kills of the server: '
              f'{time.monotonic() - begun:.1f} s, {client.acks} writes, '
              f'{len(client.failures)} failures, {doubts} in doubt')


if __name__ == '__main__':
    main(sys.argv[1])
