# SPDX-License-Identifier: Apache-2.0
"""From a PDF to a spreadsheet, as somebody of a company goes: on a phone and
on a desk, with and without JavaScript, in both languages, with a real
worker."""
import csv
import shutil
import subprocess

import pytest

import papers
import running
from browsing import Visit, chromium
from people import OURS, PASSWORD

PATH = f"/entreprises/{OURS}/documents/"
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def worker(env):
    started = running.Worker({**env, "DJANGO_SETTINGS_MODULE":
                              "slow_settings"})
    yield started
    said = started.stop()
    assert "died" not in said, said


@pytest.fixture
def empty(everybody):
    yield everybody
    everybody.forget_documents()


@pytest.fixture(params=[(width, script) for width in WIDTHS
                        for script in (True, False)],
                ids=lambda told: f"{told[0]}-{'js' if told[1] else 'plain'}")
def visit(request, browser, server, empty):
    width, javascript = request.param
    opened = Visit(browser, server.url, width, javascript)
    yield opened
    opened.close()


def sign_in(visit, name="editeur", path=PATH):
    page = visit.go(path)
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**" + path)
    return page


def files(*papers_by_name):
    return [{"name": name, "mimeType": "application/pdf", "buffer": content}
            for name, content in papers_by_name]


def wait_for_end(visit, count):
    """With JavaScript it tells so by itself."""
    page = visit.page
    ended = page.locator(".document .badge", has_text="Analysé")
    if visit.javascript:
        ended.nth(count - 1).wait_for(timeout=60_000)
        return
    visit.follow("noscript a.button")
    for _ in range(300):
        page.goto(page.url)
        if ended.count() == count:
            return
        page.wait_for_timeout(200)
    raise AssertionError("never analysed")


def test_upload_to_results(visit, worker):
    page = visit.go(PATH)
    visit.check("sign-in")
    page.fill("#id_username", "editeur")
    page.fill("#id_password", "un autre")
    page.press("#id_password", "Enter")
    page.wait_for_selector(".error-summary")
    visit.check("sign-in-error")
    page = sign_in(visit)
    visit.check("documents-none")

    page.set_input_files("#id_fichiers", files(
        ("rapport-2025.pdf", papers.report(1, 60)),
        ("plan-climat.pdf", papers.report(2, 20))))
    page.click("form.upload > button")
    page.wait_for_selector("text=2 documents sont déposés")
    assert page.locator(".document").count() == 2
    visit.check("documents")
    wait_for_end(visit, 2)
    assert not page.locator("#documents[hx-get]").count()
    visit.check("documents-analysed")

    visit.follow("text=Voir les résultats >> nth=-1")
    page.wait_for_selector(".sentences")
    assert "rapport-2025.pdf" in page.inner_text("h1")
    assert "moteur simple" in page.inner_text("main")
    assert papers.CLIMATE in page.inner_text("ol.sentences")
    visit.check("document")
    search(visit)
    visit.follow("nav.above a >> nth=-1")
    visit.follow("text=Tous les documents ensemble")
    page.wait_for_selector(".synthesis")
    assert "2 documents sont analysés" in page.inner_text("main")
    visit.check("synthesis")
    page.go_back()
    page.click("text=Retirer >> nth=0")
    page.wait_for_selector("text=Retirer le document")
    visit.check("remove")
    page.click("text=Retirer le document")
    page.wait_for_selector("text=est retiré")
    assert page.locator(".document").count() == 1


def search(visit):
    """By words, whose accents do not matter, by topic, and page by page."""
    page = visit.page
    first = page.inner_text("ol.sentences")
    page.click("text=Page suivante")
    page.wait_for_selector("#found >> text=page 2 sur")
    assert page.inner_text("ol.sentences") != first
    page.fill("#id_mots", "EMISSIONS serre")
    show(visit)
    page.wait_for_selector("#found >> text=page 2 sur", state="detached")
    told = page.locator("ol.sentences li blockquote").all_inner_texts()
    assert told and all("émissions" in text for text in told)
    page.select_option("#id_sujet", "S1")
    show(visit)
    page.wait_for_selector("#found >> text=E1", state="detached")
    assert "mots=EMISSIONS" in page.url and "sujet=S1" in page.url
    visit.check("document-search")


