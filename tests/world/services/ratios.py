# SPDX-License-Identifier: Apache-2.0
"""Financial ratios: Explore API 2.1 and records 1.0."""
import hashlib
import re

from message import Response

DATASET = "ratios_inpi_bce"
EXPLORE = f"/explore/v2.1/catalog/datasets/{DATASET}/records"
OLD = "/records/1.0/search/"
AMOUNTS = ("marge_brute", "ebe", "ebit")
OTHERS = ("taux_d_endettement", "ratio_de_liquidite", "ratio_de_vetuste",
          "autonomie_financiere", "poids_bfr_exploitation_sur_ca",
          "couverture_des_interets", "caf_sur_ca", "capacite_de_remboursement",
          "marge_ebe", "resultat_courant_avant_impots_sur_ca",
          "poids_bfr_exploitation_sur_ca_jours", "rotation_des_stocks_jours",
          "credit_clients_jours", "credit_fournisseurs_jours")
PUBLIC = "Public"
HIDDEN = "Partiellement confidentiel (compte de résultat)"


def record(siren, account):
    hidden = account.get("confidentiel")
    block = {"siren": siren, "date_cloture_exercice": account["cloture"],
             "chiffre_d_affaires": account["ca"],
             "resultat_net": account.get("resultat"),
             **dict.fromkeys(AMOUNTS), **dict.fromkeys(OTHERS),
             "type_bilan": account["type"],
             "confidentiality": HIDDEN if hidden else PUBLIC}
    if not hidden:
        block["marge_brute"] = account["ca"] // 2
    block["autonomie_financiere"] = 41.25
    return block


def records_of(world, sirens):
    return [record(siren, account) for siren in sirens
            if (company := world.companies.find(siren, "ratios"))
            for account in company.comptes]


def by_date(records, newest_first=True):
    """Stable: K and C of the same day keep the order of the data."""
    return sorted(records, key=lambda r: r["date_cloture_exercice"],
                  reverse=newest_first)


# --- Explore API 2.1 ---

def wrong(message, status=400, code="ODSQLError"):
    return Response(status, {"error_code": code, "message": message})


def sirens_in(where):
    one = re.fullmatch(r"""\s*siren\s*(?:=|:)\s*["'](\w*)["']\s*""", where)
    if one:
        return [one[1]]
    many = re.fullmatch(r"""\s*siren\s+IN\s*\(([^()]*)\)\s*""", where, re.I)
    if many:
        return re.findall(r"""["'](\w*)["']""", many[1])
    return None


def explore(world, request):
    limit, offset = (int(request.get(name, default)) for name, default
                     in (("limit", "10"), ("offset", "0")))
    if not 0 <= limit <= 100 or offset < 0 or offset + limit > 10000:
        return wrong("limit or offset is out of range",
                     code="InvalidRESTParameterError")
    sirens = sirens_in(request.get("where", ""))
    if sirens is None:
        return wrong("ODSQL query is malformed")
    found = records_of(world, sirens)
    order = request.get("order_by", "")
    if not found and (old := world.samples.ratios(sirens[0])):
        found = explored(old)
    if re.match(r"-?\s*date_cloture_exercice", order):
        found = by_date(found, order.lower().endswith(" desc")
                        or order.startswith("-"))
    fields = [name.strip() for name in request.get("select", "*").split(",")]
    if fields != ["*"]:
        found = [{name: r[name] for name in fields if name in r}
                 for r in found]
    return Response(200, {"total_count": len(found),
                          "results": found[offset:offset + limit]},
                    headers=quota())


def explored(old):
    """Recorded answers of 1.0 in the shape of 2.1: nulls are told."""
    return [dict.fromkeys(("siren", "date_cloture_exercice",
                           "chiffre_d_affaires", "resultat_net", "type_bilan",
                           "confidentiality") + AMOUNTS + OTHERS)
            | r["fields"] for r in old["records"]]


def quota():
    return [("X-RateLimit-Limit", "10000"), ("X-RateLimit-Remaining", "9000"),
            ("X-RateLimit-Reset", "2026-11-27 00:00:00Z")]


# --- Records 1.0 ---

def old_record(fields):
    kept = {name: value for name, value in fields.items() if value is not None}
    name = hashlib.sha1(repr(sorted(kept.items())).encode()).hexdigest()
    return {"datasetid": DATASET, "recordid": name, "fields": kept,
            "record_timestamp": "2026-11-01T02:00:00Z"}


def old_search(world, request):
    rows, start = (int(request.get(name, default)) for name, default
                   in (("rows", "10"), ("start", "0")))
    query = request.get("q", "")
    match = re.fullmatch(r"\s*siren\s*[=:]\s*\"?(\w+)\"?\s*", query)
    if not match or rows < 0 or start < 0 or rows + start > 10000:
        return Response(400, {"error": "The query is invalid",
                              "errorcode": 10002})
    recorded = world.samples.ratios(match[1])
    found = records_of(world, [match[1]])
    if not found and recorded:
        return Response(200, recorded)
    sort = request.get("sort", "")
    if sort.lstrip("-") == "date_cloture_exercice":
        # In 1.0 the minus means ascending.
        found = by_date(found, not sort.startswith("-"))
    return Response(200, {
        "nhits": len(found),
        "parameters": {"dataset": DATASET, "q": query, "rows": rows,
                       "start": start, "sort": [sort] if sort else [],
                       "format": "json", "timezone": "UTC"},
        "records": [old_record(r) for r in found[start:start + rows]]})


def answer(world, request):
    path = request.path.removeprefix("/api")
    try:
        if path == EXPLORE:
            return explore(world, request)
        if path.rstrip("/") == OLD.rstrip("/"):
            if request.get("dataset") != DATASET:
                return Response(404, {"error": "Unknown dataset",
                                      "errorcode": 20000})
            return old_search(world, request)
    except ValueError:
        return wrong("limit and offset are whole numbers",
                     code="InvalidRESTParameterError")
    if path.rstrip("/") == f"/datasets/1.0/{DATASET}":
        return Response(200, {"metas": {
            "metadata_processed": world.day + "T02:00:00+00:00"}})
    if path.rstrip("/") == f"/explore/v2.1/catalog/datasets/{DATASET}":
        return Response(200, {"dataset_id": DATASET, "metas": {
            "default": {"data_processed": world.day + "T02:00:00+00:00"}}})
    return wrong("The requested dataset does not exist", 404,
                 "NotFoundError")
