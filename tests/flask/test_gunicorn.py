# SPDX-License-Identifier: Apache-2.0
"""The service as it is run: many requests at once, in processes and threads,
and a worker that is killed."""
import http.client
import os
import signal
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import service
from running import Running
from service import DAY, DEMO

BOARD = f"/companies/{DEMO}/obligations?date={DAY}"
REQUESTS = [
    ("GET", BOARD, None),
    ("GET", f"/companies/{DEMO}", None),
    ("GET", "/companies?q=tissages", None),
    ("POST", f"/obligations?date={DAY}", {"facts": {"effectif": 60}}),
    ("POST", f"/next-question?date={DAY}", {"facts": {"effectif": 60}}),
    ("GET", "/facts", None),
]


def without_times(answer):
    """What must be the same each time, whoever answers."""
    for told in answer.get("services", ()):
        for name in ("took_ms", "age_ms", "attempts", "origin", "http"):
            told.pop(name, None)
    return answer


class Gunicorn(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.world = service.World(no_samples=True)
        self.addCleanup(self.world.stop)
        known = self.world.library_settings()
        self.settings = {
            "sirene_key": known.pop("sirene.key"),
            # The crowd is ours: what is tested is not how it is slowed.
            "services": {**known, **self.no_limits()},
            "register": service.make_register(Path(folder.name)),
            "cache": str(Path(folder.name) / "cache.sqlite")}

    def no_limits(self):
        return {f"{name}.rate": "10000/1s" for name in service.SERVICES}

    def crowd(self, run, rounds):
        """Each kind of request, `rounds` times, eight at once."""
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(lambda each: (each[1], run.ask(*each)),
                                 REQUESTS * rounds))

    def all_right(self, answers):
        """Every answer is 200, and those to one question are the same."""
        first = {}
        for path, (status, answer) in answers:
            self.assertEqual(status, 200, answer)
            told = without_times(answer)
            self.assertEqual(first.setdefault(path, told), told)

    def goes_on(self, *words, workers):
        with Running(*words, **self.settings) as run:
            before = run.wait_for_workers(workers)
            self.all_right(self.crowd(run, 10))
            self.kill_in_the_middle(run, before)
            after = run.wait_for_workers(workers, without=before[:1])
            self.all_right(self.crowd(run, 10))
            self.assertEqual(set(before[1:]) - set(after), set())
            self.assertNotIn("Traceback", run.said())

    def kill_in_the_middle(self, run, workers):
        """Requests of the killed worker are lost; no other is."""
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(run.ask, *each) for each in REQUESTS * 10]
            os.kill(workers[0], signal.SIGKILL)
            done = [answer for each in asked
                    if (answer := self.answer_or_none(each))]
        self.assertGreater(len(done), len(asked) // 2)
        self.assertEqual({status for status, _ in done}, {200})

    def answer_or_none(self, asked):
        try:
            return asked.result()
        except (ConnectionError, http.client.HTTPException):
            return None

    def test_two_processes(self):
        self.goes_on("--workers", "2", workers=2)

    def test_two_processes_forked_from_one_that_has_the_pack(self):
        self.goes_on("--workers", "2", "--preload", workers=2)

    def test_threads(self):
        self.goes_on("--worker-class", "gthread", "--threads", "4",
                     "--workers", "1", workers=1)

    def test_a_body_in_pieces_is_limited_too(self):
        with Running(offline=True, max_body=1_000) as run:
            for size, status in ((500, 200), (5_000, 413)):
                body = b'{"facts": {}}'.ljust(size)
                with self.subTest(size):
                    self.assertEqual(self.send_in_pieces(run, body), status)

    def send_in_pieces(self, run, body):
        connection = http.client.HTTPConnection("127.0.0.1", run.port)
        connection.request(
            "POST", "/obligations", iter([body[:10], body[10:]]),
            {"Content-Type": "application/json"}, encode_chunked=True)
        status = connection.getresponse().status
        connection.close()
        return status

    def test_a_bad_pack_is_told_with_file_and_line(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "pack.yaml").write_text("pack: bad\nversion: [\n")
            with self.assertRaisesRegex(RuntimeError, r"pack\.yaml:[23]:"), \
                    Running(pack=folder):
                pass


if __name__ == "__main__":
    unittest.main()
