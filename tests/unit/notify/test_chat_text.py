import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import Message, Rendered, StoryCard
from monitor.model.watch import Destination
from monitor.notify.chat_text import STORIES, chat_of, fitted, harmless, size_of
from monitor.notify.compose import compose
from monitor.notify.parcel import CHAT, pack
from tests.unit.notify.samples import (
    alert_issue,
    developed_card,
    development,
    dispatch_card,
    figure_changed,
    issue,
    ready,
    rows,
)

TEAM = Destination(id="team", chat="slack://a/b/c")
SAID = Rendered(subject="Kursk desk, 2 stories", text="a line\n\nanother\n", html="", data={})
MARKUP = set("<>@*_`~|[]#\\")
EVIL = (
    "@here",
    "@everyone",
    "<!channel>",
    "<!here|now>",
    "<@U0123>",
    "<#C0123>",
    "<https://evil.example|https://bank.example>",
    "[https://bank.example](https://evil.example)",
    "![](https://evil.example/pixel)",
    "*bold* _it_ ~no~ `code` ```block```",
    "# heading",
    "||spoiler||",
    "<b>x</b><a href='https://evil.example'>bank</a>",
    "\\<b\\>",
    "first\n\n> quote\r\n- item",
    "\u202eevil\x1b[2J",
)


def alert(**more: object) -> Message:
    return compose(alert_issue(), ready([StoryCard(lead=replace(rows()[0], **more))]))


def body_of(message: Message, reader: Destination = TEAM) -> str:
    return chat_of(message, SAID, reader)["body"]


def test_a_story_is_its_title_who_tells_it_and_a_link():
    body = body_of(compose(alert_issue(), ready([dispatch_card()])))

    assert body.splitlines() == [
        "Korut kirim seribu penjinak ranjau ke Kursk, kata utusan Moskwa",
        "Kabar Nusantara (id) +5",
        "https://news.example/id/1",
    ]


def test_a_parcel_of_chat_holds_a_title_a_body_and_their_format():
    parcel = pack(alert(), SAID, TEAM, "news@example.org")

    said = json.loads(parcel.body)
    assert parcel.content_type == CHAT
    assert (sorted(said), said["title"], said["format"]) == (
        ["body", "format", "title"],
        "Kursk desk, 2 stories",
        "text",
    )


@pytest.mark.parametrize("evil", EVIL)
def test_no_foreign_text_calls_anybody_or_is_markup(evil: str):
    message = alert(title=evil, outlet=evil, language=evil, text=evil)

    title, outlet, _ = body_of(message).splitlines()

    assert MARKUP.isdisjoint(title + outlet)


@given(st.text())
def test_what_is_harmless_is_one_line_without_markup(text: str):
    line = harmless(text)

    assert MARKUP.isdisjoint(line)
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/@everyone",
        "https://evil.example/a|b>c<d",
        "https://evil.example/*a*[b](c)`d`",
    ],
)
def test_no_address_calls_anybody_or_is_markup(address: str):
    link = body_of(alert(address=address)).splitlines()[-1]

    assert link.startswith("https://evil.example/")
    assert set("<>@*`|[]()").isdisjoint(link)


def test_a_hit_without_an_address_has_no_link():
    assert len(body_of(alert(address="javascript:alert(1)")).splitlines()) == 2


def test_many_stories_are_counted():
    cards = [StoryCard(lead=replace(rows()[0], hit_id=n, article_id=n)) for n in range(1, 31)]

    paragraphs = body_of(compose(issue(), ready(cards))).split("\n\n")

    assert (len(paragraphs), paragraphs[-1]) == (STORIES + 1, f"… +{30 - STORIES}")


def test_a_page_is_linked_where_there_is_one():
    reader = replace(TEAM, page="https://news.example.org")

    assert body_of(alert(), reader).endswith("\n\nhttps://news.example.org")


def test_a_message_without_stories_says_its_text():
    message = replace(alert(), sections=())

    assert body_of(message) == "a line\n\nanother"


def test_what_fits_is_said_whole():
    assert fitted("one\n\ntwo", 10) == "one\n\ntwo"


def test_what_does_not_fit_ends_at_a_story_and_says_so():
    assert fitted("first\n\nsecond\n\nthird", 20) == "first\n\n… +2"


@given(st.lists(st.text(max_size=30), min_size=1, max_size=9), st.integers(1, 200))
def test_nothing_is_ever_longer_than_its_service_takes(paragraphs: list[str], most: int):
    assert size_of(fitted("\n\n".join(paragraphs), most)) <= most


def test_what_developed_is_said_above_who_tells_it():
    body = body_of(compose(alert_issue(), ready([developed_card(figure_changed())])))

    assert body.splitlines()[1] == (
        "! Figure: 1,000 → 1,500 sappers, say 한강일보 and 港新聞; before: 14 outlets"
    )


def test_a_correction_says_what_went_and_what_came():
    found = development(
        "correction", "1:a", before=("They send 1,000 men",), after="They send 1,500 men"
    )

    body = body_of(compose(alert_issue(), ready([developed_card(found)])))

    assert "1,000 → 1,500" in body.splitlines()


def test_a_story_on_the_operators_page_is_linked_and_not_the_page():
    reader = replace(TEAM, page="https://news.example.org")
    body = body_of(compose(alert_issue(), ready([developed_card()])), reader)

    assert body.splitlines()[-1] == "https://news.example.org/stories/77"


def test_a_message_without_stories_is_said_above_the_page():
    message = replace(alert(), sections=())

    body = body_of(message, replace(TEAM, page="https://news.example.org"))

    assert body == "a line\n\nanother\n\nhttps://news.example.org"
