"""What is due: waiting until told, absent with a reason, never gone."""

from sqlalchemy import Connection, select

from monitor.store import due
from monitor.store.database import Database
from monitor.store.schema import due as table
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
