#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""disk.py DISK SHIM: a server whose disk becomes full, then read-only."""
import os
import re
import subprocess
import sys
import tempfile

from clients import Postgres


def main(program, shim):
    with tempfile.TemporaryDirectory(prefix='prse-disk-') as folder:
        flag = os.path.join(folder, 'errno')
        os.chmod(folder, 0o755)
        environment = {'LD_PRELOAD': os.path.abspath(shim),
                       'PRSE_FULL_DISK': flag}
        with Postgres(environment=environment) as server:
            url = server.database('essai')
            done = subprocess.run(
                [program, flag], stdout=subprocess.PIPE, text=True,
                check=False, env={**os.environ, 'PRSE_POSTGRES_URL': url})
            print(done.stdout)
            assert done.returncode == 0
            lines = done.stdout.splitlines()
            assert re.search("PRSE_EIO 0 no space is left", lines[1])
            assert re.search("PRSE_EIO 0 the server's disk may not be"
                             " written", lines[2])
            assert server.sql('SELECT 1') == [['1']]


if __name__ == '__main__':
    main(*sys.argv[1:])
