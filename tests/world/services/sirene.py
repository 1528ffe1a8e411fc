# SPDX-License-Identifier: Apache-2.0
"""API Sirene 3.11: units, establishments, searches, state of the service."""
import re

from message import Response
from services.sirene_query import Wrong, compile_query

BASE = "/api-sirene/3.11"
MASK = "[ND]"
PEOPLE = ("sexe", "prenom1", "prenom2", "prenom3", "prenom4", "prenomUsuel",
          "pseudonyme")
PERIOD = ("nom", "nomUsage", "denomination", "denominationUsuelle1",
          "denominationUsuelle2", "denominationUsuelle3",
          "categorieJuridique", "activitePrincipale",
          "nomenclatureActivitePrincipale", "nicSiege",
          "economieSocialeSolidaire", "societeMission", "caractereEmployeur",
          "etatAdministratif")
CHANGES = [name for name in PERIOD if name != "nomenclatureActivitePrincipale"
           and name[-1] not in "123"] + ["denominationUsuelle"]
ADDRESS = ("complementAdresse", "numeroVoie", "indiceRepetition",
           "dernierNumeroVoie", "indiceRepetitionDernierNumeroVoie",
           "typeVoie", "libelleVoie", "codePostal", "libelleCommune",
           "libelleCommuneEtranger", "distributionSpeciale", "codeCommune",
           "codeCedex", "libelleCedex", "codePaysEtranger",
           "libellePaysEtranger", "identifiantAdresse",
           "coordonneeLambertAbscisse", "coordonneeLambertOrdonnee")
SECOND = [name for name in ADDRESS if "Lambert" not in name
          and "ernierNumero" not in name and name != "identifiantAdresse"]
MASKED_PLACES = ("complementAdresse", "numeroVoie", "typeVoie", "libelleVoie",
                 "codePostal", "distributionSpeciale", "identifiantAdresse",
                 "coordonneeLambertAbscisse", "coordonneeLambertOrdonnee")


def told(status, message, **more):
    headers = more.pop("headers", ())
    return Response(status, {"header": {"statut": status, "message": message,
                                        **more}}, headers=headers)


# --- Units ---

def name_block(company):
    who = company.personne
    if not who:
        usual = (company.usuelles + [None] * 3)[:3]
        return {"nom": None, "nomUsage": None,
                "denomination": company.denomination,
                **{f"denominationUsuelle{n}": usual[n - 1]
                   for n in (1, 2, 3)}}
    block = {"nom": who["nom"], "nomUsage": who.get("nom_usage"),
             "denomination": None, "denominationUsuelle1": None,
             "denominationUsuelle2": None, "denominationUsuelle3": None}
    return dict.fromkeys(block, MASK) if company.masked else block


def current(company):
    return {"debut": company.fermeture or company.creation, "naf": company.naf,
            "nomenclature": "NAFRev2" if company.naf else None}


def period_block(company, period, last):
    seat = company.sites[0]["siret"][9:] if company.sites else None
    values = {
        **name_block(company), "categorieJuridique": company.juridique,
        "etatAdministratif": company.etat if last else "A",
        "activitePrincipale": period["naf"],
        "nomenclatureActivitePrincipale": period["nomenclature"],
        "nicSiege": seat, "economieSocialeSolidaire": company.ess,
        "societeMission": company.mission, "caractereEmployeur": "N"}
    if period.get("denomination"):
        values["denomination"] = period["denomination"]
    block = {"dateFin": period.get("fin"), "dateDebut": period["debut"]}
    block.update({name + "UniteLegale": values[name] for name in PERIOD})
    block.update({f"changement{name[0].upper()}{name[1:]}UniteLegale": False
                  for name in CHANGES})
    return block


def periods_of(company):
    periods = company.periodes or [current(company)]
    return [period_block(company, period, number == 0)
            for number, period in enumerate(periods)]


def person_block(company):
    who, block = company.personne, dict.fromkeys(PEOPLE)
    if who and company.masked:
        block = dict.fromkeys(PEOPLE, MASK)
    elif who:
        block.update(sexe=who["sexe"], prenom1=who["prenom"],
                     prenomUsuel=who["prenom"])
    return {name + "UniteLegale": value for name, value in block.items()}


def unit_block(company, day=None):
    company = company.told_by("sirene")
    periods = periods_of(company)
    acronym = MASK if company.masked and company.personne else company.sigle
    block = {"siren": company.siren,
             "statutDiffusionUniteLegale": company.diffusion,
             "dateCreationUniteLegale": company.creation,
             "sigleUniteLegale": acronym, **person_block(company),
             "identifiantAssociationUniteLegale": company.rna,
             "trancheEffectifsUniteLegale": company.effectif,
             "anneeEffectifsUniteLegale": company.annee_effectif,
             "dateDernierTraitementUniteLegale": company.maj + ".123",
             "nombrePeriodesUniteLegale": len(periods),
             "categorieEntreprise": company.categorie,
             "anneeCategorieEntreprise": company.annee_effectif,
             "activitePrincipaleNAF25UniteLegale": company.naf25}
    if day:
        periods = [p for p in periods if (p["dateDebut"] or "") <= day
                   and day <= (p["dateFin"] or "9999")]
        if not periods:
            return None
        return block | {name: value for name, value in periods[0].items()
                        if name.startswith("date")} | {
                            "periodesUniteLegale": periods[:1]}
    return block | {"periodesUniteLegale": periods}


