# SPDX-License-Identifier: Apache-2.0
"""Companies that lie where the eight obligations begin, and what is true of
them, found by trying every value that a fact may have."""
import functools
import itertools
import random

from companies import FACTS, MONEY, TRUTHS
from in_python import plain

# Where the answer of some rule may change: the first value beyond.
CUTS = {
    "effectif": (50, 251, 500, 501, 5000),
    "effectif_securite_sociale": (50, 250),
    "effectif_outre_mer": (251,),
    "effectif_groupe": (500, 10000),
    "chiffre_affaires": (50_000_001, 100_000_001),
    "chiffre_affaires_consolide": (100_000_001,),
    "bilan": (25_000_001, 43_000_001),
    "categorie_juridique": (5000, 6000),
}
LEAST = {"categorie_juridique": 1000}
# The facts that each obligation reads, in the order of the pack.
READ = (
    ("effectif",), ("effectif",), ("effectif_securite_sociale",),
    ("effectif", "effectif_outre_mer"),
    ("effectif_securite_sociale", "chiffre_affaires", "bilan"),
    ("categorie_juridique", "effectif", "appartient_groupe",
     "effectif_groupe", "chiffre_affaires", "chiffre_affaires_consolide"),
    ("categorie_juridique", "effectif", "appartient_groupe",
     "effectif_groupe"),
    ("est_cotee", "effectif", "chiffre_affaires", "bilan"),
)
UNKNOWN = 2


def near(chance, fact):
    """A value next to a cut, or well between two."""
    if fact in TRUTHS:
        return chance.random() < 0.5
    if fact == "categorie_juridique":
        return chance.choice((1000, 4999, 5000, 5499, 5710, 5999, 6000, 9220))
    if chance.random() < 0.2:
        return chance.randrange(2 * max(CUTS[fact]))
    return chance.choice(CUTS[fact]) + chance.choice((-2, -1, 0, 1))


def draw(count, seed, missing=0.0):
    """Companies with exact facts, of which a share is missing."""
    chance = random.Random(seed)
    return [{fact: None if chance.random() < missing else near(chance, fact)
             for fact in FACTS} for _ in range(count)]


def draw_ranges(count, seed):
    """Every size is known to lie between two values."""
    chance = random.Random(seed)
    rows = draw(count, seed + 1)
    for row in rows:
        for fact in CUTS:
            if fact != "categorie_juridique":
                row[fact] = tuple(sorted((row[fact], near(chance, fact))))
    return rows


BANDS = (0, 1, 3, 6, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000,
         60001 * 12)
MONEY_BANDS = (0, 450_000, 900_000, 12_000_000, 43_000_000, 50_000_000,
               100_000_000, 450_000_000, 10 ** 12)


def widened(row):
    """The same company, of which only bands are known."""
    def band(fact, value):
        if fact in TRUTHS or fact == "categorie_juridique":
            return value
        ends = MONEY_BANDS if fact in MONEY else BANDS
        at = next(i for i, end in enumerate(ends) if value < end)
        return ends[at - 1], ends[at] - 1
    return {fact: band(fact, value) for fact, value in row.items()}


def possible(fact, value):
    """One value of each sort that the fact may still have."""
    if fact in TRUTHS:
        return (False, True) if value is None else (value,)
    if value is None:
        return LEAST.get(fact, 0), *CUTS[fact]
    if isinstance(value, tuple):
        return value[0], *(cut for cut in CUTS[fact]
                           if value[0] < cut <= value[1])
    return (value,)


@functools.lru_cache(maxsize=1 << 18)
def verdict(obligation, values):
    """Of the values that are told, and of all that the others may have."""
    facts = READ[obligation]
    answers = {plain.RULES[obligation](plain.Company(**dict(zip(facts, all))))
               for all in itertools.product(*map(possible, facts, values))}
    return int(answers.pop()) if len(answers) == 1 else UNKNOWN


def truth(rows):
    """A digit a company and obligation: 0, 1, or 2 where the facts that are
    missing make the difference."""
    return "".join(str(verdict(i, tuple(row[fact] for fact in facts)))
                   for row in rows for i, facts in enumerate(READ))
