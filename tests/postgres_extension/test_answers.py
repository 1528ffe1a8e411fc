# SPDX-License-Identifier: Apache-2.0
"""Tables in the server get the answers that `portailrse batch` writes."""
import csv
import io
import re
from collections import Counter

import pytest

from conftest import DATE, ROOT, fill, population, program

ROWS = 5_000
PACK = str(ROOT / "packs/fr-rse")
# In the order of prse_count, as the program shows them in a CSV.
SHOWN = {"non_soumis": "0", "soumis": "1", "incalculable": "?",
         "recommande": "0", "insuffisant": "INSUFFISANT"}
TRUTHS = {"true": "1", "false": "0", None: ""}
PARTS = ("_soumis", "_premiere_annee", "_manque", "_criteres", "_statut")


def batch(path):
    return list(csv.DictReader(io.StringIO(program(
        "batch", "--pack", PACK, "--at", DATE, "--in", str(path), "--columns",
        "answers,criteria,outputs,first-year,missing,compliance"))))


def counted(db, call, *arguments):
    """By obligation: companies by answer, and rows in error."""
    rows = db.execute(f"SELECT * FROM {call}", arguments).fetchall()
    return {row[0]: row[1:] for row in rows}


def aggregate(db, table, more=""):
    return counted(db, "unnest((SELECT prse_counts('fr-rse', c, %s::date) "
                       f"FROM {table} c {more}))", DATE)


@pytest.fixture(scope="module", params=["exact", "brackets", "mixed"])
def companies(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("population") / f"{request.param}.csv"
    return population(path, request.param, ROWS)


def test_every_answer_of_every_company(db, companies):
    fill(db, "companies", companies)
    expected = {row["siren"]: row for row in batch(companies)}
    rows = db.execute(
        "SELECT siren, o.* FROM companies c, "
        "prse_obligations('fr-rse', c, %s) o", [DATE]).fetchall()
    obligations = {row[1] for row in rows}
    assert len(obligations) == 9 and len(rows) == 9 * ROWS
    for (siren, obligation, answer, year, missing, criteria, status,
         outputs) in rows:
        wanted = expected[siren]
        for name, shown in (("soumis", SHOWN[answer]),
                            ("premiere_annee", str(year or "")),
                            ("manque", "+".join(missing or [])),
                            ("criteres", "+".join(criteria)),
                            ("statut", status or "")):
            assert shown == wanted[f"{obligation}_{name}"], (siren, name)
        assert answer != "recommande" or status == "recommande"
        for name, value in outputs.items():
            assert TRUTHS.get(value, value) == wanted.pop(name), (siren, name)
    # The outputs that were left out are those that nobody can tell.
    own = set(companies.read_text().partition("\n")[0].split(","))
    assert {value for row in expected.values() for name, value in row.items()
            if name not in own and not name.endswith(PARTS)} == {"?"}


def test_counts_are_those_of_the_answers(db, companies):
    types = fill(db, "companies", companies)
    assert {"text", "date", "boolean"} <= set(types.values())
    rows = batch(companies)
    found = aggregate(db, "companies")
    assert counted(db, "prse_counts_of('fr-rse', "
                       "'SELECT * FROM companies', %s)", DATE) == found
    one_by_one = Counter(db.execute(
        "SELECT obligation, answer FROM companies c, "
        "prse_obligations('fr-rse', c, %s)", [DATE]).fetchall())
    for obligation, (*counts, errors) in found.items():
        assert errors == 0 and sum(counts) == ROWS
        assert counts == [one_by_one[obligation, a] for a in SHOWN]
        shown = Counter(row[f"{obligation}_soumis"] for row in rows)
        by_shown = Counter()
        for answer, count in zip(SHOWN, counts):
            by_shown[SHOWN[answer]] += count
        assert +by_shown == shown, obligation


def test_the_guide(db):
    """Its SQL runs; what it sets up is counted."""
    guide = (ROOT / "docs/postgresql-extension.md").read_text("utf-8")
    statements = [s for block in re.findall(r"```sql\n(.*?)```", guide, re.S)
                  for s in block.split(";") if s.strip()]
    results = [db.execute(s) for s in statements]
    one, _, counts, each, groups = results
    assert one.fetchone() == ("soumis",)
    assert len(counts.fetchall()) == 9 and len(each.fetchall()) == 1000
    assert len(groups.fetchall()) == 18
