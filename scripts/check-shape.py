#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shape of the code: length and complexity of functions, columns, licence
lines, banned calls."""
import json
import re
import shutil
import subprocess

from tree import code_of, files, name_of, verdict

P95, LONGEST, MOST_COMPLEX, COLUMNS = 55, 100, 20, 80
# Unbounded, dependent on the locale or hidden state, or without an error.
NOWHERE = ("strcpy strcat sprintf vsprintf gets atoi atol atoll atof strtok "
           "alloca localtime gmtime setlocale abort assert rand system popen")
# The library lives in other people's processes; memory passes through mem.c.
NOT_IN_LIBRARY = ("printf fprintf vprintf puts putchar perror exit _exit "
                  "malloc calloc realloc free strdup strndup getenv signal "
                  "strtod strtof time")
ALLOCATOR = "src/base/mem.c"


def calls(names):
    return re.compile(r"(?<![\w.>])(" + names.replace(" ", "|") + r")\s*\(")


def banned(name):
    if not name.startswith("src/") or name == ALLOCATOR:
        return None
    if name.startswith("src/cli/"):
        return calls(NOWHERE)
    return calls(NOWHERE + " " + NOT_IN_LIBRARY)


def text_problems(path):
    name, text = name_of(path), path.read_text()
    if "SPDX-License-Identifier: Apache-2.0" not in text[:200]:
        yield f"{name}: no SPDX line"
    if path.suffix not in (".c", ".h"):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > COLUMNS:
            yield f"{name}:{number}: {len(line)} columns"
        if "\t" in line or line != line.rstrip():
            yield f"{name}:{number}: tab or trailing space"
    forbidden = banned(name)
    for number, line in enumerate(code_of(text).splitlines(), 1):
        for call in forbidden.findall(line) if forbidden else ():
            yield f"{name}:{number}: {call}() is banned"


def output(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          text=True).stdout.splitlines()


def lengths(sources):
    ctags = shutil.which("ctags-universal") or "ctags"
    for line in output(ctags, "--languages=C", "--kinds-C=f", "--fields=+ne",
                       "--output-format=json", "-o", "-", *sources):
        tag = json.loads(line)
        yield tag["end"] - tag["line"] + 1, f"{tag['path']}: {tag['name']}"


def complexities(sources):
    for line in output("pmccabe", *sources):
        fields = line.split(None, 6)
        yield int(fields[0]), f"{fields[5]} {fields[6]}"


folders = ("src", "include", "tests", "examples", "scripts", "bindings",
           "models")
texts = [p for pattern in ("*.[ch]", "*.py", "*.sh", "meson.build")
         for p in files(pattern, *folders)]
found = [problem for path in texts for problem in text_problems(path)]
sources = [str(p) for p in files("*.c", "src")]
lines, complexity = sorted(lengths(sources)), sorted(complexities(sources))
p95 = lines[int(len(lines) * 0.95)][0]
if p95 > P95:
    found.append(f"function length p95 is {p95} lines, above {P95}")
found += [f"{name}: {n} lines" for n, name in lines if n > LONGEST]
found += [f"{name}: complexity {n}" for n, name in complexity
          if n > MOST_COMPLEX]
verdict(found, f"shape: {len(lines)} functions, length p95 {p95}, max "
        f"{lines[-1][0]}, complexity max {complexity[-1][0]}")
