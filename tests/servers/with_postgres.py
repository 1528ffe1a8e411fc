#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""with_postgres.py [--durable] [--password] PROGRAM ARGUMENTS...

Runs a program with a PostgreSQL server of its own, whose address is in
PRSE_POSTGRES_URL (an empty database "essai"); answers its exit code.
"""
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from postgres import PASSWORD, Postgres


def stop(number, _frame):
    sys.exit(128 + number)


def main(arguments):
    options = set()
    while arguments and arguments[0].startswith('--'):
        options.add(arguments.pop(0))
    if arguments[0].endswith('.py'):
        arguments.insert(0, sys.executable)
    signal.signal(signal.SIGTERM, stop)
    secret = PASSWORD if '--password' in options else None
    with Postgres(fsync='--durable' in options, password=secret) as server:
        url = server.database('essai')
        done = subprocess.run(arguments, check=False,
                              env={**os.environ, 'PRSE_POSTGRES_URL': url})
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
