# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas of the answers. Those of requests come from the pack."""
from .dictionary import Schema

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
BOUND: Schema = {"type": ["number", "string", "null"]}
DAY: Schema = {"type": "string", "format": "date"}
ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def some(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def record(*optional: str, **members: Schema) -> Schema:
    """An object with these members and no other."""
    return {"type": "object", "properties": members,
            "required": [name for name in members if name not in optional],
            "additionalProperties": False}


_UNIT = {name: TEXT for name in """siret_siege denomination sigle nom_usuel
    categorie_juridique naf naf25 categorie_entreprise tranche_effectif
    annee_effectif date_creation date_fermeture date_mise_a_jour code_postal
    code_commune commune departement code_pays pays ess societe_mission
    source""".split()}
_PACK = {"pack": TEXT, "version": TEXT, "digest": DIGEST}
_USE = record(fact=TEXT, year=WHOLE)
_REPORT = {
    **_PACK, "date": DAY, "facts": some(ref("KnownFact")),
    "warnings": some(TEXT), "obligations": some(ref("Obligation")),
    "question": or_null(ref("Question"))}

SCHEMAS: dict[str, Schema] = {
    "Unit": record(*_UNIT, siren=TEXT, open=or_null(FLAG), partial=FLAG,
                   natural_person=FLAG, **_UNIT),
    "Service": record(
        "status", "message", service=TEXT, status=TEXT, message=TEXT,
        outcome=one_of("lue", "absente", "illisible", "indisponible",
                       "limitee", "refusee", "non_demandee"),
        origin=one_of("none", "network", "cache", "stale", "file"),
        http=WHOLE, attempts=COUNT, took_ms=COUNT, age_ms=COUNT),
    "Companies": record(companies=some(ref("Unit"))),
    "Company": record(unit=ref("Unit"), warnings=some(TEXT),
                      services=some(ref("Service"))),
    "Law": record(
        id=TEXT, title=TEXT, url=TEXT, reviewed=TEXT,
        status=one_of("in_force", "adopted", "draft"),
        confidence=one_of("text", "secondary", "memory")),
    "KnownFact": record(
        "source", "date", "confidence", "prefill", "why", id=TEXT,
        year=WHOLE, value=TEXT, exact=FLAG, source=TEXT, date=TEXT,
        confidence=one_of("certain", "probable", "indicative"),
        prefill=FLAG, why=TEXT),
    "Obligation": record(
        "next", id=TEXT, label=TEXT,
        answer=one_of("not_subject", "subject", "unknown", "recommended",
                      "insufficient"),
        status=one_of("a_actualiser", "en_cours", "a_jour", "soumis",
                      "non_soumis", "recommande", "incalculable"),
        first_year=or_null(WHOLE), because=TEXT, reason=some(_USE),
        criteria=some(record("law", id=TEXT, text=TEXT,
                             met=or_null(FLAG), law=ref("Law"))),
        outputs=some(record(id=TEXT, label=TEXT, known=FLAG,
                            value=or_null(TEXT))),
        duties=some(record("law", text=TEXT, due=or_null(FLAG),
                           law=ref("Law"))),
        deadlines=some(record(id=TEXT, label=TEXT, date=or_null(DAY),
                              every_months=COUNT)),
        change=TEXT, missing=some(_USE), law=some(ref("Law")),
        law_warning=TEXT, next=or_null(record(label=TEXT, date=DAY))),
    "Question": record(fact=TEXT, year=WHOLE, text=TEXT, condition=TEXT,
                       yes=TEXT, no=TEXT, why=TEXT),
    "Report": record(**_REPORT),
    "Dashboard": record(
        **_REPORT, siren=TEXT, partial=FLAG, unit=or_null(ref("Unit")),
        services=some(ref("Service"))),
    "NextQuestion": record(question=or_null(ref("Question"))),
    "Dictionary": record(**_PACK, facts=some(record(
        id=TEXT, label=TEXT, question=TEXT, unit=TEXT, definition=TEXT,
        law=TEXT, years=COUNT, evidence=FLAG, nullable=FLAG,
        type=one_of("number", "count", "boolean", "text", "date"),
        minimum=BOUND, maximum=BOUND,
        choices=some(record(value=TEXT, label=TEXT)),
        brackets=some(TEXT)))),
    "Document": {"type": "object", "required": ["openapi", "paths"]},
    "Health": record(**_PACK, status=one_of("ok", "degraded"),
                     library=TEXT),
    "Problem": record(
        "errors", type=ADDRESS, title=TEXT, status=WHOLE, detail=TEXT,
        instance=ADDRESS,
        errors=some(record("parameter", "fact", "member", detail=TEXT,
                           parameter=TEXT, fact=TEXT, member=TEXT))),
}
