# SPDX-License-Identifier: Apache-2.0
"""Everything without a mouse: focus is always seen, and leads everywhere."""
import pytest

from browsing import Visit, chromium


@pytest.fixture(scope="module")
def visit(server):
    with chromium() as browser:
        opened = Visit(browser, server.url)
        yield opened
        opened.close()


def tab_to(page, text, most=60):
    """Tab until the control with this text has the focus, each of which is
    shown by an outline."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => {
          const at = document.activeElement, style = getComputedStyle(at);
          return {text: at.innerText || at.id, width: style.outlineWidth,
                  kind: style.outlineStyle};}""")
        assert told["kind"] != "none" and told["width"] != "0px", told
        if text in told["text"]:
            return
    raise AssertionError(f"Tab does not lead to {text!r}")


def test_the_whole_way(visit):
    page = visit.go("/")
    page.keyboard.press("Tab")
    assert "Aller au contenu" in page.evaluate(
        "document.activeElement.innerText")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab_to(page, "id_q")
    page.keyboard.type("tissages val")
    page.wait_for_selector(".unit-list")
    tab_to(page, "TISSAGES DU VAL")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entreprises/*/")
    tab_to(page, "commencer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/**")
    tab_to(page, "id_valeur")
    page.keyboard.type("abc")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")
    assert page.evaluate(
        "document.activeElement.classList.contains('error-summary')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link to the field
    assert page.evaluate("document.activeElement.id") == "id_valeur"
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary", state="detached")
    page.goto(visit.url + "/et-si/")
    tab_to(page, "id_si.effectif")
    page.keyboard.type("600")
    page.keyboard.press("Tab")  # its slider
    before = page.evaluate("document.activeElement.value")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") != before
    page.wait_for_selector(".moved li")
