# SPDX-License-Identifier: Apache-2.0
"""The nine obligations of fr-rse as a Python programmer writes them by hand,
as they stand on 2026-11-27, for measuring beside the library. A fact that is
missing is not known, so that conditions are True, False or None. bench.py
compares the answers with the pack's.

Weaker than the pack in one point: of a missing fact it sees only that it is
missing, so that it cannot tell "whatever it is, the answer is the same" when
two conditions ask for it."""
from portailrse import Answer

NO, YES, UNKNOWN = Answer.NOT_SUBJECT, Answer.SUBJECT, Answer.UNKNOWN
RECOMMENDED = Answer.RECOMMENDED
SAID = {True: YES, False: NO, None: UNKNOWN}
EEA = frozenset(99000 + code for code in (
    101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 116,
    117, 119, 122, 126, 127, 131, 134, 135, 136, 137, 139, 144, 145, 254))


def least(value, bound):
    return None if value is None else value >= bound


def above(value, bound):
    return None if value is None else value > bound


def every(*parts):
    if False in parts:
        return False
    return None if None in parts else True


def some(*parts):
    if True in parts:
        return True
    return None if None in parts else False


def no(part):
    return None if part is None else not part


def form(code, *ranges):
    """Whether a legal form is in one of the ranges."""
    if code is None:
        return None
    return any(low <= code <= high for low, high in ranges)


def vsme(get):
    headcount = get("effectif")
    if headcount is None:
        return UNKNOWN, (None,)
    small = headcount <= 1000
    return RECOMMENDED if small else NO, (small,)


def two_of_three(*parts):
    if parts.count(True) >= 2:
        return True
    return False if parts.count(False) >= 2 else None


def large_by(get, year, names, bounds):
    return two_of_three(*(above(get(name + year), bound)
                          for name, bound in zip(names, bounds)))


OWN = "bilan", "chiffre_affaires", "effectif_securite_sociale"
GROUP = "bilan_consolide", "chiffre_affaires_consolide", "effectif_groupe"


def large(get, names, bounds, before):
    """Two years in a row decide; else a company stays what it was."""
    this = large_by(get, "", names, bounds)
    last = large_by(get, "@-1", names, bounds)
    if this is not None and this == last:
        return this
    was = get(before)
    if this is None or last is None:
        known = last if this is None else this
        return was if known is not None and known == was else None
    return was


def where(get, code):
    """Whether the seat is in France, and whether outside the EEA."""
    foreign = form(code, (3100, 3299))
    if not foreign:
        return no(foreign), foreign
    country = get("code_pays", "unknown")
    if country == "unknown":
        return None, None
    return country is None, country is not None and country not in EEA


def wave_of_company(get, listed, interest, big, parent):
    first = some(
        every(interest, big, above(get("effectif_securite_sociale"), 500)),
        every(interest, parent, above(get("effectif_groupe"), 500)))
    if first:
        return 1
    second = some(big, parent)
    if second:
        return None if first is None else 2
    small = every(listed, no(big), large_by(get, "", OWN,
                                            (450_000, 900_000, 10)))
    if first is None or second is None or small is None:
        return None
    return 3 if small else 0


def wave(get, company, listed, interest):
    code = get("categorie_juridique")
    in_france, outside = where(get, code)
    if in_france is None:
        return None
    if in_france:
        concerned = some(form(code, (5100, 6199), (6300, 6499), (8200, 8299),
                              (8510, 8510)), interest)
        return company if concerned or company == 0 else \
            None if concerned is None else 0
    if not outside:
        return 0
    if listed is None:
        return None
    if listed:
        return company
    branch = every(above(get("chiffre_affaires_eee"), 150_000_000),
                   above(get("chiffre_affaires_eee@-1"), 150_000_000),
                   above(get("chiffre_affaires_succursale"), 40_000_000))
    return None if branch is None else 4 if branch else 0


