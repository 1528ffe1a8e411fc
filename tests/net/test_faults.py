#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every call against every fault of the world: the right outcome, in time,
with the fallback or what was kept, and nothing left behind."""
import threading
import time

from net import (BALANCE, BILANS, DEMO, EGAPRO, FREE, KINDS, NETWORK, RATIOS,
                 SCORES, STALE, Ask, World, main, unittest)

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
ARGUMENTS = {"late": {"seconds": 2}, "huge": {"bytes": 16 * 1024 * 1024},
             "huge_chunked": {"bytes": 16 * 1024 * 1024}}
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
        "recherche_entreprises", find, saved=True, timeout=ENDLESS),
    "search, Sirene steps in": Call(
        "recherche_entreprises", search, saved=True, timeout=ENDLESS),
    "declaration": Call("egapro", record(EGAPRO), absent="404 410 array"),
    "scores": Call("egapro", record(SCORES)),
    "balance among leaders": Call("egapro", record(BALANCE, POST)),
    "emissions balances": Call(
        "bilans_ges", record(BILANS), read="array other_siren"),
    "accounts": Call("ratios", record(RATIOS), absent="array")}


class Column:
    """One call against every fault, in its own world."""

    def __init__(self, name, call, priming):
        self.name, self.call, self.priming = name, call, priming
        self.wrong, self.count, self.longest = [], 0, 0.0

    def settings(self, world):
        told = {**FREE, **world.library_settings(), **self.call.settings,
                **{name + ".tries": "2" for name in NETWORK}}
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
        world.reset()
        ask.open()
        truth = self.primed(ask)
        world.fault(kind, **self.call.rule(kind))
        told, state, body = self.call.ask(ask)
        if told["ms"] > DEADLINE * 1.1:  # a machine that was busy elsewhere?
            ask.open()
            told, state, body = self.call.ask(ask)
        self.longest = max(self.longest, told["ms"])
        self.count += 1
        if told["ms"] > DEADLINE * 1.1:
            self.wrong.append(f"{kind}: {told['ms']:.0f} ms")
        name = self.call.expected(kind)
        if truth and name in KEPT_AFTER:
            self.same(kind, truth, told, state, body)
        elif state not in CLASSES[name]:
            self.wrong.append(f"{kind}: {state}, not {name}: {told}")

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


def run_all(priming):
    columns = [Column(name, call, priming) for name, call in CALLS.items()]
    threads = [threading.Thread(target=c.run) for c in columns]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return columns


class Faults(unittest.TestCase):
    maxDiff = None

    def check(self, priming):
        columns = run_all(priming)
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
