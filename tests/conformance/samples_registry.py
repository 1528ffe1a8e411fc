#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recorded answers of the two registers, each with its expected outcome, and
every field of their units against a reading of this file's own.

    samples_registry.py READ_ANSWER

The samples are not part of the project: PRSE_SAMPLES tells where they are, else
they are looked for beside the source tree; without them the test is skipped. A
file that the table does not know fails the test."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
FOLDERS = ("recherche-entreprises", "sirene")
STOCK = re.compile(r"\.csv$")          # read by the offline register
MASKS = ("[NON-DIFFUSIBLE]", "[ND]")

# What each file is worth: outcome and number of units of the directory; kind of
# answer, outcome, number of units and what was asked of Sirene.
DIRECTORY = {
    "idcc-metadata-small.json": ("illisible", 0),
    "idcc-small.json": ("illisible", 0),
    "last-modified-2025.json": ("illisible", 0),
    "search-123456789.json": ("absente", 0),
    "search-12345678900003.json": ("absente", 0),
    "search-130025265.json": ("lue", 1),
    "search-198100125.json": ("lue", 1),
    "search-217500016.json": ("lue", 1),
    "search-300025764.json": ("lue", 1),
    "search-356000000.json": ("lue", 1),
    "search-383657467.json": ("lue", 1),
    "search-400485504.json": ("lue", 1),
    "search-487444697.json": ("lue", 1),
    "search-533744991.json": ("lue", 1),
    "search-552032534-shape-2024-12-11.json": ("lue", 1),
    "search-552032534-shape-2025-04-18.json": ("lue", 1),
    "search-552032534-shape-2025-10-03.json": ("lue", 1),
    "search-552032534.json": ("lue", 1),
    "search-800329849.json": ("lue", 1),
    "search-839517323.json": ("lue", 1),
    "search-843701079.json": ("lue", 1),
    "search-88087814500015.json": ("lue", 1),
    "search-ag-cp-dep-35000-cp-dep-type-cp.json": ("lue", 10),
    "search-aga.json": ("lue", 10),
    "search-ganymede.json": ("lue", 10),
    "search-la-poste.json": ("lue", 10),
    "search-label-rge-type-ct.json": ("lue", 10),
    "unit-recherche-entreprise-idcc-metadata.json": ("illisible", 0),
    "unit-recherche-entreprise-idcc.json": ("illisible", 0),
    "unit-recherche-entreprise-last-modified.json": ("illisible", 0),
    "unit-search-130025265.json": ("lue", 1),
    "unit-search-130030133.json": ("lue", 1),
    "unit-search-775663438.json": ("lue", 1),
}
UNIT, UNITS, SEAT = "sirene-unit", "sirene-units", "sirene-seat"
SIRENE = {
    "saa-api-results.json": (UNITS, "lue", 15),
    "saa-etablissement-non-diffusable.json": (UNITS, "lue", 1),
    "saa-etablissement.json": (UNITS, "lue", 1),
    "saa-unite-legale.json": (UNIT, "lue", 1, "026280206"),
    "siren-3.11-excerpt-839824711.json": (UNITS, "lue", 1),
    "v3-siren-finassure.json": (UNIT, "lue", 1, "351556394"),
    "v3-siren-ganymede.json": (UNIT, "lue", 1, "880878145"),
    "v3-siren-grand-paris.json": (UNIT, "lue", 1, "200054781"),
    "v3-siren-la-poste.json": (UNIT, "lue", 1, "356000000"),
    "v3-siren-manakin-production.json": (UNIT, "lue", 1, "842019051"),
    "v3-siret-by-siren-finassure.json": (UNITS, "lue", 1),
    "v3-siret-by-siren-ganymede.json": (UNITS, "lue", 1),
    "v3-siret-by-siren-grand-paris.json": (UNITS, "lue", 1),
    "v3-siret-by-siren-la-poste.json": (UNITS, "lue", 1),
    "v3-siret-by-siren-manakin-production.json": (UNITS, "lue", 1),
    "v3-siret-masquer-valeurs-nulles-26570134200148.json":
        (SEAT, "lue", 1, "265701342", "26570134200148"),
    "vcr-siren-full-update-ok-1-http200.json": (UNITS, "lue", 20),
    "vcr-siren-non-diffusable-small-update-ok-1-http200.json":
        (UNITS, "lue", 12),
    "vcr-siren-non-diffusable-small-update-ok-2-http200.json":
        (UNITS, "absente", 0),
    "vcr-siren-non-diffusable-update-all-ok-1-http200.json":
        (UNITS, "lue", 20),
    "vcr-siren-non-diffusable-update-all-ok-2-http401.json":
        (UNITS, "refusee", 0),
    "vcr-siren-small-update-ok-1-http200.json": (UNITS, "lue", 20),
    "vcr-siren-small-update-ok-2-http200.json": (UNITS, "lue", 20),
    "vcr-siren-update-1st-december-1-http200.json": (UNITS, "lue", 10),
    "vcr-siren-update-1st-december-2-http200.json": (UNITS, "absente", 0),
    "vcr-siren-updates-wrong-filter-1-http400.json": (UNITS, "refusee", 0),
    "vcr-siren-updates-wrong-filter-2-http400.json": (UNITS, "refusee", 0),
    "vcr-siret-non-diffusable-small-update-ok-1-http200.json":
        (UNITS, "lue", 16),
    "vcr-siret-non-diffusable-small-update-ok-2-http200.json":
        (UNITS, "lue", 20),
    "vcr-siret-small-update-ok-1-http200.json": (UNITS, "lue", 15),
    "vcr-siret-small-update-ok-2-http200.json": (UNITS, "lue", 20),
}
# Headers of answers, kept beside them: no answers.
HEADERS = re.compile(r"^vcr-.*-headers\.json$")


