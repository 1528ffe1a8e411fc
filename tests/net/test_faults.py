#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every call against every fault of the world: the right outcome, in time,
with the fallback or what was kept, and nothing left behind."""
import time
from concurrent.futures import ThreadPoolExecutor

from net import (BALANCE, BILANS, DEMO, EGAPRO, FREE, KINDS, NETWORK, RATIOS,
                 PACK, SCORES, STALE, Ask, World, main, unittest)

DEADLINE = 600
POST = "356000000"
# What a fault amounts to: the status of a look-up, the state of a record.
CLASSES = {
    "denied": ("PRSE_EDENIED", "refusee"),
    "limited": ("PRSE_ERATE", "limitee"),
    "failed": ("PRSE_EPEER", "indisponible"),
    "broken": ("PRSE_EIO", "indisponible"),
    "refused": ("PRSE_EREFUSED", "indisponible"),
    "timeout": ("PRSE_ETIMEOUT", "indisponible"),
    "unreadable": ("PRSE_EPEER", "illisible"),
    "large": ("PRSE_ELIMIT", "illisible"),
    "absent": ("PRSE_ENOTFOUND", "absente"),
    "tls": ("PRSE_ETLS", "indisponible"),
    "read": ("PRSE_OK", "lue")}
OUTCOMES = {
    "denied": "400 401 403 408 409 422 redirect_elsewhere redirect_metadata "
              "redirect_file redirect_loop",
    "limited": "429 429_bare",
    "failed": "500 502 503 503_bare 504",
    "broken": "reset close truncated truncated_chunked bad_gzip bad_header "
              "not_http two_lengths",
    "refused": "refused",
    "timeout": "silent slow late",
    "unreadable": "404 410 short invalid_json latin1 nul deep html empty "
                  "body no_content wrong_schema other_schema array null "
                  "empty_object other_siren",
    "large": "huge huge_chunked gzip_bomb many_headers"}
OF_KIND = {kind: name for name, kinds in OUTCOMES.items()
           for kind in kinds.split()}
# After these, what was kept before is as good as ever.
KEPT_AFTER = {"limited", "failed", "broken", "refused", "timeout",
              "unreadable", "large"}
ARGUMENTS = {"late": {"seconds": 2}, "huge": {"bytes": 9 * 1024 * 1024},
             "huge_chunked": {"bytes": 9 * 1024 * 1024}}
NO_DIRECTORY = {"recherche_entreprises.enabled": "no"}
NO_SIRENE = {"sirene.enabled": "no"}


class Call:
    """A call, the service that is hit and what differs from the table."""

    def __init__(self, service, ask, settings=(), path=None, saved=False,
                 **other):
        self.service, self.ask, self.path = service, ask, path
        self.settings, self.saved = dict(settings), saved
        self.other = other

    def expected(self, kind):
        for name, kinds in self.other.items():
            if kind in kinds.split():
                return name
        return "read" if self.saved else OF_KIND[kind]

    def rule(self, kind):
        path = {"path": self.path} if self.path else {}
        return {"service": self.service, **path, **ARGUMENTS.get(kind, {})}


def find(ask):
    told = ask.find(DEMO, DEADLINE)
    return told, told["status"], told.get("unit", {}).get("denomination")


def seat(ask):
    """The unit is found; without its seat there is no postcode."""
    told = ask.find(DEMO, DEADLINE)
    return told, told["status"], told.get("unit", {}).get("siren")


def search(ask):
    told = ask.search("tissages", DEADLINE)
    return told, told["status"], [u["siren"] for u in told.get("units", ())]


def record(what, siren=DEMO):
    def call(ask):
        told = ask.record(what, siren, 2025, DEADLINE)
        assert told["status"] == "PRSE_OK", told
        (inside,) = told["record"].values()
        return told, inside["etat"], inside
    return call


ENDLESS = "silent slow late"
CALLS = {
    "look-up in the directory": Call(
        "recherche_entreprises", find, NO_SIRENE),
    "search in the directory": Call(
        "recherche_entreprises", search, NO_SIRENE, read="other_siren"),
    "look-up in Sirene": Call(
        "sirene", find, NO_DIRECTORY, path="/siren/", absent="404 410"),
    "seat in Sirene": Call(
        "sirene", seat, NO_DIRECTORY, path="/siret/", saved=True,
        refused="refused"),
    "search in Sirene": Call(
        "sirene", search, NO_DIRECTORY, read="404 410 other_siren"),
    "look-up, Sirene steps in": Call(
        "recherche_entreprises", find, saved=True),
    "search, Sirene steps in": Call(
        "recherche_entreprises", search, saved=True),
    "declaration": Call("egapro", record(EGAPRO), absent="404 410 array"),
    "scores": Call("egapro", record(SCORES)),
    "balance among leaders": Call("egapro", record(BALANCE, POST)),
    "emissions balances": Call(
        "bilans_ges", record(BILANS), read="array"),
    "accounts": Call("ratios", record(RATIOS), absent="array")}


class Column:
    """One call against every fault, in its own world."""

    def __init__(self, name, call, priming, states):
        self.name, self.call, self.priming = name, call, priming
        self.states = states
        self.wrong, self.count, self.longest = [], 0, 0.0

    def settings(self, world):
        told = {**FREE, **world.library_settings(), **self.call.settings,
                **{name + ".tries": "2" for name in NETWORK},
                **{name + ".max_bytes": "1MiB" for name in NETWORK}}
        if self.priming:
            told.update({name + ".fresh": "1ms" for name in NETWORK})
        return told

    def run(self):
        try:
            with World(no_samples=True) as world, \
                    Ask(self.settings(world)) as ask:
                before = ask.open()["fds"]
                for kind in KINDS:
                    self.one(world, ask, kind)
                world.reset()
                after = ask.open()["fds"]
                if after > before:
                    self.wrong.append(f"{after - before} descriptors leaked")
        except Exception as error:  # shown by the main thread
            self.wrong.append(repr(error))

    def one(self, world, ask, kind):
        truth, (told, state, body) = self.struck(world, ask, kind)
        if told["ms"] > DEADLINE * 1.1:  # a machine that was busy elsewhere?
            truth, (told, state, body) = self.struck(world, ask, kind)
        self.longest = max(self.longest, told["ms"])
        self.count += 1
        if told["ms"] > DEADLINE * 1.1:
            self.wrong.append(f"{kind}: {told['ms']:.0f} ms")
        name = self.call.expected(kind)
        if truth and name in KEPT_AFTER:
            self.same(kind, truth, told, state, body)
        elif state not in self.allowed(kind, name):
            self.wrong.append(f"{kind}: {state}, not {name}: {told}")

    def struck(self, world, ask, kind):
        """What was answered before the fault, and what while it lasts."""
        world.reset()
        ask.open()
        truth = self.primed(ask)
        world.fault(kind, **self.call.rule(kind))
        return truth, self.call.ask(ask)

    def allowed(self, kind, name):
        also = self.states["broken"] if kind == "many_headers" else ()
        return {*self.states[name], *also}

    def primed(self, ask):
        """What is kept, and is not fresh any more when the fault comes."""
        truth = self.call.ask(ask) if self.priming else None
        time.sleep(0.003 if self.priming else 0)
        return truth

    def same(self, kind, truth, told, state, body):
        if (state, body) != truth[1:]:
            self.wrong.append(f"{kind}: not what was kept: {told}")
        origins = [trace["origin"] for trace in told.get("traces", ())]
        if origins and STALE not in origins:
            self.wrong.append(f"{kind}: nothing says that it is old: {told}")


def run_all(priming, calls, states):
    columns = [Column(name, call, priming, states)
               for name, call in calls.items()]
    # More at once would measure the machine.
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Column.run, columns))
    return columns


class Faults(unittest.TestCase):
    maxDiff = None

    def check(self, priming):
        columns = run_all(priming, CALLS, CLASSES)
        for column in columns:
            with self.subTest(column.name):
                self.assertEqual(column.wrong, [])
                self.assertEqual(column.count, len(KINDS))
        print(f"{len(columns)} calls x {len(KINDS)} faults, the longest "
              f"{max(c.longest for c in columns):.0f} ms of {DEADLINE}")

    def test_each_call_meets_each_fault(self):
        self.check(priming=False)

    def test_what_was_kept_is_given_while_a_service_is_down(self):
        self.check(priming=True)

    def test_the_table_knows_every_kind(self):
        self.assertEqual(set(OF_KIND), set(KINDS))


# What a check may find: reachable, allowed, of the expected form.
FOUND = {"denied": {(1, 0, -1), (1, 1, -1)}, "limited": {(1, 1, -1)},
         "failed": {(1, 1, -1)}, "broken": {(0, -1, -1), (1, 1, 0)},
         "refused": {(0, -1, -1)}, "timeout": {(0, -1, -1)},
         "unreadable": {(1, 1, 0)}, "large": {(1, 1, 0)},
         "absent": {(1, 1, -1)}, "read": {(1, 1, 1)}}


def check(service):
    def call(ask):
        told = ask.check(NETWORK.index(service), DEADLINE)
        assert told["status"] == "PRSE_OK", told
        return told, tuple(told[name] for name in ("reachable", "allowed",
                                                   "schema")), None
    return call


CHECKS = {"check of " + service: Call(
    service, check(service), absent="404 410",
    read="other_siren " + {"bilans_ges": "array", "ratios": "array"}.get(
        service, "")) for service in NETWORK}


class Checks(unittest.TestCase):
    maxDiff = None

    def test_a_check_says_what_is_wrong(self):
        for column in run_all(False, CHECKS, FOUND):
            with self.subTest(column.name):
                self.assertEqual(column.wrong, [])

    def test_a_check_is_happy_with_every_service_of_the_world(self):
        with World(no_samples=True) as world, Ask({
                **FREE, **world.library_settings()}) as ask:
            for service in NETWORK:
                _, state, _ = check(service)(ask)
                self.assertEqual(state, (1, 1, 1), service)
            # Past the cache: a second check asks again.
            before = world.requests()
            check("egapro")(ask)
            self.assertEqual(world.requests()["egapro"],
                             before["egapro"] + 1)

    def test_a_key_that_is_refused_is_told(self):
        with World(no_samples=True) as world, Ask({
                **FREE, **world.library_settings(),
                "sirene.key": "autre"}) as ask:
            _, state, _ = check("sirene")(ask)
            self.assertEqual(state, (1, 0, -1))


class Ways(unittest.TestCase):
    """Services that answer in another way than usual."""

    def meet(self, *words, settings=(), **options):
        world = World(*words, no_samples=True, **options)
        self.addCleanup(world.stop)
        ask = Ask({**FREE, **world.library_settings(), **dict(settings)})
        self.addCleanup(ask.close)
        return world, ask

    def test_sirene_steps_in_while_the_directory_is_silent(self):
        # In the proportions of the default times: three tries of 4 s in 10 s.
        world, ask = self.meet(settings={
            "recherche_entreprises.total": "400ms"})
        for kind in ENDLESS.split():
            world.reset()
            world.fault(kind, "recherche_entreprises", seconds=2)
            ask.open()
            told = ask.find(DEMO, 1000)
            self.assertEqual(told["status"], "PRSE_OK", kind)
            self.assertEqual(told["unit"]["source"], "sirene")

    def test_so_it_does_by_default_within_two_seconds(self):
        world, ask = self.meet()
        ask.good("pack", PACK)
        for kind in ENDLESS.split():
            world.reset()
            world.fault(kind, "recherche_entreprises", seconds=12)
            for call, what in ((ask.find, DEMO), (ask.search, "tissages"),
                               (ask.dashboard, DEMO)):
                ask.open()
                told = call(what, ms=2000)
                self.assertEqual(told["status"], "PRSE_OK", kind)
                self.assertLess(told["ms"], 2000)
                self.assertIn(DEMO, str(told.get("unit", "")) +
                              str(told.get("units", "")) +
                              told.get("facts", {}).get("siren/0", ""))

    def test_a_silent_seat_costs_its_address_only(self):
        world, ask = self.meet(settings=NO_DIRECTORY)
        world.fault("silent", "sirene", path="/siret/")
        told = ask.find(DEMO, 1000)
        self.assertEqual((told["status"], told["unit"]["siren"]),
                         ("PRSE_OK", DEMO))
        self.assertLess(told["ms"], 700)

    def test_a_declaration_that_fails_is_controlled(self):
        world, ask = self.meet()
        ask.good("pack", PACK)
        siren = "012345393"
        told = ask.dashboard(siren)
        self.assertEqual(told["status"], "PRSE_OK")
        self.assertEqual(told["partial"], 1)
        asked = [entry["target"] for entry in world.log("egapro")]
        self.assertEqual(len([t for t in asked if "/search" in t]), 1, asked)
        self.assertNotIn("declaration_egapro_publiee", [
            name.split("/")[0] for name, value in told["facts"].items()
            if value != "null"])
        for other in ("012345013", DEMO):
            told = ask.record(EGAPRO, other)["record"]["egapro"]
            self.assertIn(told["etat"], ("lue", "absente"))

    def test_the_second_version_of_egapro_is_read(self):
        _, ask = self.meet(egapro=2)
        _, state, inside = record(EGAPRO)(ask)
        self.assertEqual((state, inside.get("version")), ("lue", "v2"))
        told = ask.record(EGAPRO, "012345013")["record"]["egapro"]
        self.assertEqual(told["etat"], "absente")

    def test_balances_without_prefix_are_read(self):
        world, ask = self.meet()
        world.set(bilans_ges__hydra=False)
        _, state, inside = record(BILANS)(ask)
        self.assertEqual((state, inside["derniere_annee"]), ("lue", 2022))

    def test_nobody_s_contacts_are_in_a_record(self):
        _, ask = self.meet()
        told = str(ask.record(BILANS, "012345385"))
        self.assertNotRegex(told, "(?i)fictif|dominique|@|0100000000")

    def test_a_duplicate_of_sirene_is_not_followed(self):
        _, ask = self.meet(settings=NO_DIRECTORY)
        told = ask.find("012345435")
        self.assertIn(told["status"], ("PRSE_ENOTFOUND", "PRSE_EDENIED"))

    def test_offline_nothing_leaves_and_what_is_kept_is_told(self):
        world, ask = self.meet(settings={n + ".fresh": "1ms"
                                         for n in NETWORK})
        self.assertEqual(ask.find(DEMO)["status"], "PRSE_OK")
        ask.record(EGAPRO, DEMO)
        before = world.requests()
        time.sleep(0.003)
        ask.good("offline", 1)
        told = ask.find(DEMO)
        self.assertEqual((told["status"], told["unit"]["siren"]),
                         ("PRSE_OK", DEMO))
        self.assertEqual(record(EGAPRO)(ask)[1], "lue")
        self.assertNotEqual(ask.find("356000000")["status"], "PRSE_OK")
        self.assertEqual(record(RATIOS)(ask)[1], "non_demandee")
        self.assertEqual(world.requests(), before)

    def test_answers_that_did_not_change_are_not_sent_again(self):
        world, ask = self.meet(settings={n + ".fresh": "1ms"
                                         for n in NETWORK})
        world.set(etag=True)
        first = record(EGAPRO)(ask)[2]
        time.sleep(0.003)
        self.assertEqual(record(EGAPRO)(ask)[2], first)
        self.assertEqual([e["status"] for e in world.log("egapro")],
                         [200, 304])


class Certificates(unittest.TestCase):
    def test_only_trusted_certificates_are_accepted(self):
        with World(tls=True, no_samples=True) as world:
            settings = {**FREE, **world.library_settings(), **NO_SIRENE,
                        "net.ca_file": world.ca_file}
            with Ask(settings) as ask:
                self.assertEqual(ask.find(DEMO)["status"], "PRSE_OK")
                for kind, urls in world.ready["bad_certificates"].items():
                    ask.set(**{n + ".url": url for n, url in urls.items()})
                    ask.open()
                    told = ask.find(DEMO, DEADLINE)
                    self.assertEqual(told["status"], "PRSE_ETLS", kind)
                    _, state, _ = record(EGAPRO)(ask)
                    self.assertEqual(state, "indisponible", kind)
                    self.assertEqual(world.requests()["egapro"], 0)

    def test_an_authority_nobody_named_is_not_trusted(self):
        with World(tls=True, no_samples=True) as world, Ask({
                **FREE, **world.library_settings(), **NO_SIRENE}) as ask:
            self.assertEqual(ask.find(DEMO)["status"], "PRSE_ETLS")


if __name__ == "__main__":
    main()
