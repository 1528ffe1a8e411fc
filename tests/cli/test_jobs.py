# SPDX-License-Identifier: Apache-2.0
"""portailrse jobs: what a queue holds, and changing it."""
import json
import os
import sqlite3
import subprocess

import harness
from harness import INPUT, IO, USAGE


class JobsTest(harness.CliTest):
    def setUp(self):
        super().setUp()
        self.store = str(self.folder / "travaux.sqlite")

    def environment(self, lang="en", **more):
        return super().environment(lang, **{"COLUMNS": "200", **more})

    def fill(self, count=18):
        """Jobs of seven companies; number 16 fails."""
        for words in (("add", self.store, "0", str(count)),):
            subprocess.run([os.environ["PRSE_JOBS_CRASH"], *words],
                           check=True)

    def work(self):
        subprocess.run([os.environ["PRSE_JOBS_CRASH"], "work", self.store,
                        "5000", "0", "drain"], check=True,
                       stderr=subprocess.DEVNULL)

    def jobs(self, *words):
        return json.loads(self.good("jobs", "list", "--store", self.store,
                                    "--format", "json", *words))

    def state_of(self, job):
        told = json.loads(self.good("jobs", "show", job, "--store",
                                    self.store, "--format", "json"))
        return told["job"][0]["etat"]


class List(JobsTest):
    def test_shows_the_first_ones(self):
        self.fill()
        page = self.good("jobs", "list", "--store", self.store)
        self.assertEqual(len(page.splitlines()), 10)
        self.assertRegex(page, r"^[0-9A-Z]{26}  ready analyse 552032530\n")
        self.assertEqual(len(self.jobs("--limit", "20")), 18)

    def test_by_state_and_by_company(self):
        self.fill()
        self.work()
        self.assertEqual(len(self.jobs("--state", "fini", "--limit", "99")),
                         17)
        self.assertEqual([job["cle"] for job in self.jobs("--state",
                                                          "echoue")],
                         ["n:16"])
        # In the order of their making, but for those of one millisecond.
        self.assertEqual({job["cle"] for job in self.jobs("--company",
                                                          "552032532")},
                         {"n:2", "n:9", "n:16"})
        page = self.good("jobs", "list", "--store", self.store, "--state",
                         "echoue", lang="fr")
        self.assertIn("échoué analyse 552032532 8/8 compte PRSE_EPARSE",
                      page)

    def test_nothing(self):
        self.fill(0)
        self.assertEqual(self.good("jobs", "list", "--store", self.store),
                         "No job.\n")

    def test_the_store_of_the_environment(self):
        self.fill(1)
        self.assertIn("ready", self.good("jobs", "list",
                                         PRSE_STORE=self.store))

    def test_mistakes(self):
        self.bad(USAGE, "PRSE_STORE", "jobs", "list")
        self.bad(IO, "none.sqlite", "jobs", "list", "--store",
                 "none.sqlite")
        self.fill(0)
        for words in (("--state", "done"), ("--limit", "0"),
                      ("--limit", "1001"), ("--limit", "x")):
            self.bad(USAGE, words[1], "jobs", "list", "--store", self.store,
                     *words)
        self.bad(USAGE, "not both", "jobs", "list", "--store", self.store,
                 "--state", "fini", "--company", "1")
        sqlite3.connect(self.folder / "empty.sqlite").execute("VACUUM")
        self.bad(INPUT, "holds no queue", "jobs", "list", "--store",
                 self.folder / "empty.sqlite")


class One(JobsTest):
    def test_show(self):
        self.fill(17)
        self.work()
        failed = self.jobs("--state", "echoue")[0]["id"]
        page = self.good("jobs", "show", failed, "--store", self.store)
        for words in ("failed analyse", "n:16", "PRSE_EPARSE",
                      "this number does that\n", "a_moitie", "(to be sent)"):
            self.assertIn(words, page)
        self.bad(INPUT, "no such job", "jobs", "show", "X", "--store",
                 self.store)
        self.bad(USAGE, "a job is missing", "jobs", "show", "--store",
                 self.store)

    def test_retry(self):
        self.fill(17)
        self.work()
        failed = self.jobs("--state", "echoue")[0]["id"]
        done = self.jobs("--state", "fini")[0]["id"]
        self.good("jobs", "retry", failed, "--store", self.store)
        self.assertEqual(self.state_of(failed), "pret")
        self.assertEqual(self.run_cli("jobs", "retry", done, "--store",
                                      self.store).code, INPUT)
        self.assertEqual(self.state_of(done), "fini")

    def test_cancel(self):
        self.fill(1)
        job = self.jobs()[0]["id"]
        self.good("jobs", "cancel", job, "--store", self.store)
        self.assertEqual(self.state_of(job), "annule")
        self.good("jobs", "cancel", job, "--store", self.store)
        self.good("jobs", "retry", job, "--store", self.store)
        self.work()
        self.assertEqual(self.state_of(job), "fini")
        self.assertEqual(self.run_cli("jobs", "cancel", job, "--store",
                                      self.store).code, INPUT)


class Tidy(JobsTest):
    def age(self):
        """As if everybody had been told, a hundred days ago."""
        with sqlite3.connect(self.store) as file:
            file.execute("UPDATE travaux SET livrer_le = NULL, moment ="
                         " strftime('%Y-%m-%d %H:%M:%S.000', 'now',"
                         " '-100 days') WHERE etat = 'fini'")
        file.close()

    def tidy(self, *words):
        return self.good("jobs", "tidy", *words, "--store", self.store)

    def test_what_ended_long_ago_goes(self):
        self.fill()
        self.work()
        self.assertEqual(self.tidy(), "Jobs removed: 0.\n")
        self.age()
        self.assertEqual(self.tidy("101"), "Jobs removed: 0.\n")
        self.assertEqual(self.tidy(), "Jobs removed: 17.\n")
        self.assertEqual([job["etat"] for job in self.jobs()], ["echoue"])

    def test_mistakes(self):
        self.fill()
        for days in ("dix", "9 jours", "12345", ""):
            self.bad(USAGE, "a number of days is wanted (90)", "jobs", "tidy",
                     "--store", self.store, days)


if __name__ == "__main__":
    harness.main()
