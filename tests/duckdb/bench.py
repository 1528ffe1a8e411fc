# SPDX-License-Identifier: Apache-2.0
"""What answers cost beside the scan of what they read, on two threads:

    bench.py EXTENSION ROWS SOURCE

The scan adds up the columns; the others answer the same columns, and count
who is subject. Medians of the ratios of five rounds, in each of which one
query runs after the other."""
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

extension, rows, source = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
COLUMNS = ("effectif", "effectif_securite_sociale", "effectif_outre_mer",
           "effectif_groupe", "chiffre_affaires", "chiffre_affaires_consolide",
           "bilan", "categorie_juridique", "est_cotee", "appartient_groupe")
MADE = """CREATE TABLE companies AS
    SELECT n AS effectif, n AS effectif_securite_sociale,
           (random() * 20)::INT AS effectif_outre_mer,
           n + (random() * 50)::INT AS effectif_groupe,
           n * (80000 + (random() * 100000)::BIGINT) AS chiffre_affaires,
           n * (90000 + (random() * 100000)::BIGINT)
               AS chiffre_affaires_consolide,
           n * (50000 + (random() * 100000)::BIGINT) AS bilan,
           [5710, 5499, 6540, 1000][1 + (random() * 3)::INT]::INT
               AS categorie_juridique,
           random() < 0.01 AS est_cotee, random() < 0.05 AS appartient_groupe
    FROM (SELECT least(90000, floor(1 / (1 - random()) - 1))::INT AS n
          FROM range({rows}))"""


def query(db, pack):
    """Counts the answers to each obligation."""
    name = "prse_" + pack.replace("-", "_")
    return f"SELECT {name}_counts(DATE '2026-11-27', c) FROM companies c"


def query_of_rows(db, pack):
    """Answers each company, then counts who is subject to what."""
    name = "prse_" + pack.replace("-", "_")
    kind = db.sql(f"SELECT {name}(DATE '2026-11-27', "
                  "{'effectif': 1})").types[0]
    fields = [field for field, _ in kind.children][:-1]
    counts = ", ".join(f"count(*) FILTER (o.{field} = 'soumis')"
                       for field in fields)
    return (f"SELECT {counts} FROM (SELECT {name}(DATE '2026-11-27', c) o "
            "FROM companies c)")


def timed(db, text):
    start = time.perf_counter()
    db.execute(text).fetchall()
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as folder:
    packs = Path(folder, "packs")
    packs.mkdir()
    (packs / "fr-rse").symlink_to(source / "packs/fr-rse")
    (packs / "eight").symlink_to(source / "tests/perf/eight")
    os.environ["PORTAILRSE_PACKS"] = str(packs)
    db = duckdb.connect(str(Path(folder, "companies.db")),
                        config={"allow_unsigned_extensions": True})
    db.execute(f"LOAD '{extension}'")
    db.execute("SET threads = 2")
    db.execute(MADE.format(rows=rows))
    queries = {
        "scan": "SELECT " + ", ".join(
            f"sum({column}::BIGINT)" for column in COLUMNS)
            + " FROM companies",
        "eight, counted": query(db, "eight"),
        "eight, a row a company": query_of_rows(db, "eight"),
        "fr-rse, counted": query(db, "fr-rse"),
        "fr-rse, a row a company": query_of_rows(db, "fr-rse")}
    times = {name: [] for name in queries}
    for _ in range(5):
        for name, text in queries.items():
            times[name].append(timed(db, text))
    print(f"{rows} companies, {len(COLUMNS)} columns, two threads")
    for name, took in times.items():
        ratio = statistics.median(
            one / scan for one, scan in zip(took, times["scan"]))
        print(f"{name:24} {statistics.median(took):8.3f} s, {ratio:.2f} times "
              f"the scan ({min(took):.3f} to {max(took):.3f} s)")
