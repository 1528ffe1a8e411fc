# SPDX-License-Identifier: Apache-2.0
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import running  # noqa: E402


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """What the portal keeps: register, database, static files."""
    made = tmp_path_factory.mktemp("portail")
    running.register(made)
    return made


@pytest.fixture(scope="session")
def env(folder):
    told = running.environment(folder)
    for words in (("collectstatic", "--noinput"), ("migrate",),
                  ("portailrse_migrate",)):
        done = running.manage(told, *words, "--verbosity", "0")
        assert done.returncode == 0, done.stderr
    return told


@pytest.fixture(scope="session")
def server(env, folder):
    started = running.Server(env, folder / "gunicorn.log")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def django(env):
    """Django in this process, for what needs no browser."""
    os.environ.update({name: value for name, value in env.items()
                       if name not in ("PATH", "PYTHONPATH")})
    # The browser's driver has an event loop in this thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    sys.path[:0] = [str(running.EXAMPLE), str(running.SITE)]
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()  # pages tell their context
    return django


@pytest.fixture
def client(django):
    from django.test import Client

    return Client(headers={"host": "localhost"})


@pytest.fixture(scope="session")
def everybody(django):
    """Users, in each role of a company and in none."""
    import people

    people.everybody()
    return people


@pytest.fixture
def started(client):
    """A visitor who chose the company and the day of the law."""
    client.post(f"/entreprises/{running.SIREN}/")
    client.post("/tableau-de-bord/", {"jour": running.DAY})
    return client
