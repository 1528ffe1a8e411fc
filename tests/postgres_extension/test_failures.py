# SPDX-License-Identifier: Apache-2.0
"""What is refused, with which state and words; what is let through."""
import psycopg
import pytest

from conftest import DATE

GOOD = "SELECT prse_answer('fr-rse', 'bdese', '{\"effectif\": 60}'::jsonb)"
REFUSED = {
    "SELECT prse_answer('fr-rsa', 'bdese', '{}'::jsonb)":
        ("42704", 'there is no pack "fr-rsa"', "pack_path"),
    "SELECT prse_answer('../fr-rse', 'bdese', '{}'::jsonb)":
        ("42602", "is not the name of a pack", "pack_path"),
    "SELECT prse_answer('fr-rse', 'bdse', '{}'::jsonb)":
        ("42704", 'no obligation "bdse"', 'Perhaps you meant "bdese".'),
    "SELECT prse_answer('fr-rse', 'bdese', c) FROM (SELECT 60 AS efectif) c":
        ("42703", 'column "efectif" is no fact',
         'Perhaps you meant "effectif".'),
    "SELECT prse_counts('fr-rse', c) FROM (SELECT 60 AS efectif) c":
        ("42703", 'column "efectif" is no fact',
         'Perhaps you meant "effectif".'),
    "SELECT prse_counts_of('fr-rse', 'SELECT 60 AS efectif')":
        ("42703", 'column "efectif" is no fact',
         'Perhaps you meant "effectif".'),
    "SELECT prse_answer('fr-rse', 'bdese', c) "
    "FROM (SELECT 'abc' AS effectif) c":
        ("22P02", "`abc` is not a value", None),
    "SELECT prse_answer('fr-rse', 'bdese', c) "
    "FROM (SELECT now()::time AS effectif) c":
        ("42804", "cannot be read as a fact", "Facts are"),
    "SELECT prse_answer('fr-rse', 'bdese', 60)":
        ("42804", "a company is a row or JSON, not integer", "as jsonb"),
    "SELECT prse_answer('fr-rse', 'bdese', '{\"effectif\": 60'::text)":
        ("22P02", "portailrse: ", None),
    "SELECT prse_answer('fr-rse', 'bdese', '{\"effectif\": \"x\"}'::jsonb)":
        ("22P02", "`x` is not a value", None),
    "SELECT prse_answer('fr-rse', 'bdese', '{}'::jsonb, 'infinity')":
        ("22008", "cannot be infinite", None),
    "SELECT prse_report('fr-rse', '{}'::jsonb, 'de')":
        ("22023", 'the language "de" is neither fr nor en', None),
    "SELECT prse_counts_of('fr-rse', 'CREATE TABLE t (i int)')":
        ("0A000", "CREATE TABLE is not allowed", None),
}


@pytest.mark.parametrize("query", REFUSED)
def test_refused(db, query):
    state, message, hint = REFUSED[query]
    db.execute("SET portailrse.other_columns = 'refuse'")
    db.commit()
    with pytest.raises(psycopg.Error) as refused:
        db.execute(query)
    assert refused.value.sqlstate == state
    assert message in refused.value.diag.message_primary
    if hint:
        assert hint in refused.value.diag.message_hint
    db.rollback()
    assert db.execute(GOOD).fetchone() == ("soumis",)


def test_bad_rows_are_counted_apart(db):
    db.execute("CREATE TABLE companies AS SELECT CASE WHEN i % 10 = 0 "
               "THEN 'abc' ELSE i::text END AS effectif "
               "FROM generate_series(1, 20000) i")
    for call in ("unnest((SELECT prse_counts('fr-rse', c) "
                 "FROM companies c))",
                 "prse_counts_of('fr-rse', 'SELECT * FROM companies')"):
        for row in db.execute(f"SELECT * FROM {call}").fetchall():
            assert row[-1] == 2000 and sum(row[1:]) == 20000


def test_a_long_query_is_cancelled(db):
    db.execute("SET statement_timeout = 300")
    db.commit()
    endless = "SELECT i % 900 AS effectif FROM generate_series(1, 2000000000) i"
    for query in (f"SELECT prse_counts('fr-rse', c) FROM ({endless}) c",
                  f"SELECT prse_counts_of('fr-rse', '{endless}')",
                  "SELECT count(prse_answer('fr-rse', 'bdese', c)) "
                  f"FROM ({endless}) c"):
        with pytest.raises(psycopg.errors.QueryCanceled) as ended:
            db.execute(query)
        assert ended.value.sqlstate == "57014"
        db.rollback()
    assert db.execute(GOOD).fetchone() == ("soumis",)


def test_only_superusers_say_where_packs_are(db):
    db.execute("CREATE ROLE reader")
    db.execute("SET LOCAL ROLE reader")
    assert db.execute(GOOD).fetchone() == ("soumis",)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("SET portailrse.pack_path = '/etc'")


def test_the_day_of_the_law(db):
    query = ("SELECT answer FROM prse_obligations('fr-rse', "
             "'{\"effectif\": 60}'::jsonb, %s) WHERE obligation = 'bdese'")
    assert db.execute(query, [DATE]).fetchone() == ("soumis",)
