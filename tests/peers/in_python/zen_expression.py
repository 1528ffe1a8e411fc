# SPDX-License-Identifier: Apache-2.0
"""GoRules ZEN: its expressions without a decision around them, compiled once
into one list of the eight answers."""
import zen

from in_python import zen_decision

VERSION = zen_decision.VERSION
ALL = zen.compile_expression(
    "[" + ", ".join(f"({rule})" for rule in zen_decision.RULES) + "]")
prepare = zen_decision.prepare


def answer(company):
    try:
        return ALL.evaluate(company)
    except RuntimeError:
        return zen_decision.each(company)