# --- The reading of this file, apart from the library's ---

def said(value):
    """Text that a register tells, "" when it is silent or hides it."""
    if value is None or isinstance(value, (bool, dict, list)):
        return ""
    text = " ".join(str(value).split())
    return "" if any(mask in text for mask in MASKS) else text


def first(*values):
    return next((v for v in map(said, values) if v), "")


def day(*values):
    """The first value that holds a date; timestamps have no zone."""
    for value in values:
        found = re.match(r"\d{4}-\d\d-\d\d", said(value))
        if found:
            return found.group()
    return ""


def shaped(pattern, value):
    return said(value) if re.fullmatch(pattern, said(value)) else ""


def yes_no(value):
    return {True: "O", False: "N", "O": "O", "N": "N"}.get(value, "")


def opened(value):
    return {"A": 1, "C": 0}.get(value, -1)


def activities(code, nomenclature, code25):
    """Codes of NAF rev. 2 and NAF 2025: the letters of the two differ."""
    code, code25 = said(code), said(code25)
    older = nomenclature in ("NAFRev2", "NAFRev1", "NAF1993", "NAP")
    if not older and re.fullmatch(r"\d\d\.\d\d[G-Y]", code):
        code, code25 = "", code25 or code
    return {"naf": code, "naf25": code25}


def department(commune, postcode):
    if commune:
        return commune[:3] if commune[:2] in ("97", "98") else commune[:2]
    if postcode[:3] in ("200", "201"):
        return "2A"
    if postcode[:3] in ("202", "206"):
        return "2B"
    return postcode[:3] if postcode[:2] in ("97", "98") else postcode[:2]


def place(postcode, commune, town, abroad, country, country_name, dep=""):
    postcode = shaped(r"\d{5}", postcode)
    commune = shaped(r"\d{5}|2[AB]\d{3}", commune)
    country = shaped(r"99\d{3}", country)
    return {"code_postal": postcode, "code_commune": commune,
            "commune": first(town, abroad), "code_pays": country,
            "pays": said(country_name),
            "departement": "" if country else
            said(dep) or department(commune, postcode)}


NOWHERE = {key: "" for key in ("code_postal", "code_commune", "commune",
                               "code_pays", "pays", "departement")}


def of_directory(r):
    """A result of the directory; None: a ghost."""
    seat, more = r.get("siege") or {}, r.get("complements") or {}
    if not any((r.get("nom_complet"), r.get("nom_raison_sociale"),
                r.get("etat_administratif"), r.get("nature_juridique"),
                seat.get("siret"))):
        return None
    name = r.get("nom_raison_sociale")
    if not name and r.get("nom_complet"):
        name = r["nom_complet"].split(" (")[0]
    person = more.get("est_entrepreneur_individuel")
    return {
        "siren": r["siren"], "siret_siege": said(seat.get("siret")),
        "denomination": said(name), "sigle": said(r.get("sigle")),
        "nom_usuel": first(seat.get("nom_commercial"),
                           *(seat.get("liste_enseignes") or [])),
        "categorie_juridique": said(r.get("nature_juridique")),
        **activities(r.get("activite_principale"), None,
                     r.get("activite_principale_naf25")),
        "categorie_entreprise": said(r.get("categorie_entreprise")),
        "tranche_effectif": said(r.get("tranche_effectif_salarie")),
        "annee_effectif": said(r.get("annee_tranche_effectif_salarie")),
        "date_creation": day(r.get("date_creation")),
        "date_fermeture": day(r.get("date_fermeture")),
        "date_mise_a_jour": day(r.get("date_mise_a_jour_insee"),
                                r.get("date_mise_a_jour")),
        **place(seat.get("code_postal"), seat.get("commune"),
                seat.get("libelle_commune"),
                seat.get("libelle_commune_etranger"),
                seat.get("code_pays_etranger"),
                seat.get("libelle_pays_etranger"), seat.get("departement")),
        "ess": yes_no(more.get("est_ess")),
        "societe_mission": yes_no(more.get("est_societe_mission")),
        "open": opened(r.get("etat_administratif")),
        "partial": int(r.get("statut_diffusion") == "P"),
        "natural_person": int(bool(person)),
        "source": "recherche_entreprises",
    }


