# SPDX-License-Identifier: Apache-2.0
"""What the pages of documents do when the queue, the documents or the
database are away: they say so, and nothing is lost. And the worker: what dies
is replaced, what is stopped gives back what it has."""
import os
import signal
import sqlite3
import time

import pytest

import papers
import running
from people import OURS

LIST = f"/entreprises/{OURS}/documents/"


@pytest.fixture
def editor(everybody):
    yield everybody.signed_in("editeur")
    everybody.forget_documents()


def send(client, name, content, **more):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(LIST + "deposer/", {
        "fichiers": SimpleUploadedFile(name, content), **more}, follow=True)


@pytest.fixture
def portailrse(django):
    """Another setting of the app, for a while."""
    from django.conf import settings
    from django.test import override_settings

    def changed(**keys):
        return override_settings(PORTAILRSE={**settings.PORTAILRSE, **keys})
    return changed


def test_the_queue_is_away(editor, everybody, portailrse, tmp_path):
    """Documents are taken and shown; the analysis is asked for later."""
    gone = f"postgresql://u:p@127.0.0.1:{running.free_port()}/gone"
    never_migrated = f"sqlite:{tmp_path / 'empty.sqlite'}"
    for number, address in enumerate((gone, never_migrated, None)):
        with portailrse(QUEUE=address):
            answer = send(editor, f"{number}.pdf", papers.report(number),
                          analyser="oui")
            page = answer.content.decode()
            assert answer.status_code == 200
            assert f"{number}.pdf est déposé" in page, address
            assert "ne peut pas être demandée en ce moment" in page
            row = everybody.host().documents(OURS)[0]
            asked = editor.post(f"{LIST}{row['id']}/analyser/", follow=True)
            assert "ne peut pas être demandée" in asked.content.decode()
    row = everybody.host().documents(OURS)[0]
    editor.post(f"{LIST}{row['id']}/analyser/")
    assert everybody.host().documents(OURS)[0]["analyse_etat"] == "pending"
    with portailrse(QUEUE=gone):
        page = editor.get(LIST).content.decode()
        assert "Le service d’analyse ne répond pas" in page
        assert "En attente" in page
        page = editor.get(f"{LIST}{row['id']}/")
        assert page.status_code == 200
        asked = editor.post(f"{LIST}{row['id']}/annuler/", follow=True)
        assert "ne peut pas être annulée" in asked.content.decode()


def test_documents_cannot_be_kept(editor, everybody, faulty_blobs,
                                  portailrse):
    """The refusal stands beside the field; afterwards the same upload is
    taken."""
    import portailrse as rse

    with faulty_blobs(rse.BlobCall.PUT):
        answer = send(editor, "un.pdf", papers.report(2))
        assert answer.status_code == 503
        assert "rien ne l’a été" in answer.content.decode()
        assert editor.get(LIST).status_code == 200
        assert everybody.host().documents(OURS) == []
    assert send(editor, "un.pdf", papers.report(2)).status_code == 200
    row, = everybody.host().documents(OURS)
    with faulty_blobs(rse.BlobCall.GET):
        answer = editor.get(f"{LIST}{row['id']}/fichier.pdf")
        assert answer.status_code == 503
        assert editor.get(LIST).status_code == 200
    with portailrse(BLOB=None):
        answer = send(editor, "deux.pdf", papers.report(3))
        assert "ne garde pas de documents" in answer.content.decode()


@pytest.fixture
def faulty_blobs(django, monkeypatch):
    """Each call of a kind to the store of documents fails, for a while."""
    from contextlib import contextmanager

    import portailrse as rse
    from django_portailrse import engine

    open_blob = engine._open_blob

    @contextmanager
    def struck(call):
        monkeypatch.setattr(engine, "_open_blob", lambda: rse.Blob.faulty(
            open_blob(), call=call, nth=1, lasting=True))
        engine.forget()
        yield
        monkeypatch.setattr(engine, "_open_blob", open_blob)
        engine.forget()
    return struck


