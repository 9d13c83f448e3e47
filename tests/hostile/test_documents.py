"""Every hostile document through the program's own children, with what each cost."""

import asyncio
import gc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from monitor.flow.polling import PARSE_SECONDS
from monitor.flow.read import EXTRACT_SECONDS
from monitor.intake.fetch import FetchLimits
from monitor.model.errors import ChildError
from monitor.outside.child import Children
from tests.figures import Figure, by_length
from tests.hostile import (
    documents_broken,
    documents_child,
    documents_fields,
    documents_markup,
    documents_pages,
    documents_pages_said,
    documents_text,
    documents_xml,
)
from tests.hostile.documents import Answer, Hostile, Trap, outcome_of, wrong
from tests.hostile.documents_promise import broken
from tests.hostile.documents_trap import trap_in

MIB = 1024 * 1024
MOST_CPU_SECONDS = 5.0
MOST_CHILD = 512 * MIB
MOST_GROWTH = 64 * MIB
LIMITS = FetchLimits()
EACH = by_length(2, 1)  # of a family every so many-th document, the first in any case
FILES: dict[str, Callable[[Trap], Iterator[Hostile]]] = {
    "xml": documents_xml.families,
    "markup": documents_markup.families,
    "text": documents_text.families,
    "fields": documents_fields.families,
    "broken": documents_broken.families,
    "pages": documents_pages.families,
    "pages, said": documents_pages_said.families,
}


@dataclass(slots=True, kw_only=True)
class Run:
    """What became of the documents of one file, and what they cost."""

    faults: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    peak: tuple[int, str] = (0, "")
    growth: int = 0

    def take(self, one: Hostile, answer: Answer, cpu_seconds: float, peak_bytes: int) -> None:
        """Judge one document."""
        found = list(wrong(one.expect, answer))
        found += [] if isinstance(answer, str) else broken(answer)
        if cpu_seconds > MOST_CPU_SECONDS:
            found.append(f"{cpu_seconds:.1f} CPU seconds")
        if peak_bytes > MOST_CHILD:
            found.append(f"{peak_bytes // MIB} MiB")
        name = f"{one.family}, {one.name}"
        self.faults += [f"{name}: {fault[:200]}" for fault in found]
        self.outcomes[outcome_of(answer)] += 1
        self.families[one.family] += 1
        self.slowest = max(self.slowest, (cpu_seconds, name))
        self.peak = max(self.peak, (peak_bytes, name))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("file", FILES)
def test_every_document_becomes_what_it_must_and_costs_no_more_than_it_may(
    file: str, tmp_path: Path, figure: Figure
):
    with trap_in(tmp_path) as trap:
        run = asyncio.run(_run(_some(FILES[file](trap.trap)), _children()))

    _print(run, figure)
    assert run.faults == []
    assert trap.calls == 0
    assert run.growth <= MOST_GROWTH


def _some(documents: Iterator[Hostile]) -> Iterator[Hostile]:
    counts: Counter[str] = Counter()
    for one in documents:
        if counts[one.family] % EACH == 0:
            yield one
        counts[one.family] += 1


def _children() -> Children:
    return Children(documents_child.main, count=1)


async def _run(documents: Iterator[Hostile], children: Children) -> Run:
    run = Run()
    before = None
    try:
        for one in documents:
            run.take(one, *await _asked(one, children))
            before = before or resident()  # the first answer has everything imported
        gc.collect()
        run.growth = resident() - (before or 0)
    finally:
        children.close()
    return run


async def _asked(one: Hostile, children: Children) -> tuple[Answer, float, int]:
    """Ask for one document as the walks do; where the child died, it took what it was allowed."""
    job, seconds, most = (
        ("parse", PARSE_SECONDS, LIMITS.feed_bytes)
        if one.kind == "feed"
        else ("extract", EXTRACT_SECONDS, LIMITS.page_bytes)
    )
    assert len(one.body) <= most, f"{one.name} would not be fetched: {len(one.body)} bytes"
    try:
        measured = await children.ask(
            job, seconds=seconds, body=one.body, address=one.address, content_type=one.content_type
        )
    except ChildError as error:
        return error.reason, seconds if error.reason == "timeout" else 0.0, 0
    answer, cpu_seconds, peak_bytes = measured
    return answer, cpu_seconds, peak_bytes


def resident() -> int:
    """Give the bytes of memory that this process holds, which plays the daemon."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def _print(run: Run, figure: Figure) -> None:
    figure("documents", run.families.total())
    figure("families", len(run.families))
    figure("outcomes", dict(run.outcomes.most_common()))
    figure("slowest", f"{run.slowest[0]:.2f} CPU s: {run.slowest[1]}")
    figure("largest child", f"{run.peak[0] / MIB:.0f} MiB: {run.peak[1]}")
    figure("growth of the daemon", f"{run.growth / MIB:.0f} MiB")


def test_a_document_that_reaches_the_trap_would_be_seen(tmp_path: Path):
    with trap_in(tmp_path) as trap:
        trap.reach()

    assert trap.calls == 1
