"""What intake costs beside the peer `reader`, in one run, on a farm of feeds on loopback.

Prints tables and asserts nothing about time: `pytest -m bench -s tests/bench/test_intake.py`.
Documents are 21 KB with 20 entries, RSS and Atom in eight languages, plain HTTP/1.1, ten feeds a
host. CPU is user and system time of the whole process tree; contenders take turns, medians.
`reader` matches no rules, so it stands beside the program without a watch; the other two say what
matching adds.
"""

import importlib.util
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

import feedparser
import pytest

from monitor.app.clock import now
from monitor.intake.parse.document import parse_document
from tests.rig import program
from tests.rig.farm import Farm, farm
from tests.rig.farm_folder import folder_for
from tests.rig.farm_paper import ENTRIES, NEW_ENTRIES, Paper
from tests.rig.farm_stand import Contender, contender, cpu_seconds
from tests.rig.farm_times import hit_at, note_times, polls, spread

LOADED = int(os.environ.get("BENCH_LOADED", "1000"))
POLLED = int(os.environ.get("BENCH_POLLED", "10000"))
SCHEDULED = int(os.environ.get("BENCH_SCHEDULED", "100000"))
WATCHED = int(os.environ.get("BENCH_WATCHED", "10000"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "60"))
EVERY = int(os.environ.get("BENCH_EVERY_SECONDS", "300"))
ROUNDS = 3
WORKERS = "4"
ONE_CHANGED_IN = 10
OURS = {"ours, no watch": "no", "ours, ten watches": "ten", "ours, shipped watches": "shipped"}
PEER = "reader"
HAS_PEER = importlib.util.find_spec("reader") is not None

pytestmark = [pytest.mark.bench, pytest.mark.timeout(7200)]


@contextmanager
def opened(name: str, home: Path, feeds: Farm) -> Iterator[Contender]:
    """Start a contender with an empty database, and have it take the feeds in."""
    home.mkdir(parents=True)
    if name == PEER:
        listed = home / "addresses"
        listed.write_text("\n".join(feeds.addresses()), encoding="utf-8")
        words = ("tests.rig.farm_peer", str(home / "peer.db"), str(listed), WORKERS)
    else:
        words = ("tests.rig", str(folder_for(feeds, home, OURS[name])))
    with contender(*words, log=home / "log.txt") as one:
        yield one


def names() -> list[str]:
    if not HAS_PEER:
        print("\nreader is not installed: pip install reader sgmllib3k")
    return [*OURS, *([PEER] if HAS_PEER else ())]


def table(title: str, found: Mapping[str, Sequence[float]], feeds: int) -> None:
    """Print medians, and how often our program without a watch does the same work meanwhile."""
    middle = {name: statistics.median(taken) for name, taken in found.items()}
    ours = middle[next(iter(OURS))]
    print(f"\n{title}, {feeds} feeds, medians of {len(next(iter(found.values())))}:")
    for name, taken in middle.items():
        print(
            f"  {name:22} {taken:8.2f} CPU-s {taken / feeds * 1e6:9.0f} us a feed"
            f" {feeds / max(taken, 0.01):8.0f} feeds a CPU-s {taken / ours:8.2f} times ours"
        )


def test_feeds_are_loaded_for_the_first_time(tmp_path: Path):
    taken: dict[str, list[float]] = {name: [] for name in names()}
    with farm(LOADED) as feeds:
        for number in range(ROUNDS):
            for name, found in taken.items():
                with opened(name, tmp_path / f"{number} {name}", feeds) as one:
                    one.step("sync")
                    feeds.reset()
                    found.append(one.step("poll"))
                assert feeds.counts()["answers"] == {"200": LOADED}, name
    table(f"first load, {ENTRIES} entries a feed, each stored", taken, LOADED)


def test_feeds_are_polled_that_bring_nothing_and_little(tmp_path: Path):
    nothing: dict[str, list[float]] = {name: [] for name in names() if "ten" not in name}
    little: dict[str, list[float]] = {name: [] for name in nothing}
    with farm(POLLED) as feeds, ExitStack() as stack:
        contenders = {
            name: stack.enter_context(opened(name, tmp_path / name, feeds)) for name in nothing
        }
        memory = {name: [one.megabytes()] for name, one in contenders.items()}
        for name, one in contenders.items():
            one.step("sync")
            one.step("poll")
            memory[name].append(one.megabytes())
        for _ in range(ROUNDS):
            for name, one in contenders.items():
                nothing[name].append(polled(one, feeds, {"304": POLLED}))
            changed = len(feeds.publish(ONE_CHANGED_IN))
            for name, one in contenders.items():
                answers = {"304": POLLED - changed, "200": changed}
                little[name].append(polled(one, feeds, answers))
                memory[name].append(one.megabytes())
    table("nothing changed, all 304", nothing, POLLED)
    table(f"one in {ONE_CHANGED_IN} changed, {NEW_ENTRIES} new entries each", little, POLLED)
    print(f"\nmemory of the tree, MB: started, {POLLED} feeds loaded, polled:")
    for name, found in memory.items():
        print(f"  {name:22} {found[0]:6.0f} {found[1]:6.0f} {found[-1]:6.0f}")


