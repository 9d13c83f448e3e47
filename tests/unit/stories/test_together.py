from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import HitRow, StoryCard
from monitor.stories.together import cards
from tests.unit.notify.samples import DISPATCH, NOON, hit_row, rows

ENTRIES = ("north_korea", "sappers", "kursk", "shoigu", "kcna", "russia")


def row(number: int, *entries: str, hours: float = 0, **more: object) -> HitRow:
    seen = NOON + timedelta(hours=hours)
    return hit_row(number, DISPATCH[number % 6], seen=seen, entries=entries, **more)


def grouped(found: tuple[StoryCard, ...]) -> list[set[int]]:
    return [{row.hit_id for row in (card.lead, *card.others)} for card in found]


made_rows = st.lists(
    st.tuples(
        st.lists(st.sampled_from(ENTRIES), unique=True),
        st.integers(0, 200),
        st.sampled_from(("", "one", "two")),
        st.integers(0, 2),
    ),
    max_size=14,
).map(
    lambda drawn: [
        row(number, *entries, hours=hours, text_hash=text, rank=rank)
        for number, (entries, hours, text, rank) in enumerate(drawn, start=1)
    ]
)


def test_articles_that_share_three_entries_tell_one_story():
    found = cards([row(1, "north_korea", "sappers", "kursk"), row(2, *ENTRIES)])

    assert grouped(found) == [{1, 2}]


def test_two_shared_entries_are_not_enough():
    found = cards([row(1, "north_korea", "sappers", "kcna"), row(2, "north_korea", "sappers")])

    assert grouped(found) == [{1}, {2}]


def test_news_of_another_week_is_another_story():
    found = cards([row(1, *ENTRIES), row(2, *ENTRIES, hours=73)])

    assert grouped(found) == [{1}, {2}]


def test_a_chain_of_articles_holds_a_story_together():
    found = cards([row(1, *ENTRIES), row(2, *ENTRIES, hours=70), row(3, *ENTRIES, hours=140)])

    assert grouped(found) == [{1, 2, 3}]


def test_copies_are_grouped_whatever_they_met_and_stand_last():
    found = cards(
        [
            row(1, *ENTRIES, text_hash="wire"),
            row(2, text_hash="wire", hours=1),
            row(3, *ENTRIES, hours=2),
        ],
        "de",
    )

    assert [[card.lead.hit_id, *(r.hit_id for r in card.others)] for card in found] == [[1, 3, 2]]


def test_the_first_article_in_the_readers_language_leads():
    found = cards(rows(), "ko")

    assert [card.lead.language for card in found] == ["ko"]


def test_without_an_article_in_the_readers_language_the_first_seen_leads():
    found = cards(rows(), "de")

    assert found[0].lead.hit_id == 1


def test_the_highest_rank_stands_first():
    found = cards([row(1, "kursk", rank=0), row(2, "kcna", rank=2, hours=1)])

    assert grouped(found) == [{2}, {1}]


@given(made_rows, st.randoms(use_true_random=False))
def test_the_same_hits_give_the_same_cards_in_any_order(found: list[HitRow], chance: Random):
    shuffled = list(found)
    chance.shuffle(shuffled)

    assert cards(shuffled, "en") == cards(found, "en")


@given(made_rows)
def test_every_hit_stands_in_exactly_one_card(found: list[HitRow]):
    told = [row.hit_id for card in cards(found) for row in (card.lead, *card.others)]

    assert sorted(told) == [row.hit_id for row in found]


@given(made_rows)
def test_the_short_cut_over_equal_entries_finds_what_comparing_all_pairs_finds(
    found: list[HitRow],
):
    stories = {row.hit_id: {row.hit_id} for row in found}
    for one in found:
        for other in found:
            near = abs(one.first_seen_at - other.first_seen_at) <= timedelta(hours=72)
            alike = len({*one.entries} & {*other.entries}) >= 3
            copied = one.text_hash == other.text_hash != ""
            if near and (alike or copied):
                union = stories[one.hit_id] | stories[other.hit_id]
                stories |= dict.fromkeys(union, union)

    assert {frozenset(group) for group in grouped(cards(found))} == {
        frozenset(group) for group in stories.values()
    }
