# SPDX-License-Identifier: Apache-2.0
"""Admin pages: everything is read, nothing is written."""
import io
import zipfile

from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django_portailrse import engine
from django_portailrse.models import Evenement, Recu
from test_store import SIREN, WithPortal

import portailrse as rse

OTHER = "356000000"


class Admin(WithPortal):
    def setUp(self):
        super().setUp()
        self.save(name="Fonderie <b>du Lac</b>")
        self.save(OTHER, "La Petite Poste")
        facts = rse.Facts(engine.pack(), {"effectif": "50..249"})
        self.host.facts_save(SIREN, 2025, facts)
        self.host.facts_save(SIREN, 2025, rse.Facts(
            engine.pack(), {"effectif": "300..499"}))
        self.receipt = self.host.evaluate(SIREN, engine.pack(),
                                          date="2026-11-27")
        self.boss = User.objects.create_superuser("chef", password="x")
        self.client.force_login(self.boss)

    def page(self, name, *args, status=200, **options):
        answer = self.client.get(reverse(f"admin:{name}", args=args),
                                 **options)
        self.assertEqual(answer.status_code, status)
        return answer.content.decode()

    def company(self):
        return self.page("django_portailrse_entreprise_change", SIREN)


class Pages(Admin):
    def test_companies_are_listed_and_found(self):
        page = self.page("django_portailrse_entreprise_changelist")
        self.assertIn(SIREN, page)
        self.assertIn(OTHER, page)
        page = self.page("django_portailrse_entreprise_changelist",
                         data={"q": "poste"})
        self.assertNotIn(SIREN, page)
        self.assertIn(OTHER, page)

    def test_a_company_shows_its_facts_and_what_they_were(self):
        page = self.company()
        self.assertIn("effectif = [300..499]", page)
        self.assertIn("effectif = [50..249]", page)

    def test_a_company_shows_answers_receipts_and_journal(self):
        page = self.company()
        self.assertIn("bdese", page)
        self.assertIn(Recu.objects.get().id, page)
        for event in Evenement.objects.filter(chaine=SIREN):
            self.assertIn(event.action, page)

    def test_a_company_without_anything_says_so(self):
        self.assertIn("Rien pour l’instant.", self.page(
            "django_portailrse_entreprise_change", OTHER))

    def test_nothing_stored_is_taken_for_markup(self):
        self.assertNotIn("<b>du Lac", self.company())

    def test_the_whole_journal_has_pages(self):
        for number in range(120):
            self.save(name=f"Nom {number}")
        page = self.page("portailrse_journal", SIREN)
        self.assertIn("1 / 2", page)
        page = self.page("portailrse_journal", SIREN, data={"p": 2})
        self.assertIn("2 / 2", page)
        self.page("portailrse_journal", "000000000", status=404)

    def test_a_company_that_is_not_there_leads_back(self):
        self.page("django_portailrse_entreprise_change", "999999999",
                  status=302)

    def test_all_lists_answer(self):
        for name in ("recu", "document", "entreprise"):
            self.page(f"django_portailrse_{name}_changelist")
        self.page("django_portailrse_recu_change", Recu.objects.get().id)


class Rights(Admin):
    def test_nothing_can_be_added_changed_or_deleted(self):
        for name in ("recu", "document", "entreprise"):
            self.page(f"django_portailrse_{name}_add", status=403)
        self.page("django_portailrse_entreprise_delete", SIREN, status=403)
        answer = self.client.post(
            reverse("admin:django_portailrse_entreprise_change",
                    args=[SIREN]), {"denomination": "autre"})
        self.assertEqual(answer.status_code, 403)
        self.assertNotIn("delete_selected", self.page(
            "django_portailrse_recu_changelist"))

    def test_who_may_not_look_does_not_see(self):
        self.client.force_login(User.objects.create_user(
            "stagiaire", is_staff=True))
        self.page("django_portailrse_entreprise_change", SIREN, status=403)
        self.page("portailrse_journal", SIREN, status=403)
        self.client.logout()
        self.page("portailrse_journal", SIREN, status=302)

    def test_who_may_look_sees(self):
        reader = User.objects.create_user("lecteur", is_staff=True)
        reader.user_permissions.add(
            Permission.objects.get(codename="view_entreprise"))
        self.client.force_login(reader)
        self.assertIn(SIREN, self.company())
        self.page("portailrse_journal", SIREN)


class Exports(Admin):
    def export(self, model, ids):
        answer = self.client.post(
            reverse(f"admin:django_portailrse_{model}_changelist"),
            {"action": "export", "_selected_action": ids})
        self.assertEqual(answer["Content-Type"], "application/zip")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            return {name: archive.read(name).decode()
                    for name in archive.namelist()}

    def test_a_receipt_is_exported_byte_for_byte_and_holds(self):
        files = self.export("recu", [Recu.objects.get().id])
        (name, text), = files.items()
        self.assertEqual(text, self.receipt)
        self.assertTrue(name.startswith(f"{SIREN}/2026-11-27-"))
        found, _report = rse.receipt_verify(text, pack=engine.pack())
        self.assertTrue(found.holds)

    def test_all_receipts_of_companies_are_exported(self):
        self.host.evaluate(SIREN, engine.pack(), date="2025-01-01")
        self.assertEqual(len(self.export("entreprise", [SIREN, OTHER])), 2)
