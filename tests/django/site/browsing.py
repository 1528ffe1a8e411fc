# SPDX-License-Identifier: Apache-2.0
"""A real browser, and what is looked at on each page."""
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ("--no-sandbox --disable-gpu --disable-quic --no-first-run "
         "--disable-background-networking --disable-component-update "
         "--disable-sync").split()
SHOTS = os.environ.get("PRSE_SCREENSHOTS")


@contextmanager
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail("chromium is not installed: ./dev test installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM,
                                             args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A visitor with a screen, with or without JavaScript."""

    def __init__(self, browser: Browser, url: str, width: int = 1280,
                 javascript: bool = True, **options):
        self.url, self.width, self.javascript = url, width, javascript
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript, locale="fr-FR",
            reduced_motion="reduce", **options)
        self.page: Page = self.context.new_page()
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror",
                     lambda error: self.complaints.append(str(error)))

    def _request(self, request) -> None:
        if not request.url.startswith((self.url, "data:")):
            self.elsewhere.append(request.url)

    def _console(self, message) -> None:
        # 404 and 422 are told there too; tests ask for them.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def follow(self, selector: str) -> None:
        """Clicks what leads to another page, and is there afterwards: a click
        alone may return while the page before still answers."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def check(self, name: str) -> None:
        """Nothing that axe finds, nothing that scrolls sideways, nothing
        from elsewhere; kept as a picture."""
        assert not self.complaints, self.complaints
        assert not self.elsewhere, self.elsewhere
        assert not self.sideways(), f"{name} scrolls sideways"
        if SHOTS:
            kind = "js" if self.javascript else "plain"
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(full_page=True, path=str(
                Path(SHOTS) / f"{name}-{self.width}-{kind}.png"))
        if not self.javascript and self.width > 1000:
            return  # the same markup as on a phone
        with self._scripted() as page:
            found = Axe().run(page)
        assert found.violations_count == 0, (
            f"{name}: {found.generate_report()}")

    @contextmanager
    def _scripted(self) -> Iterator[Page]:
        """axe is a script too: a page without JavaScript is shown to it as it
        stands, in a browser that runs no script of the page."""
        if self.javascript:
            yield self.page
            return
        html, address = self.page.content(), self.page.url
        twin = self.page.context.browser.new_page(
            viewport=self.page.viewport_size, reduced_motion="reduce")
        twin.route("**/*.js", lambda route: route.abort())
        twin.route(address, lambda route: route.fulfill(
            body=html, content_type="text/html; charset=utf-8"))
        twin.goto(address)
        yield twin
        twin.close()

    def sideways(self) -> bool:
        return self.page.evaluate(
            "document.documentElement.scrollWidth > window.innerWidth")

    def close(self) -> None:
        self.context.close()
