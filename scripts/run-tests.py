#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs meson test in the given build folders and prints 'N passed, N failed'.
Each test of Criterion and of pytest counts; so does each gate or plain program.
The gates look at the sources, so that the first folder's run of them is enough.
The first folder's tests write to the disk, the others' to memory where that can
be had: what the disk does has been seen by then. A test whose data is not there
(exit code 77) is named as skipped and counts as neither. The slowest are named,
so that they do not grow unnoticed; what failed is told once more at the end."""
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

SYNTHESIS = re.compile(r"Tested: (\d+) \| Passing: (\d+) \|")
PYTEST = re.compile(r"^(?:=+ )?(?:(\d+) failed, )?(\d+) passed"
                    r"(?P<rest>.*) in [\d.:]+s", re.M)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SANITIZER = re.compile(r"(?:Address|Leak|UndefinedBehavior)Sanitizer:|"
                       r"runtime error:")
GOOD = ("OK", "EXPECTEDFAIL")
SLOWEST = 8
TELLING = re.compile(r"FAIL|[Aa]ssert|Error|Sanitizer|runtime error|Traceback")
TOLD = 12


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


def why(test):
    """The lines of a failed test that say most: the end of a long output is all
    that some places keep."""
    text = COLOURS.sub("", test.get("stdout", "") + test.get("stderr", ""))
    lines = text.splitlines()
    telling = [number for number, line in enumerate(lines)
               if TELLING.search(line)]
    shown = sorted({near for number in telling for near in
                    range(number, min(number + 3, len(lines)))})
    return [lines[number] for number in shown[:TOLD]]


def in_memory():
    """What makes a command see a /tmp in memory, or nothing: that takes root,
    and sources that do not lie in /tmp."""
    prefix = ["unshare", "--mount", "sh", "-c",
              'mount -t tmpfs -o mode=1777 tmpfs /tmp && exec "$@"', "sh"]
    if Path("/tmp") in Path.cwd().parents or os.geteuid() != 0:
        return []
    works = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return [] if works.returncode else prefix


def run(folder, *options, prefix=()):
    """The results of one build folder. Many tests wait more than they work."""
    log = Path(folder, "meson-logs/testlog.json")
    log.unlink(missing_ok=True)
    done = subprocess.run([*prefix, "meson", "test", "-C", folder,
                           "--print-errorlogs", "--no-rebuild",
                           "--timeout-multiplier", "3", "--num-processes",
                           str(os.cpu_count() + 2), *options])
    results = [json.loads(line) for line in log.read_text().splitlines()] \
        if log.exists() else []
    if not results or \
            done.returncode and all(r["result"] in GOOD + ("SKIP",)
                                for r in results):
        results.append({"name": "meson test", "result": "ERROR"})
    return results


def slowest(results):
    """Seconds and names of those that took longest."""
    times = sorted((r.get("duration", 0), r["name"]) for r in results)
    return ", ".join(f"{name} {seconds:.0f} s"
                     for seconds, name in reversed(times[-SLOWEST:]))


passed = failed = 0
skipped = []
failures = []
for number, folder in enumerate(sys.argv[1:]):
    start = time.monotonic()
    if number:
        results = run(folder, "--no-suite", "gates", prefix=in_memory())
    else:
        results = run(folder)
    print(f"{folder}: {time.monotonic() - start:.0f} s; slowest: "
          f"{slowest(results)}", flush=True)
    for result in results:
        if result["result"] == "SKIP":
            skipped.append(f"{result['name']} ({folder})")
            continue
        good, bad = counts(result)
        passed, failed = passed + good, failed + bad
        if bad:
            failures.append(f"FAILED in {folder}: {result['name']}: {bad}")
            failures += ["    " + line for line in why(result)]
if skipped:
    print(f"skipped, their data is not here: {', '.join(skipped)}")
if failures:
    print(*failures, sep="\n")
print(f"{passed} passed, {failed} failed", flush=True)
sys.exit(failed > 0 or passed == 0)
