# SPDX-License-Identifier: Apache-2.0
"""Companies made at random, near the thresholds, always the same ones."""
import random

FORMS = [1000, 3120, 4110, 5308, 5498, 5499, 5599, 5699, 5710, 5710, 5720,
         5800, 6220, 6411, 6541, 6596, 7112, 8210, 8510, 9220]
COUNTRIES = [None, None, 99109, 99404]
HEADCOUNTS = [0, 9, 10, 11, 30, 49, 50, 51, 120, 249, 250, 251, 299, 300, 499,
              500, 501, 999, 1000, 1001, 4999, 5000, 5001, 9999, 10_000,
              20_000]
MONEY = [0, 300_000, 450_001, 900_000, 900_001, 12_000_000, 25_000_000,
         25_000_001, 30_000_001, 40_000_001, 50_000_000, 50_000_001,
         60_000_001, 90_000_000, 100_000_001, 150_000_001, 300_000_000]
BOTH = [False, True]
YEARLY = {"effectif": HEADCOUNTS, "effectif_securite_sociale": HEADCOUNTS,
          "effectif_groupe": HEADCOUNTS, "effectif_groupe_france": HEADCOUNTS,
          "effectif_avec_filiales": HEADCOUNTS,
          "effectif_avec_filiales_france": HEADCOUNTS,
          "chiffre_affaires": MONEY, "bilan": MONEY,
          "chiffre_affaires_consolide": MONEY, "bilan_consolide": MONEY,
          "chiffre_affaires_eee": MONEY}
VALUES = {"categorie_juridique": FORMS, "code_pays": COUNTRIES,
          "est_cotee": BOTH, "est_interet_public": BOTH,
          "appartient_groupe": BOTH, "est_societe_mere": BOTH,
          "societe_mere_en_france": BOTH, "comptes_consolides": BOTH,
          "controle_filiales": BOTH, "effectif_outre_mer": HEADCOUNTS,
          "anciennete_effectif_50": [None, 0, 1, 2, 3, 9],
          "chiffre_affaires_succursale": MONEY,
          "grande_entreprise_avant": BOTH, "grand_groupe_avant": BOTH,
          "consommation_energie_finale": [0, 2, 3, 12, 23, 24, 90],
          "smen_certifie": BOTH, "alerte_acte_europeen": [None, False, True],
          **YEARLY, **{f"{name}@-1": values
                       for name, values in YEARLY.items()}}

TWELVE = ["effectif", "effectif_securite_sociale",
          "effectif_securite_sociale@-1", "effectif_outre_mer",
          "chiffre_affaires", "chiffre_affaires@-1", "bilan", "bilan@-1",
          "categorie_juridique", "est_cotee", "est_interet_public",
          "appartient_groupe"]
"""What a company has told on the first page of a portal."""


def whole(count, seed=1):
    """Companies of which every fact is known."""
    draw = random.Random(seed)
    return [{name: draw.choice(values) for name, values in VALUES.items()}
            for _ in range(count)]


def of_twelve(count, seed=2):
    """Companies of which twelve facts are known, all of them integers or
    truth values."""
    draw = random.Random(seed)
    return [{name: draw.choice(VALUES[name]) for name in TWELVE}
            for _ in range(count)]


def partly(count, seed=3):
    """Companies of which any fact may be missing."""
    draw = random.Random(seed)
    return [{name: draw.choice(values) for name, values in VALUES.items()
             if draw.random() < 0.6} for _ in range(count)]
