"""No two workers hold the same row, whoever is killed, slow or late."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection

from monitor.store import feeds, leases, outbox, pages
from monitor.store.database import Database
from tests.store.make import HOUR, MINUTE, NOON, close, feed, put_article, put_due, take

WORKERS = 4
ROWS = 60
Take = Callable[[Connection], list[object]]


def take_feeds(rows: Connection) -> list[object]:
    return [claim.feed for claim in take(rows, NOON, 3)]


def take_pages(rows: Connection) -> list[object]:
    return [claim.article_id for claim in pages.claim(rows, NOON, limit=3, lease=MINUTE)]


def take_deliveries(rows: Connection) -> list[object]:
    return [claim.delivery_id for claim in outbox.claim(rows, NOON, limit=3, lease=MINUTE)]


def have_feeds(rows: Connection) -> None:
    feeds.sync(rows, [feed(f"f{n}") for n in range(ROWS)], NOON)


def have_pages(rows: Connection) -> None:
    for n in range(ROWS):
        pages.plan(rows, {put_article(rows, str(n)): f"https://desk.example/{n}"}, NOON)


def have_deliveries(rows: Connection) -> None:
    for n in range(ROWS):
        put_due(rows, str(n), reader=f"r{n}")
        assert close(rows, id_=f"m{n}", reader=f"r{n}")


@pytest.mark.parametrize(
    ("have", "take"),
    [
        (have_feeds, take_feeds),
        (have_pages, take_pages),
        (have_deliveries, take_deliveries),
    ],
    ids=["feeds", "pages", "deliveries"],
)
def test_workers_who_claim_at_once_never_get_the_same(
    url: str, database: Database, have: Callable[[Connection], None], take: Take
):
    database.write(have)

    def work(_: int) -> list[object]:
        door, taken = Database(url), list[object]()
        while found := door.write(take):
            taken += found
        door.close()
        return taken

    with ThreadPoolExecutor(WORKERS) as pool:
        counts = Counter(one for taken in pool.map(work, range(WORKERS)) for one in taken)

    assert (len(counts), set(counts.values())) == (ROWS, {1})


def test_a_claim_takes_no_more_than_its_limit(database: Database):
    database.write(have_feeds)

    taken = database.write(lambda rows: take(rows, NOON, 7))

    assert len(taken) == 7


def test_what_a_dead_worker_held_comes_back_when_its_lease_is_over(database: Database):
    database.write(lambda rows: take(rows, NOON, 9))

    early = database.write(lambda rows: take(rows, NOON + MINUTE / 2, 9))
    late = database.write(lambda rows: take(rows, NOON + MINUTE, 9))

    assert (len(early), len(late)) == (0, 1)


def test_who_lost_the_lease_changes_nothing(database: Database):
    (slow,) = database.write(lambda rows: take(rows, NOON, 1))
    database.write(lambda rows: take(rows, NOON + HOUR, 1))

    held = database.write(lambda rows: feeds.finish(rows, slow, slow.state))

    assert not held


def test_must_undoes_the_work_of_who_lost_the_lease(database: Database):
    (slow,) = database.write(lambda rows: take(rows, NOON, 1))
    database.write(lambda rows: take(rows, NOON + HOUR, 1))

    def finish(rows: Connection) -> None:
        feeds.put_title(rows, slow.feed, "Too late")
        leases.must(feeds.finish(rows, slow, slow.state))

    with pytest.raises(leases.LeaseLost):
        database.write(finish)
