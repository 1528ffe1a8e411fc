# SPDX-License-Identifier: Apache-2.0
"""Texts for people: English in the code, French in the catalogue."""
import gettext
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django_portailrse
from django.test import SimpleTestCase

APP = Path(django_portailrse.__file__).parent
FRENCH = APP / "locale" / "fr" / "LC_MESSAGES"


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          **options).stdout


class Catalogue(SimpleTestCase):
    def setUp(self):
        for program in ("msgfmt", "xgettext", "msgmerge"):
            if shutil.which(program) is None:
                self.skipTest(f"{program} is not installed (gettext)")

    def test_the_compiled_catalogue_is_that_of_the_source(self):
        with tempfile.NamedTemporaryFile(suffix=".mo") as made:
            run("msgfmt", "--check", "-o", made.name, FRENCH / "django.po")
            with (open(made.name, "rb") as new,
                  open(FRENCH / "django.mo", "rb") as kept):
                self.assertEqual(
                    gettext.GNUTranslations(new)._catalog,
                    gettext.GNUTranslations(kept)._catalog)

    def test_every_text_of_the_code_is_translated(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "app"
            shutil.copytree(APP, copy, ignore=shutil.ignore_patterns(
                "__pycache__", "*.mo"))
            run(sys.executable, "-m", "django", "makemessages", "-l", "fr",
                "--no-location", "-v0", cwd=copy)
            made = copy / "locale" / "fr" / "LC_MESSAGES" / "django.po"
            self.assertEqual(run("msgattrib", "--untranslated", made), "")
            self.assertEqual(run("msgattrib", "--only-fuzzy", made), "")
            self.assertEqual(run("msgattrib", "--only-obsolete", made), "")

    def test_french_texts_have_the_apostrophe_of_printers(self):
        self.assertNotRegex((FRENCH / "django.po").read_text("utf-8"),
                            r"msgstr .*\w'\w")
