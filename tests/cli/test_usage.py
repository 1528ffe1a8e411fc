# SPDX-License-Identifier: Apache-2.0
"""The command line, help, and everything that speaks of it."""
import os
import re
import shutil
import subprocess
import unittest

import harness
from harness import ROOT, USAGE

COMMANDS = ["dashboard", "search", "company", "egapro", "doctor",
            "register import", "register update", "register egapro",
            "register search", "register stat", "diagnose", "ask",
            "calendar", "facts", "batch", "reform", "population",
            "analyse", "call",
            "classify",
            "model get", "model check", "receipt make", "receipt verify", "receipt show", "receipt key",
            "text", "store init",
            "store migrate", "store stat", "store check", "store backup",
            "store restore", "store copy", "store tidy", "store journal",
            "store export", "store forget", "blob check", "jobs list",
            "jobs show", "jobs retry", "jobs cancel", "jobs tidy", "worker",
            "analytics sync", "analytics schema", "pack check", "pack test", "pack format",
            "pack doc", "pack graph", "pack diff", "help", "version"]
COMPLETIONS = ["portailrse.bash", "_portailrse", "portailrse.fish"]


class Help(harness.CliTest):
    def test_shows_every_command(self):
        for words in (("help",), ("--help",), ("-h",)):
            page = self.good(*words)
            for command in COMMANDS:
                self.assertRegex(page, rf"(?m)^  {command} ")

    def test_each_command_explains_itself(self):
        for command in COMMANDS:
            words = command.split()
            page = self.good(*words, "--help")
            self.assertTrue(page.startswith("Usage:"), page)
            self.assertIn(f"portailrse {command} [options]", page)
            self.assertEqual(page, self.good(*words, "-h"))
            self.assertEqual(page, self.good("help", *words))

    def test_stays_within_80_columns(self):
        for lang in ("fr", "en"):
            for command in [[], *(c.split() for c in COMMANDS)]:
                page = self.good("help", *command, lang=lang)
                self.assertLessEqual(max(map(len, page.split("\n"))), 80)

    def test_version(self):
        for word in ("version", "--version"):
            self.assertRegex(self.good(word), r"^portailrse \d+\.\d+\.\d+")


class Mistakes(harness.CliTest):
    def test_commands(self):
        self.bad(USAGE, "a command is missing")
        self.bad(USAGE, 'did you mean "diagnose"?', "daignose")
        self.bad(USAGE, 'did you mean "pack check"?', "pack", "chekc")
        self.bad(USAGE, "unknown command: xyzzy;", "xyzzy")
        self.bad(USAGE, "there are: pack check, pack test", "pack")
        self.bad(USAGE, "there are: register import, register update",
                 "register")
        self.bad(USAGE, "there are: register import", "register", "--help")
        self.bad(USAGE, 'did you mean "register stat"?', "register", "stta")
        self.bad(USAGE, "unknown command: xyzzy", "help", "xyzzy")

    def test_options(self):
        self.bad(USAGE, 'did you mean "--facts"?', "diagnose", "--fcats", "x")
        self.bad(USAGE, "unknown option: --until", "diagnose", "--until", "x")
        self.bad(USAGE, "unknown option: -x", "diagnose", "-x")
        self.bad(USAGE, "--pack takes a value", "diagnose", "--pack")
        self.bad(USAGE, "--details takes no value", "diagnose",
                 "--details=1")
        self.bad(USAGE, "too much", "diagnose", "company.json")
        self.bad(USAGE, "--lang is fr or en", "diagnose", "--lang", "de")
        self.bad(USAGE, "one of: text, json", "diagnose", "--format", "xml",
                 "--pack", "mini-pack")

    def test_dates(self):
        for day in ("2026-02-29", "2026-13-01", "26-01-01", "2026-1-1",
                    "today", ""):
            self.bad(USAGE, "--at takes a date", "diagnose", "--at", day)

    def test_complaints_are_french_too(self):
        self.bad(USAGE, "commande inconnue", "xyzzy", lang="fr")
        self.bad(USAGE, "commande inconnue", "xyzzy", "--lang", "fr")
        self.bad(USAGE, "unknown command", "xyzzy", "--lang=en", lang="fr")

    def test_what_follows_two_dashes_is_no_option(self):
        self.bad(USAGE, "--pack is too much", "diagnose", "--", "--pack")


class Language(harness.CliTest):
    def test_comes_from_the_environment(self):
        for english in ({"LC_ALL": "en_GB.UTF-8"},
                        {"LC_MESSAGES": "en_US", "LANG": "fr_FR"},
                        {"LC_ALL": "", "LANG": "en"}):
            self.assertIn("Usage:", self.good("help", **{"lang": "fr",
                                                         **self.fix(english)}))
        for french in ({"LC_ALL": "C.UTF-8", "LANG": "en"},
                       {"LC_ALL": "fr_FR.UTF-8"}, {"LANG": ""}):
            self.assertIn("Usage\u00a0:", self.good("help", **self.fix(french)))

    @staticmethod
    def fix(environment):
        """run_cli names LANG lang."""
        return {"lang" if k == "LANG" else k: v
                for k, v in environment.items()}


