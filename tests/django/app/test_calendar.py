# SPDX-License-Identifier: Apache-2.0
"""Deadlines as a calendar."""
from datetime import datetime, timezone

from django.test import SimpleTestCase
from django_portailrse import engine
from django_portailrse.calendar import calendar

NOW = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)


class Calendar(SimpleTestCase):
    def lines(self, facts=None, subject="552032534"):
        verdicts = engine.pack().evaluate(
            facts or {"effectif": "300-499"}, date="2026-11-27")
        self.bytes = calendar(verdicts, subject, NOW)
        self.verdicts = verdicts
        text = self.bytes.decode()
        return text.replace("\r\n ", "").split("\r\n")

    def test_every_dated_deadline_of_what_applies_is_an_event(self):
        lines = self.lines()
        dated = [due for verdict in self.verdicts
                 if verdict.answer.name == "SUBJECT"
                 for due in verdict.deadlines if due.date]
        self.assertTrue(dated)
        self.assertEqual(lines.count("BEGIN:VEVENT"), len(dated))
        for due in dated:
            self.assertIn(f"DTSTART;VALUE=DATE:{due.date:%Y%m%d}", lines)

    def test_lines_are_of_75_octets_at_most_and_end_as_they_should(self):
        self.lines()
        self.assertTrue(self.bytes.endswith(b"END:VCALENDAR\r\n"))
        for line in self.bytes.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            line.decode()
        self.assertNotIn(b"\n", self.bytes.replace(b"\r\n", b""))

    def test_events_keep_their_identity_and_differ(self):
        first = [line for line in self.lines() if line.startswith("UID:")]
        self.assertEqual(len(first), len(set(first)))
        self.assertEqual(first, [line for line in self.lines()
                                 if line.startswith("UID:")])

    def test_commas_and_semicolons_are_escaped(self):
        described = [line for line in self.lines()
                     if line.startswith(("DESCRIPTION:", "SUMMARY:"))]
        for line in described:
            self.assertNotRegex(line, r"(?<!\\)[,;]")

    def test_nobody_writes_lines_of_his_own_into_it(self):
        lines = self.lines(subject="1\r\nATTENDEE:mailto:x@example.org")
        self.assertFalse([line for line in lines
                          if line.startswith("ATTENDEE")])

    def test_who_has_no_deadline_gets_an_empty_calendar(self):
        lines = self.lines({"effectif": 3})
        self.assertEqual(lines[0], "BEGIN:VCALENDAR")
        self.assertEqual(lines.count("BEGIN:VEVENT"), 0)
