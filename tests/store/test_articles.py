"""Entries and articles: one article for one address, whoever brings it; nothing comes twice."""

from datetime import timedelta
from threading import Thread

from sqlalchemy import Connection, func, select

from monitor.model.article import Article
from monitor.store import articles, feeds, hits, pages
from monitor.store.articles import StoredArticle, StoredEntry
from monitor.store.database import Database
from monitor.store.schema import article, version
from monitor.store.schema import entry as entries
from tests.store.make import (
    DAY,
    FEED,
    HOUR,
    NOON,
    TEXT,
    TITLE,
    entry,
    feed,
    hash_of,
    hit,
    page,
    put_article,
    put_hit,
    seen,
    span,
)


def put(
    rows: Connection, identity: str = "1", feed_id: str = FEED.id, **words: object
) -> StoredEntry:
    return articles.put_entries(rows, feed_id, [(entry(identity), seen(**words))], NOON)[0]


def add_feed(rows: Connection, id_: str) -> None:
    feeds.sync(rows, [FEED, feed(id_)], NOON)


def got(database: Database, article_id: int) -> StoredArticle:
    found = database.read(lambda rows: articles.get(rows, article_id))
    assert found is not None
    return found


def count(database: Database, table: object) -> int:
    return database.read(
        lambda rows: rows.execute(select(func.count()).select_from(table)).scalar_one()
    )


def test_a_new_entry_makes_an_article(database: Database):
    stored = database.write(put)

    assert got(database, stored.article_id).article == Article(
        id=str(stored.article_id),
        title=TITLE,
        text=TEXT,
        declared="ru",
        address="https://desk.example/1",
        site="desk.example",
        feed="desk",
        tags=("wire",),
        body="feed",
    )


def test_a_new_entry_says_that_its_article_is_new(database: Database):
    stored = database.write(put)

    assert (stored.is_new_article, stored.is_changed) == (True, True)


def test_the_same_entry_again_is_nothing_new(database: Database):
    first = database.write(put)

    again = database.write(put)

    assert again == StoredEntry(article_id=first.article_id, is_new_article=False, is_changed=False)


def test_the_same_address_in_another_feed_is_the_same_article(database: Database):
    database.write(lambda rows: add_feed(rows, "b"))
    first = database.write(put)

    other = database.write(lambda rows: put(rows, "x", "b"))

    assert (other.article_id, other.is_new_article) == (first.article_id, False)


def test_the_same_identity_in_another_feed_is_another_article(database: Database):
    database.write(lambda rows: add_feed(rows, "b"))
    first = database.write(lambda rows: put(rows, "1", address=None))

    other = database.write(lambda rows: put(rows, "1", "b", address=None))

    assert other.article_id != first.article_id


def test_an_entry_without_an_address_is_found_again_by_its_identity(database: Database):
    first = database.write(lambda rows: put(rows, "1", address=None))

    again = database.write(lambda rows: put(rows, "1", address=None, text="New words."))

    assert (again.article_id, again.is_changed) == (first.article_id, True)


