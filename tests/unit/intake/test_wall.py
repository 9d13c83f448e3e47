import json
from pathlib import Path

import pytest

from monitor.intake.extract import extract
from monitor.intake.wall import LONGEST, is_wall, without_demands

TEXTS: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "wall_texts.json").read_text(encoding="utf-8")
)
STORY = "The commission fined three platforms over cookies, and the ministry asked them to agree. "
ABOUT = (
    "Under the ruling a site must let its readers refuse as easily as accept. The platforms had "
    "hidden the second button, the judges found. Lawyers expect others to change their pages soon, "
    "and a spokeswoman said that the money would be paid. Privacy groups welcomed the decision."
)


@pytest.mark.parametrize(
    "text",
    [
        "Please enable JavaScript and cookies to continue", "Subscribe now to read the rest.",
        "Checking your browser before accessing the site", "Verify you are human", "Access denied",
        "Diesen Artikel jetzt abonnieren, um weiterzulesen", "Article réservé aux abonnés",
        "Материал доступен только по подписке", "JavaScript is disabled in your browser",
    ],
)  # fmt: skip
def test_a_short_demand_is_a_wall(text):
    assert is_wall(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Sappers reached the region on Monday.", STORY, STORY + ABOUT,
        "The site is slow, and readers said that a captcha had asked too much of them. " * 10,
    ],
)  # fmt: skip
def test_an_article_is_no_wall(text):
    assert not is_wall(text)


def test_a_long_text_is_never_a_wall():
    assert not is_wall("Accept all cookies. Cookies need your consent. " * (LONGEST // 20))


def named(*kinds: str):
    """Give each of our own texts of some kinds an id."""
    return [
        pytest.param(text, id=f"{kind}-{language}")
        for kind in kinds
        for language, text in TEXTS[kind].items()
    ]


WALLS = named("consent", "pay", "robot")
HONEST = named("honest", "subscribers")


@pytest.mark.parametrize("text", WALLS)
def test_a_wall_is_known_in_its_language(text):
    assert is_wall(text)


@pytest.mark.parametrize("text", WALLS)
def test_a_page_that_is_only_a_wall_has_no_text(text):
    page = f"<html><body><nav><a href=/>Home</a></nav><main><p>{text}</p></main></body></html>"

    found = extract(page.encode())

    assert (found.text, found.method) == ("", "wall")


@pytest.mark.parametrize("text", HONEST)
def test_a_short_article_about_walls_is_an_article(text):
    page = f"<html><body><article><h1>News</h1><p>{text}</p></article></body></html>"

    assert not is_wall(text)
    assert without_demands(text, is_free=True).text == text
    assert extract(page.encode()).text.endswith(text[-30:])


def test_a_quoted_demand_is_no_wall():
    assert not is_wall("“Accept all cookies”, the banner of the ministry said on Monday.")


@pytest.mark.parametrize("language", sorted(TEXTS["pay"].keys() & TEXTS["subscribers"].keys()))
def test_a_teaser_loses_its_demand_and_is_no_whole_article(language):
    story, demand = TEXTS["subscribers"][language], TEXTS["pay"][language]
    html = f"<html><body><article><p>{story}</p><p>{story} 2026</p><p>{demand}</p></article>"

    found = extract(html.encode())

    assert found.is_teaser
    assert story in found.text
    assert demand not in found.text


def test_a_long_article_that_ends_with_a_demand_is_whole():
    text = "\n".join([ABOUT] * 30 + ["Subscribe to read more stories like this."])

    opened = without_demands(text, is_free=True)

    assert not opened.is_teaser
    assert opened.text == "\n".join([ABOUT] * 30)


@pytest.mark.parametrize(("is_free", "is_teaser"), [(False, True), (True, False)])
def test_a_short_article_that_is_not_for_everybody_is_a_teaser(is_free, is_teaser):
    assert without_demands(STORY + ABOUT, is_free=is_free).is_teaser is is_teaser


def test_a_consent_line_below_an_article_goes_and_makes_no_teaser():
    opened = without_demands(f"{ABOUT}\nAccept all cookies.", is_free=True)

    assert (opened.text, opened.is_teaser) == (ABOUT, False)
