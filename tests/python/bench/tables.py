# SPDX-License-Identifier: Apache-2.0
"""A table of polars with a row a company, through the Python package and
through a loop in C that calls prse_batch_block() on the same buffers."""
from statistics import median
from time import process_time

import companies
import handwritten
import numpy
import polars
import portailrse as rse
import pyarrow
from ways import DATE

COLUMNS = ["effectif", "effectif_securite_sociale", "chiffre_affaires",
           "bilan", "categorie_juridique", "est_cotee"]
ROUNDS = 3


def table(rows):
    draw = numpy.random.default_rng(7)
    return polars.DataFrame({
        "siren": draw.integers(100_000_000, 999_999_999, rows),
        **{name: draw.choice(companies.VALUES[name], rows)
           for name in COLUMNS}})


def to_arrow(answers):
    return pyarrow.RecordBatchReader.from_stream(answers).read_all()


def seconds(batch, made, reader):
    start = process_time()
    answers = reader(batch(made))
    count = len(answers)
    del answers
    spent = process_time() - start
    assert count == len(made)
    return spent


def in_c(pack, made, words):
    return handwritten.batch_seconds(
        pack, DATE, words, "siren", made.head(4096).__arrow_c_stream__(),
        made.__arrow_c_stream__())


def batch(name, rows, bound):
    pack, made = rse.Pack.load(name), table(rows)
    hand = handwritten.Pack(str(rse.pack_folder(name)))
    print(f"{rows} rows of polars, {len(COLUMNS)} columns of facts,"
          " processor time of the whole process")
    for style in rse.BatchStyle:
        plan = rse.Batch(pack, date=DATE, keep=["siren"], style=style)
        readers = {"pyarrow": to_arrow, "polars": polars.DataFrame}
        ways = {"C": lambda: in_c(hand, made, style)} | {
            f"to {to}": lambda reader=reader: seconds(plan, made, reader)
            for to, reader in readers.items()}
        seconds(plan, made.head(4096), to_arrow)  # as warm as the one in C
        found = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, run in ways.items():
                found[way].append(run())
        tell(style, {way: median(all) for way, all in found.items()}, rows,
             bound)


def tell(style, found, rows, bound):
    for way, spent in found.items():
        print(f"  {style.name:<8} {way:<12}{spent:8.3f} s"
              f"{spent / rows * 1e9:8.1f} ns a row")
    for way in list(found)[1:]:
        bound(f"batch, {style.name}, {way} / C", found[way] / found["C"],
              1 / 0.9)