def test_a_folder_that_cannot_be_is_told(editor, portailrse, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with portailrse(BLOB=str(tmp_path / "file/inside")):
        answer = editor.get(LIST)
        assert answer.status_code == 503
        assert "Indisponible" in answer.content.decode()


AWAY = """
from django.contrib.auth import get_user_model
client.force_login(get_user_model().objects.get(username="editeur"))
from django.db import connections
connections["default"].close()
connections["default"].settings_dict["NAME"] = "/nowhere/at/all.sqlite"
for path in ("/", "/entreprises/?q=tissages", "/a-propos/",
             "/entreprises/012345674/documents/", "/mes-entreprises/"):
    answer = client.get(path)
    print(answer.status_code, path)
    assert "Se déconnecter" in answer.content.decode()
"""


def test_the_database_is_away_for_who_has_signed_in(env, everybody):
    from test_survives import visit

    assert visit(env, AWAY) == [
        "200 /", "200 /entreprises/?q=tissages", "200 /a-propos/",
        "503 /entreprises/012345674/documents/", "503 /mes-entreprises/"]


# --- The worker

def until(done, deadline_s=60):
    end = time.monotonic() + deadline_s
    while time.monotonic() < end:
        if found := done():
            return found
        time.sleep(0.1)
    raise AssertionError("it never happened")


def state(people):
    row, = people.host().documents(OURS)
    return row["analyse_etat"]


def job(people):
    from django_portailrse import engine

    row, = people.host().documents(OURS)
    return engine.queue().job(row["analyse_travail"])


@pytest.fixture
def hold(folder):
    path = folder / "hold"
    path.touch()
    yield path
    path.unlink(missing_ok=True)


def test_a_child_that_was_waited_for_does_not_stop_the_stopping(everybody):
    """A second signal comes right after the end of a worker."""
    from django_portailrse.crew import Crew

    crew = Crew(1, lambda text: None)
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    crew.running[child] = "worker-1"
    crew._stop(signal.SIGTERM, None)
    assert crew.stopping


def test_a_worker_that_is_told_to_stop_gives_its_job_back(
        editor, everybody, env, hold):
    """At once, without losing an attempt; another one ends it."""
    slow = {**env, "DJANGO_SETTINGS_MODULE": "slow_settings"}
    send(editor, "long.pdf", papers.held(8), analyser="oui")
    worker = running.Worker(slow, "--workers", "2")
    try:
        until(lambda: job(everybody)["etat"] == "en_cours")
        worker.process.terminate()
        hold.unlink()  # a classifier is not interrupted
    finally:
        said = worker.stop()
    assert worker.process.returncode == 0, said
    assert "died" not in said and said.endswith("stopped\n")
    given = job(everybody)
    assert given["etat"] in ("pret", "fini") and given["echecs"] == 0
    assert running.manage(env, "portailrse_worker",
                          "--drain").returncode == 0
    assert state(everybody) == "success"


def test_a_process_that_is_killed_is_replaced(editor, everybody, env):
    worker = running.Worker(env)
    try:
        until(lambda: len(children(worker.process.pid)) == 2)
        for child in children(worker.process.pid):
            os.kill(child, signal.SIGKILL)
        send(editor, "un.pdf", papers.report(9), analyser="oui")
        until(lambda: state(everybody) == "success")
    finally:
        said = worker.stop()
    assert said.count("died (-9), and is replaced") == 2
    assert not children(worker.process.pid)


def test_processes_end_with_their_parent(env):
    worker = running.Worker(env)
    until(lambda: len(children(worker.process.pid)) == 2)
    left = children(worker.process.pid)
    worker.process.kill()
    until(lambda: not any(is_alive(child) for child in left))
    worker.stop()


def children(parent):
    path = f"/proc/{parent}/task/{parent}/children"
    try:
        return [int(word) for word in open(path).read().split()]
    except FileNotFoundError:
        return []


def is_alive(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_commands_tell_what_is_wrong(env, tmp_path, everybody):
    for words, code, told in (
            (("portailrse_worker", "--workers", "0"), 1, "at least one"),
            (("portailrse_right", "inconnu", OURS, "lecteur"), 1, "inconnu"),
            (("portailrse_right", "lecteur", "732829320", "lecteur"), 1,
             "--name"),
            (("portail_demo",), 1, "PORTAIL_DEMO")):
        done = running.manage(env, *words)
        assert done.returncode == code and told in done.stderr, done.stderr
    empty = {**env, "PORTAIL_QUEUE": f"sqlite:{tmp_path / 'q.sqlite'}"}
    done = running.manage(empty, "portailrse_worker", "--drain")
    assert done.returncode == 1 and "migrate it first" in done.stderr
    done = running.manage(empty, "portailrse_migrate", "--dry-run")
    assert "steps would be done" in done.stdout
    assert "travaux" in done.stdout
    running.manage(empty, "portailrse_migrate")
    with sqlite3.connect(tmp_path / "q.sqlite") as made:
        assert made.execute("SELECT count(*) FROM travaux").fetchone() == (0,)


def test_a_right_is_given_and_taken(env, everybody):
    everybody.user("nouveau")
    client = everybody.signed_in("nouveau")
    for words, status in ((("lecteur",), 200), (("aucun",), 404),
                          (("auditeur", "--until", "2031-12-31"), 200)):
        done = running.manage(env, "portailrse_right", "nouveau", OURS,
                              *words)
        assert done.returncode == 0, done.stderr
        assert client.get(LIST).status_code == status
    done = running.manage(env, "portailrse_right", "nouveau", OURS,
                          "auditeur")
    assert done.returncode == 1  # an auditor's right has a last day
