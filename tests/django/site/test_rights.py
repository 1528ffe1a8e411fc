# SPDX-License-Identifier: Apache-2.0
"""Who may open which page of documents: every address of the resolver with
every role. A page that is added has to be named here, or this fails."""
import re

import pytest

import papers
import running
from people import OURS, ROLES, THEIRS

READ = {"GET": {*ROLES}}
WRITERS = {"editeur", "conseiller", "proprietaire"}
# Of each address: which roles may do what. POST alone changes anything; a GET
# there leads to the list, or asks whether it is meant.
MATRIX = {
    "documents": READ,
    "upload": {"GET": WRITERS, "POST": WRITERS},
    "synthesis": READ,
    "synthesis_download": READ,
    "document": READ,
    "file": READ,
    "analyse": {"GET": WRITERS, "POST": WRITERS},
    "cancel": {"GET": WRITERS, "POST": WRITERS},
    "remove": {"GET": WRITERS, "POST": WRITERS},
    "document_download": READ,
}
NOBODY = ("voisin", "personne")


def patterns():
    """Name of each address under the documents of a company."""
    from django.urls import get_resolver
    from django.urls.resolvers import URLPattern

    def walk(entries, start):
        for entry in entries:
            path = start + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield entry.name, path
            else:
                yield from walk(entry.url_patterns, path)
    return {name: path for name, path in walk(get_resolver().url_patterns, "")
            if "<siren:siren>/documents/" in path}


@pytest.fixture(scope="module")
def analysed(env, everybody):
    """A document in each company, with what was found in it."""
    from django_portailrse import engine

    ids = {}
    for siren in (OURS, THEIRS):
        ids[siren], _known = everybody.host().upload(
            siren, papers.report(1), kind="analyse", name="rapport.pdf")
        engine.runs().add(document=ids[siren], siren=siren)
    done = running.manage(env, "portailrse_worker", "--drain")
    assert done.returncode == 0, done.stderr
    yield ids
    for siren in (OURS, THEIRS):
        everybody.forget_documents(siren)


def address(name, siren, document):
    from django.urls import reverse

    given = {"siren": siren}
    pattern = patterns()[name]
    if "<document:" in pattern:
        given["document"] = document
    if "<form:" in pattern:
        given["form"] = "sujets.xlsx"
    return reverse(name, kwargs=given)


def test_each_address_is_in_the_matrix(django):
    assert set(patterns()) == set(MATRIX)


@pytest.mark.parametrize("who", [*ROLES, *NOBODY])
def test_every_address_with_every_role(everybody, analysed, who):
    client = everybody.signed_in(who)
    for name in patterns():
        for method in ("GET",) if name == "remove" else ("GET", "POST"):
            allowed = MATRIX[name].get(method)
            answer = client.generic(method, address(
                name, OURS, analysed[OURS]))
            if allowed is None:
                assert answer.status_code == 405, (who, name, method)
            elif who in allowed:
                assert answer.status_code in (200, 302, 422), (
                    who, name, method, answer.status_code)
            else:
                expected = 404 if who in NOBODY else 403
                assert answer.status_code == expected, (
                    who, name, method, answer.status_code)


@pytest.mark.parametrize("who", [*ROLES, *NOBODY])
def test_who_may_remove(everybody, analysed, who):
    document, _known = everybody.host().upload(
        OURS, papers.report(2), kind="analyse", name="autre.pdf")
    client = everybody.signed_in(who)
    answer = client.post(address("remove", OURS, document))
    left = [row["id"] for row in everybody.host().documents(OURS)]
    assert (document in left) == (who not in WRITERS)
    assert answer.status_code == (302 if who in WRITERS
                                  else 404 if who in NOBODY else 403)


def test_a_company_never_sees_anothers_file(everybody, analysed):
    """Neither by its own address, nor by another's number, nor by the other's
    document under its own number; and it does not learn that it exists."""
    client = everybody.signed_in("voisin")
    own = client.get(address("file", THEIRS, analysed[THEIRS]))
    assert own.content == papers.report(1)
    for siren, document in ((OURS, analysed[OURS]), (THEIRS, analysed[OURS]),
                            (OURS, analysed[THEIRS])):
        for name, pattern in patterns().items():
            if "<document:" not in pattern:
                continue
            for method in ("GET", "POST"):
                if method == "POST" and "POST" not in MATRIX[name]:
                    continue
                answer = client.generic(method, address(name, siren, document))
                assert answer.status_code == 404, (name, siren, method)
                assert b"rapport" not in answer.content
    nowhere = client.get(address("documents", "356000000", ""))
    ours = client.get(address("documents", OURS, ""))
    assert plain(nowhere) == plain(ours)


def plain(answer):
    """A page without what names its address."""
    assert answer.status_code == 404
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "",
                  answer.content.decode())
    return re.sub(r"\d{9}", "", text)


def test_who_has_not_signed_in_is_led_there_and_back(client, analysed):
    for name in patterns():
        for method in ("GET", "POST"):
            if method not in MATRIX[name]:
                continue
            path = address(name, OURS, analysed[OURS])
            answer = client.generic(method, path)
            assert answer.status_code == 302, (name, method)
            back = path if method == "GET" else address("documents", OURS, "")
            assert answer.url == "/connexion/?next=" + back


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(client, django):
    answer = client.get(address("documents", OURS, ""),
                        headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/connexion/")


def test_a_right_that_was_taken_away_ends_at_once(everybody):
    from django_portailrse import persons

    import portailrse as rse

    everybody.member("passant", rse.Role.READER)
    client = everybody.signed_in("passant")
    path = address("documents", OURS, "")
    assert client.get(path).status_code == 200
    everybody.host().member_remove(OURS, persons.person_of(
        everybody.user("passant")))
    assert client.get(path).status_code == 404


def test_an_administrator_of_django_sees_no_company(everybody, analysed):
    boss = everybody.user("chef")
    boss.is_superuser = boss.is_staff = True
    boss.save()
    client = everybody.signed_in("chef")
    assert client.get(address("documents", OURS, "")).status_code == 404
    assert "aucune entreprise" in client.get(
        "/mes-entreprises/").content.decode()
