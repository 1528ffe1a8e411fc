# SPDX-License-Identifier: Apache-2.0
"""From a PDF to findings in Python: what a host calls, and what a host brings:
a reader or a classifier of its own."""
from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import portailrse as rse
from portailrse.backends import Source

pytestmark = pytest.mark.core
sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
import rawpdf  # type: ignore[import-not-found]  # noqa: E402

CLIMATE = "Nous avons réduit nos émissions de gaz à effet de serre de 12 %."
STAFF = "Chaque salarié a suivi deux jours de formation à la sécurité."
PDF: bytes = rawpdf.simple([CLIMATE, STAFF])


def reader() -> rse.Extract:
    """The default one, or a skip where it is not installed: in the wheel."""
    try:
        return rse.Extract.pdftotext()
    except rse.Unsupported as why:
        if "PRSE_HELPERS" in os.environ:  # They are in the build folder.
            raise
        pytest.skip(str(why))


def analysed(**options: Any) -> rse.Passages:
    passages = rse.Passages()
    passages.analyse(PDF, extract=reader(), **options)
    return passages


# --- Analysing

def test_bytes_and_a_file_give_the_same_findings() -> None:
    extract, passages = reader(), rse.Passages()
    contents: list[bytes | io.BytesIO] = [PDF, io.BytesIO(PDF)]
    for pdf in contents:
        passages.analyse(pdf, extract=extract, name="bilan.pdf")
    assert [p.text for p in passages] == [CLIMATE, STAFF] * 2
    assert [d.name for d in passages.documents] == ["bilan.pdf"] * 2
    assert [t.code for t in passages.topics if t.sentences] == ["E1", "S1"]
    first = passages[0]
    assert (first.page, first.document) == (1, 0)
    assert 0 < first.left < first.right < 595 and 0.5 < first.confidence <= 1
    assert "gaz" in first.evidence


