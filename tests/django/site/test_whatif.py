# SPDX-License-Identifier: Apache-2.0
"""What if: the page says what the library answers for the changed facts and
the changed law."""
import pytest

from running import DAY

BASE = f"/et-si/?effectif=60&effectif@-1=60&jour={DAY}"


def compared(page):
    return {row.after.id: (row.before.status, row.after.status)
            for row in page.context["rows"]}


def test_nothing_moved_changes_nothing(client):
    page = client.get(BASE)
    assert page.context["changed"] == 0


def test_a_fact(client):
    page = client.get(BASE + "&si.effectif=40")
    assert compared(page)["bdese"] == ("soumis", "non_soumis")


@pytest.mark.parametrize("seuil, effectif, after", [
    (60, 60, "soumis"), (61, 60, "non_soumis"), ("60,5", 60, "non_soumis")])
def test_a_threshold(client, seuil, effectif, after):
    page = client.get(f"/et-si/?effectif={effectif}&jour={DAY}"
                      f"&seuil.seuil_bdese={seuil}")
    assert compared(page)["bdese"] == ("soumis", after)


def test_each_threshold_may_be_moved(client):
    """Every one that is offered, to 0 and far up: an answer, no failure."""
    fields = client.get(BASE).context["form"].fields
    names = [name for name in fields if name.startswith("seuil.")]
    assert len(names) > 30
    for value in ("0", "999999999"):
        asked = {name: value for name in names}
        page = client.get(BASE, {**asked, "effectif": "60", "jour": DAY})
        assert page.status_code == 200
        assert page.context["rows"] or page.context["form"].errors


def test_a_reform(django, client):
    """An overlay of the pack, by its name: as the library reads it."""
    import portailrse as rse
    from running import REFORMS

    facts = {"effectif": 600, "effectif@-1": 600, "chiffre_affaires": 9**9,
             "chiffre_affaires@-1": 9**9, "bilan": 9**9, "bilan@-1": 9**9,
             "est_cotee": False, "est_interet_public": False,
             "categorie_juridique": 5710}
    told = "&".join(f"{name}={str(value).lower()}"
                    for name, value in facts.items())
    page = client.get(f"/et-si/?{told}&jour={DAY}&reforme=omnibus")
    overlay = next(path for path in REFORMS if "omnibus" in path)
    for card, pack in ((0, rse.Pack.load("fr-rse")),
                       (1, rse.Pack.load("fr-rse", overlays=[overlay]))):
        answers = pack.evaluate(facts, date=DAY)
        told = {one["id"]: one["status"]
                for one in answers.json()["obligations"]}
        assert {name: pair[card] for name, pair in compared(page).items()
                } == told


def test_the_day(client):
    page = client.get(BASE + "&si_jour=2017-12-31")
    assert compared(page)["bdese"] == ("soumis", "non_soumis")


def test_what_cannot_be_read_is_told_beside_its_field(client):
    page = client.get(BASE + "&si.effectif=beaucoup&seuil.seuil_bdese=-1"
                      "&si_jour=jamais")
    told = page.content.decode()
    for name in ("si.effectif", "seuil.seuil_bdese", "si_jour"):
        assert f'id="id_{name}-error"' in told
        assert f'aria-describedby="id_{name}-hint id_{name}-error"' in told
    assert "rien n’est comparé" in told


def test_answers_of_the_visit_stay(started):
    started.get("/et-si/?si.effectif=9000")
    assert "9\u202f000" not in started.get("/reponses/").content.decode()


def test_packs_are_kept_but_not_without_end(django, client):
    from portail import whatif

    for value in range(51, 51 + whatif.HYPOTHESES + 5):
        client.get(BASE + f"&seuil.seuil_bdese={value}")
    assert whatif.changed_pack.cache_info().currsize <= whatif.HYPOTHESES
