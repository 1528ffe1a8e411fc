# SPDX-License-Identifier: Apache-2.0
"""What this library sets out to hold, and whether it did."""
from typing import NamedTuple

from measure import times
from peers import EXACT, RANGES


class Bar(NamedTuple):
    what: str
    figure: float
    bound: float
    unit: str
    at_most: bool = False

    @property
    def held(self):
        return (self.figure <= self.bound if self.at_most
                else self.figure >= self.bound)


def millions(what, measured, bound):
    return Bar(what, measured.rate / 1e6, bound, "M companies/s")


def bars(measured, soundness):
    """Those of which both sides were measured."""
    exact, ranges = measured.get(EXACT, {}), measured.get(RANGES, {})

    def ratio(what, table, fast, slow, bound, at_most=False):
        if fast in table and slow in table:
            yield Bar(what, times(table[fast], table[slow]), bound, "times",
                      at_most)

    found = []
    if "batch" in exact:
        found.append(millions("our batch, exact", exact["batch"], 50))
    if "batch" in ranges:
        found.append(millions("our batch, ranges", ranges["batch"], 20))
    for what, table in (("exact", exact), ("ranges", ranges)):
        found += ratio(f"C by hand over our batch, {what}", table, "hand",
                       "batch", 2, at_most=True)
    for what, slow, bound in (
            ("OpenFisca-core, a simulation a table", "openfisca", 5),
            ("OpenFisca-core, one simulation kept", "openfisca-kept", 5),
            ("Python as a portal has it", "portal", 1000),
            ("Python, a function an obligation", "plain", 1000)):
        found += ratio(f"our batch over {what}", exact, "batch", slow, bound)
    for name, (unsound, missed) in soundness.items():
        if name in ("batch", "single"):
            found.append(Bar(f"ours, {name}: told wrongly, or not told",
                             unsound + missed, 0, "decisions", True))
    return found
