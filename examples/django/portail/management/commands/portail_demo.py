# SPDX-License-Identifier: Apache-2.0
"""Somebody to try the documents of companies with."""
from pathlib import Path
from typing import Any

import portailrse as rse
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, CommandParser

from django_portailrse import engine, persons
from django_portailrse.management.telling import WRONG, Command as Telling

from ...views.account import DEMO

# Invented; what the user is in each.
COMPANIES = (("012345674", "Tissages du Val d’Encre", rse.Role.OWNER),
             ("012345120", "Menuiserie de l’Orme creux", rse.Role.READER))


class Command(Telling):
    help = ("Makes the user demo, whose password is demo, with two invented "
            "companies: owner of one, reader of the other. Only where "
            "PORTAIL_DEMO=yes shows the password to everybody anyway.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--document", action="append", default=[],
                            type=Path, metavar="PDF",
                            help="To be uploaded and analysed; may be "
                                 "repeated.")

    def work(self, **options: Any) -> str:
        if not settings.PORTAIL["DEMO"]:
            raise CommandError("only where PORTAIL_DEMO=yes",
                               returncode=WRONG)
        person = persons.person_of(_user())
        host = engine.portal().host("portail_demo")
        for siren, name, role in COMPANIES:
            host.company_save(siren=siren, denomination=name)
            host.member_save(siren=siren, person=person, role=role)
        for path in options["document"]:
            _upload(host, path)
        return f"{DEMO['name']}: {len(COMPANIES)} companies"


def _user() -> persons.User:
    users = get_user_model().objects
    found: persons.User | None = users.filter(username=DEMO["name"]).first()
    return found or users.create_user(
        DEMO["name"], "demo@example.org", DEMO["password"],
        first_name="Camille", last_name="Essai")


def _upload(host: rse.Session, path: Path) -> None:
    for siren, _name, _role in COMPANIES:
        with open(path, "rb") as content:
            document, _was_there = host.upload(
                siren, content, name=path.name, kind="analyse")
        engine.runs().add(document=document, siren=siren)
