# SPDX-License-Identifier: Apache-2.0
"""What the portal does when something that it stands on is away or wrong."""
import socket
import subprocess
import sys

import pytest

import running

SERVICES = ("recherche_entreprises", "sirene", "egapro", "bilans_ges",
            "ratios")
VISIT = """
import django; django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"}, raise_request_exception=False)
def told(method, path, **data):
    answer = getattr(client, method)(path, data, follow=method == "get")
    print(answer.status_code, path)
    return answer.content.decode()
"""


def visit(env, script):
    """A visit in a process of its own: lines of status and address."""
    done = subprocess.run([sys.executable, "-c", VISIT + script], env=env,
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


WAY = """
told("get", "/")
told("get", "/entreprises/?q=tissages")
told("get", "/entreprises/012345674/")
told("post", "/simulation/")
told("post", "/questions/", fait="effectif", valeur="320")
page = told("get", "/tableau-de-bord/")
assert "atteint 50 salari" in page
for path in ("questions", "reponses", "et-si", "calendrier"):
    told("get", f"/{path}/")
"""
PORTAL = [
    "200 /", "200 /entreprises/?q=tissages", "200 /entreprises/012345674/",
    "302 /simulation/", "302 /questions/", "200 /tableau-de-bord/",
    "200 /questions/", "200 /reponses/", "200 /et-si/", "200 /calendrier/"]


def test_the_store_is_down(env):
    """The portal answers; what needs the database says 503, and when to come
    again."""
    down = f"postgresql://u:p@127.0.0.1:{running.free_port()}/gone"
    lines = visit({**env, "DATABASE_URL": down}, WAY + """
answer = client.post("/admin/login/", {"username": "a", "password": "b"})
print(answer.status_code, answer["Retry-After"])
assert "Indisponible" in answer.content.decode()
""")
    assert lines == [*PORTAL, "503 60"]


def test_the_file_of_the_store_is_none(env, tmp_path):
    broken = tmp_path / "portail.sqlite"
    broken.write_bytes(b"no database at all" * 100)
    lines = visit({**env, "DATABASE_URL": f"sqlite:{broken}"}, WAY)
    assert lines == PORTAL


def closed():
    """Settings under which no service answers."""
    port = running.free_port()
    return " ".join(f"{name}.url=http://127.0.0.1:{port}"
                    for name in SERVICES)


def test_platforms_are_down(env):
    """The offline register still knows the company; pages say who was
    silent."""
    lines = visit({**env, "PORTAILRSE_OFFLINE": "no",
                   "PORTAILRSE_SERVICES": closed()}, WAY + """
page = told("get", "/entreprises/012345674/")
assert "Sans réponse de" in page and "Annuaire des entreprises" in page
told("post", "/entreprises/012345674/")
page = told("get", "/tableau-de-bord/")
assert "Redemander" in page and "TISSAGES" in page
""")
    assert lines[:len(PORTAL)] == PORTAL


def test_no_register_at_all(env):
    """A search says so, and one may answer without a company."""
    lines = visit({**env, "PORTAILRSE_OFFLINE": "no",
                   "PORTAILRSE_REGISTER": "",
                   "PORTAILRSE_SERVICES": closed()}, """
page = told("get", "/entreprises/?q=tissages")
assert "registres ne répondent pas" in page and "sans entreprise" in page
page = told("get", "/entreprises/012345674/")
assert "Sans réponse de" in page and "commencer" in page
told("post", "/entreprises/012345674/")
told("post", "/questions/", fait="effectif", valeur="320")
assert "atteint 50 salari" in told("get", "/tableau-de-bord/")
""")
    assert all(line[:3] in ("200", "302") for line in lines)


def test_offline_is_offline(env):
    """Not one connection, whatever a visitor does."""
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0)
        port = trap.getsockname()[1]
        told = " ".join(f"{name}.url=http://127.0.0.1:{port}"
                        for name in SERVICES)
        assert visit({**env, "PORTAILRSE_SERVICES": told}, WAY) == PORTAL
        with pytest.raises(BlockingIOError):
            trap.accept()


def test_who_refused_diffusion_stays_unnamed(client):
    page = client.get("/entreprises/012345229/").content.decode()
    assert "Nom non diffusé" in page
    assert "ne sont pas devinées" in page


def test_a_company_that_ceased_is_told(client):
    page = client.get("/entreprises/012345294/").content.decode()
    assert "a cessé son activité" in page


def test_a_company_that_nobody_knows(env):
    assert visit(env, 'told("get", "/entreprises/999999999/")') == [
        "404 /entreprises/999999999/"]


def test_a_right_number_of_nobody_is_not_said_to_hide_its_name(client):
    """732 829 320 is a number that could be, and is in no register here."""
    page = client.get("/entreprises/732829320/").content.decode()
    assert "Nom inconnu" in page and "Nom non diffusé" not in page
    assert "Aucun registre interrogé ne connaît ce numéro" in page
    assert "commencer" in page


@pytest.fixture
def bad_pack(tmp_path):
    import shutil

    pack = tmp_path / "pack"
    shutil.copytree(running.ROOT / "packs/fr-rse", pack)
    file = pack / "obligations/bdese.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("effectif >= seuil_bdese\n",
                                 "effectif >= seuil_inconnu\n"),
                    encoding="utf-8")
    line = text[:text.index("effectif >= seuil_bdese\n")].count("\n") + 1
    return pack, line


def test_a_bad_pack_is_told_with_its_place(env, bad_pack):
    pack, line = bad_pack
    done = running.manage({**env, "PORTAILRSE_PACK": str(pack)}, "check")
    assert done.returncode == 1
    assert f"obligations/bdese.yaml:{line}:" in done.stderr
    assert "seuil_inconnu" in done.stderr


def test_the_server_does_not_start_with_a_bad_pack(env, bad_pack, tmp_path):
    pack, line = bad_pack
    with pytest.raises(RuntimeError) as told:
        running.Server({**env, "PORTAILRSE_PACK": str(pack)},
                       tmp_path / "log")
    assert f"obligations/bdese.yaml:{line}:" in str(told.value)


def test_settings_that_are_missing_or_wrong(env):
    for name, value, told in (
            ("SECRET_KEY", "", "SECRET_KEY"),
            ("DJANGO_DEBUG", "perhaps", "DJANGO_DEBUG"),
            ("SECRET_KEY_FILE", "/nowhere", "/nowhere"),
            ("DATABASE_URL", "mysql://x", "DATABASE_URL"),
            ("PORTAILRSE_REGISTER", "/nowhere.sqlite", "portailrse.E002")):
        done = running.manage({**env, name: value}, "check")
        assert done.returncode == 1 and told in done.stderr, done.stderr


def test_wrong_numbers_are_told_beside_the_field(client):
    for number, told in (("123456789", "clé de contrôle"),
                         ("12345678901", "SIREN (9 chiffres)"),
                         ("ab", "trois lettres")):
        page = client.get("/entreprises/", {"q": number}).content.decode()
        assert told in page
        assert 'aria-describedby="id_q-hint id_q-error"' in page
        assert 'aria-invalid="true"' in page


def test_checks_of_the_pack_are_told(started):
    """Facts that contradict each other: a warning, and where to correct."""
    for slot, value in (("effectif", "400"), ("effectif_groupe", "300")):
        started.post("/questions/", {"fait": slot, "valeur": value})
    page = started.get("/tableau-de-bord/").content.decode()
    assert "dépasse celui du groupe" in page
