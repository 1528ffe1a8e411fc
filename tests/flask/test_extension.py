# SPDX-License-Identifier: Apache-2.0
"""The extension in a host's app: settings, start, commands, processes."""
import dataclasses
import os
import re
import tempfile
import threading
import unittest
from pathlib import Path

import analyses
import service
from flask import Flask
from service import DEMO, config, create_app, refusing, rse

from flask_portailrse import PortailRSE, embedded, read_environment
from flask_portailrse import Settings as Config
from flask_portailrse.process import PerProcess


class Settings(unittest.TestCase):
    def start(self, **settings):
        app = Flask("host")
        app.config.update(config(**settings))
        PortailRSE(app)
        return app

    def wrong(self, said, **settings):
        with self.assertRaisesRegex(ValueError, said):
            self.start(**settings)

    def test_a_key_that_means_nothing_stops_the_start(self):
        self.wrong("no such setting: PORTAILRSE_PACKS", packs="fr-rse")

    def test_a_value_of_another_type_stops_the_start(self):
        for name, value, said in (
                ("deadline_ms", "fast", "a whole number, not 'fast'"),
                ("offline", "no", "true or false, not 'no'"),
                ("pack", 1, "a text, not 1"),
                ("overlays", "a.yaml", "a list of texts, not 'a.yaml'"),
                ("services", [], "an object, not")):
            self.wrong(f"PORTAILRSE_{name.upper()} is {said}",
                       **{name: value})
        self.wrong("PORTAILRSE_LANG is fr or en", lang="de")
        self.wrong("PORTAILRSE_MAX_BODY is at least 1", max_body=0)

    def test_a_key_is_not_told_with_the_others(self):
        for name in ("sirene_key", "jwt_secret", "jwt_old_secret",
                     "webhook_keys"):
            self.assertNotIn("5ecret", repr(Config(**{name: "5ecret"})))

    def test_a_setting_of_services_that_is_none_stops_the_start(self):
        with self.assertRaisesRegex(rse.NotFound, "egapro.adress"):
            self.start(services={"egapro.adress": "http://localhost"})

    def test_the_environment_gives_text_or_json(self):
        self.assertEqual(read_environment({
            "PORTAILRSE_PACK": "fr-rse", "PORTAILRSE_SIRENE_KEY": "123",
            "PORTAILRSE_OFFLINE": "true", "PORTAILRSE_DEADLINE_MS": "500",
            "PORTAILRSE_OVERLAYS": '["a.yaml"]', "PORTAILRSE_PACKS": "x",
            "HOME": "/"}), {
            "PORTAILRSE_PACK": "fr-rse", "PORTAILRSE_SIRENE_KEY": "123",
            "PORTAILRSE_OFFLINE": True, "PORTAILRSE_DEADLINE_MS": 500,
            "PORTAILRSE_OVERLAYS": ["a.yaml"]})
        with self.assertRaisesRegex(ValueError, "PORTAILRSE_OFFLINE"):
            read_environment({"PORTAILRSE_OFFLINE": "yes"})

    def test_the_prefix_of_the_blueprint_is_a_setting(self):
        for settings, path in (({}, "/portailrse/health"),
                               ({"url_prefix": "/rse"}, "/rse/health"),
                               ({"url_prefix": ""}, "/health")):
            with self.subTest(path):
                client = self.start(**settings).test_client()
                self.assertEqual(client.get(path).status_code, 200)

    def test_one_extension_serves_several_apps(self):
        extension = PortailRSE()
        langs = []
        for lang in ("fr", "en"):
            app = Flask(lang)
            app.config.update(config(lang=lang))
            extension.init_app(app)
            with app.app_context():
                langs.append(embedded().settings.lang)
        self.assertEqual(langs, ["fr", "en"])

    def test_the_pages_of_the_host_stay_its_own(self):
        app = self.start()
        answer = app.test_client().get("/nothing")
        self.assertEqual(answer.mimetype, "text/html")


