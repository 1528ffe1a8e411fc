#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs while whoever works on them is killed again and again: workers, the
sender, now and then the one above them; and their portal is not always well.
Afterwards no run is lost, each has told its portal one end, and all results are
those of undisturbed runs.

    crash.py [KILLS RUNS WORKERS]     1000 200 4 for the record
"""
import os
import sys
import time
import unittest

from rig import (OnServer, Postgres, RunsTest, STOPPED, Service, Sqlite,
                 outcome, under_way)

KILLS, RUNS, WORKERS = (
    [int(word) for word in sys.argv[1:4]] if len(sys.argv) == 4 else
    [1000, 200, 4] if os.environ.get('PRSE_FULL') == '1' else [60, 16, 2])
ABOVE_EVERY = 20  # of the kills, one is that of the one above
ILL = 0.03        # of the callbacks


class Crash(RunsTest):
    """The portal is ill now and then: it does not take what it is told, or
    takes it and breaks off."""
    pages = 60

    def post(self, request, body):
        ill = self.random.random()
        if ill < ILL:
            return 500, b''
        answer = super().post(request, body)
        return None if ill < 2 * ILL else answer

    def undisturbed(self):
        folder = os.path.join(self.folder, 'calme')
        os.mkdir(folder)
        store = Sqlite(folder)
        runs = self.add(store, RUNS)
        service = Service(self, store, '--workers', '2', '--drain')
        self.assertEqual(service.process.wait(600), 0, self.told())
        self.check_told(runs)
        return self.found(store, runs)

    def found(self, store, runs):
        """What was found, by the document and not by the run."""
        results = self.results(store)
        told = [run.results[0].split(b'&', 1)[1] for run in runs]
        return [(results[run.job], body) for run, body in zip(runs, told)]

    def kill_one(self, service):
        members = service.members()
        if not members:
            return 0
        try:
            os.kill(self.random.choice(members), 9)
        except ProcessLookupError:
            return 0
        return 1

    def kill_above(self, service):
        members = service.members()
        service.kill()
        self.wait_until(lambda: not any(
            os.path.exists(f'/proc/{pid}') for pid in members), 30,
            'they outlive the one above them')
        service.start()

    def kill_on(self, service, store, runs):
        kills = above = 0
        while kills < KILLS:
            self.assertIsNone(service.process.poll(), self.told()[-2000:])
            if under_way(store)[0] == 0:
                runs += self.add(store, RUNS)
            time.sleep(self.random.uniform(0, 0.15))
            if kills % ABOVE_EVERY == ABOVE_EVERY - 1:
                self.kill_above(service)
                above += 1
                kills += 1
            else:
                kills += self.kill_one(service)
        return kills, above

    def disturbed(self, store):
        wanted = self.undisturbed()
        begun = time.monotonic()
        runs = self.add(store, RUNS)
        service = Service(self, store, '--workers', str(WORKERS))
        kills, above = self.kill_on(service, store, runs)
        self.wait_for_all(store, 300)
        self.assertEqual(service.end(), STOPPED)
        self.check_told(runs)
        self.assertEqual({row[1] for row in outcome(store)}, {'fini'})
        self.assertEqual(self.found(store, runs[:RUNS]), wanted)
        self.say(store, runs, kills, above, time.monotonic() - begun)

    def say(self, store, runs, kills, above, seconds):
        verdicts = [v[0] for run in runs for v in run.verdicts]
        deaths = store.rows('SELECT sum(morts) FROM travaux')[0][0]
        print(f'{len(runs)} runs, {kills} kills ({above} of the one above), '
              f'{deaths} deaths over a run, {len(verdicts)} messages of which '
              f'{verdicts.count("seen")} came twice and '
              f'{verdicts.count("old")} late, {seconds:.0f} s, '
              f'{len(os.listdir(self.spool))} files left', flush=True)

    def test_on_sqlite(self):
        self.disturbed(Sqlite(self.folder))

    def test_on_postgresql(self):
        with Postgres(fsync=True) as server:
            self.disturbed(OnServer(server, 'essai'))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
