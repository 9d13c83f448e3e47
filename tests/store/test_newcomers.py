"""Many entries at once are written as if one after the other; ids are given out once."""

from collections.abc import Sequence
from threading import Thread

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from monitor.model.article import Entry
from monitor.store import articles, feeds
from monitor.store.articles import SeenArticle
from monitor.store.bulk import MANY
from monitor.store.database import Database
from monitor.store.schema import article, version
from monitor.store.schema import entry as entries
from tests.store.make import DAY, FEED, NOON, entry, feed, hash_of, seen

Said = tuple[Entry, SeenArticle]
Row = tuple[object, ...]


class Undone(Exception):
    """Takes everything back, and brings out what was seen."""


def said(identity: str, address: str | None = None, title: str = "Rain") -> Said:
    words = seen(address, title=title, text=f"{title} again")
    return entry(identity, title=title, text=f"{title} again"), words


def put(rows: Connection, *lot: Said, feed_id: str = FEED.id) -> list[int]:
    return [one.article_id for one in articles.put_entries(rows, feed_id, lot, NOON)]


def fresh(rows: Connection, *names: str) -> list[int]:
    return put(rows, *(said(name, f"https://desk.example/{name}") for name in names))


def count(database: Database, table: object) -> int:
    return database.read(
        lambda rows: rows.execute(select(func.count()).select_from(table)).scalar_one()
    )


def picture(rows: Connection, lots: Sequence[Sequence[Said]]) -> tuple[list[Row], list[Row]]:
    """Give what `put_entries` says of each entry, and what stands in the rows at the end.

    An article goes by the identities of its entries, since its number may be another.
    """
    stored = [one for lot in lots for one in articles.put_entries(rows, FEED.id, lot, NOON)]
    columns = entries.c.identity, entries.c.title, entries.c.article_id
    kept = rows.execute(select(*columns).order_by(entries.c.identity)).all()
    names: dict[int, str] = {}
    for identity, _, article_id in kept:
        names[article_id] = names.get(article_id, "") + identity
    texts = select(version.c.article_id, version.c.number, version.c.title, article.c.address)
    joined = texts.join(article, article.c.id == version.c.article_id)
    rest = [(names[row[0]], *row[1:]) for row in rows.execute(joined)]
    said_of = [(names[one.article_id], one.is_new_article, one.is_changed) for one in stored]
    return said_of, sorted([(i, t, names[a]) for i, t, a in kept] + rest, key=str)


def undone(database: Database, lots: Sequence[Sequence[Said]]) -> tuple[list[Row], list[Row]]:
    def look(rows: Connection) -> None:
        raise Undone(picture(rows, lots))

    try:
        database.write(look)
    except Undone as found:
        return found.args[0]
    raise AssertionError


ADDRESSES = st.sampled_from([None, "https://desk.example/x", "https://desk.example/y"])
ONE = st.builds(said, st.sampled_from("abcdef"), ADDRESSES, st.sampled_from(["Rain", "Snow"]))
LOT = st.lists(ONE, max_size=6, unique_by=lambda one: one[0].identity)


@given(lots=st.lists(LOT, min_size=1, max_size=3))
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_lot_is_written_as_its_entries_one_after_the_other_would_be(
    database: Database, lots: list[list[Said]]
):
    one_by_one = [[one] for lot in lots for one in lot]

    assert undone(database, lots) == undone(database, one_by_one)


def test_an_identity_that_stands_twice_in_a_lot_is_one_entry(database: Database):
    lot = [said("a", title="Rain"), said("b"), said("a", title="Snow")]

    together = undone(database, [lot])

    assert together == undone(database, [[one] for one in lot])


def test_an_address_that_stands_twice_in_a_lot_is_one_article(database: Database):
    lot = [said(name, "https://desk.example/same") for name in "ab"]

    first, second = database.write(lambda rows: put(rows, *lot))

    assert first == second
    assert (count(database, article), count(database, entries)) == (1, 2)


def test_an_article_of_another_feed_is_found_among_newcomers(database: Database):
    other = feed("other")
    database.write(lambda rows: feeds.sync(rows, [FEED, other], NOON))
    (known,) = database.write(lambda rows: fresh(rows, "1"))
    lot = [said("new"), said("77", "https://desk.example/1"), said("newer")]

    _, found, _ = database.write(lambda rows: put(rows, *lot, feed_id=other.id))

    assert (found, count(database, article)) == (known, 3)


def test_an_entry_whose_article_was_pruned_gets_one_again_that_is_not_new(database: Database):
    database.write(lambda rows: fresh(rows, "1"))
    database.write(lambda rows: articles.prune(rows, NOON + DAY, 9))
    lot = [said("1", "https://desk.example/1"), said("2", "https://desk.example/2")]

    stored = database.write(lambda rows: articles.put_entries(rows, FEED.id, lot, NOON))

    assert [one.is_new_article for one in stored] == [False, True]


def test_a_number_is_never_given_out_again(database: Database):
    gone = database.write(lambda rows: fresh(rows, "1", "2", "3"))
    database.write(lambda rows: articles.prune(rows, NOON + DAY, 9))

    made = database.write(lambda rows: fresh(rows, "4", "5"))

    assert min(made) > max(gone)


def test_numbers_of_lots_and_of_single_articles_do_not_meet(database: Database):
    def all_ways(rows: Connection) -> list[int]:
        same = [said(name, "https://desk.example/same") for name in "ab"]  # goes the slow way
        return [*fresh(rows, "1", "2"), put(rows, *same)[0], *fresh(rows, "3", "4")]

    made = database.write(all_ways)

    assert len(set(made)) == 5


def test_numbers_that_were_drawn_in_vain_do_no_harm(database: Database):
    def fail(rows: Connection) -> None:
        fresh(rows, "1", "2")
        raise Undone

    try:
        database.write(fail)
    except Undone:
        made = database.write(lambda rows: fresh(rows, "1", "2", "3"))

    assert len(set(made)) == 3


def test_more_than_a_statement_can_ask_for_is_asked_in_parts(database: Database):
    names = [str(number) for number in range(2 * MANY + 7)]
    database.write(lambda rows: fresh(rows, *names[::2]))

    stored = database.write(
        lambda rows: articles.put_entries(
            rows, FEED.id, [said(n, f"https://desk.example/{n}") for n in names], NOON
        )
    )

    assert sum(one.is_new_article for one in stored) == len(names) // 2
    known = database.read(lambda rows: articles.known(rows, FEED.id, names))
    assert {one.content_hash for one in known.values()} == {hash_of("RainRain again")}


def test_two_writers_of_the_same_addresses_make_each_article_once(
    database: Database, other: Database
):
    database.write(lambda rows: feeds.sync(rows, [FEED, feed("other")], NOON))
    lots = [[said(f"{n}", f"https://desk.example/{n}") for n in range(20)] for _ in range(2)]
    made: dict[str, list[int]] = {}

    def write(into: Database, feed_id: str, lot: list[Said]) -> None:
        made[feed_id] = into.write(lambda rows: put(rows, *lot, feed_id=feed_id))

    threads = [
        Thread(target=write, args=(database, FEED.id, lots[0])),
        Thread(target=write, args=(other, "other", lots[1][::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made[FEED.id] == made["other"][::-1]
    assert (count(database, article), count(database, version)) == (20, 20)
