# SPDX-License-Identifier: Apache-2.0
"""A real Spark with two workers counts what the library counts in one process
and what the program writes in a file."""
import csv
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polars
import pytest
from pyspark.sql import SparkSession

import portailrse as rse

EXAMPLE = Path(os.environ["PRSE_SOURCE_ROOT"]) / "examples/pyspark"
sys.path.insert(0, str(EXAMPLE))

import obligations as recipe  # noqa: E402
from count import by_department  # noqa: E402

DATE = "2026-11-27"
SCHEMA = ("siren string, departement string, effectif string, "
          "chiffre_affaires bigint, bilan bigint, est_cotee boolean, "
          "date_cloture_exercice date")


def companies(count):
    """Numbers, brackets, gaps, and one headcount in a hundred that is none."""
    draw = random.Random(20261127)
    made = []
    for i in range(count):
        effectif = draw.choice([str(draw.randrange(9)), "10..49", "50..249",
                                str(draw.randrange(6000)), ""])
        made.append({
            "siren": f"{i:09}",
            "departement": draw.choice(["13", "2A", "75", "974"]),
            "effectif": "many" if i % 100 == 0 else effectif,
            "chiffre_affaires": draw.choice(["", draw.randrange(10 ** 9)]),
            "bilan": draw.choice(["", draw.randrange(10 ** 9)]),
            "est_cotee": draw.choice(["", "true", "false"]),
            "date_cloture_exercice": draw.choice(["", "2025-12-31"])})
    return made


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Workers import the recipe by its name.
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [str(EXAMPLE), os.environ.get("PYTHONPATH", "")])
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = SparkSession.builder.master("local[2]") \
        .config("spark.ui.enabled", "false") \
        .config("spark.driver.host", "127.0.0.1") \
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 3000) \
        .getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("population") / "companies.csv"
    rows = companies(40_000)
    with made.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return made


@pytest.fixture(scope="module")
def table(spark, path):
    return spark.read.csv(str(path), header=True, schema=SCHEMA) \
        .repartition(7)


# As the program writes them.
WORDS = {"1": "soumis", "0": "non_soumis", "?": "incalculable"}


def counts_of_the_program(path):
    """By department and answer, of the good rows of what it writes."""
    env = dict(os.environ, LC_ALL="C.UTF-8")
    env.pop("LD_PRELOAD", None)
    done = subprocess.run(
        [os.environ["PRSE_PROGRAM"], "batch", "--pack",
         str(rse.pack_folder("fr-rse")), "--at", DATE, "--in", str(path)],
        env=env, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr  # some rows are in error
    return {name: Counter(
        (row["departement"], WORDS[row[name]])
        for row in csv.DictReader(done.stdout.splitlines())
        if row["effectif"] != "many")
        for name in ("bdese_soumis", "csrd_soumis", "beges_soumis")}


def test_counts_are_those_of_the_program(table, path):
    expected = counts_of_the_program(path)
    for name, counted in expected.items():
        told = {(row["departement"], row["answer"]): row["count"]
                for row in by_department(
                    table, name.removesuffix("_soumis")).collect()}
        errors = sum(count for (_, answer), count in told.items()
                     if answer is None)
        assert errors == 400
        assert {key: count for key, count in told.items()
                if key[1] is not None} == counted, name


def test_every_row_is_answered_as_in_one_process(table, path):
    batch = rse.Batch(rse.Pack.load("fr-rse"), date=DATE,
                      keep=["siren", "departement"])
    frame = polars.read_csv(path, schema_overrides={
        "siren": polars.String, "effectif": polars.String,
        "date_cloture_exercice": polars.Date})
    expected = polars.DataFrame(batch(frame)).cast(
        {polars.Categorical: polars.String}).sort("siren").to_dicts()
    told = recipe.obligations(table, "fr-rse", DATE,
                              keep=["siren", "departement"])
    assert [row.asDict() for row in told.orderBy("siren").collect()] \
        == expected


def test_a_row_in_error_says_why(table):
    bad = recipe.obligations(table, "fr-rse", DATE,
                             keep=["siren", "departement"]) \
        .where("erreur is not null").orderBy("siren")
    first, second = bad.take(2)
    assert first["siren"] == "000000000" and second["siren"] == "000000100"
    assert "effectif" in first["erreur"] and "many" in first["erreur"]
    assert first["csrd_soumis"] is None


def test_a_column_that_is_no_fact_is_refused_before_spark_works(table):
    with pytest.raises(KeyError, match="effectifs"):
        recipe.obligations(table.withColumnRenamed("effectif", "effectifs"),
                           "fr-rse", DATE, keep=["siren", "departement"])


def test_a_pack_that_a_worker_cannot_read_is_told(table, tmp_path):
    with pytest.raises(OSError, match="pack.yaml"):
        recipe.obligations(table, str(tmp_path / "none"), DATE)


def test_an_empty_table_has_the_columns(table):
    nobody = recipe.obligations(table.limit(0), "fr-rse", DATE,
                                keep=["siren", "departement"])
    assert nobody.columns[:3] == ["siren", "departement", "vsme_soumis"]
    assert nobody.count() == 0
