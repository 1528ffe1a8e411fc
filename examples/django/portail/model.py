# SPDX-License-Identifier: Apache-2.0
"""The model of PORTAIL_MODEL; weights are mapped once for all processes."""
import portailrse as rse
from django.conf import settings


def classifier() -> rse.Classifier:
    return rse.Classifier.camembert(settings.PORTAIL["MODEL"])
