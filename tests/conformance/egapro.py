#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The gender-equality index of the pack fr-rse.

    egapro.py PROGRAM

First the vectors beside this file: what a function of the pack must answer,
field by field. Then declarations drawn at random, against the annexes of the
labour code written here once more, with exact fractions.
"""
import decimal
import json
import math
import pathlib
import random
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
PACK = HERE.parents[1] / "packs" / "fr-rse"
DRAWN = 150


# --- The program ---

def call(program, function, arguments, date):
    done = subprocess.run(
        [program, "call", "--pack", str(PACK), "--at", date, function],
        input=json.dumps(arguments), text=True, capture_output=True,
        check=False)
    if done.returncode != 0:
        sys.exit(f"{function}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout, parse_float=decimal.Decimal)


def is_number(value):
    return isinstance(value, (int, decimal.Decimal, Fraction)) and \
        not isinstance(value, bool)


def differences(expected, found, place=""):
    """Yields what is not as expected; fields that are not named are free."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key, "(absent)"),
                                   f"{place}.{key}")
    elif is_number(expected) and is_number(found):
        if Fraction(expected) != Fraction(found):
            yield f"{place}: expected {expected}, found {found}"
    elif type(expected) is not type(found) or expected != found:
        yield f"{place}: expected {expected}, found {found}"


# --- The annexes, with fractions ---

def rounded(gap):
    return Fraction(math.floor(abs(gap) * 10 + Fraction(1, 2)), 10)


def favoured(gap):
    return 0 if rounded(gap) == 0 else 1 if gap > 0 else -1


def scale(value, points):
    return next((p for limit, p in zip((2, 5, 10), points) if value <= limit),
                points[3])


PAY_POINTS = [40, 39, 38, 37, 36, 35, 34, 33, 31, 29, 27,
              25, 23, 21, 19, 17, 14, 11, 8, 5, 2]


def people(groups):
    return sum(g["hommes"] + g["femmes"] for g in groups)


def kept(groups, least):
    return [g for g in groups if min(g["hommes"], g["femmes"]) >= least]


def pay_gap(data, counted):
    groups = kept(data["categories"], 3)
    if people(groups) * 100 < 40 * counted:
        return None
    relevance = 5 if data["modalite"] == "csp" else 2
    total = Fraction(0)
    for g in groups:
        men = Fraction(str(g["remuneration_hommes"]))
        women = Fraction(str(g["remuneration_femmes"]))
        gap = (men - women) / men * 100
        gap = max(gap - relevance, 0) if gap > 0 else min(gap + relevance, 0)
        total += gap * (g["hommes"] + g["femmes"])
    gap = total / people(groups)
    index = math.ceil(rounded(gap))
    return (PAY_POINTS[index] if index <= 20 else 0), 40, favoured(gap)


def rates(data, counted, men, women, points):
    if sum(g[men] + g[women] for g in data["categories"]) == 0:
        return None
    groups = kept(data["categories"], 10)
    if people(groups) * 100 < 40 * counted:
        return None
    gap = sum((Fraction(g[men], g["hommes"]) - Fraction(g[women], g["femmes"]))
              * 100 * (g["hommes"] + g["femmes"]) for g in groups)
    gap /= people(groups)
    return scale(rounded(gap), points), points[0], favoured(gap)


def raises(data):
    men, women = data["hommes"], data["femmes"]
    if min(men, women) < 5 or not data["hommes_augmentes"] + \
            data["femmes_augmentees"]:
        return None
    gap = Fraction(data["hommes_augmentes"], men) - \
        Fraction(data["femmes_augmentees"], women)
    points = (35, 25, 15, 0)
    return max(scale(rounded(gap * 100), points),
               scale(rounded(gap * min(men, women)), points)), 35, \
        favoured(gap * 100)


def caught_up(indicator, pay):
    if indicator and pay and pay[0] < 40 and indicator[2] and \
            indicator[2] != pay[2]:
        return indicator[1], indicator[1], indicator[2]
    return indicator


