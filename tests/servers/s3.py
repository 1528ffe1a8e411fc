# SPDX-License-Identifier: Apache-2.0
"""A real S3 server of its own for a test, on free loopback ports: SeaweedFS
(Apache-2.0, used by tests only), which "./dev test" installs.

    with S3() as server:
        server.endpoint, server.region, server.bucket, server.access, ...

A server that accepts a wrong secret would prove nothing: the first thing that
is asked of it is to refuse one, and the test fails when it does not. The
requests made here are signed by signature.py, which shares nothing with the
library. The server ends with the process, even when that is killed.
"""
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

from signature import sign

ROOT = Path(__file__).resolve().parents[2]
OWNER = ('PRSEOWNERKEY', 'secret-jamais-dit-du-proprietaire')
STRANGER = ('PRSESTRANGERKEY', 'secret-jamais-dit-de-l-autre')
START_S = 60


def find_program():
    """PRSE_WEED, what "./dev test" installed, or the PATH."""
    for path in (os.environ.get('PRSE_WEED'),
                 ROOT / 'build-tools/bin/weed', shutil.which('weed')):
        if path and os.access(path, os.X_OK):
            return str(path)
    raise RuntimeError('no S3 server: run "./dev test"')


def free_ports(count):
    import socket
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(('127.0.0.1', 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


class S3:
    region = 'fr-par'
    bucket = 'portail-essai'
    domain = 'localhost'  # of the virtual hosts: portail-essai.localhost

    def __init__(self):
        self.program = find_program()
        self.access, self.secret = OWNER
        self.process = None
        self.folder = Path(tempfile.mkdtemp(prefix='prse-s3-'))

    # --- for tests

    def __enter__(self):
        try:
            self.start()
            self.refuses_wrong_secret()
            self.make_bucket(self.bucket)
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *ignored):
        self.remove()

    @property
    def endpoint(self):
        return f'http://127.0.0.1:{self.port}'

    def request(self, method, path, query=(), body=b'', key=OWNER,
                headers=(), host=None):
        """A signed request; gives status, headers, body."""
        host = host or f'127.0.0.1:{self.port}'
        url, signed = sign(method, host, path, dict(query), body,
                           dict(headers), key, self.region, time.time())
        connection = http.client.HTTPConnection('127.0.0.1', self.port,
                                                timeout=30)
        try:
            connection.request(method, url, body, signed)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def make_bucket(self, name):
        status, _, body = self.request('PUT', '/' + name)
        if status != 200:
            raise RuntimeError(f'no bucket: {status} {body!r}')

    def refuses_wrong_secret(self):
        """The probe without which nothing that follows would count."""
        for wrong in ((self.access, self.secret + 'x'),
                      ('PRSENOBODYSKEY', self.secret)):
            status, _, body = self.request('GET', '/', key=wrong)
            if status != 403:
                raise AssertionError('the S3 server accepts a wrong secret: '
                                     f'{status} {body!r}')

    def keys(self, prefix=''):
        """What is in the bucket, by its own listing."""
        import re
        status, _, body = self.request(
            'GET', '/' + self.bucket,
            {'list-type': '2', 'prefix': prefix, 'max-keys': '1000'})
        assert status == 200, body
        return re.findall('<Key>(.*?)</Key>', body.decode())

    def uploads(self):
        """Unfinished multipart uploads."""
        status, _, body = self.request('GET', '/' + self.bucket,
                                       {'uploads': ''})
        assert status == 200, body
        return body.decode().count('<UploadId>')

    def get(self, key):
        return self.request('GET', '/' + self.bucket + '/' +
                            urllib.parse.quote(key))

    # --- inside

    def start(self):
        config = self.folder / 's3.json'
        config.write_text(json.dumps({'identities': [
            {'name': 'owner', 'actions': ['Admin'], 'credentials': [
                {'accessKey': OWNER[0], 'secretKey': OWNER[1]}]},
            {'name': 'stranger', 'actions': ['Read:another-bucket'],
             'credentials': [
                {'accessKey': STRANGER[0], 'secretKey': STRANGER[1]}]}]}))
        names = ('master.port', 'master.port.grpc', 'volume.port',
                 'volume.port.grpc', 'filer.port', 'filer.port.grpc',
                 's3.port', 's3.port.grpc')
        for _ in range(3):  # somebody else may take a port meanwhile
            ports = dict(zip(names, free_ports(len(names))))
            self.port = ports['s3.port']
            self._launch(config, ports)
            if self._answers():
                return
        raise RuntimeError('the S3 server does not start:\n' + self.log())

    def _launch(self, config, ports):
        data = self.folder / 'data'
        data.mkdir(exist_ok=True)
        options = {'dir': data, 's3': 'true', 's3.config': config,
                   'ip': '127.0.0.1', 'ip.bind': '127.0.0.1',
                   's3.domainName': self.domain, 's3.iam': 'false',
                   's3.port.iceberg': 0, 's3.port.lance': 0,
                   'master.volumePreallocate': 'false',
                   'master.volumeSizeLimitMB': 512, 'volume.max': 40,
                   'volume.minFreeSpace': '1', 'filer.maxMB': 8, **ports}
        command = ['setpriv', '--pdeathsig', 'KILL', self.program,
                   '-logtostderr', 'server']
        command += [f'-{name}={value}' for name, value in options.items()]
        with open(self.folder / 'server.log', 'a') as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, 'GOMEMLIMIT': '400MiB'})

    def _answers(self):
        until = time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.request('GET', '/')[0] == 200:
                    return True
            except OSError:
                pass
            time.sleep(0.05)
        self.stop()
        return False

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def log(self):
        try:
            return (self.folder / 'server.log').read_text()[-4000:]
        except OSError:
            return ''

    def remove(self):
        """Ends the server and forgets everything."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
