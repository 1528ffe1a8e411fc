#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The world itself: what it answers, what goes wrong when asked to."""
import gzip
import http.client
import json
import socket
import ssl
import subprocess
import sys
import time
import unittest
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import HERE, World  # noqa: E402
from companies import Companies, is_right  # noqa: E402
from faults import KINDS  # noqa: E402

DEMO, POST = "012345674", "356000000"
OF = {"recherche_entreprises": "/search?q={}", "sirene": "/siren/{}",
      "egapro": "/public/declaration/{}/2025",
      "bilans_ges": "/inventories?page=1&itemsPerPage=11&entity.siren={}",
      "ratios": "/explore/v2.1/catalog/datasets/ratios_inpi_bce/records"
                "?where=siren%3D%22{}%22&order_by=date_cloture_exercice+desc"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


def ask(url, path="", key=None, timeout=5, tls=None, **headers):
    where = urlsplit(url + path)
    if where.scheme == "https":
        connection = http.client.HTTPSConnection(
            where.hostname, where.port, timeout=timeout, context=tls)
    else:
        connection = http.client.HTTPConnection(where.hostname, where.port,
                                                timeout=timeout)
    if key:
        headers["X-INSEE-Api-Key-Integration"] = key
    try:
        target = where.path + ("?" + where.query if where.query else "")
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


class WorldTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world = World(no_samples=True)
        cls.addClassCleanup(cls.world.stop)
        cls.truth = Companies()

    def tearDown(self):
        self.world.reset()

    def ask(self, service, path, **more):
        return ask(self.world.services[service], path,
                   key=self.world.key if service == "sirene" else None, **more)

    def about(self, service, siren=DEMO, **more):
        return self.ask(service, OF[service].format(siren), **more)

    def siren(self, words):
        """Of the fixture whose case begins so."""
        return next(c.siren for c in self.truth.all
                    if c.cas.startswith(words))


class FixturesAreWhole(WorldTest):
    def test_numbers_are_right(self):
        for company in self.truth.all:
            self.assertTrue(is_right(company.siren), company.siren)
            for site in company.sites:
                digits = site["siret"]
                if company.siren == POST and not site["siege"]:
                    self.assertEqual(sum(map(int, digits)) % 5, 0)
                else:
                    self.assertTrue(is_right(digits), digits)

    def test_every_headcount_code_is_there(self):
        codes = {c.effectif for c in self.truth.all}
        self.assertLessEqual(set("NN 00 01 02 03 11 12 21 22 31 32 41 42 51 "
                                 "52 53".split()), codes)

    def test_every_service_answers_about_every_company(self):
        for company in self.truth.all:
            for service in OF:
                answer = self.about(service, company.siren)
                self.assertIn(answer.status, (200, 301, 404, 500),
                              (service, company.cas))
                if answer.status == 200:
                    answer.json


class Directory(WorldTest):
    def search(self, query):
        return self.ask("recherche_entreprises", "/search?" + query)

    def names(self, query):
        return [unit["nom_complet"] for unit in
                self.search(query).json["results"]]

    def test_finds_by_siren_with_spaces_and_ignores_filters(self):
        answer = self.search("q=012+345+674&etat_administratif=C").json
        self.assertEqual(answer["total_results"], 1)
        unit = answer["results"][0]
        self.assertEqual(unit["siege"]["siret"][:9], DEMO)
        self.assertEqual(unit["finances"]["2025"]["ca"], 38400000)
        self.assertEqual(unit["matching_etablissements"], [])

    def test_finds_by_siret_that_establishment_only(self):
        answer = self.search("q=35600000049837").json["results"][0]
        self.assertEqual([s["siret"] for s in
                          answer["matching_etablissements"]],
                         ["35600000049837"])
        self.assertNotIn("code_postal", answer["matching_etablissements"][0])

    def test_says_ghost_mask_and_foreign_seat_as_they_are(self):
        ghost = self.search("q=" + self.siren("ghost")).json["results"][0]
        self.assertEqual((ghost["nom_complet"], ghost["siege"]), (None, {}))
        masked = self.search("q=" + self.siren("partial diffusion of a natural")
                             ).json["results"][0]
        self.assertEqual(masked["nom_complet"], "[NON-DIFFUSIBLE]")
        self.assertEqual(masked["siege"]["latitude"], "[NON-DIFFUSIBLE]")
        abroad = self.search("q=" + self.siren("seat in Germany")
                             ).json["results"][0]["siege"]
        self.assertEqual((abroad["code_postal"], abroad["code_pays_etranger"]),
                         (None, "99109"))

    def test_ranks_an_exact_name_first(self):
        self.assertEqual(self.names("q=valmont"),
                         ["VALMONT", "MESSAGERIES VALMONT",
                          "OMNIUM D'HYGIENE VALMONT"])

    def test_folds_accents_and_case(self):
        self.assertEqual(self.names("q=chateau+d%27oeuvres"),
                         ["CHÂTEAU D'ŒUVRES ÉPHÉMÈRES (L'ŒUF À LA NEIGE)"])

    def test_never_shows_in_text_a_person_who_refused(self):
        self.assertEqual(self.names("q=secret"), [])

    def test_filters_and_pages(self):
        one = self.search("departement=35&per_page=1&page=2").json
        self.assertEqual((len(one["results"]), one["page"]), (1, 2))
        for unit in self.search("departement=35&per_page=25").json["results"]:
            self.assertEqual(unit["siege"]["departement"], "35")
        ceased = self.search("etat_administratif=C").json["results"]
        self.assertEqual({u["etat_administratif"] for u in ceased}, {"C"})

    def test_minimal_drops_the_keys(self):
        unit = self.search("q=012345674&minimal=True&include=siege"
                           ).json["results"][0]
        self.assertIn("siege", unit)
        self.assertNotIn("finances", unit)

    def test_refuses_what_the_service_refuses(self):
        for query in ("q=ab", "inconnu=1", "q=abc&per_page=26",
                      "q=abc&page=1000&per_page=25", "q=abc&departement=3Z",
                      "q=abc&est_ess=peut-etre"):
            answer = self.search(query)
            self.assertEqual(answer.status, 400, query)
            self.assertEqual(list(answer.json), ["erreur"])
        self.assertEqual(self.ask("recherche_entreprises", "/x").status, 404)

    def test_tells_agreements_and_sources(self):
        told = self.ask("recherche_entreprises", "/idcc/" + DEMO).json
        self.assertEqual(list(told), ["0018"])
        self.assertEqual(
            self.ask("recherche_entreprises", "/idcc/1").status, 400)
        self.assertIn("sirene", self.ask("recherche_entreprises",
                                         "/sources/last_modified").json)


class Sirene(WorldTest):
    def search(self, query, more=""):
        return self.ask("sirene", "/siren?q=" + quote(query) + more)

    def sirens(self, query):
        return [u["siren"] for u in self.search(query).json["unitesLegales"]]

    def test_wants_a_key(self):
        url = self.world.services["sirene"] + "/siren/" + DEMO
        for key in (None, "autre"):
            self.assertEqual(ask(url, key=key).status, 401)

    def test_gives_one_period_of_a_day(self):
        siren = self.siren("several periods")
        whole = self.ask("sirene", f"/siren/{siren}").json["uniteLegale"]
        self.assertEqual(whole["nombrePeriodesUniteLegale"], 4)
        day = self.ask("sirene", f"/siren/{siren}?date=1990-05-05"
                       ).json["uniteLegale"]["periodesUniteLegale"]
        self.assertEqual([p["denominationUniteLegale"] for p in day],
                         ["TANNERIE DU GUE ET FILS"])
        early = self.ask("sirene", f"/siren/{siren}?date=1900-01-01")
        self.assertEqual(early.status, 404)

    def test_sends_a_duplicate_elsewhere(self):
        answer = self.ask("sirene", "/siren/" + self.siren("declared a dup"))
        self.assertEqual(answer.status, 301)
        self.assertTrue(answer.headers["Location"].endswith(
            self.siren("the one that survives")))

    def test_masks_people_who_refused(self):
        siren = self.siren("partial diffusion of a natural")
        unit = self.ask("sirene", f"/siren/{siren}").json["uniteLegale"]
        self.assertEqual(unit["prenom1UniteLegale"], "[ND]")
        self.assertEqual(unit["periodesUniteLegale"][0]["nomUniteLegale"],
                         "[ND]")

    def test_gives_a_seat_with_its_address(self):
        company = self.truth.by_siren[DEMO]
        site = self.ask("sirene", "/siret/" + company.sites[0]["siret"]
                        ).json["etablissement"]
        self.assertEqual(site["adresseEtablissement"]
                         ["codePostalEtablissement"], "59200")
        self.assertEqual(site["uniteLegale"]["denominationUniteLegale"],
                         company.name)

    def test_finds_by_words_phrases_and_fields(self):
        name = "denominationUniteLegale"
        self.assertEqual(self.sirens(f"periode({name}:tissages)"), [DEMO])
        self.assertEqual(self.sirens(f'{name}:"val d\'encre"'), [DEMO])
        self.assertEqual(self.sirens(f"siren:{DEMO}"), [DEMO])
        self.assertEqual(self.sirens(
            f"periode({name}:tiss* AND NOT {name}:zinc) OR siren:000000"),
            [DEMO])
        quirky = self.siren("a name full of Lucene")
        self.assertEqual(self.sirens(
            f'{name}:"L\'ATELIER \\"+ BON\\" (SUD)"'), [quirky])

    def test_nothing_found_is_404(self):
        answer = self.search("denominationUniteLegale:inexistant")
        self.assertEqual(answer.status, 404)
        self.assertEqual(answer.json["header"]["statut"], 404)

    def test_refuses_broken_queries(self):
        for query in ("denominationUniteLegale:deux mots", "(siren:1", "siren:",
                      'denominationUniteLegale:"ouverte', "inconnu:1", "a OR",
                      "dateCreationUniteLegale:[2020-01-02 TO 2020-01-01]"):
            answer = self.search(query)
            self.assertEqual(answer.status, 400, query)
            self.assertEqual(answer.json["header"]["statut"], 400)

    def test_operators_work_so_that_an_injection_would_show(self):
        self.assertGreater(len(self.sirens(
            "denominationUniteLegale:x OR siren:0*")), 3)

    def test_pages_and_chooses_fields(self):
        first = self.search("siren:0*", "&nombre=2&champs=siren").json
        self.assertEqual(first["header"]["nombre"], 2)
        self.assertEqual(list(first["unitesLegales"][0]), ["siren"])
        cursor = self.search("siren:0*", "&nombre=2&curseur=*").json["header"]
        after = self.search("siren:0*", "&nombre=2&curseur="
                            + cursor["curseurSuivant"]).json
        self.assertGreater(after["unitesLegales"][0]["siren"],
                           first["unitesLegales"][1]["siren"])

    def test_chosen_fields_are_found_in_inner_objects(self):
        told = self.ask("sirene", "/siret?nombre=1&q=" + quote(
            f"etablissementSiege:true AND siren:{DEMO}") + "&champs=siret,"
            "denominationUniteLegale,codePostalEtablissement").json
        self.assertEqual(told["etablissements"], [{
            "siret": "01234567400019",
            "uniteLegale": {"denominationUniteLegale":
                            "TISSAGES DU VAL D'ENCRE"},
            "adresseEtablissement": {"codePostalEtablissement": "59200"}}])

    def test_masked_nulls_are_absent(self):
        unit = self.ask("sirene", f"/siren/{DEMO}?masquerValeursNulles=true"
                        ).json["uniteLegale"]
        self.assertNotIn("sigleUniteLegale", unit)

    def test_tells_its_state(self):
        self.assertEqual(self.ask("sirene", "/informations"
                                  ).json["etatService"], "UP")


class Platforms(WorldTest):
    def test_egapro_answers_in_its_first_form(self):
        told = self.about("egapro").json
        self.assertEqual(told["déclaration"]["index"], 88)
        self.assertEqual(set(told["indicateurs"]), {
            "promotions", "augmentations_et_promotions", "rémunérations",
            "congés_maternité", "hautes_rémunérations"})
        scores = self.ask("egapro", "/search?q=" + DEMO).json
        self.assertEqual(scores["data"][0]["notes"], {"2025": 88, "2024": 84})
        balance = self.ask("egapro", "/representation-equilibree/search?q="
                           + POST).json
        self.assertEqual(
            balance["data"][0]["représentation_équilibrée"]["2025"]
            ["pourcentage_femmes_membres"], 35.2)

    def test_egapro_fails_without_indicators(self):
        siren = self.siren("EGAPRO: a declaration without")
        self.assertEqual(self.about("egapro", siren).status, 500)
        self.assertEqual(self.about("egapro", "999999998").status, 404)
        self.assertEqual(self.ask("egapro", "/search?q=999999998").json,
                         {"data": [], "count": 0})

    def test_egapro_answers_in_its_second_form(self):
        self.world.set(egapro__version=2)
        moved = self.about("egapro")
        self.assertEqual(moved.status, 308)
        base = self.world.services["egapro"].removesuffix("/api")
        told = ask(base + moved.headers["Location"])
        self.assertEqual(len(told.json), 38)
        self.assertIn("max-age=300", told.headers["Cache-Control"])
        self.assertEqual(self.ask("egapro", "/public/declarations/999999998"
                                  ).json, [])

    def test_balances_come_in_pages(self):
        siren = self.siren("27 balances")
        first = self.about("bilans_ges", siren).json
        self.assertEqual((first["hydra:totalItems"],
                          len(first["hydra:member"])), (27, 11))
        base = self.world.services["bilans_ges"].removesuffix("/api")
        years, link = [], first["hydra:view"]["@id"]
        while link:
            page = ask(base + link).json
            years += [m["identitySheet"]["reportingYear"]
                      for m in page["hydra:member"]]
            link = page["hydra:view"].get("hydra:next")
        self.assertEqual((len(years), years[-1], max(years[:22])),
                         (27, 2025, 2021))

    def test_balances_without_prefix_or_as_a_bare_list(self):
        self.world.set(bilans_ges__hydra=False)
        self.assertEqual(self.about("bilans_ges").json["totalItems"], 1)
        bare = self.about("bilans_ges", Accept="application/json").json
        self.assertEqual(len(bare), 1)

    def test_accounts_in_both_forms(self):
        siren = self.siren("turnover above")
        new = self.about("ratios", siren).json
        self.assertEqual(new["total_count"], 4)
        self.assertEqual([r["type_bilan"] for r in new["results"]],
                         ["K", "C", "C", "K"])
        self.assertIsNone(new["results"][0]["ebit"])
        old = self.ask("ratios", "/records/1.0/search/?dataset=ratios_inpi_bce"
                       f"&q=siren%3D{siren}&sort=date_cloture_exercice").json
        self.assertEqual(old["nhits"], 4)
        self.assertNotIn("ebit", old["records"][0]["fields"])

    def test_accounts_refuse_a_broken_question(self):
        for where in ("siren=1", 'siren="1" OR 1=1'):
            answer = self.ask("ratios", OF["ratios"].split("?")[0] + "?where="
                              + quote(where))
            self.assertEqual(answer.status, 400)
            self.assertEqual(answer.json["error_code"], "ODSQLError")


class Faults(WorldTest):
    def broken(self, kind, **more):
        """What a plain client makes of a fault."""
        self.world.reset()
        self.world.fault(kind, "egapro", **more)
        try:
            answer = self.about("egapro", timeout=0.6)
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        if answer.status != 200:
            return answer.status
        try:
            told = answer.json
        except ValueError:
            return "unreadable"
        whole = isinstance(told, dict) and "index" in told.get(
            "déclaration", {})
        return "whole" if whole else "other"

    def test_each_kind_does_what_it_says(self):
        expected = {
            "refused": "ConnectionRefusedError",
            "reset": "ConnectionResetError", "close": "RemoteDisconnected",
            "silent": "TimeoutError", "late": "TimeoutError",
            "truncated": "ConnectionResetError",
            "truncated_chunked": "IncompleteRead", "short": "unreadable",
            "invalid_json": "unreadable", "wrong_schema": "other",
            "other_schema": "other", "array": "other", "null": None,
            "empty_object": "other", "html": "unreadable",
            "empty": "unreadable", "body": "unreadable", "no_content": 204,
            "latin1": "unreadable",
            "nul": "unreadable", "deep": None, "other_siren": "whole",
            "bad_gzip": "unreadable", "redirect_elsewhere": 302,
            "redirect_metadata": 302, "redirect_file": 302,
            "redirect_loop": 301, "not_http": "BadStatusLine",
            "many_headers": "HTTPException", "bad_header": None,
            "gzip_bomb": None, "two_lengths": None,
            "huge": "unreadable", "huge_chunked": "IncompleteRead"}
        for kind in KINDS:
            wanted = expected.get(kind, kind)
            if kind[:3].isdecimal():
                wanted = int(kind[:3])
            if wanted is None or kind == "slow":
                continue
            more = {"bytes": 100000} if kind.startswith("huge") else {}
            with self.subTest(kind):
                self.assertEqual(self.broken(kind, **more), wanted)

    def test_slow_drips_and_never_stalls(self):
        self.world.fault("slow", "egapro", seconds=0.02)
        where = urlsplit(self.world.services["egapro"])
        with socket.create_connection((where.hostname, where.port)) as wire:
            wire.settimeout(1)
            wire.sendall(b"GET /api/search?q=x HTTP/1.1\r\nHost: x\r\n\r\n")
            got = [wire.recv(4096) for _ in range(10)]
        self.assertEqual(max(map(len, got[3:])), 1)

    def test_a_bomb_is_small_on_the_wire(self):
        self.world.fault("gzip_bomb", "egapro", bytes=64 * 1048576)
        answer = self.about("egapro")
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")
        self.assertLess(len(answer.body), 80_000)

    def test_rules_choose_service_path_siren_and_number(self):
        self.world.fault(500, "egapro", path="/search", times=1)
        self.world.fault(503, siren=DEMO, after=1)
        self.assertEqual(self.about("egapro").status, 200)
        self.assertEqual(self.ask("egapro", "/search?q=x").status, 500)
        self.assertEqual(self.ask("egapro", "/search?q=x").status, 200)
        self.assertEqual(self.about("egapro").status, 503)
        self.assertEqual(self.about("egapro", POST).status, 200)
        self.assertEqual([f["hits"] for f in self.world.faults()], [1, 1])

    def test_waiting_times_are_told_as_each_service_does(self):
        self.world.fault(429, retry_after=7)
        self.assertEqual(self.about("egapro").headers["Retry-After"], "7")
        told = self.about("sirene").headers
        self.assertIsNone(told["Retry-After"])
        self.assertGreater(int(told["X-Rate-Limit-Reset"]),
                           (time.time() + 5) * 1000)
        self.world.reset()
        self.world.fault("429_bare")
        self.assertIsNone(self.about("egapro").headers["Retry-After"])

    def test_a_percentage_is_kept_and_repeatable(self):
        def draw():
            self.world.reset()
            self.world.fault("any", percent=20)
            return [self.hit() for _ in range(300)]
        first = draw()
        self.assertEqual(first, draw())
        self.assertTrue(30 < sum(first) < 90, sum(first))

    def hit(self):
        before = self.world.measure("egapro")["faults"]
        try:
            self.about("egapro")
        except (OSError, http.client.HTTPException):
            pass
        return self.world.measure("egapro")["faults"] - before

    def test_a_refused_port_comes_back(self):
        self.world.fault("refused", "egapro")
        with self.assertRaises(ConnectionRefusedError):
            self.about("egapro")
        self.assertEqual(self.about("ratios").status, 200)
        self.world.reset()
        self.assertEqual(self.about("egapro").status, 200)

    def test_unknown_kinds_and_fields_are_refused(self):
        for rule in ({"kind": "autre"}, {"kind": "500", "percents": 3}):
            with self.assertRaises(ValueError):
                self.world.control("POST", "/faults", rule)


class Measures(WorldTest):
    def test_the_log_has_bytes_and_headers(self):
        self.ask("egapro", "/search?q=%22a%22", X_Trace="here")
        entry = self.world.log("egapro")[-1]
        self.assertEqual(entry["target"], "/api/search?q=%22a%22")
        self.assertIn(["X_Trace", "here"], entry["headers"])
        self.assertEqual((entry["method"], entry["status"]), ("GET", 200))

    def test_the_busiest_window_is_counted(self):
        for _ in range(5):
            self.about("egapro")
        self.assertEqual(self.world.measure("egapro", 60000)["most"], 5)
        self.world.reset()
        self.assertEqual(self.world.requests()["egapro"], 0)

    def test_a_limit_can_be_enforced(self):
        self.world.set(egapro__limit=[3, 60000])
        self.assertEqual([self.about("egapro").status for _ in range(4)],
                         [200, 200, 200, 429])

    def test_latency_is_added(self):
        self.world.set(latency_ms=80)
        start = time.monotonic()
        self.about("egapro")
        self.assertGreater(time.monotonic() - start, 0.08)

    def test_answers_are_packed_when_allowed(self):
        answer = self.about("recherche_entreprises", Accept_Encoding="gzip")
        self.assertIsNone(answer.headers["Content-Encoding"])
        answer = self.about("recherche_entreprises",
                            **{"Accept-Encoding": "gzip"})
        self.assertIn(b"TISSAGES", gzip.decompress(answer.body))

    def test_an_answer_that_did_not_change_is_304(self):
        self.world.set(etag=True)
        tag = self.about("egapro").headers["ETag"]
        again = self.about("egapro", **{"If-None-Match": tag})
        self.assertEqual((again.status, again.body), (304, b""))

    def test_connections_are_kept(self):
        where = urlsplit(self.world.services["egapro"])
        connection = http.client.HTTPConnection(where.hostname, where.port)
        for _ in range(3):
            connection.request("GET", "/api/search?q=x")
            connection.getresponse().read()
        connection.close()
        self.assertEqual(self.world.measure("egapro")["connections"], 1)


class Truth(WorldTest):
    def test_companies_are_told_added_and_replaced(self):
        record = {"siren": "770000003", "denomination": "NOUVELLE VENUE",
                  "siege": {"code_postal": "75011"}}
        self.world.put(record)
        told = self.about("recherche_entreprises", "770000003").json
        self.assertEqual(told["results"][0]["nom_complet"], "NOUVELLE VENUE")
        self.world.put({**record, "denomination": "RENOMMEE"})
        told = self.about("recherche_entreprises", "770000003").json
        self.assertEqual(told["results"][0]["nom_complet"], "RENOMMEE")
        self.assertEqual(told["total_results"], 1)
        self.assertEqual(self.world.company(DEMO)["naf"], "13.20Z")


class Life(unittest.TestCase):
    def test_ends_when_its_pipe_is_closed(self):
        world = World(no_samples=True)
        world.process.stdin.close()
        self.assertEqual(world.process.wait(5), 0)
        world.stop()

    def test_ends_with_its_parent(self):
        code = ("import subprocess, sys, time\n"
                "p = subprocess.Popen([sys.executable, '-B', sys.argv[1]],"
                " stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)\n"
                "print(p.stdout.readline().decode(), flush=True)\n"
                "time.sleep(0.2)\n")
        told = subprocess.run([sys.executable, "-c", code,
                               str(HERE / "world.py")], capture_output=True,
                              timeout=20)
        where = urlsplit(json.loads(told.stdout)["control"])
        for _ in range(50):
            time.sleep(0.1)
            try:
                socket.create_connection((where.hostname, where.port)).close()
            except ConnectionRefusedError:
                return
        self.fail("the world outlived its parent")

    def test_the_crowd_is_the_same_for_a_seed(self):
        one, two = (Companies(50, seed=3).all[-1].record for _ in "ab")
        self.assertEqual(one, two)
        self.assertNotEqual(one, Companies(50, seed=4).all[-1].record)


class Certificates(unittest.TestCase):
    def test_only_the_good_one_is_trusted(self):
        with World(tls=True, no_samples=True) as world:
            tls = ssl.create_default_context(cafile=world.ca_file)
            path = OF["egapro"].format(DEMO)
            self.assertEqual(
                ask(world.services["egapro"], path, tls=tls).status, 200)
            bad = world.ready["bad_certificates"]
            self.assertEqual(set(bad), {"expired", "not_yet", "wrong_host",
                                        "self_signed"})
            for kind, services in bad.items():
                with self.assertRaises(ssl.SSLError, msg=kind):
                    ask(services["egapro"], path, tls=tls)


class Recorded(unittest.TestCase):
    @unittest.skipUnless((HERE.parents[2] / "shared/samples").is_dir(),
                         "no recorded answers beside the project")
    def test_recorded_answers_are_served_unwrapped(self):
        with World() as world:
            told = ask(world.services["recherche_entreprises"],
                       "/search?q=552032534").json
            self.assertEqual(told["results"][0]["siren"], "552032534")
            told = ask(world.services["egapro"],
                       "/public/declaration/552032534/2021").json
            self.assertIn("déclaration", told)
            told = ask(world.services["ratios"],
                       OF["ratios"].format("552032534")).json
            self.assertIn("siren", told["results"][0])


if __name__ == "__main__":
    unittest.main()
