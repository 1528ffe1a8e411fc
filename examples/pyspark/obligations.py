# SPDX-License-Identifier: Apache-2.0
"""Obligations of every company of a Spark table.

A worker opens the pack once; Spark hands it tables of companies and takes
tables of answers, both through Arrow and without a copy of a column. Nothing
is decided in the driver but the columns of the answers.
"""
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

import portailrse as rse


@lru_cache
def plan(pack: str, date: str, keep: tuple[str, ...]) -> rse.Batch:
    """Of this process, which several tasks may use one after the other."""
    return rse.Batch(rse.Pack.load(pack), date=date, keep=list(keep))


def answers(batch: rse.Batch, companies: pyarrow.Table) \
        -> pyarrow.RecordBatchReader:
    """With words instead of their numbers in a dictionary, which Spark does
    not read."""
    read = pyarrow.RecordBatchReader.from_stream(batch(companies))
    return read.cast(pyarrow.schema(
        (column.name, column.type.value_type
         if pyarrow.types.is_dictionary(column.type) else column.type)
        for column in read.schema))


def obligations(companies: DataFrame, pack: str, date: str,
                keep: Sequence[str] = ()) -> DataFrame:
    """A row a company: the columns to keep, `<obligation>_soumis` for each
    obligation, and `erreur` for a row with a value that cannot be.

    `pack` is a path that every worker can read, or the name of a pack that
    the library has with it. Every column is a fact or one to keep: choose
    them with `companies.select()`.
    """
    kept = tuple(keep)

    def answer(tables: Iterator[pyarrow.RecordBatch]) \
            -> Iterator[pyarrow.RecordBatch]:
        for table in tables:
            yield from answers(plan(pack, date, kept),
                               pyarrow.Table.from_batches([table]))

    nobody = to_arrow_schema(companies.schema).empty_table()
    columns = answers(plan(pack, date, kept), nobody).schema
    return companies.mapInArrow(answer, from_arrow_schema(columns))
