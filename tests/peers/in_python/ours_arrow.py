# SPDX-License-Identifier: Apache-2.0
"""This library through its Python package, a table of pyarrow at a time."""
import numpy
import portailrse
import pyarrow

from companies import MONEY, TRUTHS
from in_python import setup

VERSION = f"{setup.VERSION}, pyarrow {pyarrow.__version__}"
PLAN = portailrse.Batch(portailrse.Pack.load(setup.PACK), date=setup.DAY,
                        columns=portailrse.BatchColumn.ANSWERS,
                        style=portailrse.BatchStyle.CODES)


def column(rows, fact):
    """Numbers as they are, ranges as words of a dictionary."""
    values = [row[fact] for row in rows]
    if any(isinstance(value, tuple) for value in values):
        words = [value and f"{value[0]}..{value[1]}" for value in values]
        return pyarrow.array(words).dictionary_encode()
    if fact in TRUTHS:
        return pyarrow.array(values, pyarrow.bool_())
    return pyarrow.array(values, pyarrow.int64() if fact in MONEY
                         else pyarrow.int32())


def load(rows):
    return pyarrow.record_batch({fact: column(rows, fact)
                                 for fact in rows[0]})


def length(table):
    return table.num_rows


def answers(table):
    said = pyarrow.record_batch(PLAN.block(table))
    return [numpy.asarray(column) for column in said.columns]
