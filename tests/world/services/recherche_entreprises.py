# SPDX-License-Identifier: Apache-2.0
"""API Recherche d'entreprises: look-up, search, agreements, sources."""
import math
import re

from companies import fold, place_of, section_of
from message import Response

MASK = "[NON-DIFFUSIBLE]"
LATER = ("complements", "dirigeants", "finances", "score", "siege",
         "matching_etablissements", "tva")
FILTERS = {
    "activite_principale": r"\d\d\.\d\d[A-Z]", "etat_administratif": "[AC]",
    "categorie_entreprise": "PME|ETI|GE", "nature_juridique": r"\d{4}",
    "tranche_effectif_salarie": r"NN|\d\d", "code_postal": r"\d{5}",
    "code_commune": r"\d[0-9AB]\d{3}", "departement": r"\d[0-9AB]|97\d",
    "section_activite_principale": "[A-U]", "region": r"\d\d",
    "est_ess": "true|false", "est_societe_mission": "true|false",
    "est_administration": "true|false", "est_association": "true|false",
    "est_entrepreneur_individuel": "true|false",
    "egapro_renseignee": "true|false"}


def refused(message, status=400):
    return Response(status, {"erreur": message})


# --- One unit ---

ADDRESS = ("adresse", "cedex", "code_postal", "complement_adresse",
           "coordonnees", "latitude", "longitude", "libelle_voie",
           "numero_voie", "type_voie", "geo_adresse", "indice_repetition",
           "distribution_speciale", "libelle_cedex", "dernier_numero_voie")
SILENT = ("activite_principale_registre_metier", "cedex", "complement_adresse",
          "distribution_speciale", "date_mise_a_jour", "dernier_numero_voie",
          "epci", "geo_adresse", "geo_id", "indice_repetition",
          "libelle_cedex", "liste_finess", "liste_id_bio",
          "liste_id_organisme_formation", "liste_rge", "liste_uai",
          "coordonnees", "latitude", "longitude", "numero_voie", "type_voie",
          "libelle_voie")


def address_of(site):
    if site.get("pays"):
        return f"{site.get('commune_etrangere')} {site.get('libelle_pays')}"
    return " ".join(filter(None, (site.get("code_postal"),
                                  site.get("commune"))))


def site_block(company, site):
    department, _, region, _ = place_of(site)
    block = dict.fromkeys(SILENT)
    block.update(
        siret=site["siret"], activite_principale=company.naf,
        activite_principale_naf25=company.naf25, adresse=address_of(site),
        annee_tranche_effectif_salarie=None, caractere_employeur="N",
        code_pays_etranger=site.get("pays"),
        code_postal=site.get("code_postal"), commune=site.get("code_commune"),
        date_creation=company.creation, date_debut_activite=company.creation,
        date_fermeture=site.get("ferme") or company.fermeture,
        date_mise_a_jour_insee=company.maj, departement=department,
        est_siege=site["siege"],
        etat_administratif="F" if site.get("ferme") or company.etat == "C"
        else "A",
        libelle_commune=site.get("commune"),
        libelle_commune_etranger=site.get("commune_etrangere"),
        libelle_pays_etranger=site.get("libelle_pays"),
        liste_enseignes=company.usuelles or None,
        liste_idcc=company.idcc or None, nom_commercial=None, region=region,
        statut_diffusion_etablissement=company.diffusion,
        tranche_effectif_salarie="NN")
    if company.masked:
        block.update(dict.fromkeys(ADDRESS, MASK))
        if company.personne:
            block.update(liste_enseignes=[MASK], nom_commercial=MASK)
    return block


def full_name(company):
    """The name with its decorations."""
    extra = [company.sigle, *company.usuelles]
    return " ".join([company.name, *(f"({e})" for e in extra if e)])


def finances_of(company):
    """Of complete public accounts, the latest; as the directory has it."""
    kept = [a for a in company.comptes if a["type"] != "K"
            and not a.get("confidentiel") and a["cloture"] < "2026-06"]
    if not kept:
        return None
    last = max(kept, key=lambda account: account["cloture"])
    return {last["cloture"][:4]: {"ca": last["ca"] and int(last["ca"]),
                                  "resultat_net": int(last["resultat"])}}


def leaders_of(company):
    if company.personne or company.fantome:
        return []
    if company.masked:
        return [dict.fromkeys(("nom", "prenoms", "annee_de_naissance",
                               "date_de_naissance", "qualite", "nationalite"),
                              MASK) | {"type_dirigeant": "personne physique"}]
    return [{"nom": "PERSONNE", "prenoms": "INVENTEE",
             "annee_de_naissance": "1970", "date_de_naissance": "1970-01",
             "qualite": "Directeur Général", "nationalite": None,
             "type_dirigeant": "personne physique"}]


