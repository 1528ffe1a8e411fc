# SPDX-License-Identifier: Apache-2.0
"""The calendar and the report, by number."""
from django.conf import settings
from django.test import SimpleTestCase, override_settings
from django_portailrse import engine

NUMBER = "356000000"


class Views(SimpleTestCase):
    def get(self, address, status=200, **options):
        answer = self.client.get(f"/obligations/{address}", **options)
        self.assertEqual(answer.status_code, status, answer.content[:300])
        return answer

    def test_a_report_is_the_librarys_own(self):
        answer = self.get(f"{NUMBER}.json?date=2026-11-27")
        self.assertEqual(answer["Content-Type"], "application/json")
        told = answer.json()
        self.assertEqual(len(told["obligations"]),
                         engine.pack().obligation_count)

    def test_it_is_in_the_language_of_the_visitor(self):
        french = self.get(f"{NUMBER}.json", headers={"accept-language": "fr"})
        english = self.get(f"{NUMBER}.json",
                           headers={"accept-language": "en"})
        self.assertNotEqual(french.json(), english.json())

    def test_a_calendar_is_downloaded(self):
        answer = self.get(f"{NUMBER}.ics")
        self.assertEqual(answer["Content-Type"],
                         "text/calendar; charset=utf-8")
        self.assertIn("356000000.ics", answer["Content-Disposition"])
        self.assertTrue(answer.content.startswith(b"BEGIN:VCALENDAR"))

    def test_a_number_that_is_none_is_a_bad_request(self):
        for number in ("123", "12345678x", "356000001", "%00", "é" * 300):
            answer = self.get(f"{number}.json", 400)
            self.assertEqual(answer["Content-Type"],
                             "application/problem+json")
            self.get(f"{number}.ics", 400)

    def test_a_day_that_is_none_is_a_bad_request(self):
        for day in ("hier", "2026-02-30", "2026-11-27T00:00", "99999-01-01"):
            self.get(f"{NUMBER}.json?date={day}", 400)

    def test_nothing_is_changed_by_a_look(self):
        self.assertEqual(self.client.post(
            f"/obligations/{NUMBER}.json").status_code, 405)
        self.assertEqual(self.client.head(
            f"/obligations/{NUMBER}.ics").status_code, 200)

    def test_without_any_register_the_answer_stands_on_nothing_known(self):
        with override_settings(PORTAILRSE={
                **settings.PORTAILRSE, "REGISTER": None}):
            self.assertIn("obligations", self.get(f"{NUMBER}.json").json())
            self.get(f"{NUMBER}.ics")
