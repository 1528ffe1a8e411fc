#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Public prototypes == symbol map == symbols that the library exports."""
import re
import subprocess
import sys

from tree import ROOT, code_of, files, verdict

headers = code_of("".join(p.read_text()
                          for p in files("*.h", "include/portailrse")))
declared = set(re.findall(r"^PRSE_API\b[^;(]*?\b(prse_\w+)\s*\(", headers,
                          re.M))
mapped = set(re.findall(r"^\s+(prse_\w+);",
                        (ROOT / "src/portailrse.map").read_text(), re.M))
listing = subprocess.run(["nm", "-D", "--defined-only", sys.argv[2]],
                         check=True, capture_output=True, text=True).stdout
exported = {name.split("@")[0] for _, kind, name
            in (line.split() for line in listing.splitlines()) if kind != "A"}
found = []
for title, one, two in (("declared, not in the map", declared, mapped),
                        ("in the map, not declared", mapped, declared),
                        ("in the map, not exported", mapped, exported),
                        ("exported, not in the map", exported, mapped)):
    found += [f"{title}: {name}" for name in sorted(one - two)]
verdict(found, f"symbols: {len(declared)} declared = mapped = exported")
