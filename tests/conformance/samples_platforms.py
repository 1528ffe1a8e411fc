#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recorded answers of EGAPRO, Bilans GES and the financial ratios.

    samples_platforms.py PROGRAM

Each file of ../shared/samples/{egapro,bges,ratios} is asked what TABLE says,
and every field of the record is compared with a reading of the file made here,
in another language and from docs/services.md alone. A file that TABLE does not
name is a failure; one that is not there is named as skipped. Exit code 77 when
there are no samples.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from decimal import Decimal

ROOT = pathlib.Path(os.environ.get("PRSE_SOURCE_ROOT",
                                   pathlib.Path(__file__).parents[2]))
SAMPLES = pathlib.Path(os.environ.get("PRSE_SAMPLES",
                                      ROOT.parent / "shared" / "samples"))
TODAY = "2024-12-31"
DANONE, POSTE = "552032534", "356000000"

# file -> questions: record, SIREN, year, HTTP status, outcome, reason.
TABLE = {
    "egapro/public-declaration-404-552032534-1990.json": [
        ("egapro", DANONE, 1990, 404, "absente", None),
        ("egapro", DANONE, 1990, 500, "indisponible", None),
        ("egapro_notes", DANONE, 0, 404, "illisible", "page_404")],
    "egapro/public-declaration-552032534-2021.json": [
        ("egapro", DANONE, 2021, 200, "lue", None),
        ("egapro", DANONE, 0, 200, "lue", None),
        ("egapro", DANONE, 2020, 200, "illisible", "autre_annee"),
        ("egapro", POSTE, 2021, 200, "illisible", "autre_siren"),
        ("egapro_notes", DANONE, 0, 200, "illisible", "forme_inconnue")],
    "egapro/representation-search-356000000.json": [
        ("representation_equilibree", POSTE, 0, 200, "lue", None),
        ("representation_equilibree", DANONE, 0, 200, "illisible",
         "autre_siren"),
        ("egapro_notes", POSTE, 0, 200, "illisible", "forme_inconnue")],
    "egapro/search-552032534-2022.json": [
        ("egapro_notes", DANONE, 0, 200, "lue", None),
        ("egapro", DANONE, 2021, 200, "illisible", "forme_inconnue")],
    "egapro/search-empty.json": [
        ("egapro_notes", DANONE, 0, 200, "absente", None),
        ("representation_equilibree", DANONE, 0, 200, "absente", None),
        ("egapro", DANONE, 2021, 200, "illisible", "forme_inconnue")],
    "bges/inventories-empty.json": [
        ("bilans_ges", DANONE, 0, 200, "lue", None)],
    "bges/inventories-one-member.json": [
        ("bilans_ges", DANONE, 0, 200, "lue", None),
        ("bilans_ges", DANONE, 0, 404, "illisible", "page_404")],
    "bges/inventories-two-members.json": [
        ("bilans_ges", DANONE, 0, 200, "lue", None),
        ("ratios", DANONE, 0, 200, "illisible", "forme_inconnue")],
    "ratios/datasets10-metadata.json": [
        ("ratios", DANONE, 0, 200, "illisible", "forme_inconnue"),
        ("bilans_ges", DANONE, 0, 200, "illisible", "forme_inconnue")],
    "ratios/records10-328847397.json": [
        ("ratios", "328847397", 0, 200, "lue", None),
        ("ratios", DANONE, 0, 200, "illisible", "autre_siren")],
    "ratios/records10-552032534-long.json": [
        ("ratios", DANONE, 0, 200, "lue", None)],
    "ratios/records10-552032534-short.json": [
        ("ratios", DANONE, 0, 200, "lue", None)],
    "ratios/records10-donnees-financieres.json": [
        ("ratios", DANONE, 0, 200, "lue", None)],
    "ratios/records10-empty-889297453.json": [
        ("ratios", "889297453", 0, 200, "absente", None)],
}


# --- EGAPRO, read once more ---

INDICATORS = {"remunerations": "rémunérations",
              "augmentations": "augmentations",
              "augmentations_et_promotions": "augmentations_et_promotions",
              "promotions": "promotions",
              "conges_maternite": "congés_maternité",
              "hautes_remunerations": "hautes_rémunérations"}