def extras_of(company):
    names = ("est_achats_responsables est_alim_confiance est_avocat est_bio "
             "est_entrepreneur_spectacle est_finess est_organisme_formation "
             "est_qualiopi est_rge est_uai est_patrimoine_vivant "
             "a_aide_minimis a_aide_ademe est_service_public est_l100_3")
    return dict.fromkeys(names.split(), False) | {
        "collectivite_territoriale": company.collectivite, "liste_idcc": company.idcc or None,
        "convention_collective_renseignee": bool(company.idcc),
        "liste_finess_juridique": None, "liste_id_organisme_formation": None,
        "egapro_renseignee": bool(company.egapro),
        "bilan_ges_renseigne": bool(company.balances),
        "est_association": (company.juridique or "")[:2] == "92",
        "est_entrepreneur_individuel": bool(company.personne),
        "est_ess": company.ess == "O", "est_siae": company.fantome,
        "est_societe_mission": company.mission == "O",
        "identifiant_association": company.rna,
        "statut_entrepreneur_spectacle": None,
        "type_siae": "ESAT" if company.fantome else None,
        "est_administration": company.administration}


def ghost(company):
    names = ("nom_complet nom_raison_sociale sigle activite_principale "
             "activite_principale_naf25 categorie_entreprise "
             "caractere_employeur annee_categorie_entreprise date_creation "
             "date_fermeture date_mise_a_jour_insee etat_administratif "
             "nature_juridique section_activite_principale statut_diffusion "
             "tranche_effectif_salarie annee_tranche_effectif_salarie finances")
    return dict.fromkeys(names.split()) | {
        "siren": company.siren, "nombre_etablissements": 0,
        "nombre_etablissements_ouverts": 0, "siege": {}, "dirigeants": [],
        "matching_etablissements": [], "complements": extras_of(company),
        "date_mise_a_jour": company.maj, "date_mise_a_jour_rne": company.maj}


def unit_block(company):
    company = company.told_by("recherche_entreprises")
    if company.fantome:
        return ghost(company)
    hidden = company.masked and company.personne
    seat = company.sites[0] if company.sites else None
    block = {
        "siren": company.siren,
        "nom_complet": MASK if hidden else full_name(company),
        "nom_raison_sociale": MASK if hidden else company.denomination,
        "sigle": MASK if company.masked else company.sigle,
        "nombre_etablissements": len(company.sites),
        "nombre_etablissements_ouverts": open_sites(company),
        "siege": site_block(company, seat) if seat else {},
        "activite_principale": company.naf,
        "activite_principale_naf25": company.naf25,
        "categorie_entreprise": company.categorie, "caractere_employeur": None,
        "annee_categorie_entreprise": company.annee_effectif,
        "date_creation": company.creation,
        "date_fermeture": company.fermeture, "date_mise_a_jour": company.maj,
        "date_mise_a_jour_insee": company.maj, "date_mise_a_jour_rne": None,
        "dirigeants": leaders_of(company),
        "etat_administratif": company.etat,
        "nature_juridique": company.juridique,
        "section_activite_principale": section_of(company.naf),
        "tranche_effectif_salarie": company.effectif,
        "annee_tranche_effectif_salarie": company.annee_effectif,
        "statut_diffusion": company.diffusion, "matching_etablissements": [],
        "finances": finances_of(company), "complements": extras_of(company),
        "tva": [vat_of(company.siren)]}
    block.update(company.record.get("recherche_entreprises", {}))
    return block


def vat_of(siren):
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def open_sites(company):
    if company.etat == "C":
        return 0
    return sum(not site.get("ferme") for site in company.sites)


# --- Search ---

def page_of(units, request):
    page, size = request.page, request.size
    shown = units[(page - 1) * size:page * size]
    total = min(len(units), 10000)
    return Response(200, {
        "results": shown, "total_results": total, "page": page,
        "per_page": size, "total_pages": math.ceil(total / size)})


def score_of(company, words):
    """How well the words match; 0: not at all."""
    name = company.searched
    if not all(any(part.startswith(word) for part in name) for word in words):
        return 0
    score = 50 if set(words) <= set(name) else 10
    if fold(company.name) == " ".join(words):
        score = 300
    elif company.sigle and fold(company.sigle) == " ".join(words):
        score = 100
    return score * (1 + math.log10(1 + open_sites(company)))


def searchable(company):
    return (company.seen_by("recherche_entreprises") and not company.fantome
            and company.name and not (company.masked and company.personne))


