# SPDX-License-Identifier: Apache-2.0
"""Uploads that are refused say why, beside the field; nothing is read that
is not wanted, nothing is held in memory."""
import json
import re
import sys

import pytest

import papers
from people import OURS

LIST = f"/entreprises/{OURS}/documents/"
UPLOAD = LIST + "deposer/"
MIB = 1 << 20


@pytest.fixture
def editor(everybody):
    yield everybody.signed_in("editeur")
    everybody.forget_documents()


def send(client, *papers_by_name, **more):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(UPLOAD, {"fichiers": [
        SimpleUploadedFile(name, content)
        for name, content in papers_by_name], **more})


def errors(answer):
    """What stands beside the field."""
    page = answer.content.decode()
    told = re.search(r'id="id_fichiers-error">(.*?)</div>', page, re.S)[1]
    assert 'aria-describedby="id_fichiers-hint id_fichiers-error"' in page
    assert 'aria-invalid="true"' in page
    assert "Erreur – Documents" in page
    return re.findall(r'<p class="error">(.*?)</p>', told)


@pytest.mark.parametrize("name, content, why", [
    ("image.pdf", papers.NO_PDF, "ce n’est pas un fichier PDF"),
    ("vide.pdf", b"", "le fichier est vide"),
    ("gros.pdf", papers.heavy(1, 50), "il dépasse 50\xa0Mo")],
    ids=["no-pdf", "empty", "too-large"])
def test_what_is_no_document(editor, everybody, name, content, why):
    answer = send(editor, (name, content))
    assert answer.status_code == 422
    told, = errors(answer)
    assert told.startswith(f"{name}\xa0: {why}")
    assert everybody.host().documents(OURS) == []


def test_no_file_at_all(editor):
    answer = editor.post(UPLOAD, {"analyser": "oui"})
    assert answer.status_code == 422
    assert errors(answer) == ["Choisissez d’abord un fichier."]


def test_the_others_are_taken(editor, everybody):
    answer = send(editor, ("un.pdf", papers.report(1)),
                  ("deux.pdf", papers.NO_PDF), ("trois.pdf", papers.report(3)))
    assert answer.status_code == 422
    assert len(errors(answer)) == 1
    assert "un.pdf est déposé. trois.pdf est déposé." in " ".join(
        answer.content.decode().split())
    assert {row["nom"] for row in everybody.host().documents(OURS)} == {
        "un.pdf", "trois.pdf"}


def test_the_same_document_twice(editor, everybody):
    assert send(editor, ("un.pdf", papers.report(1))).status_code == 302
    answer = send(editor, ("autre-nom.pdf", papers.report(1)))
    assert errors(answer) == [
        "autre-nom.pdf\xa0: le même document est déjà là"]
    assert len(everybody.host().documents(OURS)) == 1


def test_too_many_at_a_time(editor, everybody):
    answer = send(editor, *((f"{n}.pdf", papers.report(n))
                            for n in range(12)))
    told, = errors(answer)
    assert told.startswith("10.pdf\xa0: au plus 10 fichiers à la fois")
    assert len(everybody.host().documents(OURS)) == 10


def test_too_many_within_an_hour(editor, settings_of):
    settings_of["UPLOADS_PER_HOUR"] = 2
    assert send(editor, ("1.pdf", papers.report(1))).status_code == 302
    assert send(editor, ("2.pdf", papers.report(2))).status_code == 302
    answer = send(editor, ("3.pdf", papers.report(3)))
    assert answer.status_code == 429
    assert "beaucoup de documents" in errors(answer)[0]


@pytest.fixture
def settings_of(django):
    """settings.PORTAIL, put back afterwards."""
    from django.conf import settings

    kept = dict(settings.PORTAIL)
    yield settings.PORTAIL
    settings.PORTAIL.clear()
    settings.PORTAIL.update(kept)


def test_names_are_made_harmless(editor, everybody):
    send(editor, ("../<b>é\x00\n.pdf", papers.report(1)))
    row, = everybody.host().documents(OURS)
    assert "/" not in row["nom"] and "\x00" not in row["nom"]
    page = editor.get(LIST).content.decode()
    assert "<b>é" not in page
    file = editor.get(f"{LIST}{row['id']}/fichier.pdf")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "\n" not in file.headers["Content-Disposition"]


