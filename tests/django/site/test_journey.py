# SPDX-License-Identifier: Apache-2.0
"""From the name of a company to its calendar, as a visitor goes: on a phone
and on a desk, with and without JavaScript, in both languages."""
import pytest

from browsing import Visit, chromium
from running import DAY, SIREN

WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(params=[(width, script) for width in WIDTHS
                        for script in (True, False)],
                ids=lambda told: f"{told[0]}-{'js' if told[1] else 'plain'}")
def visit(request, browser, server):
    width, javascript = request.param
    opened = Visit(browser, server.url, width, javascript)
    yield opened
    opened.close()


def choose(visit, prefix=""):
    """The company of the tests, by its number."""
    page = visit.go(prefix + "/")
    page.fill("#id_q", "012 345 674")
    page.press("#id_q", "Enter")
    page.wait_for_url("**/entreprises/" + SIREN + "/")
    page.click("form.actions button")
    page.wait_for_url("**/questions/**")


def set_day(visit, day=DAY):
    visit.page.fill("#id_jour", day)
    visit.follow(".law-day button")


def test_search_to_calendar(visit):
    page = visit.go("/")
    visit.check("home")
    page.fill("#id_q", "tissages val encre")
    if visit.javascript:
        page.wait_for_selector(".unit-list")  # while one types
    else:
        visit.follow(".search button")
    visit.check("search")
    visit.follow(".unit-list a >> nth=0")
    assert "registre hors ligne (Insee), 18 mars 2026" in page.inner_text(
        "table")
    visit.check("company")
    visit.follow("text=C’est mon entreprise")

    # The next question, an error beside its field, and back.
    visit.check("question")
    page.goto(visit.url + "/questions/?fait=effectif")
    page.fill("#id_valeur", "beaucoup")
    visit.follow("text=Suivant")
    assert page.get_attribute("#id_valeur", "aria-invalid") == "true"
    described = page.get_attribute("#id_valeur", "aria-describedby")
    assert "Saisissez un nombre" in page.inner_text("#" + described)
    visit.check("question-error")
    page.fill("#id_valeur", "320")
    visit.follow("text=Suivant")
    visit.follow("text=Revenir à la question précédente")
    assert "320" in page.inner_text(".notice")
    visit.check("question-back")

    page.goto(visit.url + "/tableau-de-bord/")
    set_day(visit)
    bdese = page.locator("article", has_text="(BDESE)")
    assert "Soumis" in bdese.inner_text()
    assert "320" in bdese.inner_text()
    visit.check("dashboard")
    visit.follow("article:has-text('(BDESE)') h3 a")
    visit.check("obligation")

    # What if there were 40 employees?
    page.goto(visit.url + "/et-si/")
    visit.check("whatif")
    page.fill('[name="si.effectif"]', "40")
    if visit.javascript:
        page.wait_for_selector(".changed")
        slider = page.locator(".slider").first
        assert "40" in slider.get_attribute("aria-valuetext")
    else:
        visit.follow("text=Comparer")
    changed = page.locator("tr.changed", has_text="(BDESE)")
    assert "Soumis" in changed.locator("td >> nth=0").inner_text()
    assert "Non soumis" in changed.locator("td >> nth=1").inner_text()
    visit.check("whatif-changed")

    page.goto(visit.url + "/calendrier/")
    assert "1 mars 2027" in page.inner_text("main")
    visit.check("calendar")
    with page.expect_download() as download:
        page.click("text=Télécharger")
    told = open(download.value.path(), encoding="utf-8").read()
    assert "DTSTART;VALUE=DATE:20270301" in told


def test_questions_until_nothing_is_left(visit):
    """Yes, no and "I don't know" alone lead to the end."""
    page = visit.go("/")
    visit.follow("text=Répondre sans entreprise")
    for count in range(60):
        if page.locator("input[name=fait]").count() == 0:
            break
        answers = page.locator("button[name=choix]:has-text('Non')")
        if answers.count() and count % 3:
            visit.follow("button[name=choix]:has-text('Non') >> nth=0")
        else:
            visit.follow("text=Je ne sais pas")
    assert "Plus de question" in page.inner_text("h1")
    visit.check("questions-done")
    page.goto(visit.url + "/reponses/")
    visit.check("answers")


@pytest.mark.parametrize("width", WIDTHS)
def test_other_pages(browser, server, width):
    visit = Visit(browser, server.url, width)
    visit.go("/tableau-de-bord/")
    visit.check("empty")
    choose(visit)
    for name, path in (
            ("several", "/questions/ensemble/"),
            ("printable", "/tableau-de-bord/imprimer/"),
            ("about", "/a-propos/"), ("accessibility", "/accessibilite/"),
            ("not-found", "/nulle-part/"),
            ("search-nothing", "/entreprises/?q=zzzzzz"),
            ("search-error", "/entreprises/?q=123456789"),
            ("shared", "/simulation/resultats/?effectif=600&jour=2026-11-23"),
            ("whatif-error", "/et-si/?si.effectif=beaucoup"),
            ("whatif-reform", "/et-si/?reforme=omnibus&seuil.seuil_bdese=10"),
            ):
        visit.go(path)
        visit.check(name)
    visit.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_english(browser, server, width):
    visit = Visit(browser, server.url, width)
    choose(visit, "/en")
    page = visit.page
    assert page.get_attribute("html", "lang") == "en"
    assert "How many" in page.inner_text("h1")
    visit.check("question-en")
    visit.go("/en/tableau-de-bord/")
    set_day(visit)
    visit.check("dashboard-en")
    assert page.url == visit.url + "/en/tableau-de-bord/"
    visit.follow("text=Français")
    assert page.url == visit.url + "/tableau-de-bord/"
    assert page.get_attribute("html", "lang") == "fr"
    visit.go("/en/et-si/?si.effectif=1,200")
    assert "1,200\xa0employees" in page.inner_text(".moved")
    visit.check("whatif-en")
    visit.close()


