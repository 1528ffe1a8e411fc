#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Limits and pauses, as the services measure them."""
import time

from net import (DEMO, FREE, FULL, Ask, World, crowd, main, unittest)

DIRECTORY = "recherche_entreprises"
NO_SIRENE = {"sirene.enabled": "no"}


class Limits(unittest.TestCase):
    def burst(self, world, threads, **given):
        sirens = [r["siren"] for r in world.companies()
                  if r["cas"] == "one of the crowd"]
        settings = {**world.library_settings(), **NO_SIRENE, **given}
        lines, totals = crowd("find", sirens, settings, threads=threads,
                              deadline=600_000)
        self.assertEqual({line["status"] for line in lines}, {"PRSE_OK"})
        self.assertEqual(world.measure(DIRECTORY)["requests"], len(sirens))
        return totals["us"] / 1e6

    def test_a_burst_of_1000_stays_within_the_limit_of_a_host(self):
        with World(no_samples=True, population=1000) as world:
            took = self.burst(world, 16, **{DIRECTORY + ".rate": "200/1s"})
            most = world.measure(DIRECTORY, 1000)["most"]
            print(f"1000 look-ups at 200/1s: {took:.1f} s, at most {most} in "
                  f"any second")
            self.assertLessEqual(most, 200)
            self.assertLess(took, 6.5)

    def test_the_default_limits_stay_below_those_of_the_services(self):
        count = 1000 if FULL else 30
        with World(no_samples=True, population=count) as world:
            took = self.burst(world, 8)
            most = world.measure(DIRECTORY, 1000)["most"]
            print(f"{count} look-ups at the default rate: {took:.1f} s, at "
                  f"most {most} in any second of 7 allowed")
            self.assertLessEqual(most, 7)

    def test_a_limit_is_that_of_a_key_for_sirene(self):
        with World(no_samples=True, population=60) as world:
            sirens = [r["siren"] for r in world.companies()][-60:]
            crowd("find", sirens, {
                **world.library_settings(), DIRECTORY + ".enabled": "no",
                "sirene.rate": "30/2s"}, threads=8, deadline=60_000)
            self.assertLessEqual(world.measure("sirene", 2000)["most"], 30)

    def test_a_limit_that_the_service_enforces_is_never_met(self):
        with World(no_samples=True, population=300) as world:
            world.set(recherche_entreprises__limit=[100, 1000])
            self.burst(world, 8, **{DIRECTORY + ".rate": "100/1s"})
            self.assertEqual([e for e in world.log(DIRECTORY)
                              if e["status"] == 429], [])

    def test_what_a_limit_leaves_no_time_for_is_told_at_once(self):
        with World(no_samples=True) as world, Ask({
                **world.library_settings(), **NO_SIRENE,
                DIRECTORY + ".rate": "1/60s",
                DIRECTORY + ".fresh": "1ms"}) as ask:
            self.assertEqual(ask.find(DEMO)["status"], "PRSE_OK")
            told = ask.find("356000000", 300)
            self.assertEqual(told["status"], "PRSE_ERATE", told["error"])
            self.assertLess(told["ms"], 330)
            self.assertEqual(world.measure(DIRECTORY)["requests"], 1)


class Waiting(unittest.TestCase):
    """What a service says about waiting is done."""

    def after(self, service, kind, ask_it, **settings):
        with World(no_samples=True) as world, Ask({
                **FREE, **world.library_settings(), **settings}) as ask:
            world.fault(kind, service, times=1, retry_after=1)
            told = ask_it(ask)
            self.assertEqual(told["status"], "PRSE_OK", told["error"])
            first, second = [e["at"] for e in world.log(service)][:2]
            self.assertGreaterEqual(second - first, 0.99)
            self.assertLess(second - first, 1.6)

    def test_retry_after_of_the_directory(self):
        for kind in ("429", "503"):
            self.after(DIRECTORY, kind, lambda ask: ask.find(DEMO),
                       **NO_SIRENE)

    def test_the_reset_header_of_sirene(self):
        self.after("sirene", "429", lambda ask: ask.find(DEMO),
                   **{DIRECTORY + ".enabled": "no"})


class Circuit(unittest.TestCase):
    PAUSE = 0.7

    def setUp(self):
        self.world = World(no_samples=True, population=50)
        self.addCleanup(self.world.stop)
        self.sirens = [r["siren"] for r in self.world.companies()][-50:]
        self.ask = Ask({**FREE, **self.world.library_settings(), **NO_SIRENE,
                        DIRECTORY + ".tries": "1",
                        DIRECTORY + ".pause": f"{self.PAUSE * 1000:.0f}ms"})
        self.addCleanup(self.ask.close)

    def finds(self, sirens):
        return [self.ask.find(siren)["status"] for siren in sirens]

    def test_after_three_failures_nothing_leaves_until_the_pause_ends(self):
        self.world.fault(500, DIRECTORY)
        self.finds(self.sirens[:3])
        opened = time.monotonic()
        before = self.world.requests()[DIRECTORY]
        self.assertEqual(before, 3)
        count = 0
        while time.monotonic() < opened + self.PAUSE * 0.8:
            self.assertEqual(set(self.finds(self.sirens)), {"PRSE_EREFUSED"})
            count += len(self.sirens)
        self.assertEqual(self.world.requests()[DIRECTORY], before)
        print(f"{count} look-ups while the circuit was open: no request")
        time.sleep(self.PAUSE * 0.3)
        self.finds(self.sirens)
        # One request tries; it fails, and the circuit is open again.
        self.assertEqual(self.world.requests()[DIRECTORY], before + 1)

    def test_a_trial_that_succeeds_closes_the_circuit(self):
        self.world.fault(500, DIRECTORY)
        self.finds(self.sirens[:3])
        self.world.reset()
        self.assertEqual(self.finds(self.sirens[3:4]), ["PRSE_EREFUSED"])
        time.sleep(self.PAUSE * 1.1)
        self.assertEqual(set(self.finds(self.sirens)), {"PRSE_OK"})

    def test_a_refused_connection_opens_it_at_once(self):
        self.world.fault("refused", DIRECTORY)
        self.assertEqual(self.finds(self.sirens[:1]), ["PRSE_EREFUSED"])
        self.world.reset()
        self.assertEqual(set(self.finds(self.sirens[1:])), {"PRSE_EREFUSED"})
        self.assertEqual(self.world.requests()[DIRECTORY], 0)
        time.sleep(self.PAUSE * 1.1)
        self.assertEqual(set(self.finds(self.sirens)), {"PRSE_OK"})

    def test_other_services_go_on(self):
        self.world.fault("refused", DIRECTORY)
        self.finds(self.sirens[:1])
        told = self.ask.record(0, DEMO)["record"]["egapro"]
        self.assertEqual(told["etat"], "lue")

    def test_one_company_that_a_service_fails_on_costs_no_other(self):
        siren = next(r["siren"] for r in self.world.companies()
                     if r["cas"].startswith("EGAPRO: a declaration without"))
        self.ask.set(**{"egapro.tries": "3"})
        self.ask.open()
        told = self.ask.record(0, siren)["record"]["egapro"]
        self.assertNotEqual(told.get("declaration"), "non_publiee")
        self.assertEqual(told["etat"], "illisible")
        other = self.ask.record(0, DEMO)["record"]["egapro"]
        self.assertEqual(other["etat"], "lue")


if __name__ == "__main__":
    main()
