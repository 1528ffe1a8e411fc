# SPDX-License-Identifier: Apache-2.0
"""The same obligations as one would write them in plain Python, for one day
of the law, to compare the cost of a page. None: not known. Fewer cases than
the pack: no law in time, no reason, no missing facts."""


def both(*answers):
    if False in answers:
        return False
    return None if None in answers else True


def either(*answers):
    if True in answers:
        return True
    return None if None in answers else False


def reaches(value, threshold):
    return None if value is None else value >= threshold


def exceeds(value, threshold):
    return None if value is None else value > threshold


def two_years(facts, name, threshold, test=exceeds):
    return both(test(facts.get(name), threshold),
                test(facts.get(name + "@-1"), threshold))


def two_of_three(*answers):
    if answers.count(True) >= 2:
        return True
    return False if answers.count(False) >= 2 else None


def large(facts, year=""):
    return two_of_three(exceeds(facts.get("bilan" + year), 25_000_000),
                        exceeds(facts.get("chiffre_affaires" + year),
                                50_000_000),
                        exceeds(facts.get("effectif" + year), 250))


def large_group(facts, year=""):
    return two_of_three(
        exceeds(facts.get("bilan_consolide" + year), 30_000_000),
        exceeds(facts.get("chiffre_affaires_consolide" + year), 60_000_000),
        exceeds(facts.get("effectif_groupe" + year), 250))


def csrd(facts):
    return either(both(large(facts), large(facts, "@-1")),
                  both(facts.get("est_societe_mere"), large_group(facts),
                       large_group(facts, "@-1")),
                  facts.get("est_cotee"))


def vsme(facts):
    size = facts.get("effectif")
    return None if size is None else size <= 1000


def bdese(facts):
    return reaches(facts.get("effectif"), 50)


def index_egapro(facts):
    return reaches(facts.get("effectif"), 50)


def dispositif_alerte(facts):
    return two_years(facts, "effectif_securite_sociale", 50, reaches)


def beges(facts):
    return either(exceeds(facts.get("effectif"), 500),
                  exceeds(facts.get("effectif_outre_mer"), 250))


def audit_energetique(facts):
    return reaches(facts.get("consommation_energie_finale"), 2.75)


def anti_corruption(facts):
    alone = both(reaches(facts.get("effectif"), 500),
                 exceeds(facts.get("chiffre_affaires"), 100_000_000))
    group = both(facts.get("appartient_groupe"),
                 facts.get("societe_mere_en_france"),
                 reaches(facts.get("effectif_groupe"), 500),
                 exceeds(facts.get("chiffre_affaires_consolide"),
                         100_000_000))
    return either(alone, group)


def plan_vigilance(facts):
    return both(facts.get("appartient_groupe"), either(
        two_years(facts, "effectif_groupe_france", 5000, reaches),
        two_years(facts, "effectif_groupe", 10000, reaches)))


RULES = {rule.__name__: rule for rule in (
    vsme, csrd, bdese, index_egapro, dispositif_alerte, beges,
    audit_energetique, anti_corruption, plan_vigilance)}


def answers(facts):
    return {name: rule(facts) for name, rule in RULES.items()}
