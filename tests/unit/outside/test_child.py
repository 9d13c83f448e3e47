import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.intake import child_main
from monitor.model.errors import ChildError
from monitor.outside.child import Children, Limits
from tests.unit.outside import jobs

MIB = 1024 * 1024


def with_children(
    work: Callable[[Children], Awaitable[Any]], *, count: int = 1, limits: Limits | None = None
) -> Any:
    """Let children work, and end them."""
    children = Children(jobs.main, count=count, limits=limits)

    async def run() -> Any:
        return await work(children)

    try:
        return asyncio.run(run())
    finally:
        children.close()


def reason_of(job: str, seconds: int = 5, **arguments: Any) -> str:
    """Ask for a bad job, then see that the next good one is done; give the bad one's reason."""

    async def work(children: Children) -> str:
        with pytest.raises(ChildError) as caught:
            await children.ask(job, seconds=seconds, **arguments)
        assert await children.ask("echo", seconds=5, value="alive") == "alive"
        return caught.value.reason

    return with_children(work)


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):  # it may go between opening and reading
        return False
    return state != "Z"


def gone_within(seconds: float, *pids: int) -> bool:
    end = time.monotonic() + seconds
    while any(is_running(pid) for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("value", [None, "сапёры", {"a": [1, 2]}, b"x" * 12 * MIB])
def test_what_a_job_returns_comes_back(value):
    assert with_children(lambda c: c.ask("echo", seconds=5, value=value)) == value


def test_a_job_that_spins_is_ended_by_its_own_processor_time():
    started = time.monotonic()

    assert reason_of("spin", seconds=1) == "timeout"
    assert time.monotonic() - started < 20


def test_a_job_that_sleeps_is_ended_by_the_clock():
    assert reason_of("hang", seconds=1, duration=60) == "timeout"


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
def test_a_job_that_crashes_costs_only_itself(number):
    assert reason_of("kill", number=number) == "child_died"


def test_a_job_that_leaves_costs_only_itself():
    assert reason_of("leave") == "child_died"


def test_a_job_that_eats_memory_costs_only_itself():
    assert reason_of("hog") == "out_of_memory"


def test_a_job_that_recurses_costs_only_itself():
    assert reason_of("recurse") == "too_deep"


@pytest.mark.parametrize("job", ["fail", "secret"])
def test_an_error_and_a_value_that_cannot_travel_are_failures_of_the_parser(job):
    assert reason_of(job) == "parser_failed"


def test_the_detail_of_a_failure_is_one_line():
    async def work(children: Children) -> str:
        with pytest.raises(ChildError) as caught:
            await children.ask("fail", seconds=5)
        return caught.value.detail

    assert with_children(work) == "ValueError: no such thing really"


def test_many_jobs_are_done_by_few_children():
    async def work(children: Children) -> list[int]:
        return await asyncio.gather(*(children.ask("pid", seconds=5) for _ in range(60)))

    assert len(set(with_children(work, count=2))) == 2


def test_a_child_is_replaced_after_its_number_of_jobs():
    async def work(children: Children) -> list[int]:
        return [await children.ask("pid", seconds=5) for _ in range(6)]

    pids = with_children(work, limits=Limits(jobs=2))

    assert pids[0] == pids[1]
    assert len(set(pids)) == 3


def test_a_child_that_has_grown_is_replaced():
    async def work(children: Children) -> tuple[int, int]:
        grown = await children.ask("keep", seconds=5, mebibytes=200)
        return grown, await children.ask("pid", seconds=5)

    grown, after = with_children(work, limits=Limits(recycle_bytes=150 * MIB))

    assert grown != after


def test_replaced_children_leave_no_zombie():
    async def work(children: Children) -> list[int]:
        return [await children.ask("pid", seconds=5) for _ in range(5)]

    pids = with_children(work, limits=Limits(jobs=1))

    assert gone_within(5, *pids)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_cancelled_caller_does_not_hand_on_a_busy_child():
    async def work(children: Children) -> str:
        impatient = asyncio.create_task(children.ask("hang", seconds=5, duration=0.5))
        await asyncio.sleep(0.2)
        impatient.cancel()
        with pytest.raises(asyncio.CancelledError):
            await impatient
        return await children.ask("echo", seconds=5, value="mine")

    assert with_children(work) == "mine"


def test_a_caller_cancelled_while_waiting_takes_no_child_with_it():
    async def work(children: Children) -> str:
        busy = asyncio.create_task(children.ask("hang", seconds=5, duration=0.5))
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(children.ask("pid", seconds=5))
        await asyncio.sleep(0.1)
        waiting.cancel()
        await busy
        return await children.ask("echo", seconds=5, value="free")

    assert with_children(work) == "free"


def test_closing_ends_a_job_under_way():
    async def work(children: Children) -> str:
        pid = await children.ask("pid", seconds=5)
        job = asyncio.create_task(children.ask("hang", seconds=30, duration=60))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(children.close)
        with pytest.raises(ChildError) as caught:
            await job
        assert gone_within(5, pid)
        return caught.value.reason

    assert with_children(work) == "child_died"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_whole_group_does_not_end_a_job(number):
    async def work(children: Children) -> str:
        pid = await children.ask("pid", seconds=5)
        job = asyncio.create_task(children.ask("hang", seconds=5, duration=0.5))
        await asyncio.sleep(0.1)
        os.kill(pid, number)
        await job
        return await children.ask("echo", seconds=5, value="alive")

    assert with_children(work) == "alive"


@pytest.mark.parametrize(
    "start", [["-m", "tests.unit.outside.parent"], ["tests/unit/outside/parent.py"]]
)
def test_the_death_of_the_parent_ends_idle_and_busy_children(start):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    root = Path(__file__).parents[3]
    parent = subprocess.Popen(
        [sys.executable, *start], stdout=subprocess.PIPE, text=True, env=env, cwd=root
    )
    with parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        running = [is_running(pid) for pid in pids]

        parent.send_signal(signal.SIGKILL)
        parent.wait()

    assert running == [True, True]
    assert gone_within(5, *pids)


def test_the_memory_of_a_child_is_enough_to_parse_and_extract():
    children = Children(child_main.main, count=1)

    async def work() -> list[str]:
        feed = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
        document = await children.ask("parse", seconds=5, body=feed)
        page = await children.ask("extract", seconds=10, body=b"<p>" + b"Words. " * 50 + b"</p>")
        return [document.path, page.method]

    try:
        assert asyncio.run(work()) == ["reference", "trafilatura"]
    finally:
        children.close()
