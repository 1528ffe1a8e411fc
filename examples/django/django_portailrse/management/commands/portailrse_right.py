# SPDX-License-Identifier: Apache-2.0
"""What a user may be in a company."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, CommandParser

import portailrse as rse

from ... import engine, persons
from ...conf import configuration
from ..telling import WRONG, Command as Telling

NOBODY = "aucun"
ROLES = {rse.role_name(role): role for role in rse.Role
         if role not in (rse.Role.NONE, rse.Role.HOST)}


class Command(Telling):
    help = ("Gives a user of Django a role in a company of the portal, or "
            "takes it away. A company that the portal does not know yet is "
            "made known.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="Name of the user.")
        parser.add_argument("number", help="SIREN or SIRET of the company.")
        parser.add_argument("role", choices=[*ROLES, NOBODY],
                            help=f"{NOBODY}: takes the right away.")
        parser.add_argument("--until", default="", metavar="DAY",
                            help="Last day of the right; an auditor's always "
                                 "has one.")
        parser.add_argument("--name", default="",
                            help="Name of a company that registers do not "
                                 "know.")

    def work(self, **options: Any) -> str:
        siren = rse.read_number(options["number"]).siren
        person = persons.person_of(_user(options["user"]))
        host = engine.portal().host("portailrse_right")
        if options["role"] == NOBODY:
            host.member_remove(siren, person)
        else:
            _know(host, siren, options["name"])
            host.member_save(siren=siren, person=person,
                             role=ROLES[options["role"]],
                             until=options["until"])
        return f"{options['user']}: {options['role']} of {siren}"


def _user(name: str) -> persons.User:
    try:
        found: persons.User = get_user_model().objects.get_by_natural_key(name)
        return found
    except get_user_model().DoesNotExist as error:
        raise CommandError(f"there is no user {name}: manage.py "
                           "createsuperuser, or /admin/, makes one",
                           returncode=WRONG) from error


def _know(host: rse.Session, siren: str, name: str) -> None:
    try:
        host.company(siren)
        return
    except rse.NotFound:
        pass
    host.company_save(siren=siren, denomination=name or _registered(siren),
                      expected=rse.VERSION_NEW)


def _registered(siren: str) -> str:
    wanted = configuration()
    try:
        unit = engine.services().find(siren, offline=wanted.OFFLINE,
                                      deadline_ms=wanted.DEADLINE_MS).unit
        return str(unit.denomination)
    except rse.NotFound as error:
        raise CommandError(f"no register knows {siren}: give --name",
                           returncode=WRONG) from error
