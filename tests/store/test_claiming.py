"""Whose turn it is: the oldest first, but nobody so often that others must wait."""

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.model.message import Done, Parcel, Sent
from monitor.model.standing import Standing
from monitor.store import outbox, standings
from monitor.store.database import Database
from monitor.store.outbox import DeliveryClaim, Turns
from tests.store.make import HOUR, MINUTE, NOON, message

SECOND = timedelta(seconds=1)
FAILING = Standing(lane="dead", failures=1, failing_since=NOON, reason="timeout")


def put(rows: Connection, reader: str, number: int, at: datetime = NOON) -> None:
    """Put a delivery without hits into the outbox."""
    said = replace(message((), id_=f"{reader}{number}", slot_at=at), slot=None)
    sent = Parcel(key=said.id, destination=reader, content_type="x", body=b"x")
    assert outbox.close(rows, said, sent, at)


def fill(rows: Connection, counts: Mapping[str, int]) -> None:
    """Put so many deliveries for each reader, one reader after the other in time."""
    at = NOON
    for reader, count in counts.items():
        for number in range(count):
            put(rows, reader, number, at)
            at += SECOND


def claims(rows: Connection, limit: int = 8, at: datetime = NOON + HOUR, **more):
    turns = Turns(**more)
    return outbox.claim(rows, at, limit=limit, lease=MINUTE, turns=turns)


def readers(found: tuple[DeliveryClaim, ...]) -> Counter[str]:
    return Counter(claim.parcel.destination for claim in found)


def test_the_oldest_go_first(database: Database):
    database.write(lambda rows: fill(rows, {"anna": 2, "bob": 2}))

    found = database.write(lambda rows: claims(rows, 3))

    assert [claim.parcel.key for claim in found] == ["anna0", "anna1", "bob0"]


def test_one_reader_never_takes_every_turn(database: Database):
    database.write(lambda rows: fill(rows, {"dead": 50, "anna": 2, "bob": 1}))

    found = database.write(lambda rows: claims(rows, 8, each=4))

    assert readers(found) == {"dead": 4, "anna": 2, "bob": 1}


def test_what_ends_every_process_lets_others_pass(database: Database):
    database.write(lambda rows: fill(rows, {"anna": 3}))
    found = [
        database.write(lambda rows: claims(rows, 8, NOON + hours * HOUR, each=8, well=()))  # noqa: B023
        for hours in range(1, 11)
    ]

    keys = [claim.parcel.key for one in found for claim in one]
    assert keys == [*["anna0"] * 4, *["anna1"] * 4, *["anna2"] * 2]


def test_what_is_under_way_counts(database: Database):
    database.write(lambda rows: fill(rows, {"dead": 9, "anna": 9}))

    found = database.write(lambda rows: claims(rows, 8, each=4, busy={"dead": 4, "anna": 1}))

    assert readers(found) == {"anna": 3}


def test_who_failed_last_has_one_turn(database: Database):
    database.write(lambda rows: fill(rows, {"dead": 9, "anna": 9}))
    database.write(lambda rows: standings.keep(rows, Standing(lane="dead"), FAILING, NOON))

    found = database.write(lambda rows: claims(rows, 8, each=4))

    assert readers(found) == {"dead": 1, "anna": 4}


def test_who_rests_has_none_until_the_rest_is_over(database: Database):
    resting = replace(FAILING, failures=3, rests_until=NOON + 2 * HOUR)
    database.write(lambda rows: fill(rows, {"dead": 9, "anna": 1}))
    database.write(lambda rows: standings.keep(rows, Standing(lane="dead"), resting, NOON))

    early = database.write(lambda rows: claims(rows, 8, each=4))
    later = database.write(lambda rows: claims(rows, 8, NOON + 2 * HOUR, each=4))

    assert (readers(early), readers(later)["dead"]) == ({"anna": 1}, 1)


def test_readers_behind_one_mail_server_share_its_turns(database: Database):
    database.write(lambda rows: fill(rows, {"anna": 3, "bob": 3, "desk": 3}))
    lanes = {"anna": "smtp", "bob": "smtp"}

    found = database.write(lambda rows: claims(rows, 9, each=2, lanes=lanes))

    assert readers(found) == {"anna": 2, "desk": 2}


def test_readers_behind_a_mail_server_that_rests_all_wait(database: Database):
    resting = replace(FAILING, lane="smtp", failures=3, rests_until=NOON + 2 * HOUR)
    database.write(lambda rows: fill(rows, {"anna": 3, "bob": 3, "desk": 3}))
    database.write(lambda rows: standings.keep(rows, Standing(lane="smtp"), resting, NOON))

    found = database.write(lambda rows: claims(rows, 9, lanes={"anna": "smtp", "bob": "smtp"}))

    assert readers(found) == {"desk": 3}


def test_every_delivery_has_its_turn_in_the_end(database: Database):
    database.write(lambda rows: fill(rows, {"anna": 7, "bob": 1, "cleo": 3}))
    seen: Counter[str] = Counter()

    def take(rows: Connection) -> int:
        found = claims(rows, 4, each=2)
        for claim in found:
            seen[claim.parcel.key] += 1
            outbox.finish(rows, claim, Sent(answer="ok"), Done(), NOON + HOUR)
        return len(found)

    while database.write(take):
        pass

    assert len(seen) == 11
    assert set(seen.values()) == {1}


def test_two_processes_never_take_the_same(database: Database, other: Database):
    database.write(lambda rows: fill(rows, {"anna": 4, "bob": 4}))

    first = database.write(lambda rows: claims(rows, 5, each=3))
    second = other.write(lambda rows: claims(rows, 5, each=3))

    keys = [claim.parcel.key for claim in (*first, *second)]
    assert len(keys) == len(set(keys)) == 8


def test_a_lease_that_is_over_comes_first(database: Database):
    database.write(lambda rows: fill(rows, {"anna": 3}))
    (lost,) = database.write(lambda rows: claims(rows, 1, NOON + SECOND))

    again = database.write(lambda rows: claims(rows, 1))

    assert [claim.parcel.key for claim in again] == [lost.parcel.key]


def test_workers_who_look_behind_one_another_never_get_the_same(url: str, database: Database):
    database.write(lambda rows: fill(rows, {f"r{n}": 12 for n in range(10)}))

    def work(_: int) -> list[str]:
        door, keys = Database(url), list[str]()
        while found := door.write(lambda rows: claims(rows, 5, each=1, busy={"r0": 1})):
            keys += [claim.parcel.key for claim in found]
        door.close()
        return keys

    with ThreadPoolExecutor(4) as pool:
        counts = Counter(key for keys in pool.map(work, range(4)) for key in keys)

    assert (len(counts), set(counts.values())) == (9 * 12, {1})
