# SPDX-License-Identifier: Apache-2.0
"""Stores for the tests of the program: large ones out of tests/analytics, and
one with a journal and documents, as the first release made it."""
import hashlib
import json
import os
import sqlite3
import subprocess
import sys

import harness
from harness import ROOT

sys.path.insert(0, str(ROOT / "tests/servers"))
from postgres import PASSWORD, Postgres  # noqa: E402,F401

FIGURES = os.environ["PRSE_FIGURES"]
SIREN = "552032534"
DAY_S = 86400


class StoreTest(harness.CliTest):
    def environment(self, lang="en", **more):
        return super().environment(lang, **{"COLUMNS": "400", **more})

    def fill(self, name="portal.sqlite", count=20):
        """Rows of every kind, fast."""
        path = self.folder / name
        subprocess.run([FIGURES, "fill", path, str(count)], check=True)
        return path

    def portal(self, name="portal.sqlite"):
        """Little, but whole: every check passes."""
        path = self.folder / name
        with sqlite3.connect(path) as store:
            store.executescript(
                (ROOT / "tests/fixtures/store-v1.sql").read_text())
        self.good("store", "migrate", path)
        return path

    def change(self, path, *statement):
        with sqlite3.connect(path) as store:
            return store.execute(*statement).fetchall()

    def put_blob(self, store, content, folder="blobs", age_s=2 * DAY_S):
        """A file and, in the store, the row that knows it."""
        key = f"{SIREN}/{hashlib.sha256(content).hexdigest()}"
        path = self.folder / folder / f"{SIREN}+" / key.split("/")[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        then = path.stat().st_mtime - age_s
        os.utime(path, (then, then))
        if store:
            self.change(store, "INSERT INTO objets VALUES (?, ?, NULL, 1)",
                        (key, len(content)))
        return path

    def stat(self, store):
        told = json.loads(self.good("store", "stat", store, "--digest",
                                    "--format", "json"))
        return told["rows"], told["digest"]

    def rows(self, store):
        answer = self.run_cli("store", "stat", store, "--format", "json")
        return sum(json.loads(answer.out)["rows"].values()) \
            if answer.code == harness.OK else 0

    def start(self, *words, preexec_fn=None, **more):
        return subprocess.Popen(
            [harness.PROGRAM, *map(str, words)], cwd=self.folder,
            env=self.environment(**more), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, preexec_fn=preexec_fn)


main = harness.main
