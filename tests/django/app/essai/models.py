# SPDX-License-Identifier: Apache-2.0
from django.db import models
from django_portailrse.models import ObligationsMixin


class Societe(ObligationsMixin, models.Model):
    """A company model that was there before the library came."""

    PORTAILRSE_FACTS = {
        "headcount": "effectif", "headcount_before": "effectif@-1",
        "overseas": "effectif_outre_mer", "listed": "est_cotee",
        "closing": "date_cloture_exercice", "turnover": "chiffre_affaires"}

    name = models.CharField(max_length=100)
    headcount = models.CharField(max_length=20, blank=True)
    headcount_before = models.IntegerField(null=True, blank=True)
    overseas = models.CharField(max_length=20, blank=True)
    listed = models.BooleanField(null=True, blank=True)
    closing = models.DateField(null=True, blank=True)
    turnover = models.DecimalField(null=True, blank=True, max_digits=14,
                                   decimal_places=2)


class Entreprises(models.Model):
    """A table of the host that is called like one of the library's."""

    nom = models.CharField(max_length=20)

    class Meta:
        db_table = "entreprises"
