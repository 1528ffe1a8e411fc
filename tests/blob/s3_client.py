# SPDX-License-Identifier: Apache-2.0
"""The program s3_run against a server: what tests of the S3 backend share."""
import atexit
import contextlib
import functools
import hashlib
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'servers'))
from s3 import S3  # noqa: E402
from s3_proxy import Proxy  # noqa: E402

RUN = os.environ['PRSE_S3_RUN']
MIB = 1 << 20
(OK, ENOTFOUND, ELIMIT, EPARSE, ESCHEMA, EIO, ETIMEOUT, ECANCELED, EREFUSED,
 EDENIED, ERATE, EPEER) = 0, 3, 5, 6, 7, 10, 14, 15, 16, 18, 19, 20
PATTERN = bytes((i * 2654435761 & 0xFFFFFFFF) >> 13 & 255 for i in range(MIB))


def blocks(size):
    """What s3_run makes when no file holds the content."""
    for number in range((size + MIB - 1) // MIB):
        yield (number.to_bytes(8, 'little') +
               PATTERN[8:])[:min(MIB, size - number * MIB)]


def digest_made(size):
    digest = hashlib.sha256()
    for block in blocks(size):
        digest.update(block)
    return digest.hexdigest()


class Answer:
    def __init__(self, done):
        self.code = done.returncode
        self.raw = done.stdout
        self.err = done.stderr.decode()
        self.peak_kib = int(re.search(r'VmHWM:\s*(\d+)', self.err + 'VmHWM: 0')
                            .group(1))


@functools.cache
def started():
    """One server and one proxy for all tests of a program."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(S3())
    return server, stack.enter_context(Proxy(server.port))


class S3Test(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server, cls.proxy = started()

    def setUp(self):
        self.proxy.strike()

    def run_s3(self, *words, proxied=False, timeout=120, **settings):
        server = self.server
        own = {'ENDPOINT': self.proxy.url if proxied else server.endpoint,
               'REGION': server.region, 'BUCKET': server.bucket,
               'ACCESS': server.access, 'SECRET': server.secret,
               'PREFIX': 'portail/', **settings}
        environment = {f'PRSE_S3_{name}': str(value)
                       for name, value in own.items()}
        keep = {name: os.environ[name]
                for name in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS',
                             'UBSAN_OPTIONS', 'LSAN_OPTIONS')
                if name in os.environ}
        done = subprocess.run([RUN, *map(str, words)], timeout=timeout,
                              capture_output=True, env={**keep, **environment})
        answer = Answer(done)
        # Whatever is said, it is not the secret.
        self.assertNotIn(own['SECRET'].encode(), done.stdout + done.stderr)
        self.assertNotIn('Sanitizer', answer.err)
        self.assertNotIn('runtime error', answer.err)
        return answer

    def check(self, code, *words, **settings):
        answer = self.run_s3(*words, **settings)
        self.assertEqual(answer.code, code, answer.err)
        return answer

    def put(self, key, size, code=OK, sha256=None, **settings):
        return self.check(code, 'put', key, size, sha256 or digest_made(size),
                          **settings)

    def is_whole(self, key, size):
        answer = self.check(OK, 'check', key, 2 * size + 1)
        self.assertEqual(int(answer.raw), size)
