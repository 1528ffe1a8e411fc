#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves src/LAYERS: who includes whom, no cycle, one module for each
third-party header; and that no source, test or header is left unbuilt."""
import re

from tree import ROOT, files, name_of, verdict

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)
SYSTEM = {"arpa/inet", "ctype", "dirent", "dlfcn", "errno", "fcntl",
          "inttypes", "limits", "math", "netinet/in", "poll", "pthread",
          "signal", "stdarg", "stdatomic", "stddef", "stdint", "stdio",
          "stdlib", "string", "sys/file", "sys/ioctl", "sys/mman", "sys/prctl",
          "sys/random", "sys/resource", "sys/socket", "sys/stat",
          "sys/statvfs", "sys/syscall", "sys/types", "sys/wait", "time",
          "unistd"}


def read_layers():
    """Module -> (modules it may include, third-party headers it may)."""
    layers = {}
    for line in (ROOT / "src/LAYERS").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name, above, foreign = (part.split() for part in line.split(":"))
            layers[name[0]] = (above, foreign)
    return layers


def layer_problems(layers):
    seen, owner = set(), {}
    for name, (above, foreign) in layers.items():
        for other in above:
            if other not in seen:
                yield f"LAYERS: {name} lists {other}, which is not above it"
        for header in foreign:
            if owner.setdefault(header, name) != name:
                yield f"LAYERS: {header} belongs to {owner[header]} already"
        seen.add(name)


def include_problems(path, above, foreign):
    """`above`: the module's own folder and those it may include."""
    for style, name in INCLUDE.findall(path.read_text()):
        folder = name.split("/")[0]
        if folder == "portailrse":
            if not (ROOT / "include" / name).exists():
                yield f"{name_of(path)}: no public header {name}"
        elif style == "<":
            if name.removesuffix(".h") not in SYSTEM and name not in foreign:
                yield f"{name_of(path)}: <{name}> belongs elsewhere"
        elif folder not in above:
            yield f"{name_of(path)}: may not include {name}"


def unlisted(path):
    """A file that no meson.build of its folder names is never built."""
    listing = path.parent / "meson.build"
    if not listing.exists() or f"'{path.name}'" not in listing.read_text():
        yield f"{name_of(path)}: not named in {name_of(listing)}"


def cycles(graph):
    done, doing = set(), []

    def visit(node):
        if node in doing:
            yield " -> ".join(doing[doing.index(node):] + [node])
        elif node not in done:
            doing.append(node)
            for other in graph.get(node, ()):
                yield from visit(other)
            done.add(doing.pop())

    for node in graph:
        yield from visit(node)


layers = read_layers()
found = list(layer_problems(layers))
sources = files("*.[ch]", "src")
public = files("*.h", "include/portailrse")
for path in sources:
    module = path.parent.name
    if module not in layers:
        found.append(f"{name_of(path)}: module {module} is not in LAYERS")
        continue
    above, foreign = layers[module]
    found += include_problems(path, {module, *above}, foreign)
for path in public:
    found += include_problems(path, set(), [])
for path in (*files("*.c", "src", "tests/unit"), *public):
    if path.parent.name != "sys":
        found += unlisted(path)
headers = {p.relative_to(ROOT / p.relative_to(ROOT).parts[0]).as_posix(): p
           for p in sources + public if p.suffix == ".h"}
found += [f"include cycle: {c}" for c in cycles(
    {name: [n for _, n in INCLUDE.findall(p.read_text()) if n in headers]
     for name, p in headers.items()})]
verdict(found, f"layers: {len(sources)} files, 0 violations")
