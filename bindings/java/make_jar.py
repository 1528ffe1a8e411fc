#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""portailrse.jar, with the C that it calls: core_wrap.c and fields.h.

    make_jar.py OUTPUT_FOLDER SOURCE_ROOT SWIG JAVAC JAR
"""
import shutil
import subprocess
import sys
from pathlib import Path

output, root = (Path(word).resolve() for word in sys.argv[1:3])
swig, javac, jar = sys.argv[3:]
ours = root / "bindings/java"
made, classes = output / "java", output / "classes"
core = made / "org/portailrse/core"


def run(*words):
    subprocess.run(words, check=True)


for folder in (made, classes):  # Nothing of what is no longer made.
    shutil.rmtree(folder, ignore_errors=True)
run(sys.executable, root / "bindings/generate.py", root / "include", output,
    "java")
run(swig, "-java", "-package", "org.portailrse.core", "-module", "Core",
    "-outdir", core, f"-I{root / 'include'}", f"-I{output}", f"-I{ours}",
    "-o", output / "core_wrap.c", root / "bindings/portailrse.i")
strange = [path.name for path in core.glob("SWIGTYPE*")]
if strange:
    sys.exit(f"no typemap brings these to Java: {', '.join(strange)}")
run(javac, "--release", "17", "-Xlint:all,-cast", "-d", classes,
    *sorted(ours.rglob("*.java")), *sorted(made.rglob("*.java")))
run(jar, "--create", "--date=1980-01-01T00:00:02Z", "--file",
    output / "portailrse.jar", "-C", classes, ".")
