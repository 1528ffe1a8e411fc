# SPDX-License-Identifier: Apache-2.0
"""The extension in a real DuckDB: the answers of the program, whatever the
types of columns, and errors where one makes them."""
import os
import subprocess
import threading
from pathlib import Path

import duckdb
import pytest

import portailrse as rse

ROOT = Path(os.environ["PRSE_SOURCE_ROOT"])
DAY = "2026-11-27"
FUNCTIONS = {"fr-rse": "prse_fr_rse",
             "portail-rse-compat": "prse_portail_rse_compat",
             "demo-commune": "prse_demo_commune"}
IDENTITY = {"siren", "denomination", "code_naf", "section_naf",
            "departement", "tranche_effectif"}


def connect(packs=ROOT / "packs"):
    os.environ["PORTAILRSE_PACKS"] = str(packs)
    connection = duckdb.connect(config={"allow_unsigned_extensions": True})
    connection.execute(f"LOAD '{os.environ['PRSE_DUCKDB']}'")
    return connection


@pytest.fixture
def db():
    with connect() as connection:
        yield connection


def answer(db, facts, pack="fr-rse"):
    return db.execute(
        f"SELECT {FUNCTIONS[pack]}(DATE '{DAY}', {facts})").fetchone()[0]


def program(*words):
    env = dict(os.environ, LC_ALL="C.UTF-8")
    return subprocess.run([os.environ["PRSE_PROGRAM"], *words], env=env,
                          capture_output=True, text=True)


@pytest.mark.parametrize("pack", FUNCTIONS)
@pytest.mark.parametrize("detail", ["exact", "brackets", "mixed"])
def test_a_population_is_answered_as_by_the_library(db, tmp_path, pack,
                                                    detail):
    path = tmp_path / "companies.parquet"
    done = program("population", "--pack", str(ROOT / "packs" / pack),
                   "--rows", "7000", "--seed", "7", "--detail", detail,
                   "--missing", "20", "--out", str(path))
    assert done.returncode == 0, done.stderr
    table = db.execute(f"SELECT * FROM '{path}'").to_arrow_table()
    loaded = rse.Pack.load(ROOT / "packs" / pack)
    facts = [name for name in table.column_names
             if name.split("@")[0] in loaded.fact_ids]
    expected = db.from_arrow(
        rse.Batch(loaded, date=DAY)(table.select(facts)))  # noqa: F841
    named = ", ".join(f'"{name}"' for name in facts)
    told = db.sql(f"""SELECT unnest({FUNCTIONS[pack]}(DATE '{DAY}', c))
                      FROM (SELECT {named} FROM '{path}') c""")
    words = [[None if cell is None else str(cell) for cell in row]
             for row in expected.fetchall()]
    assert told.fetchall() == [tuple(row) for row in words]
    assert len(words) == 7000
    assert {cell for row in words for cell in row[:-1]} >= {
        "soumis", "non_soumis", "incalculable"}


@pytest.mark.parametrize("value", [
    "60::TINYINT", "60::SMALLINT", "60", "60::BIGINT", "60::UTINYINT",
    "60::USMALLINT", "60::UINTEGER", "60::UBIGINT", "60::FLOAT", "60::DOUBLE",
    "60::DECIMAL(4,1)", "60::DECIMAL(9,2)", "60::DECIMAL(18,3)",
    "60::DECIMAL(38,4)", "'60'", "'50..249'",
    "'50..249'::ENUM('50..249', '0..9')"])
def test_a_number_has_many_types(db, value):
    answers = answer(db, f"{{'effectif': {value}}}")
    assert answers["bdese"] == "soumis" and answers["erreur"] is None


@pytest.mark.parametrize("value", ["NULL", "NULL::INTEGER", "NULL::VARCHAR",
                                   "NULL::DECIMAL(18,3)"])
def test_null_is_a_missing_fact(db, value):
    assert answer(db, f"{{'effectif': {value}}}")["bdese"] == "incalculable"


def test_dates_and_booleans(db):
    facts = ("{'est_cotee': true, 'effectif': 600, "
             "'date_cloture_exercice': %s}")
    for day in "DATE '2025-12-31'", "TIMESTAMP '2025-12-31'", "'2025-12-31'":
        assert answer(db, facts % day)["erreur"] is None
    noon = answer(db, facts % "TIMESTAMP '2025-12-31 12:00'")
    assert "date_cloture_exercice" in noon["erreur"]


