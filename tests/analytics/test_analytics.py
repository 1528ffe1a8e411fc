#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures that the portal's Metabase reads: tables and columns as they have
always been, nobody named in them, never empty, cheap to bring up to date."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))
from postgres import Postgres

FIGURES = os.environ['PRSE_FIGURES']
MANY = 100_000 if os.environ.get('PRSE_FULL') == '1' else 20_000

BIG, MOMENT, DAY, BOOL = 'bigint', 'timestamp with time zone', 'date', 'boolean'
WORD, NUMBER = 'character varying', 'integer'
STATE = {'entreprise_id': BIG, 'est_soumise': BOOL, 'statut': WORD}
PARTS = [f'B{i}' for i in range(1, 12)] + [f'C{i}' for i in range(1, 10)]
# What dashboards rely on; further columns do no harm.
TABLES = {
    'utilisateur': {
        'impact_id': BIG, 'ajoute_le': MOMENT, 'modifie_le': MOMENT,
        'connecte_le': DAY, 'reception_actualites': BOOL,
        'email_confirme': BOOL, 'conseiller_rse': BOOL,
        'nombre_entreprises': NUMBER},
    'entreprise': {
        'impact_id': BIG, 'ajoutee_le': MOMENT, 'modifiee_le': MOMENT,
        'siren': WORD, 'denomination': WORD, 'date_cloture_exercice': DAY,
        'date_derniere_qualification': DAY, 'categorie_juridique': WORD,
        'pays': WORD, 'code_postal': WORD, 'code_NAF': WORD,
        'est_interet_public': BOOL, 'est_cotee': BOOL,
        'appartient_groupe': BOOL, 'est_societe_mere': BOOL,
        'societe_mere_en_france': BOOL, 'comptes_consolides': BOOL,
        'effectif': WORD, 'effectif_securite_sociale': WORD,
        'effectif_outre_mer': WORD, 'effectif_groupe': WORD,
        'effectif_groupe_france': WORD, 'tranche_chiffre_affaires': WORD,
        'tranche_bilan': WORD, 'tranche_chiffre_affaires_consolide': WORD,
        'tranche_bilan_consolide': WORD, 'bdese_accord': BOOL,
        'tranche_consommation_energie_finale': WORD,
        'nombre_utilisateurs': NUMBER},
    'invitation': {
        'impact_id': BIG, 'ajoutee_le': MOMENT, 'modifiee_le': MOMENT,
        'inviteur_id': BIG, 'entreprise_id': BIG, 'role': WORD,
        'date_acceptation': MOMENT},
    'habilitation': {
        'impact_id': BIG, 'ajoutee_le': MOMENT, 'modifiee_le': MOMENT,
        'utilisateur_id': BIG, 'entreprise_id': BIG, 'fonctions': WORD,
        'invitation_id': BIG},
    'bdese': STATE, 'indexegapro': STATE, 'bges': STATE,
    'vsme': {**STATE, 'annee_cloture': NUMBER, 'choix_module': WORD,
             'premier_indicateur_cree_le': MOMENT,
             'nb_indicateurs_completes': NUMBER, 'progression': NUMBER,
             **{'progression_' + part: NUMBER for part in PARTS}},
    'csrd': {**STATE, 'etape_validee': 'text', 'nb_documents_ia': NUMBER,
             'nb_iro_selectionnes': NUMBER, 'lien_rapport': BOOL},
    'analyseia': {'impact_id': BIG, 'entreprise_id': BIG, 'csrd_id': BIG,
                  'nom_fichier': WORD, 'etat': WORD, 'message': 'text',
                  'nb_phrases': NUMBER, 'nb_phrases_pertinentes': NUMBER},
    'stats': {'date': DAY, 'reglementations_a_jour': NUMBER,
              'reglementations_statut_connu': NUMBER},
    'stats_obligation': {'date': DAY, 'obligation': WORD, 'statut': WORD,
                         'nombre': NUMBER},
    'tempegapro': {'siren': WORD, 'annee': WORD, 'reponse_api': 'jsonb'},
    'tempbges': {'siren': WORD, 'dt_publication': DAY}}


