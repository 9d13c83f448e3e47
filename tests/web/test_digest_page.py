"""The digest's page as a browser shows it: on a phone and a desk, in light and dark."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from monitor.model.message import Message, StoryCard
from monitor.model.watch import Destination
from monitor.notify.compose import compose
from monitor.notify.render import render
from tests.unit.notify.samples import (
    alert_issue,
    developed_card,
    digest_message,
    dispatch_card,
    every_development,
    issue,
    quiet_message,
    ready,
    rows,
    so_far,
    trouble,
)

pytestmark = pytest.mark.browser

READER = Destination(
    id="rina",
    mail="rina@example.org",
    language="en",
    tz="Asia/Jakarta",
    translate="https://translate.example/?to={language}&u={address}",
    page="https://watch.example",
)
ARABIC = replace(READER, language="ar")
LOOKS = [(width, scheme) for width in (390, 1000) for scheme in ("light", "dark")]
LOWEST_CONTRAST = 4.5

# Every element with text of its own: its colour, and the first background behind it that is
# not transparent, as relative luminances (WCAG 2.2, 1.4.3).
CONTRASTS = """
() => {
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255).map(
      c => c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = numbers(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility() || !element.getClientRects().length) continue;
    if (parseFloat(getComputedStyle(element).fontSize) === 0) continue;
    const a = light(numbers(getComputedStyle(element).color)), b = light(behind(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found.push([element.className || element.tagName, ratio]);
  }
  return found;
}
"""


@dataclass
class Window:
    """A page, what it asked the network for, and the dialogs it opened."""

    page: Page
    requests: list[str]
    dialogs: list[str]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


def opened(
    browser: Browser,
    message: Message,
    width: int = 390,
    scheme: str = "light",
    reader: Destination = READER,
) -> Window:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    window = Window(page, [], [])

    def note(request: Request) -> None:
        window.requests.append(request.url)

    page.on("request", note)
    page.on("dialog", lambda dialog: (window.dialogs.append(dialog.message), dialog.dismiss()))
    page.set_content(render(message, reader).html, wait_until="load")
    return window


def hostile() -> Message:
    lead, *others = rows()
    evil = replace(
        lead,
        title='"><script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>',
        text="<svg onload=alert(3)> " + "W" * 5_000 + " Kursk",
        outlet="<style>*{display:none}</style>" + "x" * 300,
        watch_title="<iframe src=https://evil.example>" + "y" * 300,
        cites=("<script>alert(4)</script>" + "z" * 300,),
        text_hash="0" * 300,
    )
    found = every_development()
    quote = replace(found[4].evidence[0], text="<script>alert(5)</script>" + "q" * 400)
    worse = (
        replace(found[4], evidence=(quote,)),
        replace(found[5], before=("<img onerror=alert(6)>" + "b" * 400,), after="a" * 400),
    )
    known = so_far(first_outlet="o" * 300, new_languages=("l" * 300,), told_before=2)
    card = StoryCard(lead=evil, others=tuple(others), so_far=known, developments=worse)
    return compose(issue(), ready([card]))


MESSAGES = {
    "digest": digest_message(),
    "alert": compose(alert_issue(), ready([dispatch_card()])),
    "developed": replace(
        compose(alert_issue(), ready([developed_card(*every_development())])),
        first_subject="New: sappers",
    ),
    "quiet": quiet_message(),
    "trouble": compose(issue(kind="trouble"), ready([], trouble=trouble())),
    "hostile": hostile(),
}


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("width", [320, 390, 1000])
def test_nothing_makes_the_page_scroll_sideways(browser: Browser, name: str, width: int):
    window = opened(browser, MESSAGES[name], width)

    assert window.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["digest", "developed", "hostile"])
def test_nothing_makes_the_page_of_an_arabic_reader_scroll_sideways(browser: Browser, name: str):
    window = opened(browser, MESSAGES[name], 390, reader=ARABIC)

    assert window.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", ["digest", "developed"])
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_text_stands_out_from_what_is_behind_it(
    browser: Browser, width: int, scheme: str, name: str
):
    window = opened(browser, MESSAGES[name], width, scheme)

    contrasts = window.page.evaluate(CONTRASTS)

    weak = [(name, ratio) for name, ratio in contrasts if ratio < LOWEST_CONTRAST]
    assert len(contrasts) > 40
    assert weak == []


def test_the_two_schemes_differ(browser: Browser):
    grounds = {
        opened(browser, MESSAGES["digest"], 390, scheme).page.evaluate(
            "getComputedStyle(document.querySelector('.card')).backgroundColor"
        )
        for scheme in ("light", "dark")
    }

    assert len(grounds) == 2


def test_arabic_runs_from_right_to_left(browser: Browser):
    window = opened(browser, MESSAGES["digest"])

    direction = window.page.evaluate(
        "getComputedStyle(document.querySelector('[lang=ar]')).direction"
    )

    assert direction == "rtl"


def test_the_frame_of_an_arabic_reader_runs_from_right_to_left(browser: Browser):
    page = opened(browser, MESSAGES["digest"], 1000, reader=ARABIC).page
    start = "e => { const r = document.createRange(); r.selectNodeContents(e);"
    start += " return r.getBoundingClientRect().right - e.getBoundingClientRect().right; }"

    why = page.locator(".why").first

    assert why.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert abs(why.evaluate(start)) < 20


def test_what_was_corrected_is_struck_and_underlined(browser: Browser):
    page = opened(browser, MESSAGES["developed"]).page
    line = "e => getComputedStyle(e).textDecorationLine"

    assert page.locator("del").first.evaluate(line) == "line-through"
    assert page.locator("ins").first.evaluate(line) == "underline"


def test_the_bars_of_a_watch_run_from_left_to_right_and_stand_on_one_line(browser: Browser):
    window = opened(browser, MESSAGES["digest"], 1000)

    boxes = [box.bounding_box() for box in window.page.locator(".bar").all()[:14]]

    lefts = [box["x"] for box in boxes if box]
    bottoms = {round(box["y"] + box["height"]) for box in boxes if box}
    assert len(lefts) == 14
    assert lefts == sorted(lefts)
    assert len(bottoms) == 1


@pytest.mark.parametrize("name", MESSAGES)
def test_the_page_runs_nothing_and_asks_nobody(browser: Browser, name: str):
    window = opened(browser, MESSAGES[name])

    active = window.page.locator("script, iframe, img, svg, object, form, link").count()

    assert (active, window.requests, window.dialogs) == (0, [], [])


def test_a_hostile_outlet_hides_nothing(browser: Browser):
    window = opened(browser, MESSAGES["hostile"])

    assert window.page.get_by_text("Вестник Волги", exact=True).is_visible()
