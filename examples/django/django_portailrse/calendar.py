# SPDX-License-Identifier: Apache-2.0
"""Deadlines as a calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone

import portailrse as rse

OCTETS = 75
"""Of a line, before it is folded."""


def calendar(verdicts: Iterable[rse.Verdict], subject: str,
             now: datetime | None = None) -> bytes:
    """The dated deadlines of what applies. `subject` names the company; the
    same deadline keeps its identity from one download to the next."""
    stamp = f"{(now or datetime.now(timezone.utc)):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0",
             "PRODID:-//portailrse//django_portailrse//FR",
             "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             *_events(verdicts, subject, stamp), "END:VCALENDAR"]
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _events(verdicts: Iterable[rse.Verdict], subject: str,
            stamp: str) -> Iterator[str]:
    for verdict in verdicts:
        if verdict.answer != rse.Answer.SUBJECT:
            continue
        for due in verdict.deadlines:
            if due.date is not None:
                yield from _event(verdict, due, due.date, subject, stamp)


def _event(verdict: rse.Verdict, due: rse.Due, day: date, subject: str,
           stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_plain(subject)}-{verdict.id}-{due.id}@portailrse"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    if due.every:
        yield f"RRULE:FREQ=MONTHLY;INTERVAL={due.every}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(f'{verdict.label} — {due.label}')}"
    yield f"DESCRIPTION:{_text(verdict.reason)}"
    if verdict.info.platform:
        yield f"URL:{_plain(verdict.info.platform)}"
    yield "END:VEVENT"


def _plain(value: str) -> str:
    """What is not text must hold no end of a line."""
    return "".join(c for c in value if c.isprintable() and c != " ")


def _text(value: str) -> str:
    for sign in "\\;,":
        value = value.replace(sign, "\\" + sign)
    return value.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, cut between characters."""
    parts, part, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > OCTETS:
            parts.append(part)
            part, size = "", 1
        part += sign
        size += width
    return "\r\n ".join([*parts, part])
