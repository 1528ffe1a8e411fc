# SPDX-License-Identifier: Apache-2.0
"""Which person of the portal a user of Django is. What that person may see and
do is the portal's to say, never Django's."""

from __future__ import annotations

from typing import Any, Protocol

import portailrse as rse

from . import engine

LABEL = "django"


class User(Protocol):
    """What is read of a user."""

    pk: Any
    email: str
    first_name: str
    last_name: str

    def get_username(self) -> str: ...


def key_of(user: User) -> str:
    """The key of a user at this login service, `personnes.externe`."""
    return f"{LABEL}:{user.pk}"


def session_of(user: User) -> rse.Session | None:
    """The session of a user who has signed in; None: the portal knows nobody
    such."""
    portal = engine.portal()
    person = _find(portal.host(LABEL), user)
    return portal.person(person) if person else None


def person_of(user: User) -> str:
    """The person of a user, made where there is none: for administrators."""
    host = engine.portal().host(LABEL)
    return _find(host, user) or host.person_save(
        courriel=user.email, prenom=user.first_name, nom=user.last_name,
        externe=key_of(user), confirmed=bool(user.email))


def _find(host: rse.Session, user: User) -> str | None:
    row = _look(host, key_of(user), rse.PersonBy.BY_EXTERNAL)
    if row is None:
        row = _by_address(host, user)
    return None if row is None else str(row["id"])


def _by_address(host: rse.Session, user: User) -> rse.Row | None:
    """Once: from then on by key. Only a confirmed address proves anything, and
    who has a key of a login service is somebody else."""
    if not user.email:
        return None
    row = _look(host, user.email, rse.PersonBy.BY_ADDRESS)
    if row is None or row["externe"] or not row["confirmee"]:
        return None
    host.person_save(
        id=row["id"], courriel=row["courriel"], prenom=row["prenom"] or "",
        nom=row["nom"] or "", fonction_rse=row["fonction_rse"] or "",
        adviser=row["conseiller"], news=row["actualites"], confirmed=True,
        externe=key_of(user))
    return row


def _look(host: rse.Session, key: str, by: rse.PersonBy) -> rse.Row | None:
    try:
        return host.person(key, by)
    except (rse.NotFound, rse.ParseError):
        return None
