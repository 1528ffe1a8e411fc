#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does what docs/authoring.md tells its reader to do, in an empty folder, and
compares every output with the one that is printed there.

The first word of a fence says what its block is, the others what to do:

    ```yaml file=NAME    the block is the whole file
    ```yaml add=NAME     the block comes at the end of the file
    ```yaml from=NAME    the block stands in that file of packs/demo-commune
    ```console           lines that begin with "$ " are commands, those below
                         are what they print, errors included
    ```console exit=1    the last command ends with this code (0 otherwise)
    ```console elided    a line of three dots stands for any lines

usage: run_manual.py PROGRAM [--update]
  --update  writes the outputs that were seen into the manual
"""
import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs/authoring.md"
EXAMPLE = ROOT / "packs/demo-commune"
FENCE = re.compile(r"^```(\w+)(.*)$")
DOTS = "..."


class Block:
    """A fenced block; `first` is the index of its first line."""

    def __init__(self, language, words, first, lines):
        self.language, self.first, self.lines = language, first, lines
        self.options = dict(w.partition("=")[::2] for w in words.split())

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def read_blocks(lines):
    blocks, opened = [], None
    for number, line in enumerate(lines):
        if opened is not None and line == "```":
            language, words, first = opened
            blocks.append(Block(language, words, first, lines[first:number]))
            opened = None
        elif opened is None and (match := FENCE.match(line)):
            opened = match[1], match[2], number + 1
    if opened is not None:
        sys.exit(f"{MANUAL.name}:{opened[2]}: this block is never closed")
    return blocks


# --- Files ---

def write(folder, block):
    name, mode = block.options.get("file"), "w"
    if name is None:
        name, mode = block.options["add"], "a"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open(mode, encoding="utf-8") as file:
        file.write(block.text)


def is_excerpt(block):
    """The lines follow each other in the file, indented or not."""
    path = EXAMPLE / block.options["from"]
    lines = path.read_text(encoding="utf-8").splitlines()
    count = len(block.lines)
    wanted = textwrap.dedent(block.text)
    return any(textwrap.dedent("\n".join(lines[i:i + count]) + "\n") == wanted
               for i in range(len(lines) - count + 1))


# --- Commands ---

def read_steps(lines):
    """(command lines, output lines) one after the other."""
    steps, continued = [], False
    for line in lines:
        if line.startswith("$ "):
            steps.append(([line], []))
        elif continued:
            steps[-1][0].append(line)
        elif steps:
            steps[-1][1].append(line)
        continued = (continued or line.startswith("$ ")) and line[-1:] == "\\"
    return steps


def environment(program):
    keep = {k: v for k, v in os.environ.items()
            if k == "HOME" or k.endswith("SAN_OPTIONS") or
            k == "LD_LIBRARY_PATH"}
    path = f"{program.parent}:{os.environ['PATH']}"
    return {**keep, "PATH": path, "LANG": "en",
            "PORTAILRSE_PACKS": str(EXAMPLE.parent)}


def run(command, folder, env):
    done = subprocess.run(
        ["sh", "-c", "\n".join(command).removeprefix("$ ")], cwd=folder,
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=60, check=False)
    return done.returncode, done.stdout.decode(errors="replace").splitlines()


def matches(expected, found, elided):
    if not elided:
        return expected == found
    pattern = "".join("(?:.*\n)*" if line == DOTS else re.escape(line) + "\n"
                      for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in found))


# --- The manual ---

class Manual:
    def __init__(self, program):
        self.lines = MANUAL.read_text(encoding="utf-8").splitlines()
        self.blocks = read_blocks(self.lines)
        self.env = environment(program)
        self.steps = self.differences = 0

    def report(self, line, text):
        self.differences += 1
        print(f"{MANUAL.name}:{line + 1}: {text}")

    def run_console(self, block, folder):
        """The lines of the block as they were seen."""
        elided, seen, line = "elided" in block.options, [], block.first
        steps = read_steps(block.lines)
        for number, (command, expected) in enumerate(steps):
            self.steps += 1
            code, found = run(command, folder, self.env)
            last = number + 1 == len(steps)
            wanted = int(block.options.get("exit", 0)) if last else 0
            if code != wanted:
                self.report(line, f"exit code {code}, not {wanted}: "
                            f"{command[0]}")
            same = matches(expected, found, elided)
            if not same:
                self.report(line, command[0])
                print("\n".join(difflib.unified_diff(
                    expected, found, "manual", "program", lineterm="")))
            seen += command + (expected if same else found)
            line += len(command) + len(expected)
        return seen

    def run_block(self, block, folder):
        if block.language == "console":
            return self.run_console(block, folder)
        if "file" in block.options or "add" in block.options:
            self.steps += 1
            write(folder, block)
        elif "from" in block.options:
            self.steps += 1
            if not is_excerpt(block):
                self.report(block.first, "the example has no such lines: "
                            f"{block.options['from']}")
        return block.lines

    def run(self, folder):
        """The whole manual as it was seen."""
        seen, end = [], 0
        for block in self.blocks:
            seen += self.lines[end:block.first] + self.run_block(block, folder)
            end = block.first + len(block.lines)
        return seen + self.lines[end:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    manual = Manual(options.program.resolve())
    with tempfile.TemporaryDirectory() as folder:
        seen = manual.run(Path(folder))
    print(f"{manual.steps} steps, {manual.differences} differences")
    if options.update:
        MANUAL.write_text("\n".join(seen) + "\n", encoding="utf-8")
    return manual.steps == 0 or manual.differences > 0


if __name__ == "__main__":
    sys.exit(main())
