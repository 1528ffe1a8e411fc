#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""roles.py ROLES: runs the SQL of docs/postgresql.md in order, and with each of
its roles the program roles, which says what that role could do."""
import os
import re
import subprocess
import sys

from clients import Postgres

DOC = os.path.join(os.environ['PRSE_SOURCE_ROOT'], 'docs', 'postgresql.md')
EXPECTED = {
    # migrate, write, read, check; at first nothing is there
    'portailrse_app': 'PRSE_EDENIED PRSE_ESCHEMA PRSE_ESCHEMA PRSE_ESCHEMA',
    'portailrse_owner': 'PRSE_OK PRSE_OK PRSE_OK PRSE_OK',
    'portailrse_app again': 'PRSE_EDENIED PRSE_OK PRSE_OK PRSE_OK',
    'portailrse_reader': 'PRSE_EDENIED PRSE_EDENIED PRSE_OK PRSE_OK',
}


def main(program):
    with open(DOC, encoding='utf-8') as doc:
        statements = re.findall(r'```sql\n(.*?)```', doc.read(), re.S)
    with Postgres() as server:
        server.database('essai')
        for statement in statements:
            server.sql(statement, database='essai')
        for role, expected in EXPECTED.items():
            url = server.url_of('essai', user=role.split()[0])
            done = subprocess.run(
                [program], capture_output=True, text=True, check=True,
                env={**os.environ, 'PRSE_POSTGRES_URL': url})
            print(f'{role}:\n{done.stdout}')
            statuses = re.findall(r': (PRSE_\w+)', done.stdout)
            assert ' '.join(statuses) == expected, statuses


if __name__ == '__main__':
    main(sys.argv[1])
