# SPDX-License-Identifier: Apache-2.0
"""As a portal's application has it: a class an obligation, sizes as the names
of bands, and three methods that say in turn whether enough is known, which
criteria are met, and whether the company is subject.

A band ends where some rule begins, so that the answers are exact; the bands
are looked up before the clock starts."""
import platform
from bisect import bisect_right
from dataclasses import dataclass, fields

VERSION = f"CPython {platform.python_version()}"

EFFECTIF = ("0-49", "50-250", "251-499", "500", "501-4999", "5000+")
EFFECTIF_SECURITE_SOCIALE = ("0-49", "50-249", "250+")
EFFECTIF_OUTRE_MER = ("0-250", "251+")
EFFECTIF_GROUPE = ("0-499", "500-9999", "10000+")
CHIFFRE_AFFAIRES = ("0-50M", "50M-100M", "100M+")
CHIFFRE_AFFAIRES_CONSOLIDE = ("0-100M", "100M+")
BILAN = ("0-25M", "25M-43M", "43M+")
BANDS = {
    "effectif": (EFFECTIF, (50, 251, 500, 501, 5000)),
    "effectif_securite_sociale": (EFFECTIF_SECURITE_SOCIALE, (50, 250)),
    "effectif_outre_mer": (EFFECTIF_OUTRE_MER, (251,)),
    "effectif_groupe": (EFFECTIF_GROUPE, (500, 10_000)),
    "chiffre_affaires": (CHIFFRE_AFFAIRES, (50_000_001, 100_000_001)),
    "chiffre_affaires_consolide": (CHIFFRE_AFFAIRES_CONSOLIDE,
                                   (100_000_001,)),
    "bilan": (BILAN, (25_000_001, 43_000_001)),
}


class InsuffisammentQualifiee(Exception):
    """Facts that the obligation needs are missing."""


@dataclass
class Caracteristiques:
    effectif: str | None
    effectif_securite_sociale: str | None
    effectif_outre_mer: str | None
    effectif_groupe: str | None
    chiffre_affaires: str | None
    chiffre_affaires_consolide: str | None
    bilan: str | None
    categorie_juridique: int | None
    appartient_groupe: bool | None
    est_cotee: bool | None

    @property
    def est_societe(self):
        return 5000 <= self.categorie_juridique < 6000


class Reglementation:
    """What is common to the obligations."""

    besoins: tuple[str, ...] = ()

    @classmethod
    def est_suffisamment_qualifiee(cls, caracteristiques):
        return all(getattr(caracteristiques, besoin) is not None
                   for besoin in cls.besoins)

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        raise NotImplementedError

    @classmethod
    def est_soumis(cls, caracteristiques):
        if not cls.est_suffisamment_qualifiee(caracteristiques):
            raise InsuffisammentQualifiee(cls.__name__)
        return bool(cls.criteres_remplis(caracteristiques))


class BDESE(Reglementation):
    besoins = ("effectif",)

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        criteres = []
        if caracteristiques.effectif != "0-49":
            criteres.append("votre effectif est d'au moins 50 salariés")
        return criteres


class IndexEgapro(BDESE):
    pass


class DispositifAlerte(Reglementation):
    besoins = ("effectif_securite_sociale",)

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        criteres = []
        if caracteristiques.effectif_securite_sociale in ("50-249", "250+"):
            criteres.append("votre effectif est d'au moins 50 salariés")
        return criteres


class BEGES(Reglementation):
    besoins = ("effectif", "effectif_outre_mer")

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        criteres = []
        if caracteristiques.effectif in ("501-4999", "5000+"):
            criteres.append("votre effectif est de plus de 500 salariés")
        if caracteristiques.effectif_outre_mer == "251+":
            criteres.append("votre effectif outre-mer est de plus de 250")
        return criteres


