"""What a reload costs a daemon with 100,000 rules: how long until it holds, and what it stalls."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from monitor.flow.compiling import compiled, rules_cache
from monitor.match.changes import changes
from monitor.match.terms import wanted
from monitor.model.article import Article
from monitor.rules.watchfile import load_watches
from monitor.text.forms.expand import expand_many
from tests.rig.rules import rules

COUNT = 100_000
NEW = "watches:\n  - {id: fresh, title: Fresh, query: sapper AND Kursk}\n"
ARTICLE = Article(id="1", title="A sapper in Kursk", declared="en")


async def longest_stall(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Do some work while a clock ticks every millisecond; give its seconds and the longest wait."""
    longest, running = 0.0, True

    async def tick() -> None:
        nonlocal longest
        while running:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - began - 0.001)

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0.01)
    began = time.perf_counter()
    await work()
    taken = time.perf_counter() - began
    running = False
    await ticking
    return taken, longest


@pytest.mark.bench
@pytest.mark.timeout(1800)
def test_a_changed_rule_holds_at_once_and_nobody_waits(tmp_path: Path):
    asyncio.run(reload_it(tmp_path))


async def reload_it(home: Path) -> None:
    folder, cache = home / "watches", home / "cache"
    folder.mkdir()
    for number, text in enumerate(rules(COUNT, 7)):
        (folder / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    old = await asyncio.to_thread(load_watches, folder, rules_cache(cache))
    began = time.perf_counter()
    matcher = await compiled(old, cache, folder)
    print(
        f"\n{COUNT} rules compiled in children, nothing kept: {time.perf_counter() - began:.1f} s"
    )
    gc.disable()  # as the daemon does while it reloads
    (folder / "zzz.yaml").write_text(f"version: 1\n{NEW}", encoding="utf-8")

    def report(what: str, taken: float, longest: float) -> None:
        print(f"  {what:44} {taken * 1e3:9.1f} ms, longest stall {longest * 1e3:6.1f} ms")

    async def reread() -> None:
        nonlocal new
        new = await asyncio.to_thread(load_watches, folder, rules_cache(cache))

    async def compare() -> None:
        nonlocal found
        found = await asyncio.to_thread(changes, matcher.compiled, new)

    async def put_beside() -> None:
        nonlocal early
        early = matcher.changed(new, found, forms)

    async def anew() -> None:
        nonlocal late
        late = await compiled(new, cache, folder)

    new, found, early, late = old, changes(old, old), matcher, matcher
    report("files read again, one of them new", *await longest_stall(reread))
    report("compared with the rules that hold", *await longest_stall(compare))
    forms = await asyncio.to_thread(expand_many, wanted(found.newer))
    report("the changed rule put beside the others", *await longest_stall(put_beside))
    assert "fresh" in [hit.watch for hit in early.match(ARTICLE)]
    report("all compiled anew in a child, and opened", *await longest_stall(anew))
    assert "fresh" in [hit.watch for hit in late.match(ARTICLE)]
    gc.enable()
