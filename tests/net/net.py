# SPDX-License-Identifier: Apache-2.0
"""The world, and programs that meet it through the public headers."""
import json
import os
import subprocess
import sys
import unittest
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "world"))
from client import World  # noqa: E402,F401
from faults import KINDS  # noqa: E402,F401

ASK, CROWD = (os.environ.get(name, "") for name in ("PRSE_ASK", "PRSE_CROWD"))
PACK = ROOT / "packs/fr-rse"
DAY = "2026-11-23"
DEMO = "012345674"
FULL = os.environ.get("PRSE_FULL") == "1"
# Rates so high that only the tests about rates meet them.
NETWORK = ("recherche_entreprises", "sirene", "egapro", "bilans_ges", "ratios")
FREE = {name + ".rate": "none" for name in NETWORK}
STALE = 3  # a prse_origin
UNDECIDED, NOT_FOLLOWED, UNKNOWN = 1000, 3, 2
EGAPRO, SCORES, BALANCE, BILANS, RATIOS = range(5)


class Ask:
    """One process that asks what it is told to; see ask.c."""

    def __init__(self, settings=(), pack=None):
        self.process = subprocess.Popen(
            [ASK], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        self.settings = dict(settings)
        if pack:
            self.good("pack", pack)
        self.set(**self.settings)
        self.open()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends; what a sanitizer says is a failure."""
        if self.process.poll() is None:
            _, said = self.process.communicate(timeout=60)
        else:
            said = self.process.stderr.read()
            self.process.stdout.close()
        if self.process.returncode or b"Sanitizer" in said:
            raise AssertionError(said.decode(errors="replace"))

    def say(self, *words):
        """One command; bytes and text, whatever is in them."""
        fields = [quote(w if isinstance(w, bytes) else str(w), safe=" :/.,")
                  for w in words]
        self.process.stdin.write(("\t".join(fields) + "\n").encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.stderr.read().decode())
        told = json.loads(line)
        told["ms"] = told["us"] / 1000
        # A status is not OK exactly when the error is filled.
        assert (told["status"] == "PRSE_OK") == (told["code"] == 0), told
        return told

    def good(self, *words):
        told = self.say(*words)
        if told["status"] != "PRSE_OK":
            raise AssertionError(f"{words}: {told['error']}")
        return told

    def set(self, **settings):
        for name, value in settings.items():
            self.good("set", name, value)

    def open(self):
        return self.good("open")

    def find(self, number, ms=10000):
        return self.say("find", number, ms)

    def search(self, text, ms=10000):
        return self.say("search", text, ms)

    def record(self, what, siren, year=2025, ms=10000):
        return self.say("record", what, siren, year, ms)

    def check(self, service, ms=10000):
        return self.say("check", service, ms)

    def dashboard(self, number, day=DAY, facts="", ms=10000):
        return self.say("dashboard", number, day, facts, ms)

    def json(self, number, day=DAY, facts="", ms=10000):
        return self.say("json", number, day, facts, ms)


def crowd(what, sirens, settings, **more):
    """Runs crowd.c; gives its lines, and the totals."""
    words = [f"{name}={value}" for name, value in {**settings}.items()]
    words += [f"net.{name}={value}" for name, value in more.items()]
    done = subprocess.run([CROWD, what, *words], capture_output=True,
                          input="\n".join(sirens).encode() + b"\n",
                          timeout=3600)
    said = done.stderr.decode(errors="replace")
    if done.returncode or "Sanitizer" in said:
        raise AssertionError(said[-6000:])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return lines, json.loads(said.splitlines()[-1])


def median(values):
    values = sorted(values)
    return values[len(values) // 2]


def worse_than_truth(told, truth):
    """What a dashboard says that a dashboard without faults does not: a fact
    that has another value, a status that is decided otherwise."""
    wrong = [f"{name} is {value!r}, not {truth['facts'].get(name)!r}"
             for name, value in told["facts"].items()
             if value != "null" and truth["facts"].get(name) != value]
    return wrong + [
        f"{name} is {state}, not {truth['obligations'][name]}"
        for name, state in told["obligations"].items()
        if not weaker(state, truth["obligations"][name])]


def weaker(state, truth):
    """The same answer, or a less decided one."""
    answer, compliance = state
    if answer not in (truth[0], UNKNOWN):
        return False
    return compliance in (truth[1], UNDECIDED, NOT_FOLLOWED)


main = unittest.main
