# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a request about analyses."""
from dataclasses import replace

from ..problems import TOO_LARGE, WRONG_REQUEST, Kind
from ..words import Words

UNAUTHORIZED = Kind("Unauthorized", 401, Words(
    "Un jeton valable est attendu", "A token that is valid is wanted"))
BARRED = Kind("Barred", 403, Words(
    "Cette adresse n’est pas permise", "This address is not allowed"))
NO_RUN = Kind("NoRun", 404, Words(
    "Aucune analyse ne porte ce numéro", "No run has this id"))
NOT_NOW = Kind("NotNow", 409, Words(
    "L’analyse n’en est pas là", "The run is not in a state for this"))
TOO_SLOW = Kind("TooSlow", 408, Words(
    "La requête arrive trop lentement", "The request comes too slowly"))
WRONG_MEDIA = Kind("WrongMedia", 415, Words(
    "Ce type de contenu n’est pas lu", "This media type is not read"))
WRONG_DOCUMENT = Kind("WrongDocument", 422, Words(
    "Le document ou ce qui l’accompagne ne convient pas",
    "The document, or what goes with it, will not do"))
TOO_MANY = Kind("TooMany", 429, Words(
    "Trop de demandes", "Too many requests"), waits=True)
OUT_OF_ORDER = Kind("OutOfOrder", 503, Words(
    "Le service ne peut pas répondre pour l’instant",
    "The service cannot answer for now"), waits=True)

# The existing service's clients read {"status": "error", "msg": ...}, and of
# tokens {"msg": ...}.
_EXISTING = {
    "ExistingAnswer": (WRONG_REQUEST, BARRED, TOO_SLOW, TOO_LARGE, TOO_MANY,
                       OUT_OF_ORDER),
    "ExistingToken": (UNAUTHORIZED,)}
EXISTING = tuple(
    replace(kind, name="Existing" + kind.name, schema=schema)
    for schema, kinds in _EXISTING.items() for kind in kinds)
