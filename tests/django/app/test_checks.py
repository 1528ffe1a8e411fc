# SPDX-License-Identifier: Apache-2.0
"""What `manage.py check` tells."""
import shutil
import tempfile
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import SimpleTestCase, TransactionTestCase, override_settings
from django_portailrse import checks, engine
from django_portailrse.migration import migrate, migrate_queue

PACKS = settings.ROOT / "packs"


def given(**keys):
    return override_settings(PORTAILRSE={**settings.PORTAILRSE, **keys})


class Setting(SimpleTestCase):
    def test_a_sound_setting_passes(self):
        call_command("check", stdout=StringIO())

    def test_without_a_setting_the_defaults_stand(self):
        with override_settings():
            del settings.PORTAILRSE
            self.assertEqual(checks.check_setting(), [])
            self.assertEqual(engine.pack().id, "fr-rse")

    def test_a_key_that_is_not_known_is_told_with_those_that_are(self):
        with given(PAKC="fr-rse"):
            (error,) = checks.check_setting()
        self.assertEqual(error.id, "portailrse.E003")
        self.assertIn("'PAKC'", error.msg)
        self.assertIn("PACK", error.msg)

    def test_a_value_of_another_type_is_told(self):
        for key, value in (("OFFLINE", "oui"), ("PACK", 3), ("LANG", "de"),
                           ("STORE", 3), ("DEADLINE_MS", "vite"),
                           ("OVERLAYS", "reform.yaml")):
            with given(**{key: value}):
                (error,) = checks.check_setting()
            self.assertIn(repr(key), error.msg)

    def test_a_setting_that_is_no_dictionary_is_told(self):
        with override_settings(PORTAILRSE="fr-rse"):
            self.assertEqual([error.id for error in checks.check_setting()],
                             ["portailrse.E003"])

    def test_an_alias_without_database_is_told(self):
        with given(STORE="nulle_part"):
            (error,) = checks.check_setting()
        self.assertIn("nulle_part", error.msg)

    def test_a_setting_of_services_that_is_none_is_told(self):
        with given(SERVICES={"sirene.couleur": "bleu"}):
            (error,) = checks.check_register()
        self.assertEqual(error.id, "portailrse.E003")
        self.assertIn("sirene.couleur", error.msg)


class Pack(SimpleTestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(
            tempfile.TemporaryDirectory())) / "pack"
        shutil.copytree(PACKS / "demo-commune", self.folder)

    def test_a_bad_pack_ends_check_with_file_and_line(self):
        facts = self.folder / "facts.yaml"
        facts.write_text(facts.read_text("utf-8") + "facts:\n  x: [\n",
                         "utf-8")
        lines = facts.read_text("utf-8").count("\n")
        with given(PACK=str(self.folder)):
            with self.assertRaises(SystemCheckError) as raised:
                call_command("check", stderr=StringIO())
        told = str(raised.exception)
        self.assertIn("portailrse.E001", told)
        self.assertRegex(told, rf"facts\.yaml:{lines - 1}:\d+|"
                               rf"facts\.yaml:{lines}:\d+|"
                               rf"facts\.yaml:{lines + 1}:\d+")

    def test_a_rule_that_names_no_fact_is_told_with_its_place(self):
        rule = next(path for path in (self.folder / "obligations").iterdir()
                    if "applies:" in path.read_text("utf-8"))
        text = rule.read_text("utf-8")
        rule.write_text(text.replace("applies:", "applies: couleur and", 1),
                        "utf-8")
        line = text[:text.index("applies:")].count("\n") + 1
        with given(PACK=str(self.folder)):
            (error,) = checks.check_pack()
        self.assertIn(f"{rule.name}:{line}:", error.msg)

    def test_a_pack_that_is_not_there_is_told(self):
        with given(PACK="/nulle/part"):
            (error,) = checks.check_pack()
        self.assertIn("/nulle/part", error.msg)

    def test_a_bad_overlay_is_told(self):
        overlay = self.folder / "reforme.yaml"
        overlay.write_text("overlay: [\n", "utf-8")
        with given(PACK=str(self.folder), OVERLAYS=[str(overlay)]):
            (error,) = checks.check_pack()
        self.assertIn("reforme.yaml", error.msg)


class Register(SimpleTestCase):
    def test_a_register_that_is_not_there_is_told(self):
        with given(REGISTER="/nulle/part/registre.sqlite"):
            (error,) = checks.check_register()
        self.assertEqual(error.id, "portailrse.E002")
        self.assertIn("portailrse_import_register", error.hint)

    def test_a_file_that_is_no_register_is_told(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"SQLite? no.\n" * 1000)
            file.flush()
            with given(REGISTER=file.name):
                (error,) = checks.check_register()
        self.assertEqual(error.id, "portailrse.E002")


class Store(TransactionTestCase):
    def test_tables_that_are_not_there_are_told_when_databases_are(self):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE prse_django_schema RENAME TO away")
        try:
            self.assertEqual(checks.check_store(databases=None), [])
            (warning,) = checks.check_store(databases=["default"])
            self.assertEqual(warning.id, "portailrse.W001")
            self.assertIn("migrate", warning.hint)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE away RENAME TO "
                               "prse_django_schema")
        self.assertEqual(checks.check_store(databases=["default"]), [])
        self.assertEqual(migrate(), [])


class Queue(TransactionTestCase):
    def check(self):
        return [(told.id, told.msg) for told in
                checks.check_queue(databases=["default"])]

    def test_without_a_queue_nothing_is_told(self):
        self.assertEqual(self.check(), [])

    def test_tables_and_reach(self):
        with tempfile.TemporaryDirectory() as folder:
            with given(QUEUE=f"sqlite:{folder}/travaux.sqlite"):
                self.assertEqual([told[0] for told in self.check()],
                                 ["portailrse.W004"])
                self.assertGreater(len(migrate_queue()), 0)
                self.assertEqual(self.check(), [])
            with given(QUEUE=f"sqlite:{folder}/nulle/part.sqlite"):
                (told,) = self.check()
        self.assertIn("cannot be reached", told[1])
        self.assertEqual(checks.check_queue(), [])

    def test_functions_that_are_not_there_are_told(self):
        for key in ("SCAN", "CLASSIFIER"):
            with given(**{key: "nulle.part"}):
                (error,) = checks.check_setting()
            self.assertEqual(error.id, "portailrse.E003")
            self.assertIn(repr(key), error.msg)
