"""Articles take their place among the stories as they come, and what is new is a development."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from monitor.model.story import Development
from monitor.store import developments, stories, storylist
from monitor.store.so_far import so_far
from monitor.store.storylist import StoryArticle
from tests.rig.house import DAY, HOUR, MINUTE, NOON, House
from tests.rig.newsroom import Reply
from tests.rig.paper import Story

LEXICON = {
    "kursk": {"any": [{"exact": "Kursk"}]},
    "shoigu": {"any": [{"exact": "Shoigu"}]},
    "pyongyang": {"any": [{"exact": "Pyongyang"}]},
    "denial": {"any": [{"exact": "denies"}]},
    "sappers": {"counted": True, "any": [{"exact": "sappers"}]},
}
WATCH = {
    "id": "sappers",
    "title": "Sappers",
    "query": "$sappers",
    "watch_for": ["$denial"],
    "alert": {"on": ["new_story", "first_term", "figure_changed", "correction", "withdrawn"]},
}
WARY = {**WATCH, "query": "$sappers AND NOT =exercise"}
TITLE = "Shoigu in Pyongyang: sappers for Kursk"
TEXT = (
    "Sergei Shoigu said in Pyongyang on Tuesday that 1,000 sappers will go to the Kursk region. "
    "The soldiers are to clear mines and mend what the fighting broke, he told reporters at the "
    "airport after talks that lasted for two hours."
)
OTHER = (
    "Pyongyang will send 1,000 sappers to Kursk, Shoigu announced on Tuesday. It is the third "
    "journey of the secretary to the North within four months, and the first word about men who "
    "do not fight but dig."
)
THIRD = (
    "No sappers for the Kursk region were spoken of when Shoigu came to Pyongyang, a spokesman in "
    "the South told the press this afternoon. He called what was heard a tale for the papers."
)
FAR = (
    "Firemen of the harbour and sappers of the garrison met for football. The old bridge saw a "
    "draw, and the mayor gave each a loaf of bread."
)


def subscribe(
    house: House,
    outlet: str,
    watch: Mapping[str, object] = WATCH,
    *more: Mapping[str, object],
) -> None:
    """Configure one outlet more, which is asked at the next poll and tells everything."""
    known = [feed.id for feed in house.config.feeds if feed.id != "courier"]
    feeds = [
        {"id": name, "address": house.news.address(f"/{name}"), "first_run": "all"}
        for name in [*known, outlet]
    ]
    house.configure(feeds=feeds, watches=[watch, *more], lexicon=LEXICON)


def tell(house: House, outlet: str, title: str, text: str, at: datetime = NOON) -> None:
    """Have a new outlet tell something, and poll it."""
    subscribe(house, outlet)
    link = f"https://{outlet}.example/{at:%H%M}"
    house.print(Story(id=link, title=title, link=link, text=text, published=at), path=f"/{outlet}")
    house.poll(at)


def members(house: House) -> list[list[StoryArticle]]:
    """Give the articles of each story, the oldest story first."""
    found = house.ask(lambda rows: storylist.listing(rows, since=NOON - DAY, limit=99))
    ids = sorted(one.story_id for one in found)
    return [list(house.ask(lambda rows, n=n: storylist.articles_of(rows, n))) for n in ids]


def titles(house: House) -> list[list[str]]:
    return [[one.title for one in story] for story in members(house)]


def developed(house: House) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in _developments(house)]


def _developments(house: House) -> list[Development]:
    found = house.ask(lambda rows: storylist.listing(rows, since=NOON - DAY, limit=99))
    ids = sorted(one.story_id for one in found)
    return [
        one
        for number in ids
        for one in house.ask(lambda rows, n=number: developments.of_story(rows, n))
    ]


def test_two_outlets_tell_one_story_and_a_third_another(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    tell(any_house, "harbour", "Sappers to go to Kursk, says Shoigu", OTHER, NOON + MINUTE)
    tell(any_house, "garrison", "Sappers and firemen draw", FAR, NOON + 2 * MINUTE)

    assert titles(any_house) == [
        [TITLE, "Sappers to go to Kursk, says Shoigu"],
        ["Sappers and firemen draw"],
    ]


def test_a_copy_is_one_and_stands_in_the_story(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    tell(any_house, "harbour", TITLE, TEXT.replace("Tuesday", "Tuesday evening"), NOON + MINUTE)

    ((first, second),) = members(any_house)
    assert (first.copy_of, second.copy_of) == (None, first.article_id)


def test_an_article_without_a_hit_is_in_no_story(house: House):
    tell(house, "mill", "Spring in the valley", "The bridge is mended.")

    assert members(house) == []


def test_a_term_that_the_story_lacked_is_a_development(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    tell(any_house, "harbour", "Seoul denies: no sappers to Kursk", OTHER, NOON + HOUR)

    assert developed(any_house) == [("first_term", "denial")]
    assert any_house.compose(NOON + HOUR)


def test_a_figure_that_two_outlets_change_is_a_development(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    more = OTHER.replace("1,000", "1,500")
    tell(any_house, "harbour", "Shoigu: more sappers from Pyongyang for Kursk", more, NOON + HOUR)
    tell(
        any_house,
        "garrison",
        "Kursk awaits 1,500 sappers from Pyongyang, Shoigu says",
        "The region Kursk awaits them in July, Shoigu let Pyongyang know.",
        NOON + HOUR + MINUTE,
    )

    assert ("differs", "sappers=1500") in developed(any_house)
    assert ("figure_changed", "sappers=1500") in developed(any_house)


def test_what_two_watches_notice_is_told_once(any_house: House):
    other = {**WATCH, "id": "kursk", "title": "Kursk", "query": "$kursk"}
    for outlet, title, text, at in (
        ("mill", TITLE, TEXT, NOON),
        ("harbour", "Seoul denies: no sappers to Kursk", OTHER, NOON + HOUR),
    ):
        subscribe(any_house, outlet, WATCH, other)
        link = f"https://{outlet}.example/{at:%H%M}"
        one = Story(id=link, title=title, link=link, text=text, published=at)
        any_house.print(one, path=f"/{outlet}")
        any_house.poll(at)
        made = any_house.compose(at)

    assert developed(any_house) == [("first_term", "denial")] * 2
    cards = [c for one in made for s in one.message.sections for c in s.cards]
    assert len([found for card in cards for found in card.developments]) == 1


def test_a_page_that_is_corrected_is_a_development_with_both_sentences(any_house: House):
    subscribe(any_house, "mill")
    long = "Sergei Shoigu said on Tuesday that {} sappers will go to the Kursk region in July."
    any_house.print(any_house.story("1", TITLE, "Sappers for Kursk.", published=NOON), path="/mill")
    any_house.print_page("/1", TITLE, long.format("10,000"))
    any_house.poll(NOON)
    any_house.read_pages(NOON)
    any_house.print_page("/1", TITLE, long.format("1,000"))

    any_house.read_pages(NOON + HOUR + MINUTE)

    (found,) = _developments(any_house)
    assert found.kind == "correction"
    assert ("10,000" in found.before[0], "1,000" in found.after) == (True, True)


def test_a_page_that_is_gone_twice_is_withdrawn(any_house: House):
    subscribe(any_house, "mill")
    any_house.print(any_house.story("1", TITLE, TEXT, published=NOON), path="/mill")
    any_house.print_page("/1", TITLE, TEXT)
    any_house.poll(NOON)
    any_house.read_pages(NOON)
    any_house.news.put("/1", Reply(status=404))

    any_house.read_pages(NOON + HOUR)
    once = developed(any_house)
    any_house.read_pages(NOON + 7 * HOUR + MINUTE)

    assert once == []
    assert [kind for kind, _ in developed(any_house)] == ["withdrawn"]


def test_a_page_that_says_more_lets_a_lonely_article_find_its_story(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    subscribe(any_house, "harbour")
    any_house.print(
        any_house.story("2", "New job for sappers", "Read on.", published=NOON), path="/harbour"
    )
    any_house.print_page("/2", "New job for sappers", OTHER)
    any_house.poll(NOON + MINUTE)
    before = len(members(any_house))

    any_house.read_pages(NOON + MINUTE)

    assert (before, len(members(any_house))) == (2, 1)


@pytest.mark.parametrize("days", [4])
def test_what_was_told_days_ago_is_another_story(house: House, days: int):
    tell(house, "mill", TITLE, TEXT)
    tell(house, "harbour", "Sappers for Kursk: " + TITLE, OTHER, NOON + timedelta(days=days))

    assert house.ask(lambda rows: len(stories.stories_of(rows, [1, 2]).values())) == 2
    assert house.ask(lambda rows: len(set(stories.stories_of(rows, [1, 2]).values()))) == 2


def print_wary(house: House, outlet: str, title: str, text: str, *page: str) -> None:
    """Have a new outlet tell something that its page may not bear out."""
    subscribe(house, outlet, WARY)
    house.print(house.story(f"{outlet}1", title, text, published=NOON), path=f"/{outlet}")
    house.print_page(f"/{outlet}1", title, *page)


def test_what_a_page_did_not_bear_out_is_still_new_when_another_says_it(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    print_wary(any_house, "harbour", "Seoul denies: no sappers to Kursk", OTHER, "An exercise.")
    any_house.poll(NOON + HOUR)
    once = developed(any_house)

    any_house.read_pages(NOON + HOUR)
    never = developed(any_house)
    tell(any_house, "bay", "Seoul denies Shoigu: no sappers", THIRD, NOON + HOUR + MINUTE)

    (story,) = any_house.ask(lambda rows: so_far(rows, [1], "files")).values()
    assert (once, never) == ([("first_term", "denial")], [])
    assert story.articles == 2
    assert developed(any_house) == [("first_term", "denial")]


def test_what_a_page_did_not_bear_out_is_told_when_another_page_does(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    title = "Seoul denies: no sappers to Kursk"
    print_wary(any_house, "harbour", title, OTHER, "An exercise.")
    any_house.poll(NOON + HOUR)
    any_house.read_pages(NOON + HOUR)
    any_house.compose(NOON + HOUR)
    any_house.print(any_house.story("harbour2", title, THIRD), path="/harbour")
    any_house.print_page("/harbour2", title, THIRD)
    any_house.poll(NOON + 3 * HOUR)
    any_house.read_pages(NOON + 3 * HOUR)

    (made,) = any_house.compose(NOON + 3 * HOUR)

    (card,) = made.message.sections[0].cards
    assert [one.kind for one in card.developments] == ["first_term"]


def test_a_lonely_article_that_finds_its_story_keeps_the_older_id(any_house: House):
    print_wary(any_house, "harbour", "New job for sappers", "Read on.", OTHER)
    any_house.poll(NOON)
    tell(any_house, "mill", TITLE, TEXT, NOON + MINUTE)
    before = any_house.ask(lambda rows: stories.stories_of(rows, [1, 2]))

    any_house.read_pages(NOON + MINUTE)

    after = any_house.ask(lambda rows: stories.stories_of(rows, [1, 2]))
    assert before[1] < before[2]
    assert set(after.values()) == {before[1]}


def test_what_a_lonely_article_says_is_new_to_the_story_that_it_finds(any_house: House):
    tell(any_house, "mill", TITLE, TEXT)
    title = "Nobody denies: new job for sappers"
    print_wary(any_house, "harbour", title, "Read on.", OTHER)
    any_house.poll(NOON + HOUR)
    alone = len(members(any_house)), developed(any_house)

    any_house.read_pages(NOON + HOUR)

    assert alone == (2, [])
    assert (len(members(any_house)), developed(any_house)) == (1, [("first_term", "denial")])


def test_an_article_is_no_copy_of_its_own_copy(any_house: House):
    print_wary(any_house, "mill", TITLE, TEXT, TEXT)
    any_house.poll(NOON)
    any_house.read_pages(NOON)
    tell(any_house, "harbour", TITLE, TEXT, NOON + MINUTE)
    any_house.print_page("/mill1", TITLE, TEXT, "He will come again in July.")

    any_house.read_pages(NOON + HOUR + MINUTE)

    ((first, second),) = members(any_house)
    assert (first.copy_of, second.copy_of) == (None, first.article_id)


def print_edit(house: House, title: str, text: str, at: datetime) -> None:
    """Have an outlet whose pages nobody can read put its one article in other words."""
    link = house.news.address("/wall")
    house.news.put("/wall", Reply(status=403))
    house.print(Story(id="1", title=title, link=link, text=text, published=NOON), path="/mill")
    house.poll(at)
    house.read_pages(at)


def test_what_a_feed_corrects_is_a_development_where_no_page_was_read(any_house: House):
    subscribe(any_house, "mill")
    print_edit(any_house, TITLE, TEXT.replace("1,000", "10,000"), NOON)

    print_edit(any_house, TITLE, TEXT, NOON + HOUR)
    print_edit(any_house, TITLE, TEXT, NOON + 2 * HOUR)

    (found,) = _developments(any_house)
    assert found.kind == "correction"
    assert ("10,000" in found.before[0], "1,000" in found.after) == (True, True)


def test_what_a_feed_adds_to_a_story_is_a_development(any_house: House):
    tell(any_house, "bay", TITLE, TEXT)
    subscribe(any_house, "mill")
    print_edit(any_house, "Sappers to go to Kursk, says Shoigu", OTHER, NOON + MINUTE)

    more = OTHER + " Seoul denies it."
    print_edit(any_house, "Sappers to go to Kursk, says Shoigu", more, NOON + HOUR)

    assert developed(any_house) == [("first_term", "denial")]


def test_another_feed_that_puts_an_article_in_its_own_way_corrects_nothing(house: House):
    subscribe(house, "mill")
    print_edit(house, TITLE, TEXT.replace("1,000", "10,000"), NOON)
    subscribe(house, "bay")
    link = house.news.address("/wall")
    house.print(Story(id="1", title=TITLE, link=link, text=TEXT, published=NOON), path="/bay")

    house.poll(NOON + HOUR)

    assert developed(house) == []
