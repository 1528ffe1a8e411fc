# SPDX-License-Identifier: Apache-2.0
"""Made-up companies: the same each time, valid, and as frequent as they are.
The figures are those of docs/population.md."""
import csv
import hashlib
import io
import os
import subprocess
from collections import Counter

import harness
from harness import DAY, OK, ROOT, USAGE

PACKS = ROOT / "packs"
ROWS = 100000
# Companies in a hundred, by headcount: Insee, start of 2018.
SIZES = {"0": 73.8, "1-9": 21.8, "10-49": 3.66, "50-249": 0.60, "250+": 0.13}
# By branch and size in thousands: Insee, 1 January 2007.
TRADE = {"0": 362040 / 1745754, "1-9": 251926 / 983994}


def size_of(headcount):
    for name, most in (("0", 0), ("1-9", 9), ("10-49", 49), ("50-249", 249)):
        if headcount <= most:
            return name
    return "250+"


def has_key(siren):
    digits = [int(d) * (1 + i % 2) for i, d in enumerate(siren)]
    return sum(d // 10 + d % 10 for d in digits) % 10 == 0


class Population(harness.CliTest):
    def population(self, *words, pack="fr-rse", **more):
        return self.good("population", "--pack", PACKS / pack, *words, **more)

    def rows(self, *words, **more):
        return list(csv.DictReader(io.StringIO(self.population(*words,
                                                               **more))))


class Chance(Population):
    def test_a_seed_gives_the_same_companies(self):
        once = self.population("--rows", 20000, "--seed", 7)
        self.assertEqual(self.population("--rows", 20000, "--seed", 7), once)
        self.assertNotEqual(self.population("--rows", 20000), once)

    def test_more_rows_only_add_some(self):
        many = self.population("--rows", 17000)
        for count in (0, 1, 16384, 16385):
            self.assertTrue(many.startswith(
                self.population("--rows", count)), count)
            self.assertEqual(
                self.population("--rows", count).count("\n"), count + 1)

    def test_a_share_is_missing(self):
        rows = self.rows("--rows", 5000, "--missing", 30)
        cells = [row["effectif"] for row in rows]
        self.assertAlmostEqual(cells.count("") / 5000, 0.3, delta=0.03)
        self.assertTrue(all(row["siren"] for row in rows))

    def test_a_wrong_option(self):
        for option, value in (("rows", "many"), ("rows", "90000001"),
                              ("seed", "-1"), ("missing", "101"),
                              ("detail", "some")):
            self.bad(USAGE, f"--{option}", "population", "--pack",
                     PACKS / "fr-rse", f"--{option}", value)


class Companies(Population):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run(
            [harness.PROGRAM, "population", "--pack", PACKS / "fr-rse",
             "--rows", str(ROWS)], capture_output=True, check=True,
            text=True).stdout
        cls.made = list(csv.DictReader(io.StringIO(text)))

    def test_sizes_are_as_frequent_as_published(self):
        found = Counter(size_of(int(r["effectif"])) for r in self.made)
        for name, share in SIZES.items():
            expected = share / 100 * ROWS
            # Four standard deviations, and what the rounding of figures hides.
            self.assertAlmostEqual(found[name], expected, msg=name,
                                   delta=4 * expected ** 0.5 + 0.0005 * ROWS)

    def test_most_are_micro_firms(self):
        few = sum(int(r["effectif"]) < 10 for r in self.made)
        self.assertAlmostEqual(few / ROWS, 0.956, delta=0.004)

    def test_natural_persons(self):
        alone = sum(r["categorie_juridique"] == "1000" for r in self.made)
        self.assertAlmostEqual(alone / ROWS, 0.548, delta=0.008)
        self.assertFalse([r for r in self.made if int(r["effectif"]) > 250
                          and r["categorie_juridique"] == "1000"])

    def test_trade_is_as_frequent_as_published(self):
        for size, share in TRADE.items():
            of_size = [r for r in self.made
                       if size_of(int(r["effectif"])) == size]
            found = sum(r["section_naf"] == "G" for r in of_size)
            self.assertAlmostEqual(found / len(of_size), share, delta=0.015)

    def test_numbers_have_their_key_and_are_not_there_twice(self):
        numbers = [r["siren"] for r in self.made]
        self.assertEqual(len(set(numbers)), ROWS)
        self.assertTrue(all(len(n) == 9 and has_key(n) for n in numbers))

    def test_figures_of_a_company_go_together(self):
        for r in self.made:
            if r["effectif"] == "0":
                self.assertEqual(r["effectif@-1"], "0")
            if r["est_societe_mere"] == "1":
                self.assertEqual(r["appartient_groupe"], "1")
            self.assertGreaterEqual(int(r["effectif_groupe"]),
                                    int(r["effectif"]))
            self.assertGreaterEqual(int(r["chiffre_affaires"]),
                                    30000 * (int(r["effectif"]) + 1))

    def test_departments_are_all_there(self):
        self.assertEqual(len({r["departement"] for r in self.made}), 101)


class Facts(Population):
    def test_every_value_is_one_that_its_fact_may_have(self):
        for pack in ("fr-rse", "portail-rse-compat", "demo-commune"):
            for detail in ("exact", "brackets", "mixed"):
                text = self.population("--rows", 3000, "--missing", 5,
                                       "--detail", detail, pack=pack)
                answer = self.run_cli(
                    "batch", "--pack", PACKS / pack, "--at", DAY, "--columns",
                    "answers", stdin=text)
                self.assertEqual(answer.code, OK, (pack, answer.err))

    def test_memory_does_not_grow(self):
        def most(rows):
            with subprocess.Popen(
                    [harness.PROGRAM, "population", "--pack",
                     PACKS / "fr-rse", "--rows", str(rows)],
                    stdout=subprocess.DEVNULL) as run:
                _, run.returncode, used = os.wait4(run.pid, 0)
            self.assertEqual(run.returncode, 0)
            return used.ru_maxrss
        few = most(20000)
        self.assertLess(most(100000), few * 1.1 + 2000)

    def test_bytes_stay_the_same_from_release_to_release(self):
        text = self.population("--rows", 1000, "--seed", 42, "--detail",
                               "mixed", "--missing", 10, pack="demo-commune")
        self.assertEqual(hashlib.sha256(text.encode()).hexdigest()[:16],
                         "9ab6ffc4c1480dbe")


if __name__ == "__main__":
    harness.main()