def in_force(periods, whole):
    """The values of today: of the period without an end."""
    for period in periods or []:
        if period.get("dateFin") is None:
            return period
    return whole


def closed_on(unit):
    """First day of the last run of periods without activity."""
    on = ""
    for period in unit.get("periodesUniteLegale") or []:   # newest first
        if period.get("etatAdministratifUniteLegale") == "A":
            break
        on = said(period.get("dateDebut"))
    return on


def of_unit(siren, unit):
    now = in_force(unit.get("periodesUniteLegale"), unit)
    get = lambda key: said(now.get(key + "UniteLegale"))  # noqa: E731
    own = lambda key: said(unit.get(key + "UniteLegale"))  # noqa: E731
    person = any(now.get(key + "UniteLegale") or unit.get(key + "UniteLegale")
                 for key in ("sexe", "prenom1", "prenomUsuel", "nom"))
    name = get("denomination")
    if person:
        name = " ".join(filter(None, (own("prenomUsuel") or own("prenom1"),
                                      get("nomUsage") or get("nom"))))
    nic = get("nicSiege")
    state = opened(get("etatAdministratif"))
    return {
        "siren": siren, "siret_siege": siren + nic if nic else "",
        "denomination": name, "sigle": own("sigle"),
        "nom_usuel": get("denominationUsuelle1"),
        "categorie_juridique": get("categorieJuridique"),
        **activities(get("activitePrincipale"),
                     get("nomenclatureActivitePrincipale"),
                     own("activitePrincipaleNAF25")),
        "categorie_entreprise": said(unit.get("categorieEntreprise")),
        "tranche_effectif": own("trancheEffectifs"),
        "annee_effectif": own("anneeEffectifs"),
        "date_creation": day(own("dateCreation")),
        "date_fermeture": closed_on(unit) if state == 0 else "",
        "date_mise_a_jour": day(own("dateDernierTraitement")),
        **NOWHERE,
        "ess": yes_no(get("economieSocialeSolidaire")),
        "societe_mission": yes_no(get("societeMission")),
        "open": state,
        "partial": int(own("statutDiffusion") in ("P", "N")),
        "natural_person": int(person), "source": "sirene",
    }


def add_seat(unit, seat):
    address = seat.get("adresseEtablissement") or {}
    get = lambda key: address.get(key + "Etablissement")  # noqa: E731
    now = in_force(seat.get("periodesEtablissement"), seat)
    unit["siret_siege"] = seat["siret"]
    unit.update(place(get("codePostal"), get("codeCommune"),
                      get("libelleCommune"), get("libelleCommuneEtranger"),
                      get("codePaysEtranger"), get("libellePaysEtranger")))
    unit["nom_usuel"] = unit["nom_usuel"] or first(
        *(now.get(key + "Etablissement") for key in
          ("denominationUsuelle", "enseigne1", "enseigne2", "enseigne3")))


def hide(unit):
    """Before 2023, statut N: nothing of a person is shown."""
    unit.update(denomination="", sigle="", nom_usuel="", code_postal="",
                partial=1)


def of_sirene(items):
    units = {}
    for item in items:
        siren = item["siren"]
        establishment = "siret" in item
        whole = item.get("uniteLegale") or {} if establishment else item
        unit = units.setdefault(siren, of_unit(siren, whole))
        if establishment and (item["siret"] == unit["siret_siege"] or
                              not unit["siret_siege"] and
                              item.get("etablissementSiege")):
            add_seat(unit, item)
        if "N" in (whole.get("statutDiffusionUniteLegale"),
                   item.get("statutDiffusionEtablissement")):
            hide(unit)
    return list(units.values())


def unwrapped(data):
    if isinstance(data, dict):
        return data.get("result") or data.get("response") or data
    return data


def sirene_items(data):
    if isinstance(data, list):
        return data
    if "siren" in data:
        return [data]
    for key, value in data.items():
        if key.startswith(("unite", "etablissement")):
            return value if isinstance(value, list) else [value]
    return []


# --- The comparison ---