class Texts(unittest.TestCase):
    """The table of texts, read as text."""

    def entries(self):
        source = (ROOT / "src/cli/texts.c").read_text()
        string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
        for name, fr, en in re.findall(
                r"\[(TEXT_\w+)\] = \{\s*" + string + r",\s*" + string + r"\}",
                source):
            yield name, self.joined(fr), self.joined(en)

    @staticmethod
    def joined(literals):
        return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))

    def test_every_text_is_there_in_both_languages(self):
        names = re.findall(r"^    (TEXT_\w+),$",
                           (ROOT / "src/cli/texts.h").read_text(), re.M)
        found = {name: (fr, en) for name, fr, en in self.entries()}
        self.assertEqual(sorted(found), sorted(names))
        for name, (fr, en) in found.items():
            if name not in ("TEXT_NONE", "TEXT_FIRST_OF_MONTH"):
                self.assertTrue(fr and en, name)

    def test_both_languages_use_the_same_values(self):
        for name, fr, en in self.entries():
            self.assertEqual(sorted(re.findall(r"\{\d\}", fr)),
                             sorted(re.findall(r"\{\d\}", en)), name)

    def test_every_text_is_used(self):
        used = "".join(p.read_text() for p in (ROOT / "src/cli").glob("*.c")
                       if p.name != "texts.c")
        # Months and headings of tables are reached by counting.
        counted = re.compile(r"TEXT_(FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|"
                             r"AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
                             r"ERROR_(COLUMN|VALUE|REASON))$")
        for name, _, _ in self.entries():
            if not counted.match(name):
                self.assertRegex(used, rf"\b{name}\b")


class Pages(harness.CliTest):
    """The manual and the completions know what the program knows."""

    def options(self):
        for command in COMMANDS:
            page = self.good(*command.split(), "--help")
            yield command, set(re.findall(r"(?m)^  --([\w-]+)", page))

    def test_the_manual_names_every_command_and_option(self):
        manual = (ROOT / "docs/man/portailrse.1").read_text()
        for command, options in self.options():
            for word in command.split():
                self.assertRegex(manual, rf"\bCm .*\b{word}\b")
            for option in options:
                self.assertIn(f"Fl -{option}", manual)

    def test_completions_name_every_command_and_option(self):
        for name in COMPLETIONS:
            text = (ROOT / "docs/completions" / name).read_text()
            for command, options in self.options():
                for word in command.split():
                    self.assertRegex(text, rf"\b{word}\b", name)
                for option in options:
                    self.assertRegex(text, rf"(--|-l ){option}\b", name)

    @unittest.skipUnless(shutil.which("bash"), "no bash")
    def test_bash_completes(self):
        script = ROOT / "docs/completions/portailrse.bash"
        def complete(*words):
            quoted = " ".join(f"'{word}'" for word in words)
            return subprocess.run(
                ["bash", "-c", f"source '{script}'; COMP_WORDS=({quoted}); "
                 f"COMP_CWORD={len(words) - 1}; _portailrse; "
                 "printf '%s\\n' \"${COMPREPLY[@]}\""],
                capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(complete("portailrse", "di"), ["diagnose"])
        self.assertEqual(complete("portailrse", "register", "s"),
                         ["search", "stat"])
        self.assertEqual(complete("portailrse", "search", "--format", "c"),
                         ["csv"])
        self.assertEqual(complete("portailrse", "pack", "f"), ["format"])
        self.assertEqual(complete("portailrse", "calendar", "--format", "i"),
                         ["ics"])
        for command, options in self.options():
            found = complete("portailrse", *command.split(), "--")
            self.assertEqual({f"--{o}" for o in options}, set(found), command)


    @unittest.skipUnless(shutil.which("fish"), "no fish")
    def test_fish_completes(self):
        script = ROOT / "docs/completions/portailrse.fish"
        for command, options in self.options():
            told = subprocess.run(
                ["fish", "--no-config", "-c", f"source '{script}'; "
                 f"complete -C 'portailrse {command} --'"],
                capture_output=True, text=True, check=True,
                env={**os.environ, "HOME": str(self.folder)}).stdout
            found = {line.split("\t")[0] for line in told.splitlines()}
            self.assertEqual({f"--{o}" for o in options}, found, command)


class Demo(harness.CliTest):
    @unittest.skipUnless((ROOT / "packs/fr-rse").exists(), "no pack fr-rse")
    def test_goes_from_a_name_to_a_dashboard_and_shows_changes(self):
        for lang, heading in (("fr", "PROCHAINE QUESTION ─"),
                              ("en", "NEXT QUESTION ─")):
            done = subprocess.run(
                ["sh", ROOT / "scripts/demo.sh", lang], capture_output=True,
                text=True, env={**self.environment(),
                                "PRSE_DEMO_NETWORK": "no",
                                "PRSE_PROGRAM": harness.PROGRAM})
            self.assertEqual((done.stderr, done.returncode), ("", 0))
            self.assertIn("012 345 674  TISSAGES DU VAL D'ENCRE",
                          done.stdout)
            before, after = done.stdout.split(heading, 1)
            self.assertRegex(after, r"\$ portailrse dashboard .* --set ")
            self.assertRegex(after, r"(?m)^\+  \S .*\S")
            self.assertIn("$ portailrse egapro 012345674 2025", after)
            self.assertRegex(after, "2025  █{44}░{6}  88")


if __name__ == "__main__":
    harness.main()
