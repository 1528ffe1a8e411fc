# SPDX-License-Identifier: Apache-2.0
"""ADEME Bilans GES: collections of inventories, page by page."""
import uuid
from urllib.parse import urlencode

from message import Response

BASE = "/api"
LD = "application/ld+json; charset=utf-8"
MOST = 11  # inventories a page, whatever is asked


def problem(status, text):
    return Response(status, {
        "@context": "/api/contexts/Error", "@type": "hydra:Error",
        "hydra:title": "An error occurred", "hydra:description": text}, LD)


def inventory(company, balance, number):
    name = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{company.siren}-{number}"))
    contact = balance.get("contact")
    day = balance["publie"]
    return {
        "@id": f"/api/inventories/{name}", "@type": "Inventory", "id": name,
        "identitySheet": {
            "@id": f"/api/inventory_identity_sheets/{name}",
            "@type": "InventoryIdentitySheet",
            "reportingYear": balance["annee"],
            "APECode": ape(company.naf),
            "consolidationMode": balance.get("consolidationMode", 0),
            "dpef": True, "requiredPCAET": None,
            "diagnosticIncludedPCAET": None, "actionPlanPCAET": None,
            "collectivityType": None, "turnover": None,
            "diagDecarbonAction": None, "isCollectivityPcaetSubmitted": False,
            **({"creatorEmail": contact["email"]} if contact else {})},
        "inventoryEntity": {}, "entity": {"siren": company.siren},
        "createdAt": f"{balance['annee'] + 1}-02-01T09:00:00+00:00",
        "inspiring": False, "inventoryResponsibleContact": contact or {},
        "publication": {
            "@id": f"/api/inventory_publications/{name}",
            "@type": "InventoryPublication", "status": balance["statut"],
            "publicatedAt": day and day + "T13:19:36+00:00"},
        "declaration": None,
        "associatedSiren": balance.get("associatedSiren", []),
        "scope3Visible": True, "isV4": balance.get("isV4")}


def ape(naf):
    code = (naf or "").replace(".", "")
    return {"@id": f"/api/ape_codes/{code}", "@type": "ape_codes", "id": code,
            "label": "Activité"} if code else None


def number_in(request, name, default):
    text = request.get(name, str(default))
    if not text.isdecimal() or not 1 <= int(text) <= 10 ** 6:
        raise ValueError(name)
    return int(text)


def link(siren, page, many):
    return f"{BASE}/inventories?" + urlencode(
        {"page": page, "itemsPerPage": many, "entity.siren": siren})


def view(siren, page, many, total):
    """Where the neighbours are; nothing when one page is enough."""
    last = max(1, -(-total // many))
    if last == 1:
        return {}
    block = {"@id": link(siren, page, many),
             "@type": "hydra:PartialCollectionView",
             "hydra:first": link(siren, 1, many),
             "hydra:last": link(siren, last, many)}
    if page > 1:
        block["hydra:previous"] = link(siren, page - 1, many)
    if page < last:
        block["hydra:next"] = link(siren, page + 1, many)
    return block


def plain(value):
    """The same without the prefix that later versions drop."""
    if isinstance(value, dict):
        return {name.removeprefix("hydra:"): plain(inner)
                for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def collection(world, request):
    siren = request.get("entity.siren", "")
    page = number_in(request, "page", 1)
    many = min(number_in(request, "itemsPerPage", MOST), MOST)
    company = world.companies.find(siren, "bilans_ges")
    all_of_them = [inventory(company, balance, number) for number, balance
                   in enumerate(company.balances if company else [])]
    if company is None and (recorded := world.samples.bilans(siren)):
        return Response(200, recorded, LD)
    shown = all_of_them[(page - 1) * many:page * many]
    if "application/json" in request.header("Accept"):
        return Response(200, shown)
    body = {"@context": "/api/contexts/Inventory", "@id": "/api/inventories",
            "@type": "hydra:Collection",
            "hydra:totalItems": len(all_of_them), "hydra:member": shown,
            "hydra:view": view(siren, page, many, len(all_of_them)),
            "hydra:search": {}}
    if not world.settings["bilans_ges.hydra"]:
        body = plain(body)
    return Response(200, body, LD)


def answer(world, request):
    path = request.path
    path = path[len(BASE):] if path.startswith(BASE + "/") else path
    if path != "/inventories":
        return problem(404, "Not Found")
    try:
        return collection(world, request)
    except ValueError as error:
        return problem(400, f"{error} is out of range")
