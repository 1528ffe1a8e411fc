# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas of what is answered about runs."""
from ..dictionary import Schema
from ..schemas import COUNT, FLAG, TEXT, one_of, or_null, record, some
from .run import STATES, STATUSES

MOMENT: Schema = {"type": "string", "format": "date-time"}
ID: Schema = {"type": "string", "pattern": "^[0-9A-Z]{26}$"}
OBJECT: Schema = {"type": "object"}

SCHEMAS: dict[str, Schema] = {
    "Started": record(id=ID, new=FLAG),
    "Run": record(
        id=ID, document_id=TEXT, name=TEXT, state=one_of(*STATES),
        status=one_of(*STATUSES),
        progress=record(done=COUNT, total=COUNT, stage=or_null(TEXT)),
        failures=COUNT,
        error=or_null(record(code=TEXT, message=or_null(TEXT))),
        asked_at=MOMENT, ended_at=or_null(MOMENT),
        events=some(record(
            number=COUNT, kind=TEXT, body=OBJECT, at=MOMENT,
            delivered_at=or_null(MOMENT)))),
    "Result": OBJECT,
    "Ready": record(status=one_of("ready")),
    "Alive": record(status=one_of("alive"), msg=TEXT),
    "Pending": record(status=one_of("pending")),
    "ExistingAnswer": record(status=one_of("error"), msg=TEXT),
    "ExistingToken": record(msg=TEXT),
    "Metrics": TEXT,
}
