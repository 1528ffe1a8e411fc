# SPDX-License-Identifier: Apache-2.0
"""The portal as it is put in service: its own process under gunicorn, static
files collected, an offline register of invented companies."""
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import portailrse as rse

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples/django"
SITE = Path(__file__).resolve().parent
BINDING = Path(rse.__file__).resolve().parents[1]
SIREN = "012345674"  # Tissages du Val d'Encre, invented
DAY = "2026-11-23"
REFORMS = sorted(map(str, (ROOT / "packs/fr-rse/overlays").glob("*.yaml")))


def register(folder: Path) -> Path:
    """An offline register of the companies of the test world."""
    sys.path.insert(0, str(ROOT / "tests/cli"))
    from stock import write_stock

    units, seats = write_stock(folder / "stock", 300)
    path = folder / "register.sqlite"
    rse.Register.import_(str(path), units=str(units),
                         establishments=str(seats))
    return path


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the machine's own settings, and no network."""
    paths = (BINDING, EXAMPLE, SITE)
    return {
        "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "portail.settings",
        "SECRET_KEY": "of the tests, and of nothing else",
        "PORTAIL_VAR": str(folder), "PORTAILRSE_OFFLINE": "yes",
        "PORTAILRSE_REGISTER": str(folder / "register.sqlite"),
        "PORTAIL_REFORMS": " ".join(REFORMS), "LOG_LEVEL": "WARNING", **more}


def manage(env: dict[str, str], *words: str
           ) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "django", *words], env=env,
                          capture_output=True, text=True, timeout=120)


class Worker:
    """manage.py portailrse_worker, until stop()."""

    def __init__(self, env: dict[str, str], *words: str):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "django", "portailrse_worker", *words],
            env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True)

    def stop(self) -> str:
        """What it said."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.communicate(timeout=30)[0]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """gunicorn on a port of its own, until stop()."""

    def __init__(self, env: dict[str, str], log: Path, workers: int = 1,
                 threads: int = 8):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "portail.wsgi",
                 "--bind", f"127.0.0.1:{self.port}", "--no-control-socket",
                 "--workers", str(workers), "--threads", str(threads)],
                env=env, stdout=out, stderr=out, cwd=log.parent)
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                urlopen(self.url + "/a-propos/", timeout=10).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(self.log.read_text(encoding="utf-8"))

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
