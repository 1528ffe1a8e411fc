# SPDX-License-Identifier: Apache-2.0
"""Fifty visitors at once, ten seconds, pages of every kind: no error. The
longer run with its figures is the benchmark of this folder."""
import load
import running

PATHS = ["/simulation/resultats/?effectif=600&jour=2026-11-23",
         "/et-si/?effectif=60&jour=2026-11-23&si.effectif=40",
         "/entreprises/?q=tissages", f"/entreprises/{running.SIREN}/",
         "/", "/en/et-si/?effectif=60&seuil.seuil_bdese=61"]


def test_fifty_visitors_without_an_error(env, folder):
    server = running.Server(env, folder / "load.log", workers=2, threads=8)
    try:
        done = load.run(server.port, PATHS, users=50, seconds=10)
    finally:
        server.stop()
    print(done.told("mixed pages"))
    assert not done.errors, done.errors[:5]
    assert len(done.times) >= 50  # each visitor has had a page
    assert "Traceback" not in (folder / "load.log").read_text("utf-8")
