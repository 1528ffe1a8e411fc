# SPDX-License-Identifier: Apache-2.0
"""A function an obligation, on ranges, as one would write it who wants to
know: what holds surely, what may hold, and the truth between them."""
import platform
from dataclasses import dataclass

VERSION = f"CPython {platform.python_version()}"


@dataclass(slots=True)
class Company:
    effectif: tuple[int, int]
    effectif_securite_sociale: tuple[int, int]
    effectif_outre_mer: tuple[int, int]
    effectif_groupe: tuple[int, int]
    chiffre_affaires: tuple[int, int]
    chiffre_affaires_consolide: tuple[int, int]
    bilan: tuple[int, int]
    categorie_juridique: int
    appartient_groupe: bool
    est_cotee: bool


def least(span, bound):
    if span[0] >= bound:
        return True
    return None if span[1] >= bound else False


def above(span, bound):
    return least(span, bound + 1)


def some(*parts):
    if True in parts:
        return True
    return None if None in parts else False


def every(*parts):
    if False in parts:
        return False
    return None if None in parts else True


def society(c):
    return 5000 <= c.categorie_juridique < 6000


def anti_corruption(c):
    return every(
        society(c),
        some(least(c.effectif, 500),
             every(c.appartient_groupe, least(c.effectif_groupe, 500))),
        some(above(c.chiffre_affaires, 100_000_000),
             every(c.appartient_groupe,
                   above(c.chiffre_affaires_consolide, 100_000_000))))


def plan_vigilance(c):
    return every(society(c), some(
        least(c.effectif, 5000),
        every(c.appartient_groupe, least(c.effectif_groupe, 10_000))))


def csrd(c):
    headcount = above(c.effectif, 250)
    turnover = above(c.chiffre_affaires, 50_000_000)
    balance = above(c.bilan, 25_000_000)
    return some(c.est_cotee, every(headcount, turnover),
                every(headcount, balance), every(turnover, balance))


def prepare(row):
    return Company(**row)


def answer(c):
    return (least(c.effectif, 50), least(c.effectif, 50),
            least(c.effectif_securite_sociale, 50),
            some(above(c.effectif, 500), above(c.effectif_outre_mer, 250)),
            some(least(c.effectif_securite_sociale, 250),
                 every(above(c.chiffre_affaires, 50_000_000),
                       above(c.bilan, 43_000_000))),
            anti_corruption(c), plan_vigilance(c), csrd(c))
