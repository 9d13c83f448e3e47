"""What is due: waiting until told, absent with a reason, never gone."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, select

from monitor.store import due, stories
from monitor.store.database import Database
from monitor.store.due import Wanted
from monitor.store.duerows import development_of, development_word
from monitor.store.schema import due as table
from monitor.store.stories import Member
from tests.store.make import HOUR, MINUTE, NOON, READER, ROUTE, close, put_due, put_hit

EVENING = "evening"


def waiting(
    database: Database, route: str = ROUTE, reader: str = READER, at: object = NOON
) -> list[int]:
    found = database.read(lambda rows: due.waiting(rows, route, reader, at, 99))
    return [row.hit_id for row in found]


def states(database: Database) -> list[tuple[str, str, str | None]]:
    columns = (table.c.route, table.c.state, table.c.reason)
    statement = select(*columns).order_by(table.c.id)
    return [tuple(row) for row in database.read(lambda rows: rows.execute(statement).all())]


def put_on_two_routes(rows: Connection) -> int:
    hit_id = put_due(rows)
    due.put(rows, hit_id, EVENING, READER, ready_at=NOON)
    return hit_id


def test_a_hit_that_is_due_waits_for_its_reader(database: Database):
    hit_id = database.write(put_due)

    assert (waiting(database), waiting(database, reader="bob")) == ([hit_id], [])


def test_a_hit_is_not_ready_before_its_time(database: Database):
    database.write(lambda rows: put_due(rows, at=NOON + MINUTE))

    assert (waiting(database), len(waiting(database, at=NOON + MINUTE))) == ([], 1)


def test_the_hits_that_waited_longest_come_first(database: Database):
    late = database.write(lambda rows: put_due(rows, "1", at=NOON))
    early = database.write(lambda rows: put_due(rows, "2", at=NOON - HOUR))

    assert waiting(database) == [early, late]


def test_the_oldest_is_what_has_waited_longest(database: Database):
    database.write(lambda rows: [put_due(rows, "1", at=NOON), put_due(rows, "2", at=NOON - HOUR)])

    assert database.read(lambda rows: due.oldest(rows, ROUTE, READER, NOON)) == NOON - HOUR


def test_when_nothing_is_ready_there_is_no_oldest(database: Database):
    database.write(lambda rows: put_due(rows, at=NOON + HOUR))

    assert database.read(lambda rows: due.oldest(rows, ROUTE, READER, NOON)) is None


def test_what_will_be_ready_is_known_before(database: Database):
    database.write(lambda rows: put_due(rows, at=NOON + HOUR))

    assert database.read(lambda rows: due.next_ready(rows, ROUTE, READER)) == NOON + HOUR


def test_a_hit_with_a_reason_is_absent(database: Database):
    def tell(rows: Connection) -> None:
        due.put(rows, put_hit(rows), ROUTE, READER, ready_at=NOON, reason="silenced")

    database.write(tell)

    assert (waiting(database), states(database)) == ([], [(ROUTE, "absent", "silenced")])


def test_a_hit_that_no_route_wants_says_so(database: Database):
    database.write(lambda rows: due.put_none(rows, put_hit(rows), "no_route", NOON))

    assert states(database) == [("", "absent", "no_route")]


def test_saying_it_twice_changes_nothing(database: Database):
    def tell(rows: Connection) -> None:
        hit_id = put_due(rows)
        due.put(rows, hit_id, ROUTE, READER, ready_at=NOON + HOUR, reason="silenced")

    database.write(tell)

    assert states(database) == [(ROUTE, "waiting", None)]


def test_what_was_told_on_one_route_is_absent_on_the_other(database: Database):
    database.write(put_on_two_routes)

    database.write(close)

    assert (waiting(database, EVENING), states(database)) == (
        [],
        [(ROUTE, "taken", None), (EVENING, "absent", "already_told")],
    )


def test_a_route_that_comes_later_does_not_tell_again(database: Database):
    hit_id = database.write(put_due)
    database.write(close)

    database.write(lambda rows: due.put(rows, hit_id, EVENING, READER, ready_at=NOON))

    assert states(database)[-1] == (EVENING, "absent", "already_told")


def test_what_one_reader_was_told_still_waits_for_another(database: Database):
    def tell(rows: Connection) -> None:
        hit_id = put_due(rows)
        due.put(rows, hit_id, ROUTE, "bob", ready_at=NOON)
        assert close(rows)

    database.write(tell)

    assert len(waiting(database, reader="bob")) == 1


def hold(rows: Connection, identity: str = "1", route: str = ROUTE) -> int:
    """Write a row that waits for more sources."""
    hit_id = put_hit(rows, identity)
    due.put_wanted(
        rows,
        Wanted(
            hit_id=hit_id,
            route=route,
            destination=READER,
            ready_at=NOON,
            reason="sources",
            is_held=True,
        ),
    )
    return hit_id


def seat(rows: Connection, hit_id: int, story_id: int) -> None:
    """Let the article of a hit stand in a story."""
    article_id = due.words_of_hit(rows, hit_id).article_id
    member = Member(
        article_id=article_id, story_id=story_id, joined="first", joined_at=NOON, grounds=()
    )
    stories.put_member(rows, member)


def test_what_is_held_is_not_ready(database: Database):
    database.write(hold)

    assert waiting(database) == []
    assert database.read(lambda rows: due.oldest(rows, ROUTE, READER, NOON)) is None
    assert database.read(lambda rows: due.next_ready(rows, ROUTE, READER)) is None


def test_what_is_let_go_is_ready_from_now_on(database: Database):
    def tell(rows: Connection) -> int:
        story_id = stories.begin(rows, NOON)
        held = [hold(rows, "1"), hold(rows, "2")]
        seat(rows, held[0], story_id)
        assert due.release(rows, story_id, ["bridges"], "sources", NOON + HOUR) == 0
        assert due.release(rows, story_id, ["sappers"], "sources", NOON + HOUR) == 1
        return held[0]

    freed = database.write(tell)

    assert (waiting(database), waiting(database, at=NOON + HOUR)) == ([], [freed])


def test_what_is_dropped_says_why_unless_it_was_taken_meanwhile(database: Database):
    def tell(rows: Connection) -> None:
        put_due(rows, "1")
        ids = [row.id for row in due.ready(rows, ROUTE, READER, NOON, 9)]
        assert due.drop(rows, ids, "silenced") == 1
        put_due(rows, "2")
        taken = [row.id for row in due.ready(rows, ROUTE, READER, NOON, 9)]
        assert close(rows)
        assert due.drop(rows, taken, "silenced") == 0

    database.write(tell)

    assert states(database) == [(ROUTE, "absent", "silenced"), (ROUTE, "taken", None)]


def test_it_is_known_what_waits_on_another_route_too(database: Database):
    def tell(rows: Connection) -> list[int]:
        both, _ = put_on_two_routes(rows), put_due(rows, "2")
        found = due.ready(rows, ROUTE, READER, NOON, 9)
        elsewhere = due.waiting_elsewhere(rows, found)
        return [row.hit_id for row in found if row.id in elsewhere] + [-both]

    found = database.write(tell)

    assert sum(found) == 0
    assert len(found) == 2


def test_only_what_a_reader_hears_of_nowhere_counts_as_held_back(database: Database):
    def tell(rows: Connection) -> None:
        for name, elsewhere in (("1", False), ("2", True)):
            hit_id = put_hit(rows, name)
            due.put(rows, hit_id, ROUTE, READER, ready_at=NOON, reason="silenced")
            if elsewhere:
                due.put(rows, hit_id, EVENING, READER, ready_at=NOON)

    database.write(tell)

    def count(rows: Connection, since: datetime | None) -> Mapping[str, int]:
        return due.held_back(rows, ROUTE, READER, ["silenced"], since, NOON)

    counted = [database.read(partial(count, since=since)) for since in (None, NOON - HOUR, NOON)]
    assert counted == [{"silenced": 1}, {"silenced": 1}, {}]


def test_a_development_is_told_beside_its_hit(database: Database):
    def tell(rows: Connection) -> int:
        hit_id = put_due(rows)
        kind = development_word(7)
        due.put_wanted(
            rows,
            Wanted(hit_id=hit_id, route=ROUTE, destination=READER, ready_at=NOON, kind=kind),
        )
        return hit_id

    hit_id = database.write(tell)

    found = database.read(lambda rows: due.ready(rows, ROUTE, READER, NOON, 9))
    assert [(row.hit_id, development_of(row.kind)) for row in found] == [
        (hit_id, None),
        (hit_id, 7),
    ]
    assert waiting(database) == [hit_id]
