# SPDX-License-Identifier: Apache-2.0
"""`./dev demo --web`: the portal with its sample companies; Ctrl-C stops it
and leaves nothing behind; a second time it starts from what is there."""
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import running

BUILD = running.BINDING.parents[1]


def start(kept, port):
    return subprocess.Popen(
        ["bash", str(running.ROOT / "scripts/demo-web.sh")],
        env={**os.environ, "PRSE_DEMO_BUILD": str(BUILD),
             "PRSE_DEMO_PYTHON": sys.executable, "PORT": str(port),
             "PRSE_DEMO_KEPT": str(kept), "DISPLAY": ""},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True)


def test_a_port_that_is_taken_is_told_at_once(tmp_path):
    """Not that the portal is there, when somebody else is."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = start(tmp_path / "kept", port)
        said = demo.communicate(timeout=120)[0]
    assert demo.returncode == 1
    assert f"port {port} is taken" in said and "PORT=" in said
    assert "portal is at" not in said


def test_twice(tmp_path):
    for time_started in ("first", "second"):
        port = running.free_port()
        demo = start(tmp_path / "kept", port)
        said = []
        for line in demo.stdout:
            said.append(line)
            if "portal is at" in line:
                break
        assert f"http://127.0.0.1:{port}/" in said[-1], said
        assert ("making a register" in "".join(said)) == (
            time_started == "first")
        address = f"http://127.0.0.1:{port}/entreprises/?q=tissages"
        assert "TISSAGES DU VAL" in urlopen(address, timeout=30
                                            ).read().decode()
        assert analysed(f"http://127.0.0.1:{port}")
        os.killpg(demo.pid, signal.SIGINT)  # as a terminal does
        assert "stopped" in demo.stdout.read()
        assert demo.wait(30) == 0
        time.sleep(0.2)
        assert not still_running(demo.pid)
    secret = tmp_path / "kept/secret"
    assert secret.stat().st_mode & 0o777 == 0o600


def analysed(site):
    """Whether the demo's user finds a document whose analysis ended."""
    import re
    from http.cookiejar import CookieJar
    from urllib.parse import urlencode
    from urllib.request import HTTPCookieProcessor, build_opener

    visitor = build_opener(HTTPCookieProcessor(CookieJar()))
    page = visitor.open(site + "/connexion/").read().decode()
    assert "démonstration" in page
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    page = visitor.open(site + "/connexion/", urlencode({
        "username": "demo", "password": "demo",
        "csrfmiddlewaretoken": token}).encode()).read().decode()
    documents = re.search(r"/entreprises/012345674/documents/", page)[0]
    for _ in range(300):
        if "Voir les résultats" in visitor.open(site + documents
                                                ).read().decode():
            return True
        time.sleep(0.2)
    return False


def still_running(group):
    """Processes of a group, from /proc."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group and told[0] != "Z":
            found.append(stat)
    return found