def show(visit):
    if not visit.javascript:
        visit.page.click("text=Afficher")


def test_an_upload_tells_how_much_is_sent(browser, server, empty):
    """On a slow line; what is seen only grows."""
    visit = Visit(browser, server.url, 360)
    page, seen = sign_in(visit), []
    page.expose_function("seen", lambda *at: seen.append(at))
    page.evaluate("""() => new MutationObserver(() => {
        const bar = document.querySelector(".sending progress");
        window.seen(bar.value, document.querySelector(
            "#sending-told").textContent);
      }).observe(document.querySelector(".sending"),
                 {subtree: true, attributes: true, childList: true})""")
    line = visit.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 5, "downloadThroughput": -1,
        "uploadThroughput": 2_000_000})
    page.set_input_files("#id_fichiers", files(
        ("gros.pdf", papers.heavy(3, 4))))
    page.uncheck("#id_analyser")
    page.click("form.upload > button")
    page.wait_for_selector(".sending >> text=sur 4,0")
    visit.check("upload-under-way")
    page.wait_for_selector("text=gros.pdf est déposé")
    values = [value for value, _text in seen]
    assert values == sorted(values) and len(set(values)) >= 3, seen
    assert any(0 < value < 100 for value in values)
    assert any("sur 4,0" in text for _value, text in seen)
    assert "Non analysé" in page.inner_text(".document")
    visit.close()


def test_an_upload_may_be_stopped(browser, server, empty):
    visit = Visit(browser, server.url)
    page = sign_in(visit)
    line = visit.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 5, "downloadThroughput": -1,
        "uploadThroughput": 200_000})
    page.set_input_files("#id_fichiers", files(
        ("gros.pdf", papers.heavy(3, 8))))
    page.click("form.upload > button")
    page.click("text=Arrêter l’envoi")
    page.wait_for_selector(".sending", state="hidden")
    assert page.is_enabled("form.upload > button")
    visit.close()
    assert empty.host().documents(OURS) == []


@pytest.fixture
def hold(folder):
    """While it is there, analyses get no further than 256 sentences."""
    path = folder / "hold"
    path.touch()
    yield path
    path.unlink(missing_ok=True)


def test_the_state_moves_by_itself(browser, server, empty, worker, hold):
    """Waiting, how many sentences, the end; and what is heard of it."""
    visit = Visit(browser, server.url, 360)
    page = sign_in(visit)
    page.set_input_files("#id_fichiers", files(
        ("long.pdf", papers.held(4))))
    page.click("form.upload > button")
    page.wait_for_selector(".document >> text=/256 sur \\d+ phrases/",
                           timeout=60_000)
    assert "1 analyse en cours" in page.inner_text("#told")
    assert page.get_attribute(".document progress", "value") == "256"
    visit.check("documents-under-way")
    visit.follow(".document h3 a")
    page.wait_for_selector("#document >> text=/256 sur/")
    visit.check("document-under-way")
    hold.unlink()
    page.wait_for_selector("#document .synthesis", timeout=60_000)
    assert "long.pdf: Analysé" in page.inner_text("#told")
    assert not page.locator("#document[hx-get]").count()
    visit.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_english(browser, server, empty, worker, width):
    visit = Visit(browser, server.url, width)
    page = sign_in(visit, path="/en" + PATH)
    page.set_input_files("#id_fichiers", files(
        ("report.pdf", papers.report(5, 20))))
    page.click("form.upload > button")
    page.wait_for_selector("text=report.pdf was uploaded")
    page.wait_for_selector(".badge >> text=Analysed", timeout=60_000)
    visit.check("documents-en")
    page.click("text=See the results")
    page.wait_for_selector("h2 >> text=Synthesis")
    visit.check("document-en")
    visit.close()


