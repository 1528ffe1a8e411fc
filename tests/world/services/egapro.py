# SPDX-License-Identifier: Apache-2.0
"""EGAPRO, first version and second one: declarations, scores, leaders."""
import re

from companies import fold, place_of
from message import HTML, Response

BASE = "/api"
BROKEN = Response(500, b"<h1>Internal Server Error</h1>", HTML)
NOTES = ("notes_remunerations", "notes_augmentations",
         "notes_augmentations_et_promotions", "notes_conges_maternite",
         "notes_hautes_rémunérations")
# Order of "notes" in the fixtures.
PAY, RAISES, BOTH, LEAVE, TOP = range(5)


def refused(message, status=404):
    return Response(status, {"error": message})


def with_egapro(world):
    return [company for company in world.companies.all
            if company.seen_by("egapro")]


# --- First version ---

def indicator(year, place):
    reasons = year.get("non_calculable") or [None] * 5
    return {"non_calculable": reasons[place], "note": year["notes"][place],
            "objectif_de_progression": None}


def top_pay(year):
    block = indicator(year, TOP)
    points = block["note"]
    # 0 to 1 of the less paid sex gives no point, 2 or 3 five, 4 or 5 ten.
    result = None if points is None else year.get("resultat",
                                                  {0: 1, 5: 3, 10: 4}[points])
    favoured = {None: None, 5: "egalite"}.get(result, "hommes")
    return block | {"résultat": result, "population_favorable": favoured}


def company_block(company, year):
    _, department, _, region = place_of(company.siege)
    block = {"siren": company.siren, "région": region,
             "département": department, "code_naf": company.naf,
             "raison_sociale": company.name,
             "effectif": {"total": total_of(company),
                          "tranche": year.get("tranche", "50:250")}}
    if year.get("ues"):
        block["ues"] = {
            "nom": year["ues"]["nom"],
            "entreprises": [{"raison_sociale": name, "siren": company.siren}
                            for name in year["ues"]["entreprises"]]}
    if (company.siege or {}).get("pays"):
        block["code_pays"] = "DE"
    return block


def total_of(company):
    lows = {"21": 50, "22": 100, "31": 200, "32": 251, "41": 500, "42": 1000,
            "51": 2000, "52": 5000, "53": 10000}
    return lows.get(company.effectif, 50) + 7


def raises_and_promotions(year):
    """The promotions of large companies; what they add up to, in others."""
    promotions = {"non_calculable": None, "note": None,
                  "objectif_de_progression": None}
    if year["notes"][RAISES] is not None:
        promotions["note"] = year.get("note_promotions", 15)
    return promotions


def declaration(company, name):
    year = company.egapro[name]
    if year.get("sans_indicateurs"):
        return BROKEN
    return Response(200, {
        "entreprise": company_block(company, year),
        "indicateurs": {
            "promotions": raises_and_promotions(year),
            "augmentations_et_promotions": indicator(year, BOTH),
            "rémunérations": indicator(year, PAY),
            "congés_maternité": indicator(year, LEAVE),
            "hautes_rémunérations": top_pay(year)},
        "déclaration": {"index": year["index"],
                        "année_indicateurs": int(name),
                        "mesures_correctives": year.get("mesures")}})


def declared(world, siren, year):
    company = world.companies.find(siren, "egapro")
    if company is None or year not in company.egapro:
        recorded = world.samples.egapro(siren, year)
        if recorded:
            return Response(200, recorded)
        return refused(f"No declaration with siren {siren} and year {year}")
    return declaration(company, year)


def search_block(company, leaders=False):
    department, _, region, _ = place_of(company.siege)
    years = {name: year for name, year in company.egapro.items()
             if not year.get("sans_indicateurs")}
    block = {"raison_sociale": company.name, "siren": company.siren,
             "région": region, "département": department,
             "code_naf": company.naf}
    if leaders:
        return {"entreprise": block, "label": company.name}
    last = years[max(years)]
    notes = {name: {year: years[year]["notes"][place] for year in years}
             for place, name in enumerate(NOTES)}
    return {
        "entreprise": block | {
            "ues": last.get("ues"),
            "effectif": {"tranche": last.get("tranche", "50:250")}},
        "notes": {year: years[year]["index"] for year in years}, **notes,
        "notes_promotions": {
            year: raises_and_promotions(years[year])["note"]
            for year in years},
        "label": company.name}


def balance_block(company):
    names = ("pourcentage_femmes_cadres", "pourcentage_hommes_cadres",
             "pourcentage_femmes_membres", "pourcentage_hommes_membres")
    years = {year: dict(zip(names, parts)) | {
        "motif_non_calculabilité_cadres": None,
        "motif_non_calculabilité_membres": None}
        for year, parts in company.representation.items()}
    return search_block(company, leaders=True) | {
        "représentation_équilibrée": years}


