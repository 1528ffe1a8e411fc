#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every public function, type and enum member is documented, in full."""
import re

from tree import files, name_of, verdict

COMMENT = r"(?:/\*\*(?P<doc>(?:(?!\*/).)*)\*/\s*)?"
FUNCTION = re.compile(COMMENT + r"^PRSE_API\b(?P<code>[^;]*);", re.S | re.M)
TYPE = re.compile(COMMENT + r"^typedef (?P<kind>enum|struct)? ?"
                  r"(?P<code>[^;{]*)", re.S | re.M)
ENUM = re.compile(r"^typedef enum (\w+) \{(.*?)^\}", re.S | re.M)
MEMBER = re.compile(r"(?:(/\*\*[^<].*?\*/)\s*)?\b(PRSE_\w+)\b[^,/}]*,?[ ]*"
                    r"(?:\n\s*)?(/\*\*<.*?\*/)?", re.S)
THREADS = ("pure", "shared", "confined")


def parameters(prototype):
    """Names, also of function pointers: int (*done)(void *self)."""
    inside = re.search(r"\bprse_\w+\s*\((.*)\)", prototype, re.S).group(1)
    inside = re.sub(r"\(\*\s*(\w+)\)\s*\([^()]*\)", r"\1", inside)
    return [re.search(r"(\w+)\s*(?:\[\w*\])?\s*$", p).group(1)
            for p in inside.split(",") if p.strip() != "void"]


def function_problems(doc, prototype):
    if not doc:
        yield "no documentation"
        return
    text = re.sub(r"^\s*\* ?", "", doc, flags=re.M).strip()
    if not re.match(r"[^@\n][^@]*?[.:]\s", text + "\n"):
        yield "does not begin with a sentence"
    names = re.findall(r"@param(?:\[\w+\])?\s+(\w+)\s+\S", text)
    wanted = parameters(prototype)
    yield from (f"@param {n} is missing" for n in wanted if n not in names)
    yield from (f"@param {n} is no parameter" for n in names
                if n not in wanted)
    if not re.match(r"\s*void\s+prse", prototype) \
            and not re.search(r"@return\s+\S", text):
        yield "@return is missing"
    tag = re.search(r"@threads\s+(\w+)", text)
    if not tag or tag.group(1) not in THREADS:
        yield f"@threads must be one of {', '.join(THREADS)}"
    if not re.search(r"@since\s+\d+\.\d+", text):
        yield "@since is missing"


def problems(text):
    for match in FUNCTION.finditer(text):
        name = re.search(r"\b(prse_\w+)\s*\(", match["code"]).group(1)
        for problem in function_problems(match["doc"], match["code"]):
            yield f"{name}: {problem}"
    for match in TYPE.finditer(text):
        if not match["doc"]:
            yield f"typedef {' '.join(match['code'].split())}: no documentation"
    for enum, body in ENUM.findall(text):
        for before, member, after in MEMBER.findall(body):
            if not before and not after:
                yield f"{enum}: {member} has no documentation"


headers = files("*.h", "include/portailrse")
found, count = [], 0
for path in headers:
    text = path.read_text()
    count += len(FUNCTION.findall(text))
    if "@file" not in text:
        found.append(f"{name_of(path)}: no @file")
    found += [f"{name_of(path)}: {p}" for p in problems(text)]
verdict(found, f"docs: {count} functions in {len(headers)} headers documented")
