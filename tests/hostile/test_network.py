"""Polls that an enemy answers: each has its reason word, and nothing else comes to harm.

All feeds of a table are polled three times, 32 at a time, as the daemon polls: by a good
answer, by the enemy's, and by a good one again; half of them meet the enemy first. Each feed is a
host of its own, and among them is one that nobody attacks.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.flow.ingest import Polled
from monitor.intake import child_main
from monitor.intake.fetch import FetchLimits, Fresh, fetch_feed
from monitor.model.feed import Feed, FeedState
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from monitor.store import feeds, hits
from monitor.store.feeds import FeedClaim
from tests.figures import Figure
from tests.hostile.answers import ASKED_AGAIN, BROKEN, CODINGS, SLOW, Case, table
from tests.hostile.answers_said import KEPT as KEPT_OF
from tests.hostile.answers_said import NO_FEEDS, STATUSES, TO, WAITS, kept
from tests.hostile.server import Enemy, enemy, ok, plain
from tests.rig.house import DAY, HOUR, LEASE, MINUTE, NOON, House
from tests.rig.paper import Story, rss

SECONDS = 2.0
AT_ONCE = 32
LONGEST = 27 * HOUR  # a day, and a tenth of it that spreads the polls
LOOPBACK = allowlist(["127.0.0.0/8"])
HEALTHY = "healthy"
CASES = table(SLOW, CODINGS, BROKEN, STATUSES, TO, NO_FEEDS, WAITS)
FIRST, LATER = "at its first poll", "at its second"
KEPT = ("etag", "last_modified", "body_hash", "raws", "rhythm", "succeeded_at", "changed_at")


@dataclass(slots=True, kw_only=True)
class Told:
    """What the three polls of one feed left, and how long the enemy's took, in seconds."""

    states: list[FeedState] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """What became of every feed, by its id, and the titles that were hits at the end."""

    told: Mapping[str, Told]
    titles: frozenset[str]
    broken_promises: tuple[str, ...]


def name_of(number: int, when: str) -> str:
    return f"feed-{number}-{'first' if when == FIRST else 'later'}"


def paper(name: str, *editions: str) -> bytes:
    stories = [
        Story(id=f"{name}-{edition}", title=f"Sappers {name} {edition}", link=f"/{name}/{edition}")
        for edition in editions
    ]
    return rss(stories)


def prepare(house: House, foe: Enemy) -> None:
    """Put every case on two feeds, and a healthy feed among them."""
    hosts, addresses = 0, {HEALTHY: foe.address(f"/{HEALTHY}", "127.9.9.9")}
    fine = [ok(paper(HEALTHY, *"abc"[: n + 1]), f'ETag: "{n}"') for n in range(3)]
    foe.put(f"/{HEALTHY}", *fine)
    for number, case in enumerate(CASES):
        for when in (FIRST, LATER):
            name = name_of(number, when)
            hosts += 1
            host = f"127.1.{hosts // 250}.{hosts % 250 + 1}"
            addresses[name] = foe.address(f"/{name}", host)
            before = [] if when == FIRST else [ok(paper(name, "a"), 'ETag: "good"')]
            after = ok(paper(name, "a", "b"), 'ETag: "better"')
            # A link that ends before the answer is tried once more, at once.
            times = 2 if case.name in ASKED_AGAIN else 1
            foe.put(f"/{name}", *before, *([case.say] * times), after)
    house.configure(
        feeds=[
            {"id": name, "address": address, "first_run": "all"}
            for name, address in addresses.items()
        ]
    )


async def poll(house: House, at: datetime) -> list[tuple[Polled, float]]:
    """Poll all feeds that are due, 32 at a time."""
    house.doors.budget.fit(house.config.every)
    choice = feeds.Choice(now=at, limit=9_999)
    claims = await house.rows.write(lambda rows: feeds.claim(rows, choice, lease=LEASE))
    gate = asyncio.Semaphore(AT_ONCE)
    clock = asyncio.get_running_loop().time

    async def one(claim: FeedClaim) -> tuple[Polled, float]:
        async with gate:
            begun = clock()
            polled = await house.ingest(claim, at)
            return polled, clock() - begun

    return await asyncio.gather(*map(one, claims))


@pytest.fixture(scope="module")
def storm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storm]:
    """Poll everything three times."""
    folder = tmp_path_factory.mktemp("storm")
    children = Children(child_main.main, count=2)
    try:
        with asyncio.Runner() as run:
            yield weather(run, folder, children)
    finally:
        children.close()


