# SPDX-License-Identifier: Apache-2.0
"""The companies that every peer reads, and the eight obligations that it
answers for: those of tests/perf/eight, in the order of its pack."""
import csv

NUMBERS = ("effectif", "effectif_securite_sociale", "effectif_outre_mer",
           "effectif_groupe", "chiffre_affaires",
           "chiffre_affaires_consolide", "bilan", "categorie_juridique")
TRUTHS = ("appartient_groupe", "est_cotee")
FACTS = NUMBERS + TRUTHS
OBLIGATIONS = ("bdese", "index_egapro", "dispositif_alerte", "beges",
               "audit_energetique", "anti_corruption", "plan_vigilance",
               "csrd")
MONEY = ("chiffre_affaires", "chiffre_affaires_consolide", "bilan")


def value_of(cell):
    """60, (50, 249), True, or None for a fact that nobody knows."""
    if cell in ("true", "false"):
        return cell == "true"
    low, _, high = cell.partition("..")
    if high:
        return int(low), int(high)
    return int(low) if low else None


def cell_of(value):
    """The same as it is written in a file."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f"{value[0]}..{value[1]}"
    return str(value).lower()


def read(path):
    """A dictionary a company; a fact that nobody knows is None."""
    with open(path, encoding="utf-8", newline="") as file:
        return [{fact: value_of(cell) for fact, cell in row.items()}
                for row in csv.DictReader(file)]


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(FACTS)
        lines.writerows([cell_of(row[fact]) for fact in FACTS]
                        for row in rows)
