#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The pack portail-rse-compat against the answers of the existing service.

    oracle.py PROGRAM [TABLE...]

Every table of the oracle goes through the built program; every row and every
cell of it is compared. The oracle is data beside the project: PRSE_ORACLE, or
../shared/oracle next to the source tree. Exit code 77 when it is not there.
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACK = ROOT / "packs" / "portail-rse-compat"
ORACLE = pathlib.Path(os.environ.get("PRSE_ORACLE",
                                     ROOT.parent / "shared" / "oracle"))
SERVICE_DAY = "2026-07-22"
SHOWN = 5  # mismatches printed for each table

OBLIGATIONS = ("vsme csrd bdese index_egapro dispositif_alerte beges "
               "audit_energetique anti_corruption plan_vigilance").split()
FACTS = set("""
categorie_juridique_sirene code_pays_etranger_sirene date_cloture_exercice
est_cotee est_interet_public appartient_groupe est_societe_mere
societe_mere_en_france comptes_consolides effectif effectif_securite_sociale
effectif_outre_mer effectif_groupe effectif_groupe_france
tranche_chiffre_affaires tranche_bilan tranche_chiffre_affaires_consolide
tranche_bilan_consolide bdese_accord tranche_consommation_energie_finale
""".split())
UNKNOWN = "?"


class Unreadable(Exception):
    """A table that this test does not know how to read."""


# --- The program ---

class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, pathlib.Path(folder)

    def run(self, *words):
        done = subprocess.run([self.path, *words], text=True,
                              stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}: exit {done.returncode}\n"
                     f"{done.stderr}")

    def batch(self, columns, rows, day):
        """Yields the answers, one dictionary a row."""
        given, got = self.folder / "in.csv", self.folder / "out.csv"
        with open(given, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["ligne", *columns])
            for number, row in enumerate(rows, 1):
                writer.writerow([number, *(row.get(c, "") for c in columns)])
        self.run("batch", "--pack", str(PACK), "--in", str(given), "--out",
                 str(got), "--at", day)
        with open(got, newline="", encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), 1):
                if row.get("ligne") != str(number):
                    sys.exit(f"row {number} came out as {row.get('ligne')}")
                yield row

    def _json(self, words, document):
        given, got = self.folder / "in.json", self.folder / "out.json"
        given.write_text(json.dumps(document), encoding="utf-8")
        self.run(*words, str(given), "--pack", str(PACK), "--out", str(got))
        return json.loads(got.read_text(encoding="utf-8"))

    def call(self, function, *arguments):
        """What a function of the pack answers."""
        return self._json(["call", function, "--in"], list(arguments))

    def facts(self, answer):
        """The facts in an answer of an outside service, by name."""
        read = self._json(["facts", "--format", "json", "--facts"], answer)
        return {f["id"]: f["value"] for f in read["facts"] if f["given"]}


# --- What is compared ---

class Tally:
    def __init__(self, name):
        self.name = name
        self.rows = self.cells = self.mismatches = 0

    def row(self, row, cells):
        """cells: (what, got, the answers that are right)."""
        self.rows += 1
        for what, got, right in cells:
            self.cells += 1
            if got in right:
                continue
            self.mismatches += 1
            if self.mismatches <= SHOWN:
                print(f"  {self.name} row {self.rows}: {what} is {got!r}, "
                      f"expected {' or '.join(map(repr, right))}\n    {row}")

    def __str__(self):
        return (f"{self.name}: {self.rows} rows, {self.cells} cells, "
                f"{self.mismatches} mismatches")


def crashed(value):
    return value.startswith("ERREUR")


def decision_cells(prefix, obligation, row, got):
    """What the service decided about one obligation."""
    wanted = row[prefix + "soumis"]
    answer = got.get(obligation + "_soumis")
    yield (obligation + "_soumis", answer,
           [UNKNOWN if crashed(wanted) else wanted])
    qualified = row.get(prefix + "suffisamment_qualifiee")
    if qualified is not None:
        yield (obligation + " qualified",
               "0" if answer == "INSUFFISANT" else "1", [qualified])
    if wanted != "INSUFFISANT" and not crashed(wanted):
        yield (obligation + "_criteres", got.get(obligation + "_criteres"),
               [row[prefix + "criteres"]])


def output_cells(names, row, got):
    for name in names:
        # An output has no value where the service crashed.
        yield name, got.get(name), (["", UNKNOWN] if crashed(row[name])
                                    else [row[name]])


