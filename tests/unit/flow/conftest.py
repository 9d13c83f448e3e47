"""A house for the walks: one event loop and one pair of children for all tests of this folder."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from monitor.intake import child_main
from monitor.outside.child import Children
from tests.rig.house import House

MakeHouse = Callable[[str], House]


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """The event loop of every house: the children belong to it."""
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="session")
def children(runner: asyncio.Runner) -> Iterator[Children]:
    """Children that parse and extract; they are slow to start."""
    started = Children(child_main.main, count=2)
    yield started
    started.close()


@pytest.fixture
def make_house(runner: asyncio.Runner, children: Children, tmp_path: Path) -> Iterator[MakeHouse]:
    """Make houses on databases; at the end each must have kept its promises."""
    stack = AsyncExitStack()
    made: list[House] = []

    def make(url: str) -> House:
        opened = runner.run(House.open(runner, tmp_path, url, children, stack))
        opened.configure()
        made.append(opened)
        return opened

    yield make
    try:
        assert [one.broken_promises() for one in made] == [() for _ in made]
    finally:
        runner.run(stack.aclose())


@pytest.fixture
def house(make_house: MakeHouse, tmp_path: Path) -> House:
    """A house on a database of its own, on SQLite."""
    return make_house(f"sqlite:///{tmp_path / 'rows.db'}")


@pytest.fixture
def any_house(store_url: str, make_house: MakeHouse) -> House:
    """A house on SQLite, and one on PostgreSQL."""
    return make_house(store_url)