class Slow(io.BytesIO):
    """A file that gives little at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 7, 7))


def test_a_file_may_give_less_than_is_asked_for() -> None:
    passages = rse.Passages()
    passages.analyse(Slow(PDF), extract=reader())
    assert len(passages) == 2


class Broken(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise ConnectionResetError("the disk is gone")


def test_what_a_file_raises_comes_out_as_it_is() -> None:
    with pytest.raises(ConnectionResetError, match="the disk is gone"):
        rse.Passages().analyse(Broken(PDF), extract=reader())


class Shrinking(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        return b""


def test_a_file_that_becomes_shorter_is_an_error() -> None:
    with pytest.raises(EOFError):
        rse.Passages().analyse(Shrinking(PDF), extract=reader())


def test_what_is_neither_bytes_nor_a_file_is_refused() -> None:
    with pytest.raises(AttributeError):
        rse.Passages().analyse("bilan.pdf")  # type: ignore[arg-type]


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(rse.SchemaError, match="not a PDF"):
        rse.Passages().analyse(b"GIF89a", extract=reader())


def test_progress_tells_stage_and_place() -> None:
    told: list[tuple[rse.AnalysisStage, int, int]] = []
    analysed(progress=lambda *at: told.append(at))
    assert told[0] == (rse.AnalysisStage.READING, 1, 0)
    assert told[-1] == (rse.AnalysisStage.CLASSIFYING, 2, 2)
    assert isinstance(told[0][0], rse.AnalysisStage)


def test_a_host_stops_an_analysis_and_nothing_is_added() -> None:
    passages = rse.Passages()
    with pytest.raises(rse.Canceled):
        passages.analyse(PDF, extract=reader(), should_stop=lambda: True)
    assert len(passages) == passages.document_count == 0


def test_what_stopping_raises_comes_out() -> None:
    def stop() -> bool:
        raise LookupError("no such job")

    with pytest.raises(LookupError, match="no such job"):
        analysed(should_stop=stop)


def test_the_filter_decides_what_is_looked_at() -> None:
    assert len(analysed(least_words=10)) == 1
    assert len(analysed(kinds=1 << rse.SegmentKind.HEADING)) == 0


def test_a_reader_and_a_classifier_are_lent_not_given_away() -> None:
    extract, classifier = reader(), rse.Classifier.esrs_lite()
    passages = rse.Passages()
    for _ in range(2):
        passages.analyse(PDF, extract=extract, classifier=classifier)
    assert passages.document_count == 2
    assert classifier.describe().engine == "esrs-lite/1"


def test_one_thread_at_a_time_uses_passages() -> None:
    passages, refused = rse.Passages(), []
    extract = reader()

    def progress(*at: object) -> None:
        def other() -> None:
            try:
                len(passages)
            except RuntimeError as why:
                refused.append(str(why))
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(20)

    passages.analyse(PDF, extract=extract, progress=progress)
    assert refused and all("in use" in why for why in refused)


# --- Without any helper: the wheel of the core

def test_where_no_helper_is_installed_it_is_said() -> None:
    with pytest.raises(rse.Unsupported, match="helper|Linux|install"):
        rse.Extract.pdftotext(helpers="/nowhere")
    with pytest.raises(rse.Unsupported):
        rse.Extract.pdfium("/nowhere/libpdfium.so")


FOUND = json.dumps({
    "ESRS E1 : Changement climatique": [{"PAGES": 3, "TEXTS": CLIMATE}],
    "Non ESRS": [{"PAGES": 4, "TEXTS": "=1+1"}]})


def test_findings_of_others_are_added_searched_and_written() -> None:
    passages = rse.Passages()
    passages.add("bilan.pdf", FOUND)
    assert [(p.page, p.text) for p in passages] == [(3, CLIMATE), (4, "=1+1")]
    assert passages.search() == [0, 1]
    assert passages.search(theme=rse.Theme.ENVIRONMENT) == [0]
    assert passages.search(code="E1", text="EMISSIONS serre") == [0]
    assert passages.search(relevant=True, limit=1) == [0]
    assert passages.search(text="formation") == []
    text = passages.write(rse.PassagesFormat.CSV, rse.Lang.EN)
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 3 and lines[2][5] == "'=1+1"
    again = rse.Passages()
    again.add("", passages.write(rse.PassagesFormat.JSON))
    assert list(again) == list(passages)


def test_a_workbook_is_bytes() -> None:
    passages = rse.Passages()
    passages.add("bilan.pdf", FOUND)
    try:
        book = passages.xlsx(sheets=rse.PassagesSheets.THEMES, all=True,
                             title="Synthèse", created="2026-11-27")
    except rse.Unsupported as why:
        pytest.skip(str(why))
    assert "xl/workbook.xml" in ZipFile(io.BytesIO(book)).namelist()
    assert book == passages.xlsx(sheets=rse.PassagesSheets.THEMES, all=True,
                                 title="Synthèse", created="2026-11-27")


def test_what_is_no_finding_says_where() -> None:
    with pytest.raises(rse.ParseError):
        rse.Passages().add("bilan.pdf", "{")
    with pytest.raises(rse.NotFound):
        rse.Passages().get(0)
    with pytest.raises(IndexError):
        rse.Passages()[0]


# --- Classifying

def words(sentence: str, label: rse.Label) -> list[str]:
    """Evidence is counted in bytes."""
    raw = sentence.encode()
    return [raw[e.offset:e.offset + e.length].decode()
            for e in label.evidence]


def test_each_sentence_has_a_label_with_its_evidence() -> None:
    classifier = rse.Classifier.esrs_lite()
    told: list[tuple[int, int]] = []
    labels = classifier.classify([CLIMATE, STAFF],
                                 progress=lambda *at: told.append(at))
    codes = [label.code for label in classifier.labels()]
    assert [codes[label.label] for label in labels] == ["E1", "S1"]
    assert classifier.label(10).code == codes[classifier.describe().none]
    assert "émissions de gaz" in words(CLIMATE, labels[0])
    assert told[-1] == (2, 2)
    assert classifier.classify([]) == ()
    with pytest.raises(rse.NotFound):
        classifier.label(11)


def test_one_text_is_not_several_letters() -> None:
    with pytest.raises(TypeError, match="one text"):
        rse.Classifier.esrs_lite().classify(CLIMATE)
    with pytest.raises(TypeError):
        rse.Classifier.esrs_lite().classify([1])  # type: ignore[list-item]


def test_an_error_names_the_sentence() -> None:
    with pytest.raises(rse.Limit) as failed:
        rse.Classifier.esrs_lite().classify([CLIMATE, "a" * 70_000])
    assert failed.value.line == 2


def test_a_faulty_classifier_takes_the_inner_one() -> None:
    inner = rse.Classifier.esrs_lite()
    faulty = rse.Classifier.faulty(inner, nth=1)
    with pytest.raises(rse.IoError):
        faulty.classify([CLIMATE])
    with pytest.raises(ValueError, match="given away"):
        inner.describe()


class Letters:
    """A rse.ClassifierBackend: a long sentence, or a short one."""

    def describe(self) -> rse.ClassifierInfo:
        digest = hashlib.sha256(b"letters").hexdigest()
        return rse.ClassifierInfo(label_count=2, none=1, batch=32,
                                  engine="letters/1", digest=digest,
                                  lesser=False)

    def label(self, index: int) -> rse.LabelInfo:
        name = ("long", "short")[index]
        return rse.LabelInfo(name[0].upper(), f"{name} one", name)

    def classify(self, texts: Sequence[str]
                 ) -> Iterable[rse.Label | tuple[int, float]]:
        return [(int(len(text) < 62), 0.75) for text in texts]


def test_the_classifier_kit_holds_for_a_python_classifier() -> None:
    assert rse.Classifier(Letters()).kit() == []


class Telling(Letters):
    """Answers all that can be told."""

    def classify(self, texts: Sequence[str]) -> Iterator[rse.Label]:
        for text in texts:
            yield rse.Label(0, 1, 0.5, 0.25, tuple(
                rse.Evidence(0, 1) for _ in text[:1] if text.isascii()))


def test_a_python_classifier_may_tell_everything() -> None:
    assert rse.Classifier(Telling()).kit() == []
    label, = rse.Classifier(Telling()).classify(["abc"])
    assert label == (0, 1, 0.5, 0.25, ((0, 1),))


class Moody(Letters):
    """Answers by the batch."""

    def classify(self, texts: Sequence[str]) -> list[tuple[int, float]]:
        return [(len(texts) % 2, 0.5) for _ in texts]


def test_the_kit_finds_a_classifier_that_looks_at_its_batch() -> None:
    assert "alone" in str(rse.Classifier(Moody()).kit())


def test_an_analysis_with_a_python_classifier() -> None:
    passages = analysed(classifier=rse.Classifier(Letters()))
    assert [p.confidence for p in passages] == [0.75, 0.75]
    assert {t.title for t in passages.topics} == {"long one", "short one"}
    assert passages.documents[0].engine == "letters/1"


class Failing(Letters):
    def __init__(self, failure: BaseException) -> None:
        self.failure = failure

    def classify(self, texts: Sequence[str]) -> list[tuple[int, float]]:
        raise self.failure


@pytest.mark.parametrize("failure", [
    KeyError("E6"), ValueError("no model"), ConnectionError("gone"),
    rse.ParseError("bad answer"), rse.RateLimited("later"),
    KeyboardInterrupt()], ids=repr)
def test_what_a_classifier_raises_comes_out_with_its_type(
        failure: BaseException) -> None:
    classifier = rse.Classifier(Failing(failure))
    with pytest.raises(type(failure)) as alone:
        classifier.classify([CLIMATE])
    with pytest.raises(type(failure)) as inside:
        analysed(classifier=classifier)
    assert alone.value is failure and inside.value is failure


@pytest.mark.parametrize("answer, error", [
    ([], "fewer answers"), ([(0, 0.5)] * 2, "more answers"),
    ([0], "an answer is"), ([(0, "x")], "must be real number"),
    ([(0, 1, 0.5, 0.25, [(0, 1)] * 5)], "evidence: at most 4"),
    ([(9, 0.5)], "no such label"), ([(0, 1.5)], "between 0 and 1"),
    (None, "not iterable")])
def test_answers_that_break_the_contract_are_refused(
        answer: Any, error: str) -> None:
    class Wrong(Letters):
        def classify(self, texts: Sequence[str]) -> Any:
            return answer

    with pytest.raises((ValueError, TypeError, rse.PeerError), match=error):
        rse.Classifier(Wrong()).classify([CLIMATE])


def test_a_python_classifier_stops_and_keeps_to_deadlines() -> None:
    class Endless(Letters):
        def classify(self, texts: Sequence[str]
                     ) -> Iterator[tuple[int, float]]:
            while True:
                yield 0, 0.5

    classifier = rse.Classifier(Endless())
    with pytest.raises(rse.Canceled):
        classifier.classify([CLIMATE] * 9, should_stop=lambda: True)
    with pytest.raises(ValueError, match="more answers"):
        classifier.classify([CLIMATE] * 9, deadline_ms=10_000)


# --- Reading, and cutting into sentences

def pages_of(pdf: bytes, extract: rse.Extract) -> list[rse.Page]:
    pages: list[rse.Page] = []
    extract.read(pdf, pages.append)
    return pages


def test_a_document_is_read_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    pages: list[rse.Page] = []
    report = reader().read(PDF, pages.append,
                           progress=lambda *at: told.append(at))
    page, = pages
    assert report == (1, len((CLIMATE + " " + STAFF).split()), 0, False)
    assert [w.text for w in page.words] == (CLIMATE + " " + STAFF).split()
    assert (page.number, page.width, page.height) == (1, 595, 842)
    assert page.words[0].left == pytest.approx(60, abs=1) and told


def test_what_a_receiver_of_pages_raises_comes_out() -> None:
    def found(page: rse.Page) -> None:
        raise OverflowError(f"page {page.number}")

    with pytest.raises(OverflowError, match="page 1"):
        reader().read(PDF, found)


def test_pages_become_sentences() -> None:
    sentences = rse.Sentences()
    for page in pages_of(PDF, reader()):
        sentences.add(page)
    assert [s.text for s in sentences] == [CLIMATE, STAFF]
    assert sentences[0].kind is rse.SegmentKind.PROSE
    assert rse.segment_passes(sentences[0])
    assert not rse.segment_passes(sentences[0], least_words=50)
    legacy = rse.Sentences(segmentation=rse.Segmentation.LEGACY)
    assert len(legacy) == 0


def page(number: int, text: str) -> rse.Page:
    """One line of text."""
    line = tuple(rse.Word(word, 60.0 + 40 * i, 700.0, 95.0 + 40 * i, 712.0,
                          0, 0) for i, word in enumerate(text.split()))
    return rse.Page(number, 595.0, 842.0, line, 0, False)


def test_pages_are_made_by_hand_too() -> None:
    sentences = rse.Sentences()
    sentences.add(page(1, "L'eau est recyclée."))
    sentences.add(page(2, "Elle est analysée."))
    assert [(s.page, s.text) for s in sentences] == [
        (1, "L'eau est recyclée."), (2, "Elle est analysée.")]
    with pytest.raises(rse.Invalid):
        sentences.add(page(2, "Trop tard."))
    with pytest.raises(TypeError, match="tuple of 7"):
        sentences.add(page(3, "mot")._replace(
            words=(("mot",),)))  # type: ignore[arg-type]


class Lines:
    """A rse.ExtractBackend of a toy: a page a line after the first."""

    def __init__(self) -> None:
        self.limits: list[int] = []

    def read(self, pdf: Source, page_limit: int) -> Iterator[rse.Page]:
        self.limits.append(page_limit)
        for i, line in enumerate(pdf.read().decode().splitlines()[1:], 1):
            yield page(i, line)


DOCUMENT = f"%PDF-toy\n{CLIMATE}\n{STAFF}\n".encode()


def test_a_python_object_reads_documents() -> None:
    backend = Lines()
    passages = rse.Passages()
    passages.analyse(io.BytesIO(DOCUMENT), extract=rse.Extract(backend),
                     page_limit=7)
    assert [(p.page, p.text) for p in passages] == [(1, CLIMATE), (2, STAFF)]
    assert backend.limits == [7]
    told: list[int] = []
    rse.Extract(backend).read(DOCUMENT, lambda page: None,
                              progress=lambda pages, _: told.append(pages))
    assert told == [1, 2]


def test_the_library_keeps_a_python_reader_to_its_limits() -> None:
    extract = rse.Extract(Lines())
    pages: list[rse.Page] = []
    with pytest.raises(rse.Limit, match="more pages"):
        extract.read(DOCUMENT, pages.append, page_limit=1)
    with pytest.raises(rse.Canceled):
        extract.read(DOCUMENT, pages.append, should_stop=lambda: True)
    with pytest.raises(ConnectionResetError):
        extract.read(Broken(DOCUMENT), pages.append)


def test_what_a_python_reader_raises_comes_out_with_its_type() -> None:
    class Fails:
        def read(self, pdf: Source, page_limit: int) -> list[rse.Page]:
            pages: dict[str, rse.Page] = {}
            return [pages["page"]]

    with pytest.raises(KeyError, match="page"):
        rse.Passages().analyse(DOCUMENT, extract=rse.Extract(Fails()))


def test_the_kit_of_readers_holds_for_ours() -> None:
    assert reader().kit() == []


def test_a_source_is_lent_for_one_call() -> None:
    kept: list[Source] = []

    class Keeps(Lines):
        def read(self, pdf: Source, page_limit: int) -> Iterator[rse.Page]:
            kept.append(pdf)
            return super().read(pdf, page_limit)

    rse.Extract(Keeps()).read(DOCUMENT, lambda page: None)
    with pytest.raises(ValueError, match="over"):
        kept[0].seek(0)
        kept[0].read()


def test_objects_without_the_methods_are_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"a classifier needs a method"):
        rse.Classifier(object())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"a extract needs a method read"):
        rse.Extract(object())  # type: ignore[arg-type]