def test_dark(browser, server):
    """The other palette has its contrast too."""
    visit = Visit(browser, server.url, color_scheme="dark")
    choose(visit)
    visit.check("question-dark")
    visit.go("/tableau-de-bord/")
    visit.check("dashboard-dark")
    visit.go("/et-si/?si.effectif=600")
    visit.check("whatif-dark")
    visit.close()


def test_a_number_may_be_typed_slowly(browser, server):
    """A right number leads nowhere before it is sent: the company is shown,
    and the search goes on."""
    visit = Visit(browser, server.url)
    page = visit.go("/")
    page.locator("#id_q").press_sequentially("012345674", delay=30)
    page.wait_for_selector(".unit-list >> text=TISSAGES")
    page.fill("#id_q", "zzzzzz")
    page.wait_for_selector("#results >> text=Aucune entreprise")
    page.fill("#id_q", "tissages")
    page.wait_for_selector(".unit-list >> text=TISSAGES")
    visit.check("search-again")
    visit.close()


def test_the_browsers_back_leads_to_the_question_before(visit):
    choose(visit)
    page = visit.page
    first = page.inner_text("h1")
    visit.follow("text=Je ne sais pas")
    assert page.inner_text("h1") != first
    page.go_back()
    page.wait_for_load_state()
    assert page.inner_text("h1") == first


def test_what_is_moved_stands_in_the_address(browser, server):
    """So that it survives a reload, a change of language, and "back"."""
    visit = Visit(browser, server.url)
    page = visit.go("/en/et-si/?effectif=60&jour=" + DAY)
    lever = page.locator('.lever:has([name="si.effectif"])')
    lever.locator("input >> nth=0").fill("1,250")
    page.wait_for_selector(".moved >> text=1,250")
    assert lever.locator(".slider").get_attribute("aria-valuetext") == "1,250"
    page.wait_for_url("**si.effectif=1%2C250**")
    assert "chiffre" not in page.url  # which was not moved
    page.click("header a[hreflang=fr]")
    page.wait_for_url(lambda url: "/en/" not in url and "jour=" in url)
    assert page.input_value('[name="si.effectif"]') == "1,250"
    page.go_back()
    page.wait_for_selector("h1 >> text=What if")
    assert "1,250" in page.inner_text(".moved")
    visit.check("whatif-address")
    visit.close()


def test_each_description_is_on_the_page(browser, server):
    """What a control is said to be described by is there."""
    visit = Visit(browser, server.url)
    choose(visit)
    for path in (*PAGES, "/questions/?fait=beges_statut",
                 "/et-si/?si.effectif=x"):
        lost = visit.go(path).evaluate("""() => [...document
            .querySelectorAll("[aria-describedby]")].filter(one => one
            .getAttribute("aria-describedby").split(" ")
            .some(id => !document.getElementById(id)))
            .map(one => one.outerHTML)""")
        assert not lost, (path, lost[:3])
    visit.close()


def test_forced_colours(browser, server):
    visit = Visit(browser, server.url, forced_colors="active")
    choose(visit)
    visit.go("/tableau-de-bord/")
    visit.check("dashboard-forced")
    visit.close()


PAGES = ("/", "/entreprises/?q=tissages", f"/entreprises/{SIREN}/",
         "/questions/", "/questions/?fait=effectif", "/questions/ensemble/",
         "/tableau-de-bord/", "/tableau-de-bord/reglementations/csrd/",
         "/tableau-de-bord/imprimer/", "/et-si/?si.effectif=10",
         "/calendrier/", "/reponses/", "/a-propos/", "/accessibilite/")


def test_reflow_and_targets(browser, server):
    """At 320 px nothing scrolls sideways; what is touched is 44 px high at
    least. (320 px are also a desk's 1280 px at 400 %.)"""
    visit = Visit(browser, server.url, 320)
    choose(visit)
    for path in PAGES:
        page = visit.go(path)
        assert not visit.sideways(), path
        small = page.evaluate("""() => [...document.querySelectorAll(
            "button, select, summary, input:not([type=hidden], "
            + "[type=radio], [type=checkbox]), nav a, .button")]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height
                    < 43.9)
            .map(e => e.outerHTML.slice(0, 80))""")
        assert not small, (path, small)
    visit.close()


def test_a_very_long_name_stays_on_the_screen(browser, server):
    visit = Visit(browser, server.url, 320)
    choose(visit)
    for path in ("/tableau-de-bord/", "/reponses/"):
        page = visit.go(path)
        page.evaluate("""() => document.querySelectorAll(
            "h1, .subject strong").forEach(
            one => one.textContent = "Z".repeat(200))""")
        assert not visit.sideways(), path
    visit.close()


def test_reduced_motion_and_print(browser, server):
    visit = Visit(browser, server.url)
    choose(visit)
    page = visit.go("/tableau-de-bord/imprimer/")
    assert page.evaluate(
        "getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.emulate_media(media="print")
    for hidden in ("nav", ".actions", ".subject form"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("article").first.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    visit.check("print-dark")  # paper is white
    visit.close()
