# SPDX-License-Identifier: Apache-2.0
"""Management commands: a summary on the last line, exit codes, --dry-run."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from io import StringIO
from pathlib import Path
from unittest import mock

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import TransactionTestCase
from test_store import SIREN, WithPortal, ask

import portailrse as rse
from django_portailrse import engine

NUMBER = "356000000"
STOCK = os.environ.get("PRSE_DJANGO_STOCK", "")


def run(name, *args, **options):
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue().splitlines()


class Obligations(TransactionTestCase):
    def test_it_tells_each_obligation_and_counts_them_at_last(self):
        lines = run("portailrse_obligations", NUMBER, "--date", "2026-11-27",
                    "--fact", "effectif=60")
        self.assertIn("Soumise: ", lines[-1])
        self.assertTrue([line for line in lines
                         if line.startswith("Soumise: ")])

    def test_it_writes_the_whole_report(self):
        lines = run("portailrse_obligations", NUMBER, "--json")
        self.assertIn("obligations", json.loads("\n".join(lines)))

    def test_quiet_leaves_the_summary(self):
        self.assertEqual(len(run("portailrse_obligations", NUMBER,
                                 verbosity=0)), 1)

    def test_what_is_wrong_is_told_with_its_code(self):
        for args in (["123"], ["356000001"], [NUMBER, "--date", "hier"],
                     [NUMBER, "--fact", "effectif"],
                     [NUMBER, "--fact", "effectif=beaucoup"],
                     [NUMBER, "--fact", "couleur=bleu"]):
            with self.assertRaises(CommandError) as raised:
                run("portailrse_obligations", *args)
            self.assertEqual(raised.exception.returncode, 1, args)
            self.assertNotIn("\n", str(raised.exception))

    def test_the_process_ends_with_that_code(self):
        done = subprocess.run(
            [sys.executable, "-m", "django", "portailrse_obligations", "123"],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotIn("Traceback", done.stderr)


class Migrate(WithPortal):
    def test_it_does_nothing_when_there_is_nothing_to_do(self):
        self.assertEqual(run("portailrse_migrate"), ["0 steps done"])

    def test_it_tells_what_it_would_do_and_does_it(self):
        drop_tables()
        try:
            lines = run("portailrse_migrate", "--dry-run")
            self.assertGreater(len(lines), 10)
            self.assertIn("would be done", lines[-1])
            self.assertEqual(run("portailrse_migrate", "--dry-run"), lines)
        finally:
            done = run("portailrse_migrate")
        self.assertEqual(done[:-1], lines[:-1])
        self.save()
        self.assertEqual(self.sirens(), [SIREN])


def drop_tables():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("portailrse_", "prse_django")):
                cursor.execute(f'DROP TABLE "{table}"')


def end_long_ago(queue):
    """As if nobody had to be told any more, for a year."""
    with closing(sqlite3.connect(queue)) as file, file:
        file.execute("UPDATE travaux SET moment = '2025-01-01 00:00:00.000',"
                     " livrer_le = NULL")


class Tidy(WithPortal):
    def test_it_counts_what_it_removed(self):
        (line,) = run("portailrse_tidy")
        self.assertRegex(line, r"^removed: 0 documents, ")

    def test_analyses_that_ended_long_ago_go_from_the_queue(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "travaux.sqlite")
            with self.settings(PORTAILRSE={"QUEUE": f"sqlite:{path}"}):
                run("portailrse_migrate")
                engine.queue().cancel(engine.queue().add("analyse").id)
                self.assertRegex(run("portailrse_tidy")[0], ", 0 analyses$")
                self.assertEqual(len(engine.queue().jobs()), 1)
                end_long_ago(path)
                self.assertRegex(run("portailrse_tidy")[0], ", 1 analyses$")
                self.assertEqual(engine.queue().jobs(), [])

    def test_a_store_that_is_busy_is_told_with_its_code(self):
        with mock.patch("django_portailrse.engine.portal",
                        side_effect=rse.Busy("others write")):
            with self.assertRaises(CommandError) as raised:
                run("portailrse_tidy")
        self.assertEqual(raised.exception.returncode, 2)


class Check(WithPortal):
    def test_a_sound_project_has_no_findings(self):
        self.save()
        lines = run("portailrse_check")
        self.assertEqual(lines[-1], "0 findings")

    def test_a_journal_that_was_written_by_others_is_found(self):
        self.save()
        (number, who), *_ = ask("SELECT numero, acteur FROM portailrse_journal"
                                f" WHERE chaine = '{SIREN}'"
                                " ORDER BY numero DESC")
        change = ("UPDATE portailrse_journal SET acteur = '{}' WHERE "
                  f"chaine = '{SIREN}' AND numero = {number}")
        ask(change.format("nul"))
        self.addCleanup(ask, change.format(who))
        with self.assertRaises(CommandError) as raised:
            run("portailrse_check")
        self.assertEqual(raised.exception.returncode, 1)
        self.assertRegex(str(raised.exception), r"^[1-9]\d* findings$")


class ImportRegister(TransactionTestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.target = self.folder / "registre.sqlite"
        self.files = ("--units", f"{STOCK}/StockUniteLegale.csv",
                      "--establishments", f"{STOCK}/StockEtablissement.csv",
                      "--to", str(self.target))

    def test_it_makes_a_register_once(self):
        self.assertTrue(STOCK)
        (line,) = run("portailrse_import_register", *self.files)
        self.assertRegex(line, r"registre\.sqlite: \d+ units$")
        with rse.Register.open(str(self.target)) as register:
            self.assertEqual(register.find(NUMBER).siren, NUMBER)
        before = self.target.stat().st_mtime_ns
        self.assertEqual(run("portailrse_import_register", *self.files)[-1],
                         line)
        self.assertEqual(self.target.stat().st_mtime_ns, before)

    def test_a_dry_run_makes_nothing(self):
        run("portailrse_import_register", *self.files, "--dry-run")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_files_that_are_not_there_or_are_others_are_told(self):
        wrong = self.folder / "autre.csv"
        wrong.write_text("a;b\n1;2\n")
        for units in ("/nulle/part.csv", str(wrong)):
            with self.assertRaises(CommandError) as raised:
                run("portailrse_import_register", "--units", units,
                    *self.files[2:])
            self.assertEqual(raised.exception.returncode, 1)
