#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""outage.py CLIENT: the network is cut in transactions, the server restarts
under load, sessions are ended: errors are clear and come in time (the client
checks that), and the pool recovers by itself."""
import signal
import sys
import time

from clients import Client, Postgres, check_pairs, stop
from proxy import Proxy

DEADLINE_MS = 1000
# What a session that was cut off holds is free after this: the server's limit
# for idle transactions.
HELD_S = 5


def drop(_server, proxy):
    proxy.drop()


def freeze(_server, proxy):
    proxy.freeze()
    time.sleep(2.5)
    proxy.thaw()


def restart(server, _proxy):
    server.stop()
    time.sleep(0.5)
    server.start()


def crash(server, _proxy):
    server.kill()
    time.sleep(0.5)
    server.start()


def end_sessions(server, _proxy):
    server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
               " application_name = 'portailrse'")


def become_read_only(server, proxy):
    server.sql("ALTER DATABASE essai SET default_transaction_read_only = on")
    end_sessions(server, proxy)
    time.sleep(0.5)
    server.sql("ALTER DATABASE essai RESET default_transaction_read_only")
    end_sessions(server, proxy)


OUTAGES = ((drop, 10), (end_sessions, 10), (restart, 3), (crash, 3),
           (become_read_only, 2), (freeze, 2))


def words_of(failures):
    return sorted({f'{failure[2]}: {failure[0]}: {failure[4]}' for failure in failures})


def main(program):
    signal.signal(signal.SIGTERM, stop)
    with Postgres() as server, Proxy(0) as proxy:
        server.database('essai')
        proxy.target = ('127.0.0.1', server.port)
        url = server.url_of('essai', port=proxy.port)
        client = Client(program, url, 4, DEADLINE_MS)
        for outage, times in OUTAGES:
            client.failures.clear()
            longest = 0.0
            for _ in range(times):
                client.wait_for_acks(20)
                outage(server, proxy)
                begun = time.monotonic()
                client.wait_for_acks(20, HELD_S + 5)
                longest = max(longest, time.monotonic() - begun)
            print(f'{outage.__name__}: {len(client.failures)} failures,'
                  f' recovered after {longest:.2f} s at most')
            for words in words_of(client.failures):
                print('   ', words)
        time.sleep(HELD_S if client.failures else 0)
        client.kill()
        check_pairs(server, client)


if __name__ == '__main__':
    main(sys.argv[1])
