# SPDX-License-Identifier: Apache-2.0
"""A server with the extension, and companies to ask it about."""
import csv
import os
import re
import subprocess

import psycopg
import pytest

from extended import ROOT, Extended

DATE = "2026-11-27"
PROGRAM = os.environ["PRSE_PROGRAM"]
NUMBERS = ["bigint", "numeric", "integer", "double precision"]


def program(*arguments):
    """What the program writes; 3 tells that there are rows in error."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True,
                          text=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode in (0, 3), done.stderr
    return done.stdout


def population(path, detail, rows):
    program("population", "--pack", str(ROOT / "packs/fr-rse"), "--rows",
            str(rows), "--seed", "7", "--missing", "20", "--detail", detail,
            "--out", str(path))
    return path


def type_of(name, values, turn):
    """As the owner of such a table would have it."""
    if name.startswith(("siren", "code_", "categorie", "departement",
                        "tranche")):
        return "text"
    if values <= {"0", "1"}:
        return "boolean"
    if all(re.fullmatch(r"\d{4}-\d\d-\d\d", v) for v in values):
        return "date"
    if all(re.fullmatch(r"\d+", v) for v in values):
        large = any(int(v) >= 2 ** 31 for v in values)
        kind = NUMBERS[turn % len(NUMBERS)]
        return "bigint" if large and kind == "integer" else kind
    return "text"


def fill(connection, table, path):
    """A table with the columns of a CSV; gives their types."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    types = {name: type_of(name, {r[name] for r in rows} - {""}, turn)
             for turn, name in enumerate(rows[0])}
    columns = ", ".join(f'"{n}" {t}' for n, t in types.items())
    connection.execute(f"CREATE TABLE {table} ({columns})")
    with connection.cursor().copy(f"COPY {table} FROM STDIN WITH "
                                  "(FORMAT csv, HEADER)") as copy:
        copy.write(path.read_bytes())
    return types


@pytest.fixture(scope="session")
def server():
    with Extended(max_parallel_workers_per_gather=0) as started:
        with psycopg.connect(started.database("essai")) as connection:
            connection.execute("CREATE EXTENSION portailrse")
        yield started


@pytest.fixture
def db(server):
    """Each test has a session of its own, and leaves the database as it was."""
    with psycopg.connect(server.url_of("essai")) as connection:
        connection.execute("SET portailrse.other_columns = 'ignore'")
        yield connection
        connection.rollback()
