#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fifty visitors for thirty seconds under gunicorn: the dashboard whose rules
the library answers, and the same page with the rules in plain Python."""
import sys
import tempfile
from pathlib import Path

import load
import running

QUERY = ("effectif=600&effectif@-1=600&effectif_securite_sociale=590"
         "&effectif_securite_sociale@-1=570&chiffre_affaires=120000000"
         "&chiffre_affaires@-1=110000000&bilan=40000000&bilan@-1=38000000"
         "&est_cotee=false&est_interet_public=false&appartient_groupe=false"
         "&effectif_outre_mer=0&consommation_energie_finale=4"
         "&categorie_juridique=5710&bdese_accord=false&jour=2026-11-23")
PAGES = {"library": "/simulation/resultats/?" + QUERY,
         "plain Python": "/plain/?" + QUERY}


def main(seconds: float = 30) -> int:
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        running.register(folder)
        env = running.environment(folder,
                                  DJANGO_SETTINGS_MODULE="plain_settings")
        running.manage(env, "collectstatic", "--noinput")
        server = running.Server(env, folder / "log", workers=2, threads=4)
        try:
            load.run(server.port, list(PAGES.values()), 4, 2)  # warm
            done = {name: load.run(server.port, [path], 50, seconds)
                    for name, path in PAGES.items()}
        finally:
            server.stop()
    for name, one in done.items():
        print(one.told(name))
    ratio = done["library"].share(.95) / done["plain Python"].share(.95)
    print(f"p95 of the library / p95 of plain Python: {ratio:.2f}")
    return 1 if any(one.errors for one in done.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
