# SPDX-License-Identifier: Apache-2.0
"""Coming deadlines as text, JSON and iCalendar."""
import json

import harness
from harness import DAY

LARGE = ("--set", "effectif=300", "--set", "siren=012345674")


def unfold(text):
    return text.replace("\r\n ", "")


class Calendar(harness.CliTest):
    def dates(self, *words):
        found = json.loads(self.company("calendar", *LARGE, "--format",
                                        "json", *words))
        return [(item["date"], item["deadline"]) for item in found]

    def test_repetitions_stand_in_order_within_two_years(self):
        self.assertEqual(self.dates(), [
            ("2026-12-31", "revision"), ("2027-03-01", "publication"),
            ("2027-06-30", "revision"), ("2027-12-31", "revision"),
            ("2028-03-01", "publication"), ("2028-06-30", "revision")])

    def test_a_short_month_does_not_shorten_the_next_ones(self):
        found = json.loads(self.good(
            "calendar", "--pack", "mini-pack", "--at", "2027-02-01",
            *LARGE, "--until", "2027-12-31", "--format", "json"))
        self.assertEqual([item["date"] for item in found
                          if item["deadline"] == "revision"],
                         ["2027-06-30", "2027-12-31"])

    def test_until_ends_the_calendar_that_day_included(self):
        self.assertEqual(self.dates("--until", "2027-03-01"),
                         [("2026-12-31", "revision"),
                          ("2027-03-01", "publication")])
        self.assertEqual(self.dates("--until", "2026-12-30"), [])

    def test_only_what_surely_applies_is_shown(self):
        self.assertEqual(self.company("calendar", "--format", "json"),
                         "[]\n")
        self.assertIn("No deadline is known", self.company("calendar"))

    def test_text_shows_date_obligation_deadline_and_rhythm(self):
        page = self.company("calendar", *LARGE)
        self.assertIn("2027-03-01  Yearly display\n"
                      "              Publication, each spring (every year)",
                      page)
        self.assertIn("23 November 2026 to 23 November 2028", page)


class Diary(harness.CliTest):
    def diary(self, *words):
        return self.company("calendar", *LARGE, "--format", "ics", *words)

    def raw(self, *words):
        return self.run_cli("calendar", "--pack", "mini-pack", "--at", DAY,
                            *LARGE, "--format", "ics", *words).raw

    def test_lines_end_with_crlf_and_hold_75_octets(self):
        raw = self.raw("--lang", "fr")
        self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
        self.assertTrue(raw.endswith(b"END:VCALENDAR\r\n"))
        self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 75)

    def test_holds_one_event_a_deadline(self):
        text = unfold(self.raw().decode())
        self.assertEqual(text.count("BEGIN:VEVENT"), 2)
        self.assertEqual(text.count("END:VEVENT"), 2)
        for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:",
                     "UID:012345674-affichage-publication@mini\r\n",
                     "DTSTAMP:20261123T000000Z\r\n",
                     "DTSTART;VALUE=DATE:20270301\r\n",
                     "RRULE:FREQ=YEARLY;INTERVAL=1\r\n"):
            self.assertIn(line, text)

    def test_escapes_text(self):
        self.assertIn("SUMMARY:Yearly display – Publication\\, each spring",
                      unfold(self.raw().decode()))

    def test_the_end_of_a_month_stays_the_end(self):
        self.assertIn("RRULE:FREQ=MONTHLY;INTERVAL=6;"
                      "BYMONTHDAY=28,29,30,31;BYSETPOS=-1\r\n",
                      unfold(self.raw().decode()))

    def test_until_ends_the_rules(self):
        text = unfold(self.raw("--until", "2028-12-31").decode())
        self.assertEqual(text.count(";UNTIL=20281231\r\n"), 2)

    def test_the_same_company_and_day_give_the_same_bytes(self):
        self.assertEqual(self.raw(), self.raw())


if __name__ == "__main__":
    harness.main()