def polled(one: Contender, feeds: Farm, answers: Mapping[str, int]) -> float:
    """Poll every feed once: conditionally, and with these answers."""
    feeds.reset()
    taken = one.step("poll")
    counts = feeds.counts()
    assert counts["answers"] == answers
    assert counts["most_unconditional"] == 0
    return taken


def test_very_many_feeds_are_scheduled(tmp_path: Path):
    name = next(iter(OURS))
    began = time.perf_counter()
    with farm(SCHEDULED) as feeds, opened(name, tmp_path / "home", feeds) as one:
        started, seconds = one.megabytes(), time.perf_counter() - began
        taken = one.step("sync")
        print(
            f"\n{SCHEDULED} feeds scheduled: start with reading feeds.yaml {seconds:.1f} s,"
            f" {taken:.1f} CPU-s to take them in, {started:.0f} MB started,"
            f" {one.megabytes():.0f} MB afterwards"
        )


def test_documents_are_parsed():
    paper = Paper()
    documents = [paper.document(feed, 0, b"http://127.1.0.1") for feed in range(160)]
    ways: dict[str, Callable[[bytes], object]] = {
        "parse_document": lambda body: parse_document(body, "http://127.1.0.1/1.xml"),
        "feedparser": feedparser.parse,
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, parse in ways.items():
            began = time.process_time()
            for body in documents:
                parse(body)
            taken[name].append((time.process_time() - began) / len(documents) * 1e3)

    print(f"\na document of {ENTRIES} entries and {len(documents[0])} bytes is parsed, ms:")
    for name, found in taken.items():
        print(f"  {name:16} {statistics.median(found):7.2f}")
    assert len(parse_document(documents[0]).entries) == ENTRIES


def test_a_daemon_polls_in_time_and_finds_what_is_new(tmp_path: Path):
    with farm(WATCHED) as feeds:
        folder_for(feeds, tmp_path, "ten", every=f"{EVERY}s", polls=256)
        program.command("once", folder=tmp_path, seconds=3600)
        database = tmp_path / "data" / "monitor.db"
        spread(database, EVERY)
        note_times(database)
        feeds.reset()
        with program.daemon(tmp_path) as running:
            running.wait_for("is running")
            published, used = publish_for(SECONDS, feeds, running.process.pid)
        done, hits, sent = polls(database), hit_at(database), feeds.counts()["sent"]
    started = now().timestamp() - monotonic()
    late = {
        "poll begun after due": [one.began - one.due for one in done],
        "poll written after due": [one.ended - one.due for one in done],
        "hit written after published": [
            at - started - published[one] for one, at in times(hits).items() if one in published
        ],
        "hit written after answered": [
            at - started - sent[one] for one, at in times(hits).items() if one in sent
        ],
    }
    print(
        f"\n`monitor run`, {WATCHED} feeds every {EVERY} s, {SECONDS} s: {len(done)} polls,"
        f" {len(published)} feeds changed, {len(late['hit written after published'])} of them"
        f" told, {used / SECONDS * 100:.0f} % of a core; seconds:"
    )
    for name, found in late.items():
        print(f"  {name:28} {spans(found)}")
    assert done
    assert late["hit written after answered"]


def publish_for(seconds: int, feeds: Farm, process: int) -> tuple[dict[str, float], float]:
    """Have a few feeds print each second; say when (monotonic), and what a process used."""
    published: dict[str, float] = {}
    versions: dict[int, int] = {}
    before, end = cpu_seconds(process), monotonic() + seconds
    while monotonic() < end:
        at = monotonic()
        for feed in feeds.publish(max(1, feeds.feeds // 3)):
            versions[feed] = versions.get(feed, 0) + 1
            published[f"{feed}-{versions[feed]}"] = at
        time.sleep(max(0.0, at + 1 - monotonic()))
    return published, cpu_seconds(process) - before


def times(hits: Mapping[str, float]) -> dict[str, float]:
    """Say when each version of a feed (`FEED-VERSION`) was told, by the last of its entries."""
    found: dict[str, float] = {}
    for identity, at in hits.items():
        _, feed, number = identity.split("-")
        version = (int(number) - ENTRIES) // NEW_ENTRIES + 1
        key = f"{feed}-{version}"
        found[key] = max(at, found.get(key, at))
    return found


def spans(found: Sequence[float]) -> str:
    if len(found) < 2:
        return "nothing to say"
    cuts = statistics.quantiles(found, n=100, method="inclusive")
    return f"p50 {cuts[49]:8.3f}   p99 {cuts[98]:8.3f}   longest {max(found):8.3f}   n {len(found)}"