def test_long_texts_and_short_ones(db):
    rows = db.execute(f"""SELECT o.erreur FROM (
        SELECT prse_fr_rse(DATE '{DAY}', {{'effectif': x}}) o
        FROM (VALUES ('60'), ('x'), (repeat('y', 40)), (NULL), ('>= 250'))
             t(x))""").fetchall()
    told = [row[0] for row in rows]
    assert told[0] is None and told[3] is None and told[4] is None
    assert "`x`" in told[1] and "yyyy" in told[2]


def test_a_row_in_error_has_no_answers(db):
    answers = answer(db, "{'effectif': 'many'}")
    assert "many" in answers.pop("erreur")
    assert set(answers.values()) == {None}


def test_no_row_is_no_answer(db):
    assert answer(db, "NULL::STRUCT(effectif INTEGER)") is None
    rows = db.execute(f"""SELECT prse_fr_rse(DATE '{DAY}', x).bdese
        FROM (VALUES ({{'effectif': 60}}), (NULL), ({{'effectif': 3}}),
                     ({{'effectif': NULL}})) t(x)""").fetchall()
    assert rows == [("soumis",), (None,), ("non_soumis",), ("incalculable",)]


def test_a_query_can_be_interrupted(db):
    threading.Timer(0.5, db.interrupt).start()
    with pytest.raises(duckdb.InterruptException):
        db.execute(f"""SELECT count(*) FROM range(100_000_000_000) t(i)
                       WHERE prse_fr_rse(DATE '{DAY}', {{'effectif': i}})
                             .bdese = 'soumis'""").fetchall()


@pytest.mark.parametrize("call, why", [
    ("DATE '2026-11-27', {'effectifs': 3}", "effectifs"),
    ("DATE '2026-11-27', {'effectif': [3]}", "cannot hold a fact"),
    ("DATE '2026-11-27', {'effectif': 3::HUGEINT}", "cannot hold a fact"),
    ("DATE '2026-11-27', 3", "a struct"),
    ("d, {'effectif': 3}", "must be a constant")])
def test_a_wrong_call_is_refused_before_there_is_any_row(db, call, why):
    with pytest.raises(duckdb.BinderException, match=why):
        db.execute(f"SELECT prse_fr_rse({call}) "
                   "FROM (SELECT current_date + i::INT d FROM range(3) t(i))")


def test_the_day_is_that_of_the_law(db):
    for day, word in ("2026-11-27", "vsme"), ("2010-01-01", None):
        told = db.execute(f"SELECT prse_fr_rse(DATE '{day}', "
                          "{'effectif': 60})").fetchone()[0]
        assert (told["vsme"] == "recommande") == (word is not None)


def test_threads_share_a_plan(db):
    """DuckDB's own, and several connections at once."""
    db.execute("SET threads = 4")
    db.execute("CREATE TABLE c AS SELECT (i * 7919) % 700 AS effectif "
               "FROM range(1_000_000) t(i)")
    query = f"""SELECT count(*) FROM c
                WHERE prse_fr_rse(DATE '{DAY}', c).bdese = 'soumis'"""
    expected = db.execute(
        "SELECT count(*) FROM c WHERE effectif >= 50").fetchone()
    told = []

    def ask():
        told.append(db.cursor().execute(query).fetchone())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [expected] * 4


WORDS = ("non_soumis", "soumis", "incalculable", "recommande", "insuffisant")


@pytest.fixture
def people(db):
    """Gaps, brackets, decimals and errors, in three towns."""
    db.execute("""CREATE TABLE people AS
        SELECT i % 3 AS town,
               {'effectif': CASE WHEN i % 100 = 0 THEN 'many'
                                 WHEN i % 7 = 0 THEN NULL
                                 WHEN i % 5 = 0 THEN '50..249'
                                 ELSE ((i * 7919) % 700)::VARCHAR END,
                'consommation_energie_finale':
                    ((i % 5000) / 100)::DECIMAL(9, 2),
                'est_cotee': [NULL, true, false][1 + i % 3]} AS facts
        FROM range(50_000) t(i)""")
    return db