# --- Establishments ---

def place_block(company, site):
    values = dict.fromkeys(ADDRESS)
    if site.get("pays"):
        values.update(codePaysEtranger=site["pays"],
                      libellePaysEtranger=site.get("libelle_pays"),
                      libelleCommuneEtranger=site.get("commune_etrangere"),
                      codePostal=site.get("code_postal"))
    else:
        values.update(codePostal=site.get("code_postal"),
                      libelleCommune=site.get("commune"),
                      codeCommune=site.get("code_commune"))
    if company.masked:
        values.update(dict.fromkeys(MASKED_PLACES, MASK))
    return {name + "Etablissement": value for name, value in values.items()}


def flat_unit(company):
    """The unit's present values, as an establishment carries them."""
    unit = unit_block(company)
    periods = unit.pop("periodesUniteLegale")
    flat = {name: periods[0][name + "UniteLegale"] for name in PERIOD}
    for name in ("nombrePeriodesUniteLegale", "siren"):
        unit.pop(name)
    return unit | {name + "UniteLegale": value
                   for name, value in flat.items()}


def site_block(company, site):
    company = company.told_by("sirene")
    shut = site.get("ferme") or company.fermeture
    period = {
        "dateFin": None, "dateDebut": shut or company.creation,
        "etatAdministratifEtablissement": "F" if shut else "A",
        "enseigne1Etablissement": None, "enseigne2Etablissement": None,
        "enseigne3Etablissement": None,
        "denominationUsuelleEtablissement": None,
        "activitePrincipaleEtablissement": company.naf,
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
        "caractereEmployeurEtablissement": "N"}
    return {
        "siren": company.siren, "nic": site["siret"][9:],
        "siret": site["siret"],
        "statutDiffusionEtablissement": company.diffusion,
        "dateCreationEtablissement": company.creation,
        "trancheEffectifsEtablissement": "NN",
        "anneeEffectifsEtablissement": None,
        "activitePrincipaleRegistreMetiersEtablissement": None,
        "dateDernierTraitementEtablissement": company.maj + ".123",
        "etablissementSiege": site["siege"], "nombrePeriodesEtablissement": 1,
        "activitePrincipaleNAF25Etablissement": company.naf25,
        "uniteLegale": flat_unit(company),
        "adresseEtablissement": place_block(company, site),
        "adresse2Etablissement": {name + "2Etablissement": None
                                  for name in SECOND},
        "periodesEtablissement": [period]}


# --- Searches ---

def flat(block):
    """{field: [values]}, over all periods and inner objects."""
    values = {}
    for name, value in block.items():
        inner = (value if isinstance(value, list)
                 else [value] if isinstance(value, dict) else None)
        if inner is None:
            text = str(value).lower() if isinstance(value, bool) else value
            values.setdefault(name, []).append(
                None if text is None else str(text))
            continue
        for part in inner:
            for key, texts in flat(part).items():
                values.setdefault(key, []).extend(texts)
    return values


def seen(world):
    return [company for company in world.companies.all
            if company.seen_by("sirene") and not company.doublon_de]


def all_units(world, day):
    blocks = (unit_block(company, day) for company in seen(world))
    return [block for block in blocks if block]


def all_sites(world, _):
    return [site_block(company, site) for company in seen(world)
            for site in company.sites]


LISTS = {"unitesLegales": (all_units, "siren"),
         "etablissements": (all_sites, "siret")}


def chosen(blocks, request):
    """`champs` and `masquerValeursNulles`."""
    fields = [f for f in request.get("champs", "").split(",") if f]
    if fields:
        blocks = [trim(block, fields) for block in blocks]
    if request.get("masquerValeursNulles", "").lower() == "true":
        blocks = [without_nulls(block) for block in blocks]
    return blocks


def trim(block, fields):
    """Named fields, wherever they are; a period keeps its dates."""
    kept = {}
    for name, value in block.items():
        if name in fields:
            kept[name] = value
        elif isinstance(value, dict):
            kept[name] = trim(value, fields)
        elif isinstance(value, list):
            kept[name] = [{"dateDebut": p["dateDebut"],
                           "dateFin": p["dateFin"], **trim(p, fields)}
                          for p in value]
    return {name: value for name, value in kept.items()
            if name in fields or has_more_than_dates(value)}


