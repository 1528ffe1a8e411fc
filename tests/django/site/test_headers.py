# SPDX-License-Identifier: Apache-2.0
"""Nothing inside a page but markup, nothing from elsewhere; themes."""
import re

import pytest

import running

PAGES = ("/", "/entreprises/?q=tissages", "/questions/", "/tableau-de-bord/",
         "/et-si/", "/calendrier/", "/reponses/", "/a-propos/",
         "/nulle-part/")
INSIDE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|"
                    r"(?:src|href)=\"(?:https?:)?//(?!www\.legifrance)", re.I)


def test_policy(started):
    for path in PAGES:
        page = started.get(path, follow=True)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert "http" not in policy and "data:" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in page.headers["Permissions-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"
        assert "private" in page.headers["Cache-Control"]


def test_nothing_inside_pages(started):
    """Scripts and styles are files of the portal. Links to laws lead away,
    but nothing is loaded from there."""
    for path in PAGES:
        told = started.get(path, follow=True).content.decode()
        links = re.sub(r"<a [^>]*>", "", told)
        assert not INSIDE.search(links), (path, INSIDE.search(links))


@pytest.mark.parametrize("path", [
    "/en//elsewhere.test/", "/en///elsewhere.test/", "/en/\\elsewhere.test/",
    "//elsewhere.test/"])
def test_the_other_language_is_never_elsewhere(client, path):
    """A browser takes an address that begins with // for another site."""
    told = client.get(path).content.decode()
    for link in re.findall(r'href="([^"]*)" lang=', told):
        assert re.match(r"/[^/\\]", link), link


def test_one_title_and_one_heading_a_page(started):
    titles = set()
    for path in PAGES:
        told = started.get(path, follow=True).content.decode()
        assert len(re.findall("<h1", told)) == 1, path
        titles.add(re.search("<title>(.*?)</title>", told, re.S)[1])
    assert len(titles) == len(PAGES)


def test_htmx_is_the_file_that_was_published():
    import hashlib

    folder = running.EXAMPLE / "portail/static/portail"
    file = folder / "htmx-2.0.11.min.js"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == HTMX
    assert "Zero-Clause BSD" in (folder / "htmx-2.0.11.LICENSE").read_text(
        encoding="utf-8")


HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"


@pytest.mark.parametrize("told, wrong", [
    ({"PORTAIL_THEME": "dsfr"}, "portail.E002"),
    ({"PORTAIL_THEME": "gothic"}, "portail.E001"),
    ({"PORTAIL_REFORMS": "/nowhere.yaml"}, "portail.E003")])
def test_settings_are_checked(env, told, wrong):
    done = running.manage({**env, **told}, "check")
    assert done.returncode == 1 and wrong in done.stderr


DSFR = {"PORTAIL_THEME": "dsfr", "PORTAIL_DSFR_URL": "https://dsfr.test/dist"}
LOOK = """
import re
import django; django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"})
client.post("/entreprises/012345674/")
for path in ("/", "/questions/", "/tableau-de-bord/", "/et-si/"):
    page = client.get(path, follow=True)
    told = page.content.decode()
    assert "fr-header" in told and "fr-btn" in told, path
    assert "https://dsfr.test/dist/dsfr.min.css" in told
    assert "neutral.css" not in told
    policy = page.headers["Content-Security-Policy"]
    assert "style-src 'self' https://dsfr.test;" in policy, policy
    assert "img-src 'self' https://dsfr.test data:;" in policy, policy
    menu = re.search("<noscript>(.*?)</noscript>", told, re.S)[1]
    assert 'href="/et-si/"' in menu, path
    boxes = re.findall('<div class="([^"]*)"><input type="checkbox"', told)
    assert set(boxes) <= {"fr-checkbox-group"}, boxes
print("looked")
"""


def test_the_states_theme_is_opt_in(env, started):
    """Its class names and the address of its files; never otherwise."""
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", LOOK], env={**env, **DSFR},
                          capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "looked", done.stderr
    assert "fr-header" not in started.get("/").content.decode()
    shipped = running.EXAMPLE.rglob("*dsfr*.min.*")
    assert not list(shipped)
