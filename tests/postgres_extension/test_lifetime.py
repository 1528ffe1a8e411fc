# SPDX-License-Identifier: Apache-2.0
"""Packs that change, memory that stays, what is left behind."""
import subprocess

import psycopg

from conftest import DATE
from extended import place

ONE = ("SELECT prse_answer('fr-rse', 'bdese', "
       "'{\"effectif\": 60}'::jsonb, %s)")


def test_a_changed_pack_is_read_anew(db, server):
    assert db.execute(ONE, [DATE]).fetchone() == ("soumis",)
    file = server.packs / "fr-rse/pack.yaml"
    kept = file.read_text(encoding="utf-8")
    try:
        file.write_text("nothing: [", encoding="utf-8")
        try:
            db.execute(ONE, [DATE])
            raise AssertionError("the old pack answers")
        except psycopg.Error as refused:
            assert refused.sqlstate == "F0000"
            assert "pack.yaml" in refused.diag.message_detail
        db.rollback()
    finally:
        file.write_text(kept, encoding="utf-8")
    assert db.execute(ONE, [DATE]).fetchone() == ("soumis",)


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status
                    if line.startswith("RssAnon"))


def test_calls_leave_no_memory(db):
    pid = db.info.backend_pid
    calls = ("SELECT count(prse_answer('fr-rse', 'bdese', c, %s)) FROM "
             "(SELECT i AS effectif FROM generate_series(1, %s) i) c")
    db.execute("PREPARE counts AS SELECT prse_counts('fr-rse', c) "
               "FROM (SELECT 60 AS effectif) c")

    def work(times):
        db.execute(calls, [DATE, 20 * times])
        for _ in range(times):
            db.execute(ONE, [DATE])
            db.execute("EXECUTE counts")
            db.execute("SAVEPOINT here")
            try:
                db.execute("SELECT prse_answer('fr-rse', 'bdese', '{')")
            except psycopg.Error:
                db.execute("ROLLBACK TO here")
            db.execute("RELEASE here")
    work(100)
    before = resident(pid)
    work(1000)
    assert resident(pid) - before < 1024, "KiB"


def test_drop_leaves_nothing(server):
    with psycopg.connect(server.database("dropped"),
                         autocommit=True) as connection:
        connection.execute("CREATE EXTENSION portailrse")
        connection.execute("DROP EXTENSION portailrse")
        for catalog, name in (("pg_proc", "proname"), ("pg_type", "typname")):
            assert connection.execute(
                f"SELECT {name} FROM {catalog} "
                f"WHERE {name} LIKE '%prse%'").fetchall() == []


def test_dumped_and_restored(server):
    source = server.database("source")
    with psycopg.connect(source) as connection:
        connection.execute("CREATE EXTENSION portailrse")
        connection.execute("CREATE TABLE kept (effectif int, a prse_answer)")
        connection.execute("INSERT INTO kept VALUES (60, 'soumis')")
        connection.execute("CREATE VIEW counted AS SELECT (unnest("
                           "prse_counts('fr-rse', c))).* FROM "
                           "(SELECT effectif FROM kept) c")
        expected = connection.execute("SELECT * FROM counted").fetchall()
    dump = subprocess.run([place("bindir") / "pg_dump", source],
                          capture_output=True, text=True, check=True).stdout
    restored = server.database("restored")
    server.sql(dump, "restored")
    with psycopg.connect(restored) as connection:
        assert connection.execute("SELECT * FROM counted") \
            .fetchall() == expected
        assert connection.execute("SELECT * FROM kept") \
            .fetchall() == [(60, "soumis")]