def by_hand(db, where="true"):
    """Counted from the answer of each row."""
    told = db.execute(f"SELECT unnest(prse_fr_rse(DATE '{DAY}', facts)) "
                      f"FROM people WHERE {where}").to_arrow_table()
    counts = {}
    for name in told.column_names[:-1]:
        cells = told[name].cast("string").to_pylist()
        counts[name] = {word: cells.count(word) for word in WORDS}
        counts[name]["erreurs"] = cells.count(None)
    return counts


def test_counts_are_those_of_the_rows(people):
    query = f"SELECT prse_fr_rse_counts(DATE '{DAY}', facts) FROM people"
    assert people.execute(query).fetchone()[0] == by_hand(people)
    assert by_hand(people)["bdese"]["erreurs"] == 500


def test_counts_by_group(people):
    told = people.execute(
        f"""SELECT town, prse_fr_rse_counts(DATE '{DAY}', facts)
            FROM people GROUP BY town ORDER BY town""").fetchall()
    assert told == [(town, by_hand(people, f"town = {town}"))
                    for town in range(3)]


def test_counts_of_nobody(people):
    (counts,), = people.execute(
        f"""SELECT prse_fr_rse_counts(DATE '{DAY}', facts)
            FROM people WHERE town > 9""").fetchall()
    assert counts is None or set(counts["bdese"].values()) == {0}


@pytest.mark.parametrize("call, why", [
    (f"DATE '{DAY}', {{'effectifs': town}}", "effectifs"),
    (f"DATE '{DAY}', town", "a struct"),
    (f"DATE '{DAY}' + town::INT, facts", "one for all rows")])
def test_counts_refuse_what_they_cannot_read(people, call, why):
    with pytest.raises(duckdb.Error, match=why):
        people.execute(f"SELECT prse_fr_rse_counts({call}) FROM people")


def test_counts_know_one_struct_from_another(db):
    """The same session, the same function, other types and names."""
    for facts, word in (("{'effectif': 60}", "soumis"),
                        ("{'effectif': '3'}", "non_soumis"),
                        ("{'effectif': 60.5::DECIMAL(9,1)}", "soumis"),
                        ("{'effectif': 60.5::DECIMAL(18,2)}", "soumis"),
                        ("{'effectif': '60'::ENUM('60', '3')}", "soumis"),
                        ("{'effectif': '3'::ENUM('3', '60')}", "non_soumis"),
                        ("{'est_cotee': true}", "incalculable")):
        told = db.execute(f"SELECT prse_fr_rse_counts(DATE '{DAY}', {facts})")
        assert told.fetchone()[0]["bdese"][word] == 1, facts


def test_a_prepared_query_and_a_view(db):
    db.execute("CREATE TABLE c AS SELECT 60 AS effectif")
    db.execute(f"CREATE VIEW v AS SELECT prse_fr_rse(DATE '{DAY}', c) o "
               "FROM c")
    assert db.execute("SELECT o.bdese FROM v").fetchall() == [("soumis",)]
    told = db.execute(f"SELECT prse_fr_rse(DATE '{DAY}', "
                      "{'effectif': ?}).bdese", [40]).fetchone()
    assert told == ("non_soumis",)


def test_a_pack_that_is_broken_is_told_by_file_and_line(tmp_path):
    pack = tmp_path / "broken"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: [\n", encoding="utf-8")
    with pytest.raises(duckdb.Error, match="pack.yaml"):
        connect(tmp_path)


def test_no_pack_at_all_is_told(tmp_path):
    if Path("/usr/local/share/portailrse/packs").exists():
        pytest.skip("packs are installed on this machine")
    with pytest.raises(duckdb.Error, match="PORTAILRSE_PACKS"):
        connect(tmp_path)


def test_the_guide(db, tmp_path, monkeypatch):
    """Its queries, one after the other."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs/duckdb.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in text.split("```sql\n")[1:]]
    assert len(blocks) >= 4
    for block in blocks:
        for query in block.split(";\n"):
            if query.strip() and not query.startswith("LOAD"):
                db.execute(query).fetchall()
