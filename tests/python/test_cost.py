# SPDX-License-Identifier: Apache-2.0
"""What a call costs, in instructions, which no other program disturbs: beside
a binding written by hand, and beside what was recorded (costs.txt).

A budget holds for one build and one Python. Whoever makes the path longer on
purpose records anew: PRSE_RECORD=1 meson test -C BUILD 'python cost'"""
import os
import platform
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "bench"))
pytest.importorskip("handwritten", reason="meson builds it")
if not shutil.which("valgrind"):
    pytest.skip("valgrind is not there", allow_module_level=True)

import instructions  # noqa: E402
from ways import (ALL, ANSWERS, FACTS, FIELD, HAND, OURS, REASONS,  # noqa: E402
                  TWELVE, VERDICTS, WHOLE)

COSTS = HERE / "costs.txt"
MARGIN = 1.10
RATIO = 1.5
BUILD = (f"{os.environ.get('PRSE_COMPILER', 'unknown')}"
         f" | Python {platform.python_version()}")
HELD = [(title, OURS) for title in (FIELD, FACTS, REASONS)] + [
    (title, way) for title in (TWELVE, ALL)
    for way in (WHOLE, VERDICTS, ANSWERS)]


@pytest.fixture(scope="session")
def counted():
    return instructions.of_all("fr-rse", peers=False)


@pytest.fixture(scope="session")
def recorded(counted):
    rows = read()
    if os.environ.get("PRSE_RECORD") == "1":
        rows |= {(BUILD, title, way): round(counted[title][way])
                 for title, way in HELD}
        write(rows)
    return rows


def read():
    lines = COSTS.read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit(" | ", 3) for line in lines if line[0] != "#"]
    return {tuple(key): int(count) for *key, count in rows}


def write(rows):
    head = [line for line in COSTS.read_text(encoding="utf-8").splitlines()
            if line[0] == "#"]
    body = [" | ".join(key) + f" | {count}" for key, count in rows.items()]
    COSTS.write_text("\n".join(head + body) + "\n", encoding="utf-8")


@pytest.mark.parametrize("title", [FIELD, FACTS, REASONS])
def test_a_call_costs_little_more_than_by_hand(counted, title):
    ours, hand = counted[title][OURS], counted[title][HAND]
    assert ours <= RATIO * hand, f"{ours:.0f} instructions, by hand {hand:.0f}"


@pytest.mark.parametrize("title, way", HELD)
def test_a_call_costs_what_it_did(counted, recorded, title, way):
    budget = recorded.get((BUILD, title, way))
    if budget is None:
        pytest.skip(f"no cost was recorded for {BUILD}")
    assert counted[title][way] <= MARGIN * budget
