"""Feeds: configured, polled in order of need, in trouble or well."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.model.feed import FeedState
from monitor.store import articles, feeds, feedwatch
from monitor.store.database import Database
from monitor.store.feeds import FeedClaim
from monitor.store.feedwatch import FeedStatus
from tests.store.make import FEED, HOUR, MINUTE, NOON, entry, feed, put_article, seen, take

FAILED = FeedState(
    next_poll_at=NOON + HOUR, polls=1, failures=1, polled_at=NOON, reason="timeout", detail="30 s"
)
FINE = FeedState(next_poll_at=NOON + HOUR, polls=1, etag='W/"1"', polled_at=NOON, succeeded_at=NOON)


def claim_all(rows: Connection, at: datetime = NOON) -> tuple[FeedClaim, ...]:
    return take(rows, at, 99)


def poll(database: Database, state: FeedState, at: datetime = NOON) -> None:
    (claim,) = database.write(lambda rows: take(rows, at, 1))
    assert database.write(lambda rows: feeds.finish(rows, claim, state))


def status(database: Database, id_: str = FEED.id) -> FeedStatus:
    return {one.id: one for one in database.read(feedwatch.listing)}[id_]


def test_a_new_feed_is_due_at_once(database: Database):
    database.write(lambda rows: feeds.sync(rows, [FEED, feed("b")], NOON))

    assert [claim.feed for claim in database.write(claim_all)] == ["b", "desk"]


def test_the_feed_that_has_waited_longest_comes_first(database: Database):
    database.write(lambda rows: feeds.sync(rows, [FEED, feed("z")], NOON - HOUR))

    assert [claim.feed for claim in database.write(claim_all)] == ["z", "desk"]


def test_only_the_wanted_feeds_are_claimed(database: Database):
    database.write(lambda rows: feeds.sync(rows, [FEED, feed("b")], NOON))

    claims = database.write(lambda rows: take(rows, NOON, 9, only=["b"]))

    assert [claim.feed for claim in claims] == ["b"]


def test_a_feed_that_is_not_due_is_left_alone(database: Database):
    poll(database, FINE)

    assert database.write(claim_all) == ()


def test_the_state_of_the_last_poll_comes_with_the_next_claim(database: Database):
    poll(database, FINE)

    (claim,) = database.write(lambda rows: claim_all(rows, NOON + HOUR))

    assert claim.state == FINE


def test_a_feed_no_longer_configured_is_not_polled_but_stays(database: Database):
    database.write(lambda rows: feeds.sync(rows, [], NOON))

    assert (database.write(claim_all), status(database).is_active) == ((), False)


def test_a_feed_configured_again_is_active_again(database: Database):
    database.write(lambda rows: feeds.sync(rows, [], NOON))
    database.write(lambda rows: feeds.sync(rows, [FEED], NOON))

    assert status(database).is_active


def test_the_same_configuration_changes_nothing(database: Database):
    poll(database, FINE)

    database.write(lambda rows: feeds.sync(rows, [FEED], NOON))

    assert status(database).state == FINE


def test_a_changed_address_forgets_the_validators_and_is_due_at_once(database: Database):
    poll(database, FINE)
    moved = replace(FEED, address="https://desk.example/new")

    database.write(lambda rows: feeds.sync(rows, [moved], NOON + MINUTE))

    state = status(database).state
    assert (state.etag, state.next_poll_at) == (None, NOON + MINUTE)


def test_a_changed_address_ends_a_poll_of_the_old_one(database: Database):
    (claim,) = database.write(claim_all)
    moved = replace(FEED, address="https://desk.example/new")
    database.write(lambda rows: feeds.sync(rows, [moved], NOON))

    assert not database.write(lambda rows: feeds.finish(rows, claim, FINE))


def test_the_next_due_feed_is_the_earliest(database: Database):
    poll(database, FINE)
    database.write(lambda rows: feeds.sync(rows, [FEED, feed("b")], NOON + MINUTE))

    assert database.read(feeds.next_due) == NOON + MINUTE


def test_a_claimed_feed_is_due_when_its_lease_is_over(database: Database):
    database.write(claim_all)

    assert database.read(feeds.next_due) == NOON + MINUTE


def test_without_active_feeds_nothing_is_due(database: Database):
    database.write(lambda rows: feeds.sync(rows, [], NOON))

    assert database.read(feeds.next_due) is None


def test_a_failing_feed_is_in_trouble_since_its_first_failure(database: Database):
    poll(database, FAILED)
    later = replace(FAILED, failures=2, polled_at=NOON + HOUR, reason="http_500")
    poll(database, later, NOON + HOUR)

    (trouble,) = database.read(lambda rows: feedwatch.trouble(rows, NOON))

    assert (trouble.title, trouble.reason, trouble.since) == ("The Desk", "http_500", NOON)


def test_a_feed_that_answers_again_is_in_trouble_no_more(database: Database):
    poll(database, FAILED)
    poll(database, FINE, NOON + HOUR)

    assert database.read(lambda rows: feedwatch.trouble(rows, NOON)) == ()


def test_feeds_that_answer_are_counted_among_the_active_ones(database: Database):
    poll(database, FINE)
    database.write(lambda rows: feeds.sync(rows, [FEED, feed("b"), feed("c")], NOON))
    (claim,) = database.write(lambda rows: take(rows, NOON, 1))
    database.write(lambda rows: feeds.finish(rows, claim, FAILED))

    assert database.read(feedwatch.answering) == (3, 1)


def test_the_list_counts_entries_and_knows_the_last(database: Database):
    database.write(lambda rows: put_article(rows, "1"))
    database.write(lambda rows: put_article(rows, "2", at=NOON + HOUR))

    found = status(database)

    assert (found.entries, found.last_entry_at) == (2, NOON + HOUR)


def test_a_feed_without_a_title_is_called_what_it_calls_itself(database: Database):
    database.write(lambda rows: feeds.sync(rows, [feed("b")], NOON))

    database.write(lambda rows: feeds.put_title(rows, "b", "The B Times"))

    assert status(database, "b").title == "The B Times"


def test_a_title_from_the_configuration_goes_before(database: Database):
    database.write(lambda rows: feeds.put_title(rows, FEED.id, "DESK - home"))

    assert status(database).title == "The Desk"


def test_feeds_no_longer_configured_keep_their_articles(database: Database):
    stored = database.write(
        lambda rows: articles.put_entries(rows, FEED.id, [(entry(), seen())], NOON)[0]
    )
    database.write(lambda rows: feeds.sync(rows, [], NOON))

    assert database.read(lambda rows: articles.get(rows, stored.article_id)) is not None
