# SPDX-License-Identifier: Apache-2.0
"""The same rules for companies of which every fact is known: True and False
only, so that Python stops at the first condition that decides. It can answer
nothing about any other company; it shows the least that Python costs."""
from plain import EEA, NO, RECOMMENDED, YES


def vsme(facts):
    small = facts["effectif"] <= 1000
    return RECOMMENDED if small else NO, (small,)


def big_own(facts, year):
    return ((facts["bilan" + year] > 25_000_000)
            + (facts["chiffre_affaires" + year] > 50_000_000)
            + (facts["effectif_securite_sociale" + year] > 250)) >= 2


def big_group(facts, year):
    return ((facts["bilan_consolide" + year] > 30_000_000)
            + (facts["chiffre_affaires_consolide" + year] > 60_000_000)
            + (facts["effectif_groupe" + year] > 250)) >= 2


def above_micro(facts):
    return ((facts["bilan"] > 450_000)
            + (facts["chiffre_affaires"] > 900_000)
            + (facts["effectif_securite_sociale"] > 10)) >= 2


def wave_of_company(facts, interest, big, parent):
    if interest and (
            big and facts["effectif_securite_sociale"] > 500
            or parent and facts["effectif_groupe"] > 500):
        return 1
    if big or parent:
        return 2
    return 3 if facts["est_cotee"] and above_micro(facts) else 0


def wave(facts, interest, big, parent):
    code = facts["categorie_juridique"]
    country = facts["code_pays"]
    if not 3100 <= code <= 3299 or country is None:
        if interest or 5100 <= code <= 6199 or 6300 <= code <= 6499 \
                or 8200 <= code <= 8299 or code == 8510:
            return wave_of_company(facts, interest, big, parent)
        return 0
    if country in EEA:
        return 0
    if facts["est_cotee"]:
        return wave_of_company(facts, interest, big, parent)
    return 4 if (facts["chiffre_affaires_eee"] > 150_000_000
                 and facts["chiffre_affaires_eee@-1"] > 150_000_000
                 and facts["chiffre_affaires_succursale"] > 40_000_000) else 0


def csrd(facts):
    listed = facts["est_cotee"]
    interest = listed or facts["est_interet_public"]
    big = big_own(facts, "")
    if big != big_own(facts, "@-1"):
        big = facts["grande_entreprise_avant"]
    parent = (facts["appartient_groupe"] and facts["est_societe_mere"]
              and facts["comptes_consolides"])
    if parent:
        parent = big_group(facts, "")
        if parent != big_group(facts, "@-1"):
            parent = facts["grand_groupe_avant"]
    number = wave(facts, interest, big, parent)
    if not number:
        return NO, (False,) * 7
    size = number <= 2
    return YES, (number == 4, listed, interest, big and size, parent and size,
                 number == 1, number == 3)


def bdese(facts):
    headcount = facts["effectif"]
    years = facts["anciennete_effectif_50"]
    reached = headcount >= 50
    return (YES if reached and (years is None or years >= 1) else NO,
            (reached, headcount >= 300))


def index_egapro(facts):
    years = facts["anciennete_effectif_50"]
    reached = facts["effectif"] >= 50
    return (YES if reached and (years is None or years >= 3) else NO,
            (reached,))


def dispositif_alerte(facts):
    reached = (facts["effectif_securite_sociale"] >= 50
               and facts["effectif_securite_sociale@-1"] >= 50)
    european = facts["alerte_acte_europeen"] is True
    return YES if reached or european else NO, (reached, european)


def beges(facts):
    headcount = facts["effectif"]
    code = facts["categorie_juridique"]
    own = headcount > 500
    overseas = facts["effectif_outre_mer"] > 250
    public = headcount > 250 and (4100 <= code <= 4199
                                  or 7100 <= code <= 7499)
    return (YES if own or overseas or public else NO,
            (own, overseas, public))


def audit_energetique(facts):
    used = facts["consommation_energie_finale"]
    code = facts["categorie_juridique"]
    audit, system = used >= 2.75, used >= 23.6
    due = (system or audit and not facts["smen_certifie"]) and not (
        7100 <= code <= 7499 or 1000 <= code <= 2999)
    return YES if due else NO, (False, audit, system)


def anti_corruption(facts):
    code = facts["categorie_juridique"]
    french = facts["appartient_groupe"] and facts["societe_mere_en_france"]
    own = facts["effectif"] >= 500
    group = french and facts["effectif_groupe"] >= 500
    sales = facts["chiffre_affaires"] > 100_000_000
    group_sales = (french and facts["comptes_consolides"]
                   and facts["chiffre_affaires_consolide"] > 100_000_000)
    due = (own or group) and (sales or group_sales) and (
        5100 <= code <= 6199 or 6300 <= code <= 6599 or 4100 <= code <= 4199)
    return YES if due else NO, (own, group and not own, sales,
                                group_sales and not sales)


def both_years(facts, name, bound):
    return facts[name] >= bound and facts[name + "@-1"] >= bound


def vigilance_group(facts):
    return (facts["appartient_groupe"]
            and (both_years(facts, "effectif_groupe_france", 5000)
                 or both_years(facts, "effectif_groupe", 10_000))
            and (facts["est_societe_mere"] or facts["controle_filiales"]
                 and (both_years(facts, "effectif_avec_filiales_france", 5000)
                      or both_years(facts, "effectif_avec_filiales",
                                    10_000))))


def plan_vigilance(facts):
    code = facts["categorie_juridique"]
    shares = 5500 <= code <= 5800 or code in (5308, 5309, 5370, 5385)
    own = both_years(facts, "effectif", 5000)
    group = not own and vigilance_group(facts)
    return (YES if shares and (own or group) else NO, (shares, own, group))


RULES = [(rule.__name__, rule) for rule in (
    vsme, csrd, bdese, index_egapro, dispositif_alerte, beges,
    audit_energetique, anti_corruption, plan_vigilance)]


def evaluate(facts):
    """{obligation: (answer, criteria)} of a dict of all facts."""
    return {name: rule(facts) for name, rule in RULES}
