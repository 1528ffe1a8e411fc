# SPDX-License-Identifier: Apache-2.0
"""docs/django.md names what there is."""
import re
from dataclasses import fields
from pathlib import Path

import django_portailrse
from django.conf import settings
from django.core.management import get_commands
from django.test import SimpleTestCase
from django_portailrse import rows
from django_portailrse.conf import Configuration
from django_portailrse.templatetags.portailrse import register

APP = Path(django_portailrse.__file__).parent
GUIDE = (settings.ROOT / "docs" / "django.md").read_text("utf-8")


class Guide(SimpleTestCase):
    def named(self, names, shape):
        self.assertTrue(names)
        for name in names:
            self.assertIn(shape.format(name), GUIDE)

    def test_every_key_with_its_default(self):
        self.named([item.name for item in fields(Configuration)], "| `{}` |")

    def test_every_check(self):
        told = set(re.findall(r"portailrse\.[EW]\d+",
                              (APP / "checks.py").read_text("utf-8")))
        self.named(told, "| `{}` |")
        self.assertEqual(set(re.findall(r"portailrse\.[EW]\d+", GUIDE)), told)

    def test_every_command_tag_and_model(self):
        self.named([name for name, app in get_commands().items()
                    if app == "django_portailrse"], "`{}")
        self.named(register.filters, "\\|{}")
        self.named([model.__name__ for model in vars(rows).values()
                    if isinstance(model, type)
                    and issubclass(model, rows.Row)
                    and model is not rows.Row], "`{}`")

    def test_its_python_can_be_read(self):
        blocks = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
        self.assertTrue(blocks)
        for block in blocks:
            compile(block, "docs/django.md", "exec")
