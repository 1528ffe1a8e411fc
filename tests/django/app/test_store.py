# SPDX-License-Identifier: Apache-2.0
"""The store over the ORM's connection, on the database of the settings."""
import tempfile
import threading
import time
from datetime import date, datetime, timezone
from unittest import skipUnless

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.test import TransactionTestCase, override_settings
from django_portailrse import engine
from django_portailrse.checks import check_store
from django_portailrse.migration import migrate, plan
from django_portailrse.models import (
    Analyse,
    Document,
    Entreprise,
    Evenement,
    Exercice,
    Recu,
)
from django_portailrse.store import DjangoStore
from essai.models import Entreprises, Societe

import portailrse as rse

SIREN = "552032534"
on_postgres = skipUnless(connection.vendor == "postgresql",
                         "of PostgreSQL alone")
on_sqlite = skipUnless(connection.vendor == "sqlite", "of SQLite alone")


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


class WithPortal(TransactionTestCase):
    """A portal without companies."""

    def setUp(self):
        engine.forget()
        self.host = engine.portal().host("essai")
        for row in self.host.companies("", 0):
            self.host.company_erase(row["siren"])

    def save(self, siren=SIREN, name="Fonderie du Lac"):
        return self.host.company_save(siren=siren, denomination=name,
                                      expected=rse.VERSION_ANY)

    def sirens(self):
        return [row["siren"] for row in self.host.companies("", 0)]


