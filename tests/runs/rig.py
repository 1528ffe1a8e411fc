# SPDX-License-Identifier: Apache-2.0
"""All that stands around `portailrse worker`: a web server that has documents
and takes callbacks, the service that asks for runs, the portal that judges what
it is told, stores that are read with plain SQL."""
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / 'servers'), str(TESTS / 'extract'),
             str(TESTS / 'jobs')]
os.environ.setdefault('PRSE_JOBS_CRASH', '')
import rawpdf  # noqa: E402
from postgres import Postgres, children_of  # noqa: E402,F401
from queues import OnServer, Sqlite, outcome, under_way  # noqa: E402,F401

HOST, PROGRAM = os.environ['PRSE_RUNS_HOST'], os.environ['PRSE_PROGRAM']
SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
QUICK = {'LEASE_MS': 500, 'DEATHS': 1000, 'RETRY_MS': 50,
         'LONGEST_RETRY_MS': 200, 'HOLD_MS': 0, 'DELIVERY_MS': 2000,
         'LONGEST_PAUSE_MS': 20}

SENTENCES = (
    "Les émissions de gaz à effet de serre de l'usine {} ont baissé.",
    "Les {} salariés du groupe ont suivi une formation à la sécurité.",
    "La consommation d'eau du site {} est suivie chaque mois.",
    "Le chiffre d'affaires du trimestre {} est en hausse de 3 %.",
    "Le comité d'éthique a tenu {} réunions contre la corruption.")


def report(number, pages=3):
    """A report of ten sentences a page, that is like no other."""
    pdf = rawpdf.Pdf()
    font = pdf.font()
    for page in range(pages):
        rawpdf.text_page(pdf, font, [
            SENTENCES[(number + i) % len(SENTENCES)].format(
                10000 * number + 10 * page + i) for i in range(10)])
    return pdf.bytes()


def scan():
    """A page that is a picture, of text as far as a program can tell."""
    pdf = rawpdf.Pdf()
    image = pdf.stream(bytes(64), '/Type /XObject /Subtype /Image /Width 8 '
                       '/Height 8 /ColorSpace /DeviceGray '
                       '/BitsPerComponent 8')
    pdf.page(pdf.stream('q 595 0 0 842 0 0 cm /I Do Q'),
             f'/XObject << /I {image} 0 R >>')
    return pdf.bytes()


