#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The statuses of the existing service, through HTTP: the state of the
outside platforms is what they answer, and what a register can know of a
company is in the directory."""
import sys

from net import ROOT, FREE, NETWORK, Ask, World, main, unittest

sys.path.insert(0, str(ROOT / "tests/conformance"))
import oracle  # noqa: E402

TABLE = oracle.ORACLE / "statuts.csv"
SIREN = "012345674"
DIRECTORY = "recherche_entreprises"
CODES = {"0-9": "03", "10-49": "12", "50-249": "21", "300-499": "32",
         "500-4999": "41", "5000-9999": "52", "10000+": "53"}
ANSWERS = {0: "0", 1: "1", 2: oracle.UNKNOWN, 3: "0", 4: "INSUFFISANT"}
YEARS = range(2018, 2031)
DECLARED = {"index": 90, "notes": [40, None, 35, 15, 0]}
WITHOUT_KEY = '{"entreprise": {"siren": "%s"}, "indicateurs": {}}' % SIREN
# What the platform does, for each state that the table names.
EGAPRO = {"200_sans_declaration": {"kind": "body", "value": WITHOUT_KEY},
          "200_json_invalide": {"kind": "invalid_json"},
          "400": {"kind": "400"}, "429": {"kind": "429"},
          "500": {"kind": "500"}, "404": {"kind": "404"},
          "timeout_ou_reseau": {"kind": "reset"}}
BALANCES = {"200_json_invalide": {"kind": "invalid_json"},
            "200_sans_cle": {"kind": "empty_object"},
            "404": {"kind": "404"}, "500": {"kind": "500"},
            "timeout_ou_reseau": {"kind": "reset"}}


def company(facts):
    """The record, and the facts that only the host can know."""
    known = dict(facts)
    seat = {"code_postal": "75011", "commune": "PARIS",
            "code_commune": "75111"}
    if country := known.pop("code_pays_etranger_sirene", None):
        seat = {"pays": country, "libelle_pays": "AILLEURS"}
    record = {"siren": SIREN, "denomination": "SOCIETE DU TABLEAU",
              "juridique": known.pop("categorie_juridique_sirene", "") or None,
              "naf": None, "naf25": None, "effectif": None, "siege": seat}
    if known.get("effectif") in CODES:
        record["effectif"] = CODES[known.pop("effectif")]
    return record, {name: value for name, value in known.items() if value}


def ages_of(state):
    if state.startswith("dernier_bilan_il_y_a_"):
        return [int(state.split("_")[5])]
    return [5, 2, 9] if state.startswith("plusieurs_bilans_") else []


def platforms(obligation, state, day):
    """Fields of the record, and what goes wrong."""
    if obligation == "index_egapro":
        fault = EGAPRO.get(state)
        return {"egapro": {str(y): DECLARED for y in YEARS}}, [
            {**fault, "service": "egapro"}] if fault else []
    if obligation == "beges":
        fault = BALANCES.get(state)
        return {"bilans": [
            {"annee": int(day[:4]) - age, "statut": "valide",
             "publie": f"{int(day[:4]) - age}-06-30"}
            for age in ages_of(state)]}, [
            {**fault, "service": "bilans_ges"}] if fault else []
    return {}, []


def documents(obligation, state, day):
    """The states of what the company keeps with the host."""
    evidence = oracle.EVIDENCE.get(obligation)
    if obligation in ("bdese", "csrd"):
        return evidence(state, day)
    return {}


def value_of(text):
    """As JSON: numbers and truth values of the table are text."""
    return {"1": "true", "0": "false"}.get(text, '"%s"' % text)


BOOLEANS = {"est_cotee", "est_interet_public", "appartient_groupe",
            "est_societe_mere", "comptes_consolides", "bdese_accord"}


def as_json(facts):
    parts = [f'"{name}": ' + (value_of(value) if name in BOOLEANS
                              else '"%s"' % value)
             for name, value in facts.items()]
    return "{" + ", ".join(parts) + "}"


class Statuses(unittest.TestCase):
    def test_each_row_of_the_table_through_http(self):
        rows = cells = 0
        wrong = []
        with World(no_samples=True) as world, Ask(
                {**FREE, **world.library_settings(), "sirene.enabled": "no",
                 **{name + ".tries": "1" for name in NETWORK}},
                oracle.PACK) as ask:
            for row in oracle.read(TABLE):
                rows += 1
                for what, got, right in self.row(world, ask, row):
                    cells += 1
                    if got not in right:
                        wrong.append(f"{what} is {got!r}, not {right}: {row}")
        print(f"statuts: {rows} rows, {cells} cells, {len(wrong)} mismatches")
        self.assertEqual(wrong[:5], [])
        self.assertGreater(rows, 2000)

    def row(self, world, ask, row):
        day, obligation = row["date_du_jour"], row["reglementation"]
        state = row["etat_externe"]
        record, facts = company(oracle.facts_of(row["faits"]))
        told, faults = platforms(obligation, state, day)
        facts.update(documents(obligation, state, day))
        world.reset()
        world.put({**record, **told})
        if faults:
            world.control("POST", "/faults", faults)
        ask.open()
        got = ask.dashboard(SIREN, day, as_json(facts))
        if got["status"] != "PRSE_OK":
            yield "status", got["error"], ["a dashboard"]
            return
        yield from self.cells(row, obligation, got)

    def cells(self, row, obligation, got):
        answer, compliance = got["obligations"][obligation]
        wanted = row["soumis"]
        yield obligation + "_soumis", ANSWERS[answer], [
            oracle.UNKNOWN if oracle.crashed(wanted) else wanted]
        yield obligation + "_statut", str(compliance), oracle.status_right(row)
        if not oracle.crashed(row["status_nom"]):
            outputs = {**got["outputs"],
                       obligation + "_soumis": ANSWERS[answer]}
            yield "next date", oracle.next_date(obligation, outputs), [
                row["prochaine_echeance"]]


if __name__ == "__main__":
    if not TABLE.is_file():
        print(f"skipped: no {TABLE}")
        sys.exit(77)
    main()
