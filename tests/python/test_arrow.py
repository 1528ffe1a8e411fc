# SPDX-License-Identifier: Apache-2.0
"""Tables of pyarrow, polars, pandas and DuckDB, in and out. What is said of a
row is what pack.evaluate() says of its facts; what is kept is not copied."""
import datetime
from decimal import Decimal

import duckdb
import pandas
import polars
import pyarrow
import pytest

import portailrse as rse

DATE = "2026-11-27"
COMPANIES = {
    "siren": ["356000000", "552081317", "784671695", "000000000"],
    "effectif": [49, 50, None, 1200],
    "effectif_outre_mer": [0, 300, 10, None],
    "est_cotee": [False, None, True, True],
    "chiffre_affaires": [100_000_000, 250_000_001, None, 3],
}
FACTS = [name for name in COMPANIES if name != "siren"]


def rows():
    return [dict(zip(COMPANIES, row)) for row in zip(*COMPANIES.values())]


def expected(pack):
    """Words of the answers, from one company at a time."""
    words = {rse.Answer.NOT_SUBJECT: "non_soumis",
             rse.Answer.SUBJECT: "soumis",
             rse.Answer.UNKNOWN: "incalculable",
             rse.Answer.RECOMMENDED: "recommande",
             rse.Answer.INSUFFICIENT: "insuffisant"}
    made = []
    for row in rows():
        facts = {name: row[name] for name in FACTS if row[name] is not None}
        made.append({"siren": row["siren"]} | {
            f"{verdict.id}_soumis": words[verdict.answer]
            for verdict in pack.evaluate(facts, date=DATE)}
            | {"erreur": None})
    return made


@pytest.fixture
def batch(pack):
    return rse.Batch(pack, date=DATE, keep=["siren"])


def from_pyarrow():
    return pyarrow.table(COMPANIES)


def from_polars():
    return polars.DataFrame(COMPANIES)


def from_pandas():
    return pandas.DataFrame({
        name: pandas.array(values, dtype="string" if name == "siren" else
                           "boolean" if name == "est_cotee" else "Int64")
        for name, values in COMPANIES.items()})


def from_duckdb():
    return duckdb.connect().from_arrow(from_pyarrow()).select(
        "siren, effectif, effectif_outre_mer, est_cotee, chiffre_affaires")


def to_pyarrow(answers):
    return pyarrow.RecordBatchReader.from_stream(answers).read_all() \
        .to_pylist()


def to_polars(answers):
    return polars.DataFrame(answers).to_dicts()


def to_pandas(answers):
    frame = pandas.DataFrame.from_arrow(answers).astype(object)
    return [{name: None if value is pandas.NA or value != value else value
             for name, value in row.items()}
            for row in frame.to_dict("records")]


def to_duckdb(answers):
    relation = duckdb.connect().from_arrow(
        pyarrow.RecordBatchReader.from_stream(answers))
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


@pytest.mark.parametrize("read", [to_pyarrow, to_polars, to_pandas,
                                  to_duckdb])
@pytest.mark.parametrize("made", [from_pyarrow, from_polars, from_pandas,
                                  from_duckdb])
def test_each_table_becomes_each_table(pack, batch, made, read):
    assert read(batch(made())) == expected(pack)


def test_a_query_of_duckdb_names_a_reader_of_answers(pack, batch):
    answers = pyarrow.RecordBatchReader.from_stream(  # noqa: F841
        batch(from_pyarrow()))
    counted = duckdb.sql("""select vsme_soumis, count(*) from answers
                            group by 1 order by 1""").fetchall()
    words = [row["vsme_soumis"] for row in expected(pack)]
    assert counted == sorted((word, words.count(word)) for word in set(words))


def test_a_query_of_duckdb_names_answers(pack, batch):
    """It asks for their columns first, and for their rows when it runs."""
    answers = batch(from_pyarrow())  # noqa: F841
    (count,), = duckdb.sql("select count(*) from answers").fetchall()
    words = duckdb.sql("select siren, vsme_soumis from answers").fetchall()
    assert count == 4
    assert words == [(row["siren"], row["vsme_soumis"])
                     for row in expected(pack)]


