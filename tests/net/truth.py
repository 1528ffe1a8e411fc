# SPDX-License-Identifier: Apache-2.0
"""What a dashboard should know of a company of the world, worked out from its
record and nothing else."""
CLASSES = {"00": "0", "01": "[1..3)", "02": "[3..6)", "03": "[6..10)",
           "11": "[10..20)", "12": "[20..50)", "21": "[50..100)",
           "22": "[100..200)", "31": "[200..250)", "32": "[250..500)",
           "41": "[500..1000)", "42": "[1000..2000)", "51": "[2000..5000)",
           "52": "[5000..10000)", "53": "[10000..10000000]"}
LAST_YEAR = "2025"  # of the data, on the day of the tests


def name_of(record):
    who = record.get("personne")
    if record.get("denomination") or not who:
        return record.get("denomination")
    if record.get("diffusion") == "P":
        return None
    return f"{who['prenom']} {who.get('nom_usage') or who['nom']}"


def turnover(record, kinds):
    """Of the last accounts, when they are closed, public and not nought."""
    closed = [a for a in record.get("comptes", ())
              if a["cloture"] < "2026-11-23"]
    last = max((a["cloture"] for a in closed), default="")
    told = [a["ca"] for a in closed if a["cloture"] == last
            and a["type"] in kinds and a["ca"]]
    return f"{told[0]:.0f}" if told else None


def facts_of(record):
    """Facts by name; None: nobody can know."""
    declared = record.get("egapro", {}).get(LAST_YEAR)
    told = {
        "siren": record["siren"], "denomination": name_of(record),
        "code_naf": record.get("naf"),
        "categorie_juridique": record.get("juridique"),
        "code_pays": (record.get("siege") or {}).get("pays"),
        "effectif": CLASSES.get(record.get("effectif", "NN")),
        "chiffre_affaires": turnover(record, ("C", "S")),
        "chiffre_affaires_consolide": turnover(record, ("K",)),
        "annee_dernier_bilan_ges": last_balance(record)}
    if declared and declared.get("sans_indicateurs"):
        return told
    told["declaration_egapro_publiee"] = "true" if declared else "false"
    told["index_egapro_note"] = last_index(record)
    return told


def last_index(record):
    """The last one that was published, of whatever year."""
    years = {year: d["index"] for year, d in record.get("egapro", {}).items()
             if d.get("index") is not None}
    return str(years[max(years)]) if years else None


def last_balance(record):
    years = [b["annee"] for b in record.get("bilans", ())
             if b["statut"] == "valide"]
    return str(max(years)) if years else None


def found(record):
    """Whether a register says that there is such a company."""
    return not record.get("fantome") and not record.get("doublon_de")
