# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document against the running service: schemathesis sends what
it allows and what it forbids, and checks each answer against it."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import analyses
import service
from running import Running

HERE = Path(__file__).resolve().parent
EXAMPLES = os.environ.get("PRSE_EXAMPLES", "25")  # an operation, a phase

BY_CHANCE = ("--phases", "examples,fuzzing")
REFUSED_IS_RIGHT = """
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 503, 504]
"""

# A body that is too large is refused before it is looked at.
OF_ANALYSES = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422]
"""


class Document(service.ServiceTest):
    def setUp(self):
        self.document = self.get("/openapi.json")

    def test_it_has_every_route_of_the_blueprint_and_no_other(self):
        rules = {(str(rule).replace("<", "{").replace(">", "}"), method)
                 for rule in self.app.url_map.iter_rules()
                 for method in rule.methods - {"HEAD", "OPTIONS"}}
        told = {(path, method.upper())
                for path, methods in self.document["paths"].items()
                for method in methods}
        self.assertEqual(told, rules)

    def test_every_reference_leads_somewhere(self):
        def walk(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    found = self.document
                    for step in node["$ref"].removeprefix("#/").split("/"):
                        found = found[step]
                for value in node.values():
                    walk(value)
            elif isinstance(node, list):
                for value in node:
                    walk(value)
        walk(self.document)

    def test_the_type_of_a_problem_leads_to_its_description(self):
        kind = self.client.get("/companies/1").json["type"]
        path, _, place = kind.partition("#/")
        self.assertEqual(path, "/openapi.json")
        found = self.document
        for step in place.split("/"):
            found = found[step]
        self.assertIn("description", found)


class DocumentOfAnalyses(Document):
    """The same of the service that takes analyses."""

    @classmethod
    def settings(cls):
        return analyses.settings(cls.folder)


class Schemathesis(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def check(self, running, *words, settings=""):
        (self.folder / "schemathesis.toml").write_text(settings)
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "run",
             running.url + "/openapi.json", "--checks", "all", "--mode",
             "all", "--seed", "1", "--max-examples", EXAMPLES, "--no-color",
             "--no-shrink", "--suppress-health-check", "all", *words],
            cwd=self.folder, text=True, capture_output=True, timeout=300,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "schema_hooks",
                 "PYTHONPATH": f"{HERE}:{os.environ.get('PYTHONPATH', '')}"})
        self.assertEqual(done.returncode, 0, done.stdout[-6_000:]
                         + done.stderr[-2_000:])
        self.assertNotIn("Traceback", running.said())

    def test_with_recorded_answers_and_a_register(self):
        with service.World(no_samples=True) as world:
            known = world.library_settings()
            key = known.pop("sirene.key")
            register = service.make_register(self.folder)
            with Running(services=known, sirene_key=key,
                         register=register) as run:
                self.check(run, "--include-method", "GET")
                # Every value of every fact is for the smaller pack below.
                self.check(run, "--include-method", "POST", *BY_CHANCE)

    def test_with_all_services_refusing(self):
        pack = str(service.PACKS / "demo-commune")
        with Running(pack=pack, services=service.refusing()) as run:
            # One body holds what the others do.
            others = ("obligations", "dashboard_with")
            for which, phases in (("exclude", ()), ("include", BY_CHANCE)):
                words = [word for each in others
                         for word in (f"--{which}-operation-id", each)]
                self.check(run, *words, *phases, settings=REFUSED_IS_RIGHT)

    def test_analyses(self):
        given = analyses.settings(self.folder, hosts="docs.example",
                                  runs_a_minute=0)
        token = "Authorization: " + analyses.bearer()["Authorization"]
        words = ("--include-path-regex",
                 "^/(ping|run-task|runs.*|ready|metrics|health)$",
                 # A run that was taken back is still shown.
                 "--exclude-checks", "use_after_free", "--header", token)
        with Running(**given) as run:
            self.check(run, *words, "--phases", "examples,coverage,fuzzing",
                       settings=OF_ANALYSES)
            # A link puts a right value in the place of a wrong one, which is
            # then missed: what is wrong was sent above.
            self.check(run, *words, "--phases", "stateful", "--mode",
                       "positive")


if __name__ == "__main__":
    service.main()
