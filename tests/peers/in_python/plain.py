# SPDX-License-Identifier: Apache-2.0
"""A function an obligation, on numbers. A fact that is missing is None, which
Python refuses to compare: the answer is then unknown."""
import platform
from dataclasses import dataclass

VERSION = f"CPython {platform.python_version()}"


@dataclass(slots=True)
class Company:
    effectif: int | None = None
    effectif_securite_sociale: int | None = None
    effectif_outre_mer: int | None = None
    effectif_groupe: int | None = None
    chiffre_affaires: int | None = None
    chiffre_affaires_consolide: int | None = None
    bilan: int | None = None
    categorie_juridique: int | None = None
    appartient_groupe: bool | None = None
    est_cotee: bool | None = None


def bdese(c):
    return c.effectif >= 50


def index_egapro(c):
    return c.effectif >= 50


def dispositif_alerte(c):
    return c.effectif_securite_sociale >= 50


def beges(c):
    return c.effectif > 500 or c.effectif_outre_mer > 250


def audit_energetique(c):
    return (c.effectif_securite_sociale >= 250
            or (c.chiffre_affaires > 50_000_000 and c.bilan > 43_000_000))


def in_group(c):
    """Neither yes nor no, when nobody knows."""
    if c.appartient_groupe is None:
        raise TypeError
    return c.appartient_groupe


def anti_corruption(c):
    return (5000 <= c.categorie_juridique < 6000
            and (c.effectif >= 500
                 or (in_group(c) and c.effectif_groupe >= 500))
            and (c.chiffre_affaires > 100_000_000
                 or (in_group(c)
                     and c.chiffre_affaires_consolide > 100_000_000)))


def plan_vigilance(c):
    return (5000 <= c.categorie_juridique < 6000
            and (c.effectif >= 5000
                 or (in_group(c) and c.effectif_groupe >= 10_000)))


def csrd(c):
    if c.est_cotee is None:
        raise TypeError
    return (c.est_cotee
            or (c.effectif > 250 and c.chiffre_affaires > 50_000_000)
            or (c.effectif > 250 and c.bilan > 25_000_000)
            or (c.chiffre_affaires > 50_000_000 and c.bilan > 25_000_000))


RULES = (bdese, index_egapro, dispositif_alerte, beges, audit_energetique,
         anti_corruption, plan_vigilance, csrd)


def prepare(row):
    return Company(**row)


def or_unknown(rule, c):
    try:
        return rule(c)
    except TypeError:
        return None


def answer(c):
    try:
        return (bdese(c), index_egapro(c), dispositif_alerte(c), beges(c),
                audit_energetique(c), anti_corruption(c), plan_vigilance(c),
                csrd(c))
    except TypeError:
        return tuple(or_unknown(rule, c) for rule in RULES)
