#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs meson test in the given build folders and prints 'N passed, N failed'.
Each test of Criterion and of pytest counts; so does each gate or plain program. The gates look
at the sources, so that the first folder's run of them is enough. A test whose
data is not there (exit code 77) is named as skipped and counts as neither."""
import json
import re
import subprocess
import sys
from pathlib import Path

SYNTHESIS = re.compile(r"Tested: (\d+) \| Passing: (\d+) \|")
PYTEST = re.compile(r"^(?:=+ )?(?:(\d+) failed, )?(\d+) passed"
                    r"(?P<rest>.*) in [\d.:]+s", re.M)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SANITIZER = re.compile(r"(?:Address|Leak|UndefinedBehavior)Sanitizer:|"
                       r"runtime error:")
GOOD = ("OK", "EXPECTEDFAIL")


def counts(test):
    """How many tests of one program passed and failed."""
    good = test["result"] in GOOD
    text = COLOURS.sub("", test.get("stdout", "") + test.get("stderr", ""))
    pytest = PYTEST.search(text)
    if pytest:
        bad = int(pytest[1] or 0)
        return int(pytest[2]), bad or int(not good)
    found = SYNTHESIS.search(text)
    unit = test["name"].split(":")[-1].startswith("unit ")
    if test["result"] == "EXPECTEDFAIL" or not (found or unit):
        return int(good), int(not good)
    tested, passing = map(int, found.groups()) if found else (0, 0)
    bad = tested - passing
    # A program that died before its summary, ran no test, or drew a report
    # that Criterion overlooked.
    if bad == 0 and (not good or tested == 0 or SANITIZER.search(text)):
        bad = 1
    return passing, bad


def run(folder, *options):
    """The results of one build folder."""
    log = Path(folder, "meson-logs/testlog.json")
    log.unlink(missing_ok=True)
    done = subprocess.run(["meson", "test", "-C", folder, "--print-errorlogs",
                           "--no-rebuild", "--timeout-multiplier", "3",
                           *options])
    results = [json.loads(line) for line in log.read_text().splitlines()] \
        if log.exists() else []
    if not results or \
            done.returncode and all(r["result"] in GOOD + ("SKIP",)
                                for r in results):
        results.append({"name": "meson test", "result": "ERROR"})
    return results


passed = failed = 0
skipped = []
for number, folder in enumerate(sys.argv[1:]):
    options = ["--no-suite", "gates"] if number else []
    for result in run(folder, *options):
        if result["result"] == "SKIP":
            skipped.append(f"{result['name']} ({folder})")
            continue
        good, bad = counts(result)
        passed, failed = passed + good, failed + bad
        if bad:
            print(f"FAILED in {folder}: {result['name']}: {bad}")
if skipped:
    print(f"skipped, their data is not here: {', '.join(skipped)}")
print(f"{passed} passed, {failed} failed", flush=True)
sys.exit(failed > 0 or passed == 0)
