# SPDX-License-Identifier: Apache-2.0
"""Companies as columns of numpy, and the eight obligations written by hand on
them."""
import numpy

from companies import MONEY, NUMBERS, TRUTHS

VERSION = f"numpy {numpy.__version__}"


def load(rows):
    found = {fact: numpy.array([row[fact] for row in rows],
                               numpy.int64 if fact in MONEY else numpy.int32)
             for fact in NUMBERS}
    found |= {fact: numpy.array([row[fact] for row in rows], bool)
              for fact in TRUTHS}
    return found


def length(columns):
    return len(columns["effectif"])


def answers(c):
    headcount, turnover = c["effectif"], c["chiffre_affaires"]
    insured, balance = c["effectif_securite_sociale"], c["bilan"]
    group, in_group = c["effectif_groupe"], c["appartient_groupe"]
    form, consolidated = (c["categorie_juridique"],
                          c["chiffre_affaires_consolide"])
    society = (form >= 5000) & (form < 6000)
    fifty = headcount >= 50
    above_250 = headcount > 250
    big_turnover, big_balance = turnover > 50_000_000, balance > 25_000_000
    return [
        fifty,
        fifty,
        insured >= 50,
        (headcount > 500) | (c["effectif_outre_mer"] > 250),
        (insured >= 250) | (big_turnover & (balance > 43_000_000)),
        society & ((headcount >= 500) | (in_group & (group >= 500)))
        & ((turnover > 100_000_000)
           | (in_group & (consolidated > 100_000_000))),
        society & ((headcount >= 5000) | (in_group & (group >= 10_000))),
        c["est_cotee"] | (above_250 & big_turnover)
        | (above_250 & big_balance) | (big_turnover & big_balance)]
