# SPDX-License-Identifier: Apache-2.0
"""Which person of the portal a user of Django is."""
from django.contrib.auth.models import User
from django_portailrse import engine, persons
from test_store import WithPortal

import portailrse as rse


class Persons(WithPortal):
    def setUp(self):
        super().setUp()
        self.host = engine.portal().host("essai")
        self.user = User.objects.create_user("ada", "Ada@example.org")
        self.addCleanup(self.forget)

    def forget(self):
        for key, by in ((persons.key_of(self.user),
                         rse.PersonBy.BY_EXTERNAL),
                        ("ada@example.org", rse.PersonBy.BY_ADDRESS)):
            try:
                row = self.host.person(key, by)
            except rse.NotFound:
                continue
            self.host.person_erase(row["id"], False)

    def known(self, **more):
        return self.host.person_save(courriel="ada@example.org", **more)

    def person(self):
        session = persons.session_of(self.user)
        return session and session.person_id

    def test_nobody_knows_who_was_never_made(self):
        self.assertIsNone(self.person())

    def test_an_administrator_makes_one_once(self):
        made = persons.person_of(self.user)
        self.assertEqual(self.person(), made)
        self.assertEqual(persons.person_of(self.user), made)
        row = self.host.person(made)
        self.assertEqual(row["externe"], f"django:{self.user.pk}")
        self.assertEqual(row["courriel"], "Ada@example.org")

    def test_a_confirmed_address_is_enough_once(self):
        known = self.known(confirmed=True, prenom="Ada", adviser=True)
        self.assertEqual(self.person(), known)
        row = self.host.person(known)
        self.assertEqual((row["externe"], row["prenom"], row["conseiller"]),
                         (persons.key_of(self.user), "Ada", True))
        self.user.email = "autre@example.org"
        self.assertEqual(self.person(), known)

    def test_an_address_that_nobody_confirmed_proves_nothing(self):
        self.known()
        self.assertIsNone(self.person())

    def test_who_has_a_key_is_somebody_else(self):
        self.known(confirmed=True, externe="proconnect:1")
        self.assertIsNone(self.person())

    def test_a_user_without_address_is_nobody_by_address(self):
        self.known(confirmed=True)
        self.user.email = ""
        self.assertIsNone(self.person())