def matching(world, request, has):
    text = request.get("q", "")
    for company in with_egapro(world):
        if not has(company):
            continue
        if re.fullmatch(r"\d{9}", text):
            if company.siren == text:
                yield company
        elif set(fold(text).split()) <= set(fold(company.name or "").split()):
            yield company


def has_scores(company):
    return any(not year.get("sans_indicateurs")
               for year in company.egapro.values())


def searched(world, request, has, block):
    found = [block(company) for company in matching(world, request, has)]
    start, many = numbers(request)
    if not found:
        recorded = world.samples.egapro_search(request.get("q", ""),
                                               block is balance_block)
        if recorded:
            return Response(200, recorded)
    return Response(200, {"data": found[start:start + many],
                          "count": len(found)})


def numbers(request):
    return int(request.get("offset", "0")), int(request.get("limit", "10"))


def first(world, request, path):
    if match := re.fullmatch(r"/public/declaration/(\d+)/(\d+)", path):
        return declared(world, *match.groups())
    if match := re.fullmatch(r"/public/declaration/(\d+)", path):
        company = world.companies.find(match[1], "egapro")
        years = sorted(company.egapro if company else (), reverse=True)
        bodies = [declaration(company, year) for year in years]
        kept = [body.body for body in bodies if body.status == 200]
        if not kept:
            return refused(f"No declaration with siren {match[1]}")
        return Response(200, b"[" + b",".join(kept[:numbers(request)[1]])
                        + b"]")
    if path == "/search":
        return searched(world, request, has_scores, search_block)
    if path == "/representation-equilibree/search":
        return searched(world, request, lambda c: c.representation,
                        balance_block)
    if path == "/config":
        return Response(200, {"YEARS": list(range(2018, 2026))})
    return refused("Not Found")


# --- Second version ---

GAPS = [f"{kind}{period}{what}Gap" for kind in ("global", "variable")
        for period in ("Annual", "Hourly") for what in ("Mean", "Median")]
QUARTILES = [f"{period}Quartile{n}Proportion{sex}"
             for period in ("annual", "hourly") for n in (1, 2, 3, 4)
             for sex in ("Women", "Men")]


def flat(company, name):
    """38 keys, none of which is an index."""
    department, label, _, region = place_of(company.siege)
    year = company.egapro[name]
    gap = None if year.get("index") is None else round(
        (100 - year["index"]) / 7, 2)
    women = 40 + int(company.siren[-2:]) % 20
    block = {"year": int(name), "siren": company.siren, "name": company.name,
             "address": None, "region": region, "departmentCode": department,
             "departmentLabel": label, "nafCode": company.naf,
             "nafLabel": None, "workforceEma": total_of(company) + 0.5,
             "totalWomen": total_of(company) * women // 100,
             "totalMen": total_of(company) * (100 - women) // 100}
    block.update(dict.fromkeys(GAPS, gap))
    block.update(variableProportionWomen=31.5, variableProportionMen=33.25)
    block.update({key: women if key.endswith("Women") else 100 - women
                  for key in QUARTILES})
    return block


def fresh(value):
    return Response(200, value,
                    headers=[("Cache-Control", "public, max-age=300")])


def wrong_year(text):
    return not re.fullmatch(r"\d{1,4}", text) or not 2018 <= int(text) <= 2100


def second_one(world, siren, year):
    if not re.fullmatch(r"\d{9}", siren[:9]):
        return refused("SIREN invalide", 400)
    if year is not None and wrong_year(year):
        return refused("Année invalide", 400)
    company = world.companies.find(siren[:9], "egapro")
    years = sorted(company.egapro if company else (), reverse=True)
    if year is None:
        return fresh([flat(company, name) for name in years])
    if year not in years:
        return refused("Déclaration introuvable")
    return fresh(flat(company, year))


def second_search(world, request):
    start, many = numbers(request)
    if not 1 <= many <= 100:
        return refused("Paramètres invalides", 400)
    wanted = request.get("year")
    found = [flat(company, year)
             for company in matching(world, request, lambda c: c.egapro)
             for year in sorted(company.egapro, reverse=True)
             if wanted in (None, year)]
    return fresh({"data": found[start:start + many], "count": len(found)})


def second(world, request, path):
    if match := re.fullmatch(r"/public/declaration(/.*)", path):
        where = BASE + "/public/declarations" + match[1]
        return Response(308, b"", "text/plain", [("Location", where)])
    if match := re.fullmatch(r"/public/declarations/([^/]+)(?:/([^/]+))?",
                             path):
        return second_one(world, *match.groups())
    if path == "/public/declarations":
        return second_search(world, request)
    if path == "/public/openapi.json":
        return fresh({"openapi": "3.1.0", "info": {
            "title": "API publique EGAPRO", "version": "2"}, "paths": {}})
    return refused("Not Found")


def answer(world, request):
    path = request.path
    path = path[len(BASE):] if path.startswith(BASE + "/") else path
    version = first if world.settings["egapro.version"] == 1 else second
    try:
        return version(world, request, path)
    except ValueError:
        return refused("Invalid parameter", 422)
