# SPDX-License-Identifier: Apache-2.0
"""Models of the Hub, from Python."""
import os
import sys
import threading
import time
from pathlib import Path

import pytest

import portailrse as rse

sys.path.insert(0, str(Path(os.environ["PRSE_SOURCE_ROOT"]) / "tests/hub"))
from hub import COMMIT, Hub  # noqa: E402

NAME = f"owner/model@{COMMIT}"


@pytest.fixture
def server():
    hub = Hub()
    yield hub
    hub.close()


def opened(server, folder, **more):
    return rse.Hub(cache=str(folder / "cache"), endpoint=server.url,
                   networks="127.0.0.1", **more)


def test_fetches_and_finds(server, tmp_path):
    told = []
    hub = opened(server, tmp_path)
    model = hub.fetch(NAME, "", progress=lambda *at: told.append(at))
    info = model.get()
    assert (info.repository, info.commit) == ("owner/model", COMMIT)
    files = [model.file(i) for i in range(info.file_count)]
    for file in files:
        path = Path(info.folder) / file.name
        assert path.read_bytes() == server.files[file.name]
    total = sum(f.bytes for f in files)
    assert told[-1][1:] == (total, total)
    assert [done for _, done, _ in told] == sorted(d for _, d, _ in told)
    server.close()
    assert hub.find(NAME, "").get().folder == info.folder


def test_copies(server, tmp_path):
    model = opened(server, tmp_path).fetch(NAME, "config.json")
    model.copy(str(tmp_path / "own"))
    assert (tmp_path / "own/config.json").read_bytes() == \
        server.files["config.json"]


def test_ends_at_the_deadline(server, tmp_path):
    server.hold = threading.Event()
    began = time.monotonic()
    with pytest.raises(rse.TimedOut):
        opened(server, tmp_path).fetch(NAME, "", deadline_ms=500)
    assert time.monotonic() - began < 30
    server.hold.set()


def test_ends_when_nothing_comes(server, tmp_path):
    server.hold = threading.Event()
    with pytest.raises(rse.TimedOut):
        opened(server, tmp_path, idle_ms=200, tries=2).fetch(NAME, "")
    server.hold.set()


def test_ends_when_the_caller_asks(server, tmp_path):
    server.hold = threading.Event()
    asked = []
    with pytest.raises(rse.Canceled):
        opened(server, tmp_path).fetch(
            NAME, "", should_stop=lambda: asked.append(1) or len(asked) > 9)
    server.hold.set()


def test_refuses_what_is_too_large(server, tmp_path):
    with pytest.raises(rse.Limit, match="more than the 1000"):
        opened(server, tmp_path, most_bytes=1000).fetch(NAME, "")


def test_no_token_in_errors(server, tmp_path):
    server.private = True
    with pytest.raises(rse.NotFound) as caught:
        opened(server, tmp_path, token="hf_wrong").fetch(NAME, "")
    assert "hf_wrong" not in str(caught.value)
