"""Hits: one for each watch and article; confirmed, withdrawn, counted."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from monitor.model.message import GiveUp, HitRow, Refused
from monitor.model.query import Term
from monitor.model.watch import Watch
from monitor.store import articles, due, hits, outbox, watches
from monitor.store.database import Database
from tests.store.make import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    READER,
    ROUTE,
    TEXT,
    TITLE,
    claim_one,
    close,
    hit,
    page,
    put_article,
    put_hit,
    span,
)

LATER = NOON + 2 * MINUTE
SAPPERS = Watch(id="sappers", title="Sappers in Kursk", query=Term(text="сапёр"), severity="high")


def listed(database: Database) -> tuple[HitRow, ...]:
    return database.read(lambda rows: hits.listing(rows, watch=None, since=NOON - DAY, limit=99))


def put_provisional(rows: Connection) -> tuple[int, int]:
    article_id = put_article(rows)
    made = hits.put(
        rows,
        hit(provisional=True),
        article_id=article_id,
        now=NOON,
        counts_at=LATER,
        baseline=False,
    )
    assert made is not None
    due.put(rows, made, ROUTE, READER, ready_at=LATER)
    return article_id, made


def read_page(rows: Connection, article_id: int, hit_id: int, *, start: int = 6) -> None:
    articles.put_version(rows, article_id, page("Whole сапёров."), NOON + MINUTE)
    found = hit(spans=(span("сапёров", field="text", start=start),))
    hits.confirm(rows, hit_id, found, NOON + MINUTE)


def test_a_hit_comes_back_with_all_that_a_digest_says(database: Database):
    database.write(lambda rows: watches.sync(rows, [SAPPERS], NOON))
    hit_id = database.write(put_hit)

    (row,) = listed(database)

    assert row == HitRow(
        hit_id=hit_id,
        watch="sappers",
        watch_title="Sappers in Kursk",
        severity="high",
        article_id=row.article_id,
        title=TITLE,
        text=f"{TEXT} 1",
        language="ru",
        address="https://desk.example/1",
        site="desk.example",
        outlet="The Desk",
        tags=("wire",),
        published_at=None,
        first_seen_at=NOON,
        fetched_at=NOON,
        feed="desk",
        canonical_address="https://desk.example/1",
        spans=hit().spans,
        entries=("sappers", "kursk"),
        rank=1,
        why=hit().why,
        text_hash=row.text_hash,
        copy_of=None,
        late=False,
        lang_by="detected",
    )


def test_a_watch_hits_an_article_once(database: Database):
    def tell(rows: Connection) -> int | None:
        article_id = put_article(rows)
        put_hit(rows)
        return hits.put(
            rows, hit(), article_id=article_id, now=NOON, counts_at=NOON, baseline=False
        )

    assert database.write(tell) is None


def test_two_watches_hit_the_same_article(database: Database):
    def tell(rows: Connection) -> dict[str, int]:
        made = {watch: put_hit(rows, watch=watch) for watch in ("sappers", "kursk")}
        return made | {"same": hits.met(rows, put_article(rows)) == made}

    assert database.write(tell)["same"]


def test_a_confirmed_hit_counts_at_once(database: Database):
    ids = database.write(put_provisional)

    database.write(lambda rows: read_page(rows, *ids))

    assert database.read(lambda rows: due.next_ready(rows, ROUTE, READER)) == NOON + MINUTE


def test_a_confirmed_hit_says_what_the_page_says(database: Database):
    ids = database.write(put_provisional)

    database.write(lambda rows: read_page(rows, *ids))

    (row,) = listed(database)
    assert (row.text, row.spans[0].surface) == ("Whole сапёров.", "сапёров")


def test_a_hit_that_was_told_stays_as_it_was_told(database: Database):
    ids = database.write(put_provisional)
    assert database.write(lambda rows: close(rows, at=LATER))

    database.write(lambda rows: read_page(rows, *ids))

    (row,) = listed(database)
    assert (row.text, row.spans[0].surface) == (f"{TEXT} 1", "Сапёры")


def test_confirming_does_not_hurry_a_hit_that_was_certain(database: Database):
    def tell(rows: Connection) -> None:
        hit_id = put_hit(rows)
        due.put(rows, hit_id, ROUTE, READER, ready_at=NOON + HOUR)
        hits.confirm(rows, hit_id, hit(), NOON + MINUTE)

    database.write(tell)

    assert database.read(lambda rows: due.next_ready(rows, ROUTE, READER)) == NOON + HOUR


def test_a_withdrawn_hit_is_not_told(database: Database):
    _, hit_id = database.write(put_provisional)

    database.write(lambda rows: hits.withdraw(rows, hit_id, "no_longer_met", NOON))

    assert database.read(lambda rows: due.waiting(rows, ROUTE, READER, LATER, 9)) == ()


def test_a_withdrawn_hit_is_listed_no_more(database: Database):
    article_id, hit_id = database.write(put_provisional)

    database.write(lambda rows: hits.withdraw(rows, hit_id, "no_longer_met", NOON))

    met = database.read(lambda rows: hits.met(rows, article_id))
    assert (listed(database), met) == ((), {})


def test_a_withdrawn_hit_that_is_met_again_comes_back(database: Database):
    article_id, hit_id = database.write(put_provisional)

    def tell(rows: Connection) -> int | None:
        hits.withdraw(rows, hit_id, "no_longer_met", NOON)
        again = hits.put(
            rows, hit(), article_id=article_id, now=LATER, counts_at=LATER, baseline=False
        )
        due.put(rows, hit_id, ROUTE, READER, ready_at=LATER)
        return again

    assert database.write(tell) == hit_id
    assert len(database.read(lambda rows: due.waiting(rows, ROUTE, READER, LATER, 9))) == 1


def test_a_hit_whose_delivery_died_after_it_was_withdrawn_stays_away(database: Database):
    _, hit_id = database.write(put_provisional)
    assert database.write(lambda rows: close(rows, at=LATER))
    claim = database.write(lambda rows: claim_one(rows, LATER))
    database.write(lambda rows: hits.withdraw(rows, hit_id, "no_longer_met", LATER))

    refused = Refused(reason="refused", answer="550", final=True)
    database.write(
        lambda rows: outbox.finish(rows, claim, refused, GiveUp(reason="refused"), LATER)
    )

    waiting = database.read(lambda rows: due.waiting(rows, ROUTE, READER, LATER + DAY, 9))
    assert waiting == ()


def test_hits_are_listed_newest_first(database: Database):
    ids = [database.write(lambda rows: put_hit(rows, str(n), at=NOON + n * MINUTE)) for n in (1, 2)]  # noqa: B023

    assert [row.hit_id for row in listed(database)] == ids[::-1]


def test_hits_are_listed_for_one_watch(database: Database):
    database.write(lambda rows: put_hit(rows, watch="other"))
    wanted = database.write(lambda rows: put_hit(rows, watch="sappers"))

    found = database.read(lambda rows: hits.listing(rows, watch="sappers", since=NOON, limit=9))

    assert [row.hit_id for row in found] == [wanted]


def test_the_list_ends_at_its_limit(database: Database):
    database.write(lambda rows: [put_hit(rows, str(n)) for n in range(5)])

    found = database.read(lambda rows: hits.listing(rows, watch=None, since=NOON, limit=3))

    assert len(found) == 3


def test_the_volume_counts_days_of_the_readers_calendar(database: Database):
    """17 June, 12:00 UTC, is the 18th on Kiritimati (UTC+14)."""
    for number, at in (("1", NOON), ("2", NOON - 3 * HOUR)):
        database.write(lambda rows: put_hit(rows, number, at=at))  # noqa: B023
    now = NOON + HOUR

    utc = database.read(lambda rows: hits.volume(rows, "sappers", now, tz=ZoneInfo("UTC")))
    far = database.read(
        lambda rows: hits.volume(rows, "sappers", now, tz=ZoneInfo("Pacific/Kiritimati"))
    )

    assert (utc.days[-2:], far.days[-2:]) == ((0, 2), (1, 1))


def test_the_volume_has_a_number_for_every_day(database: Database):
    found = database.read(lambda rows: hits.volume(rows, "sappers", NOON, tz=ZoneInfo("UTC")))

    assert found.days == (0,) * 14


def test_what_was_there_before_does_not_count_as_volume(database: Database):
    database.write(lambda rows: put_hit(rows, baseline=True))

    found = database.read(lambda rows: hits.volume(rows, "sappers", NOON, tz=ZoneInfo("UTC")))

    assert sum(found.days) == 0


@pytest.mark.parametrize(("days_ago", "since"), [(0, 1), (3, 4), (99, 14)])
def test_the_volume_knows_for_how_long_the_watch_has_been_running(
    database: Database, days_ago: int, since: int
):
    added: datetime = NOON - days_ago * DAY
    database.write(lambda rows: watches.sync(rows, [SAPPERS], added))

    found = database.read(lambda rows: hits.volume(rows, "sappers", NOON, tz=ZoneInfo("UTC")))

    assert found.since == since