@pytest.fixture
def scanner(settings_of, tmp_path):
    """A scanner that refuses what holds EICAR, as clamdscan would."""
    from django.conf import settings
    from django.test import override_settings

    script = tmp_path / "scan.py"
    script.write_text(
        "import sys\n"
        "held = b'EICAR' in open(sys.argv[1], 'rb').read()\n"
        "print(sys.argv[1] + ': Eicar-Signature FOUND' if held else 'OK')\n"
        "sys.exit(held)\n")
    settings_of["SCAN_COMMAND"] = f"{sys.executable} {script}"
    with override_settings(PORTAILRSE={
            **settings.PORTAILRSE, "SCAN": "portail.scan.command"}):
        yield script


def test_a_scanner_refuses(editor, everybody, scanner):
    answer = send(editor, ("virus.pdf", papers.VIRUS))
    assert answer.status_code == 422
    assert errors(answer) == ["virus.pdf\xa0: l’antivirus le refuse\xa0: "
                              "Eicar-Signature FOUND"]
    assert send(editor, ("sain.pdf", papers.report(1))).status_code == 302
    row, = everybody.host().documents(OURS)
    assert row["nom"] == "sain.pdf"


@pytest.mark.parametrize("script", ["import sys; sys.exit(2)", None],
                         ids=["fails", "absent"])
def test_a_scanner_that_is_away(editor, everybody, scanner, script):
    """Nothing is taken that nobody looked at."""
    if script:
        scanner.write_text(script)
    else:
        scanner.unlink()
    answer = send(editor, ("sain.pdf", papers.report(1)))
    assert answer.status_code == 503
    assert "en ce moment" in errors(answer)[0]
    assert everybody.host().documents(OURS) == []


class Untouched:
    """A body that must not be read."""

    def read(self, *sizes):
        raise AssertionError("the body was read")

    readline = read

    def close(self):
        pass


def post_unread(client, length):
    return client.generic("POST", UPLOAD, CONTENT_TYPE="multipart/form-data; "
                          "boundary=x", CONTENT_LENGTH=str(length),
                          **{"wsgi.input": Untouched()})


def test_nothing_is_read_of_who_may_not_upload(everybody, client):
    for who, status in (("lecteur", 403), ("voisin", 404), ("personne", 404)):
        answer = post_unread(everybody.signed_in(who), MIB)
        assert answer.status_code == status
    assert post_unread(client, MIB).status_code == 302


def test_nothing_is_read_of_what_is_far_too_long(editor):
    for length in ("9" * 12, "x"):
        answer = post_unread(editor, length)
        assert answer.status_code == 413
        assert "envoyez-en moins" in errors(answer)[0]


def test_an_upload_needs_its_token(everybody):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.force_login(everybody.user("editeur"))
    answer = strict.post(UPLOAD, {"fichiers": SimpleUploadedFile(
        "un.pdf", papers.report(1))})
    assert answer.status_code == 403
    assert "trop ancien" in answer.content.decode()
    for action in ("analyser", "annuler", "supprimer"):
        assert strict.post(f"{LIST}{'x' * 22}/{action}/").status_code == 403
    assert everybody.host().documents(OURS) == []


def test_a_large_upload_is_not_held_in_memory(editor, everybody):
    """Not even once: 40 MB pass, and 10 are not needed for it."""
    import tracemalloc

    body, kind = form_of("gros.pdf", papers.heavy(1, 40))
    tracemalloc.start()
    try:
        answer = editor.generic("POST", UPLOAD, CONTENT_TYPE=kind,
                                CONTENT_LENGTH=str(len(body)),
                                **{"wsgi.input": Flow(body)})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.status_code == 302, errors(answer)
    assert everybody.host().documents(OURS)[0]["taille"] > 40 * MIB
    assert peak < 10 * MIB


class Flow:
    """What comes from a network: as much as is asked for."""

    def __init__(self, body):
        self.body, self.at = memoryview(body), 0

    def read(self, size=-1):
        assert 0 <= size <= MIB, "all at once"
        piece = bytes(self.body[self.at:self.at + size])
        self.at += len(piece)
        return piece

    readline = read