LABELS = {"promotions": "Écart taux promotion",
          "augmentations_et_promotions": "Écart taux d'augmentation",
          "rémunérations": "Écart rémunérations",
          "congés_maternité": "Retour congé maternité",
          "hautes_rémunérations": "Hautes rémunérations"}


def company(block):
    renamed = {"raison_sociale": "raison_sociale", "région": "region",
               "département": "departement", "code_naf": "code_naf",
               "code_pays": "code_pays"}
    found = {new: block[old] for old, new in renamed.items() if old in block}
    staff = block.get("effectif") or {}
    if "total" in staff:
        found["effectif"] = staff["total"]
    if "tranche" in staff:
        found["tranche"] = staff["tranche"]
    if block.get("ues"):
        found["ues"] = block["ues"]["nom"]
        found["ues_entreprises"] = len(block["ues"]["entreprises"])
    return found


def indicator(block):
    found = {k: block[k] for k in ("note", "non_calculable",
                                   "objectif_de_progression")}
    if "résultat" in block:
        found["resultat"] = block["résultat"]
        found["population_favorable"] = block["population_favorable"]
    return found


def women(top):
    count, favoured = top.get("résultat"), top.get("population_favorable")
    if count is None or favoured == "egalite" and count != 5:
        return None
    return count if favoured == "hommes" else 10 - count


def declaration(answer, _siren):
    inside = answer["indicateurs"]
    lines = [f"{LABELS[key]} : {block['objectif_de_progression']}"
             for key, block in inside.items()
             if block["objectif_de_progression"]]
    return {"annee": answer["déclaration"]["année_indicateurs"],
            "reponse": "declaration_v1", "json": "lisible",
            "cle_declaration": "presente", "declaration": "publiee",
            "version": "v1", "entreprise": company(answer["entreprise"]),
            "index": answer["déclaration"]["index"],
            "mesures_correctives":
                answer["déclaration"]["mesures_correctives"],
            "indicateurs": {new: indicator(inside[old])
                            for new, old in INDICATORS.items()
                            if old in inside},
            "bdese": {"nombre_femmes_plus_hautes_remunerations":
                      women(inside["hautes_rémunérations"]),
                      "objectifs_progression": "\n".join(lines) or None}}


def of_company(answer, siren):
    return next(item for item in answer["data"]
                if item["entreprise"]["siren"] == siren)


def scores(answer, siren):
    item = of_company(answer, siren)
    names = {"index": "notes"} | {
        new: "notes_" + ("conges_maternite" if new == "conges_maternite"
                         else "remunerations" if new == "remunerations"
                         else old) for new, old in INDICATORS.items()}
    years = sorted({year for key in names.values() for year in item[key]})
    indexes = [year for year in years if item["notes"].get(year) is not None]
    found = {"entreprise": company(item["entreprise"]),
             "derniere_annee": int(years[-1]),
             "annees": {year: {new: item[key].get(year)
                               for new, key in names.items()}
                        for year in years}}
    if indexes:
        found |= {"annee_dernier_index": int(indexes[-1]),
                  "dernier_index": item["notes"][indexes[-1]]}
    return found


def balance(answer, siren):
    item = of_company(answer, siren)
    years = item["représentation_équilibrée"]
    return {"entreprise": company(item["entreprise"]),
            "derniere_annee": max(map(int, years)),
            "annees": {year: {
                key.removeprefix("pourcentage_").replace(
                    "motif_non_calculabilité", "motif"): value
                for key, value in block.items()}
                for year, block in years.items()}}


# --- Bilans GES ---

