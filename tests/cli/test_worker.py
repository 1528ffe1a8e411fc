# SPDX-License-Identifier: Apache-2.0
"""portailrse worker: what it is told, and what it shows; tests/runs has it at
work."""
import os
import pty
import signal
import subprocess
import threading
import unittest

import harness
from harness import INPUT, IO, USAGE

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class WorkerTest(harness.CliTest):
    def setUp(self):
        super().setUp()
        self.store = str(self.folder / "travaux.sqlite")

    def migrate(self):
        self.good("worker", "--store", self.store, "--migrate", "--drain")

    def refused(self, code, message, *words, **environment):
        self.bad(code, message, "worker", "--store", self.store, "--drain",
                 *words, **environment)


class Mistakes(WorkerTest):
    """Each is told once: nobody is begun again for it."""

    def test_stores(self):
        self.bad(USAGE, "PRSE_STORE", "worker")
        self.refused(IO, "travaux.sqlite")
        self.migrate()
        os.unlink(self.store)
        self.good("store", "init", self.store)
        self.refused(INPUT, "holds no queue")
        answer = self.run_cli("worker", "--store", self.store, "--drain")
        self.assertEqual(len(answer.err.splitlines()), 1, answer.err)

    def test_numbers(self):
        self.migrate()
        for wrong in ("0", "65", "x", "-1", ""):
            self.refused(USAGE, "a number from 1 to 64", "--workers", wrong)
        for wrong in ("soon", "-1", "1e3", "1234567890"):
            self.refused(INPUT, "PRSE_WORKER_LEASE_MS: worker.lease_ms takes "
                         "a number", PRSE_WORKER_LEASE_MS=wrong)
        config = self.file("worker.conf", "# so\nworker.hold_ms = never\n")
        self.refused(INPUT, "worker.conf:2: worker.hold_ms takes a number",
                     "--config", config)

    def test_addresses_and_secrets(self):
        self.migrate()
        self.refused(USAGE, "host", "--hosts", "http:///x")
        self.refused(USAGE, "network", "--hosts", "a.example", "--networks",
                     "10.0.0.0/99")
        self.refused(IO, "none", "--keys-file", "none")
        keys = self.file("keys", "whsec_short")
        self.refused(INPUT, "", "--keys-file", keys)
        self.good("worker", "--store", self.store, "--drain", "--hosts",
                  "a.example .b.example", "--keys-file",
                  self.file("keys", SECRET + "\n"))

    def test_blobs_and_models(self):
        self.migrate()
        self.refused(IO, "none", "--blobs", str(self.folder / "none"))
        self.refused(INPUT, "", "--model", str(self.folder))

    def test_a_portal_that_is_none(self):
        self.migrate()
        self.refused(INPUT, "holds no portal", "--portal", self.store)


class Alone(WorkerTest):
    def test_an_empty_queue_is_drained_in_silence(self):
        self.migrate()
        for words in ((), ("--workers", "3"), ("--no-send",)):
            self.good("worker", "--store", self.store, "--drain", *words)

    def test_settings_of_workers_are_none_of_services(self):
        config = self.file("services.conf", "worker.lease_ms = 500\n")
        self.run_cli("doctor", "--offline", "--config", config)
        answer = self.run_cli("doctor", "--offline", "--config", config)
        self.assertNotIn("worker.lease_ms", answer.err)

    def test_who_is_above_ends_by_the_signal(self):
        self.migrate()
        service = subprocess.Popen(
            [harness.PROGRAM, "worker", "--store", self.store],
            env=self.environment(), cwd=self.folder, stderr=subprocess.PIPE)
        threading.Timer(0.5, service.terminate).start()
        _, said = service.communicate(timeout=60)
        self.assertEqual((service.returncode, said), (-signal.SIGTERM, b""))

    def test_a_terminal_shows_how_far_the_runs_are(self):
        self.migrate()
        master, slave = pty.openpty()
        service = subprocess.Popen(
            [harness.PROGRAM, "worker", "--store", self.store],
            env=self.environment(TERM="xterm"), cwd=self.folder,
            stderr=slave)
        os.close(slave)
        text = b""
        while b"runs under way: 0" not in text:
            text += os.read(master, 4096)
        service.terminate()
        try:
            while block := os.read(master, 4096):
                text += block
        except OSError:  # nobody writes any more
            pass
        os.close(master)
        self.assertEqual(service.wait(60), -signal.SIGTERM)
        self.assertTrue(text.endswith(b"\r\033[K"), text)


if __name__ == "__main__":
    unittest.main()
