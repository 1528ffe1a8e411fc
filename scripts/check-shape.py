#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shape of the code: length and complexity of functions, length of files,
columns, licence lines, banned calls."""
import ast
import json
import re
import shutil
import subprocess

from tree import ROOT, code_of, files, name_of, verdict

P95, LONGEST, MOST_COMPLEX, COLUMNS, LINES = 25, 37, 20, 80, 600
# Every text in these keeps to COLUMNS and LINES, every function to LONGEST.
# Of the other folders C keeps to COLUMNS; all of them have licence lines.
SHAPED = ("src", "include", "packaging", "examples", "scripts", "bindings")
OTHERS = ("tests", "models")
TEXTS = ("*.[ch]", "*.py", "*.sh", "*.js", "*.java", "*.in", "*.i",
         "meson.build")
SINGLE = ("dev", ".ci/run", "meson.build", "packaging/debian/rules")
# Made by others, or by a program.
FOREIGN = re.compile(r"\.min\.js$|/migrations/\d")
# One sentence a line, in two languages.
LONG_TABLES = ("src/cli/texts.c", "src/cli/texts.h")
# Unbounded, dependent on the locale or hidden state, or without an error.
NOWHERE = ("strcpy strcat sprintf vsprintf gets atoi atol atoll atof strtok "
           "alloca localtime gmtime setlocale abort assert rand system popen")
# The library lives in other people's processes; memory passes through mem.c.
NOT_IN_LIBRARY = ("printf fprintf vprintf puts putchar perror exit _exit "
                  "malloc calloc realloc free strdup strndup getenv signal "
                  "strtod strtof time")
ALLOCATOR = "src/base/mem.c"
PROGRAMS = ("src/cli/", "src/apart/")


def texts(*folders):
    found = [p for pattern in TEXTS for p in files(pattern, *folders)]
    return [p for p in found if not FOREIGN.search(name_of(p))]


def calls(names):
    return re.compile(r"(?<![\w.>])(" + names.replace(" ", "|") + r")\s*\(")


def banned(name):
    if not name.startswith("src/") or name == ALLOCATOR:
        return None
    if name.startswith(PROGRAMS):
        return calls(NOWHERE)
    return calls(NOWHERE + " " + NOT_IN_LIBRARY)


def licence_problems(path):
    if "SPDX-License-Identifier: Apache-2.0" not in path.read_text()[:200]:
        yield f"{name_of(path)}: no SPDX line"


def line_problems(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if len(line) > COLUMNS:
            yield f"{name_of(path)}:{number}: {len(line)} columns"
        if "\t" in line.lstrip("\t" if path.name == "rules" else "") \
                or line != line.rstrip():
            yield f"{name_of(path)}:{number}: tab or trailing space"


def call_problems(path):
    forbidden = banned(name_of(path))
    if not forbidden:
        return
    code = code_of(path.read_text())
    for number, line in enumerate(code.splitlines(), 1):
        for call in forbidden.findall(line):
            yield f"{name_of(path)}:{number}: {call}() is banned"


def file_problems(path):
    count = path.read_text().count("\n")
    if count > LINES and name_of(path) not in LONG_TABLES:
        yield f"{name_of(path)}: {count} lines"


def output(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          text=True).stdout.splitlines()


def c_lengths(sources):
    ctags = shutil.which("ctags-universal") or "ctags"
    for line in output(ctags, "--languages=C", "--kinds-C=f", "--fields=+ne",
                       "--output-format=json", "-o", "-", *sources):
        tag = json.loads(line)
        yield tag["end"] - tag["line"] + 1, f"{tag['path']}: {tag['name']}"


def python_lengths(sources):
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield (node.end_lineno - node.lineno + 1,
                       f"{path}: {node.name}")


def complexities(sources):
    for line in output("pmccabe", *sources):
        fields = line.split(None, 6)
        yield int(fields[0]), f"{fields[5]} {fields[6]}"


shaped = texts(*SHAPED) + [ROOT / name for name in SINGLE]
others = texts(*OTHERS)
found = []
for path in shaped + others:
    found += licence_problems(path)
for path in shaped + [p for p in others if p.suffix in (".c", ".h")]:
    found += line_problems(path)
for path in shaped:
    found += [*file_problems(path), *call_problems(path)]
sources = [str(p) for p in shaped if p.suffix == ".c"]
lines = sorted([*c_lengths(sources),
                *python_lengths(p for p in shaped if p.suffix == ".py")])
complexity = sorted(complexities(sources))
p95 = lines[int(len(lines) * 0.95)][0]
if p95 > P95:
    found.append(f"function length p95 is {p95} lines, above {P95}")
found += [f"{name}: {n} lines" for n, name in lines if n > LONGEST]
found += [f"{name}: complexity {n}" for n, name in complexity
          if n > MOST_COMPLEX]
verdict(found, f"shape: {len(lines)} functions, length p95 {p95}, max "
        f"{lines[-1][0]}, complexity max {complexity[-1][0]}")
