# SPDX-License-Identifier: Apache-2.0
"""The same with one simulation, which is kept: before each pass it forgets
what it knew, and is given the facts of the table. Most of what a simulation
costs is making it."""
from in_python import openfisca

VERSION = openfisca.VERSION


class Kept:
    def __init__(self, columns):
        self.columns = columns
        self.simulation = openfisca.simulate(columns)


def load(rows):
    return Kept(openfisca.load(rows))


def length(kept):
    return openfisca.length(kept.columns)


def answers(kept):
    for name in openfisca.SYSTEM.variables:
        kept.simulation.delete_arrays(name)
    openfisca.give(kept.simulation, kept.columns)
    return openfisca.calculate(kept.simulation)
