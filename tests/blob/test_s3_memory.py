#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A large blob goes up and comes down in 32 MB of memory, whatever its length.
256 MB; with PRSE_FULL=1 a whole GB."""
import os
import time
import unittest

from s3_client import MIB, OK, S3Test, digest_made

MOST_KIB = 32 * 1000 * 1000 // 1024
# The sanitizers' own memory is no measure.
SANITIZED = 'asan' in os.environ['PRSE_S3_RUN']
FULL = os.environ.get('PRSE_FULL') == '1'
SIZE = (32 if SANITIZED else 1024 if FULL else 256) * MIB + 12345


class Memory(S3Test):
    def timed(self, what, *words):
        start = time.monotonic()
        answer = self.check(OK, *words, timeout=600)
        took = time.monotonic() - start
        print(f'{what}: {SIZE / 1e6:.0f} MB in {took:.1f} s, peak '
              f'{answer.peak_kib / 1000 * 1.024:.1f} MB', flush=True)
        return answer

    def test_up_and_down(self):
        up = self.timed('up', 'put', 'grand', SIZE, digest_made(SIZE))
        down = self.timed('down', 'check', 'grand', SIZE + 1)
        self.assertEqual(int(down.raw), SIZE)
        self.assertEqual(self.server.uploads(), 0)
        if not SANITIZED:
            self.assertLessEqual(up.peak_kib, MOST_KIB)
            self.assertLessEqual(down.peak_kib, MOST_KIB)


if __name__ == '__main__':
    unittest.main()
