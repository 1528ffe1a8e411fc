# SPDX-License-Identifier: Apache-2.0
"""The classifier that asks an address, against servers that are good, slow,
and wrong."""
import json
import os
import sys
import threading
import time
from pathlib import Path

import pytest

import portailrse as rse

sys.path.insert(0,
                str(Path(os.environ["PRSE_SOURCE_ROOT"]) / "tests/endpoint"))
from server import LABELS, TOKEN, Endpoint, scores  # noqa: E402

TEXTS = [f"Phrase {i} sur l'eau." for i in range(40)]
SECRET = "Phrase qui ne sort pas"


@pytest.fixture
def server():
    endpoint = Endpoint()
    yield endpoint
    endpoint.close()


def opened(server, **more):
    return rse.Classifier.endpoint(server.url, **more)


def codes(classifier):
    count = classifier.describe().label_count
    return [classifier.label(i).code for i in range(count)]


def test_keeps_the_contract(server):
    assert [case for case in opened(server).kit() if case[1]] == []


@pytest.mark.parametrize("nested", [True, False])
def test_answers_as_the_server_does(server, nested):
    server.nested = nested
    classifier = opened(server)
    assert codes(classifier) == LABELS
    for text, label in zip(TEXTS, classifier.classify(TEXTS), strict=True):
        shares = scores(text, len(LABELS))
        order = sorted(range(len(LABELS)), key=lambda i: -shares[i])
        assert (label.label, label.second) == tuple(order[:2])
        assert label.confidence == pytest.approx(shares[order[0]])
        assert label.second_confidence == pytest.approx(shares[order[1]])


def test_asks_as_is_written(server):
    opened(server, token=TOKEN).classify(["L'\"eau\"\n\0é"])
    assert server.bodies == [{
        "inputs": "L'\"eau\"\n\0é",
        "parameters": {"top_k": len(LABELS), "function_to_apply": "softmax"}}]
    assert server.headers[0]["authorization"] == f"Bearer {TOKEN}"
    assert server.headers[0]["content-type"] == "application/json"


def test_labels_by_position_text_and_name(server):
    server.labels = [f"LABEL_{i}" for i in range(len(LABELS))]
    first = opened(server).classify(TEXTS)
    server.labels = [rse.Classifier.esrs_lite().label(i).text
                     for i in range(len(LABELS))]
    assert opened(server).classify(TEXTS) == first
    server.labels = ["climat", "rien"]
    own = opened(server, labels="climat\tESRS E1 : Climat\nrien\tNon ESRS\n")
    assert codes(own) == ["E1", "Non ESRS"]
    assert own.describe().none == 1
    own.classify(TEXTS)


def test_the_best_alone_is_enough(server):
    server.most = 1
    label, = opened(server).classify(TEXTS[:1])
    assert (label.second, label.second_confidence) == (label.label, 0)


def test_the_digest_is_of_all_that_decides(server):
    digests = {opened(server, **more).describe().digest for more in (
        {}, {"revision": "v2"}, {"labels": "a\nb"}, {"labels": "x\ta\nb"})}
    digests.add(rse.Classifier.endpoint(server.url + "2").describe().digest)
    assert len(digests) == 5
    assert opened(server).describe().digest in digests


@pytest.mark.parametrize("parallel", [1, 3])
def test_no_more_at_once_than_was_said(server, parallel):
    server.late = 0.02
    opened(server, parallel=parallel).classify(TEXTS)
    assert server.most_under_way <= parallel
    assert sorted(server.texts) == sorted(TEXTS)


def test_tells_how_far_it_is(server):
    told = []
    opened(server).classify(TEXTS, progress=lambda *at: told.append(at))
    assert told == [(i + 1, len(TEXTS)) for i in range(len(TEXTS))]


# --- What goes wrong ---

REFUSALS = [(400, rse.PeerError), (401, rse.Denied), (402, rse.Denied),
            (403, rse.Denied), (404, rse.Unsupported), (413, rse.PeerError),
            (418, rse.PeerError), (422, rse.PeerError),
            (301, rse.Denied), (204, rse.PeerError)]


@pytest.mark.parametrize("status, error", REFUSALS)
def test_refusals_are_told_at_once(server, status, error):
    server.errors = [status] * 99
    server.error_headers = {"Location": "http://127.0.0.1:1/"}
    if status == 204:
        server.error_body = ""
    with pytest.raises(error) as caught:
        opened(server, parallel=1, token=TOKEN).classify([SECRET])
    assert len(server.texts) == 1
    assert SECRET not in str(caught.value)
    assert TOKEN not in str(caught.value)
    assert caught.value.line == 1


def test_the_sentence_is_named_by_its_number(server):
    server.errors = [None] * 6 + [422]
    with pytest.raises(rse.PeerError) as caught:
        opened(server, parallel=1).classify(TEXTS)
    assert caught.value.line == 7