def inventories(answer, _siren):
    items = answer["hydra:member"]
    valid = [i for i in items if i["publication"]["status"] == "valide"]

    def latest(some):
        return max((i["identitySheet"]["reportingYear"] for i in some),
                   default=None)

    def last_day(some):
        return max((i["publication"]["publicatedAt"][:10] for i in some),
                   default=None)

    modes = [str(i["identitySheet"]["consolidationMode"]) for i in items]
    found = {"pages": 1, "bilans": len(items),
             "bilans_annonces": answer["hydra:totalItems"] or None,
             "derniere_annee": latest(items),
             "derniere_annee_validee": latest(valid),
             "date_derniere_publication": last_day(items),
             "date_derniere_publication_validee": last_day(valid),
             "valides": len(valid), "sans_annee": 0,
             "avec_siren_associes": sum(bool(i["associatedSiren"])
                                        for i in items),
             "modes_consolidation": {m: modes.count(m) for m in modes}}
    return {key: value for key, value in found.items() if value is not None}


# --- Ratios ---

OWN, GROUP = "social", "consolide"
SECRECY = {"Public": "publique", None: None}


def fields_of(answer):
    return [item.get("fields", item)
            for item in answer.get("records", answer.get("results"))]


def turnover(fields):
    amount = fields.get("chiffre_d_affaires")
    return amount if fields.get("confidentiality") == "Public" and amount \
        else None


def alike(a, b):
    return max(abs(a), abs(b)) <= 20 * min(abs(a), abs(b))


def suspects(amounts):
    likes = [sum(alike(a, b) for b in amounts) for a in amounts]
    return {a for a, n in zip(amounts, likes)
            if len(amounts) > 1 and (n < max(likes) or max(likes) == 1)}


def years_of(closed):
    years = {}
    for fields in closed:
        day = fields["date_cloture_exercice"]
        year = years.setdefault(day[:4], {"date_cloture": day})
        kind = {"C": OWN, "S": OWN, "K": GROUP}.get(fields.get("type_bilan"))
        amount = turnover(fields)
        if year["date_cloture"] == day and kind and amount is not None:
            year["ca_" + kind] = amount
    for kind in (OWN, GROUP):
        strange = suspects([y["ca_" + kind] for y in years.values()
                            if "ca_" + kind in y])
        for year in years.values():
            if year.get("ca_" + kind) in strange:
                year["note_" + kind] = "ordre_de_grandeur"
    return years


def accounts(answer, _siren):
    everything = fields_of(answer)
    order = sorted(everything, key=lambda f: f.get("type_bilan") or "")
    order.sort(key=lambda f: f["date_cloture_exercice"], reverse=True)
    closed = [f for f in order if f["date_cloture_exercice"] <= TODAY]
    announced = answer.get("nhits", answer.get("total_count"))
    last = closed[0]["date_cloture_exercice"]
    return {"annonces": announced, "lus": len(everything), "doublons": 0,
            "complet": "oui" if len(everything) >= announced else "non",
            "date_cloture": last, "derniere_annee": int(last[:4]),
            "exercices": years_of(closed),
            "comptes": [
                {"date_cloture": f["date_cloture_exercice"],
                 "type": f.get("type_bilan"),
                 "confidentialite": SECRECY.get(f.get("confidentiality"),
                                                "partielle"),
                 "ca": turnover(f)} for f in order]}


READERS = {"egapro": declaration, "egapro_notes": scores,
           "representation_equilibree": balance, "bilans_ges": inventories,
           "ratios": accounts}


# --- The same answer in another form gives the same record ---

def renamed(value, change):
    if isinstance(value, dict):
        return {change(k): renamed(v, change) for k, v in value.items()}
    if isinstance(value, list):
        return [renamed(v, change) for v in value]
    return value


def variants(record, answer):
    """What the platform could have sent as well."""
    text = json.dumps(answer)
    yield "escaped", text
    yield "pretty", json.dumps(answer, ensure_ascii=False, indent=3)
    yield "with a mark", "\ufeff" + text
    if record.startswith(("egapro", "representation")):
        yield "decomposed", json.dumps(renamed(answer, lambda k: k.replace(
            "é", "e\u0301")), ensure_ascii=False)
    if record == "bilans_ges":
        yield "no prefix", json.dumps(renamed(
            answer, lambda k: k.removeprefix("hydra:")))
    if record == "ratios" and "records" in answer:
        yield from explored(answer)


