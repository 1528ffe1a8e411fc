# SPDX-License-Identifier: Apache-2.0
"""What breaks, and what goes on all the same."""
import json
import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from unittest import mock

import servers
from django.conf import settings
from django.db import connection, connections
from django.test import SimpleTestCase, override_settings
from django_portailrse import engine
from django_portailrse.store import DjangoStore
from test_store import SIREN, WithPortal, ask, on_postgres, on_sqlite

import portailrse as rse

NUMBER = "356000000"
ONLINE = {**settings.PORTAILRSE, "OFFLINE": False, "REGISTER": None}


class Network:
    """Every service answers so."""

    def __init__(self, answer):
        self.answer, self.calls = answer, 0

    def request(self, call):
        self.calls += 1
        if isinstance(self.answer, type):
            raise self.answer("as the test wants it")
        return rse.HttpAnswer(*self.answer)


@contextmanager
def network(answer):
    """The app asks this network, and nothing is known beforehand."""
    asked = Network(answer)
    services = rse.Services(http=rse.Http(asked))
    with (override_settings(PORTAILRSE=ONLINE),
          mock.patch.object(engine, "services", lambda: services)):
        yield asked
    engine.forget()


class Platforms(SimpleTestCase):
    def test_the_dashboard_stands_on_what_is_known(self):
        for answer in (rse.Refused, rse.TimedOut, ValueError,
                       (503, {}, b""), (200, {}, b"<html>"),
                       (200, {}, b"\xff" * 1000)):
            with self.subTest(answer=answer), network(answer) as asked:
                ran = engine.run(NUMBER, {"effectif": 60})
                self.assertGreater(asked.calls, 0)
                self.assertTrue(ran.partial)
                verdicts = ran.verdicts(engine.lang())
                self.assertEqual(verdicts["bdese"].answer,
                                 rse.Answer.SUBJECT)

    def test_pages_answer(self):
        with network(rse.Refused):
            answer = self.client.get(f"/obligations/{NUMBER}.json")
            self.assertEqual(answer.status_code, 200)
            self.assertIs(answer.json()["partial"], True)
            self.assertEqual(
                self.client.get(f"/obligations/{NUMBER}.ics").status_code,
                200)

    def test_a_company_that_registers_do_not_know_is_not_found(self):
        nobody = {"results": [], "total_results": 0, "page": 1,
                  "per_page": 10, "total_pages": 0}
        with network((200, {"content-type": "application/json"},
                      json.dumps(nobody).encode())):
            answer = self.client.get(f"/obligations/{NUMBER}.json")
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(answer.json()["title"],
                         "Aucune entreprise ne porte ce numéro.")


def impatient():
    return rse.Portal(rse.Store(DjangoStore()), migrate=False,
                      deadline_ms=300).host("essai")


@contextmanager
def somebody_writes():
    """Somebody else has changed all companies, and takes his time."""
    other = connections.create_connection("default")
    other.inc_thread_sharing()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE" if other.vendor == "sqlite"
                       else "BEGIN")
        cursor.execute("UPDATE portailrse_entreprises SET naf = 'x'")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
            other.close()


def start(work):
    """A child that works until it is killed."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(1)
    return pid


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


class Others(WithPortal):
    """Somebody else holds what is wanted."""

    def test_who_waits_for_others_gives_up_in_time(self):
        self.save()
        with somebody_writes():
            start = time.monotonic()
            with self.assertRaises((rse.Busy, rse.TimedOut)):
                impatient().company_save(siren=SIREN, denomination="x")
            self.assertLess(time.monotonic() - start, 3)
        self.save(name="ensuite")

    def test_readers_wait_for_nobody(self):
        self.save()
        with somebody_writes():
            row = impatient().company(SIREN)
        self.assertIsNone(row["naf"])

    def test_who_waits_may_be_interrupted(self):
        self.save()
        kept = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, kept)
        with somebody_writes():
            threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
            start = time.monotonic()
            with self.assertRaises(KeyboardInterrupt):
                self.save(name="jamais")
            self.assertLess(time.monotonic() - start, 3)
        self.save(name="ensuite")
        self.assertEqual(self.host.company(SIREN)["denomination"], "ensuite")

    def test_a_process_that_is_killed_holds_nobody_up(self):
        self.save()
        connections.close_all()
        reading, writing = os.pipe()

        def work():
            transaction = DjangoStore().begin(True, 60000)
            with transaction.failing() as inside:
                inside.execute("UPDATE portailrse_entreprises SET naf = 'x'")
                os.write(writing, b"x")
                time.sleep(60)

        pid = start(work)
        os.read(reading, 1)
        kill(pid)
        os.close(reading)
        os.close(writing)
        self.save(name="ensuite")
        self.assertIsNone(self.host.company(SIREN)["naf"])

    def test_nothing_is_half_done_by_those_that_are_killed(self):
        self.save()
        before = self.counts()
        connections.close_all()

        def work():
            host = engine.portal().host("essai")
            while True:
                with suppress(rse.Busy, rse.TimedOut):
                    host.company_save(siren=SIREN, denomination="x")

        for _ in range(6):
            pids = [start(work), start(work)]
            time.sleep(0.4)
            for pid in pids:
                kill(pid)
        after = self.counts()
        self.assertGreater(after[0], before[0])
        self.assertEqual(after[0] - before[0], after[1] - before[1])
        self.assertEqual(self.host.check(), [])
        self.assertEqual(list(DjangoStore().check()), [])

    def counts(self):
        """Changes of the company, and lines of its journal."""
        return (self.host.company(SIREN).version,
                self.host.journal(SIREN, 0, 1)[0]["numero"])


class Server(WithPortal):
    @on_postgres
    def test_a_connection_that_broke_is_replaced(self):
        self.save()
        pid, = ask("SELECT pg_backend_pid()")[0]
        servers.running.sql(f"SELECT pg_terminate_backend({pid})")
        self.save(name="ensuite")
        self.assertEqual(self.sirens(), [SIREN])

    @on_postgres
    def test_a_server_that_is_down_is_told_and_comes_back(self):
        self.save()
        servers.running.stop()
        try:
            for _ in range(2):
                with self.assertRaises(rse.IoError):
                    self.sirens()
            ran = engine.run(NUMBER, {"effectif": 60})
            self.assertEqual(ran.verdicts()["bdese"].answer,
                             rse.Answer.SUBJECT)
        finally:
            servers.running.start()
        self.assertEqual(self.sirens(), [SIREN])

    @on_sqlite
    def test_a_file_that_is_away_is_told_and_comes_back(self):
        self.save()
        connection.close()
        file = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = "/nulle/part/base.sqlite3"
        try:
            with self.assertRaises(rse.IoError):
                self.sirens()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = file
        self.assertEqual(self.sirens(), [SIREN])

    @on_sqlite
    def test_a_file_that_is_no_database_is_told(self):
        connection.close()
        file = connection.settings_dict["NAME"]
        junk = f"{settings.FOLDER}/faux.sqlite3"
        with open(junk, "wb") as out:
            out.write(b"pas une base\n" * 1000)
        connection.settings_dict["NAME"] = junk
        try:
            with self.assertRaises(rse.SchemaError):
                self.sirens()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = file
