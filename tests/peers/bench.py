# SPDX-License-Identifier: Apache-2.0
"""The same eight obligations on the same companies, answered by this library
and by its peers, one thread each.

Every answer is compared first: to companies that lie where obligations begin,
and to some of the population; a peer that differs ends the bench. Then all of
them are timed in turns. Where facts are missing, what a peer tells is counted
against what is certain, which is found by trying every value."""
import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import bars
import chart
import companies
import crosscheck
import edges
import measure
import report
from peers import EXACT, HERE, MISSING, PEERS, RANGES, Failed, Places, Talk
from peers import command_of

EDGES = 2048       # companies that are checked one by one, and as many of
DECISIONS = 12000  # the population
SEED = 20261123
NAMES = [peer.name for peer in PEERS]


def arguments():
    known = argparse.ArgumentParser(description=__doc__)
    add = known.add_argument
    add("--rows-program", required=True, help="makes the companies")
    add("--native", required=True, help="the peers in C")
    add("--eight", required=True, help="tests/perf/eight")
    add("--peers", type=Path, required=True,
        help="where ./dev bench rules installs the peers")
    add("--out", type=Path, required=True)
    add("--rounds", type=int, default=7)
    add("--seconds", type=float, default=0.7, help="of a peer in a round")
    add("--only", nargs="+", metavar="PEER", help="some of: "
        + ", ".join(NAMES), choices=NAMES)
    add("--population", type=int, default=1 << 16, metavar="ROWS",
        help="companies of the table that is answered again and again")
    return known.parse_args()


def places_of(asked):
    """The installed peers, with our JavaScript beside their node_modules."""
    python, node = (asked.peers / "bin" / name for name in ("python", "node"))
    if not python.exists() or not (asked.peers / "node_modules").exists():
        raise Failed(f"{asked.peers}: the peers are not installed; "
                     "./dev bench rules does it")
    shutil.copy(HERE / "serve.mjs", asked.peers)
    shutil.copytree(HERE / "in_javascript", asked.peers / "in_javascript",
                    dirs_exist_ok=True)
    return Places(asked.native, asked.eight, str(python),
                  str(node) if node.exists() else "node", asked.peers)