def test_two_feeds_that_bring_the_same_article_at_once_share_it(
    database: Database, other: Database
):
    database.write(lambda rows: add_feed(rows, "b"))
    found: list[int] = []

    def bring(door: Database, feed_id: str) -> None:
        for n in range(20):
            address = f"https://desk.example/{n}"
            stored = door.write(lambda rows: put(rows, str(n), feed_id, address=address))  # noqa: B023
            found.append(stored.article_id)

    threads = [Thread(target=bring, args=pair) for pair in ((database, "desk"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(found), len(set(found)), count(database, entries)) == (40, 20, 40)


def test_known_entries_are_told_from_new_ones(database: Database):
    stored = database.write(put)

    known = database.read(lambda rows: articles.known(rows, FEED.id, ["1", "2"]))

    assert {key: one.article_id for key, one in known.items()} == {"1": stored.article_id}


def test_a_known_entry_knows_its_content(database: Database):
    database.write(put)

    known = database.read(lambda rows: articles.known(rows, FEED.id, ["1"]))

    assert known["1"].content_hash == hash_of(TITLE + TEXT)


def test_more_entries_can_be_asked_for_than_one_statement_holds(database: Database):
    database.write(put)
    many = [str(n) for n in range(40_000)]

    assert list(database.read(lambda rows: articles.known(rows, FEED.id, many))) == ["1"]


def test_a_very_long_identity_and_address_are_stored(database: Database):
    long = "https://desk.example/" + "ы" * 20_000
    first = database.write(lambda rows: put(rows, long, address=long))

    again = database.write(lambda rows: put(rows, long, address=long))

    assert again.article_id == first.article_id


def test_an_identity_that_no_database_holds_is_known_by_its_own_name(database: Database):
    database.write(lambda rows: put(rows, "a\x00b"))

    assert list(database.read(lambda rows: articles.known(rows, FEED.id, ["a\x00b"]))) == ["a\x00b"]


def test_the_page_gives_the_article_its_text(database: Database):
    stored = database.write(put)

    number = database.write(
        lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON + HOUR)
    )

    found = got(database, stored.article_id)
    assert (number, found.version, found.article.text, found.article.body) == (
        2,
        2,
        "Whole.",
        "full",
    )


def test_the_same_page_again_is_no_new_version(database: Database):
    stored = database.write(put)
    database.write(lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON))

    again = database.write(
        lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON)
    )

    assert again is None


def test_a_new_title_alone_is_a_new_version(database: Database):
    stored = database.write(put)
    database.write(lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON))
    corrected = page("Whole.", title="Уточнение")

    number = database.write(
        lambda rows: articles.put_version(rows, stored.article_id, corrected, NOON)
    )

    assert number == 3


def test_a_page_with_the_feeds_words_makes_them_whole(database: Database):
    stored = database.write(put)

    number = database.write(
        lambda rows: articles.put_version(rows, stored.article_id, page(TEXT), NOON)
    )

    assert (number, got(database, stored.article_id).article.body) == (None, "full")


def test_a_blocked_page_leaves_the_feeds_words(database: Database):
    stored = database.write(put)

    database.write(lambda rows: articles.set_body(rows, stored.article_id, "blocked"))

    found = got(database, stored.article_id).article
    assert (found.body, found.text) == ("blocked", TEXT)


def test_what_the_feed_says_later_replaces_what_it_said(database: Database):
    stored = database.write(put)

    again = database.write(lambda rows: put(rows, text="Two thousand."))

    assert (again.is_changed, got(database, stored.article_id).article.text) == (
        True,
        "Two thousand.",
    )


def test_what_the_feed_says_later_does_not_replace_the_page(database: Database):
    stored = database.write(put)
    database.write(lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON))

    again = database.write(lambda rows: put(rows, text="Two thousand."))

    assert (again.is_changed, got(database, stored.article_id).article.text) == (True, "Whole.")


def test_a_feed_that_repeats_itself_changes_nothing_after_the_page_was_read(database: Database):
    stored = database.write(put)
    database.write(lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON))

    again = database.write(put)

    assert (again.is_changed, got(database, stored.article_id).article.text) == (False, "Whole.")


def test_a_restless_page_does_not_fill_the_database(database: Database):
    stored = database.write(put)
    for n in range(10):
        words = page(f"Whole {n}.")
        database.write(lambda rows: articles.put_version(rows, stored.article_id, words, NOON))  # noqa: B023

    assert count(database, version) == 3  # what the feed said, and the last two


def test_a_text_that_a_hit_points_into_stays(database: Database):
    stored = database.write(put)
    database.write(
        lambda rows: hits.put(
            rows, hit(), article_id=stored.article_id, now=NOON, counts_at=NOON, baseline=False
        )
    )
    for n in range(5):
        words = page(f"Whole {n}.")
        database.write(lambda rows: articles.put_version(rows, stored.article_id, words, NOON))  # noqa: B023

    (row,) = database.read(lambda rows: hits.listing(rows, watch=None, since=NOON, limit=9))
    assert row.text == TEXT


