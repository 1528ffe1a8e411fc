#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong around a worker: receivers, web servers, processes."""
import unittest

from rig import RunsTest, Service, Sqlite


class Happy(RunsTest):
    def test_runs_are_done_and_told(self):
        store = Sqlite(self.folder)
        runs = self.add(store, 5)
        service = Service(self, store, '--workers', '2', '--drain')
        self.assertEqual(service.process.wait(60), 0, self.told())
        self.check_told(runs)
        self.assertEqual(len(self.results(store)), 5)
        for run in runs:
            self.assertEqual([v[1] for v in run.verdicts],
                             ['processing', 'processing', 'text_processed',
                              'analysis_complete', 'success'])
        self.assertNotIn('secret', self.told())


if __name__ == '__main__':
    unittest.main()