def test_values_may_be_of_many_types(pack):
    batch = rse.Batch(pack, date=DATE, columns=rse.BatchColumn.ANSWERS)
    day = datetime.date(2025, 12, 31)
    table = pyarrow.table({
        "effectif": pyarrow.array(["50..249", ">= 5000", "250-299"]),
        "chiffre_affaires": pyarrow.array(
            [Decimal("100000000.01"), Decimal(0), None],
            pyarrow.decimal128(20, 2)),
        "consommation_energie_finale": [2.75, 23.6, 2.7],
        "smen_certifie": [False, False, False],
        "categorie_juridique": pyarrow.array([5710, 5710, 5710],
                                             pyarrow.uint16()),
        "date_cloture_exercice": [day, day, None]})
    answers = polars.DataFrame(batch(table))
    assert answers["bdese_soumis"].to_list() == ["soumis"] * 3
    assert answers["audit_energetique_soumis"].to_list() == [
        "soumis", "soumis", "non_soumis"]


def address(column):
    return column.chunk(0).buffers()[1].address


@pytest.mark.parametrize("name", ["siren", "effectif"])
def test_a_kept_column_of_pyarrow_is_the_same_memory(pack, name):
    table = from_pyarrow()
    batch = rse.Batch(pack, date=DATE, keep=["siren", "effectif"])
    answers = pyarrow.RecordBatchReader.from_stream(batch(table)).read_all()
    assert address(answers[name]) == address(table[name])


def test_a_kept_column_of_polars_is_the_same_memory(batch):
    table = from_polars().with_columns(siren=polars.Series([1, 2, 3, 4]))
    answers = polars.DataFrame(batch(table))
    before, after = (frame["siren"].to_numpy(allow_copy=False)
                     for frame in (table, answers))
    assert after.__array_interface__["data"][0] \
        == before.__array_interface__["data"][0]


def test_a_column_of_pandas_is_read_where_it_lies(batch):
    table = from_pandas().assign(siren=[1, 2, 3, 4])
    answers = pyarrow.RecordBatchReader.from_stream(batch(table)).read_all()
    assert address(answers["siren"]) \
        == table["siren"].to_numpy().__array_interface__["data"][0]


def test_what_is_kept_outlives_the_table_and_the_plan(pack):
    table = from_pyarrow()
    answers = pyarrow.RecordBatchReader.from_stream(
        rse.Batch(pack, date=DATE, keep=["siren"])(table)).read_all()
    kept = answers["siren"]
    del table, answers
    assert kept.to_pylist() == COMPANIES["siren"]


def test_a_table_of_many_blocks_is_read_block_by_block(pack, batch):
    one = from_pyarrow()
    table = pyarrow.concat_tables([one, one.slice(1, 2), one.slice(0, 0)])
    answers = pyarrow.RecordBatchReader.from_stream(batch(table)).read_all()
    want = expected(pack)
    assert answers.to_pylist() == want + want[1:3]


def test_a_stream_is_read_as_the_answers_are(batch):
    taken = []

    def blocks():
        for block in from_pyarrow().to_batches(max_chunksize=1):
            taken.append(block)
            yield block

    stream = pyarrow.RecordBatchReader.from_batches(from_pyarrow().schema,
                                                    blocks())
    answers = pyarrow.RecordBatchReader.from_stream(batch(stream))
    answers.read_next_batch()
    assert len(taken) == 1
    answers.read_all()
    assert len(taken) == 4


def test_one_block_is_answered_at_once(pack, batch):
    block = from_pyarrow().to_batches()[0]
    assert pyarrow.record_batch(batch.block(block)).to_pylist() \
        == expected(pack)


def test_a_table_without_rows_has_the_columns(batch):
    answers = polars.DataFrame(batch(from_polars().clear()))
    assert answers.height == 0
    assert answers.columns[0] == "siren"
    assert "bdese_soumis" in answers.columns


def test_a_column_that_is_no_fact_is_refused_before_any_row(batch):
    with pytest.raises(rse.NotFound) as told:
        batch(from_polars().rename({"effectif": "efectif"}))
    assert told.value.subject == "efectif"


def test_others_may_be_ignored_or_kept(pack):
    table = from_polars().with_columns(note=polars.lit("x"))
    ignored = rse.Batch(pack, date=DATE, others=rse.BatchOthers.IGNORE_OTHERS)
    kept = rse.Batch(pack, date=DATE, others=rse.BatchOthers.KEEP_OTHERS)
    assert "note" not in polars.DataFrame(ignored(table)).columns
    assert polars.DataFrame(kept(table))["note"].to_list() == ["x"] * 4


