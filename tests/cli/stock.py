# SPDX-License-Identifier: Apache-2.0
"""Writes the companies of the test world as Insee's stock files would have
them: stock.py FOLDER [POPULATION]."""
import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "world"))
from companies import Companies  # noqa: E402

UNITS = "StockUniteLegale.csv"
SEATS = "StockEtablissement.csv"
UNIT_COLUMNS = """siren statutDiffusionUniteLegale unitePurgeeUniteLegale
dateCreationUniteLegale sigleUniteLegale sexeUniteLegale prenom1UniteLegale
prenom2UniteLegale prenom3UniteLegale prenom4UniteLegale
prenomUsuelUniteLegale pseudonymeUniteLegale identifiantAssociationUniteLegale
trancheEffectifsUniteLegale anneeEffectifsUniteLegale
dateDernierTraitementUniteLegale nombrePeriodesUniteLegale categorieEntreprise
anneeCategorieEntreprise dateDebut etatAdministratifUniteLegale
nomUniteLegale nomUsageUniteLegale denominationUniteLegale
denominationUsuelle1UniteLegale denominationUsuelle2UniteLegale
denominationUsuelle3UniteLegale categorieJuridiqueUniteLegale
activitePrincipaleUniteLegale nomenclatureActivitePrincipaleUniteLegale
nicSiegeUniteLegale economieSocialeSolidaireUniteLegale
societeMissionUniteLegale caractereEmployeurUniteLegale
activitePrincipaleNAF25UniteLegale""".split()
SEAT_COLUMNS = """siren nic siret statutDiffusionEtablissement
dateCreationEtablissement trancheEffectifsEtablissement
anneeEffectifsEtablissement activitePrincipaleRegistreMetiersEtablissement
dateDernierTraitementEtablissement etablissementSiege
nombrePeriodesEtablissement complementAdresseEtablissement
numeroVoieEtablissement indiceRepetitionEtablissement
dernierNumeroVoieEtablissement indiceRepetitionDernierNumeroVoieEtablissement
typeVoieEtablissement libelleVoieEtablissement codePostalEtablissement
libelleCommuneEtablissement libelleCommuneEtrangerEtablissement
distributionSpecialeEtablissement codeCommuneEtablissement
codeCedexEtablissement libelleCedexEtablissement codePaysEtrangerEtablissement
libellePaysEtrangerEtablissement identifiantAdresseEtablissement
coordonneeLambertAbscisseEtablissement coordonneeLambertOrdonneeEtablissement
complementAdresse2Etablissement numeroVoie2Etablissement
indiceRepetition2Etablissement typeVoie2Etablissement
libelleVoie2Etablissement codePostal2Etablissement
libelleCommune2Etablissement libelleCommuneEtranger2Etablissement
distributionSpeciale2Etablissement codeCommune2Etablissement
codeCedex2Etablissement libelleCedex2Etablissement
codePaysEtranger2Etablissement libellePaysEtranger2Etablissement dateDebut
etatAdministratifEtablissement enseigne1Etablissement enseigne2Etablissement
enseigne3Etablissement denominationUsuelleEtablissement
activitePrincipaleEtablissement nomenclatureActivitePrincipaleEtablissement
caractereEmployeurEtablissement activitePrincipaleNAF25Etablissement""".split()
MASK = "[ND]"


def unit_row(company):
    seat = next((site for site in company.sites if site["siege"]), None)
    row = {
        "siren": company.siren,
        "statutDiffusionUniteLegale": company.diffusion,
        "dateCreationUniteLegale": company.creation,
        "sigleUniteLegale": company.sigle,
        "trancheEffectifsUniteLegale": company.effectif,
        "anneeEffectifsUniteLegale": company.annee_effectif,
        "dateDernierTraitementUniteLegale": company.maj,
        "categorieEntreprise": company.categorie,
        "etatAdministratifUniteLegale": company.etat,
        "denominationUniteLegale": company.denomination,
        "categorieJuridiqueUniteLegale": company.juridique,
        "activitePrincipaleUniteLegale": company.naf,
        "nomenclatureActivitePrincipaleUniteLegale": "NAFRev2",
        "nicSiegeUniteLegale": seat["siret"][9:] if seat else None,
        "economieSocialeSolidaireUniteLegale": company.ess,
        "societeMissionUniteLegale": company.mission,
        "dateDebut": company.fermeture if company.etat == "C"
        else company.creation,
        "activitePrincipaleNAF25UniteLegale": company.naf25}
    who = company.personne or {}
    names = {"prenom1UniteLegale": who.get("prenom"),
             "prenomUsuelUniteLegale": who.get("prenom"),
             "nomUniteLegale": who.get("nom"),
             "nomUsageUniteLegale": who.get("nom_usage")}
    if company.masked:
        names = {name: MASK for name, value in names.items() if value}
    return {**row, **names}


def seat_row(company, site):
    masked = company.masked and company.personne
    return {
        "siren": company.siren, "nic": site["siret"][9:],
        "siret": site["siret"],
        "statutDiffusionEtablissement": company.diffusion,
        "etablissementSiege": "true" if site["siege"] else "false",
        "codePostalEtablissement": MASK if masked
        else site.get("code_postal"),
        "libelleCommuneEtablissement": site.get("commune"),
        "codeCommuneEtablissement": site.get("code_commune"),
        "codePaysEtrangerEtablissement": site.get("pays"),
        "libellePaysEtrangerEtablissement": site.get("libelle_pays"),
        "libelleCommuneEtrangerEtablissement":
            site.get("commune_etrangere"),
        "dateDernierTraitementEtablissement": company.maj,
        "etatAdministratifEtablissement": "A"}


def write(path, columns, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows({name: value or "" for name, value in row.items()}
                      for row in rows)
    return path


def write_stock(folder, population=0):
    """Both files of the companies that Sirene would tell; their paths."""
    companies = sorted((c.told_by("sirene") for c in Companies(population).all
                        if c.seen_by("sirene") and not c.fantome),
                       key=lambda company: company.siren)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return (write(folder / UNITS, UNIT_COLUMNS, map(unit_row, companies)),
            write(folder / SEATS, SEAT_COLUMNS,
                  (seat_row(company, site) for company in companies
                   for site in company.sites)))


if __name__ == "__main__":
    write_stock(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
