"""Every mail with every payload in a real browser: it runs nothing and asks nobody."""

from collections.abc import Iterator, Sequence
from html import escape

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from monitor.notify.render import render
from tests.figures import Figure
from tests.hostile.payloads import every_payload, payloads_of
from tests.hostile.planted import evil_alerts, evil_digests, evil_notices
from tests.hostile.test_injection import RINA

pytestmark = pytest.mark.browser

PAYLOADS = every_payload()
FRAMES = 40
FEWEST_ALIVE = 60
SETTLED_MILLISECONDS = 150


class Window:
    """A page that remembers what was asked for, said and opened."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()
        self.noticed: list[str] = []
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("popup", self._popup)
        self.page.route("**/*", lambda route: route.abort())

    def show(self, pages: Sequence[str]) -> None:
        """Show whole pages beside each other, each as if it stood alone."""
        frames = "".join(f'<iframe srcdoc="{escape(page)}"></iframe>' for page in pages)
        self.page.set_content(frames, wait_until="load")
        self.page.wait_for_timeout(SETTLED_MILLISECONDS)

    def _dialog(self, dialog: Dialog) -> None:
        self.noticed.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith("about:"):
            self.noticed.append(f"request {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        self.noticed.append(f"console {message.text}")

    def _popup(self, page: Page) -> None:
        self.noticed.append(f"popup {page.url}")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


def in_frames(pages: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(pages), FRAMES):
        yield pages[first : first + FRAMES]


def test_the_payloads_would_run_and_ask_if_they_were_not_made_text(
    browser: Browser, figure: Figure
):
    window = Window(browser)
    raw = payloads_of("html", "foreign", "styles")

    for some in in_frames([f"<!doctype html><p>{payload}</p>" for payload in raw]):
        window.show(some)

    alive = {one for one in window.noticed if one.startswith(("dialog", "request"))}
    figure("payloads that act when they stand raw", len(alive))
    assert len(alive) >= FEWEST_ALIVE


def test_no_mail_runs_anything_or_asks_anybody(browser: Browser, figure: Figure):
    window = Window(browser)
    told = [*evil_digests(PAYLOADS), *list(evil_alerts(PAYLOADS))[::2]]
    pages = [render(message, RINA).html for message in (*told, *list(evil_notices(PAYLOADS))[::4])]

    for some in in_frames(pages):
        window.show(some)

    figure("pages shown in Chromium, dialogs, requests", f"{len(pages)}, 0, 0")
    assert window.noticed == []


def test_a_mail_shows_its_payloads_as_the_text_they_are(browser: Browser):
    page = browser.new_page()
    shown = [one for one in payloads_of("html")[:20] if one.isascii() and "\n" not in one]

    page.set_content("".join(render(one, RINA).html for one in evil_digests(shown)))

    text = page.evaluate("document.body.innerText")
    assert [one for one in shown if " ".join(one.split()) not in " ".join(text.split())] == []
