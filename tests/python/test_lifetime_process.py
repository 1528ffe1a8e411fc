# SPDX-License-Identifier: Apache-2.0
"""The end of the interpreter, fork, sub-interpreters: each in a process of its
own, which has to end as it should and write nothing on stderr."""
from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BEGIN = f"""
import atexit, os, sys, threading, time
sys.path.insert(0, {str(HERE)!r})
import portailrse as rse
from stores import Store
from blobs import Blobs
SIREN, DAY = "356000000", "2026-11-27"
FACTS = {{"effectif": 60}}
pack = rse.Pack.load("fr-rse")
def portal_of(backend):
    portal = rse.Portal(rse.Store(backend), rse.Blob(Blobs()))
    session = portal.host("tests")
    session.company_save(siren=SIREN, denomination="La Poste")
    return portal, session
"""


def run(code: str, wanted: str = "", **options: str) -> None:
    """Runs code after the above: what it prints is what is wanted."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-W",
         "ignore::DeprecationWarning",  # of fork() beside threads
         "-c", BEGIN + textwrap.dedent(code)],
        capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    assert (done.returncode, done.stdout.split()) == (0, wanted.split())


pytestmark = pytest.mark.core


def test_objects_may_be_alive_at_the_end() -> None:
    run("""
        class Silent:
            def request(self, call):
                raise ConnectionRefusedError
        portal, session = portal_of(Store())
        facts, report = rse.Facts(pack, FACTS), rse.Report(pack)
        verdicts = report.evaluate(facts, DAY)
        services = rse.Services(http=rse.Http(Silent()))
        sys.kept = [portal, session, verdicts, services, facts]
        facts.itself = facts
        """)


def test_a_backend_alive_at_the_end_is_left_alone() -> None:
    """Python has ended by then: close() would run in the ruins."""
    run("""
        class Closing(Store):
            def close(self):
                print("closed", flush=True)
        portal, session = portal_of(Closing())
        sys.kept = session
        """)


def test_a_backend_is_closed_before_the_end_where_it_can_be() -> None:
    run("""
        class Closing(Store):
            def close(self):
                print("closed", flush=True)
        portal, session = portal_of(Closing())
        atexit.register(session.close)
        atexit.register(portal.close)
        del portal, session
        """, "closed")


def test_the_library_works_in_atexit() -> None:
    run("""
        portal, session = portal_of(Store())
        def last():
            print(session.company(SIREN)["siren"],
                  pack.evaluate(FACTS, date=DAY)["bdese"].answer.name)
        atexit.register(last)
        """, "356000000 SUBJECT")


def test_a_daemon_thread_may_be_inside_a_call_at_the_end() -> None:
    run("""
        class Slow(Store):
            def begin(self, *given):
                time.sleep(0.01)
                return super().begin(*given)
        portal, session = portal_of(Slow())
        def work():
            with portal.host("thread") as own:
                while True:
                    own.company(SIREN)
        def count():
            while True:
                pack.evaluate(FACTS, date=DAY)
        def check():
            pack.check()
        for target in (work, work, count, count, check):
            threading.Thread(target=target, daemon=True).start()
        time.sleep(0.3)
        print("ending", flush=True)
        """, "ending")


def test_a_daemon_thread_may_be_in_the_kit_at_the_end() -> None:
    """Threads of the library's own call a Python store."""
    run("""
        threading.Thread(target=rse.Store(Store()).kit, daemon=True).start()
        time.sleep(0.5)
        print("ending", flush=True)
        """, "ending")


def test_an_exception_at_the_end_of_main_ends_as_usual() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + textwrap.dedent("""
            class Raising(Store):
                def begin(self, *given):
                    raise SystemExit(7)
            backend = Store()
            portal, session = portal_of(backend)
            backend.begin = Raising().begin
            session.company(SIREN)
            """)], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (7, "")


def test_a_child_after_fork_has_the_rules_and_python_stores() -> None:
    run("""
        portal, session = portal_of(Store())
        child = os.fork()
        if child:
            assert os.waitpid(child, 0)[1] == 0
        print(session.company(SIREN)["siren"],
              pack.evaluate(FACTS, date=DAY)["bdese"].answer.name)
        """, "356000000 SUBJECT 356000000 SUBJECT")


def test_fork_while_threads_are_inside_calls() -> None:
    run("""
        def count():
            while True:
                pack.evaluate(FACTS, date=DAY)
        for _ in range(3):
            threading.Thread(target=count, daemon=True).start()
        for _ in range(4):
            child = os.fork()
            if child == 0:
                own = rse.Pack.load("fr-rse")
                own.evaluate(FACTS, date=DAY)
                os._exit(0)
            assert os.waitpid(child, 0)[1] == 0
        """)


def test_a_sub_interpreter_is_refused() -> None:
    """Legacy ones and those with a lock of their own: an ImportError, and the
    main one goes on."""
    run("""
        try:
            import _interpreters as interpreters
        except ImportError:
            import _xxsubinterpreters as interpreters
        code = "\\n".join((
            f"import sys; sys.path[:] = {sys.path!r}",
            "try:",
            "    import portailrse",
            "except ImportError:",
            "    refused = True",
            "assert refused"))
        for shared in (False, True):
            made = interpreters.create(
                "legacy" if shared else "isolated"
            ) if sys.version_info >= (3, 13) else interpreters.create(
                isolated=not shared)
            result = interpreters.run_string(made, code)
            assert result is None, result
            interpreters.destroy(made)
        print(pack.evaluate(FACTS, date=DAY)["bdese"].answer.name)
        """, "SUBJECT")


def test_two_imports_are_one_library() -> None:
    """A host that reloads modules: old objects and new ones get along."""
    run("""
        import importlib
        before = rse.Facts(pack, FACTS)
        for name in [n for n in sys.modules if n.startswith("portailrse")]:
            if not name.endswith("_core"):
                importlib.reload(sys.modules[name])
        with_new = rse.Pack.load("fr-rse")
        print(before["effectif"],
              with_new.evaluate(FACTS, date=DAY)["bdese"].answer.name)
        """, "60 SUBJECT")