def found(world, words):
    """Best first: score, open before ceased, number of open sites."""
    scored = [(score_of(company, words) if words else 1, company)
              for company in world.companies.all if searchable(company)]
    kept = [pair for pair in scored if pair[0]]
    kept.sort(key=lambda pair: (-pair[0], pair[1].etat != "A",
                                -open_sites(pair[1]), pair[1].siren))
    return [company for _, company in kept]


def flag(name, block):
    return str(block["complements"].get(name)).lower()


def keeps(block, name, values):
    seat = block["siege"]
    if FILTERS[name] == "true|false":
        return flag(name, block) in values
    at_seat = {"code_postal": "code_postal", "code_commune": "commune",
               "departement": "departement", "region": "region"}
    told = seat.get(at_seat[name]) if name in at_seat else block[name]
    return told in values


def bad_filter(request):
    for name, value in request.parameters.items():
        shape = FILTERS.get(name)
        values = [v.lower() if shape == "true|false" else v
                  for v in value.split(",")]
        if shape and not all(re.fullmatch(shape, v) for v in values):
            return (f"Le paramètre {name} contient une valeur qui n'est pas "
                    f"admise.")
    return None


def number_in(request, name, default, highest):
    text = request.get(name, str(default))
    value = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not 1 <= value <= highest:
        raise ValueError(f"Le paramètre {name} va de 1 à {highest}.")
    return value


def lookup(world, digits):
    companies = world.companies
    if len(digits) == 9:
        company = companies.find(digits, "recherche_entreprises")
        return [unit_block(company)] if company else []
    company, site = companies.by_siret.get(digits, (None, None))
    if not company or not company.seen_by("recherche_entreprises"):
        return []
    left = site_block(company, site)
    for name in ADDRESS + ("code_pays_etranger", "departement"):
        if name not in ("adresse", "latitude", "longitude"):
            left.pop(name, None)
    left["ancien_siege"] = False
    return [unit_block(company) | {"matching_etablissements": [left]}]


def search(world, request):
    request.page = number_in(request, "page", 1, 1000)
    request.size = number_in(request, "per_page", 10, 25)
    if request.page * request.size > 10000:
        raise ValueError("La page demandée va au-delà de 10 000 résultats.")
    text = request.get("q", "")
    digits = re.sub(r"\s", "", text)
    if re.fullmatch(r"[0-9]{9}|[0-9]{14}", digits):
        recorded = world.samples.directory(digits)
        if recorded and not lookup(world, digits):
            return Response(200, recorded)
        return page_of(minimal(lookup(world, digits), request), request)
    chosen = [name for name in FILTERS if request.get(name)]
    if not text and not chosen:
        raise ValueError("Il faut au moins un critère de recherche.")
    if len(text) < 3 and not chosen:
        raise ValueError("Le texte cherché doit avoir 3 caractères ou plus.")
    if error := bad_filter(request):
        raise ValueError(error)
    blocks = [unit_block(c) for c in found(world, fold(text).split())]
    for name in chosen:
        values = request.get(name)
        values = (values.lower() if FILTERS[name] == "true|false"
                  else values).split(",")
        blocks = [b for b in blocks if keeps(b, name, values)]
    return page_of(minimal(blocks, request), request)


def minimal(blocks, request):
    if request.get("minimal", "false").lower() != "true":
        return blocks
    kept = request.get("include", "").split(",")
    return [{name: value for name, value in block.items()
             if name not in LATER or name in kept} for block in blocks]


# --- The rest ---

def sources(world):
    names = ("sirene rne egapro bilan_financier convention_collective "
             "ess_france collectivite_territoriale bilans_ges")
    return Response(200, dict.fromkeys(names.split(), world.day))


def agreements(world, siren):
    if not re.fullmatch(r"\d{9}", siren):
        return refused("Un SIREN a neuf chiffres.")
    company = world.companies.find(siren, "recherche_entreprises")
    sites = [site["siret"] for site in company.sites] if company else []
    return Response(200, {code: sites for code in
                          (company.idcc if company else [])})


def answer(world, request):
    if request.method not in (b"GET", b"HEAD"):
        return Response(405, {"detail": "Method Not Allowed"})
    path = request.path
    if path == "/search":
        try:
            return search(world, request)
        except ValueError as error:
            return refused(str(error))
    if path == "/sources/last_modified":
        return sources(world)
    if path == "/idcc/metadata":
        return Response(200, {"0018": {
            "titre de la convention": "Convention inventée", "id_kali": None,
            "cc_ti": None, "nature": "IDCC", "etat": "VIGUEUR", "debut": None,
            "fin": None, "url": None}})
    if path.startswith("/idcc/"):
        return agreements(world, path[6:])
    if path in ("/health", "/health/elastic"):
        return Response(200, {"status": "healthy"})
    if path == "/favicon.ico":
        return Response(204)
    return refused("Ressource non trouvée.", 404)
