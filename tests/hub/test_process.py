# SPDX-License-Identifier: Apache-2.0
"""Processes that meet, die, are stopped, or find no room."""
import os
import resource
import signal
import subprocess
import threading
import time
import unittest

from getting import HubTest, IO
from hub import COMMIT

NAME = f"owner/model@{COMMIT}"


class Processes(HubTest):
    def start(self, *words, **more):
        return subprocess.Popen(
            self.command("model", "get", NAME, *words),
            env=self.environment(), cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def part(self):
        found = list(self.cache.glob("*/blobs/*.incomplete"))
        return max((p.stat().st_size for p in found), default=0)

    def wait_for(self, what):
        end = time.monotonic() + 60
        while not what():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)

    def held(self):
        """A process in the middle of the large file."""
        self.hub.hold = threading.Event()
        process = self.start()
        self.wait_for(lambda: self.part() > 100000)
        return process

    def test_a_killed_one_is_gone_on_with(self):
        for _ in range(3):
            process = self.held()
            process.kill()
            process.communicate()
            self.hub.hold.set()
        self.assertFalse(list(self.cache.glob("*/snapshots/*")))
        self.hub.hold = None
        before = self.part()
        told = self.get(NAME)
        self.holds(told, "model.safetensors")
        self.assertLessEqual(
            told["fetched"],
            sum(len(self.hub.files[f["name"]]) for f in told["files"])
            - before)

    def test_ctrl_c_ends_it_and_says_how_to_go_on(self):
        process = self.held()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertIn("goes on with it", said)
        self.hub.hold.set()

    def test_several_at_once_fetch_it_once(self):
        first = self.held()
        others = [self.start() for _ in range(3)]
        time.sleep(0.5)
        self.hub.hold.set()
        for process in (first, *others):
            _, said = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, said)
        weights = [path for path, _ in self.hub.cdn_asked
                   if path.startswith("/model.safetensors")]
        self.assertEqual(len(weights), 1)

    def test_no_room(self):
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        process = self.start(preexec_fn=small)
        out, said = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (3, ""), said)
        self.assertIn("File too large", said)
        self.assertFalse(list(self.cache.glob("*/snapshots/*")))
        self.holds(self.get(NAME), "model.safetensors")

    def test_a_silent_server_is_not_waited_for_for_ever(self):
        process = self.held()
        process.terminate()
        process.communicate(timeout=60)
        self.hub.hold.set()
        self.assertEqual(process.returncode, -signal.SIGTERM)

    def test_progress_on_a_terminal(self):
        primary, secondary = os.openpty()
        with subprocess.Popen(
                self.command("model", "get", NAME), cwd=self.folder,
                env=self.environment(TERM="xterm"), stderr=secondary,
                stdout=subprocess.DEVNULL) as process:
            self.assertEqual(process.wait(60), 0)
        os.close(secondary)
        said = os.read(primary, 65536).decode()
        os.close(primary)
        self.assertIn("model.safetensors", said)
        self.assertIn("%", said)


if __name__ == "__main__":
    unittest.main()