class TheKit(TransactionTestCase):
    """Every sentence of the store's contract, and what it leaves behind."""

    LEFT = {
        "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE datname = "
                      "current_database() AND pid <> pg_backend_pid()",
        "sqlite": "PRAGMA busy_timeout"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if connection.vendor == "sqlite":
            ask("PRAGMA busy_timeout = 1234")
        else:
            ask("SET TIME ZONE 'Asia/Kathmandu'")
            ask("SET DateStyle TO 'German'")
        with rse.Store(DjangoStore()) as store:
            cls.wrong = store.kit()
        for _ in range(50):  # a server takes a moment to let go
            cls.left = ask(cls.LEFT[connection.vendor])
            if cls.left == [(0,)] or connection.vendor == "sqlite":
                break
            time.sleep(0.1)

    def test_every_sentence_of_the_contract_holds(self):
        self.assertEqual(self.wrong, [])

    @on_postgres
    def test_no_connection_is_left_open(self):
        self.assertEqual(self.left, [(0,)])

    @on_sqlite
    def test_the_connection_waits_for_others_as_before(self):
        self.assertEqual(self.left, [(1234,)])


class Models(WithPortal):
    def test_models_read_what_the_portal_wrote(self):
        self.save()
        facts = rse.Facts(engine.pack(), {"effectif": "50..249"})
        self.host.facts_save(SIREN, 2025, facts, closing="2025-12-31")
        self.host.evaluate(SIREN, engine.pack(), date="2026-11-27")
        company = Entreprise.objects.get(siren=SIREN)
        self.assertEqual(company.denomination, "Fonderie du Lac")
        self.assertLess(abs(datetime.now(timezone.utc)
                            - company.cree_le).total_seconds(), 60)
        year = Exercice.objects.get(siren=SIREN)
        self.assertEqual(year.annee, 2025)
        self.assertEqual(year.cloture, date(2025, 12, 31))
        self.assertEqual(year.faits["effectif"], "[50..249]")
        self.assertEqual(Recu.objects.get(siren=SIREN).date,
                         date(2026, 11, 27))
        self.assertGreater(Evenement.objects.filter(chaine=SIREN).count(), 2)

    def test_models_filter_by_moment(self):
        self.save()
        moment = Entreprise.objects.get(siren=SIREN).modifie_le
        found = Entreprise.objects.filter
        self.assertEqual(found(modifie_le=moment).count(), 1)
        self.assertEqual(found(modifie_le__lt=moment).count(), 0)
        self.assertEqual(found(modifie_le__gte=moment).count(), 1)

    def test_models_refuse_to_write(self):
        self.save()
        company = Entreprise.objects.get(siren=SIREN)
        with self.assertRaises(TypeError):
            company.save()
        with self.assertRaises(TypeError):
            company.delete()
        with self.assertRaises(TypeError):
            Entreprise.objects.filter(siren=SIREN).update(naf="00.00Z")
        with self.assertRaises(TypeError):
            Entreprise.objects.all().delete()
        self.assertEqual(self.sirens(), [SIREN])

    def test_a_table_of_the_host_may_have_the_same_name(self):
        Entreprises.objects.create(nom="à nous")
        self.save()
        self.assertEqual(Entreprises.objects.get().nom, "à nous")
        self.assertEqual(Entreprise.objects.get().siren, SIREN)

    def test_what_was_found_in_a_document(self):
        self.save()
        with (tempfile.TemporaryDirectory() as folder,
              rse.Portal(rse.Store(engine.store()), rse.Blob.folder(folder),
                         migrate=False) as portal):
            host = portal.host("essai")
            document, _ = host.upload(SIREN, b"%PDF-1.7\n", kind="analyse")
            host.document_analysed(SIREN, document, state="success",
                                   job="01J", number=3,
                                   result='{"é": [1,null]}')
            row = Document.objects.get(id=document)
            self.assertEqual((row.analyse_travail, row.analyse_numero),
                             ("01J", 3))
            result = Analyse.objects.get(siren=SIREN, document=document)
            self.assertEqual(result.texte, '{"é": [1,null]}')
            host.document_remove(SIREN, document)
        self.assertFalse(Analyse.objects.exists())


class InsideAtomic(WithPortal):
    """The store's transactions are a part of an outer one."""

    def setUp(self):
        super().setUp()
        self.outer = transaction.atomic()
        if connection.vendor == "postgresql":
            self.enterContext(serialisable())

    def test_what_the_outer_one_undoes_is_undone(self):
        with self.assertRaises(ZeroDivisionError), self.outer:
            Societe.objects.create(name="une")
            self.save()
            self.assertEqual(self.sirens(), [SIREN])
            raise ZeroDivisionError
        self.assertEqual(self.sirens(), [])
        self.assertEqual(Societe.objects.count(), 0)

    def test_what_the_outer_one_keeps_is_kept(self):
        with self.outer:
            Societe.objects.create(name="une")
            self.save()
        self.assertEqual(self.sirens(), [SIREN])
        self.assertEqual(Societe.objects.count(), 1)

    def test_a_failure_leaves_the_outer_one_whole(self):
        with self.outer:
            Societe.objects.create(name="une")
            self.save()
            with self.assertRaises(rse.Exists):
                self.host.company_save(siren=SIREN, denomination="autre",
                                       expected=rse.VERSION_NEW)
            Societe.objects.create(name="deux")
        self.assertEqual(Societe.objects.count(), 2)
        self.assertEqual(self.sirens(), [SIREN])


class serialisable:
    """The isolation level that a project would set in OPTIONS."""

    def __enter__(self):
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_isolation TO "
                           "'serializable'")

    def __exit__(self, *ignored):
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_isolation TO "
                           "'read committed'")


    def test_who_got_in_its_way_is_told_by_djangos_error(self):
        """Trying again inside would be in vain, and would take the whole
        deadline."""
        self.save()
        other = connections.create_connection("default")
        start = time.monotonic()
        with self.assertRaises(OperationalError), self.outer:
            self.assertEqual(self.sirens(), [SIREN])
            with other.cursor() as cursor:
                cursor.execute("UPDATE portailrse_entreprises SET naf = 'x'")
            self.save(name="trop tard")
        self.assertLess(time.monotonic() - start, 3)
        other.close()
        self.assertEqual(self.host.company(SIREN)["naf"], "x")


class Isolation(WithPortal):
    @on_postgres
    def test_a_weaker_outer_transaction_is_refused_and_not_harmed(self):
        with transaction.atomic():
            Societe.objects.create(name="une")
            with self.assertRaisesRegex(rse.Unsupported,
                                        "non_atomic_requests"):
                self.save()
            Societe.objects.create(name="deux")
        self.assertEqual(Societe.objects.count(), 2)

    def test_threads_do_not_lose_each_others_work(self):
        portal, wrong = engine.portal(), []

        def work(number):
            try:
                host = portal.host(f"fil {number}")
                for at in range(5):
                    host.company_save(siren=sirens[number * 5 + at],
                                      denomination="x",
                                      expected=rse.VERSION_NEW)
            except Exception as error:
                wrong.append(error)
            finally:
                connections.close_all()

        sirens = [with_key(number) for number in range(12_345_600,
                                                       12_345_620)]
        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])
        self.assertEqual(self.sirens(), sorted(sirens))

    def test_the_journal_holds_after_all(self):
        self.save()
        self.save(name="Fonderie du Port")
        self.assertEqual(list(self.host.check()), [])


