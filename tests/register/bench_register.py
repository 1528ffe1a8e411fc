#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Import of the offline register against `sqlite3 .import` of the same files
and a plain FTS5 index of the same columns, in the same run; size of the file;
times of look-ups; an update.

    bench_register.py GENERATE BENCH_REGISTER [UNITS]

Fails when a bar is missed: 100,000 units a second, 1.5 times the time of
sqlite3, 250 bytes a unit, 0.2 ms for 99 look-ups out of 100. Fewer than a
million units are too few to judge: only what must be true of any size is.
"""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

NAMES = ("prenom1UniteLegale, prenomUsuelUniteLegale, nomUniteLegale, "
         "nomUsageUniteLegale, pseudonymeUniteLegale, sigleUniteLegale, "
         "denominationUniteLegale, denominationUsuelle1UniteLegale, "
         "denominationUsuelle2UniteLegale, denominationUsuelle3UniteLegale")


def timed(what, command, stdin=None):
    """Seconds by the clock and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    subprocess.run(command, input=stdin, text=True, check=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime -
           before.ru_stime)
    print(f"{what}: {wall - start:.1f} s, {cpu:.1f} s of processor",
          flush=True)
    return wall - start, cpu


def sqlite(path, script):
    return timed("sqlite3", ["sqlite3", path], script)


def baseline(folder, seats):
    """What sqlite3 alone does with the same files."""
    script = f".mode csv\n.import '{folder}/units.csv' units\n"
    if seats:
        script += f".import '{folder}/seats.csv' seats\n"
    script += (f"CREATE VIRTUAL TABLE words USING fts5({NAMES}, "
               "content='units');\n"
               f"INSERT INTO words(rowid, {NAMES}) SELECT rowid, {NAMES} "
               "FROM units;\n")
    times = sqlite(f"{folder}/plain.db", script)
    os.remove(f"{folder}/plain.db")
    return times


def sample(path, to, count):
    """Some of the units, in any order."""
    size, chance = os.path.getsize(path), random.Random(7)
    with open(path, "rb") as rows, open(to, "wb") as sirens:
        for _ in range(count):
            rows.seek(chance.randrange(size - 4096))
            rows.readline()
            sirens.write(rows.readline()[:9] + b"\n")


def judge(results, units):
    ours, theirs = results["import"], results["sqlite3"]
    bars = [("units a second, at least 100,000", units / ours[0], 100_000, 1),
            ("times sqlite3, at most 1.5", ours[0] / theirs[0], 1.5, -1),
            ("times its processor time", ours[1] / theirs[1], 1.5, -1),
            ("bytes a unit, at most 250", results["bytes"] / units, 250, -1),
            ("ms a look-up (p99), at most 0.2", results["p99"] * 1e3, 0.2,
             -1)]
    missed = 0
    for name, value, bar, sign in bars:
        fine = value * sign >= bar * sign
        missed += not fine
        print(f"{'ok    ' if fine else 'MISSED'} {value:12,.3f} {name}")
    return missed if units >= 1_000_000 else 0


def main(generate, bench, units="5000000"):
    with tempfile.TemporaryDirectory(prefix="prse-bench-") as folder:
        files = [f"{folder}/units.csv", f"{folder}/seats.csv"]
        later = [f"{folder}/later-units.csv", f"{folder}/later-seats.csv"]
        register = f"{folder}/register.db"
        results = {}
        timed("generate", [generate, units, "1", *files])
        timed("generate a month later",
              [generate, "--later", units, "1", *later])
        results["import"] = timed("import",
                                  [bench, "import", register, *files])
        results["sqlite3"] = baseline(folder, True)
        timed("import of units only",
              [bench, "import", f"{folder}/units.db", files[0]])
        baseline(folder, False)
        timed("stop", [bench, "stop", f"{folder}/stopped.db", *files])
        sample(files[0], f"{folder}/sirens", 50_000)
        found = subprocess.run([bench, "find", register, f"{folder}/sirens",
                                "50000"], check=True, stdout=-1).stdout
        results.update(json.loads(found))
        assert results["units"] == int(units)
        print(f"look-up: {results['p50'] * 1e6:.1f} us (p50), "
              f"{results['p99'] * 1e6:.1f} us (p99), "
              f"{results['max'] * 1e6:.1f} us at most")
        timed("update", [bench, "update", register, *later])
        return judge(results, int(units))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) and 1)