def test_a_bad_value_is_told_in_its_row(batch):
    table = polars.DataFrame({"siren": ["1", "2"], "effectif": ["60", "abc"]})
    good, bad = polars.DataFrame(batch(table)).to_dicts()
    assert good["bdese_soumis"] == "soumis" and good["erreur"] is None
    assert bad["bdese_soumis"] is None
    assert "effectif" in bad["erreur"] and "abc" in bad["erreur"]


def test_an_error_of_the_producer_comes_out(batch):
    def blocks():
        yield from_pyarrow().to_batches()[0]
        raise RuntimeError("the disk is gone")

    stream = pyarrow.RecordBatchReader.from_batches(from_pyarrow().schema,
                                                    blocks())
    answers = pyarrow.RecordBatchReader.from_stream(batch(stream))
    assert answers.read_next_batch().num_rows == 4
    with pytest.raises(Exception, match="the disk is gone"):
        answers.read_all()


@pytest.mark.parametrize("made", [from_pyarrow, from_polars, from_pandas,
                                  from_duckdb])
def test_answers_to_a_table_are_read_again_and_again(pack, batch, made):
    answers = batch(made())
    assert [to_polars(answers) for _ in range(3)] == [expected(pack)] * 3


def test_answers_to_a_stream_are_read_once(pack, batch):
    answers = batch(from_pyarrow().to_reader())
    assert to_polars(answers) == expected(pack)
    with pytest.raises(ValueError, match="read already"):
        answers.__arrow_c_stream__()


def test_answers_that_nobody_reads_let_the_table_go(batch):
    before = pyarrow.total_allocated_bytes()
    for _ in range(50):
        batch(pyarrow.table({"effectif": pyarrow.array(range(10_000)),
                             "siren": pyarrow.array(range(10_000))}))
    assert pyarrow.total_allocated_bytes() - before < 1_000_000


@pytest.mark.parametrize("table", [1, None, [1, 2], {"effectif": [1]}])
def test_what_is_no_table_is_refused(batch, table):
    with pytest.raises((TypeError, AttributeError)):
        batch(table)


def test_numbers_of_companies_by_answer(pack):
    counts = rse.Batch(pack, date=DATE, columns=rse.BatchColumn.COUNTS,
                       obligations=["vsme"],
                       others=rse.BatchOthers.IGNORE_OTHERS)
    said = [row["vsme_soumis"] for row in expected(pack)]
    row, = polars.DataFrame(counts(from_polars())).to_dicts()
    assert row["obligation"] == "vsme"
    assert [row["recommande"], row["non_soumis"], row["incalculable"]] == [
        said.count(word)
        for word in ("recommande", "non_soumis", "incalculable")]


def test_a_reform_counts_what_two_batches_answer(packs, pack):
    omnibus = packs / "fr-rse/overlays/omnibus.yaml"
    after = rse.Pack.load("fr-rse", overlays=[str(omnibus)])
    table = pyarrow.table({"effectif": [10, 300, 2000, None] * 50,
                           "chiffre_affaires": [1, 60_000_000, 10**9, 5] * 50,
                           "est_cotee": [False, True, True, False] * 50,
                           "place": ["35", "29"] * 100})
    reform = rse.Reform(pack, after, date="2027-06-01", by=["place"])
    reform.add(table)
    for block in table.to_batches():
        reform.add(block)
    told = reform.json()
    assert told["companies"] == 400 == reform.count("", -1, -1)
    plans = [rse.Batch(law, date="2027-06-01",
                       others=rse.BatchOthers.IGNORE_OTHERS)
             for law in (pack, after)]
    answers = [polars.DataFrame(plan(table)) for plan in plans]
    for one in told["obligations"]:
        column = one["id"] + "_soumis"
        pairs = list(zip(*(a[column].to_list() for a in answers)))
        counted = {(a["from"], a["to"]): a["companies"]
                   for a in one["answers"]}
        assert counted == {p: 2 * pairs.count(p) for p in set(pairs)}
        assert sum(g["companies"] for g in one["by"]["place"]) == 400
        assert one["outside"] == 0


def test_a_reform_refuses_what_it_cannot_break_down(pack):
    reform = rse.Reform(pack, pack, date=DATE, by=["place"])
    with pytest.raises(rse.NotFound, match="place"):
        reform.add(from_pyarrow())