def with_key(eight):
    """A SIREN whose last digit is right."""
    for last in range(10):
        digits = [int(d) for d in f"{eight:08d}{last}"]
        doubled = [d if at % 2 == 0 else sum(divmod(2 * d, 10))
                   for at, d in enumerate(digits)]
        if sum(doubled) % 10 == 0:
            return "".join(map(str, digits))
    raise AssertionError(eight)


class Migrations(WithPortal):
    def test_migrate_has_made_the_tables(self):
        self.assertEqual(plan(), [])

    def test_it_is_idempotent(self):
        self.save()
        self.assertEqual(migrate(), [])
        call_command("migrate", verbosity=0)
        self.assertEqual(self.sirens(), [SIREN])

    def test_no_migration_of_django_is_missing(self):
        call_command("makemigrations", "django_portailrse", check=True,
                     dry_run=True, verbosity=0)

    def test_the_columns_of_the_models_are_those_of_the_tables(self):
        from django.apps import apps
        with connection.cursor() as cursor:
            for model in apps.get_app_config("django_portailrse").get_models():
                table = model._meta.db_table
                there = {column.name for column in
                         connection.introspection.get_table_description(
                             cursor, table)}
                named = {field.column for field in model._meta.concrete_fields}
                self.assertEqual(named - there, set(), table)


class OtherDatabase(TransactionTestCase):
    databases = {"default", "archives"}

    def test_the_rows_are_where_the_setting_says(self):
        with override_settings(PORTAILRSE={**settings.PORTAILRSE,
                                           "STORE": "archives"}):
            self.assertTrue(plan())
            call_command("migrate", database="default", verbosity=0)
            self.assertTrue(plan())
            call_command("migrate", database="archives", verbosity=0)
            self.assertEqual(plan(), [])
            engine.portal().host("essai").company_save(
                siren=SIREN, denomination="ailleurs")
            self.assertEqual(Entreprise.objects.get().denomination,
                             "ailleurs")
        self.assertFalse(Entreprise.objects.filter(
            denomination="ailleurs").exists())

    def test_who_wants_rules_alone_gets_no_portal(self):
        with override_settings(PORTAILRSE={"STORE": None}):
            call_command("migrate", verbosity=0)
            with self.assertRaisesRegex(rse.Unsupported, "STORE"):
                engine.portal()
            self.assertTrue(engine.pack().answers({}, date="2026-11-27"))


class Damage(WithPortal):
    def test_a_row_that_cannot_be_one_is_told(self):
        self.save()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("ALTER TABLE portailrse_entreprises RENAME "
                               "COLUMN pays TO etat")
                undo = ("ALTER TABLE portailrse_entreprises RENAME COLUMN "
                        "etat TO pays")
            else:
                cursor.execute("UPDATE portailrse_entreprises SET "
                               "qualifiee_le = 'hier'")
                undo = ("UPDATE portailrse_entreprises SET qualifiee_le = "
                        "NULL")
        try:
            with self.assertRaises(rse.SchemaError):
                self.sirens()
        finally:
            with connection.cursor() as cursor:
                cursor.execute(undo)
        self.assertEqual(self.sirens(), [SIREN])

    def test_a_healthy_store_has_no_findings(self):
        self.assertEqual(list(DjangoStore().check()), [])


class Vendors(TransactionTestCase):
    """A database that the store does not know."""

    def setUp(self):
        class Other:
            vendor = "oracle"

        connections.settings["autre"] = connections.settings["default"]
        connections["autre"] = Other()
        self.addCleanup(connections.settings.pop, "autre")
        self.addCleanup(connections.__delitem__, "autre")

    def test_it_is_refused_by_its_name(self):
        with self.assertRaisesRegex(rse.Unsupported, "oracle"):
            DjangoStore("autre")

    def test_a_check_tells_it(self):
        with override_settings(PORTAILRSE={"STORE": "autre"}):
            (warning,) = check_store(databases=["autre"])
        self.assertEqual(warning.id, "portailrse.W003")
        self.assertIn("oracle", warning.msg)
