# SPDX-License-Identifier: Apache-2.0
"""HTTP, caches and clocks of Python: the library asks public services through
an object of the host's, and nothing leaves for the network."""
from __future__ import annotations

import json
import logging
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

import portailrse as rse

pytestmark = pytest.mark.core

SIREN = "552032534"
UNIT = {
    "siren": SIREN, "nom_complet": "GRANDE MAISON",
    "nom_raison_sociale": "GRANDE MAISON", "activite_principale": "70.10Z",
    "nature_juridique": "5599", "categorie_entreprise": "GE",
    "tranche_effectif_salarie": "41", "etat_administratif": "A",
    "statut_diffusion": "O", "date_creation": "1908-02-03",
    "siege": {"siret": "55203253400646", "code_postal": "75009",
              "commune": "75109", "libelle_commune": "PARIS"}}
FOUND = json.dumps({"results": [UNIT], "total_results": 1, "page": 1,
                    "per_page": 1}).encode()


class Boom(Exception):
    """Nothing that the library knows."""


class Directory:
    """A rse.backends.HttpBackend: one directory that knows one company."""

    def __init__(self) -> None:
        self.calls: list[rse.HttpCall] = []

    def request(self, call: rse.HttpCall) -> rse.HttpAnswer:
        self.calls.append(call)
        if "recherche-entreprises" in (urlsplit(call.url).hostname or ""):
            return rse.HttpAnswer(
                200, {"Content-Type": "application/json"}, FOUND)
        return rse.HttpAnswer(404, [("Content-Type", "text/plain")], b"none")


class Failing(Directory):
    """Raises what it is told to."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def request(self, call: rse.HttpCall) -> rse.HttpAnswer:
        self.calls.append(call)
        raise self.error


def services_of(http: Any, **more: Any) -> rse.Services:
    return rse.Services(http=rse.Http(http), **more)


def test_a_company_is_found_through_python() -> None:
    directory = Directory()
    company = services_of(directory).find(SIREN)
    assert company.unit.denomination == "GRANDE MAISON"
    call = directory.calls[0]
    assert (call.method, call.body) == ("GET", b"")
    assert SIREN in call.url and call.url.startswith("https://")
    assert 0 < call.connect_timeout <= call.timeout <= 10


def test_a_dashboard_runs_over_python() -> None:
    pack = rse.Pack.load("fr-rse")
    board = rse.Dashboard(services_of(Directory()), pack)
    verdicts = board.run(SIREN, date="2026-11-27")
    assert verdicts["bdese"].answer is rse.Answer.SUBJECT
    assert {t.name for t in board.traces} >= {"recherche_entreprises"}


def test_an_answer_is_asked_for_once() -> None:
    directory = Directory()
    services = services_of(directory)
    services.find(SIREN)
    services.find(SIREN)
    assert len(directory.calls) == 1


@pytest.mark.parametrize("raised, kind", [
    (rse.Refused("nobody there"), rse.Refused),
    (ConnectionRefusedError("nobody there"), ConnectionRefusedError),
    (rse.TlsError("whose certificate?"), rse.TlsError),
    (Boom("in the backend"), Boom),
    (PermissionError("not an answer of the peer"), PermissionError)])
def test_a_failure_comes_out_as_it_was_raised(
        raised: Exception, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        services_of(Failing(raised)).find(SIREN)
    assert caught.value is raised


def test_ctrl_c_in_a_request_ends_everything_at_once() -> None:
    http = Failing(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        services_of(http).find(SIREN)
    assert len(http.calls) == 1
    with pytest.raises(KeyboardInterrupt):
        rse.Dashboard(services_of(http), rse.Pack.load("fr-rse")).run(
            SIREN, date="2026-11-27")


def test_a_broken_connection_is_tried_again() -> None:
    http = Failing(ConnectionResetError("cut"))
    with pytest.raises(ConnectionResetError):
        services_of(http).find(SIREN)
    assert len(http.calls) > 1


@pytest.mark.parametrize("answer", [
    None, 200, (200,), (200, {}, "x", 1), (200, None, b""),
    (200, [1], b""), (200, [("a",)], b""), (200, {"a": 1}, b""),
    ("200", {}, b""), (200, {}, None), (10**40, {}, b"")])
def test_an_answer_of_another_form_is_refused(answer: Any) -> None:
    class Odd:
        def request(self, call: rse.HttpCall) -> Any:
            return answer

    with pytest.raises((TypeError, OverflowError)):
        services_of(Odd()).find(SIREN)


@pytest.mark.parametrize("answer", [
    (0, {}, b""), (999, {}, b""), (200, {}, b"\xff\x00 not json"),
    (200, {"x" * 100_000: "y"}, b"{}"), (200, {}, b"[" * 100_000),
    (200, {"a\r\nb": "c\x00d"}, b"x" * 40_000_000)])
def test_a_hostile_answer_is_an_error_and_no_more(answer: Any) -> None:
    class Hostile:
        def request(self, call: rse.HttpCall) -> Any:
            return answer

    with pytest.raises(rse.Error):
        services_of(Hostile()).find(SIREN)


class Kept(dict[str, bytes]):
    """A rse.backends.CacheBackend."""

    untils: list[float] = []

    def put(self, key: str, value: bytes, until: float) -> None:
        self[key] = value
        self.untils.append(until)


def test_a_cache_of_python_keeps_answers() -> None:
    directory, kept = Directory(), Kept()
    services_of(directory, cache=rse.Cache(kept)).find(SIREN)
    assert kept and all(until > time.time() for until in kept.untils)
    other = services_of(directory, cache=rse.Cache(kept))
    company = other.find(SIREN)
    assert len(directory.calls) == 1
    assert company.traces[0].origin is rse.Origin.CACHE


@pytest.mark.parametrize("garbage", [b"", b"\x00" * 50, b"{}", b"x" * 9999])
def test_a_cache_may_hold_garbage(garbage: bytes) -> None:
    class Garbage(Kept):
        def get(self, key: str, default: Any = None) -> bytes:
            return garbage

    directory = Directory()
    found = services_of(directory, cache=rse.Cache(Garbage())).find(SIREN)
    assert found.unit.siren == SIREN and directory.calls


def test_a_cache_that_fails_is_done_without_and_logged(
        caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def get(self, key: str) -> bytes | None:
            raise Boom("while getting")

        def put(self, key: str, value: bytes, until: float) -> None:
            raise Boom("while putting")

    caplog.set_level(logging.WARNING, "portailrse")
    services = services_of(Directory(), cache=rse.Cache(Broken()))
    assert services.find(SIREN).unit.siren == SIREN
    assert [r.exc_info[0] for r in caplog.records if r.exc_info] == [Boom]


class Later:
    """A rse.Clock that is a year ahead."""

    def __init__(self) -> None:
        self.asked = 0

    def now_ms(self) -> int:
        self.asked += 1
        return int((time.time() + 366 * 86400) * 1000)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


def test_a_clock_of_python_tells_the_time() -> None:
    clock, kept = Later(), Kept()
    services_of(Directory(), cache=rse.Cache(kept), clock=clock).find(SIREN)
    assert clock.asked
    assert min(kept.untils[-1:]) > time.time() + 300 * 86400


def test_a_clock_that_fails_is_told_elsewhere(
        monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Later):
        def now_ms(self) -> int:
            raise Boom("no time")

    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook",
                        lambda args: told.append(args.exc_type))
    services_of(Directory(), clock=Stopped()).find(SIREN)
    assert set(told) == {Boom}
