"""A program of its own that keeps one child idle and one busy; tests kill it."""

import asyncio

from monitor.outside.child import Children
from tests.unit.outside import jobs


async def work() -> None:
    """Print the numbers of both children, then wait for the busy one."""
    children = Children(jobs.main, count=2)
    first, second = await asyncio.gather(
        children.ask("pid", seconds=5), children.ask("pid", seconds=5)
    )
    busy = asyncio.create_task(children.ask("spin", seconds=300))
    await asyncio.sleep(0.2)
    print(first, second, flush=True)
    await busy


if __name__ == "__main__":
    asyncio.run(work())
