#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures that the portal's Metabase reads: tables and columns as they have
always been, nobody named in them, never empty, cheap to bring up to date."""
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))
from postgres import Postgres

FIGURES = os.environ['PRSE_FIGURES']
ROOT = Path(__file__).parents[2]
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

    def fill(self, count, verb='fill', **variables):
        done = self.run_program(verb, self.store, count, **variables)
        self.assertEqual(done.returncode, 0, done.stderr)

    def sync(self, *words, expected='PRSE_OK', **variables):
        done = self.run_program('sync', self.store, self.url, *words,
                                **variables)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual(told['status'], expected, told)
        return told

    def change_store(self, *statements):
        """As others may who write into it without the library."""
        with sqlite3.connect(self.store) as store:
            for statement in statements:
                store.execute(statement)

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
            'choix_module, count(*) FROM metabase_vsme GROUP BY 1, 2, 3, 4 '
            'ORDER BY 4'),
            [['2024', '40', '100', 'base', '57'],
             ['2024', '40', '100', '', '3']])
        self.assertEqual(self.sql(
            'SELECT nb_iro_selectionnes, etape_validee, lien_rapport, '
            'nb_documents_ia, count(*) FROM metabase_csrd GROUP BY 1, 2, 3, 4 '
            'ORDER BY 2'),
            [['5', 'selection', 't', '1', '3'], ['5', '', 't', '1', '3']])
        self.assertEqual(self.sql(
            'SELECT nom_fichier, etat, nb_phrases, message IS NULL, count(*) '
            'FROM metabase_analyseia GROUP BY 1, 2, 3, 4'),
            [['application/pdf', 'success', '120', 't', '6']])
        self.assertEqual(self.sql(
            'SELECT nombre_entreprises, fonction_rse, count(*) FROM '
            'metabase_utilisateur GROUP BY 1, 2 ORDER BY 2'),
            [['1', 'consultant', '30'], ['1', '', '30']])
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

    def test_the_name_of_what_may_be_a_sole_trader_is_left_out(self):
        self.fill(1)
        for form in "'1000'", 'NULL':
            self.change_store("UPDATE entreprises SET categorie_juridique = "
                              f"{form}, denomination = 'Jeanne MARQUEUR'")
            self.sync('full')
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

    # --- What comes in

    def test_a_day_is_a_day_of_the_calendar(self):
        self.fill(1)
        for day in 'infinity', 'tomorrow', '2026-1-1', '2026-02-30', '0000':
            told = self.sync(day=day, expected='PRSE_EINVAL')
            self.assertIn('2026-12-31', told['error'])
        self.assertEqual(self.tables(), [])

    def test_names_are_names(self):
        self.fill(1)
        self.sync('schema=' + 'a' * 64, expected='PRSE_EINVAL')
        self.sync('schema=a"; DROP TABLE x; --')
        self.assertEqual(self.sql(
            "SELECT count(*) FROM pg_tables WHERE schemaname = "
            "'a\"; DROP TABLE x; --'"), [['17']])

    def test_sizes_of_structs_are_asked_first(self):
        self.fill(1)
        self.sync('no-size', expected='PRSE_EABI')
        self.assertEqual(self.tables(), [])
        self.sync('short', 'kill=1')

    def test_a_store_of_another_release_is_refused(self):
        self.fill(1)
        self.change_store('UPDATE prse_schema SET version = 1')
        self.assertIn('migrate',
                      self.sync(expected='PRSE_ESCHEMA')['error'])

    def test_rows_of_no_siren_are_left_out(self):
        self.fill(12)
        self.sync()
        before = self.picture()
        later = '2999-01-01 00:00:00.000'
        many = ('entreprises', 'habilitations', 'exercices', 'statuts',
                'rapports', 'invitations', 'documents')
        for siren in 'x', 'ABCDEFGHI', '1' * 10, '9' * 300, '12345678é':
            self.change_store(
                *(f"UPDATE {table} SET siren = '{siren}' WHERE siren = "
                  "'100000070'" for table in many),
                "UPDATE chaines SET chaine = substr('" + siren + "', 1, 16), "
                f"modifie_le = '{later}' WHERE chaine NOT IN ('portail') AND "
                "(chaine = '100000070' OR length(chaine) <> 9 OR "
                "chaine > 'A')")
            self.sync()
            self.sync('full')
            after = self.picture()
            self.assertEqual(len(after['metabase_entreprise']), 11)
            self.assertEqual(len(after['metabase_habilitation']), 11)
            self.change_store(
                *(f"UPDATE {table} SET siren = '100000070' WHERE siren = "
                  f"'{siren}'" for table in many))
        self.sync('full')
        self.assertEqual(self.picture(), before)

    def test_a_postal_code_that_is_none_has_no_department(self):
        self.fill(1)
        for code in 'aé12', 'SW1A1', 'é123', '3500':
            self.change_store(f"UPDATE entreprises SET code_postal = '{code}'")
            self.sync('full')
            self.assertEqual(self.sql(
                'SELECT departement IS NULL FROM metabase_entreprise'),
                [['t']], code)

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

    def test_owning_the_schema_is_right_enough(self):
        self.fill(1)
        self.sync()
        if not self.sql("SELECT 1 FROM pg_roles WHERE rolname = 'chiffreur'"):
            self.sql('CREATE ROLE chiffreur LOGIN')
        self.sql('CREATE SCHEMA chiffres AUTHORIZATION chiffreur')
        self.url = self.server.url_of('figures', user='chiffreur')
        self.sync('schema=chiffres')
        self.sync('schema=chiffres')

    def test_nobody_waits_for_a_synchronisation(self):
        self.fill(5)
        self.sync()
        writer = subprocess.Popen(
            [FIGURES, 'sync', self.store, self.url, 'full', 'stop=9'],
            stdout=subprocess.PIPE, env={**os.environ, 'JOUR': '2026-11-27'})
        try:
            os.waitid(os.P_PID, writer.pid, os.WSTOPPED | os.WNOWAIT)
            self.sql("SET lock_timeout = '2s'; "
                     "INSERT INTO metabase_tempbges (siren, dt_publication) "
                     "VALUES ('552032534', '2026-01-01'); " + '; '.join(
                         f'SELECT count(*) FROM metabase_{table}'
                         for table in TABLES))
        finally:
            os.kill(writer.pid, signal.SIGCONT)
            out = writer.communicate()[0]
        self.assertEqual(json.loads(out)['status'], 'PRSE_OK')

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
        gone = '100000007'
        self.change_store(
            *(f"DELETE FROM {table} WHERE siren = '{gone}'"
              for table in ('entreprises', 'habilitations', 'exercices',
                            'statuts', 'rapports')),
            f"UPDATE chaines SET empreinte = 'f' WHERE chaine = '{gone}'")
        told = self.sync()
        self.assertEqual(told['full'], 0)
        self.assertGreater(told['removed'], 0)
        little = self.picture()
        self.sync('full')
        self.assertEqual(self.picture(), little)
        self.assertEqual(self.sql(
            f"SELECT 1 FROM metabase_entreprise WHERE siren = '{gone}'"), [])

    def test_the_clock_of_the_store_may_be_late(self):
        late = {'RETARD': str(10 * 3600)}
        self.fill(30, **late)
        self.sync()
        self.fill(3, 'change', **late)
        self.assertEqual(self.sync()['full'], 0)
        self.assert_as_whole()

    def test_an_earlier_store_put_back_is_noticed(self):
        self.fill(30)
        self.sync()
        earlier = self.store + '.hier'
        with sqlite3.connect(self.store) as store:
            store.execute('VACUUM INTO ?', (earlier,))
        self.fill(3, 'change', TOUR='1')
        self.sync()
        self.store = earlier
        self.fill(3, 'change', TOUR='2')
        self.sync()
        self.assert_as_whole()

    def test_another_store_is_noticed(self):
        self.fill(30)
        self.sync()
        self.store += '.autre'
        self.fill(5)
        self.change_store("UPDATE journal SET empreinte = 'autre'",
                          "UPDATE chaines SET empreinte = 'autre' WHERE "
                          "chaine = 'portail'")
        self.assertEqual(self.sync()['full'], 1)
        self.assertEqual(len(self.picture()['metabase_entreprise']), 5)
        self.assertEqual(self.sync()['full'], 0)

    def test_another_pack_changes_every_name(self):
        self.fill(30)
        self.sync()
        pack = 'pack=' + str(ROOT / 'packs/portail-rse-compat')
        self.assertEqual(self.sync(pack)['full'], 1)
        self.assertEqual(self.sql(
            'SELECT DISTINCT effectif FROM metabase_entreprise'),
            [['50-249']])
        self.assertEqual(self.sync(pack)['full'], 0)

    def assert_as_whole(self):
        little = self.picture()
        self.sync('full')
        self.assertEqual(self.picture(), little)

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