def csrd(get):
    listed = get("est_cotee")
    interest = some(listed, get("est_interet_public"))
    big = large(get, OWN, (25_000_000, 50_000_000, 250),
                "grande_entreprise_avant")
    parent = every(get("appartient_groupe"), get("est_societe_mere"),
                   get("comptes_consolides"),
                   large(get, GROUP, (30_000_000, 60_000_000, 250),
                         "grand_groupe_avant"))
    company = wave_of_company(get, listed, interest, big, parent)
    number = wave(get, company, listed, interest)
    subject = None if number is None else number != 0
    size = None if number is None else number in (1, 2)
    return SAID[subject], (
        None if number is None else number == 4, every(listed, subject),
        every(interest, subject), every(big, size), every(parent, size),
        None if number is None else number == 1,
        None if number is None else number == 3)


def bdese(get):
    headcount = get("effectif")
    reached = least(headcount, 50)
    years = get("anciennete_effectif_50")
    return (SAID[every(reached, years is None or years >= 1)],
            (reached, least(headcount, 300)))


def index_egapro(get):
    reached = least(get("effectif"), 50)
    years = get("anciennete_effectif_50")
    return SAID[every(reached, years is None or years >= 3)], (reached,)


def dispositif_alerte(get):
    reached = every(least(get("effectif_securite_sociale"), 50),
                    least(get("effectif_securite_sociale@-1"), 50))
    european = get("alerte_acte_europeen") is True
    return SAID[some(reached, european)], (reached, european)


def beges(get):
    headcount = get("effectif")
    own = above(headcount, 500)
    overseas = above(get("effectif_outre_mer"), 250)
    public = every(form(get("categorie_juridique"), (4100, 4199),
                        (7100, 7499)), above(headcount, 250))
    return SAID[some(own, overseas, public)], (own, overseas, public)


def audit_energetique(get):
    used = get("consommation_energie_finale")
    audit, system = least(used, 2.75), least(used, 23.6)
    person = no(form(get("categorie_juridique"), (7100, 7499), (1000, 2999)))
    due = every(person, some(system, every(audit, no(get("smen_certifie")))))
    return SAID[due], (False, audit, system)


def anti_corruption(get):
    company = form(get("categorie_juridique"), (5100, 6199), (6300, 6599),
                   (4100, 4199))
    french = every(get("appartient_groupe"), get("societe_mere_en_france"))
    own = least(get("effectif"), 500)
    group = every(french, least(get("effectif_groupe"), 500))
    sales = above(get("chiffre_affaires"), 100_000_000)
    group_sales = every(french, get("comptes_consolides"), above(
        get("chiffre_affaires_consolide"), 100_000_000))
    due = every(company, some(own, group), some(sales, group_sales))
    return SAID[due], (own, every(group, no(own)), sales,
                       every(group_sales, no(sales)))


def both_years(get, name, bound):
    return every(least(get(name), bound), least(get(name + "@-1"), bound))


def plan_vigilance(get):
    shares = form(get("categorie_juridique"), (5500, 5699), (5700, 5800),
                  (5308, 5309), (5370, 5370), (5385, 5385))
    own = both_years(get, "effectif", 5000)
    group = every(
        get("appartient_groupe"),
        some(both_years(get, "effectif_groupe_france", 5000),
             both_years(get, "effectif_groupe", 10_000)),
        some(get("est_societe_mere"), every(
            get("controle_filiales"),
            some(both_years(get, "effectif_avec_filiales_france", 5000),
                 both_years(get, "effectif_avec_filiales", 10_000)))))
    return (SAID[every(shares, some(own, group))],
            (shares, own, every(group, no(own))))


RULES = [(rule.__name__, rule) for rule in (
    vsme, csrd, bdese, index_egapro, dispositif_alerte, beges,
    audit_energetique, anti_corruption, plan_vigilance)]


def evaluate(facts):
    """{obligation: (answer, criteria)} of a dict of facts."""
    get = facts.get
    return {name: rule(get) for name, rule in RULES}
