# SPDX-License-Identifier: Apache-2.0
"""The same, where the facts were given to the simulation before the clock
starts: what the formulas alone cost. What was calculated is forgotten before
each pass."""
from in_python import openfisca

VERSION = openfisca.VERSION
length = openfisca.length


class Ready:
    """A simulation, with its facts, for every pass."""

    def __init__(self, columns):
        self.columns = columns
        self.simulation = openfisca.simulate(columns)
        self.asked = openfisca.OBLIGATIONS + ("societe",)

    def __getitem__(self, name):
        return self.columns[name]


def load(rows):
    return Ready(openfisca.load(rows))


def answers(ready):
    for name in ready.asked:
        ready.simulation.delete_arrays(name)
    return openfisca.calculate(ready.simulation)