@pytest.mark.parametrize("error", [408, 429, 500, 502, 503, "reset"])
def test_what_may_pass_is_tried_again(server, error):
    server.errors = [error, None, error, error]
    assert len(opened(server).classify(TEXTS[:4])) == 4


@pytest.mark.parametrize("status, error", [
    (429, rse.RateLimited), (500, rse.PeerError), (503, rse.PeerError)])
def test_but_not_for_ever(server, status, error):
    server.errors = [status] * 99
    with pytest.raises(error):
        opened(server, tries=2, parallel=1).classify([SECRET])
    assert len(server.texts) == 2


def test_a_model_that_loads_is_waited_for(server):
    server.errors = [503]
    server.error_body = json.dumps({"error": "loading",
                                    "estimated_time": 1.5})
    began = time.monotonic()
    opened(server).classify(TEXTS[:1])
    assert time.monotonic() - began >= 1.5


def test_but_not_beyond_the_deadline(server):
    server.errors = [503] * 9
    server.error_body = json.dumps({"estimated_time": 400})
    began = time.monotonic()
    with pytest.raises(rse.PeerError, match="still loading"):
        opened(server).classify(TEXTS[:1], deadline_ms=60000)
    assert time.monotonic() - began < 50


def test_retry_after_counts(server):
    server.errors = [429]
    server.error_headers = {"Retry-After": "1"}
    began = time.monotonic()
    opened(server).classify(TEXTS[:1])
    assert time.monotonic() - began >= 1


def rows(*pairs):
    return json.dumps([{"label": n, "score": s} for n, s in pairs])


WRONG = [("", "no JSON"), ("<html>", "no JSON"), ("{}", "no list"),
         ('{"error": "x"}', "no list"), ("[]", "no label"),
         ("[[], []]", "labels and scores"), ("[[[]]]", "labels and scores"),
         ("[1]", "labels and scores"),
         (rows(("E1", "0.5")), "labels and scores"),
         (rows(("E1", None)), "between 0 and 1"),
         (rows(("E1", 1.5)), "between 0 and 1"),
         (rows(("E1", -0.1)), "between 0 and 1"),
         ('[{"label": "E1", "score": NaN}]', "no JSON"),
         ('[{"label": "E1", "score": 1e999}]', "between 0 and 1"),
         (rows(("E9", 0.5)), "not known"), (rows(("LABEL_11", 0.5)), "known"),
         (rows(("E1", 0.5), ("E1", 0.5)), "twice"),
         (rows(("E1", 0.9), ("E2", 0.9)), "not 1 together"),
         (rows(*[(n, 0.05) for n in LABELS]), "not 1 together"),
         ("[" * 1000, "no JSON"), (" " * (2 << 20), "too long")]


@pytest.mark.parametrize("answer, words", WRONG, ids=range(len(WRONG)))
def test_wrong_answers_are_refused(server, answer, words):
    server.answer = answer
    with pytest.raises(rse.PeerError, match=words) as caught:
        opened(server).classify([SECRET])
    assert SECRET not in str(caught.value)


def test_tiny_scores_are_numbers(server):
    server.answer = rows(("E1", 1.0), ("E2", 1e-45), ("E3", 4.9e-324))
    label, = opened(server).classify([SECRET])
    assert (label.label, label.confidence) == (0, 1.0)


# --- The caller's wishes ---

def test_ends_at_the_deadline(server):
    server.late = 30
    began = time.monotonic()
    with pytest.raises(rse.TimedOut):
        opened(server).classify(TEXTS, deadline_ms=300)
    assert time.monotonic() - began < 20


def test_ends_when_one_request_takes_too_long(server):
    server.late = 30
    with pytest.raises(rse.TimedOut):
        opened(server, total_ms=200, tries=1).classify(TEXTS)


def test_ends_when_the_caller_asks(server):
    server.late = 30
    asked = []
    with pytest.raises(rse.Canceled):
        opened(server).classify(
            TEXTS, should_stop=lambda: asked.append(1) or len(asked) > 3)


def test_threads_share_it(server):
    classifier, found = opened(server), []
    threads = [threading.Thread(
        target=lambda: found.append(classifier.classify(TEXTS)))
        for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(answer == found[0] for answer in found)


def test_nobody_answers(server):
    server.close()
    with pytest.raises(rse.Refused):
        opened(server, tries=1).classify([SECRET])


@pytest.mark.parametrize("wrong", [
    {"parallel": 17}, {"tries": 101}, {"connect_ms": -1}, {"total_ms": -1},
    {"token": "a b"}])
def test_settings(server, wrong):
    with pytest.raises(rse.Invalid):
        opened(server, **wrong)


@pytest.mark.parametrize("labels", ["one", "a\na", "a\nx\ta", "a\n\t"])
def test_labels_that_are_none(server, labels):
    with pytest.raises(rse.SchemaError):
        opened(server, labels=labels)
