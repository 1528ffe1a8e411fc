# SPDX-License-Identifier: Apache-2.0
"""The service for tests: with a register of its own, the services of the test
world, or services that refuse."""
import socket
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "examples/flask"), str(ROOT / "tests/cli"),
                str(ROOT / "tests/world")]

import portailrse as rse  # noqa: E402
from client import World  # noqa: E402
from stock import write_stock  # noqa: E402

from portailrse_service import create_app  # noqa: E402

PACKS = ROOT / "packs"
DEMO = "012345674"  # a company of the world of which everything is known
NOBODY = "732829320"  # a right number that no company of the world has
DAY = "2026-11-27"
SERVICES = ("recherche_entreprises", "sirene", "egapro", "bilans_ges",
            "ratios")


def make_register(folder):
    """An offline register of the companies of the world; its path."""
    path = Path(folder) / "registre.sqlite"
    units, seats = write_stock(Path(folder) / "stock")
    rse.Register.import_(str(path), units=str(units),
                         establishments=str(seats))
    return str(path)


def refusing():
    """Settings of services at an address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {f"{name}.url": f"http://127.0.0.1:{port}/" for name in SERVICES}


def config(**settings):
    """`config(offline=True)` is {"PORTAILRSE_OFFLINE": True}, with the pack
    of the source tree."""
    settings.setdefault("pack", str(PACKS / "fr-rse"))
    return {f"PORTAILRSE_{name.upper()}": value
            for name, value in settings.items()}


class ServiceTest(unittest.TestCase):
    """One app for a class; its settings are `settings()`."""

    @classmethod
    def settings(cls):
        return {"services": refusing()}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.start()

    @classmethod
    def start(cls):
        cls.app = create_app(config(**cls.settings()))
        cls.client = cls.app.test_client()

    def ask(self, method, path, status=200, **more):
        """The JSON of an answer that must have this status."""
        answer = self.client.open(path, method=method, **more)
        self.assertEqual(answer.status_code, status, answer.text)
        return answer.json

    def get(self, path, status=200, **more):
        return self.ask("GET", path, status, **more)

    def post(self, path, body, status=200, **more):
        return self.ask("POST", path, status, json=body, **more)

    def problem(self, status, kind, answer):
        """A problem of RFC 9457 in all its members; its errors."""
        self.assertEqual(answer.status_code, status, answer.text)
        self.assertEqual(answer.mimetype, "application/problem+json")
        told = answer.json
        self.assertEqual(told["status"], status)
        self.assertTrue(told["title"] and told["detail"], told)
        self.assertTrue(told["type"].endswith(kind), told)
        self.assertTrue(told["instance"].startswith("/"), told)
        return told.get("errors", [])


class WorldTest(ServiceTest):
    """With the services of the test world. What the service keeps of their
    answers and failures ends with each test."""

    @classmethod
    def setUpClass(cls):
        cls.world = World(no_samples=True)
        cls.addClassCleanup(cls.world.stop)
        super().setUpClass()

    @classmethod
    def settings(cls):
        known = cls.world.library_settings()
        key = known.pop("sirene.key")
        return {"services": known, "sirene_key": key}

    def setUp(self):
        super().setUp()
        self.world.reset()
        self.start()


main = unittest.main
