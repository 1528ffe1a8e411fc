# SPDX-License-Identifier: Apache-2.0
"""run.py [--postgres] [LABEL...]: the app's tests in a project of its own, on
a SQLite file or on a PostgreSQL server of their own. Python finds the binding
and Django on its path."""
import os
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
ABSENT = 77


def main(labels):
    on_postgres = "--postgres" in labels
    labels = [label for label in labels if label != "--postgres"]
    sys.path[:0] = [str(HERE), str(ROOT / "examples" / "django"),
                    str(ROOT / "tests" / "cli"),
                    str(ROOT / "tests" / "servers")]
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    try:
        import django  # noqa: F401
        import portailrse as rse
    except ImportError as error:
        print(f"skipped: {error}")
        return ABSENT
    if not on_postgres:
        return in_folder(labels, rse)
    import servers
    from postgres import Postgres
    with Postgres() as servers.running:
        os.environ["PRSE_DJANGO_DATABASE"] = servers.running.database("essai")
        return in_folder(labels, rse)


def in_folder(labels, rse):
    import django
    from stock import write_stock
    with tempfile.TemporaryDirectory(prefix="prse-django-") as folder:
        os.chdir(folder)
        register = str(Path(folder) / "registre.sqlite")
        units, seats = write_stock(folder)
        rse.Register.import_(register, units=str(units),
                             establishments=str(seats))
        os.environ.update(PRSE_DJANGO_FOLDER=folder, PRSE_DJANGO_STOCK=folder,
                          PRSE_DJANGO_REGISTER=register)
        django.setup()
        return tested(labels or [str(HERE)])


def tested(labels):
    import django
    from django.db import connection
    from django.test.runner import DiscoverRunner

    print(f"Django {django.__version__}, {connection.vendor}, "
          f"Python {sys.version.split()[0]}", flush=True)
    class Runner(DiscoverRunner):
        def suite_result(self, suite, result, **ignored):
            self.result = result
            return len(result.failures) + len(result.errors)

    runner, start = Runner(interactive=False, verbosity=1), time.monotonic()
    failed = runner.run_tests(labels)
    passed = runner.result.testsRun - failed - len(runner.result.skipped)
    counts = f"{failed} failed, " * bool(failed) + f"{passed} passed"
    print(f"{counts} in {time.monotonic() - start:.1f}s", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
