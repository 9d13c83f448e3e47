"""What alerts told of stories, and the first message of each thread."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.model.message import GiveUp, Refused
from monitor.store import due, outbox, stories, threads
from monitor.store.database import Database
from monitor.store.stories import Member
from tests.store.make import HOUR, NOON, READER, ROUTE, claim_one, message, parcel, put_due


def put_in(rows: Connection, identity: str, story_id: int) -> int:
    hit_id = put_due(rows, identity)
    article_id = due.words_of_hit(rows, hit_id).article_id
    member = Member(
        article_id=article_id, story_id=story_id, joined="first", joined_at=NOON, grounds=()
    )
    stories.put_member(rows, member)
    return hit_id


def alert(rows: Connection, id_: str, story_id: int, *, at=NOON) -> str:
    """Tell what waits as an alert of a story; give the key of its delivery."""
    waiting = due.waiting(rows, ROUTE, READER, at, 9)
    said = replace(message(waiting, id_=id_, slot_at=at), kind="alert", slot=None, thread=story_id)
    sealed = parcel(said)
    assert outbox.close(rows, said, sealed, at, f"Subject of {id_}")
    return sealed.key


def test_a_thread_begins_with_its_first_message(database: Database):
    def tell(rows: Connection) -> tuple[int, str]:
        story_id = stories.begin(rows, NOON)
        put_in(rows, "1", story_id)
        key = alert(rows, "m1", story_id)
        put_in(rows, "2", story_id)
        alert(rows, "m2", story_id, at=NOON + HOUR)
        return story_id, key

    story_id, key = database.write(tell)

    first = database.read(lambda rows: threads.first_of(rows, story_id, READER))
    assert first == threads.Thread(subject="Subject of m1", key=key)
    assert database.read(lambda rows: threads.first_of(rows, story_id, "bob")) is None


def test_what_died_is_not_the_first_of_a_thread_and_was_not_told(database: Database):
    def tell(rows: Connection) -> int:
        story_id = stories.begin(rows, NOON)
        put_in(rows, "1", story_id)
        alert(rows, "m1", story_id)
        lost = Refused(reason="refused", answer="no", final=True)
        outbox.finish(rows, claim_one(rows), lost, GiveUp(reason="refused"), NOON)
        return story_id

    story_id = database.write(tell)

    assert database.read(lambda rows: threads.first_of(rows, story_id, READER)) is None
    told = database.read(lambda rows: threads.told_by_alerts(rows, READER, NOON, {story_id}))
    assert told == ()


def test_a_merged_story_keeps_its_thread(database: Database):
    def tell(rows: Connection) -> int:
        gone, kept = stories.begin(rows, NOON), stories.begin(rows, NOON)
        put_in(rows, "1", gone)
        alert(rows, "m1", gone)
        stories.merge(rows, kept, gone)
        return kept

    kept = database.write(tell)

    first = database.read(lambda rows: threads.first_of(rows, kept, READER))
    told = database.read(lambda rows: threads.told_by_alerts(rows, READER, NOON + HOUR, {kept}))
    assert first is not None
    assert [one.story for one in told] == [kept]


def test_what_was_told_lately_is_known_whatever_it_was_about(database: Database):
    def tell(rows: Connection) -> None:
        put_due(rows, "1")
        alert(rows, "m1", stories.begin(rows, NOON))

    database.write(tell)

    def count(since: datetime) -> int:
        return len(database.read(lambda rows: threads.told_by_alerts(rows, READER, since, ())))

    assert (count(NOON - HOUR), count(NOON)) == (1, 0)