class Run:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.problems, self.files, self.fields = [], 0, 0

    def read(self, path, kind, *asked):
        http = re.search(r"-http(\d{3})\.json$", path.name)
        done = subprocess.run(
            [self.program, kind, path, http.group(1) if http else "200",
             *asked], check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    def fail(self, path, message):
        self.problems.append(f"{path.parent.name}/{path.name}: {message}")

    def compare(self, path, got, wanted):
        self.files += 1
        if len(got) != len(wanted):
            self.fail(path, f"{len(got)} units, {len(wanted)} expected")
        for mine, theirs in zip(wanted, got):
            if set(mine) != set(theirs):
                self.fail(path, f"fields {set(mine) ^ set(theirs)}")
            for key, value in mine.items():
                self.fields += 1
                if theirs.get(key) != value:
                    self.fail(path, f"{mine['siren']}: {key} is "
                                    f"{theirs.get(key)!r}, not {value!r}")

    def compare_accounts(self, path, answers, results):
        for answer, result in zip(answers, results):
            mine = {year: {k: v for k, v in amounts.items() if v is not None}
                    for year, amounts in (result.get("finances") or {}).items()}
            mine = {year: amounts for year, amounts in mine.items() if amounts}
            self.fields += len(mine)
            if answer.get("finances", {}) != mine:
                self.fail(path, f"{result['siren']}: accounts differ")

    def outcome(self, path, got, wanted, count):
        if got["outcome"] != wanted or len(got["units"]) != count:
            self.fail(path, f"{got['outcome']} with {len(got['units'])} "
                            f"units, not {wanted} with {count}")
        if (got["why"] == "") != (wanted in ("lue", "absente")):
            self.fail(path, f"the error is {got['why']!r}")
        dump = json.dumps(got, ensure_ascii=False)
        for mask in MASKS:
            if mask in dump:
                self.fail(path, f"{mask} is in a unit")

    def directory(self, path, wanted, count):
        data = unwrapped(json.loads(path.read_text()))
        got = self.read(path, "directory")
        self.outcome(path, got, wanted, count)
        if wanted != "lue":
            return
        results = [r for r in data["results"] if of_directory(r)]
        self.compare(path, got["units"], [of_directory(r) for r in results])
        self.compare_accounts(path, got["answers"], results)
        if got["total"] != data["total_results"]:
            self.fail(path, f"a total of {got['total']}")
        if count == 1:
            self.ask_one(path, results[0]["siren"], got)

    def ask_one(self, path, siren, all_units):
        got = self.read(path, "directory-one", siren)
        if got["units"] != all_units["units"]:
            self.fail(path, "asked for its unit, another answer")
        other = self.read(path, "directory-one", "443061841")
        if other["outcome"] != "illisible":
            self.fail(path, f"{other['outcome']} for another unit")

    def sirene(self, path, kind, wanted, count, *asked):
        got = self.read(path, kind, *asked)
        self.outcome(path, got, wanted, count)
        if wanted != "lue":
            return
        mine = of_sirene(sirene_items(unwrapped(json.loads(
            path.read_text()))))
        if kind == SEAT:
            self.compare(path, [{k: u[k] for k in NOWHERE}
                                for u in got["units"]],
                         [{k: u[k] for k in NOWHERE} for u in mine])
        else:
            self.compare(path, got["units"], mine)

    def file(self, path):
        name = path.name
        if STOCK.search(name):
            return
        if path.parent.name == "sirene" and HEADERS.search(name):
            self.outcome(path, self.read(path, UNITS), "illisible", 0)
        elif path.parent.name == "sirene" and name in SIRENE:
            self.sirene(path, *SIRENE[name])
        elif path.parent.name != "sirene" and name in DIRECTORY:
            self.directory(path, *DIRECTORY[name])
        else:
            self.fail(path, "is not in the table")


def samples():
    source = Path(os.environ.get("PRSE_SOURCE_ROOT",
                                 Path(__file__).parents[2]))
    return Path(os.environ.get("PRSE_SAMPLES",
                               source.parent / "shared" / "samples"))


def main():
    folder = samples()
    if not folder.is_dir():
        print(f"skipped: no samples at {folder}")
        return SKIPPED
    run = Run(sys.argv[1], folder)
    paths = [p for f in FOLDERS for p in sorted((folder / f).iterdir())]
    for path in paths:
        run.file(path)
    for known in (*DIRECTORY, *SIRENE):
        if known not in {p.name for p in paths}:
            run.problems.append(f"{known}: in the table, not in the folder")
    for problem in run.problems:
        print(problem)
    print(f"{len(paths)} files, {run.files} with units compared, "
          f"{run.fields} fields")
    return 1 if run.problems else 0


if __name__ == "__main__":
    sys.exit(main())
