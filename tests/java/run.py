#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles a program against the jar, and runs it: it ends well, says what is
expected, and Java has nothing to say of how JNI is used.

    run.py JAVAC JAVA JAR LIBRARY_FOLDER PROGRAM.java EXPECTED|- [ARGUMENT...]
"""
import subprocess
import sys
import tempfile
from pathlib import Path

javac, java, jar, library, program, expected, *words = sys.argv[1:]
with tempfile.TemporaryDirectory() as classes:
    subprocess.run([javac, "-Xlint:all", "-cp", jar, "-d", classes,
                    program], check=True)
    done = subprocess.run(
        [java, "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch",  # Java's memory
         # is there from the start: what grows is ours.
         "-Xcheck:jni", "-Dstdout.encoding=UTF-8",
         f"-Djava.library.path={library}", "-cp", f"{jar}:{classes}",
         Path(program).stem, *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
print(done.stdout)
wrong = [line for line in done.stdout.splitlines()
         if line.startswith(("WARNING in native", "WARNING: JNI", "FATAL"))]
if expected != "-" and done.stdout != Path(expected).read_text():
    wrong.append(f"not what {expected} shows")
print("\n".join(wrong))
sys.exit(done.returncode or bool(wrong))