class Site:
    """A web server that answers as its `get` and `post` say: (status, body), or
    None for a connection that breaks off."""

    def __init__(self, get, post):
        self.get, self.post = get, post
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(site.get(self))

            def do_POST(self):
                length = int(self.headers['Content-Length'])
                self.reply(site.post(self, self.rfile.read(length)))

            def reply(self, answer):
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer[0])
                self.send_header('Content-Length', str(len(answer[1])))
                self.end_headers()
                try:
                    self.wfile.write(answer[1])
                except OSError:  # who asked was killed
                    pass

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            request_queue_size = 128

            def handle_error(self, *_):
                pass

        self.server = Server(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        self.thread = threading.Thread(target=self.server.serve_forever,
                                       daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Run:
    def __init__(self, line):
        self.id, self.token, self.digest = line.split()
        self.job = None
        self.verdicts = []  # (verdict, status, ends) of what was told
        self.results = []   # bodies of what ended it


class Portal:
    """Knows its runs, and judges what it is told with the library."""

    def __init__(self):
        self.runs = {}
        self.lock = threading.Lock()
        self.judge = subprocess.Popen([HOST, 'receive', SECRET], text=True,
                                      stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE)

    def begin(self, count):
        lines = subprocess.run([HOST, 'begin', str(count)], check=True,
                               capture_output=True, text=True).stdout
        runs = [Run(line) for line in lines.splitlines()]
        self.runs.update({run.token: run for run in runs})
        return runs

    def take(self, request, body):
        token = request.path.rsplit('/', 1)[1]
        run = self.runs[token]
        headers = request.headers
        fields = [run.id, run.digest, token, headers['content-type'],
                  headers['webhook-id'], headers['webhook-timestamp'],
                  headers['webhook-signature'], body]
        line = ' '.join((f if isinstance(f, bytes) else f.encode()).hex()
                        for f in fields)
        with self.lock:
            self.judge.stdin.write(line + '\n')
            self.judge.stdin.flush()
            verdict, status, ends = self.judge.stdout.readline().split()
            run.verdicts.append((verdict, status, ends))
            if ends == '1':
                run.results.append(body)
        return 200 if verdict in ('accepted', 'seen', 'old') else 400

    def close(self):
        self.judge.stdin.close()
        self.judge.wait()
        self.judge.stdout.close()


class Service:
    """`portailrse worker`, and those whom it looks after."""

    def __init__(self, rig, store, *words, **settings):
        self.words = [PROGRAM, 'worker', '--store', store.address, '--hosts',
                      rig.site.url, '--networks', '127.0.0.1', '--keys-file',
                      rig.keys, '--migrate', *words]
        self.environment = {**os.environ, 'LC_ALL': 'en', 'TMPDIR': rig.spool,
                            **{'PRSE_WORKER_' + name: str(value) for
                               name, value in {**QUICK, **settings}.items()}}
        self.log = open(rig.log, 'ab')
        rig.addCleanup(self.log.close)
        self.start()
        rig.addCleanup(self.kill)

    def start(self):
        self.process = subprocess.Popen(self.words, env=self.environment,
                                        stderr=self.log)

    def members(self):
        return children_of(self.process.pid)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        """As an administrator ends it."""
        self.process.terminate()
        return self.process.wait(60)


class RunsTest(unittest.TestCase):
    pages = 3  # of a document

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='prse-runs-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.log = os.path.join(self.folder, 'log')
        self.spool = os.path.join(self.folder, 'spool')
        os.mkdir(self.spool)
        self.keys = os.path.join(self.folder, 'keys')
        Path(self.keys).write_text(SECRET + '\n')
        self.portal = Portal()
        self.addCleanup(self.portal.close)
        self.documents = {}
        self.site = Site(self.get, self.post)
        self.addCleanup(self.site.close)
        self.seed = int(os.environ.get('PRSE_SEED', random.randrange(10**6)))
        self.random = random.Random(self.seed)
        print(f'PRSE_SEED={self.seed}', flush=True)

    # --- What the web server does; tests do otherwise.

    def get(self, request):
        name = request.path.split('?')[0].strip('/')
        if name not in self.documents:
            self.documents[name] = report(int(name), self.pages)
        return 200, self.documents[name]

    def post(self, request, body):
        return self.portal.take(request, body), b''

    # --- Runs

    def add(self, store, count, first=0):
        runs = self.portal.begin(count)
        lines = ''.join(
            f'{run.id} {self.site.url}/{first + i}?signature=secret '
            f'{self.site.url}/callback/{run.token}\n'
            for i, run in enumerate(runs))
        jobs = subprocess.run(
            [HOST, 'add', store.address, self.site.url, '127.0.0.1'],
            input=lines, check=True, stdout=subprocess.PIPE,
            text=True).stdout.split()
        for run, job in zip(runs, jobs, strict=True):
            run.job = job
        return runs

    def wait_until(self, condition, seconds, what):
        until = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), until,
                            what + '\n' + Path(self.log).read_text()[-3000:])
            time.sleep(0.05)

    def wait_for_all(self, store, seconds=240):
        self.wait_until(lambda: under_way(store) == (0, 0), seconds,
                        'the work is not done')

    # --- What holds of them

    def check_told(self, runs, status='success'):
        """One accepted end each, and nothing that was refused."""
        for run in runs:
            self.assertEqual([v for v in run.verdicts if v[2] == '1'],
                             [('accepted', status, '1')], run.verdicts)
            self.assertLessEqual({v[0] for v in run.verdicts},
                                 {'accepted', 'seen', 'old'}, run.verdicts)

    def results(self, store):
        return dict(store.rows(
            'SELECT travail, resultat FROM resultats'))

    def told(self):
        """Log of the service, without which nobody understands a failure."""
        return Path(self.log).read_text()


STOPPED = -signal.SIGTERM
