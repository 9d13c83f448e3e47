"""Watches compiled in children: dictionaries and half-made indexes never enter the daemon.

What a child makes is a file in the cache folder: word forms by language, and a book of rules that
is opened in place. The next start begins with the same file.
"""

import asyncio
import gc
import mmap
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from monitor.flow.editions import books
from monitor.flow.formsfile import load_forms, save_forms
from monitor.match.changes import Changes
from monitor.match.index import build_index
from monitor.match.matcher import Matcher
from monitor.match.terms import wanted
from monitor.model.watch import WatchSet
from monitor.outside.child import Children, Limits, serve
from monitor.rules.watchfile import load_watches
from monitor.text.forms.expand import expand_many

SECONDS = 600
DICTIONARY_MEMORY = 6 * 1024**3
COMPILERS = 2
KEPT_BOOKS = 6  # of three editions: the watches, and the lexicon as watches

Source = WatchSet | Path
"""Watches, or the folder of their files: a path is handed over faster than 100,000 watches."""


def child_main(pipe: Connection, limits: Limits) -> None:
    """Serve compilations until the parent goes away; runs inside the child."""
    gc.disable()  # a child ends with its work, and millions of small values take half their time
    serve(pipe, {"expand": expand, "build": build}, limits)


def expand(source: Source, cache: Path, share: int, shares: int) -> None:
    """Make the forms that are missing, of every so many-th language, and keep them."""
    words = wanted(_read(source, cache))
    for language in sorted({word[1] for word in words})[share::shares]:
        known = load_forms(cache, [language])
        missing = [word for word in words if word[1] == language and word not in known]
        if missing:
            save_forms(cache, language, expand_many(missing))


def build(source: Source, cache: Path) -> str:
    """Compile watches whose forms are kept.

    Returns:
        The digest of the watches as they were read; the book is kept under it.
    """
    watches = _read(source, cache)
    forms = load_forms(cache, {word[1] for word in wanted(watches)})
    path = _book(cache, watches.digest)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(build_index(watches, forms))
    draft.replace(path)
    return watches.digest


def _read(source: Source, cache: Path) -> WatchSet:
    return source if isinstance(source, WatchSet) else load_watches(source, rules_cache(cache))


def rules_cache(cache: Path) -> Path:
    """Say where in the cache folder is kept what rule files said last time."""
    return cache / "rules"


async def compiled(watches: WatchSet, cache: Path, source: Path | None = None) -> Matcher:
    """Make a matcher of watches in children of its own, which end with the work.

    Args:
        watches: What the user wrote.
        cache: A folder for forms and books; without one that can be written, all is made anew.
        source: The folder that the watches were read from, if they are all of it.
    """
    with _workplace(cache) as place:
        matcher = await asyncio.to_thread(_opened, watches, place)
        if matcher is None:
            await _compile(watches if source is None else source, place)
            matcher = await asyncio.to_thread(_opened, watches, place)
        if matcher is None:  # the files were changed since they were read
            await _compile(watches, place)
            matcher = await asyncio.to_thread(_opened, watches, place)
    assert matcher is not None
    _sweep(cache)
    return matcher


async def prepare(watches: WatchSet, others: WatchSet, cache: Path, source: Path) -> None:
    """Compile two sets of watches of one lexicon at the same time, where their books are missing.

    Afterwards `compiled` opens each of them. Word forms are made once, and no child starts twice.
    """
    with _workplace(cache) as place:
        opened = (await asyncio.to_thread(_opened, one, place) for one in (watches, others))
        if all([one is not None async for one in opened]):
            return
        limits = Limits(memory_bytes=DICTIONARY_MEMORY)
        children = Children(child_main, count=COMPILERS, limits=limits)
        try:
            await _expanded(source, place, children)  # the lexicon's words are all in it
            builds = (
                children.ask("build", seconds=SECONDS, source=one, cache=place)
                for one in (source, others)
            )
            await asyncio.gather(*builds)
        finally:
            children.close()


async def _compile(source: Source, cache: Path) -> None:
    children = Children(child_main, count=COMPILERS, limits=Limits(memory_bytes=DICTIONARY_MEMORY))
    try:
        await _expanded(source, cache, children)
        await children.ask("build", seconds=SECONDS, source=source, cache=cache)
    finally:
        children.close()


async def _expanded(source: Source, cache: Path, children: Children) -> None:
    given = {"source": source, "cache": cache, "shares": COMPILERS}
    shares = (
        children.ask("expand", seconds=SECONDS, share=share, **given) for share in range(COMPILERS)
    )
    await asyncio.gather(*shares)


async def changed(current: Matcher, watches: WatchSet, found: Changes, cache: Path) -> Matcher:
    """Put a few changed watches beside those that are compiled.

    Args:
        current: A matcher as `compiled` gave it.
        watches: All watches as they are now.
        found: How they differ from those that `current` was compiled from.
        cache: As for `compiled`.
    """
    words = wanted(found.newer)
    with _workplace(cache) as place:
        forms = load_forms(place, {word[1] for word in words})
        if not words <= forms.keys():
            limits = Limits(memory_bytes=DICTIONARY_MEMORY)
            children = Children(child_main, count=COMPILERS, limits=limits)
            try:
                await _expanded(found.newer, place, children)
            finally:
                children.close()
            forms = load_forms(place, {word[1] for word in words})
    return current.changed(watches, found, forms)


def _opened(watches: WatchSet, cache: Path) -> Matcher | None:
    """Open the book of these watches, if there is one."""
    path = _book(cache, watches.digest)
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        matcher = Matcher.of_book(watches, memoryview(content))
        content.madvise(mmap.MADV_DONTNEED)  # the automaton was copied: its pages may go
    except (OSError, ValueError):
        return None
    return matcher


def _book(cache: Path, digest: str) -> Path:
    return cache / f"book-{digest}-{books()}.bin"


@contextmanager
def _workplace(cache: Path) -> Iterator[Path]:
    """Give the cache folder, or one for the moment where it cannot be written."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        usable = os.access(cache, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if usable:
        yield cache
        return
    with tempfile.TemporaryDirectory(prefix="monitor-") as folder:
        yield Path(folder)


def _sweep(cache: Path) -> None:
    """Remove the oldest books, and what an earlier edition kept."""
    kept = sorted(cache.glob("book-*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[KEPT_BOOKS:]:
        path.unlink(missing_ok=True)
