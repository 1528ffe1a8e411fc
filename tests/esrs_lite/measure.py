#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How often the embedded classifier is right.

usage: measure.py PROGRAM HELD_OUT.tsv FOLDER

Two sets, neither of which the model learnt: sentences of our own, and where
they are found (PRSE_ESRS, ../shared/esrs) sentences of real reports. Writes
a picture of each confusion into the folder. Exit 77 when the reports are not
there, and all else holds."""
import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

CODES = ["E1", "E2", "E3", "E4", "E5", "S1", "S2", "S3", "S4", "G1", "N"]
# At least: strict, lenient, macro-F1.
OWN_BARS = (0.70, 0.70, 0.66)
REPORT_BARS = (0.72, 0.83, 0.62)
CELL, LEFT, TOP = 44, 92, 84


def table(text):
    return list(csv.DictReader(text.splitlines(), delimiter="\t",
                               quoting=csv.QUOTE_NONE))


def classify(program, rows):
    lines = "text\n" + "".join(row["text"] + "\n" for row in rows)
    done = subprocess.run([program, "classify"], input=lines.encode(),
                          stdout=subprocess.PIPE, check=True)
    return table(done.stdout.decode())


def f1(pairs, code):
    both = sum(a == b == code for a, b in pairs)
    either = sum((a == code) + (b == code) for a, b in pairs)
    return 2 * both / either if either else 0.0


def calibration_error(found, right):
    """Mean distance between how sure it says it is and how often it is
    right, over ten classes of sureness."""
    error = 0.0
    for i in range(10):
        own = [(float(f["confidence"]), r) for f, r in zip(found, right)
               if min(int(float(f["confidence"]) * 10), 9) == i]
        if own:
            error += abs(sum(c for c, _ in own) - sum(r for _, r in own))
    return error / len(found)


def square(x, y, count, of):
    share = count / of if of else 0
    shade = f"rgb({round(247 - 214 * share)},{round(251 - 138 * share)}," \
            f"{round(255 - 74 * share)})"
    ink = "#ffffff" if share > 0.55 else "#1b2733"
    text = f'<text x="{x + CELL / 2}" y="{y + 27}" fill="{ink}">{count}</text>'
    return (f'<rect x="{x}" y="{y}" width="{CELL - 2}" height="{CELL - 2}" '
            f'rx="3" fill="{shade}"/>' + (text if count else ""))


def headings():
    for i, code in enumerate(CODES):
        middle = i * CELL + CELL / 2
        yield (f'<text x="{LEFT + middle}" y="{TOP - 10}" '
               f'font-weight="bold">{code}</text>')
        yield (f'<text x="{LEFT - 14}" y="{TOP + middle + 4}" '
               f'text-anchor="end" font-weight="bold">{code}</text>')


def picture(title, pairs):
    """Rows are what people said, columns what the classifier said."""
    counts, of = Counter(pairs), Counter(a for a, _ in pairs)
    width, height = LEFT + 11 * CELL + 16, TOP + 11 * CELL + 40
    bottom = height - 14
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
             f'viewBox="0 0 {width} {height}" width="{width}" '
             f'font-family="sans-serif" font-size="14" '
             f'text-anchor="middle" fill="#1b2733"><title>{title}</title>'
             f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
             f'<text x="{width / 2}" y="26" font-size="16">{title}</text>'
             f'<text x="{width / 2}" y="50" font-size="12" fill="#52606d">'
             f'rows: label given by people; columns: esrs-lite</text>',
             *headings()]
    for i, truth in enumerate(CODES):
        parts += [square(LEFT + j * CELL, TOP + i * CELL,
                         counts[truth, code], of[truth])
                  for j, code in enumerate(CODES)]
    parts.append(f'<text x="{width / 2}" y="{bottom}" font-size="12" '
                 f'fill="#52606d">shade: share of the row</text></svg>')
    return "\n".join(parts) + "\n"


def measure(name, program, rows, bars, folder):
    """Whether the bars are reached; tells the figures."""
    found = classify(program, rows)
    pairs = [(r.get("label") or r["code"], f["code"])
             for r, f in zip(rows, found, strict=True)]
    right = [b == a or b in (r.get("also_acceptable") or "").split(",")
             for r, (a, b) in zip(rows, pairs)]
    strict = sum(a == b for a, b in pairs) / len(pairs)
    lenient = sum(right) / len(pairs)
    present = [c for c in CODES if any(a == c for a, _ in pairs)]
    macro = sum(f1(pairs, c) for c in present) / len(present)
    print(f"{name}: {len(pairs)} sentences, strict {strict:.3f}, lenient "
          f"{lenient:.3f}, macro-F1 {macro:.3f}, calibration error "
          f"{calibration_error(found, right):.3f}")
    print("  F1 " + ", ".join(f"{c} {f1(pairs, c):.2f}" for c in present))
    path = Path(folder) / f"confusion-{name.replace(' ', '-')}.svg"
    path.write_text(picture(f"{name}, {len(pairs)} sentences: "
                            f"{100 * strict:.0f} % right", pairs),
                    encoding="utf-8")
    return all(figure >= bar
               for figure, bar in zip((strict, lenient, macro), bars))


def main():
    program, held_out, folder = sys.argv[1:]
    shared = Path(os.environ["PRSE_SOURCE_ROOT"]).parent / "shared/esrs"
    gold = Path(os.environ.get("PRSE_ESRS", shared)) / "gold_dev_fr.tsv"
    good = measure("our own held out", program,
                   table(Path(held_out).read_text("utf-8")), OWN_BARS, folder)
    if not gold.exists():
        print(f"skipped: {gold.name}, sentences of real reports, is not there")
        return 77 if good else 1
    good &= measure("real reports", program, table(gold.read_text("utf-8")),
                    REPORT_BARS, folder)
    return 0 if good else 1


sys.exit(main())