def weather(run: asyncio.Runner, folder: Path, children: Children) -> Storm:
    stack = AsyncExitStack()
    url = f"sqlite:///{folder / 'rows.db'}"
    try:
        house = run.run(House.open(run, folder, url, children, stack))
        house.fetch_seconds = SECONDS
        prepare(house, run.run(stack.enter_async_context(enemy())))
        told: dict[str, Told] = {}
        for number in range(3):
            for polled, took in run.run(poll(house, NOON + 2 * number * DAY)):
                one = told.setdefault(polled.feed, Told())
                one.states.append(polled.state)
                one.took.append(took)
        rows = house.ask(lambda rows: hits.listing(rows, watch=None, since=NOON - DAY, limit=9_999))
        titles = frozenset(row.title for row in rows)
        return Storm(told=told, titles=titles, broken_promises=house.broken_promises())
    finally:
        run.run(stack.aclose())


EACH = pytest.mark.parametrize(
    ("number", "case"), list(enumerate(CASES)), ids=[case.name for case in CASES]
)


@EACH
@pytest.mark.parametrize("when", [FIRST, LATER])
def test_an_answer_gets_its_word(storm: Storm, number: int, case: Case, when: str):
    first, second, _ = storm.told[name_of(number, when)].states

    assert (first if when == FIRST else second).reason == case.word


@EACH
def test_what_was_known_stays_when_the_enemy_answers(storm: Storm, number: int, case: Case):
    before, after, _ = storm.told[name_of(number, LATER)].states

    changed = [name for name in KEPT if getattr(before, name) != getattr(after, name)]
    assert before.etag == '"good"'
    assert changed == [] if case.word else changed
    assert after.failures == (1 if case.word else 0)


@EACH
def test_nothing_is_known_when_the_enemy_comes_first(storm: Storm, number: int, case: Case):
    state = storm.told[name_of(number, FIRST)].states[0]

    nothing = all(getattr(state, name) is None for name in KEPT)
    assert nothing == bool(case.word)


@EACH
@pytest.mark.parametrize("when", [FIRST, LATER])
def test_all_is_well_and_nothing_missing_afterwards(
    storm: Storm, number: int, case: Case, when: str
):
    name = name_of(number, when)
    last = storm.told[name].states[-1]

    assert (last.reason, last.failures, last.etag) == (None, 0, '"better"')
    assert {f"Sappers {name} a", f"Sappers {name} b"} <= storm.titles


def test_who_is_not_attacked_is_not_harmed(storm: Storm):
    told = storm.told[HEALTHY]

    assert [(state.reason, state.etag) for state in told.states] == [
        (None, '"0"'), (None, '"1"'), (None, '"2"'),
    ]  # fmt: skip
    assert {f"Sappers {HEALTHY} {edition}" for edition in "abc"} <= storm.titles
    assert storm.broken_promises == ()


def test_no_poll_outlasts_its_deadline_by_far(storm: Storm, figure: Figure):
    longest = max(took for told in storm.told.values() for took in told.took)

    figure("polls that an enemy answered", 2 * len(CASES))
    figure(f"longest poll, of {SECONDS:g} s allowed", f"{longest:.2f} s")
    assert longest < 4 * SECONDS


WISHES = [(number, case) for number, case in enumerate(CASES) if "Retry-After" in case.name]


@pytest.mark.parametrize(("number", "case"), WISHES, ids=[case.name for _, case in WISHES])
@pytest.mark.parametrize("when", [FIRST, LATER])
def test_a_wish_to_be_left_alone_is_taken_within_reason(
    storm: Storm, number: int, case: Case, when: str
):
    states = storm.told[name_of(number, when)].states
    state = states[0] if when == FIRST else states[1]

    assert state.polled_at is not None
    assert MINUTE <= state.next_poll_at - state.polled_at <= LONGEST


@pytest.mark.parametrize("name", KEPT_OF)
def test_only_what_can_be_sent_back_is_kept_of_an_answer(name: str):
    _, etag, last_modified = KEPT_OF[name]

    async def asked() -> tuple[Fresh, list[str]]:
        async with enemy() as foe, Dialer(agent="tests", allowed=LOOPBACK) as dialer:
            foe.put("/feed", plain(kept(name)))
            feed = Feed(id="courier", address=foe.address("/feed"))
            state = FeedState(next_poll_at=NOON)
            fresh = await fetch_feed(dialer, feed, state, FetchLimits(), NOON)
            assert isinstance(fresh, Fresh), fresh
            state = replace(state, etag=fresh.etag, last_modified=fresh.last_modified)
            again = await fetch_feed(dialer, feed, state, FetchLimits(), NOON)
            assert isinstance(again, Fresh)
            return fresh, foe.heads("/feed")

    fresh, (_, second) = asyncio.run(asked())

    assert (fresh.etag, fresh.last_modified) == (etag, last_modified)
    assert ("If-None-Match: " in second, "If-Modified-Since: " in second) == (
        etag is not None,
        last_modified is not None,
    )
    assert "Cookie" not in second
    assert fresh.max_age is None or fresh.max_age >= 0
