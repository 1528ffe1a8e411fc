#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Python package as its users get it: from a checkout, as a wheel that
needs nothing, from a source distribution, and as it is being worked on."""
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from pythons import oldest_and_newest

ROOT = Path(os.environ["PRSE_SOURCE_ROOT"])
# A wheel brings no helpers, and finds none of a build folder.
os.environ.pop("PRSE_HELPERS", None)
REQUIRED = (ROOT / "tests/requirements.txt").read_text(encoding="utf-8")
EPOCH = "1764201600"
CORE = [f"-Csetup-args=-D{part}=disabled"
        for part in ("curl", "sqlite", "zip", "crypto", "postgres", "xlsx",
                     "camembert")]
# What a machine with a C library has.
LIBC = {"libc.so.6", "libm.so.6", "libpthread.so.0", "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1"}
FOLDER = tempfile.TemporaryDirectory(prefix="prse-wheel-")
HERE = Path(FOLDER.name)

VERSIONS = """
import importlib.metadata
import portailrse
print(importlib.metadata.version("portailrse"), portailrse.__version__,
      portailrse.version())
"""
EDITED = """
import portailrse
try:
    portailrse.Store.open("sqlite:x")
except portailrse.Unsupported as e:
    print(e.message)
"""


def run(*command, **more):
    """What it printed; a failure tells its end."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE,
                          **more)
    if done.returncode:
        told = (done.stdout + done.stderr)[-6000:]
        raise AssertionError(f"{command}:\n{told}")
    return done.stdout


def pinned(*names):
    """Those of tests/requirements.txt, at its versions."""
    return [re.search(rf"^{name}==.*", REQUIRED, re.M)[0] for name in names]


def environment(name, python=sys.executable):
    """A fresh virtual environment: its Python."""
    run(python, "-m", "venv", HERE / name)
    return HERE / name / "bin/python"


def pip(python, *words):
    return run(python, "-m", "pip", "--disable-pip-version-check", *words)


