# SPDX-License-Identifier: Apache-2.0
"""What a visitor answers: kept in the visitor's browser, small, and never
believed when it was tampered with."""
from running import DAY, SIREN


def every_answer():
    """For each slot that can be asked, values of which one is right."""
    from portail import rows, wording
    from portail.dossier import slot_parts

    for slot in rows.slots(wording.facts().values()):
        choices = wording.facts()[slot_parts(slot)[0]].choices
        yield slot, [*choices, "true", "2025-12-31", "99", "2019", "99109"]


def test_every_answer_fits_in_the_cookie(started):
    for slot, values in every_answer():
        assert any(started.post("/questions/", {
            "fait": slot, "valeur": value}).status_code == 302
            for value in values), slot
    cookie = started.cookies["sessionid"]
    assert len(cookie.value) < 3000
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    told = started.get("/reponses/").content.decode()
    assert told.count('<span class="tag">vous</span>') > 40


def test_what_a_visitor_says_goes_before_registers(started):
    started.post("/questions/", {"fait": "effectif", "valeur": "1 250"})
    told = started.get("/reponses/").content.decode()
    assert "1\u202f250\u00a0salariés" in told
    assert "de 100 à moins de 200" in told  # what the register says
    started.post("/questions/", {"fait": "effectif", "choix": "forget"})
    told = started.get("/reponses/").content.decode()
    assert "1\u202f250" not in told


def test_unknown_is_an_answer_that_is_not_asked_again(client):
    client.post("/simulation/")
    asked = []
    for _ in range(60):
        page = client.get("/questions/", follow=True)
        if "slot" not in page.context:
            break
        asked.append(page.context["slot"])
        client.post("/questions/", {"fait": asked[-1], "choix": "unknown"})
    assert len(asked) == len(set(asked)) > 10
    assert page.context["progress"]["decided"] < 9


def test_a_cookie_that_was_changed_is_no_cookie(started):
    value = started.cookies["sessionid"].value
    started.cookies["sessionid"] = value[:-3] + "xyz"
    page = started.get("/tableau-de-bord/")
    assert page.status_code == 200
    assert "Rien n’est encore connu" in page.content.decode()


def test_facts_that_the_pack_no_longer_has_are_left_out(django, started):
    session = started.session
    session["dossier"]["answers"] = {"effectif": "60", "effectif_de_jadis":
                                     "9", "est_cotee": "peut-être"}
    session["dossier"]["known"]["jadis@-1"] = ["1", "x", "", ""]
    session.save()
    started.cookies["sessionid"] = session.session_key
    for path in ("/tableau-de-bord/", "/reponses/", "/questions/", "/et-si/"):
        assert started.get(path, follow=True).status_code == 200


def test_forgetting(started):
    started.post("/oublier/")
    assert "Rien n’est encore connu" in started.get(
        "/tableau-de-bord/").content.decode()


def test_another_company_starts_afresh(started):
    started.post("/questions/", {"fait": "effectif", "valeur": "77"})
    other = "012345120"
    told = started.get(f"/entreprises/{other}/").content.decode()
    assert "seront oubliées" in told
    started.post(f"/entreprises/{other}/")
    told = started.get("/reponses/").content.decode()
    assert "77\u00a0salariés" not in told


def test_a_company_takes_over_what_was_answered_without_one(client):
    client.post("/simulation/")
    client.post("/questions/", {"fait": "effectif", "valeur": "77"})
    told = client.get(f"/entreprises/{SIREN}/").content.decode()
    assert "oubliées" not in told
    client.post(f"/entreprises/{SIREN}/")
    told = client.get("/reponses/").content.decode()
    assert "77\u00a0salariés" in told


def test_a_window_that_is_about_another_company_keeps_nothing(started):
    """Two windows: the company was changed in one, the other one answers."""
    page = started.get("/questions/?fait=effectif").content.decode()
    assert f'name="siren" value="{SIREN}"' in page
    other = "012345120"
    started.post(f"/entreprises/{other}/")
    for path, told in (
            ("/questions/", {"fait": "effectif", "valeur": "77"}),
            ("/questions/ensemble/", {"fait": "effectif",
                                      "effectif": "50-249"}),
            (f"/entreprises/{SIREN}/", {"encore": "1"})):
        answer = started.post(path, {**told, "siren": SIREN})
        assert answer.status_code == 409, path
        assert "autre entreprise" in answer.content.decode()
    assert started.session["dossier"]["siren"] == other
    assert "answers" not in started.session["dossier"]


def test_a_very_long_name_fits_in_the_cookie(client, monkeypatch):
    """A register may hold any name; browsers drop a cookie of 4 kB."""
    import random
    from types import SimpleNamespace

    from portail import registers

    letters = random.Random(1).choices("ABCDEFGHIJKLMNOPQRSTUVWXYZÉ ", k=4000)
    unit = SimpleNamespace(denomination="".join(letters), open=True,
                           partial=False)
    monkeypatch.setattr(registers, "ask",
                        lambda *asked: registers.Told(unit))
    client.post(f"/entreprises/{SIREN}/")
    assert len(client.cookies["sessionid"].value) < 1000
    told = client.get("/tableau-de-bord/").content.decode()
    assert unit.denomination[:100] in told


def test_each_question_has_an_address(started):
    """So that a browser's own "back" leads to the question before."""
    first = started.get("/questions/").url
    slot = first.partition("fait=")[2]
    assert slot
    started.post("/questions/", {"fait": slot, "choix": "unknown"})
    assert started.get("/questions/").url != first
    assert started.get(first).context["slot"] == slot


def test_the_day_of_the_law(started):
    """Two days, two answers, from the same facts."""
    started.post("/questions/", {"fait": "effectif", "valeur": "60"})

    def bdese(day):
        started.post("/tableau-de-bord/", {"jour": day})
        page = started.get("/tableau-de-bord/").content.decode()
        return page[page.index("(BDESE)"):][:500]
    assert "Non soumis" in bdese("2017-12-31")
    assert "Non soumis" not in bdese(DAY)
    wrong = started.post("/tableau-de-bord/", {"jour": "2026-02-30"})
    assert wrong.status_code == 422
    assert "id_jour-error" in wrong.content.decode()


def test_a_shared_address_names_nobody(started):
    page = started.get("/tableau-de-bord/")
    address = page.context["share_url"]
    assert SIREN not in address and "TISSAGES" not in address
    from django.test import Client

    told = Client(headers={"host": "localhost"}).get(address)
    assert [group.label for group in told.context["groups"]] == [
        group.label for group in page.context["groups"]]
    assert "TISSAGES" not in told.content.decode()