class Start(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def bad_pack(self):
        """A pack whose second line is wrong."""
        file = self.folder / "pack.yaml"
        file.write_text("pack: bad\nversion: [\n")
        return str(self.folder)

    def test_a_bad_pack_stops_it_with_file_and_line(self):
        with self.assertRaises(rse.Error) as raised:
            create_app(config(pack=self.bad_pack()))
        self.assertRegex(str(raised.exception), r"pack\.yaml:[23]:\d+: ")

    def test_a_pack_that_is_not_there_stops_it(self):
        with self.assertRaisesRegex(rse.Error, "nowhere"):
            create_app(config(pack=str(self.folder / "nowhere")))

    def test_a_register_that_cannot_be_read_costs_the_register(self):
        bad = self.folder / "registre.sqlite"
        bad.write_bytes(b"not a register" * 100)
        with self.assertLogs("flask_portailrse", "ERROR"):
            app = create_app(config(register=str(bad), offline=True))
        client = app.test_client()
        self.assertEqual(client.get("/health").json["status"], "degraded")
        self.assertEqual(
            client.get(f"/companies/{DEMO}").status_code, 503)
        self.assertEqual(client.post(
            "/obligations", json={"facts": {}}).status_code, 200)

    def test_the_store_is_there_for_the_host(self):
        store = self.folder / "portal.sqlite"
        app = create_app(config(store=f"sqlite:{store}"))
        with app.app_context():
            self.assertIs(embedded().portal(), embedded().portal())
        self.assertTrue(store.exists())

    def test_without_a_store_there_is_no_portal(self):
        with create_app(config()).app_context(), \
                self.assertRaisesRegex(RuntimeError, "PORTAILRSE_STORE"):
            embedded().portal()


class Offline(service.ServiceTest):
    """A register in a file, no network."""

    @classmethod
    def settings(cls):
        return {"services": refusing(), "offline": True,
                "register": service.make_register(cls.folder)}

    def test_it_finds_and_answers(self):
        found = self.get("/companies?q=tissages+du+val")["companies"]
        self.assertEqual(found[0]["siren"], DEMO)
        board = self.get(f"/companies/{DEMO}/obligations")
        self.assertEqual(board["unit"]["source"], "registre")

    def test_threads_share_it(self):
        codes = []

        def ask():
            client = self.app.test_client()
            codes.extend(client.get(path).status_code for path in (
                f"/companies/{DEMO}/obligations", "/companies?q=tissages"))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(codes, [200] * 16)

    def test_a_fork_makes_its_own(self):
        self.get("/companies?q=tissages")
        with self.app.app_context():
            before = id(embedded().services())
        child = os.fork()
        if child == 0:
            code = 1
            try:
                client = self.app.test_client()
                answer = client.get(f"/companies/{DEMO}/obligations")
                with self.app.app_context():
                    fresh = id(embedded().services()) != before
                code = 0 if answer.status_code == 200 and fresh else 2
            finally:
                os._exit(code)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(len(self.get("/companies?q=tissages")["companies"]),
                         1)


class Guide(unittest.TestCase):
    """docs/flask.md tells the truth."""
    text = (service.ROOT / "docs/flask.md").read_text()

    def test_its_example_runs(self):
        code = re.search(r"```python\n(.*?)```", self.text, re.DOTALL)[1]
        names = {"__name__": "host"}
        exec(code, names)
        due = names["app"].test_client().get("/due").json
        self.assertTrue(any("BDESE" in label for label in due), due)

    def test_it_has_every_setting_with_its_default(self):
        for each in dataclasses.fields(Config):
            key = f"`PORTAILRSE_{each.name.upper()}`"
            row = re.search(rf"\| {key} \| (.*?) \|", self.text)
            default = getattr(Config(), each.name)
            told = str(default) if default or default is False else "none"
            with self.subTest(key):
                self.assertEqual(row[1].strip("`"), told)

    def test_it_has_every_endpoint_and_status(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        given = analyses.settings(folder)
        client = create_app(config(**given)).test_client()
        for path, methods in client.get("/openapi.json").json["paths"].items():
            for method, told in methods.items():
                with self.subTest(path, method=method):
                    self.assertIn(f"`{method.upper()} {path}", self.text)
                    for status in told["responses"].keys() - {"200", "304"}:
                        self.assertIn(status, self.text)


class Processes(unittest.TestCase):
    def test_a_lock_that_was_held_while_forking_stops_nobody(self):
        each = PerProcess(object)
        with each._lock:
            child = os.fork()
            if child == 0:
                os._exit(0 if each.get() else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)


class Commands(service.WorldTest):
    def run_command(self, *words, code=0):
        result = self.app.test_cli_runner().invoke(
            args=["portailrse", *words])
        self.assertEqual(result.exit_code, code, result.output)
        return result.output

    def test_pack_shows_the_rules_in_use(self):
        told = self.run_command("pack")
        self.assertTrue(told.startswith("fr-rse "), told)
        self.assertIn("index_egapro: ", told)

    def test_check_asks_everybody(self):
        told = self.run_command("check")
        self.assertIn("egapro: ok", told)

    def test_check_fails_when_the_store_is_not_there(self):
        self.app = create_app(config(
            **self.settings(), store="sqlite:/nowhere/portal.sqlite"))
        self.assertIn("store: ", self.run_command("check", code=1))

    def test_check_fails_when_one_is_down(self):
        self.world.fault(503, "egapro")
        self.assertNotIn("egapro: ok", self.run_command("check", code=1))

    def test_obligations_of_a_number(self):
        told = self.run_command("obligations", DEMO, "--lang", "en")
        self.assertIn("(BDESE): subject", told)

    def test_facts_go_before_registers(self):
        told = self.run_command("obligations", DEMO, "--lang", "en",
                                "--fact", "effectif=12")
        self.assertIn("(BDESE): not subject", told)

    def test_what_is_wrong_is_told(self):
        told = self.run_command("obligations", "12345", code=1)
        self.assertIn("12345", told)
        told = self.run_command("obligations", DEMO, "--fact",
                                "effectif=many", code=1)
        self.assertIn("Error: effectif: un nombre", told)

    def test_a_fact_without_value_is_not_passed_over(self):
        told = self.run_command("obligations", DEMO, "--fact", "effectif",
                                code=2)
        self.assertIn("NAME=VALUE, not effectif", told)


if __name__ == "__main__":
    service.main()