# --- The kinds of table: each yields (row, cells) ---

def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def header(path):
    with open(path, newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def decisions(program, path):
    """One obligation a table, or all of them in columns of their own."""
    columns = header(path)
    if "soumis" in columns:
        own = [o for o in OBLIGATIONS if path.stem.startswith(o + "_")]
        if not own:
            raise Unreadable("no obligation in its name")
        parts = [("", own[0])]
    else:
        parts = [(o + "_", o) for o in OBLIGATIONS if o + "_soumis" in columns]
    spent = {prefix + end for prefix, _ in parts
             for end in ("soumis", "criteres", "suffisamment_qualifiee")}
    facts = [c for c in columns if c in FACTS]
    outputs = [c for c in columns if c not in FACTS and c not in spent]
    answers = program.batch(facts, read(path), SERVICE_DAY)
    for row, got in zip(read(path), answers, strict=True):
        cells = [c for prefix, o in parts
                 for c in decision_cells(prefix, o, row, got)]
        yield row, cells + list(output_cells(outputs, row, got))


def nomenclature(program, path, unread):
    """Codes, and what the rules make of them; `unread` are display tables."""
    columns = header(path)
    facts = [c for c in columns if c in FACTS]
    outputs = [c for c in columns if c not in FACTS and c not in unread]
    answers = program.batch(facts, read(path), SERVICE_DAY)
    for row, got in zip(read(path), answers, strict=True):
        yield row, list(output_cells(outputs, row, got))


def categories(program, path):
    return nomenclature(program, path, {"code_dans_nomenclature"})


def countries(program, path):
    return nomenclature(program, path,
                        {"code_dans_table", "convertit_code_pays"})


# Facts of a company that the CSRD concerns, whatever its financial year.
SUBJECT_TO_CSRD = {
    "categorie_juridique_sirene": "5710", "est_cotee": "1",
    "est_interet_public": "1", "appartient_groupe": "0",
    "effectif_securite_sociale": "600",
    "tranche_chiffre_affaires": "200000000", "tranche_bilan": "200000000",
}


def publication_years(program, path):
    facts = ["date_cloture_exercice", "premier_exercice", *SUBJECT_TO_CSRD]
    rows = ({**SUBJECT_TO_CSRD, **row} for row in read(path))
    answers = program.batch(facts, rows, SERVICE_DAY)
    names = {"annee_publication": "csrd_annee_publication",
             "exercice_est_annee_civile": "csrd_exercice_est_annee_civile",
             "exercice_libelle": "csrd_exercice_libelle"}
    for row, got in zip(read(path), answers, strict=True):
        yield row, [(ours, got.get(ours), [row[theirs]])
                    for theirs, ours in names.items()]


def by_day(path):
    """The rows of a table, grouped by the day they are about."""
    days = {}
    for row in read(path):
        days.setdefault(row["date_du_jour"], []).append(row)
    return days.items()


def fresh_balances(program, path):
    subject = {"effectif": "500-4999", "effectif_outre_mer": "0-249",
               "beges_reponse": "lue"}
    for day, rows in by_day(path):
        given = [{**subject, "beges_dernier_bilan": r["annee_dernier_bilan"]}
                 for r in rows]
        answers = program.batch([*given[0]], given, day)
        for row, got in zip(rows, answers, strict=True):
            wanted = ("a_jour" if row["publication_est_recente"] == "1"
                      else "a_actualiser")
            yield row, [("beges_statut", got.get("beges_statut"), [wanted])]


def index_dates(program, path):
    names = {"publiee": "echeance_si_publie",
             "non_publiee": "echeance_si_non_publie"}
    for day, rows in by_day(path):
        for row in rows:
            given = [{"effectif": "50-249", "index_egapro_declaration": state}
                     for state in names]
            answers = list(program.batch([*given[0]], given, day))
            cells = [(theirs, got.get("egapro_prochaine_echeance"),
                      [row[theirs]])
                     for theirs, got in zip(names.values(), answers)]
            cells.append(("egapro_annee_index",
                          answers[0].get("egapro_annee_index"),
                          [row["annee_index"]]))
            cells.append(("bdese_annee", answers[0].get("bdese_annee"),
                          [row["annee_bdese"]]))
            yield row, cells


# --- Statuses ---

STATUS = {"a_actualiser": "0", "en_cours": "1", "a_jour": "2", "soumis": "3",
          "non_soumis": "4", "recommande": "5", "incalculable": "1000"}

LARGE = {"effectif_securite_sociale": "500+", "tranche_bilan": "100M+",
         "tranche_chiffre_affaires": "100M+"}
MEDIUM = {"effectif_securite_sociale": "10-49", "tranche_bilan": "450k-25M",
          "tranche_chiffre_affaires": "900k-50M"}
ALONE = {"categorie_juridique_sirene": "5710", "est_cotee": "0",
         "est_interet_public": "0", "appartient_groupe": "0"}
LISTED = {**ALONE, "est_cotee": "1", "est_interet_public": "1"}
# The companies that the table names instead of giving their facts.
COMPANIES = {
    "tous_faits_inconnus": {},
    "non_soumise": {**ALONE, **MEDIUM},
    "insuffisant": {"categorie_juridique_sirene": "5710"},
    "2024_cotee_500": {**LISTED, **LARGE},
    "2027_grande": {**ALONE, **LARGE},
    "2028_pme_cotee": {**LISTED, **MEDIUM},
    "2028_hors_eee_ca": {**ALONE, **MEDIUM, "tranche_chiffre_affaires": "100M+",
                         "code_pays_etranger_sirene": "99401"},
    "2027_filiale_grand_groupe_delegable": {
        **ALONE, **LARGE, "appartient_groupe": "1", "est_societe_mere": "0",
        "comptes_consolides": "1", "effectif_groupe": "500-4999",
        "tranche_bilan_consolide": "100M+",
        "tranche_chiffre_affaires_consolide": "100M+"},
    "forme_juridique_inconnue": {**ALONE, **LARGE,
                                 "categorie_juridique_sirene": ""},
}


def facts_of(text):
    facts = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            facts[name] = value
        elif name in COMPANIES:
            facts.update(COMPANIES[name])
        else:
            raise Unreadable(f"no company called {name!r}")
    return facts


def index_evidence(state, _day):
    known = {"200_declaration_presente": "publiee",
             "200_sans_declaration": "non_publiee", "404": "non_publiee",
             "200_json_invalide": "reponse_illisible"}
    return {"index_egapro_declaration":
            known.get(state, "plateforme_indisponible")}


def balance_evidence(state, day):
    year = int(day[:4])
    words = state.split("_")
    if state == "aucun_bilan":
        return {"beges_reponse": "lue"}
    if state.startswith("dernier_bilan_il_y_a_"):
        ages = [int(words[5])]
    elif state.startswith("plusieurs_bilans_"):
        ages = [int(w) for w in words[2:-1]]
    else:
        return {"beges_reponse": "plateforme_indisponible"}
    return {"beges_reponse": "lue",
            "beges_dernier_bilan": str(year - min(ages))}


def database_evidence(state, _day):
    return {"bdese_etat": "en_cours" if state.startswith("en_cours")
            else state}


def report_evidence(state, _day):
    if state == "etape_redaction-rapport-durabilite":
        return {"csrd_rapport": "etape_inconnue"}
    started = state == "cree_sans_etape" or state.startswith("etape_")
    return {"csrd_rapport": "en_cours" if started else state}


EVIDENCE = {"index_egapro": index_evidence, "beges": balance_evidence,
            "bdese": database_evidence, "csrd": report_evidence}
NEXT_DATE = {"index_egapro": "egapro_prochaine_echeance",
             "csrd": "csrd_annee_publication"}


def status_right(row):
    """The service crashes on some states of its documents: what remains then
    is whether the company is subject."""
    if crashed(row["soumis"]):
        return [STATUS["incalculable"]]
    if not crashed(row["status_nom"]):
        return [row["status"]]
    return [{"1": STATUS["soumis"], "0": STATUS["non_soumis"],
             "INSUFFISANT": STATUS["incalculable"]}[row["soumis"]]]


def next_date(obligation, got):
    if got.get(obligation + "_soumis") != "1":
        return ""
    text = got.get(NEXT_DATE.get(obligation), "")
    return "/".join(reversed(text.split("-")))


def statuses(program, path):
    groups = {}
    for row in read(path):
        key = row["date_du_jour"], row["reglementation"]
        groups.setdefault(key, []).append(row)
    evidence_columns = ["index_egapro_declaration", "beges_reponse",
                        "beges_dernier_bilan", "bdese_etat", "csrd_rapport"]
    for (day, obligation), rows in groups.items():
        given = []
        for row in rows:
            evidence = EVIDENCE.get(obligation, lambda _s, _d: {})
            given.append({**facts_of(row["faits"]),
                          **evidence(row["etat_externe"], day)})
        columns = sorted({c for g in given for c in g} | set(evidence_columns))
        for row, got in zip(rows, program.batch(columns, given, day),
                            strict=True):
            wanted = row["soumis"]
            status = got.get(obligation + "_statut")
            cells = [(obligation + "_soumis", got.get(obligation + "_soumis"),
                      [UNKNOWN if crashed(wanted) else wanted]),
                     (obligation + "_statut", STATUS.get(status, status),
                      status_right(row))]
            if not crashed(row["status_nom"]):
                cells.append(("next date", next_date(obligation, got),
                              [row["prochaine_echeance"]]))
            yield row, cells


# --- Brackets ---

def turnover_brackets(program, path):
    """The platform of ratios says of which kind a turnover is."""
    kinds = {"C": "tranche_chiffre_affaires", "S": "tranche_chiffre_affaires",
             "K": "tranche_chiffre_affaires_consolide"}
    facts = ["tranche_chiffre_affaires", "tranche_chiffre_affaires_consolide"]
    rows = ({kinds.get(r["type_bilan"], ""): r["chiffre_d_affaires"]}
            for r in read(path))
    answers = program.batch(facts, rows, SERVICE_DAY)
    for row, got in zip(read(path), answers, strict=True):
        yield row, [(f, got.get("libelle_" + f), [row[f]]) for f in facts]


def headcount_codes(program, path):
    """Codes as the register writes them also go through the source."""
    types = {"NoneType": lambda text: None, "int": int, "str": str}
    table = list(read(path))
    answers = [program.call("tranche_effectif_insee",
                            types[row["type_python"]](
                                row["tranche_effectif_insee"]))
               for row in table]
    codes = [row["tranche_effectif_insee"] for row in table]
    written = sorted({c for c in codes
                      if c == "NN" or (len(c) == 2 and c.isdigit())})
    given = [program.facts({"siren": "552032534",
                            "tranche_effectif_salarie": code})
             for code in written]
    through = program.batch(["effectif"], given, SERVICE_DAY)
    sourced = {code: got.get("libelle_tranche_effectif")
               for code, got in zip(written, through, strict=True)}
    for row, code, answer in zip(table, codes, answers):
        cells = [("effectif", answer, [row["effectif"]])]
        if code in sourced and row["type_python"] == "str":
            cells.append(("effectif by the source", sourced[code],
                          [row["effectif"]]))
        yield row, cells


# A kind is known by a column that no other kind has.
KINDS = {
    "reglementation": statuses,
    "annee_dernier_bilan": fresh_balances,
    "annee_index": index_dates,
    "annee_publication": publication_years,
    "tranche_effectif_insee": headcount_codes,
    "type_bilan": turnover_brackets,
    "convertit_categorie_juridique": categories,
    "est_dans_EEE": countries,
}


def kind_of(path):
    columns = header(path)
    for column, kind in KINDS.items():
        if column in columns:
            return kind
    if any(c == "soumis" or c.endswith("_soumis") for c in columns):
        return decisions
    raise Unreadable(f"unknown columns {','.join(columns)}")


def compare(program, path):
    tally = Tally(path.stem)
    for row, cells in kind_of(path)(program, path):
        tally.row(row, cells)
    print(tally, flush=True)
    return tally


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    tables = sorted(ORACLE.glob("*.csv")) if ORACLE.is_dir() else []
    if not tables:
        print(f"skipped: no oracle in {ORACLE}")
        return 77
    if sys.argv[2:]:
        tables = [t for t in tables if t.stem in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        try:
            tallies = [compare(program, path) for path in tables]
        except Unreadable as error:
            sys.exit(f"a table that cannot be read: {error}")
    total = Tally("total")
    for tally in tallies:
        total.rows += tally.rows
        total.cells += tally.cells
        total.mismatches += tally.mismatches
    print(total)
    empty = [t.name for t in tallies if t.rows == 0 or t.cells == 0]
    if empty or total.rows == 0:
        print(f"nothing was compared: {' '.join(empty)}")
        return 1
    return 1 if total.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
