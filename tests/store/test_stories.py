"""Stories in rows: who shares a key, what is kept, merges that redirect, and what is known."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from monitor.model.errors import StoreError
from monitor.model.story import Development, Ground, Quote
from monitor.store import developments, outbox, so_far, stories
from monitor.store.database import Database
from monitor.store.stories import Compared, Member
from tests.store.make import HOUR, MINUTE, NOON, READER, close, put_article, put_due

BIG = 2**63 - 1
GROUND = Ground(kind="entries", detail="sappers, kursk", article=1)


def in_one_transaction(work: Callable[[Connection], None]) -> Callable[[Database], None]:
    def test(database: Database) -> None:
        database.write(work)

    test.__name__ = work.__name__
    return test


def placed(
    rows: Connection, name: str, story_id: int, *, keys: tuple[int, ...] = (), at=NOON
) -> int:
    """Put an article into a story."""
    article_id = put_article(rows, name, at=at)
    return join(rows, article_id, story_id, keys=keys, at=at)


def join(
    rows: Connection, article_id: int, story_id: int, *, keys: tuple[int, ...] = (), at=NOON
) -> int:
    what = Compared(at=at, site="desk.example", features=b"f", keys=keys, cites=("TASS",))
    stories.put_telling(rows, article_id, what)
    member = Member(
        article_id=article_id,
        story_id=story_id,
        joined="same_news",
        joined_at=at,
        grounds=(GROUND,),
    )
    stories.put_member(rows, member)
    return article_id


def share(rows: Connection, *keys: int, most: int = 9, since=NOON - HOUR) -> list[tuple[int, int]]:
    found = stories.sharing(rows, keys, since, NOON + 10 * HOUR, most)
    return [(row.key, row.article_id) for row in found]


@in_one_transaction
def test_who_shares_a_key_comes_latest_first_and_bounded(rows: Connection):
    story = stories.begin(rows, NOON)
    ids = [placed(rows, str(n), story, keys=(7, BIG), at=NOON + n * MINUTE) for n in range(4)]

    assert share(rows, 7, most=2) == [(7, ids[3]), (7, ids[2])]
    assert share(rows, 7, BIG, most=1) == [(7, ids[3]), (BIG, ids[3])]
    assert share(rows, 8) == []
    assert share(rows, 7, since=NOON + 3 * MINUTE) == [(7, ids[3])]


@in_one_transaction
def test_more_keys_than_one_question_holds_are_all_asked_for(rows: Connection):
    story = stories.begin(rows, NOON)
    keys = tuple(range(3 * stories.MOST_KEYS + 1))
    one = placed(rows, "1", story, keys=keys)

    assert share(rows, *keys) == [(key, one) for key in keys]


@in_one_transaction
def test_a_new_telling_replaces_the_keys_of_the_old_one(rows: Connection):
    story = stories.begin(rows, NOON)
    one = placed(rows, "1", story, keys=(1, 2))

    join(rows, one, story, keys=(2, 3))

    assert share(rows, 1, 2, 3) == [(2, one), (3, one)]


@in_one_transaction
def test_what_is_kept_of_an_article_comes_back(rows: Connection):
    story = stories.begin(rows, NOON)
    one = placed(rows, "1", story)

    (kept,) = stories.kept(rows, [one, 999])

    assert (kept.article_id, kept.story_id, kept.at, kept.features) == (one, story, NOON, b"f")
    assert stories.texts(rows, [one])[one][0]
    (member,) = stories.members(rows, story)
    assert (member.joined, member.grounds) == ("same_news", (GROUND,))


@in_one_transaction
def test_a_merge_moves_the_articles_and_redirects_the_id(rows: Connection):
    first, second, third = (stories.begin(rows, NOON + n * HOUR) for n in (1, 0, 2))
    one, two, three = (placed(rows, str(n), n) for n in (first, second, third))

    stories.merge(rows, second, third)
    stories.merge(rows, first, second)

    assert stories.stories_of(rows, [one, two, three]) == dict.fromkeys((one, two, three), first)
    assert {stories.living(rows, n) for n in (first, second, third)} == {first}
    assert stories.first_seen(rows, first) == NOON
    assert stories.living(rows, 999) is None


@in_one_transaction
def test_keys_of_old_articles_are_forgotten_and_their_place_is_kept(rows: Connection):
    story = stories.begin(rows, NOON)
    old = placed(rows, "1", story, keys=(5, 6), at=NOON - timedelta(days=8))
    new = placed(rows, "2", story, keys=(5,))

    assert stories.forget_neighbours(rows, NOON - timedelta(days=7), 10) == 2
    assert stories.forget_neighbours(rows, NOON - timedelta(days=7), 10) == 0
    assert share(rows, 5, 6, since=NOON - timedelta(days=9)) == [(5, new)]
    assert set(stories.stories_of(rows, [old, new])) == {old, new}


@in_one_transaction
def test_the_texts_of_a_site_are_kept_in_place_of_those_before(rows: Connection):
    stories.put_common(rows, "desk.example", b"1")
    stories.put_common(rows, "desk.example", b"2")

    assert stories.common(rows, "desk.example") == b"2"
    assert stories.common(rows, "mill.example") is None


def development(article: int, subject: str = "kcna") -> Development:
    quote = Quote(article=article, field="title", start=0, end=3, text="Сап", outlet="The Desk")
    return Development(
        kind="first_term",
        watch="sappers",
        subject=subject,
        article=article,
        before=("a",),
        after="b",
        evidence=(quote,),
    )


@in_one_transaction
def test_a_development_is_written_once(rows: Connection):
    story = stories.begin(rows, NOON)
    one = placed(rows, "1", story)

    made = developments.put(rows, development(one), story, NOON)
    again = developments.put(rows, development(one), story, NOON + HOUR)

    assert made is not None
    assert again is None
    found = developments.get(rows, [made])[made]
    assert (found.evidence, found.story, found.found_at) == (
        development(one).evidence,
        story,
        NOON,
    )


@in_one_transaction
def test_developments_of_a_merged_story_move_and_none_stands_twice(rows: Connection):
    kept, gone = stories.begin(rows, NOON), stories.begin(rows, NOON)
    one, two = placed(rows, "1", kept), placed(rows, "2", gone)
    developments.put(rows, development(one), kept, NOON)
    developments.put(rows, development(two), gone, NOON)
    developments.put(rows, development(two, "seoul"), gone, NOON)

    developments.move(rows, gone, kept)

    subjects = [each.subject for each in developments.of_story(rows, kept)]
    assert sorted(subjects) == ["kcna", "seoul"]


@in_one_transaction
def test_what_is_known_of_a_story_says_what_the_reader_was_told(rows: Connection):
    story = stories.begin(rows, NOON)
    put_due(rows, "1")
    first = next(iter(stories.texts(rows, range(9))))
    join(rows, first, story)
    close(rows)
    placed(rows, "2", story, at=NOON + HOUR)

    known = so_far.so_far(rows, [story, 999], READER)[story]
    other = so_far.so_far(rows, [story], "nobody")[story]

    assert (known.articles, known.told_before, known.first_outlet) == (2, 1, "The Desk")
    assert (known.languages, known.new_languages) == (("ru",), ())
    assert other.told_before == 0
    assert outbox.count(rows, "morning", READER) == 1


def test_two_transactions_place_one_after_the_other(database: Database, other: Database):
    def meanwhile(rows: Connection) -> None:
        stories.lock(rows)
        if rows.dialect.name != "sqlite":
            with pytest.raises(StoreError, match="lock timeout"):
                other.write(impatient)

    def impatient(rows: Connection) -> None:
        rows.exec_driver_sql("SET LOCAL lock_timeout = '200ms'")
        stories.lock(rows)

    database.write(meanwhile)
    other.write(stories.lock)


@in_one_transaction
def test_neighbours_beyond_the_reach_of_time_are_left_out(rows: Connection):
    story = stories.begin(rows, NOON)
    placed(rows, "1", story, keys=(5,), at=NOON - timedelta(days=4))

    assert share(rows, 5, since=NOON - timedelta(days=3)) == []
