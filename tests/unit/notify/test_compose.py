from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import HitRow, StoryCard
from monitor.notify.compose import compose
from tests.unit.notify.samples import (
    DISPATCH,
    NOON,
    alert_issue,
    dispatch_card,
    hit_row,
    issue,
    reaction_card,
    ready,
    so_far,
)


def row(number: int, article: int, watch: str) -> HitRow:
    return hit_row(
        number, DISPATCH[article % 6], article_id=article, watch=watch, title=watch.upper()
    )


def test_sections_stand_by_severity_then_in_the_order_of_the_files():
    cards = [
        StoryCard(lead=replace(row(number, number, watch), severity=severity))
        for number, (watch, severity) in enumerate(
            [("a", "low"), ("b", "high"), ("c", "normal"), ("d", "high")], start=1
        )
    ]

    message = compose(issue(), ready(cards, watches=("d", "c", "b", "a")))

    assert [section.watch for section in message.sections] == ["d", "b", "c", "a"]


def test_a_story_met_by_two_watches_stands_once_under_the_first():
    again = StoryCard(lead=row(31, 1, "later"), others=(row(32, 2, "later"),))

    message = compose(issue(), ready([dispatch_card(), again]))

    cards = [card for section in message.sections for card in section.cards]
    assert [card.also_watches for card in cards] == [("LATER",)]


def test_what_only_the_second_watch_found_stands_under_the_second():
    again = StoryCard(lead=row(31, 1, "later"), others=(row(32, 77, "later"),))

    message = compose(issue(), ready([dispatch_card(), again]))

    second = message.sections[1]
    assert [(card.lead.article_id, card.others) for card in second.cards] == [(77, ())]


def test_hits_of_later_watches_are_told_with_the_story():
    again = StoryCard(lead=row(31, 1, "later"))

    message = compose(issue(), ready([dispatch_card(), again]))

    assert sorted(message.hit_ids) == [1, 2, 3, 4, 5, 6, 31]


def test_watches_without_news_are_counted():
    message = compose(issue(), ready([dispatch_card()], watches=("dprk-sappers-kursk", "a", "b")))

    assert message.silent_watches == 2


def test_a_message_names_only_the_entries_it_speaks_of():
    names = {"kursk": {"en": "Kursk"}, "chess": {"en": "chess"}}

    message = compose(issue(), ready([dispatch_card()], names=names))

    assert message.names == {"kursk": {"en": "Kursk"}}


def test_the_same_slot_gives_the_same_id_however_late_it_is_closed():
    late = compose(issue(made_at=NOON + timedelta(minutes=9)), ready([dispatch_card()]))

    assert late.id == compose(issue(), ready([reaction_card()])).id


def test_two_readers_of_one_slot_get_two_messages():
    first = compose(issue(destination="rina"), ready([dispatch_card()]))
    second = compose(issue(destination="files"), ready([dispatch_card()]))

    assert first.id != second.id


def test_two_alerts_of_one_route_have_two_ids():
    first = compose(alert_issue(made_at=NOON), ready([dispatch_card()]))
    second = compose(alert_issue(made_at=NOON + timedelta(seconds=1)), ready([dispatch_card()]))

    assert first.id != second.id


def test_nothing_to_tell_makes_a_message_without_sections():
    assert compose(issue(), ready([])).sections == ()


stories = st.lists(
    st.tuples(
        st.sampled_from(("a", "b", "c")),
        st.lists(st.integers(1, 8), min_size=1, max_size=4, unique=True),
    ),
    max_size=8,
)


@given(stories)
def test_every_hit_is_told_once_and_no_article_is_shown_twice(
    drawn: list[tuple[str, list[int]]],
):
    made, seen, number = [], set(), 0
    for watch, articles in drawn:
        fresh = [article for article in articles if (watch, article) not in seen]
        seen |= {(watch, article) for article in fresh}
        found = []
        for article in fresh:
            number += 1
            found.append(row(number, article, watch))
        if found:
            made.append(StoryCard(lead=found[0], others=tuple(found[1:])))

    message = compose(issue(), ready(made))

    shown = [
        r.article_id
        for section in message.sections
        for card in section.cards
        for r in (card.lead, *card.others)
    ]
    assert sorted(message.hit_ids) == list(range(1, number + 1))
    assert len(shown) == len(set(shown))


def test_articles_that_join_a_story_of_an_earlier_watch_stand_there():
    first = replace(dispatch_card(), so_far=so_far())
    again = StoryCard(lead=row(31, 77, "later"), so_far=so_far())

    message = compose(issue(), ready([first, again]))

    (section,) = message.sections
    (card,) = section.cards
    assert (card.others[-1].article_id, card.also_watches) == (77, ("LATER",))