class Figures(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = Postgres()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.remove)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-figures-')
        self.addCleanup(folder.cleanup)
        self.store = os.path.join(folder.name, 'portail.sqlite')
        self.url = self.server.database('figures')

    def run_program(self, *words, day='2026-11-26', **variables):
        return subprocess.run(
            [FIGURES, *map(str, words)], capture_output=True, text=True,
            env={**os.environ, 'JOUR': day, **variables})

    def fill(self, count, verb='fill'):
        done = self.run_program(verb, self.store, count)
        self.assertEqual(done.returncode, 0, done.stderr)

    def sync(self, *words, expected='PRSE_OK', **variables):
        done = self.run_program('sync', self.store, self.url, *words,
                                **variables)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual(told['status'], expected, told)
        return told

    def sql(self, statement):
        return self.server.sql(statement, 'figures')

    def tables(self):
        return [name for (name,) in self.sql(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]

    def picture(self):
        """Every row of every table but what tells when."""
        return {name: sorted(self.sql(f'SELECT to_jsonb(t) - \'id\' FROM '
                                      f'"{name}" t'))
                for name in self.tables()
                if not name.startswith('metabase_synchronisation')}

    # --- Tables

    def test_tables_and_columns_are_those_that_dashboards_know(self):
        self.fill(1)
        self.sync()
        for table, columns in TABLES.items():
            with self.subTest(table):
                there = dict(self.sql(
                    "SELECT column_name, data_type FROM "
                    "information_schema.columns WHERE table_name = "
                    f"'metabase_{table}'"))
                self.assertEqual(
                    {name: there.get(name) for name in columns}, columns)

    def test_figures_are_those_of_the_store(self):
        self.fill(60)
        self.sync()
        with sqlite3.connect(self.store) as store:
            sirens = [r[0] for r in store.execute(
                'SELECT siren FROM entreprises ORDER BY 1')]
        self.assertEqual(
            [r[0] for r in self.sql(
                'SELECT siren FROM metabase_entreprise ORDER BY 1')], sirens)
        self.assertEqual(self.sql(
            'SELECT effectif, est_cotee, nombre_utilisateurs, departement, '
            'count(*) FROM metabase_entreprise GROUP BY 1, 2, 3, 4'),
            [['[50..250)', 'f', '1', '35', '60']])
        self.assertEqual(self.sql(
            'SELECT est_soumise, statut, count(*) FROM metabase_bdese GROUP '
            'BY 1, 2 ORDER BY 2'),
            [['t', 'A ACTUALISER', '30'], ['t', 'A JOUR', '30']])
        self.assertEqual(self.sql(
            'SELECT est_soumise, statut, count(*) FROM metabase_indexegapro '
            'GROUP BY 1, 2 ORDER BY 1'),
            [['f', '', '20'], ['t', 'EN COURS', '40']])
        self.assertEqual(self.sql(
            'SELECT est_soumise IS NULL, count(*) FROM metabase_bges GROUP '
            'BY 1'), [['t', '60']])
        self.assertEqual(self.sql(
            'SELECT annee_cloture, progression, "progression_B1", '
            'choix_module, count(*) FROM metabase_vsme GROUP BY 1, 2, 3, 4'),
            [['2024', '40', '100', 'base', '60']])
        self.assertEqual(self.sql(
            'SELECT nb_iro_selectionnes, etape_validee, lien_rapport, '
            'nb_documents_ia, count(*) FROM metabase_csrd GROUP BY 1, 2, 3, 4'),
            [['5', 'selection', 't', '1', '6']])
        self.assertEqual(self.sql(
            'SELECT nom_fichier, etat, nb_phrases, message IS NULL, count(*) '
            'FROM metabase_analyseia GROUP BY 1, 2, 3, 4'),
            [['application/pdf', 'success', '120', 't', '6']])
        self.assertEqual(self.sql(
            'SELECT nombre_entreprises, count(*) FROM metabase_utilisateur '
            'GROUP BY 1'), [['1', '60']])
        self.assertEqual(self.sql('SELECT * FROM metabase_stats'),
                         [['1', '2026-11-26', '30', '100']])
        self.assertEqual(self.sql(
            "SELECT statut, nombre FROM metabase_stats_obligation WHERE "
            "obligation = 'index_egapro' ORDER BY 1"),
            [['EN COURS', '40'], ['NON SOUMISE', '20']])

    # --- Nobody is named

    def test_no_address_name_or_file_name_gets_out(self):
        self.fill(20)
        self.sync()
        for table, rows in self.picture().items():
            self.assertNotIn('marqueur', str(rows).lower(), table)
            self.assertNotIn('jeanne', str(rows).lower(), table)
            self.assertNotIn('personne0', str(rows), table)
        self.assertEqual(len(self.sql('SELECT * FROM metabase_analyseia')), 2)

    def test_the_name_of_a_sole_trader_is_left_out(self):
        self.fill(1)
        with sqlite3.connect(self.store) as store:
            store.execute("UPDATE entreprises SET categorie_juridique = "
                          "'1000', denomination = 'Jeanne MARQUEUR'")
        self.sync()
        self.assertNotIn('MARQUEUR', str(self.picture()))

    def test_another_salt_gives_other_ids(self):
        self.fill(3)
        self.sync()
        first = self.sql('SELECT impact_id FROM metabase_utilisateur')
        told = self.sync(SEL='un tout autre secret')
        self.assertEqual(told['full'], 1)
        second = self.sql('SELECT impact_id FROM metabase_utilisateur')
        self.assertEqual(len(second), 3)
        self.assertFalse({r[0] for r in first} & {r[0] for r in second})

    def test_a_short_salt_is_refused(self):
        self.fill(1)
        self.sync(SEL='court', expected='PRSE_EINVAL')

    # --- Its own database, its own reader

    def test_the_main_database_is_refused(self):
        self.fill(1)
        for table in 'prse_schema', 'django_session':
            self.url = self.server.database('figures')
            self.sql(f'CREATE TABLE {table} (name text)')
            told = self.sync(expected='PRSE_EDENIED')
            self.assertIn('database of their own', told['error'])
            self.assertEqual(self.tables(), [table])

    def test_the_reader_reads_figures_and_nothing_else(self):
        self.fill(2)
        self.sql('CREATE TABLE ailleurs (n int)')
        self.sync()
        reader = self.server.url_of('figures', user='lecteur_metabase')

        def ask(statement):
            return subprocess.run(
                [self.server.binaries + '/psql', '-XAtq', '-d', reader, '-c',
                 statement], capture_output=True, text=True).stdout.strip()
        for table in TABLES:
            self.assertNotEqual(ask(f'SELECT count(*) FROM metabase_{table}'),
                                '', table)
        self.assertEqual(ask('SELECT count(*) FROM metabase_entreprise'), '2')
        self.assertEqual(ask('SELECT count(*) FROM ailleurs'), '')
        self.assertEqual(
            ask('DELETE FROM metabase_entreprise RETURNING siren'), '')
        self.assertEqual(ask('SELECT * FROM metabase_synchronisation'), '')

    # --- Whole or not at all

    def test_killed_at_any_point_yesterday_stays(self):
        self.fill(3000)
        self.sync()
        before = self.picture()
        self.fill(3000, 'change')
        for calls in 1, 3, 6, 9, 12, 15, 18, 21:
            done = self.run_program('sync', self.store, self.url, 'full',
                                    f'kill={calls}')
            self.assertEqual(done.returncode, -9, f'{calls} was past the end')
            self.assertEqual(self.picture(), before)
        self.sync('full')
        self.assertNotEqual(self.picture(), before)

    def test_two_at_once_is_one_too_many(self):
        self.fill(1)
        self.sync()
        holder = subprocess.Popen(
            [self.server.binaries + '/psql', '-XAtq', '-d', self.url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtext('portailrse'), "
            "hashtext('analytics')); SELECT 'held';\n")
        holder.stdin.flush()
        while 'held' not in holder.stdout.readline():
            pass
        self.sync(expected='PRSE_EBUSY')
        holder.communicate('ROLLBACK;\n')
        self.sync()

    # --- Little by little

    def test_little_by_little_gives_what_the_whole_gives(self):
        self.fill(500)
        self.sync()
        self.fill(50, 'change')
        with sqlite3.connect(self.store) as store:
            gone = '100000007'
            for table in ('entreprises', 'habilitations', 'exercices',
                          'statuts', 'rapports'):
                store.execute(f'DELETE FROM {table} WHERE siren = ?', (gone,))
            store.execute('UPDATE chaines SET numero = 9 WHERE chaine = ?',
                          (gone,))
        told = self.sync()
        self.assertEqual(told['full'], 0)
        self.assertGreater(told['removed'], 0)
        little = self.picture()
        self.sync('full')
        self.assertEqual(self.picture(), little)
        self.assertEqual(self.sql(
            f"SELECT 1 FROM metabase_entreprise WHERE siren = '{gone}'"), [])

    def test_nothing_new_writes_nothing(self):
        self.fill(200)
        self.sync()
        told = self.sync()
        self.assertEqual((told['written'], told['removed']), (0, 0))

    def test_days_add_up(self):
        self.fill(10)
        self.sync(day='2026-11-25')
        self.sync(day='2026-11-26')
        self.sync(day='2026-11-26')
        self.assertEqual(self.sql('SELECT date FROM metabase_stats ORDER BY 1'),
                         [['2026-11-25'], ['2026-11-26']])

    def test_one_per_cent_of_changes_costs_less_than_a_tenth(self):
        self.fill(MANY)
        first = self.sync()
        self.fill(MANY // 100, 'change')
        second = self.sync()
        print(f"{MANY} companies: {first['seconds']:.2f} s, then 1 % of them: "
              f"{second['seconds']:.2f} s, "
              f"{second['seconds'] / first['seconds']:.1%}")
        self.assertEqual(second['full'], 0)
        self.assertLessEqual(second['seconds'], first['seconds'] / 10)


if __name__ == '__main__':
    unittest.main()
