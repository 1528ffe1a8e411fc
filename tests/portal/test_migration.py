#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""From the schema of the first release to this one, on SQLite and PostgreSQL:
every row stays; a later schema is refused; back-ups give back what they took.
tests/fixtures/store-v1.sql is a store as version 1 made it."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))
from postgres import Postgres

CLI = os.environ['PRSE_CLI']
MIGRATE_TO = os.environ['PRSE_MIGRATE_TO']
FIRST = Path(os.environ['PRSE_SOURCE_ROOT'], 'tests/fixtures/store-v1.sql')


class Migration(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-migration-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(self.folder, 'portail.sqlite')

    def run_cli(self, *words, code=0):
        done = subprocess.run([CLI, *words, '--lang', 'en'],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def load_first(self):
        with sqlite3.connect(self.path) as store:
            store.executescript(FIRST.read_text(encoding='utf-8'))

    def rows(self, columns=None):
        """Every table's rows; the columns of an earlier look."""
        found = {}
        with sqlite3.connect(self.path) as store:
            store.row_factory = sqlite3.Row
            for (name,) in store.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                    "name <> 'prse_schema' ORDER BY 1").fetchall():
                cells = [dict(row) for row in store.execute(
                    f'SELECT * FROM "{name}" ORDER BY 1, 2')]
                keep = columns.get(name) if columns else None
                found[name] = [{k: v for k, v in row.items()
                                if keep is None or k in keep}
                               for row in cells]
        return found

    def digest(self, store):
        text = self.run_cli('store', 'stat', '--digest', '--format', 'json',
                            store)
        return text[text.index('"digest"'):][:90]

    def test_every_row_stays(self):
        self.load_first()
        before = self.rows()
        self.assertGreater(sum(map(len, before.values())), 60)
        self.run_cli('store', 'migrate', self.path)
        columns = {name: set(rows[0]) for name, rows in before.items() if rows}
        after = self.rows(columns)
        self.assertEqual(after.pop('analyses'), [])
        self.assertEqual(after, before)
        for column in ('analyse_etat', 'analyse_travail'):
            self.assertIn(column, self.rows()['documents'][0])
        self.run_cli('store', 'check', self.path)

    def test_a_dry_run_says_what_and_changes_nothing(self):
        self.load_first()
        before = self.rows()
        said = self.run_cli('store', 'migrate', '--dry-run', self.path)
        self.assertIn('documents.analyse_etat', said)
        self.assertIn('documents.analyse_travail', said)
        self.assertIn('analyses', said)
        self.assertEqual(self.rows(), before)

    def test_from_version_2_too(self):
        subprocess.run([MIGRATE_TO, 'sqlite:' + self.path, '2'], check=True)
        with sqlite3.connect(self.path) as store:
            store.execute(
                "INSERT INTO documents (id, siren, genre, nom, type, taille, "
                "empreinte, depose_le, analyse_etat, phrases, version) VALUES "
                "('d1', '552032534', 'analyse', 'é.pdf', 'application/pdf', "
                "3, 'e', '2026-01-02 03:04:05.678', 'success', 120, 7)")
        before = self.rows()
        said = self.run_cli('store', 'migrate', '--dry-run', self.path)
        self.assertNotIn('analyse_etat', said)
        self.assertIn('documents.analyse_travail', said)
        self.run_cli('store', 'migrate', self.path)
        columns = {name: set(rows[0]) for name, rows in before.items() if rows}
        after = self.rows(columns)
        self.assertEqual(after.pop('analyses'), [])
        self.assertEqual(after, before)
        self.assertIsNone(self.rows()['documents'][0]['analyse_travail'])

    def test_an_older_store_is_not_opened_unasked(self):
        self.load_first()
        said = self.run_cli('store', 'journal', self.path, code=3)
        self.assertIn('migrate', said)

    def test_a_later_schema_is_refused(self):
        self.load_first()
        with sqlite3.connect(self.path) as store:
            store.execute('UPDATE prse_schema SET version = 99')
        for words in (('migrate',), ('check',), ('stat',), ('journal',)):
            said = self.run_cli('store', *words, self.path, code=3)
            self.assertIn('99', said)

    def test_a_back_up_gives_back_what_it_took(self):
        self.load_first()
        self.run_cli('store', 'migrate', self.path)
        backup = os.path.join(self.folder, 'sauvegarde.sqlite')
        again = os.path.join(self.folder, 'encore.sqlite')
        self.run_cli('store', 'backup', self.path, backup)
        self.run_cli('store', 'restore', backup, again)
        self.assertEqual(self.digest(self.path), self.digest(backup))
        self.assertEqual(self.digest(self.path), self.digest(again))

    def test_the_same_on_postgresql(self):
        with Postgres() as server:
            url = server.database('portail')
            subprocess.run([MIGRATE_TO, url, '1'], check=True)
            server.sql(
                "INSERT INTO portailrse.documents (id, siren, genre, nom, "
                "type, taille, empreinte, depose_le, version) VALUES ('d1', "
                "'552032534', 'analyse', 'é.pdf', 'application/pdf', 3, 'e', "
                "'2026-01-02 03:04:05.678Z', 7)", 'portail')
            self.run_cli('store', 'journal', url, code=3)
            self.run_cli('store', 'migrate', url)
            self.assertEqual(server.sql(
                'SELECT id, nom, taille, version, analyse_etat IS NULL, '
                'analyse_numero IS NULL FROM portailrse.documents',
                'portail'), [['d1', 'é.pdf', '3', '7', 't', 't']])
            self.assertEqual(server.sql(
                'SELECT count(*) FROM portailrse.analyses', 'portail'),
                [['0']])
            empty = os.path.join(self.folder, 'copie.sqlite')
            self.run_cli('store', 'copy', url, empty)
            self.assertEqual(self.digest(url), self.digest(empty))


if __name__ == '__main__':
    unittest.main()
