#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times of searches in a register, and of the same searches by peers on the
same data.

    search_bench.py [--fts5] [--postgres] [--seed N] PROGRAM REGISTER

PROGRAM is search_bench. Queries are drawn from the register: whole names,
beginnings, words, pairs of words, names with a typo, beginnings of one to three
letters, and the most frequent words alone and together. --fts5 makes a plain
FTS5 index of the names and orders by bm25; --postgres makes a cluster of its
own with a pg_trgm index. Both take minutes on millions of units."""
import argparse
import itertools
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

COUNT, FREQUENT, TIMEOUT = 5000, 24, 20
NAMES = ("denomination", "sigle", "nom_usuel", "autres_noms", "enseignes")
ROWS = (f"SELECT siren,{','.join(NAMES)} FROM unite_legale"
        " LEFT JOIN siege USING (siren)")
ALWAYS = ["sci", "saint", "groupe", "sci saint", "groupe saint", "sci groupe",
          "sarl", "association", "s", "sa", "sai", "g", "gro", "c", "ma", "b"]


# --- Queries ---

def with_typo(chance, text):
    at = chance.randrange(len(text))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice([text[:at] + text[at + 1:],
                          text[:at] + letter + text[at:],
                          text[:at] + letter + text[at + 1:],
                          text[:at] + text[at:at + 2][::-1] + text[at + 2:]])


def vary(chance, name):
    words = name.split()
    kind = chance.random()
    if kind < 0.30:
        return name
    if kind < 0.50:
        return chance.choice(words)
    if kind < 0.65:
        return " ".join(chance.sample(words, min(2, len(words))))
    if kind < 0.80:
        return name[:chance.randint(2, len(name))]
    if kind < 0.92:
        return with_typo(chance, name)
    return chance.choice(words)[:chance.randint(1, 3)]


def usable(text):
    return any(c.isalnum() for c in text) and not text.replace(
        " ", "").isdigit()


def frequent(base):
    words = [row[0] for row in base.execute(
        "SELECT texte FROM recherche_mot WHERE partie=0 AND texte>='a'"
        " AND texte<'{' ORDER BY unites DESC LIMIT ?", (FREQUENT,))]
    return words + [" ".join(pair)
                    for pair in itertools.permutations(words[:12], 2)]


def draw(base, seed):
    chance = random.Random(seed)
    texts = ALWAYS + frequent(base)
    low, high = base.execute("SELECT (SELECT min(siren) FROM unite_legale),"
                             "(SELECT max(siren) FROM unite_legale)"
                             ).fetchone()
    while len(texts) < COUNT:
        row = base.execute(
            "SELECT denomination FROM unite_legale WHERE siren>=? LIMIT 1",
            (chance.randint(low, high),)).fetchone()
        if row and row[0]:
            text = vary(chance, row[0]).replace("\t", " ").strip()
            texts += [text] if usable(text) else []
    return texts


# --- Times ---

def at(times, share):
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def show(name, times):
    print(f"{name:<22} p50 {at(times, .5):9.3f}  p90 {at(times, .9):9.3f}"
          f"  p99 {at(times, .99):9.3f}  max {max(times):9.3f} ms", flush=True)


def ours(program, register, texts, folder):
    listing = folder / "queries.txt"
    listing.write_text("".join(text + "\n" for text in texts))
    times = []
    for _ in range(2):  # the first round warms the system's cache
        out = subprocess.run([program, register, listing], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
        times = [float(line) / 1000 for line in out.split()]
    return times


# --- FTS5 ---

def words_of(text):
    return "".join(c if c.isalnum() else " " for c in text).split()


def make_fts5(register, folder):
    peer = sqlite3.connect(folder / "fts5.db")
    peer.execute("PRAGMA journal_mode=OFF")
    peer.execute("ATTACH ? AS r", (f"{register}",))
    peer.execute(f"CREATE VIRTUAL TABLE noms USING fts5({','.join(NAMES)},"
                 " content='')")
    start = time.monotonic()
    peer.execute(f"INSERT INTO noms(rowid,{','.join(NAMES)}) "
                 + ROWS.replace("unite_legale", "r.unite_legale", 1)
                 .replace("siege", "r.siege", 1))
    peer.commit()
    print(f"FTS5 index: {time.monotonic() - start:.1f} s", flush=True)
    return peer


def fts5(peer, text):
    words = words_of(text)
    match = " ".join(f'"{word}"' for word in words) + "*"
    start = time.perf_counter()
    peer.execute("SELECT rowid FROM noms WHERE noms MATCH ?"
                 " ORDER BY bm25(noms) LIMIT 10", (match,)).fetchall()
    return (time.perf_counter() - start) * 1000


# --- PostgreSQL ---

class Cluster:
    def __init__(self, folder):
        self.folder = folder / "postgres"
        versions = pathlib.Path("/usr/lib/postgresql").glob("*/bin")
        self.bin = max(versions, key=lambda p: int(p.parent.name))
        self.user = "postgres" if os.geteuid() == 0 else None
        self.folder.mkdir()
        if self.user:
            shutil.chown(self.folder, self.user)
            folder.chmod(0o755)

    def run(self, *command, **more):
        return subprocess.run(command, check=True, user=self.user,
                              cwd=self.folder, **more)

    def start(self):
        data = self.folder / "data"
        self.run(self.bin / "initdb", "-D", data, "--no-sync", "-A", "trust",
                 "-U", "bench", "-E", "UTF8", "--locale=C.UTF-8",
                 stdout=subprocess.DEVNULL)
        self.run(self.bin / "pg_ctl", "-D", data, "-w", "-l",
                 self.folder / "log", "-o",
                 f"-k {self.folder} -h '' -c fsync=off -c"
                 " shared_buffers=2GB -c maintenance_work_mem=1GB -c"
                 " max_wal_size=8GB -c work_mem=64MB", "start",
                 stdout=subprocess.DEVNULL)

    def stop(self):
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m",
                 "immediate", "stop", stdout=subprocess.DEVNULL)

    def psql(self, *arguments, **more):
        return self.run(self.bin / "psql", "-h", self.folder, "-U", "bench",
                        "-q", "-v", "ON_ERROR_STOP=0", *arguments,
                        "postgres", **more)


def copy_rows(cluster, base):
    load = subprocess.Popen(
        [cluster.bin / "psql", "-h", cluster.folder, "-U", "bench", "-q",
         "-c", "COPY unites FROM STDIN", "postgres"], stdin=subprocess.PIPE,
        user=cluster.user, cwd=cluster.folder, text=True)
    for siren, *names in base.execute(ROWS):
        text = " ".join(name for name in names if name)
        text = text.replace("\\", " ").replace("\t", " ").replace("\n", " ")
        load.stdin.write(f"{siren}\t{text}\n")
    load.stdin.close()
    if load.wait():
        sys.exit("COPY failed")


def make_postgres(cluster, base):
    start = time.monotonic()
    cluster.psql("-c", "CREATE EXTENSION pg_trgm", "-c",
                 "CREATE UNLOGGED TABLE unites(siren bigint, nom text)")
    copy_rows(cluster, base)
    cluster.psql("-c", "CREATE INDEX ON unites USING gin(nom gin_trgm_ops)",
                 "-c", "VACUUM ANALYZE unites")
    print(f"PostgreSQL index: {time.monotonic() - start:.1f} s", flush=True)


def postgres(cluster, texts, folder):
    script = folder / "queries.sql"
    lines = [f"SET statement_timeout='{TIMEOUT}s';", "\\timing on"]
    for text in texts:
        quoted = text.replace("'", "''").replace("\\", " ")
        lines.append(f"SELECT siren FROM unites WHERE nom % '{quoted}' ORDER"
                     f" BY similarity(nom,'{quoted}') DESC LIMIT 10;")
    script.write_text("\n".join(lines) + "\n")
    out = cluster.psql("-At", "-f", script, stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, text=True).stdout
    times = [float(line.split()[1]) for line in out.splitlines()
             if line.startswith("Time:")]
    stopped = out.count("statement timeout")
    return times + [TIMEOUT * 1000.0] * stopped


# --- All ---

def compare(name, own, times):
    show(name, times)
    print(f"{'':<22} {at(times, .99) / at(own, .99):.0f} times as long at"
          f" p99, {at(times, .5) / at(own, .5):.0f} at p50", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fts5", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=500,
                        help="queries that peers answer, evenly taken")
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("register", type=pathlib.Path)
    options = parser.parse_args()
    register = options.register.resolve()
    base = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    texts = draw(base, options.seed)
    sample = texts[::max(1, len(texts) // options.sample)] + ALWAYS
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        own = ours(options.program.resolve(), register, texts, folder)
        show("register", own)
        same = ours(options.program.resolve(), register, sample, folder)
        show("register, sample", same)
        if options.fts5:
            peer = make_fts5(register, folder)
            compare("FTS5 bm25, sample", same,
                    [fts5(peer, text) for text in sample])
        if options.postgres:
            cluster = Cluster(folder)
            cluster.start()
            try:
                make_postgres(cluster, base)
                compare("pg_trgm, sample", same,
                        postgres(cluster, sample, folder))
            finally:
                cluster.stop()


main()