@functools.cache
def checkout():
    """A copy of the sources with a history, which source distributions are
    made from."""
    tree = HERE / "checkout"
    listed = run("git", "-C", ROOT, "ls-files", "-coz", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    git = ["git", "-C", tree, "-c", "user.name=test", "-c",
           "user.email=test@example.org"]
    run("git", "init", "-q", tree)
    run(*git, "add", "-A")
    run(*git, "commit", "-qm", "sources")
    return tree


@functools.cache
def core_wheel():
    return build_wheel(checkout(), "wheel")


def build_wheel(tree, name):
    run("bash", tree / "packaging/build-wheel.sh", HERE / name, EPOCH)
    wheel, = (HERE / name).iterdir()
    return wheel


@functools.cache
def full():
    """An environment with the package of a checkout."""
    python = environment("full")
    pip(python, "install", "-q", checkout())
    return python


class Checkout(unittest.TestCase):
    def test_the_readme_runs_as_it_stands(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        program, = re.findall(r"```python\n(.*?)```", text, re.S)
        lines = run(full(), "-c", program).splitlines()
        self.assertRegex("\n".join(lines), r"(?m)^bdese SUBJECT \w+")
        self.assertRegex("\n".join(lines), r"(?m)^csrd UNKNOWN ")
        self.assertTrue(lines[-1].endswith("?"), lines[-1])

    def test_it_has_one_version(self):
        told = run(full(), "-c", VERSIONS).split()
        project = (ROOT / "meson.build").read_text(encoding="utf-8")
        self.assertEqual(
            set(told), {re.search(r"version: '([\d.]+)'", project)[1]})

    def test_it_has_what_the_system_offers(self):
        run(full(), "-c", "import portailrse as rse; rse.SigningKey.make();"
            "rse.Store.open('sqlite:full.sqlite')")

    def test_its_types_are_strict_and_true(self):
        python = full()
        pip(python, "install", "-q", *pinned("mypy"))
        run(python, "-m", "mypy", "--strict", "--config-file=", "--cache-dir",
            HERE / "mypy", "-p", "portailrse")
        untyped = HERE / "untyped"
        untyped.write_text(r"portailrse\._core\..*")  # _api types each
        run(python, "-m", "mypy.stubtest", "--allowlist", untyped,
            "portailrse")


def core_tests():
    """The others may want what only the whole library or ./dev test has."""
    return [file for file in sorted((ROOT / "tests/python").glob("test_*.py"))
            if "mark.core" in file.read_text(encoding="utf-8")]


class CoreWheel(unittest.TestCase):
    def test_it_is_for_every_python_and_holds_the_packs(self):
        self.assertRegex(core_wheel().name,
                         r"-cp311-abi3-manylinux_\d+_\d+_\w+\.whl$")
        names = zipfile.ZipFile(core_wheel()).namelist()
        for pack in ("fr-rse", "portail-rse-compat", "demo-commune"):
            self.assertIn(f"portailrse/packs/{pack}/pack.yaml", names)
        self.assertIn("portailrse/py.typed", names)
        self.assertTrue(any(n.endswith("third-party.txt") for n in names))

    def test_its_tools_have_one_version_each(self):
        """Else the same sources give another wheel some day."""
        tools = (ROOT / "packaging/wheel-tools.txt").read_text("utf-8")
        for line in tools.splitlines():
            self.assertRegex(line, r"^(#.*|[a-z-]+==[\d.]+)$")
        wheel = zipfile.ZipFile(core_wheel())
        told, = (json.loads(wheel.read(name)) for name in wheel.namelist()
                 if name.endswith("/sboms/auditwheel.cdx.json"))
        used = {tool["name"]: tool["version"]
                for tool in told["metadata"]["tools"]}
        self.assertIn(f"auditwheel=={used['auditwheel']}\n", tools)

    def test_it_runs_in_empty_environments(self):
        for version, program in oldest_and_newest().items():
            with self.subTest(python=version):
                python = environment("empty-%d-%d" % version, program)
                pip(python, "install", "-q", "--no-index", core_wheel())
                run(python, "-c", VERSIONS)
                self.expect_self_contained(python)
                pip(python, "install", "-q", *pinned("pytest"))
                told = run(python, "-m", "pytest", "-q", "-m", "core", "-p",
                           "no:cacheprovider", *core_tests())
                print(version, told.splitlines()[-1], flush=True)

    def expect_self_contained(self, python):
        """Whatever is linked lies in the package or is the C library's."""
        files = {f.name: f for f in (python.parent.parent / "lib").glob(
            "python*/site-packages/portailrse*/**/*.so*")}
        self.assertIn("_core.abi3.so", files)
        self.assertTrue(any(n.startswith("libcjson") for n in files), files)
        self.assertTrue(any(n.startswith("libyaml") for n in files), files)
        for name, file in files.items():
            needed = re.findall(r"NEEDED.*\[(.+)]", run("readelf", "-d", file))
            self.assertEqual(set(needed) - LIBC - set(files), set(), name)


class Sources(unittest.TestCase):
    def test_a_distribution_gives_the_same_wheel(self):
        """Elsewhere and another time: bit for bit."""
        run(sys.executable, "-m", "build", "-q", "--sdist", "-o",
            HERE / "dist", checkout())
        archive, = (HERE / "dist").iterdir()
        (HERE / "elsewhere").mkdir()
        run("tar", "-C", HERE / "elsewhere", "-xf", archive)
        tree, = (HERE / "elsewhere").iterdir()
        again = build_wheel(tree, "again")
        self.assertEqual(again.name, core_wheel().name)
        self.assertEqual(again.read_bytes(), core_wheel().read_bytes())


class Editable(unittest.TestCase):
    def test_it_follows_what_is_edited(self):
        tree = HERE / "edited"
        shutil.copytree(checkout(), tree, symlinks=True)
        python = environment("editable")
        pip(python, "install", "-q", "pip>=23.1", "meson", "ninja",
            *pinned("meson-python", "swig"))
        path = {"PATH": f"{python.parent}:{os.environ['PATH']}"}
        run(python, "-m", "pip", "install", "-q", "--no-build-isolation",
            "--no-deps", *CORE, "-Csetup-args=-Doptimization=0", "-e", tree,
            env=os.environ | path)
        self.assertIn("no SQLite", run(python, "-c", EDITED))
        self.assertIn("SUBJECT", run(
            python, "-c", "import portailrse as rse; print(rse.Pack.load("
            "'fr-rse').answers({'effectif': 60}, date='2026-11-27')['bdese']"
            ".name)"))
        source = tree / "src/store_sqlite/absent.c"
        source.write_text(source.read_text(encoding="utf-8").replace(
            "this build has no SQLite", "edited"), encoding="utf-8")
        self.assertEqual(run(python, "-c", EDITED), "edited\n")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
