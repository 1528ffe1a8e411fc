# SPDX-License-Identifier: Apache-2.0
"""Whether a folder is a model, asked from Python."""
import os
import sys
from pathlib import Path

import pytest

import portailrse as rse

TESTS = Path(os.environ["PRSE_SOURCE_ROOT"]) / "tests"
sys.path.insert(0, str(TESTS / "camembert"))
import made  # noqa: E402


def checked(folder):
    try:
        return rse.camembert_check(str(folder))
    except rse.Unsupported:
        pytest.skip("no camembert")


def test_what_is_wrong_is_heard_behind_the_report(tmp_path):
    report, heard = checked(tmp_path)
    assert report.findings == len(heard) > 0
    assert any("config.json" in finding for finding in heard)


def test_nothing_is_wrong_with_a_model(tmp_path):
    folder = made.folder(tmp_path / "m", "stock")
    report, heard = checked(folder)
    assert [each for each in heard if "config" in each] == []
    assert report.layers > 0 and report.label_count > 1


def test_a_folder_that_is_not_there(tmp_path):
    try:
        with pytest.raises(rse.NotFound):
            rse.camembert_check(str(tmp_path / "none"))
    except rse.Unsupported:
        pytest.skip("no camembert")
