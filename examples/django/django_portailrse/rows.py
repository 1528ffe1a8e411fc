# SPDX-License-Identifier: Apache-2.0
"""The rows of the portal as models that read. The library owns these tables:
it makes them, checks who may do what, and writes the journal; to write, use
`engine.portal()`."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .conf import configuration
from .store.sql import PREFIX

T = TypeVar("T", bound=models.Model)

NO_WRITING = ("rows of the portal are written by the library: see "
              "django_portailrse.engine.portal()")


class Query(models.QuerySet[T]):
    """Reads."""

    def _refuse(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError(NO_WRITING)

    create = bulk_create = bulk_update = update = delete = _refuse
    get_or_create = update_or_create = _refuse


class Rows(models.Manager[T]):
    """Reads from the database of the setting."""

    def get_queryset(self) -> models.QuerySet[T]:
        return Query(self.model, using=configuration().STORE)


class Row(models.Model):
    """What all of them have: a version, and that Django does not write."""

    version = models.BigIntegerField(_("version"))

    objects = Rows()

    class Meta:
        abstract = True
        managed = False

    def save(self, *args: Any, **options: Any) -> None:
        raise TypeError(NO_WRITING)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_WRITING)


def _siren(**options: Any) -> models.CharField[str, str]:
    return models.CharField(_("SIREN"), max_length=9, **options)


class Entreprise(Row):
    siren = _siren(primary_key=True)
    denomination = models.CharField(_("name"), max_length=500)
    categorie_juridique = models.CharField(_("legal category"), max_length=8,
                                           null=True)
    naf = models.CharField(_("activity"), max_length=8, null=True)
    code_postal = models.CharField(_("postcode"), max_length=16, null=True)
    commune = models.CharField(_("town"), max_length=200, null=True)
    code_pays = models.CharField(_("country code"), max_length=8, null=True)
    pays = models.CharField(_("country"), max_length=200, null=True)
    qualifiee_le = models.DateField(_("facts given on"), null=True)
    cree_le = models.DateTimeField(_("created"))
    modifie_le = models.DateTimeField(_("changed"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "entreprises"
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["siren"]

    def __str__(self) -> str:
        return f"{self.denomination} ({self.siren})"


class Personne(Row):
    id = models.CharField(max_length=32, primary_key=True)
    courriel = models.CharField(_("e-mail"), max_length=320, null=True)
    courriel_plat = models.CharField(max_length=320, null=True)
    prenom = models.CharField(_("first name"), max_length=200, null=True)
    nom = models.CharField(_("last name"), max_length=200, null=True)
    externe = models.CharField(max_length=255, null=True)
    conseiller = models.BooleanField(_("adviser"), null=True)
    fonction_rse = models.CharField(_("function"), max_length=64, null=True)
    confirmee = models.BooleanField(_("confirmed"))
    actualites = models.BooleanField(_("wants news"))
    vue_le = models.DateField(_("seen on"), null=True)
    cree_le = models.DateTimeField(_("created"))
    modifie_le = models.DateTimeField(_("changed"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "personnes"
        verbose_name = _("person")
        verbose_name_plural = _("persons")


class Habilitation(Row):
    pk = models.CompositePrimaryKey("siren", "personne")
    siren = _siren()
    personne = models.CharField(_("person"), max_length=32)
    role = models.CharField(_("role"), max_length=16)
    fonctions = models.CharField(_("functions"), max_length=1000, null=True)
    invitation = models.CharField(max_length=32, null=True)
    expire_le = models.DateField(_("until"), null=True)
    cree_le = models.DateTimeField(_("created"))
    modifie_le = models.DateTimeField(_("changed"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "habilitations"
        verbose_name = _("right")
        verbose_name_plural = _("rights")


class Invitation(Row):
    id = models.CharField(max_length=32, primary_key=True)
    siren = _siren()
    courriel = models.CharField(_("e-mail"), max_length=320, null=True)
    role = models.CharField(_("role"), max_length=16)
    fonctions = models.CharField(_("functions"), max_length=1000, null=True)
    jusqu_au = models.DateField(_("until"), null=True)
    inviteur = models.CharField(_("invited by"), max_length=32, null=True)
    cree_le = models.DateTimeField(_("created"))
    expire_le = models.DateTimeField(_("expires"))
    acceptee_le = models.DateTimeField(_("accepted"), null=True)

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "invitations"
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")


class Exercice(Row):
    pk = models.CompositePrimaryKey("siren", "annee")
    siren = _siren()
    annee = models.BigIntegerField(_("financial year"))
    cloture = models.DateField(_("closing day"), null=True)
    faits = models.JSONField(_("facts"))
    sources = models.JSONField(_("sources"))
    pack = models.CharField(_("pack"), max_length=100)
    pack_empreinte = models.CharField(_("digest of the pack"), max_length=64)
    avertissements = models.BigIntegerField(_("warnings"))
    auteur = models.CharField(_("author"), max_length=64, null=True)
    modifie_le = models.DateTimeField(_("changed"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "exercices"
        verbose_name = _("financial year")
        verbose_name_plural = _("financial years")
        ordering = ["siren", "-annee"]


class ExerciceAncien(Row):
    pk = models.CompositePrimaryKey("siren", "annee", "numero")
    siren = _siren()
    annee = models.BigIntegerField(_("financial year"))
    numero = models.BigIntegerField(_("number"))
    cloture = models.DateField(_("closing day"), null=True)
    faits = models.JSONField(_("facts"))
    sources = models.JSONField(_("sources"))
    pack = models.CharField(_("pack"), max_length=100)
    pack_empreinte = models.CharField(_("digest of the pack"), max_length=64)
    avertissements = models.BigIntegerField(_("warnings"))
    auteur = models.CharField(_("author"), max_length=64, null=True)
    modifie_le = models.DateTimeField(_("changed"))
    motif = models.CharField(_("replaced because"), max_length=16)
    archive_le = models.DateTimeField(_("replaced"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "exercices_anciens"
        verbose_name = _("earlier facts")
        verbose_name_plural = _("earlier facts")
        ordering = ["siren", "-annee", "-numero"]


class Recu(Row):
    id = models.CharField(max_length=64, primary_key=True)
    siren = _siren()
    date = models.DateField(_("day of the law"))
    pack = models.CharField(_("pack"), max_length=100)
    pack_empreinte = models.CharField(_("digest of the pack"), max_length=64)
    faits_empreinte = models.CharField(_("digest of the facts"),
                                       max_length=64)
    texte = models.TextField(_("receipt"))
    emis_le = models.DateTimeField(_("issued"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "recus"
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-emis_le", "id"]

    def __str__(self) -> str:
        return f"{self.siren} {self.date:%Y-%m-%d} {self.id[:12]}"


class Statut(Row):
    pk = models.CompositePrimaryKey("siren", "obligation")
    siren = _siren()
    obligation = models.CharField(_("obligation"), max_length=100)
    pack = models.CharField(_("pack"), max_length=100)
    soumise = models.BooleanField(_("subject"), null=True)
    statut = models.CharField(_("status"), max_length=32, null=True)
    depuis = models.BigIntegerField(_("since"), null=True)
    echeance = models.DateField(_("deadline"), null=True)
    recu = models.CharField(_("receipt"), max_length=64, null=True)
    evalue_le = models.DateTimeField(_("evaluated"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "statuts"
        verbose_name = _("status")
        verbose_name_plural = _("statuses")
        ordering = ["siren", "obligation"]


class Rapport(Row):
    pk = models.CompositePrimaryKey("siren", "genre", "annee")
    siren = _siren()
    genre = models.CharField(_("kind"), max_length=32)
    annee = models.BigIntegerField(_("financial year"))
    etat = models.CharField(_("state"), max_length=32)
    etape = models.CharField(_("step"), max_length=100, null=True)
    lien = models.CharField(_("link"), max_length=2000, null=True)
    progression = models.JSONField(_("progress"), null=True)
    cree_le = models.DateTimeField(_("created"))
    modifie_le = models.DateTimeField(_("changed"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "rapports"
        verbose_name = _("report")
        verbose_name_plural = _("reports")


class Document(Row):
    id = models.CharField(max_length=32, primary_key=True)
    siren = _siren()
    genre = models.CharField(_("kind"), max_length=32)
    nom = models.CharField(_("file name"), max_length=255)
    type = models.CharField(_("media type"), max_length=100)
    taille = models.BigIntegerField(_("bytes"))
    empreinte = models.CharField(_("digest"), max_length=64)
    depose_par = models.CharField(_("uploaded by"), max_length=64, null=True)
    depose_le = models.DateTimeField(_("uploaded"))
    conserve_jusqu_au = models.DateField(_("kept until"), null=True)
    analyse_etat = models.CharField(_("analysis"), max_length=32, null=True)
    analyse_message = models.CharField(max_length=1000, null=True)
    phrases = models.BigIntegerField(_("sentences"), null=True)
    phrases_pertinentes = models.BigIntegerField(_("relevant sentences"),
                                                 null=True)
    analyse_le = models.DateTimeField(_("analysed"), null=True)
    analyse_travail = models.CharField(_("job"), max_length=32, null=True)
    analyse_numero = models.BigIntegerField(null=True)

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "documents"
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class Analyse(Row):
    """What was found in a document; `rse.Passages` reads it."""

    pk = models.CompositePrimaryKey("siren", "document")
    siren = _siren()
    document = models.CharField(_("document"), max_length=32)
    texte = models.TextField(_("what was found"))
    faite_le = models.DateTimeField(_("found"))

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "analyses"
        verbose_name = _("result of an analysis")
        verbose_name_plural = _("results of analyses")


class Evenement(Row):
    """A line of the journal; `chaine` is the SIREN of a company."""

    pk = models.CompositePrimaryKey("chaine", "numero")
    chaine = models.CharField(_("chain"), max_length=16)
    numero = models.BigIntegerField(_("number"))
    instant = models.DateTimeField(_("moment"))
    acteur = models.CharField(_("who"), max_length=64)
    action = models.CharField(_("what"), max_length=32)
    objet = models.CharField(_("on what"), max_length=200, null=True)
    details = models.JSONField(_("details"))
    precedent = models.CharField(_("digest before"), max_length=64)
    empreinte = models.CharField(_("digest"), max_length=64)

    class Meta(Row.Meta):
        abstract = False
        db_table = PREFIX + "journal"
        verbose_name = _("event")
        verbose_name_plural = _("journal")
        ordering = ["chaine", "-numero"]
