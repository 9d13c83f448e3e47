"""Statements of many rows leave what SQLAlchemy's own way leaves, and find what it finds."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, func, insert, select, text, update

from monitor.store.bulk import FEW, MANY, find, put_many, run_many
from monitor.store.database import Database
from monitor.store.schema import article, event
from tests.store.make import FEED, NOON

JAKARTA = timezone(timedelta(hours=7))
PLACES = select(article.c.address_key).where(article.c.site == bindparam("of_site"))


def row(number: int, **others: object) -> dict[str, Any]:
    return {
        "id": number,
        "feed_id": FEED.id,
        "address": f"https://desk.example/{number}",
        "address_key": f"key {number}",
        "site": "desk.example",
        "version": 1,
        "is_baseline": True,
        "published_at": NOON + timedelta(seconds=number),
        "first_seen_at": NOON,
        **others,
    }


def kept(database: Database, rows: Sequence[dict[str, Any]], *, by_hand: bool) -> list[Any]:
    """Insert rows one way or the other; give the columns as the driver has them."""

    def put(given: Any) -> list[Any]:
        given.execute(delete(article))
        if by_hand:
            put_many(given, article, rows)
        else:
            given.execute(insert(article), rows)
        return [tuple(one) for one in given.execute(text("SELECT * FROM article ORDER BY id"))]

    return database.write(put)


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"address": None, "address_key": None, "published_at": None},
        {"address": "https://desk.example/\x00\ud800", "site": None},
        {"published_at": datetime(2025, 6, 17, 21, 30, 0, 250, tzinfo=JAKARTA)},
        {"is_baseline": False},
    ],
)
def test_rows_are_what_sqlalchemy_makes_of_the_same_values(database, others):
    rows = [row(1), row(2, **others), row(3)]

    assert kept(database, rows, by_hand=True) == kept(database, rows, by_hand=False)


def test_a_time_without_a_zone_is_refused(database):
    with pytest.raises(ValueError, match="without a zone"):
        kept(database, [row(1, published_at=datetime(2025, 6, 17))], by_hand=True)


def test_what_stands_in_the_statement_itself_is_written_with_every_row(database):
    rename = (
        update(article)
        .where(article.c.id == bindparam("of"))
        .values(site=bindparam("new_site"), declared="ko", published_at=None)
    )
    kept(database, [row(1), row(2), row(3)], by_hand=True)

    changed = database.write(
        lambda rows: run_many(rows, rename, [{"of": n, "new_site": f"{n}.example"} for n in (1, 3)])
    )

    columns = article.c.site, article.c.declared, article.c.published_at
    found = database.read(lambda rows: rows.execute(select(*columns).order_by(article.c.id)).all())
    assert changed == 2
    assert [tuple(one) for one in found] == [
        ("1.example", "ko", None),
        ("desk.example", None, NOON + timedelta(seconds=2)),
        ("3.example", "ko", None),
    ]


def test_a_number_that_the_database_gives_is_left_to_it(database):
    said = {"kind": "feed", "subject": "a", "reason": "silent", "detail": "", "at": NOON}

    database.write(lambda rows: put_many(rows, event, [said, said]))

    ids = database.read(lambda rows: rows.execute(select(event.c.id)).scalars().all())
    assert len(set(ids)) == 2


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, MANY, 2 * MANY + 7])
def test_keys_are_found_whatever_their_number(database, count):
    kept(database, [row(number) for number in range(1, 2 * MANY + 20)], by_hand=True)
    keys = [f"key {number}" for number in range(1, count + 1)]

    found = database.read(
        lambda rows: list(
            find(rows, PLACES, article.c.address_key, ["nobody's", *keys], of_site="desk.example")
        )
    )

    assert sorted(one[0] for one in found) == sorted(keys)


def test_other_conditions_of_a_query_hold(database):
    kept(database, [row(1), row(2, site="other.example")], by_hand=True)

    found = database.read(
        lambda rows: list(
            find(rows, PLACES, article.c.address_key, ["key 1", "key 2"], of_site="other.example")
        )
    )

    assert [one[0] for one in found] == ["key 2"]


def test_nothing_is_written_when_a_row_is_refused(database):
    with pytest.raises(Exception, match="refused"):
        database.write(lambda rows: put_many(rows, article, [row(1), row(1)]))

    assert database.read(lambda rows: rows.execute(select(func.count(article.c.id))).scalar()) == 0
