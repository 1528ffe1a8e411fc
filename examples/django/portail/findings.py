# SPDX-License-Identifier: Apache-2.0
"""What analyses found, as pages show it: a synthesis by theme and topic, and
the sentences that a reader looks for."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import portailrse as rse
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from .desk import Desk
from .documents import Entry

LESSER = "esrs-lite"
PREFIX = re.compile(r"^ESRS \w+\s*[:–-]\s*")
PAGE = 25
THEMES: dict[rse.Theme, tuple[str, Promise]] = {
    rse.Theme.ENVIRONMENT: ("environment", _("Environment")),
    rse.Theme.SOCIAL: ("social", _("Social")),
    rse.Theme.GOVERNANCE: ("governance", _("Governance")),
}
CONFIDENCES = ("0.5", "0.7", "0.9")


@dataclass(frozen=True)
class Topic:
    code: str
    title: str
    sentences: int
    documents: int
    pages: int
    share: float  # of the topic with most sentences, 0 to 100


@dataclass(frozen=True)
class Theme:
    id: str
    label: Promise
    topics: list[Topic]
    begins: float  # on the bar of all themes, 0 to 100
    share: float

    @property
    def sentences(self) -> int:
        return sum(topic.sentences for topic in self.topics)


@dataclass(frozen=True)
class Found:
    text: str
    evidence: str
    page: int
    document: str
    document_id: str
    topic: str
    code: str
    confidence: int | None  # percent


class Findings:
    """Of one document, or of several together."""

    def __init__(self, desk: Desk, entries: Iterable[Entry]):
        self.desk = desk
        self.entries = list(entries)
        self.passages = rse.Passages()
        for entry in self.entries:
            self.passages.add(entry.name, desk.session.document_result(
                desk.siren, entry.id))

    @cached_property
    def documents(self) -> list[rse.Analysed]:
        return self.passages.documents

    @property
    def sentences(self) -> int:
        return sum(document.sentences for document in self.documents)

    @property
    def relevant(self) -> int:
        return sum(document.relevant for document in self.documents)

    @property
    def is_lesser(self) -> bool:
        """Whether the lesser engine found any of it."""
        return any(document.engine.startswith(LESSER)
                   for document in self.documents)

    @property
    def unread(self) -> list[str]:
        """Documents that hold pictures of text."""
        return [document.name for document in self.documents
                if document.needs_ocr]

    @property
    def blank_pages(self) -> int:
        return sum(document.blank_pages for document in self.documents)

    @cached_property
    def themes(self) -> list[Theme]:
        topics = [topic for topic in self.passages.topics if topic.code]
        most = max((topic.sentences for topic in topics), default=0) or 1
        total = sum(topic.sentences for topic in topics) or 1
        found, begins = [], 0.0
        for theme, (name, label) in THEMES.items():
            own = [topic for topic in topics if topic.theme == theme]
            share = 100 * sum(topic.sentences for topic in own) / total
            if own:
                found.append(Theme(name, label, [
                    _topic(topic, most) for topic in own], begins, share))
            begins += share
        return found

    @property
    def rest(self) -> int:
        """Sentences that speak of no topic."""
        return self.sentences - self.relevant

    def search(self, wanted: "Wanted") -> list[int]:
        return self.passages.search(
            theme=wanted.theme, code=wanted.code, text=wanted.words,
            confidence=float(wanted.confidence or 0), relevant=True,
            document=wanted.document)

    def found(self, places: Iterable[int]) -> Iterator[Found]:
        for place in places:
            one = self.passages.get(place)
            topic = self.passages.topic(one.topic)
            entry = self.entries[one.document]
            yield Found(
                one.text, one.evidence, one.page, entry.name, entry.id,
                short(topic.title), topic.code,
                round(one.confidence * 100) if one.confidence >= 0 else None)


def short(title: str) -> str:
    """ESRS E1 : Changement climatique, without the code, which stands
    beside it."""
    return PREFIX.sub("", title) or title


def _topic(topic: rse.Topic, most: int) -> Topic:
    return Topic(topic.code, short(topic.title), topic.sentences,
                 topic.documents, topic.pages, 100 * topic.sentences / most)


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for, as the address says; what cannot be read in it
    is left out."""

    code: str = ""
    theme: rse.Theme = rse.Theme.NONE
    words: str = ""
    confidence: str = ""
    document: int = 0  # from 1
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict, findings: Findings) -> "Wanted":
        subject = query.get("sujet", "")
        themes = {name: theme for theme, (name, _label) in THEMES.items()}
        codes = {topic.code for topic in findings.passages.topics}
        ids = [entry.id for entry in findings.entries]
        document, confidence = query.get("document", ""), query.get(
            "confiance", "")
        return cls(
            code=subject if subject in codes else "",
            theme=themes.get(subject, rse.Theme.NONE),
            words=_readable(query.get("mots", "")),
            confidence=confidence if confidence in CONFIDENCES else "",
            document=ids.index(document) + 1 if document in ids else 0,
            page=_number(query.get("page", "")))

    @property
    def subject(self) -> str:
        return self.code or THEMES.get(self.theme, ("",))[0]

    @property
    def is_any(self) -> bool:
        return not (self.subject or self.words or self.confidence
                    or self.document)


def _readable(words: str) -> str:
    """Without what no document holds: control characters, half characters."""
    plain = words[:200].encode("utf-8", "ignore").decode()
    return "".join(sign if sign.isprintable() else " "
                   for sign in plain).strip()


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 7 else 1
