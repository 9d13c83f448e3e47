"""No way and no form of address leads into a private network: 0 connects (R10)."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.cli import feeds_child
from monitor.flow.feedcheck import Look
from monitor.flow.newsroom import may_read_by
from monitor.intake import child_main
from monitor.intake.robots import Robots
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from tests.figures import Figure, by_length
from tests.hostile.canary import FORMS, FRIENDS, Liar, canary
from tests.hostile.server import enemy
from tests.hostile.street import LIMITS, MAIN, MORE, NEVER, Street
from tests.rig.house import House

EACH = by_length(8, 1)
WAYS = {**MAIN, **MORE, **NEVER}
NO = frozenset({"private_address", "bad_address", "bad_redirect", "no_such_host"})
# A form that is no address of its own belongs to the page it stands on, which is the enemy's.
NO_HARM = {
    "http_404",
    "http_3xx",
    "broken_answer",
    "not_a_feed",
    "not_a_page",
    "robots_unreachable",
    "too_many_redirects",
    None,
}

Open = Callable[..., Street]


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def children(runner: asyncio.Runner) -> Iterator[Children]:
    started = Children(child_main.main, count=2, preload=[feeds_child.__name__])
    yield started
    started.close()


@pytest.fixture(scope="module")
def finders(runner: asyncio.Runner) -> Iterator[Children]:
    started = Children(feeds_child.main, count=1)
    yield started
    started.close()


@pytest.fixture
def street(
    runner: asyncio.Runner, children: Children, finders: Children, tmp_path: Path
) -> Iterator[Open]:
    """Open a street on which the operator allows what is said."""
    stack = AsyncExitStack()

    async def opened(forms: tuple[str, ...], *allowed: str) -> Street:
        url = f"sqlite:///{tmp_path / 'rows.db'}"
        house = await House.open(runner, tmp_path, url, children, stack)
        bird = await stack.enter_async_context(canary())
        guarded = Dialer(agent="tests", allowed=allowlist(allowed), resolver=Liar())
        dialer = await stack.enter_async_context(guarded)
        robots = Robots(dialer, may_read_by(children))
        house.doors = replace(house.doors, dialer=dialer, robots=robots)
        foe = await stack.enter_async_context(enemy())
        look = Look(dialer=dialer, children=finders, limits=LIMITS, at_once=8)
        return Street(house=house, foe=foe, bird=bird, look=look, forms=forms)

    def make(forms: tuple[str, ...], *allowed: str) -> Street:
        made = runner.run(opened(forms, *allowed))
        made.house.fetch_seconds = LIMITS.seconds
        made.house.configure()
        return made

    yield make
    runner.run(stack.aclose())


@pytest.mark.parametrize("way", WAYS)
def test_nobody_in_a_private_network_is_ever_dialled(
    way: str, street: Open, runner: asyncio.Runner, figure: Figure
):
    here = street(FORMS if way in MAIN else FORMS[::EACH], FRIENDS)

    words = runner.run(WAYS[way](here))

    figure(f"connects, {len(here.forms)} forms, {way}", len(here.bird.songs))
    assert here.bird.songs == []
    assert set(words) <= NO | NO_HARM


@pytest.mark.parametrize("way", [*MAIN, *MORE])
def test_the_canary_sings_where_the_operator_opens_the_street(
    way: str, street: Open, runner: asyncio.Runner
):
    form = "http://127.0.0.1:{port}/"
    here = street((form,), FRIENDS, "127.0.0.0/8", "::1")

    runner.run(WAYS[way](here))

    assert here.bird.visits > 0
    assert Counter(here.bird.songs)[f"127.0.0.1 {here.bird.port}"] == here.bird.visits