def has_more_than_dates(value):
    parts = value if isinstance(value, list) else [value]
    return any(set(part) - {"dateDebut", "dateFin"} for part in parts)


def without_nulls(value):
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items()
                if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value]
    return value


def prepared(world, request, name):
    """All there is to search, and the names of its fields."""
    make, key = LISTS[name]
    blocks = sorted(make(world, day_of(request)), key=lambda b: b[key])
    flats = [flat(block) for block in blocks]
    return blocks, flats, {field for told in flats for field in told}


def listed(world, request, name):
    key = LISTS[name][1]
    blocks, flats, fields = world.companies.remember(
        (name, day_of(request)), lambda: prepared(world, request, name))
    text = request.get("q", "")
    if text:
        test = compile_query(text, fields)
        blocks = [block for block, told in zip(blocks, flats) if test(told)]
    if not blocks:
        return told(404, "Aucun élément trouvé pour cette recherche")
    return paged(blocks, request, name, key)


def paged(blocks, request, name, key):
    many = int(request.get("nombre", "20"))
    start = int(request.get("debut", "0"))
    if not 0 <= many <= 1000 or not 0 <= start <= 10000:
        return told(400, "La valeur de nombre ou de debut est hors limites")
    header = {"statut": 200, "message": "OK", "total": len(blocks)}
    cursor = request.get("curseur")
    if cursor is not None:
        after = "" if cursor == "*" else cursor
        part = [b for b in blocks if b[key] > after][:many]
        following = part[-1][key] if part else cursor
        header.update(nombre=len(part), curseur=cursor,
                      curseurSuivant=following)
    else:
        part = blocks[start:start + many]
        header.update(debut=start, nombre=len(part))
    return Response(200, {"header": header, name: chosen(part, request)})


def day_of(request):
    day = request.get("date")
    if day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        raise Wrong("date")
    return day


# --- Paths ---

def one_unit(world, request, siren):
    company = world.companies.find(siren, "sirene")
    if company is None:
        recorded = world.samples.sirene_unit(siren)
        if recorded:
            return Response(200, recorded)
        return told(404, f"Aucun élément trouvé pour le siren {siren}")
    if company.doublon_de:
        where = f"{BASE}/siren/{company.doublon_de}"
        return told(301, f"L'unité légale {siren} est un doublon de "
                    f"{company.doublon_de}", headers=[("Location", where)])
    block = unit_block(company, day_of(request))
    if block is None:
        return told(404, "L'unité n'existait pas à cette date")
    return Response(200, {"header": {"statut": 200, "message": "OK"},
                          "uniteLegale": chosen([block], request)[0]})


def one_site(world, request, siret):
    company, site = world.companies.by_siret.get(siret, (None, None))
    if company is None or not company.seen_by("sirene"):
        recorded = world.samples.sirene_site(siret)
        if recorded:
            return Response(200, recorded)
        return told(404, f"Aucun élément trouvé pour le siret {siret}")
    return Response(200, {"header": {"statut": 200, "message": "OK"},
                          "etablissement": chosen(
                              [site_block(company, site)], request)[0]})


def state(world):
    names = ("Unités Légales", "Établissements", "Liens de succession")
    return Response(200, {
        "header": {"statut": 200, "message": "OK"}, "etatService": "UP",
        "etatsDesServices": [{"collection": name, "etatCollection": "UP"}
                             for name in names],
        "versionService": "3.11.9", "journalDesModifications": "",
        "datesDernieresMisesAJourDesDonnees": [
            {"collection": name,
             "dateDerniereMiseADisposition": world.day + "T06:00:00.000",
             "dateDernierTraitementMaximum": world.day + "T01:00:00.000",
             "dateDernierTraitementDeMasse": None} for name in names]})


def allowed(world, request):
    return request.header("X-INSEE-Api-Key-Integration") in world.keys


def route(world, request, path):
    match = re.fullmatch(r"/(siren|siret)(?:/([^/]*))?", path)
    if path == "/informations":
        return state(world)
    if not match:
        return told(404, "Aucune ressource à cette adresse")
    kind, number = match.groups()
    if not number:
        return listed(world, request, "unitesLegales" if kind == "siren"
                      else "etablissements")
    if not re.fullmatch(r"\d{9}" if kind == "siren" else r"\d{14}", number):
        return told(400, f"{kind} : la forme du numéro n'est pas la bonne")
    return (one_unit if kind == "siren" else one_site)(world, request, number)


def answer(world, request):
    if not allowed(world, request):
        return Response(401, {"message": "Unauthorized",
                              "http_status_code": 401})
    if request.method not in (b"GET", b"HEAD", b"POST"):
        return told(405, "Méthode non admise")
    path = request.path
    path = path[len(BASE):] if path.startswith(BASE) else path
    try:
        return route(world, request, path)
    except (Wrong, ValueError) as error:
        return told(400, f"Erreur de syntaxe, près de : {error}")
