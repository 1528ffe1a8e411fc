#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""packs/pack.schema.json knows the keys that the program knows: every kind of
entry is given a key that nobody has, and the program names those it allows.

usage: check_schema.py PROGRAM
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[2] / "packs/pack.schema.json"
TEXT = "{ fr: a, en: a }"
PACK = f"pack: p\nversion: a\nlabel: {TEXT}\nreviewed: 2026-11-01\n"
OBLIGATION = f"obligation: o\nlabel: {TEXT}\napplies: true\n"
SOURCE = f"source: s\nlabel: {TEXT}\ndetect: d\n"
ODD = "{ zzz: a }"

# Where an entry of each kind stands: the lines of more.yaml, or of overlay.yaml
# for the two kinds that only overlays have.
ENTRIES = {
    "fact": f"facts: {{ f: {ODD} }}\n",
    "law": f"law: {{ l: {ODD} }}\n",
    "threshold": f"thresholds: {{ t: {ODD} }}\n",
    "definition": f"definitions: {{ d: {ODD} }}\n",
    "function": f"functions: {{ f: {ODD} }}\n",
    "check": f"coherence: {{ c: {ODD} }}\n",
    "text": f"coherence: {{ c: {{ check: true, text: {ODD} }} }}\n",
    "obligation": OBLIGATION + "zzz: a\n",
    "criterion": OBLIGATION + f"criteria: {{ c: {ODD} }}\n",
    "output": OBLIGATION + f"outputs: {{ o: {ODD} }}\n",
    "duty": OBLIGATION + f"duties: [{ODD}]\n",
    "sanction": OBLIGATION + f"sanctions: [{ODD}]\n",
    "deadline": OBLIGATION + f"deadlines: {{ d: {ODD} }}\n",
    "test": OBLIGATION + f"tests: [{ODD}]\n",
    "source": SOURCE + "facts: {}\nzzz: a\n",
    "mapping": SOURCE + f"facts: {{ f: {ODD} }}\n",
    "differences": "differences: q\nentries: {}\nzzz: a\n",
    "explanation": f"differences: q\nentries: {{ e: {ODD} }}\n",
}
OVERLAYS = {"overlay": f"overlay: o\nlabel: {TEXT}\nzzz: a\n"}
# The keys that make a file something else than one of sections.
WHOLE_FILES = {"obligation", "source", "differences"}


def allowed(program, folder, manifest, more, overlay):
    """The keys that the program names when it meets "zzz"."""
    for name, text in (("pack.yaml", manifest), ("more.yaml", more),
                       ("overlay.yaml", overlay or "")):
        (folder / name).write_text(text, encoding="utf-8")
    words = [program, "pack", "check", str(folder)]
    if overlay:
        words += ["--overlay", str(folder / "overlay.yaml")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60,
                          check=False, env={"LANG": "en"})
    found = re.search(r"unknown key `zzz`.*\(allowed: ([^)]*)\)", done.stderr)
    if not found:
        sys.exit(f"no list of keys in the answer: {done.stderr}")
    return set(found[1].split(", "))


def differences(program, folder, definitions):
    good = PACK + "files: [more.yaml]\n"
    cases = [("pack", PACK + "files: []\nzzz: a\n", "", None),
             ("sections", good, "zzz: {}\n", None)]
    cases += [(kind, good, text, None) for kind, text in ENTRIES.items()]
    cases += [(kind, good, "law: {}\n", text)
              for kind, text in OVERLAYS.items()]
    for kind, manifest, more, overlay in cases:
        knows = allowed(program, folder, manifest, more, overlay)
        if kind == "sections":
            knows -= WHOLE_FILES
        says = set(definitions[kind]["properties"])
        if knows != says:
            yield (f"{kind}: only the program knows {sorted(knows - says)}, "
                   f"only the schema {sorted(says - knows)}")
    print(f"{len(cases)} kinds of entries compared")


def main():
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    with tempfile.TemporaryDirectory() as folder:
        wrong = list(differences(sys.argv[1], Path(folder), definitions))
    for line in wrong:
        print(line)
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