class Files:
    """The companies of each table, and what is true of them."""

    def __init__(self, folder, program, eight, rows):
        self.folder = folder
        made = subprocess.run([program, eight, str(rows)], check=True,
                              stdout=subprocess.PIPE)
        exact = folder / EXACT
        exact.mkdir(parents=True, exist_ok=True)
        (exact / "rows.csv").write_bytes(made.stdout)
        rows = companies.read(exact / "rows.csv")
        wide = [edges.widened(row) for row in rows]
        self.true = {
            (EXACT, "rows.csv"): edges.truth(rows),
            (RANGES, "rows.csv"): self.write(RANGES, "rows.csv", wide),
            (EXACT, "check.csv"): self.write(
                EXACT, "check.csv", edges.draw(EDGES, SEED) + rows[:EDGES]),
            (RANGES, "check.csv"): self.write(
                RANGES, "check.csv",
                edges.draw_ranges(EDGES, SEED + 1) + wide[:EDGES]),
            (MISSING, "check.csv"): self.write(
                MISSING, "check.csv", edges.draw(
                    DECISIONS // crosscheck.COUNT, SEED + 3, 0.3))}

    def write(self, table, name, rows):
        (self.folder / table).mkdir(parents=True, exist_ok=True)
        companies.write(self.folder / table / name, rows)
        return edges.truth(rows)


class Bench:
    def __init__(self, asked, files, places):
        self.asked, self.files, self.places = asked, files, places
        self.versions, self.measured, self.soundness = {}, {}, {}

    def peers(self, table):
        return [peer for peer in PEERS if table in peer.tables
                and (not self.asked.only or peer.name in self.asked.only)]

    def talks(self, table):
        talks = {}
        for peer in self.peers(table):
            talks[peer.name] = talk = Talk(peer.title, command_of(
                peer, self.places, self.files.folder / table))
            self.versions[peer.name] = talk.version
        return talks

    def compare(self, table):
        """Where facts are missing, peers may differ: that is counted."""
        talks, true = self.talks(table), self.files.true[table, "check.csv"]
        for name, talk in talks.items():
            found = talk.answers("check.csv")
            if table == MISSING:
                self.soundness[name] = crosscheck.soundness(found, true)
            else:
                crosscheck.same(talk.name, found, true)
        return talks

    def time(self, table):
        say(f"{table}: comparing")
        talks = self.compare(table)
        say(f"{table}: timing {len(talks)} peers")
        self.measured[table] = measure.rounds(
            self.peers(table), talks, self.files.true[table, "rows.csv"],
            self.asked.rounds, self.asked.seconds,
            lambda what: say(f"{table}: {what}"))
        end(talks)

    def run(self):
        end(self.compare(MISSING))
        for table in (EXACT, RANGES):
            self.time(table)
        return bars.bars(self.measured, self.soundness)


def end(talks):
    for talk in talks.values():
        talk.end()


def say(what):
    print(f"-- {what}", file=sys.stderr, flush=True)


def tables(bench, held):
    for table, measured in bench.measured.items():
        yield report.speed(table, bench.peers(table), measured,
                           bench.versions,
                           len(bench.files.true[table, "check.csv"]))
    true = bench.files.true[MISSING, "check.csv"]
    yield report.sound(bench.peers(MISSING), bench.soundness, len(true),
                       true.count("2"), bench.versions)
    yield report.held(held)


def machine():
    flags = Path("/proc/cpuinfo")
    has_avx2 = flags.exists() and " avx2 " in flags.read_text()
    return {"processor": platform.machine(), "cores": os.cpu_count(),
            "avx2": has_avx2, "system": platform.system(),
            "load": round(os.getloadavg()[0], 1)}


def facts(bench, held):
    """The same as the tables, for programs."""
    def speeds(measured):
        return {name: {"median": it.rate, "min": min(it.rates),
                       "max": max(it.rates), "rounds": it.rates,
                       "rows": it.rows} for name, it in measured.items()}
    return {
        "date": datetime.date.today().isoformat(), "machine": machine(),
        "population": bench.asked.population,
        "versions": bench.versions,
        "companies_per_second": {table: speeds(measured) for table, measured
                                 in bench.measured.items()},
        "missing": {"decisions": DECISIONS,
                    "unknown": bench.files.true[
                        MISSING, "check.csv"].count("2"),
                    "peers": {name: {"unsound": unsound, "missed": missed}
                              for name, (unsound, missed)
                              in bench.soundness.items()}},
        "bars": [bar._asdict() | {"held": bar.held} for bar in held]}


def write(out, bench, held):
    (out / "rules.json").write_text(
        json.dumps(facts(bench, held), indent=1) + "\n", encoding="utf-8")
    (out / "rules.svg").write_text(chart.chart(
        [(table, bench.peers(table), measured)
         for table, measured in bench.measured.items()]), encoding="utf-8")
    text = "\n\n".join(tables(bench, held))
    (out / "rules.txt").write_text(text + "\n", encoding="utf-8")
    print(f"\n{text}\n\nchart: {out / 'rules.svg'}")


def main():
    asked = arguments()
    try:
        places = places_of(asked)
        asked.out.mkdir(parents=True, exist_ok=True)
        say("making the companies")
        files = Files(asked.out, asked.rows_program, asked.eight,
                      asked.population)
        bench = Bench(asked, files, places)
        held = bench.run()
    except (Failed, crosscheck.Differs) as wrong:
        sys.exit(f"bench rules: {wrong}")
    write(asked.out, bench, held)


if __name__ == "__main__":
    main()
