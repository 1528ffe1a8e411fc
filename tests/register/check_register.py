#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every row and column of a register against the stock files it was made of,
read a second time by other means; the same after an update.

    check_register.py GENERATE BENCH_REGISTER [UNITS]
"""
import csv
import sqlite3
import subprocess
import sys
import tempfile

ABOUT_NAMES = ("prenom1", "prenomUsuel", "nom", "sexe")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def day(text):
    return int(text[:10].replace("-", "")) if text else None


def names(*several):
    """Without repetition, in order."""
    kept = list(dict.fromkeys(n for n in several if n))
    return "|".join(kept) or None


def person_name(row):
    first = row["prenomUsuelUniteLegale"] or row["prenom1UniteLegale"]
    last = row["nomUsageUniteLegale"] or row["nomUniteLegale"]
    return " ".join(part for part in (first, last) if part)


def other_names(row, person, shown):
    born = row["nomUniteLegale"] if row["nomUsageUniteLegale"] else ""
    given, usual = row["prenom1UniteLegale"], row["prenomUsuelUniteLegale"]
    more = [born, given if usual and usual != given else "",
            row["pseudonymeUniteLegale"]] if person else []
    signs = [row[f"denominationUsuelle{i}UniteLegale"] for i in (1, 2, 3)]
    law = row["denominationUniteLegale"] if person else ""
    return names(*more, law, *(s for s in signs if s != shown))


def unit(row):
    """What the table unite_legale should have of a row."""
    person = any(row[f"{about}UniteLegale"] for about in ABOUT_NAMES)
    partial = row["statutDiffusionUniteLegale"] != "O"
    hidden = person and partial
    signs = [row[f"denominationUsuelle{i}UniteLegale"] for i in (1, 2, 3)]
    shown = next((s for s in signs if s), "")
    law = person_name(row) if person else row["denominationUniteLegale"]
    is_open = {"A": 1, "C": 0}.get(row["etatAdministratifUniteLegale"])
    return {
        "denomination": None if hidden else law or None,
        "sigle": None if partial else row["sigleUniteLegale"] or None,
        "nom_usuel": None if hidden else shown or None,
        "autres_noms": None if hidden else other_names(row, person, shown),
        "ouverte": is_open,
        "partielle": int(partial),
        "personne_physique": int(person),
        "nic": int(row["nicSiegeUniteLegale"]),
        "categorie_juridique": row["categorieJuridiqueUniteLegale"] or None,
        "naf": row["activitePrincipaleUniteLegale"] or None,
        "naf25": row["activitePrincipaleNAF25UniteLegale"] or None,
        "categorie_entreprise": row["categorieEntreprise"] or None,
        "tranche_effectif": row["trancheEffectifsUniteLegale"] or None,
        "annee_effectif": int(row["anneeEffectifsUniteLegale"] or 0) or None,
        "date_creation": day(row["dateCreationUniteLegale"]),
        "date_fermeture": day(row["dateDebut"]) if is_open == 0 else None,
        "date_mise_a_jour": day(row["dateDernierTraitementUniteLegale"]),
        "ess": row["economieSocialeSolidaireUniteLegale"] or None,
        "societe_mission": row["societeMissionUniteLegale"] or None,
    }


def department(row):
    code = row["codeCommuneEtablissement"] or None
    return code and code[:3 if code[:2] in ("97", "98") else 2]


def seat(row):
    hidden = row["statutDiffusionEtablissement"] != "O"
    signs = [row[f"{sign}Etablissement"]
             for sign in ("denominationUsuelle", "enseigne1", "enseigne2",
                          "enseigne3")]
    postcode = row["codePostalEtablissement"]
    return {
        "code_postal": None if hidden else postcode or None,
        "code_commune": row["codeCommuneEtablissement"] or None,
        "commune": row["libelleCommuneEtablissement"] or
        row["libelleCommuneEtrangerEtablissement"] or None,
        "departement": department(row),
        "code_pays": row["codePaysEtrangerEtablissement"] or None,
        "pays": row["libellePaysEtrangerEtablissement"] or None,
        "enseignes": None if hidden else names(*signs),
    }


def table(path, name):
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    found = {}
    for row in base.execute(f"SELECT * FROM {name}"):
        found[row["siren"]] = {k: row[k] for k in row.keys() if k != "siren"}
    base.close()
    return found


def differences(expected, found):
    for siren in expected.keys() | found.keys():
        if expected.get(siren) != found.get(siren):
            yield siren, expected.get(siren), found.get(siren)


def compare(what, expected, found):
    wrong = list(differences(expected, found))
    print(f"{what}: {len(expected)} rows, {len(wrong)} differ")
    for siren, wanted, got in wrong[:3]:
        for key in (wanted or got).keys():
            a, b = (wanted or {}).get(key), (got or {}).get(key)
            if a != b:
                print(f"  {siren} {key}: {a!r} expected, {b!r} found")
    return len(wrong)


def read(units, seats, expected):
    for row in rows(units):
        expected[0][int(row["siren"])] = unit(row)
    for row in rows(seats):
        if row["etablissementSiege"] == "true":
            expected[1][int(row["siren"])] = seat(row)
    for siren, about in expected[1].items():
        of = expected[0][siren]
        if of["partielle"] and of["personne_physique"]:
            about["code_postal"] = about["enseignes"] = None


def main(generate, bench, units="100000"):
    wrong, expected = 0, ({}, {})
    with tempfile.TemporaryDirectory(prefix="prse-check-") as folder:
        register = f"{folder}/register.db"
        for step, options in (("import", []), ("update", ["--later"])):
            files = [f"{folder}/{step}-units.csv", f"{folder}/{step}-seats.csv"]
            subprocess.run([generate, *options, units, "11", *files],
                           check=True)
            subprocess.run([bench, step, register, *files], check=True)
            read(*files, expected)
            for name, rows_of in zip(("unite_legale", "siege"), expected):
                wrong += compare(f"{step}, {name}", rows_of,
                                 table(register, name))
    return wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) and 1)