def expected_index(d):
    counted = d["effectif_pris_en_compte"]
    pay = pay_gap(d["ecart_remuneration"], counted)
    found = [pay]
    if d["effectif"] <= 250:
        found.append(caught_up(raises(d["augmentations"]), pay))
    else:
        found.append(caught_up(rates(d["augmentations"], counted,
                                     "hommes_augmentes", "femmes_augmentees",
                                     (20, 10, 5, 0)), pay))
        found.append(caught_up(rates(d["promotions"], counted,
                                     "hommes_promus", "femmes_promues",
                                     (15, 10, 5, 0)), pay))
    back = d["retour_maternite"]
    found.append(None if not back["retours"] or not back["concernees"] else
                 (15 if back["augmentees"] == back["concernees"] else 0, 15))
    top = min(d["dix_remunerations"].values())
    found.append((10 if top >= 4 else 5 if top >= 2 else 0, 10))
    points = sum(i[0] for i in found if i)
    most = sum(i[1] for i in found if i)
    score = None if most < 75 else \
        math.floor(Fraction(100 * points, most) + Fraction(1, 2))
    return {"points": points, "maximum": most, "score": score,
            "calculable": score is not None,
            "mesures_correctives": score is not None and score < 75}


# --- Declarations drawn at random ---

def draw_groups(rng, count, men, women):
    groups = []
    for _ in range(count):
        m, w = rng.randint(0, 40), rng.randint(0, 40)
        groups.append({"hommes": m, "femmes": w,
                       men: rng.randint(0, m), women: rng.randint(0, w)})
    return groups


def draw_pay(rng):
    level = rng.randint(1500, 6000)
    return {"hommes": rng.randint(0, 30), "femmes": rng.randint(0, 30),
            "remuneration_hommes": level,
            "remuneration_femmes": level + rng.randint(-level // 4, 300)}


def draw(rng):
    pay = [draw_pay(rng) for _ in range(rng.randint(2, 12))]
    large = rng.random() < 0.6
    men, women = rng.randint(4, 90), rng.randint(4, 90)
    concerned = rng.randint(0, 4)
    top = rng.randint(0, 10)
    return {
        "effectif": rng.randint(251, 900) if large else rng.randint(50, 250),
        "effectif_pris_en_compte": max(1, people(pay) * rng.randint(90, 140)
                                       // 100),
        "ecart_remuneration": {"modalite": "csp", "categories": pay},
        "augmentations": {"categories": draw_groups(
            rng, 4, "hommes_augmentes", "femmes_augmentees")} if large else
        {"hommes": men, "femmes": women,
         "hommes_augmentes": rng.randint(0, men),
         "femmes_augmentees": rng.randint(0, women)},
        "promotions": {"categories": draw_groups(
            rng, 4, "hommes_promus", "femmes_promues")},
        "retour_maternite": {"retours": concerned, "concernees": concerned,
                             "augmentees": max(0, concerned
                                               - rng.randint(0, 1))},
        "dix_remunerations": {"hommes": top, "femmes": 10 - top}}


def main(program):
    with open(HERE / "egapro_vectors.json", encoding="utf-8") as file:
        table = json.load(file)
    failures = 0
    for vector in table["vectors"]:
        expected = json.loads(json.dumps(vector["expect"]),
                              parse_float=decimal.Decimal)
        found = call(program, vector["function"], vector["arguments"],
                     table["date"])
        for text in differences(expected, found):
            failures += 1
            print(f"{vector['id']} ({vector['about']}){text}")
    rng = random.Random(20261123)
    marks = 0
    for number in range(DRAWN):
        declaration = draw(rng)
        expected = expected_index(declaration)
        marks += expected["score"] is not None
        found = call(program, "index_egapro", [declaration], table["date"])
        for text in differences(expected, found):
            failures += 1
            print(f"drawn {number}{text}\n  {json.dumps(declaration)}")
    print(f"{len(table['vectors'])} vectors, {DRAWN} drawn declarations "
          f"({marks} with a mark), {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