def explored(answer):
    keys = {k for f in fields_of(answer) for k in f}
    flat = [dict.fromkeys(keys) | f for f in fields_of(answer)]
    for number in range(3):
        random.Random(number).shuffle(flat)
        yield f"Explore, order {number}", json.dumps(
            {"total_count": answer["nhits"], "results": flat})
    floats = [f | ({} if f.get("chiffre_d_affaires") is None else
                   {"chiffre_d_affaires": float(f["chiffre_d_affaires"])})
              for f in flat]
    yield "floats", json.dumps({"nhits": answer["nhits"],
                                "records": [{"fields": f} for f in floats]})


# --- Comparing ---

def ask(program, question, path):
    record, siren, year, http = question[:4]
    done = subprocess.run(
        [program, record, siren, str(year), str(http), TODAY, str(path)],
        capture_output=True, text=True, check=True)
    accepted, text = done.stdout.split("\n", 1)
    return int(accepted), json.loads(text, parse_float=Decimal)


def expected(question, answer):
    record, siren, year, http, outcome, reason = question
    if outcome == "lue":
        found = READERS[record](answer, siren)
    elif record == "egapro":
        found = failed_declaration(year, http, outcome, answer)
    elif record == "bilans_ges":
        found = {"pages": 0, "bilans": 0}
    else:
        found = {}
    found |= {"siren": siren, "etat": outcome, "http": http}
    if reason:
        found["raison"] = reason
    return {record: found}


def failed_declaration(year, http, outcome, answer):
    found = {"annee": year}
    if http != 200:
        found["reponse"] = outcome
    else:
        key = isinstance(answer, dict) and "déclaration" in answer
        found |= {"json": "lisible",
                  "cle_declaration": "presente" if key else "absente",
                  "reponse": "declaration_v1" if key else "sans_declaration"}
    if outcome == "absente":
        found["declaration"] = "non_publiee"
    return found


def check(program, question, answer, path, problems, label):
    accepted, record = ask(program, question, path)
    wanted = expected(question, answer)
    if record != wanted:
        problems.append(f"{label} {question}:\n  found    {record}\n"
                        f"  expected {wanted}")
    if question[3] == 200 and accepted != (question[4] != "illisible") and \
            question[5] not in ("autre_siren", "autre_annee") and \
            not question[0].startswith(("egapro_", "repr")):
        problems.append(f"{label} {question}: accepted {accepted}")
    return leaves(record)


def leaves(value):
    if isinstance(value, (dict, list)):
        inside = value.values() if isinstance(value, dict) else value
        return sum(map(leaves, inside))
    return 1


def private(path, text, problems):
    """What a record never holds."""
    for word in re.findall(r"[\w.]+@[\w.]+", path.read_text("utf-8")):
        if word in text:
            problems.append(f"{path.name}: an address is in the record")


def check_file(program, path, questions, problems, folder):
    text = path.read_text("utf-8")
    answer = json.loads(text, parse_float=Decimal)
    plain = json.loads(text)
    compared = 0
    for question in questions:
        compared += check(program, question, answer, path, problems,
                          path.name)
        private(path, json.dumps(ask(program, question, path)[1],
                                 default=str), problems)
        if question[4] != "lue":
            continue
        for name, body in variants(question[0], plain):
            other = pathlib.Path(folder, "variant.json")
            other.write_text(body, "utf-8")
            compared += check(program, question, answer, other, problems,
                              f"{path.name} ({name})")
    return compared


def main(program):
    if not SAMPLES.is_dir():
        print(f"skipped: no samples in {SAMPLES}")
        return 77
    present = {f"{folder}/{path.name}" for folder in ("egapro", "bges",
                                                      "ratios")
               for path in (SAMPLES / folder).glob("*")}
    problems = [f"{name} is not in the table"
                for name in sorted(present - set(TABLE))]
    for name in sorted(set(TABLE) - present):
        print(f"skipped: {name} is not there")
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(present & set(TABLE)):
            compared += check_file(program, SAMPLES / name, TABLE[name],
                                   problems, folder)
    print(*problems, sep="\n")
    print(f"{len(present & set(TABLE))} files, {compared} fields compared, "
          f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
