#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The S3 backend on a real server, which refuses a wrong secret, straight and
through a proxy that gets in the way."""
import http.client
import os
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

from s3_client import (ECANCELED, EDENIED, EIO, ENOTFOUND, EPEER, ERATE,
                       EREFUSED, ESCHEMA, ETIMEOUT, MIB, OK, S3Test)
from s3_proxy import INTERNAL, Rule

PART = 5 * MIB


class Conformance(S3Test):
    def kit(self, **settings):
        answer = self.check(OK, 'kit', timeout=300, **settings)
        lines = answer.raw.decode().splitlines()
        self.assertGreater(len(lines), 20)
        self.assertEqual([line for line in lines
                          if not line.startswith('holds')], [])

    def test_kit_path_style(self):
        self.kit()

    def test_kit_virtual_host(self):
        """bucket.localhost, which the proxy leads to the server."""
        self.kit(ENDPOINT=f'http://localhost:{self.server.port}', VIRTUAL=1,
                 PROXY=self.proxy.url)
        lines = [line for line in self.proxy.seen if 'list-type' in line]
        self.assertTrue(lines)
        self.assertNotIn(self.server.bucket, lines[0])

    def test_kit_without_prefix_in_parts(self):
        self.kit(PREFIX='', PART=PART)


class Content(S3Test):
    def test_sizes_around_a_part(self):
        for size in (0, 1, PART - 1, PART, PART + 1, 2 * PART, 11 * MIB + 3):
            with self.subTest(size=size):
                self.put('tailles/a', size, PART=PART)
                self.is_whole('tailles/a', size)
                answer = self.check(OK, 'stat', 'tailles/a')
                bytes_, modified = map(int, answer.raw.split())
                self.assertEqual(bytes_, size)
                self.assertLess(abs(modified - time.time() * 1000), 60000)
        self.assertEqual(self.server.uploads(), 0)

    def test_type_and_prefix_reach_the_server(self):
        self.put('rapports/a.pdf', 10, TYPE='application/pdf')
        status, headers, _ = self.server.get('portail/rapports/a.pdf')
        self.assertEqual(status, 200)
        self.assertEqual(headers['content-type'], 'application/pdf')

    def test_ranges(self):
        size = 9 * MIB + 5
        self.put('bouts', size)
        for offset, length, found in ((0, 3, 3), (size - 2, 100, 2),
                                      (size, 5, 0), (10 * size, 5, 0),
                                      (4 * MIB - 1, 4 * MIB + 2, 4 * MIB + 2)):
            answer = self.check(OK, 'get', 'bouts', offset, length)
            self.assertEqual(len(answer.raw), found, offset)

    def test_source_with_another_digest_leaves_nothing(self):
        for size in (100, 3 * PART):
            self.put('faux', size, ESCHEMA, sha256='0' * 64, PART=PART)
            self.check(ENOTFOUND, 'stat', 'faux')
        self.assertEqual(self.server.uploads(), 0)

    def test_list_of_more_than_a_page(self):
        names = [f'liste/{i:04d}' for i in range(1205)]
        connection = http.client.HTTPConnection('127.0.0.1', self.server.port)
        link = self.check(OK, 'link', 'liste/x', 1, 600, '').raw.decode()
        connection.close()
        self.assertIn('X-Amz-Signature', link)
        for name in names:
            status, _, body = self.server.request(
                'PUT', f'/{self.server.bucket}/portail/{name}', body=b'x')
            self.assertEqual(status, 200, body)
        answer = self.check(OK, 'list', 'liste/')
        self.assertEqual(answer.raw.decode().split('\n')[:-1],
                         [name + ' 1' for name in names])

    def test_list_keeps_to_its_prefix_and_to_keys(self):
        for key in ('portail/p/a', 'portail/p/A B+c', 'portail/p2', 'p/b'):
            self.server.request('PUT', f'/{self.server.bucket}/{key}',
                                body=b'x')
        answer = self.check(OK, 'list', 'p/')
        self.assertEqual(answer.raw, b'p/a 1\n')


class Links(S3Test):
    def link(self, key, upload=0, expires=600, name='', **settings):
        answer = self.check(OK, 'link', key, upload, expires, name, **settings)
        return answer.raw.decode().strip()

    def fetch(self, url, body=None):
        request = urllib.request.Request(
            url, data=body, method='PUT' if body is not None else 'GET')
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as failed:
            return failed.code, failed.headers, failed.read()

    def test_reading_with_a_name(self):
        self.put('liens/a', 1000)
        status, headers, body = self.fetch(
            self.link('liens/a', name='Rapport d’été "2026".pdf'))
        self.assertEqual((status, len(body)), (200, 1000))
        self.assertEqual(
            headers['content-disposition'],
            'attachment; filename="Rapport d__t_ _2026_.pdf"; '
            "filename*=UTF-8''Rapport%20d%E2%80%99%C3%A9t%C3%A9%20"
            '%222026%22.pdf')

    def test_writing(self):
        url = self.link('liens/b', upload=1)
        self.assertEqual(self.fetch(url, b'bonjour')[0], 200)
        self.assertEqual(self.check(OK, 'get', 'liens/b', 0, 100).raw,
                         b'bonjour')

    def test_a_link_is_for_one_thing_only(self):
        self.put('liens/c', 10)
        reading = self.link('liens/c')
        self.assertEqual(self.fetch(reading, b'autre')[0], 403)
        self.assertEqual(self.fetch(reading.replace('liens/c', 'liens/b'))[0],
                         403)
        self.assertEqual(self.fetch(reading.replace('Expires=600',
                                                    'Expires=6000'))[0], 403)

    def test_expired(self):
        self.put('liens/d', 10)
        hour_ago = self.link('liens/d', expires=60, CLOCK_MS=-3600 * 1000)
        self.assertEqual(self.fetch(hour_ago)[0], 403)

    def test_wrong_secret(self):
        self.put('liens/e', 10)
        self.assertEqual(self.fetch(self.link('liens/e', SECRET='faux'))[0],
                         403)


class Keys(S3Test):
    def test_wrong_secret(self):
        for words in (('put', 'k', 3, '0' * 64), ('get', 'k', 0, 3),
                      ('stat', 'k'), ('list', ''), ('remove', 'k')):
            if words[0] == 'put':
                answer = self.put('k', 3, EDENIED, SECRET='jamais-celui-ci')
            else:
                answer = self.check(EDENIED, *words, SECRET='jamais-celui-ci')
            if words[0] != 'stat':
                self.assertIn('SignatureDoesNotMatch', answer.err)
        self.check(ENOTFOUND, 'stat', 'k')

    def test_unknown_key(self):
        answer = self.check(EDENIED, 'list', '', ACCESS='PRSENOBODY')
        self.assertIn('InvalidAccessKeyId', answer.err)

    def test_key_without_the_right(self):
        from s3 import STRANGER
        answer = self.put('k', 3, EDENIED, ACCESS=STRANGER[0],
                          SECRET=STRANGER[1])
        self.assertIn('AccessDenied', answer.err)

    def test_missing_bucket_is_not_a_missing_blob(self):
        for words in (('get', 'k', 0, 3), ('stat', 'k'), ('list', '')):
            answer = self.check(EPEER, *words, BUCKET='nulle-part')
            self.assertIn('NoSuchBucket', answer.err)

    def test_nobody_listens(self):
        start = time.monotonic()
        self.check(EREFUSED, 'stat', 'k', ENDPOINT='http://127.0.0.1:1')
        self.assertLess(time.monotonic() - start, 5)

    def test_plain_http_is_for_this_computer_only(self):
        answer = self.check(6, 'stat', 'k', ENDPOINT='http://s3.example.org')
        self.assertIn('https', answer.err)


class Clock(S3Test):
    def test_twenty_minutes_off_is_set_right_once(self):
        for off in (-20, 20):
            self.proxy.strike()
            self.put('heure', 100, proxied=True, CLOCK_MS=off * 60000)
            self.assertEqual(len(self.proxy.seen), 2, self.proxy.seen)
            self.is_whole('heure', 100)

    def test_a_service_without_a_clock(self):
        self.proxy.strike(Rule('change', times=99, headers={'Date': None}))
        answer = self.put('heure2', 100, EDENIED, proxied=True,
                          CLOCK_MS=20 * 60000)
        self.assertIn('RequestTimeTooSkewed', answer.err)


class Faults(S3Test):
    def test_slow_down_twice(self):
        self.proxy.strike(Rule('refuse', 'PUT', times=2))
        self.put('f/a', 100, proxied=True)
        self.assertEqual(len(self.proxy.seen), 3)
        self.is_whole('f/a', 100)

    def test_slow_down_for_good(self):
        self.proxy.strike(Rule('refuse', times=99))
        answer = self.check(ERATE, 'get', 'f/a', 0, 3, proxied=True, TRIES=3)
        self.assertEqual(len(self.proxy.seen), 3)
        self.assertIn('SlowDown', answer.err)

    def test_a_long_pause_is_the_callers(self):
        self.proxy.strike(Rule('refuse', headers={'Retry-After': '3600'}))
        start = time.monotonic()
        self.check(ERATE, 'get', 'f/a', 0, 3, proxied=True)
        self.assertLess(time.monotonic() - start, 5)

    def test_reset_in_the_middle(self):
        size = 3 * PART + 7
        self.proxy.strike(Rule('half_taken', 'partNumber=2'))
        self.put('f/b', size, proxied=True, PART=PART)
        self.is_whole('f/b', size)
        self.assertEqual(self.server.uploads(), 0)
        self.proxy.strike(Rule('lost', 'GET'))
        answer = self.check(OK, 'check', 'f/b', size, proxied=True)
        self.assertEqual(int(answer.raw), size)

    def test_truncated_body(self):
        self.put('f/c', 9 * MIB)
        self.proxy.strike(Rule('half_given', 'GET', times=2))
        answer = self.check(OK, 'check', 'f/c', 9 * MIB, proxied=True)
        self.assertEqual(int(answer.raw), 9 * MIB)

    def test_slow_answers_meet_the_deadline(self):
        self.proxy.strike(Rule('slow', times=99, seconds=3))
        start = time.monotonic()
        self.check(ETIMEOUT, 'stat', 'f/a', proxied=True, DEADLINE=500)
        self.assertLess(time.monotonic() - start, 2.5)

    def test_lost_answer_to_the_end_of_an_upload(self):
        size = 2 * PART + 1
        self.proxy.strike(Rule('lost', 'POST.*uploadId'))
        self.put('f/d', size, proxied=True, PART=PART)
        self.is_whole('f/d', size)
        self.assertEqual(self.server.uploads(), 0)

    def test_failure_told_after_a_200(self):
        size = 2 * PART + 1
        self.proxy.strike(Rule('refuse', 'POST.*uploadId', status=200,
                               body=INTERNAL))
        self.put('f/e', size, proxied=True, PART=PART)
        self.is_whole('f/e', size)
        self.proxy.strike(Rule('refuse', 'POST.*uploadId', times=99,
                               status=200, body=INTERNAL))
        answer = self.put('f/f', size, EPEER, proxied=True, PART=PART, TRIES=2)
        self.assertIn('InternalError', answer.err)
        self.check(ENOTFOUND, 'stat', 'f/f')
        self.assertEqual(self.server.uploads(), 0)

    def test_the_start_of_an_upload_is_not_asked_twice(self):
        self.proxy.strike(Rule('lost', 'POST.*uploads'))
        self.put('f/g', 2 * PART, EIO, proxied=True, PART=PART)
        starts = [line for line in self.proxy.seen if 'uploads' in line]
        self.assertEqual(len(starts), 1)

    def test_another_version_in_the_middle(self):
        self.put('f/h', 9 * MIB)
        self.proxy.strike(Rule('change', 'GET', headers={'ETag': '"other"'}))
        answer = self.check(EIO, 'check', 'f/h', 9 * MIB, proxied=True)
        self.assertIn('replaced', answer.err)

    def test_a_page_of_a_proxy_is_not_a_missing_blob(self):
        page = b'<html><body>Not found</body></html>'
        for words in (('stat', 'f/a'), ('get', 'f/a', 0, 3)):
            self.proxy.strike(Rule('refuse', times=9, status=404, body=page))
            self.check(EPEER, *words, proxied=True)

    def test_cancel_in_an_upload(self):
        self.put('f/i', 5 * PART, ECANCELED, PART=PART, STOP_AT=2 * PART)
        self.check(ENOTFOUND, 'stat', 'f/i')
        self.assertEqual(self.server.uploads(), 0)

    def test_cancel_while_the_service_is_silent(self):
        self.proxy.strike(Rule('slow', 'partNumber=2', seconds=8))
        start = time.monotonic()
        self.put('f/j', 5 * PART, ECANCELED, proxied=True, PART=PART,
                 STOP_MS=1500)
        self.assertLess(time.monotonic() - start, 5)
        self.check(ENOTFOUND, 'stat', 'f/j')
        self.assertEqual(self.server.uploads(), 0)

    def test_a_refused_part_ends_the_upload(self):
        self.proxy.strike(Rule('refuse', 'partNumber=3', times=99,
                               status=500, body=INTERNAL))
        self.put('f/k', 4 * PART, EPEER, proxied=True, PART=PART, TRIES=2)
        self.assertEqual(self.server.uploads(), 0)


if __name__ == '__main__':
    unittest.main(verbosity=os.environ.get('PRSE_VERBOSE') and 2 or 1)
