# SPDX-License-Identifier: Apache-2.0
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import portailrse as rse  # noqa: E402


def pytest_configure(config):
    config.addinivalue_line("markers", "core: needs rules and nothing else")


@pytest.fixture(scope="session")
def packs():
    return rse.pack_folder("fr-rse").parent


@pytest.fixture(scope="session")
def pack():
    return rse.Pack.load("fr-rse")


@pytest.fixture(scope="session")
def town():
    """The pack of another administration."""
    return rse.Pack.load("demo-commune")
