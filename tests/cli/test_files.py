# SPDX-License-Identifier: Apache-2.0
"""Parquet and Arrow files in and out of the program, written and read back by
pyarrow, polars and DuckDB."""
import datetime
import decimal
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import polars
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

import harness
from harness import DAY, INPUT, OK, ROOT

LAW = ROOT / "packs/fr-rse"
HEADS = [3, 60, 260, None, 11000, 0] * 50


def write_ipc(table, path, **options):
    with ipc.new_file(path, table.schema,
                      options=ipc.IpcWriteOptions(**options)) as file:
        file.write_table(table, max_chunksize=64)


WRITERS = {
    "plain.parquet": lambda t, p: pq.write_table(t, p, compression="none"),
    "snappy.parquet": lambda t, p: pq.write_table(
        t, p, compression="snappy", row_group_size=70),
    "zstd.parquet": lambda t, p: pq.write_table(t, p, compression="zstd"),
    "plain.arrow": lambda t, p: write_ipc(t, p),
    "zstd.arrow": lambda t, p: write_ipc(t, p, compression="zstd"),
    "lz4.feather": lambda t, p: feather.write_feather(t, p, "lz4"),
}


def headcounts(kind):
    return pa.array(HEADS).cast(kind)


COLUMNS = {
    "int64": headcounts(pa.int64()),
    "uint16": headcounts(pa.uint16()),
    "double": headcounts(pa.float64()),
    "decimal": pa.array([None if h is None else decimal.Decimal(h)
                         for h in HEADS], pa.decimal128(12, 2)),
    "text": headcounts(pa.string()),
    "large text": headcounts(pa.string()).cast(pa.large_string()),
    "dictionary": headcounts(pa.string()).dictionary_encode(),
}


