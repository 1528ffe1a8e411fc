# SPDX-License-Identifier: Apache-2.0
"""Figures for Metabase, as a nightly task makes them."""
import re
import signal
import subprocess
import time

import stores
from harness import INPUT, IO, OK, USAGE

SALT = "un secret de seize octets et plus"


class AnalyticsTest(stores.StoreTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = stores.Postgres(password=stores.PASSWORD)
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.remove)

    def setUp(self):
        super().setUp()
        self.path = self.fill(count=60)
        self.url = self.server.database("figures")

    def sync(self, *words, code=OK, **more):
        answer = self.run_cli("analytics", "sync", "--from", self.path, "--to",
                              self.url, *words,
                              **{"PRSE_ANALYTICS_SALT": SALT, **more})
        self.assertEqual(answer.code, code, answer.out + answer.err)
        for secret in (SALT, stores.PASSWORD):
            self.assertNotIn(secret, answer.out + answer.err)
        return answer.out + answer.err

    def counts(self, said):
        return [int(n.replace(",", "")) for n in re.findall(
            r"([\d,]+) (?:rows read|written|removed)", said)]

    def sql(self, statement):
        return self.server.sql(statement, "figures")


class Sync(AnalyticsTest):
    def test_makes_tables_and_then_only_what_changed(self):
        first = self.sync()
        self.assertIn("made anew", first)
        self.assertEqual(self.sql("SELECT count(*) FROM metabase_entreprise"),
                         [["60"]])
        again = self.sync()
        self.assertIn("brought up to date", again)
        self.assertEqual(self.counts(again)[1:], [0, 0])
        subprocess.run([stores.FIGURES, "change", self.path, "2"], check=True)
        read, written, removed = self.counts(self.sync())
        self.assertTrue(0 < read < self.counts(first)[0] / 4)
        self.assertGreater(written, 1)
        self.assertIn("made anew", self.sync("--full"))
        self.assertRegex(self.sync("--lang", "fr"), r"mis à jour.* lues")

    def test_makes_a_reader_who_reads_figures_alone(self):
        self.sync("--schema", "chiffres", "--reader", "metabase")
        self.assertEqual(self.sql(
            "SELECT count(*) FROM chiffres.metabase_entreprise"), [["60"]])
        self.assertEqual(self.sql(
            "SELECT rolcanlogin, rolsuper, has_table_privilege('metabase', "
            "'chiffres.metabase_entreprise', 'SELECT'), "
            "has_table_privilege('metabase', 'chiffres.metabase_entreprise', "
            "'INSERT') FROM pg_roles WHERE rolname = 'metabase'")[0][1:],
            ["f", "t", "f"])

    def test_a_pack_names_what_it_knows(self):
        self.sync("--pack", "mini-pack")
        self.bad(IO, "no-such-pack", "analytics", "sync", "--from", self.path,
                 "--to", self.url, "--pack", "no-such-pack",
                 PRSE_ANALYTICS_SALT=SALT)

    def test_wants_its_salt_and_its_places(self):
        words = ("analytics", "sync")
        to = ("--to", self.url)
        salt = {"PRSE_ANALYTICS_SALT": SALT}
        self.bad(USAGE, "PRSE_ANALYTICS_SALT is missing", *words, "--from",
                 self.path, *to)
        self.bad(USAGE, "at least 16", *words, "--from", self.path, *to,
                 PRSE_ANALYTICS_SALT="short")
        self.bad(USAGE, "--to is missing", *words, "--from", self.path,
                 **salt)
        self.bad(USAGE, "which store?", *words, *to, **salt)
        self.good(*words, *to, PRSE_STORE=str(self.path), **salt)
        self.bad(IO, "No such file", *words, "--from", "none.sqlite", *to,
                 **salt)
        self.assertEqual(self.run_cli(
            *words, "--from", self.path, "--to",
            self.server.url_of("figures", port=1), **salt).code, IO)

    def test_never_writes_into_the_portals_own_database(self):
        main = self.server.database("portail")
        self.good("store", "copy", self.path, main)
        told = self.bad(IO, "figures go into a database of their own",
                        "analytics", "sync", "--from", main, "--to", main,
                        PRSE_ANALYTICS_SALT=SALT)
        self.assertNotIn(stores.PASSWORD, told.err)
        self.good("analytics", "sync", "--from", main, "--to", self.url,
                  PRSE_ANALYTICS_SALT=SALT)

    def test_two_at_once(self):
        self.sync()
        holder = subprocess.Popen(
            [self.server._binary("psql"), "-Xq", "-d", self.url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write("BEGIN; SELECT pg_advisory_xact_lock("
                           "hashtext('portailrse'), hashtext('analytics'));\n")
        holder.stdin.flush()
        holder.stdout.readline()
        said = self.sync(code=IO)
        holder.communicate("ROLLBACK;\n")
        self.assertIn("synchronisation", said)
        self.sync()

    def test_ctrl_c_leaves_yesterdays_tables(self):
        self.sync()
        before = self.sql("SELECT count(*) FROM metabase_entreprise")
        self.path = self.fill("large.sqlite", 8000)
        process = self.start(
            "analytics", "sync", "--from", self.path, "--to", self.url,
            "--full", PRSE_ANALYTICS_SALT=SALT)
        time.sleep(0.8)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, -signal.SIGINT, err)
        self.assertIn("those of before", err)
        self.assertEqual(self.sql("SELECT count(*) FROM metabase_entreprise"),
                         before)


class Schema(AnalyticsTest):
    def test_the_sql_runs_and_makes_the_same_tables(self):
        self.sync("--reader", "metabase")
        columns = ("SELECT table_name, column_name, data_type FROM "
                   "information_schema.columns WHERE table_schema = 'public' "
                   "ORDER BY 1, 2")
        made = self.sql(columns)
        sql = self.good("analytics", "schema", "--reader", "another")
        self.url = self.server.database("figures")
        self.sql(sql)
        self.assertEqual(self.sql(columns), made)
        self.assertIn("made anew", self.sync())

    def test_names_are_quoted(self):
        sql = self.good("analytics", "schema", "--schema", 'a"; DROP', "--out",
                        "schema.sql")
        self.assertEqual(sql, "")
        self.assertIn('"a""; DROP"', (self.folder / "schema.sql").read_text())


if __name__ == "__main__":
    stores.main()
