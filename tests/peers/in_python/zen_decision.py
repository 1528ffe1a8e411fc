# SPDX-License-Identifier: Apache-2.0
"""GoRules ZEN: a decision, compiled once, whose node of expressions says the
eight answers. What it refuses to compare is not told; as one error ends a
decision, each obligation is then asked alone."""
import json
from importlib.metadata import version

import zen

from companies import OBLIGATIONS

VERSION = f"zen-engine {version('zen-engine')}"
SOCIETY = "categorie_juridique >= 5000 and categorie_juridique < 6000"
RULES = (
    "effectif >= 50",
    "effectif >= 50",
    "effectif_securite_sociale >= 50",
    "effectif > 500 or effectif_outre_mer > 250",
    "effectif_securite_sociale >= 250"
    " or (chiffre_affaires > 50000000 and bilan > 43000000)",
    f"{SOCIETY} and (effectif >= 500"
    " or (appartient_groupe and effectif_groupe >= 500))"
    " and (chiffre_affaires > 100000000"
    " or (appartient_groupe and chiffre_affaires_consolide > 100000000))",
    f"{SOCIETY} and (effectif >= 5000"
    " or (appartient_groupe and effectif_groupe >= 10000))",
    "est_cotee or (effectif > 250 and chiffre_affaires > 50000000)"
    " or (effectif > 250 and bilan > 25000000)"
    " or (chiffre_affaires > 50000000 and bilan > 25000000)",
)


def decision():
    """An input, one node with an expression an obligation, an output."""
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode",
         "content": {"expressions": [
             {"id": name, "key": name, "value": rule}
             for name, rule in zip(OBLIGATIONS, RULES)]}},
        {"id": "out", "name": "out", "type": "outputNode"}]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
             for a, b in (("in", "rules"), ("rules", "out"))]
    return zen.ZenEngine().create_decision(
        json.dumps({"contentType": "application/vnd.gorules.decision",
                    "nodes": nodes, "edges": edges}))


DECISION = decision()
ALONE = [zen.compile_expression(rule) for rule in RULES]


def prepare(row):
    return {fact: value for fact, value in row.items() if value is not None}


def alone(rule, company):
    try:
        said = rule.evaluate(company)
    except RuntimeError:
        return None
    return said if isinstance(said, bool) else None


def each(company):
    return [alone(rule, company) for rule in ALONE]


def answer(company):
    try:
        said = DECISION.evaluate(company)["result"]
    except RuntimeError:
        return each(company)
    return [said[name] for name in OBLIGATIONS]
