# SPDX-License-Identifier: Apache-2.0
"""ONNX Runtime as the engine, beside our own: the same model, the same
sentences."""
import hashlib
import os
import shutil
import sys
from pathlib import Path

import pytest

import portailrse as rse

TESTS = Path(os.environ["PRSE_SOURCE_ROOT"]) / "tests"
sys.path.insert(0, str(TESTS / "camembert"))
graph = pytest.importorskip("graph")
trained = pytest.importorskip("trained")
import made  # noqa: E402

LIBRARY = graph.library()
pytestmark = pytest.mark.skipif(not LIBRARY, reason="no libonnxruntime.so")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = made.folder(tmp_path_factory.mktemp("model") / "m", "stock")
    trained.pieces(path, 290, 0.99)
    (path / "model.onnx").write_bytes(graph.Camembert().whole())
    return path


@pytest.fixture
def spoilt(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "m")


def opened(folder, **more):
    return rse.Classifier.onnx(str(folder), library=LIBRARY, **more)


def test_keeps_the_contract(folder):
    assert [case for case in opened(folder).kit() if case[1]] == []


@pytest.mark.parametrize("threads", [1, 2])
def test_answers_as_our_own_engine(folder, threads):
    texts = [*trained.sentences()[:400], "", "climat " * 2000]
    try:
        own = rse.Classifier.camembert(str(folder)).classify(texts)
    except rse.Unsupported:
        pytest.skip("no camembert")
    theirs = opened(folder, threads=threads).classify(texts)
    assert [a.label for a in own] == [b.label for b in theirs]
    worst = max(abs(a.confidence - b.confidence)
                for a, b in zip(own, theirs, strict=True))
    print(f"largest difference of confidences: {worst:.1e}")
    assert worst < 1e-5


def test_tells_what_it_is(folder):
    classifier = opened(folder)
    info = classifier.describe()
    assert info.engine.startswith("onnxruntime-1.")
    assert info.digest == hashlib.sha256(
        (folder / "model.onnx").read_bytes()).hexdigest()
    assert [classifier.label(i).text
            for i in range(info.label_count)] == made.LABELS


def test_ends_when_the_caller_asks(folder):
    with pytest.raises(rse.Canceled):
        opened(folder).classify(["a"], should_stop=lambda: True)


def test_progress(folder):
    told = []
    opened(folder).classify(trained.sentences()[:50],
                            progress=lambda *at: told.append(at))
    assert told[-1] == (50, 50)


def test_no_library(folder, tmp_path):
    with pytest.raises(rse.Unsupported, match="can't be opened"):
        rse.Classifier.onnx(str(folder), library=str(tmp_path / "none.so"))
    with pytest.raises(rse.Unsupported, match="OrtGetApiBase"):
        rse.Classifier.onnx(str(folder), library="libm.so.6")


def test_a_graph_that_is_none(spoilt):
    (spoilt / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(rse.SchemaError):
        opened(spoilt)


def test_a_graph_of_other_inputs(spoilt):
    other = graph.Graph()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    other.node("Add", *names[:2], out="x")
    other.node("Add", "x", names[2], out="logits")
    (spoilt / "model.onnx").write_bytes(other.model(
        [graph.value(n, graph.INT64, "b", "l") for n in names],
        [graph.value("logits", graph.INT64, "b", "l")]))
    with pytest.raises(rse.SchemaError, match="not 3 inputs"):
        opened(spoilt)


def test_a_graph_of_other_outputs(spoilt):
    other = graph.Graph()
    other.node("Add", "input_ids", "attention_mask", out="logits")
    (spoilt / "model.onnx").write_bytes(other.model(
        [graph.value(n, graph.INT64, "b", "l")
         for n in ("input_ids", "attention_mask")],
        [graph.value("logits", graph.INT64, "b", "l")]))
    with pytest.raises(rse.PeerError, match="one a label and sentence"):
        opened(spoilt).classify(["a"])


def test_files_that_are_missing(spoilt):
    (spoilt / "model.onnx").unlink()
    with pytest.raises(rse.NotFound):
        opened(spoilt)