def test_the_earliest_article_with_a_text_is_the_original(database: Database):
    first = database.write(lambda rows: put(rows, "1", address="https://a.example/1"))
    database.write(lambda rows: put(rows, "2", address="https://b.example/1"))

    assert database.read(lambda rows: articles.by_hash(rows, hash_of(TEXT))) == first.article_id


def test_an_empty_hash_is_nobodys(database: Database):
    database.write(put)

    assert database.read(lambda rows: articles.by_hash(rows, "")) is None


def test_a_copy_knows_its_original(database: Database):
    first = database.write(lambda rows: put_article(rows, "1"))
    copy = database.write(lambda rows: put_article(rows, "2"))

    database.write(lambda rows: articles.set_copy(rows, copy, first))

    assert got(database, copy).copy_of == first


def test_recent_articles_come_in_the_order_they_came(database: Database):
    ids = database.write(lambda rows: [put_article(rows, str(n)) for n in range(450)])

    found = database.read(lambda rows: [one.article_id for one in articles.recent(rows, NOON)])

    assert found == ids


def test_older_articles_are_not_recent(database: Database):
    database.write(lambda rows: put_article(rows, "1"))

    later = NOON + timedelta(microseconds=1)
    assert database.read(lambda rows: list(articles.recent(rows, later))) == []


def test_an_article_that_is_not_there_is_none(database: Database):
    assert database.read(lambda rows: articles.get(rows, 99)) is None


def test_pruning_forgets_old_articles_with_texts_and_page(database: Database):
    def tell(rows: Connection) -> int:
        old = put_article(rows, "1")
        pages.plan(rows, {old: "https://desk.example/1"}, NOON)
        return articles.prune(rows, NOON + DAY, 10)

    pruned = database.write(tell)

    assert (pruned, count(database, article), count(database, version)) == (1, 0, 0)


def test_pruning_spares_what_is_younger(database: Database):
    database.write(lambda rows: put_article(rows, "1"))

    assert database.write(lambda rows: articles.prune(rows, NOON, 10)) == 0


def test_pruning_spares_what_met_a_watch(database: Database):
    database.write(lambda rows: put_hit(rows, "1"))

    assert database.write(lambda rows: articles.prune(rows, NOON + DAY, 10)) == 0


def test_pruning_takes_no_more_than_its_limit(database: Database):
    database.write(lambda rows: [put_article(rows, str(n)) for n in range(5)])

    pruned = [database.write(lambda rows: articles.prune(rows, NOON + DAY, 3)) for _ in range(3)]

    assert pruned == [3, 2, 0]


def test_a_pruned_entry_is_still_known(database: Database):
    database.write(put)
    database.write(lambda rows: articles.prune(rows, NOON + DAY, 10))

    known = database.read(lambda rows: articles.known(rows, FEED.id, ["1"]))

    assert (known["1"].article_id, known["1"].content_hash) == (None, hash_of(TITLE + TEXT))


def test_a_pruned_entry_that_changes_does_not_count_as_new(database: Database):
    database.write(put)
    database.write(lambda rows: articles.prune(rows, NOON + DAY, 10))

    again = database.write(lambda rows: put(rows, text="Changed."))

    assert not again.is_new_article


def test_a_number_is_never_given_to_a_second_article(database: Database):
    first = database.write(put)
    database.write(lambda rows: articles.prune(rows, NOON + DAY, 10))

    second = database.write(lambda rows: put(rows, "2", address="https://desk.example/2"))

    assert second.article_id > first.article_id


def test_a_hit_in_the_feeds_later_words_points_into_them(database: Database):
    stored = database.write(put)
    database.write(lambda rows: articles.put_version(rows, stored.article_id, page("Whole."), NOON))
    database.write(lambda rows: put(rows, text="Now Kursk."))
    found = hit(spans=(span("Kursk", field="text", start=4),))

    database.write(
        lambda rows: hits.put(
            rows, found, article_id=stored.article_id, now=NOON, counts_at=NOON, baseline=False
        )
    )

    (row,) = database.read(lambda rows: hits.listing(rows, watch=None, since=NOON, limit=9))
    assert row.text == "Now Kursk."
