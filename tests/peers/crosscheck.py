# SPDX-License-Identifier: Apache-2.0
"""Whether a peer says what is true, company by company, and whether what it
was timed on was really answered."""
from companies import OBLIGATIONS

COUNT = len(OBLIGATIONS)
SAID = {"0": "not subject", "1": "subject", "2": "not told"}


class Differs(Exception):
    """A peer that gives another answer."""


def same(name, found, true):
    """Raises at the first answer that is not the true one."""
    if len(found) != len(true):
        raise Differs(f"{name}: {len(found) // COUNT} companies answered, "
                      f"{len(true) // COUNT} were asked for")
    if found == true:
        return
    wrong = [i for i, (a, b) in enumerate(zip(found, true)) if a != b]
    company, obligation = divmod(wrong[0], COUNT)
    raise Differs(
        f"{name}: {len(wrong)} of {len(true)} answers differ; the first: "
        f"company {company}, {OBLIGATIONS[obligation]}: "
        f"{SAID.get(found[wrong[0]], found[wrong[0]])}, which is "
        f"{SAID[true[wrong[0]]]}")


def tally(digits):
    """How many are subject, by obligation; then of how many it is not told."""
    return [digits[i::COUNT].count(digit)
            for digit in "12" for i in range(COUNT)]


def tally_of(digits, rows):
    """The same when the companies are taken again and again."""
    passes, rest = divmod(rows, len(digits) // COUNT)
    return [passes * whole + part for whole, part in zip(
        tally(digits), tally(digits[:rest * COUNT]))]


def soundness(found, true):
    """Answers that are told though they are not certain, or are wrong; and
    certain ones that are not told."""
    unsound = sum(a != "2" and a != b for a, b in zip(found, true))
    missed = sum(a == "2" and b != "2" for a, b in zip(found, true))
    return unsound, missed
