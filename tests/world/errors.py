# SPDX-License-Identifier: Apache-2.0
"""Errors in the form that each service gives them."""
import time

from message import HTML, Response

PROXY = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
TEXTS = {400: "Requête incorrecte", 404: "Introuvable",
         429: "Trop de requêtes"}


def sirene(status, text):
    if status in (401, 403, 429):
        return {"message": text, "http_status_code": status}
    return {"header": {"statut": status, "message": text}}


def bilans_ges(status, text):
    return {"@type": "hydra:Error", "hydra:title": "An error occurred",
            "hydra:description": text}


FORMS = {"recherche_entreprises": lambda status, text: {"erreur": text},
         "sirene": sirene, "bilans_ges": bilans_ges,
         "egapro": lambda status, text: {"error": text},
         "ratios": lambda status, text: {"error_code": "Error",
                                         "message": text}}


def delays(name, status, after):
    """How long to wait, in the words of the service."""
    if status not in (429, 503) or after is None:
        return []
    if name == "sirene" and status == 429:
        reset = int((time.time() + after) * 1000)
        return [("X-Rate-Limit-Limit", "30"), ("X-Rate-Limit-Remaining", "0"),
                ("X-Rate-Limit-Reset", str(reset))]
    return [("Retry-After", str(after))]


def error_of(name, status, after=None):
    """after: seconds to wait, or text for Retry-After; None: not told."""
    text = TEXTS.get(status, f"Erreur {status}")
    headers = delays(name, status, after)
    if status >= 500 or status == 408:
        return Response(status, PROXY.format(text), HTML, headers)
    return Response(status, FORMS[name](status, text), headers=headers)