def test_the_workbook_opens_in_libreoffice(browser, server, empty, worker,
                                           tmp_path):
    """With the same sentences as the library found."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    visit = Visit(browser, server.url)
    page = sign_in(visit)
    page.set_input_files("#id_fichiers", files(
        ("rapport.pdf", papers.report(6, 25))))
    page.click("form.upload > button")
    wait_for_end(visit, 1)
    page.click("text=Voir les résultats")
    with page.expect_download() as download:
        page.click("text=Classeur par thème")
    assert download.value.suggested_filename == "rapport-themes.xlsx"
    path = tmp_path / "rapport.xlsx"
    download.value.save_as(path)
    visit.close()
    assert sentences_of(path, tmp_path) == sorted(kept(empty))


def kept(people):
    """What the portal keeps of the only document."""
    import portailrse as rse

    document, = people.host().documents(OURS)
    passages = rse.Passages()
    passages.add("", people.host().document_result(OURS, document["id"]))
    return [passages.get(place).text
            for place in passages.search(relevant=True)]


def sentences_of(path, folder):
    """Of all sheets but the synthesis, as LibreOffice reads them."""
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false," \
        "false,false,-1"
    done = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo",
         "--convert-to", every, "--outdir", str(folder), str(path)],
        capture_output=True, text=True, timeout=180)
    sheets = sorted(folder.glob("rapport-*.csv"))
    assert len(sheets) == 4, (done.stdout, done.stderr)
    told = []
    for sheet in sheets:
        rows = list(csv.reader(sheet.read_text("utf-8").splitlines()))
        column = [i for i, name in enumerate(rows[0]) if name == "Phrase"]
        told += [row[column[0]] for row in rows[1:] if column]
    return sorted(told)


def test_keyboard_alone(browser, server, empty, hold):
    """A file is chosen in the browser's own dialog, which is not ours to try;
    everything else by keys."""
    from test_keyboard import tab_to

    visit = Visit(browser, server.url)
    page = sign_in(visit)
    tab_to(page, "id_fichiers")
    page.set_input_files("#id_fichiers", files(
        ("touches.pdf", papers.held(7))))
    tab_to(page, "id_analyser")
    page.keyboard.press("Space")
    tab_to(page, "Déposer")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=touches.pdf est déposé")
    tab_to(page, "Analyser")
    page.keyboard.press("Enter")
    page.wait_for_selector("#documents[hx-get]")
    tab_to(page, "Annuler")
    # The list is written anew meanwhile; the focus stays.
    with page.expect_response(lambda answer: "documents" in answer.url):
        pass
    page.wait_for_selector("[id^=c-]:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=est annulée")
    tab_to(page, "Retirer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/supprimer/")
    tab_to(page, "Retirer le document")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=est retiré")
    visit.close()


def test_reflow_and_targets(browser, server, env, empty):
    """At 320 px nothing scrolls sideways; what is touched is 44 px high at
    least; each description is on the page."""
    from django_portailrse import engine

    for number, name in enumerate(("un-nom-tres-long-" * 12, "court")):
        document, _known = empty.host().upload(
            OURS, papers.report(20 + number), kind="analyse",
            name=name + ".pdf")
        engine.runs().add(document=document, siren=OURS)
    running.manage(env, "portailrse_worker", "--drain")
    visit = Visit(browser, server.url, 320)
    page = sign_in(visit, path="/mes-entreprises/")
    for path in ("/mes-entreprises/", PATH, f"{PATH}{document}/",
                 f"{PATH}{document}/supprimer/", PATH + "synthese/"):
        visit.go(path)
        assert not visit.sideways(), path
        wrong = page.evaluate("""() => [...document.querySelectorAll(
            "button, select, input:not([type=hidden], [type=checkbox]), "
            + "nav a, .button")].filter(e => e.offsetParent &&
              e.getBoundingClientRect().height < 43.9).concat(
            [...document.querySelectorAll("[aria-describedby]")].filter(
              one => one.getAttribute("aria-describedby").split(" ").some(
                id => !document.getElementById(id))))
            .map(e => e.outerHTML.slice(0, 80))""")
        assert not wrong, (path, wrong)
    visit.close()
