#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The bench of rules with the peers that need no installation: a peer that is
wrong by one company is found, in what it says and in what it is timed on."""
import argparse
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from xml.etree import ElementTree

import bars
import bench
import chart
import companies
import crosscheck
import edges
import measure
import report
from in_python import plain
from peers import (ALL_TABLES, EXACT, HERE, MISSING, PEERS, RANGES, Failed,
                   Peer, Places, Talk, command_of)

known = argparse.ArgumentParser()
for name in ("--rows-program", "--native", "--eight"):
    known.add_argument(name, required=True)
ASKED, REST = known.parse_known_args()
PLACES = Places(ASKED.native, ASKED.eight)
NEEDS_NOTHING = ("batch", "batch-plain", "single", "hand", "plain", "portal",
                 "ranges")
OURS = [peer for peer in PEERS if peer.name in NEEDS_NOTHING]
# Asks for one employee too many.
WRONG = f"""import sys
sys.path.insert(0, {str(HERE)!r})
import serve
from in_python import plain
def answer(c):
    return (c.effectif > 50,) + right(c)[1:]
right, plain.answer = plain.answer, answer
serve.main()
"""


class Tables(unittest.TestCase):
    """Each table once, for all tests."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="prse-peers-")
        cls.addClassCleanup(folder.cleanup)
        cls.files = bench.Files(Path(folder.name), ASKED.rows_program,
                                ASKED.eight, 4096)

    def talk(self, peer, table):
        talk = Talk(peer.title, command_of(peer, PLACES,
                                           self.files.folder / table))
        self.addCleanup(talk.end)
        return talk

    def wrong(self):
        talk = Talk("wrong", [sys.executable, "-c", WRONG, "plain",
                              self.files.folder / EXACT])
        self.addCleanup(talk.end)
        return talk


