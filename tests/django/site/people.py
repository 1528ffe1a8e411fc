# SPDX-License-Identifier: Apache-2.0
"""Users of the site and what they are in which company."""
from datetime import date, timedelta

import portailrse as rse

OURS, THEIRS = "012345674", "012345120"
PASSWORD = "mot de passe des essais"
ROLES = {"lecteur": rse.Role.READER, "auditeur": rse.Role.AUDITOR,
         "editeur": rse.Role.EDITOR, "conseiller": rse.Role.ADVISER,
         "proprietaire": rse.Role.OWNER}


def host():
    from django_portailrse import engine

    return engine.portal().host("essais")


def user(name):
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    found = users.filter(username=name).first()
    return found or users.create_user(name, f"{name}@example.org", PASSWORD)


def known(siren=OURS, name="Tissages du Val d’Encre"):
    host().company_save(siren=siren, denomination=name)


def member(name, role, siren=OURS):
    """A user who is that there."""
    from django_portailrse import persons

    person = persons.person_of(user(name))
    until = date.today() + timedelta(days=30)
    host().member_save(
        siren=siren, person=person, role=role,
        until=until if role is rse.Role.AUDITOR else "")
    return name


def everybody():
    """Somebody in each role, the owner of another company, and a user who is
    nobody."""
    known()
    known(THEIRS, "Menuiserie de l’Orme creux")
    for name, role in ROLES.items():
        member(name, role)
    member("voisin", rse.Role.OWNER, THEIRS)
    user("personne")


def forget_documents(siren=OURS):
    for row in host().documents(siren):
        host().document_remove(siren, row["id"])


def signed_in(name):
    """A client without browser."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(user(name))
    return client