class Files(harness.CliTest):
    def batch(self, path, out="-", *words, **more):
        return self.run_cli("batch", "--pack", LAW, "--at", DAY, "--in", path,
                            "--out", out, *words, **more)

    def write(self, table, name):
        path = str(self.folder / name)
        WRITERS[name](table, path)
        return path

    def table(self, heads=COLUMNS["int64"]):
        count = len(heads)
        day = datetime.date(2025, 12, 31)
        return pa.table({
            "siren": [f"{100000000 + i}" for i in range(count)],
            "effectif": heads,
            "est_cotee": pa.array([True, None, False] * (count // 3)),
            "date_cloture_exercice": pa.array([day] * count),
            "chiffre_affaires": pa.array(
                ["< 900000", "900k-50M"] * (count // 2)).dictionary_encode(),
        })

    def csv_answers(self):
        rows = ["siren,effectif,est_cotee,date_cloture_exercice,"
                "chiffre_affaires"]
        for i, head in enumerate(HEADS):
            listed = ("1", "", "0")[i % 3]
            rows.append(f"{100000000 + i},{'' if head is None else head},"
                        f"{listed},2025-12-31,"
                        f"{('< 900000', '900k-50M')[i % 2]}")
        return self.batch(self.file("in.csv", "\n".join(rows) + "\n"))

    def answers_alone(self, text):
        return [row.split(",")[5:] for row in text.splitlines()]


class In(Files):
    def test_every_kind_of_file_answers_as_csv_does(self):
        expected = self.answers_alone(self.csv_answers().out)
        self.assertEqual(len(expected), len(HEADS) + 1)
        for name in WRITERS:
            answer = self.batch(self.write(self.table(), name))
            self.assertEqual(answer.code, OK, (name, answer.err))
            self.assertEqual(self.answers_alone(answer.out), expected, name)

    def test_every_kind_of_column_answers_as_csv_does(self):
        expected = self.answers_alone(self.csv_answers().out)
        for kind, heads in COLUMNS.items():
            for name in ("zstd.parquet", "plain.arrow"):
                answer = self.batch(self.write(self.table(heads), name))
                self.assertEqual(answer.code, OK, (kind, name, answer.err))
                self.assertEqual(self.answers_alone(answer.out), expected,
                                 (kind, name))

    def test_string_views_of_polars(self):
        path = str(self.folder / "polars.arrow")
        polars.from_arrow(self.table(COLUMNS["text"])).write_ipc(
            path, compat_level=polars.CompatLevel.newest())
        answer = self.batch(path)
        self.assertEqual(answer.code, OK, answer.err)
        self.assertEqual(self.answers_alone(answer.out),
                         self.answers_alone(self.csv_answers().out))

    def test_a_file_of_duckdb(self):
        path = str(self.folder / "duck.parquet")
        duckdb.from_arrow(self.table()).write_parquet(path)
        answer = self.batch(path)
        self.assertEqual(answer.code, OK, answer.err)
        self.assertEqual(self.answers_alone(answer.out),
                         self.answers_alone(self.csv_answers().out))

    def test_a_row_in_error_is_told_by_its_number(self):
        table = pa.table({"siren": ["1", "2", "3"],
                          "effectif": ["5", "abc", "60"]})
        path = str(self.folder / "bad.parquet")
        pq.write_table(table, path)
        answer = self.batch(path)
        self.assertEqual(answer.code, INPUT)
        self.assertRegex(answer.err, r"(?m)^\s*2\s.*effectif.*abc")
        self.assertEqual(len(answer.out.splitlines()), 4)


class Out(Files):
    def test_answers_are_those_of_csv(self):
        lines = [r.split(",") for r in self.csv_answers().out.splitlines()]
        place = lines[0].index("bdese_soumis")
        words = {"0": ("non_soumis", "recommande"), "1": ("soumis",),
                 "?": ("incalculable",), "INSUFFISANT": ("insuffisant",)}
        for name in ("answers.parquet", "answers.arrow"):
            path = str(self.folder / name)
            answer = self.batch(self.write(self.table(), "zstd.parquet"), path)
            self.assertEqual((answer.code, answer.out), (OK, ""), answer.err)
            for told in self.readers(path):
                self.assertEqual(len(told), len(HEADS))
                for row, answer in zip(lines[1:], told):
                    self.assertIn(answer, words[row[place]])

    def readers(self, path):
        column = "bdese_soumis"
        if path.endswith(".parquet"):
            yield pq.read_table(path).column(column).to_pylist()
            yield polars.read_parquet(path)[column].cast(str).to_list()
            yield [r[0] for r in duckdb.sql(
                f"SELECT {column} FROM read_parquet('{path}')").fetchall()]
        else:
            yield feather.read_table(path).column(column).to_pylist()
            yield polars.read_ipc(path)[column].cast(str).to_list()

    def test_columns_of_the_table_stay_as_they_are(self):
        count = 200
        table = pa.table({
            "effectif": pa.array(range(count), pa.int32()),
            "notes": pa.array([[i, None] for i in range(count)],
                              pa.list_(pa.int64())),
            "place": pa.array([{"x": i, "y": "é" * (i % 3)}
                               for i in range(count)]),
            "share": pa.array([decimal.Decimal(i) / 4 for i in range(count)],
                              pa.decimal128(9, 2)),
            "when": pa.array([datetime.date(2025, 1, 1)] * count),
        })
        source = str(self.folder / "in.parquet")
        pq.write_table(table, source, row_group_size=64)
        for name in ("out.parquet", "out.arrow"):
            path = str(self.folder / name)
            answer = self.batch(source, path)
            self.assertEqual(answer.code, OK, answer.err)
            read = (pq.read_table if name.endswith("parquet")
                    else feather.read_table)(path)
            read.validate(full=True)
            self.assertEqual(read.select(table.column_names).to_pylist(),
                             table.to_pylist())
            self.assertEqual(read.schema.field("share").type,
                             table.schema.field("share").type)

    def test_a_dictionary_that_changes(self):
        source = str(self.folder / "in.parquet")
        kinds = (["a", "b"], ["c", "a"])
        tables = [pa.table({"kind": pa.array(k).dictionary_encode(),
                            "effectif": [1, 2]}) for k in kinds]
        with pq.ParquetWriter(source, tables[0].schema) as file:
            for table in tables:
                file.write_table(table)
        path = self.folder / "out.parquet"
        self.assertEqual(self.batch(source, path).code, OK)
        self.assertEqual(pq.read_table(path).column("kind").to_pylist(),
                         ["a", "b", "c", "a"])
        path = self.folder / "out.arrow"
        self.bad(INPUT, "out.arrow: Dictionary", "batch", "--pack", LAW,
                 "--in", source, "--out", path)
        self.assertFalse(path.exists())

    def test_a_csv_file_becomes_parquet(self):
        rows = "".join(f"{i},{i % 300}\n" for i in range(40000))
        path = str(self.folder / "out.parquet")
        answer = self.batch(self.file("in.csv", "siren,effectif\n" + rows),
                            path)
        self.assertEqual(answer.code, OK, answer.err)
        read = pq.read_table(path)
        self.assertEqual(read.column("siren").to_pylist(),
                         [str(i) for i in range(40000)])
        self.assertEqual(read.column("erreur").null_count, 40000)


class Broken(Files):
    def test_cut_files(self):
        for name in WRITERS:
            path = self.write(self.table(), name)
            whole = Path(path).read_bytes()
            for part in (8, len(whole) // 2, len(whole) - 1):
                with open(path, "wb") as file:
                    file.write(whole[:part])
                answer = self.bad(INPUT, name, "batch", "--pack", LAW, "--in",
                                  path, "--out", self.folder / "none.parquet")
                self.assertFalse((self.folder / "none.parquet").exists())
                self.assertEqual(answer.err.count("\n"), 1, answer.err)

    def test_changed_bytes_never_end_the_program(self):
        for name in ("snappy.parquet", "plain.arrow"):
            path = self.write(self.table(COLUMNS["text"]), name)
            whole = Path(path).read_bytes()
            for at in range(11, len(whole), max(1, len(whole) // 12)):
                bad = bytearray(whole)
                bad[at] ^= 0xFF
                with open(path, "wb") as file:
                    file.write(bad)
                answer = self.batch(path)
                self.assertIn(answer.code, (OK, INPUT), (name, at,
                                                         answer.err))

    def test_a_pipe_is_refused(self):
        path = self.write(self.table(), "plain.parquet")
        self.bad(INPUT, "give its name", "batch", "--pack", LAW, "--in", "-",
                 stdin=Path(path).read_bytes())

    def test_without_the_module(self):
        program = shutil.copy(harness.PROGRAM, self.folder / "portailrse")
        path = self.write(self.table(), "plain.parquet")
        done = subprocess.run(
            [program, "batch", "--pack", LAW, "--in", path],
            env=self.environment(LD_LIBRARY_PATH=os.path.dirname(
                harness.PROGRAM)), capture_output=True, text=True)
        self.assertEqual(done.returncode, INPUT, done.stderr)
        self.assertIn("portailrse-files.so", done.stderr)
        self.assertIn("convert to CSV", done.stderr)


class Memory(Files):
    def most(self, rows):
        """KiB that a run takes at most, one row group for all. A sanitizer
        holds on to what was freed, but not here."""
        options = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"
        path = str(self.folder / "large.parquet")
        table = pa.table({"effectif": pa.array(range(rows), pa.int32()),
                          "bilan": pa.array(range(rows), pa.int64())})
        pq.write_table(table, path, row_group_size=rows,
                       compression="zstd", use_dictionary=False)
        with subprocess.Popen(
            [harness.PROGRAM, "batch", "--pack", str(LAW), "--at", DAY,
             "--in", path, "--columns", "answers", "--out",
             str(self.folder / "out.parquet")],
            env=self.environment(ASAN_OPTIONS=options.strip(":")),
            stderr=subprocess.DEVNULL) as run:
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = status
        self.assertEqual(status, 0)
        return used.ru_maxrss

    def test_it_does_not_grow_with_the_file(self):
        self.most(1000)
        few, many = self.most(300_000), self.most(900_000)
        self.assertLess(many, few * 1.3 + 10_000)


if __name__ == "__main__":
    harness.main()
