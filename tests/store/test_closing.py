"""Closing a slot: once for each reader, everything or nothing, also when two do it at once."""

from dataclasses import replace
from datetime import datetime
from threading import Barrier, Thread

from sqlalchemy import Connection, func, select

from monitor.model.message import Slot
from monitor.store import due, outbox
from monitor.store.database import Database
from monitor.store.due import Wanted
from monitor.store.duerows import development_word
from monitor.store.schema import delivery, told
from monitor.store.schema import message as messages
from monitor.store.verify import verify
from tests.store.make import HOUR, MINUTE, NOON, READER, ROUTE, close, message, parcel, put_due


def make_one(rows: Connection) -> None:
    put_due(rows)
    assert close(rows)


def waiting(database: Database) -> int:
    return len(database.read(lambda rows: due.waiting(rows, ROUTE, READER, NOON, 9)))


def count(rows: Connection, table: object) -> int:
    return rows.execute(select(func.count()).select_from(table)).scalar_one()


def test_closing_a_slot_leaves_nothing_waiting(database: Database):
    database.write(make_one)

    assert waiting(database) == 0


def test_a_closed_slot_is_remembered(database: Database):
    database.write(make_one)

    assert database.read(lambda rows: outbox.last_slot(rows, ROUTE, READER, NOON)) == NOON


def test_a_route_that_never_closed_has_no_last_slot(database: Database):
    assert database.read(lambda rows: outbox.last_slot(rows, ROUTE, READER, NOON)) is None


def test_an_empty_slot_is_closed_too(database: Database):
    slot = Slot(route=ROUTE, starts_at=NOON)

    closed = [
        database.write(lambda rows: outbox.close_empty(rows, slot, READER, NOON)) for _ in "12"
    ]

    assert closed == [True, False]


def test_a_slot_is_closed_once_for_each_reader(database: Database):
    database.write(make_one)
    database.write(lambda rows: put_due(rows, "2"))

    assert not database.write(lambda rows: close(rows, id_="m2"))


def test_a_slot_that_another_closed_leaves_the_hits_waiting(database: Database):
    database.write(make_one)
    database.write(lambda rows: put_due(rows, "2"))
    database.write(lambda rows: close(rows, id_="m2"))

    assert waiting(database) == 1


def test_the_same_moment_is_closed_for_each_reader(database: Database):
    database.write(make_one)
    database.write(lambda rows: put_due(rows, "2", reader="bob"))

    assert database.write(lambda rows: close(rows, id_="m2", reader="bob"))


def test_one_message_may_go_to_two_readers(database: Database):
    database.write(make_one)
    database.write(lambda rows: put_due(rows, "2", reader="bob"))

    assert database.write(lambda rows: close(rows, id_="m1", reader="bob"))


def test_a_hit_that_was_told_closes_nothing(database: Database):
    database.write(put_due)
    stale = database.read(lambda rows: due.waiting(rows, ROUTE, READER, NOON, 9))
    database.write(close)
    again = message(stale, id_="m2", slot_at=NOON + HOUR)

    closed = database.write(lambda rows: outbox.close(rows, again, parcel(again), NOON))

    counts = database.read(lambda rows: [count(rows, t) for t in (messages, told, delivery)])
    assert (closed, counts) == (False, [1, 1, 1])


def test_two_who_close_at_once_make_one_message(database: Database, other: Database):
    database.write(lambda rows: [put_due(rows, str(n)) for n in range(9)])
    stale = database.read(lambda rows: due.waiting(rows, ROUTE, READER, NOON, 99))
    both, closed = Barrier(2, timeout=5), list[bool]()

    def work(door: Database, id_: str, at: datetime) -> None:
        said = message(stale, id_=id_, slot_at=at)
        both.wait()
        closed.append(door.write(lambda rows: outbox.close(rows, said, parcel(said), NOON)))

    threads = [
        Thread(target=work, args=(database, "m1", NOON)),
        Thread(target=work, args=(other, "m2", NOON + MINUTE)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(closed) == [False, True]
    assert database.read(verify) == ()


def test_a_message_takes_what_it_says_and_leaves_the_other_kind(database: Database):
    def tell(rows: Connection) -> bool:
        hit_id, kind = put_due(rows), development_word(7)
        due.put_wanted(
            rows,
            Wanted(hit_id=hit_id, route=ROUTE, destination=READER, ready_at=NOON, kind=kind),
        )
        said = replace(message(due.waiting(rows, ROUTE, READER, NOON, 9)), told=((hit_id, kind),))
        return outbox.close(rows, said, parcel(said), NOON)

    assert database.write(tell)

    left = database.read(lambda rows: due.ready(rows, ROUTE, READER, NOON, 9))
    assert [row.kind for row in left] == ["new"]
    assert database.read(verify) == ()


def test_a_slot_that_was_closed_while_the_clock_was_ahead_hides_no_other(database: Database):
    database.write(make_one)

    assert database.read(lambda rows: outbox.last_slot(rows, ROUTE, READER, NOON - MINUTE)) is None