class Answers(Tables):
    def test_peers_say_what_is_true(self):
        for table in (EXACT, RANGES):
            for peer in OURS:
                if table in peer.tables:
                    with self.subTest(peer.name, table=table):
                        crosscheck.same(
                            peer.name,
                            self.talk(peer, table).answers("check.csv"),
                            self.files.true[table, "check.csv"])

    def test_where_facts_are_missing_ours_tell_all_that_is_certain(self):
        true = self.files.true[MISSING, "check.csv"]
        for peer in OURS:
            if MISSING in peer.tables:
                found = self.talk(peer, MISSING).answers("check.csv")
                unsound, missed = crosscheck.soundness(found, true)
                with self.subTest(peer.name):
                    self.assertEqual(unsound, 0)
                    self.assertEqual(missed == 0, peer.is_ours)

    def test_a_third_of_these_decisions_cannot_be_told(self):
        true = self.files.true[MISSING, "check.csv"]
        self.assertEqual(len(true), bench.DECISIONS)
        self.assertGreater(true.count("2"), len(true) // 5)

    def test_each_obligation_is_told_all_that_may_be_told(self):
        for table in (EXACT, RANGES, MISSING):
            true = self.files.true[table, "check.csv"]
            for i, name in enumerate(companies.OBLIGATIONS):
                with self.subTest(name, table=table):
                    self.assertEqual(set(true[i::8]),
                                     set("01" if table == EXACT else "012"))

    def test_a_wrong_peer_is_found(self):
        with self.assertRaisesRegex(crosscheck.Differs,
                                    "wrong: .* bdese: not subject, which is "
                                    "subject"):
            crosscheck.same("wrong", self.wrong().answers("check.csv"),
                            self.files.true[EXACT, "check.csv"])

    def test_a_peer_that_leaves_some_out_is_found(self):
        with self.assertRaisesRegex(crosscheck.Differs, "1 companies"):
            crosscheck.same("short", "00000000", "00000000" * 2)

    def test_a_peer_that_stops_is_told(self):
        with self.assertRaisesRegex(Failed, "stopped with status"):
            Talk("nobody", [sys.executable, "-c", ""])
        talk = self.talk(OURS[0], EXACT)
        with self.assertRaisesRegex(Failed, "stopped with status 1"):
            talk.answers("nothing.csv")

    def test_a_peer_that_was_killed_is_told(self):
        talk = self.talk(OURS[0], EXACT)
        talk.process.kill()
        talk.process.wait()
        with self.assertRaisesRegex(Failed, "stopped with status -9"):
            talk.answers("check.csv")


class Timing(Tables):
    def digits(self, table=EXACT):
        return self.files.true[table, "rows.csv"]

    def test_what_is_timed_is_answered(self):
        for peer in OURS:
            for table in (EXACT, RANGES):
                if table in peer.tables:
                    talk = self.talk(peer, table)
                    rows = 8192 if peer.as_a_whole else 5000
                    with self.subTest(peer.name, table=table):
                        self.assertGreater(measure.timed(
                            talk, rows, self.digits(table)), 0)

    def test_a_wrong_peer_is_not_timed(self):
        with self.assertRaisesRegex(crosscheck.Differs, "what was timed"):
            measure.timed(self.wrong(), 4096, self.with_fifty())

    def with_fifty(self):
        """The population with a company at the limit, and what is true."""
        path = self.files.folder / EXACT / "rows.csv"
        rows = companies.read(path)
        self.addCleanup(path.write_bytes, path.read_bytes())
        rows[7]["effectif"] = 50
        companies.write(path, rows)
        return edges.truth(rows)

    def test_rounds_take_everybody_in_turn(self):
        peers = [p for p in OURS if p.name in ("batch", "single", "plain")]
        found = measure.rounds(
            peers, {p.name: self.talk(p, EXACT) for p in peers},
            self.digits(), 2, 0.01, lambda what: None)
        for name, it in found.items():
            with self.subTest(name):
                self.assertEqual(len(it.rates), 2)
                self.assertGreater(it.rate, 0)
        self.assertEqual(found["batch"].rows % 4096, 0)


class Truth(unittest.TestCase):
    def test_it_is_that_of_the_rule_when_all_is_known(self):
        for row in edges.draw(200, 7):
            company = plain.Company(**row)
            self.assertEqual(edges.truth([row]), "".join(
                str(int(rule(company))) for rule in plain.RULES))

    def test_cuts_are_all_that_matters(self):
        """Values drawn between the cuts never tell more."""
        chance = random.Random(11)
        for row in edges.draw(60, 8, 0.3):
            digits = edges.truth([row])
            for _ in range(20):
                full = {fact: edges.near(chance, fact) if value is None
                        else value for fact, value in row.items()}
                for a, b in zip(digits, edges.truth([full])):
                    self.assertIn(a, (b, "2"))

    def test_widened_companies_hold_the_exact_ones(self):
        for row in edges.draw(100, 9):
            for fact, value in edges.widened(row).items():
                if isinstance(value, tuple):
                    self.assertTrue(value[0] <= row[fact] <= value[1])

    def test_counts_go_round(self):
        digits = "10000002" + "00000001"
        self.assertEqual(crosscheck.tally_of(digits, 3),
                         [2, 0, 0, 0, 0, 0, 0, 1] + [0] * 7 + [2])


class Telling(unittest.TestCase):
    FAST = measure.Measured(4096, [4e8, 5e8, 6e8])
    SLOW = measure.Measured(100, [1e5, 1e5, 2e5])
    PEERS = (Peer("batch", "ours <batch>", "native", "batch", ALL_TABLES,
                  True, True),
             Peer("portal", "a portal", "python", "portal"))
    MEASURED = {"batch": FAST, "portal": SLOW}

    def test_ratios_are_those_of_a_round(self):
        self.assertEqual(measure.times(self.FAST, self.SLOW), 4000)

    def test_a_bar_that_is_missed_is_told(self):
        found = bars.bars({EXACT: self.MEASURED}, {"batch": (0, 3)})
        told = report.held(found).splitlines()
        self.assertEqual([bar.held for bar in found], [True, True, False])
        self.assertRegex(told[2], "held +500 +>= 50.0 +M companies/s")
        self.assertRegex(told[-1], "MISSED +3.00 +<= 0 +decisions")

    def test_the_table_has_the_noise_and_the_ratio(self):
        told = report.speed(EXACT, self.PEERS, self.MEASURED,
                            {"batch": "1.2", "portal": "3.4"}, 16)
        self.assertRegex(told, r"a portal +100 k +100 k\.\.200 k +10\.0 +"
                         r"4\.00 k +100 +3\.4")

    def test_the_chart_is_xml_with_a_bar_each(self):
        drawn = ElementTree.fromstring(chart.chart(
            [(EXACT, self.PEERS, self.MEASURED)]))
        rects = drawn.findall("{http://www.w3.org/2000/svg}rect")
        self.assertEqual(len(rects), 1 + len(self.PEERS))

    def test_peers_that_are_not_installed_are_told(self):
        done = subprocess.run(
            [sys.executable, HERE / "bench.py", "--rows-program", "x",
             "--native", "x", "--eight", "x", "--peers", "nowhere", "--out",
             "nowhere"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nowhere: the peers are not installed; ./dev bench "
                      "rules does it", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *REST])
