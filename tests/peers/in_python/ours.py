# SPDX-License-Identifier: Apache-2.0
"""This library through its Python package, one company after the other."""
from pathlib import Path

import portailrse

from in_python import setup

VERSION = setup.VERSION
PACK = portailrse.Pack.load(Path(setup.PACK))


def fact(value):
    return f"{value[0]}..{value[1]}" if isinstance(value, tuple) else value


def prepare(row):
    return {name: fact(value) for name, value in row.items()
            if value is not None}


def answer(company):
    return PACK.answers(company, date=setup.DAY).values()