class AuditEnergetique(Reglementation):
    besoins = ("effectif_securite_sociale", "chiffre_affaires", "bilan")

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        criteres = []
        if caracteristiques.effectif_securite_sociale == "250+":
            criteres.append("votre effectif est d'au moins 250 salariés")
        if (caracteristiques.chiffre_affaires in ("50M-100M", "100M+")
                and caracteristiques.bilan == "43M+"):
            criteres.append("votre bilan est supérieur à 43 millions d'euros"
                            " et votre chiffre d'affaires à 50 millions")
        return criteres


class AntiCorruption(Reglementation):
    besoins = ("categorie_juridique", "effectif", "appartient_groupe",
               "effectif_groupe", "chiffre_affaires",
               "chiffre_affaires_consolide")

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        if not caracteristiques.est_societe:
            return []
        taille = cls.critere_effectif(caracteristiques)
        argent = cls.critere_chiffre_affaires(caracteristiques)
        return [taille, argent] if taille and argent else []

    @classmethod
    def critere_effectif(cls, caracteristiques):
        if caracteristiques.effectif in ("500", "501-4999", "5000+"):
            return "votre effectif est d'au moins 500 salariés"
        if (caracteristiques.appartient_groupe
                and caracteristiques.effectif_groupe != "0-499"):
            return "l'effectif du groupe est d'au moins 500 salariés"
        return None

    @classmethod
    def critere_chiffre_affaires(cls, caracteristiques):
        if caracteristiques.chiffre_affaires == "100M+":
            return "votre chiffre d'affaires dépasse 100 millions d'euros"
        if (caracteristiques.appartient_groupe
                and caracteristiques.chiffre_affaires_consolide == "100M+"):
            return "celui du groupe dépasse 100 millions d'euros"
        return None


class PlanVigilance(Reglementation):
    besoins = ("categorie_juridique", "effectif", "appartient_groupe",
               "effectif_groupe")

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        criteres = []
        if not caracteristiques.est_societe:
            return criteres
        if caracteristiques.effectif == "5000+":
            criteres.append("votre effectif est d'au moins 5 000 salariés")
        if (caracteristiques.appartient_groupe
                and caracteristiques.effectif_groupe == "10000+"):
            criteres.append("l'effectif du groupe est d'au moins 10 000")
        return criteres


class CSRD(Reglementation):
    besoins = ("est_cotee", "effectif", "chiffre_affaires", "bilan")

    @classmethod
    def criteres_remplis(cls, caracteristiques):
        criteres = []
        if caracteristiques.est_cotee:
            criteres.append("votre société est cotée")
        tailles = cls.tailles(caracteristiques)
        if len(tailles) >= 2:
            criteres += tailles
        return criteres

    @classmethod
    def tailles(cls, caracteristiques):
        tailles = []
        if caracteristiques.effectif not in ("0-49", "50-250"):
            tailles.append("votre effectif est de plus de 250 salariés")
        if caracteristiques.chiffre_affaires != "0-50M":
            tailles.append("votre chiffre d'affaires dépasse 50 millions")
        if caracteristiques.bilan != "0-25M":
            tailles.append("votre bilan dépasse 25 millions d'euros")
        return tailles


REGLEMENTATIONS = (BDESE, IndexEgapro, DispositifAlerte, BEGES,
                   AuditEnergetique, AntiCorruption, PlanVigilance, CSRD)


def band_of(fact, value):
    if fact not in BANDS or value is None:
        return value
    names, cuts = BANDS[fact]
    return names[bisect_right(cuts, value)]


def prepare(row):
    return Caracteristiques(**{field.name: band_of(field.name,
                                                   row[field.name])
                               for field in fields(Caracteristiques)})


def verdict(reglementation, caracteristiques):
    try:
        return reglementation.est_soumis(caracteristiques)
    except InsuffisammentQualifiee:
        return None


def answer(caracteristiques):
    return [verdict(reglementation, caracteristiques)
            for reglementation in REGLEMENTATIONS]
