"""Whatever a document does to its child, it costs that child, and that document, and no more."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from monitor.flow.pageturns import DANGEROUS_TRIES
from monitor.model.article import FeedDocument
from monitor.model.errors import ChildError
from monitor.outside.child import Children
from tests.hostile import documents_villain as villain
from tests.hostile.documents import rss
from tests.hostile.documents_promise import faults
from tests.rig.house import DAY, HOUR, NOON, House
from tests.rig.newsroom import HTML, RSS, Reply

DIES = {"child_died"}
BECOMES = {
    "crash": DIES, "abort": DIES, "be-killed": DIES, "stop": {"timeout"}, "leave": DIES,
    "leave-in-anger": DIES, "close": DIES, "hoard": {"out_of_memory"},
    "hoard-bit-by-bit": {"out_of_memory", "timeout"},

    "recurse": {"too_deep"}, "raise": {"parser_failed"},
    "spin": {"timeout"}, "babble-and-leave": DIES, "babble": DIES, "half-an-answer": DIES,
    "half-a-header": DIES, "a-huge-header": DIES, "a-header-below-zero": DIES, "no-pair": DIES,
    "a-long-tuple": DIES, "a-number-for-a-reason": DIES, "too-much": DIES,
    "a-secret": DIES,
}  # fmt: skip
QUIET = {"another-type", "nothing", "two-answers"}
"""An answer like any other, until somebody looks at it."""

SLOW = {"stop", "spin"}
QUICK = sorted({*BECOMES, *QUIET} - SLOW)


@pytest.fixture
def children() -> Iterator[Children]:
    """One child, so that what is left of a deed meets the next document."""
    started = Children(villain.main, count=1)
    yield started
    started.close()


@pytest.mark.parametrize("deed", sorted(BECOMES))
def test_a_deed_has_its_reason_and_the_next_document_is_read(deed: str, children: Children):
    seconds = 1 if deed in SLOW else 5

    async def work() -> tuple[ChildError, Any]:
        with pytest.raises(ChildError) as caught:
            await children.ask("parse", seconds=seconds, body=villain.document(deed))
        return caught.value, await children.ask("parse", seconds=5, body=rss().encode())

    error, after = asyncio.run(work())

    assert error.reason in BECOMES[deed]
    assert list(faults(error.detail, 300)) == []
    assert isinstance(after, FeedDocument)


def test_an_answer_that_nobody_asked_for_answers_no_later_question(children: Children):
    async def work() -> list[Any]:
        await children.ask("parse", seconds=5, body=villain.document("two-answers"))
        await asyncio.sleep(0.5)  # the second answer is on its way
        return [await children.ask("parse", seconds=5, body=rss().encode()) for _ in range(3)]

    assert all(isinstance(answer, FeedDocument) for answer in asyncio.run(work()))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house whose children can be taken over."""
    with asyncio.Runner() as runner:
        children = Children(villain.main, count=1)
        stack = AsyncExitStack()
        url = f"sqlite:///{tmp_path / 'rows.db'}"
        yield runner.run(House.open(runner, tmp_path, url, children, stack))
        runner.run(stack.aclose())
        children.close()


def two_feeds(house: House) -> Callable[[str], None]:
    """Configure the courier and a villain; gives what makes the villain's next document."""
    feeds = [{"id": name, "address": house.news.address(f"/{name}")} for name in ("a", "courier")]
    house.configure(feeds=[{**feed, "first_run": "all"} for feed in feeds])

    def print_villain(deed: str) -> None:
        house.news.put("/a", Reply(body=villain.document(deed), kind=RSS))

    return print_villain


def test_a_feed_that_ends_its_child_waits_longer_and_longer_and_no_other_feed_does(house: House):
    print_villain = two_feeds(house)
    waits = []
    for day, deed in enumerate(QUICK):
        at = NOON + 10 * day * DAY
        print_villain(deed)
        house.print(house.story(f"s{day}", f"The sappers leave, {day}"), path="/courier")
        house.poll(at)

        state = house.state("a")
        waits.append(state.next_poll_at - at)
        assert state.reason in BECOMES.get(deed, DIES), deed
        assert state.failures == day + 1

    assert len(house.hits()) == len(QUICK)
    assert house.state("courier").reason is None
    assert all(later >= HOUR for later in waits[5:])
    assert house.broken_promises() == ()


@pytest.mark.parametrize("deed", ["crash", "hoard", "recurse", "raise", "babble", "nothing"])
def test_a_page_over_which_its_child_died_twice_is_left_alone(house: House, deed: str):
    two_feeds(house)
    house.news.put("/a", Reply(status=404))
    bad, good = house.story("bad", "The sappers leave"), house.story("good", "A quiet day")
    house.print(bad, good, path="/courier")
    house.news.put("/bad", Reply(body=villain.document(deed), kind=HTML))
    house.print_page("/good", "A quiet day", "They will mend the old bridge first.")
    house.poll(NOON)

    read = [house.read_pages(NOON + hours * HOUR) for hours in range(0, 100, 5)]

    ends = [page.reason for pages in read for page in pages if page.state == "failed"]
    assert len(house.news.asked_for("/bad")) == DANGEROUS_TRIES == len(ends)
    assert set(ends) <= BECOMES.get(deed, DIES)
    assert sorted(house.hits()) == [("bridges", "A quiet day"), ("sappers", "The sappers leave")]