def form_of(name, content):
    head = ('--limite\r\nContent-Disposition: form-data; name="fichiers"; '
            f'filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n')
    return head.encode() + content + b"\r\n--limite--\r\n", (
        "multipart/form-data; boundary=limite")


# --- What comes of it

def test_scans_and_broken_files_say_what_to_do(editor, everybody, env):
    import running

    send(editor, ("scan.pdf", papers.scan()), ("casse.pdf", papers.BROKEN),
         analyser="oui")
    done = running.manage(env, "portailrse_worker", "--drain")
    assert done.returncode == 0, done.stderr
    page = editor.get(LIST).content.decode()
    assert "abîmé" in page and "Enregistrez de nouveau le document" in page
    assert "Analyser de nouveau" in page
    ids = {row["nom"]: row["id"] for row in everybody.host().documents(OURS)}
    page = editor.get(f"{LIST}{ids['scan.pdf']}/").content.decode()
    assert "reconnaissance de caractères" in page


@pytest.fixture
def analysed(editor, everybody, env):
    import running

    send(editor, ("rapport été.pdf", papers.report(1)), analyser="oui")
    running.manage(env, "portailrse_worker", "--drain")
    row, = everybody.host().documents(OURS)
    assert row["analyse_etat"] == "success"
    return row["id"]


def test_everything_may_be_taken_away(editor, analysed):
    for base in (f"{LIST}{analysed}/", f"{LIST}synthese/"):
        for form, begins in (("sujets.xlsx", b"PK"), ("themes.xlsx", b"PK"),
                             ("phrases.csv", '\ufeff"Document"'.encode()),
                             ("phrases.json", b'{"format":"passages/1"')):
            answer = editor.get(base + form)
            assert answer.content.startswith(begins), (form,
                                                       answer.content[:40])
            told = answer.headers
            assert told["Content-Disposition"].startswith("attachment")
            assert told["X-Content-Type-Options"] == "nosniff"
            assert told["Cache-Control"] == "private, no-store"
            assert "default-src 'none'" in told["Content-Security-Policy"]
    kept = json.loads(editor.get(f"{LIST}{analysed}/phrases.json").content)
    assert any(one["text"] == papers.CLIMATE for one in kept["sentences"])
    assert editor.get(f"{LIST}{analysed}/autre.txt").status_code == 404
    file = editor.get(f"{LIST}{analysed}/fichier.pdf")
    assert file.content == papers.report(1)
    assert "filename*=utf-8''rapport" in file.headers["Content-Disposition"]


NASTY = (
    {"sujet": "Z9"}, {"sujet": "E1'--"}, {"page": "999"}, {"page": "-1"},
    {"page": "0"}, {"confiance": "NaN"}, {"confiance": "1e400"},
    {"mots": "\x00\ud800".encode("utf-8", "surrogatepass")},
    {"mots": "é" * 5000}, {"document": "x"}, {"mots": "%"})


def test_nasty_searches(editor, analysed):
    for asked in NASTY:
        for base in (f"{LIST}{analysed}/", f"{LIST}synthese/"):
            assert editor.get(base, asked).status_code == 200, asked


def test_nothing_inside_pages_of_documents(editor, analysed):
    from test_headers import INSIDE

    for path in (LIST, f"{LIST}{analysed}/", f"{LIST}synthese/",
                 f"{LIST}{analysed}/supprimer/", "/mes-entreprises/"):
        answer = editor.get(path)
        page = answer.content.decode()
        assert not INSIDE.search(re.sub(r"<a [^>]*>", "", page)), path
        assert len(re.findall("<h1", page)) == 1
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_analysed_once_only(editor, everybody, analysed):
    """Who asks again for what is done gets what is there."""
    from django_portailrse import engine

    jobs = len(engine.queue().jobs(siren=OURS))
    editor.post(f"{LIST}{analysed}/analyser/")
    send(editor, ("le même.pdf", papers.report(1)), analyser="oui")
    assert len(engine.queue().jobs(siren=OURS)) == jobs
