"""Watches made ready in a child: the dictionaries of word forms never enter the daemon.

Forms are kept in a file, by word, so that a changed rule costs only its own new words.
"""

import asyncio
import hashlib
import json
import os
from collections.abc import Sequence
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path

from monitor.match.matcher import Matcher
from monitor.match.patterns import Forms, Wanted
from monitor.match.terms import wanted
from monitor.model.watch import WatchSet
from monitor.outside.child import Children, Limits, serve
from monitor.text.forms.expand import expand_many

SECONDS = 120
DICTIONARY_MEMORY = 6 * 1024**3
COMPILERS = 2
LIBRARIES = (
    "news-monitor",
    "simplemma",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "pymorphy3-dicts-uk",
    "pysastrawi",
)


def child_main(pipe: Connection, limits: Limits) -> None:
    """Serve expansions until the parent goes away; runs inside the child."""
    serve(pipe, {"expand": expand}, limits)


def expand(words: list[Wanted]) -> dict[Wanted, frozenset[str]]:
    """Expand words into their forms."""
    return dict(expand_many(words))


async def compiled(watches: WatchSet, cache: Path) -> Matcher:
    """Make a matcher of watches in children of its own, which end with the work."""
    limits = Limits(memory_bytes=DICTIONARY_MEMORY)
    children = Children(child_main, count=COMPILERS, limits=limits)
    try:
        return await compile_watches(watches, children, cache)
    finally:
        children.close()


async def compile_watches(watches: WatchSet, children: Children, cache: Path) -> Matcher:
    """Make a matcher of watches.

    Args:
        watches: What the user wrote.
        children: Children that run `child_main`.
        cache: A folder for the forms; what cannot be read there is made again.
    """
    words = wanted(watches)
    path = cache / f"forms-{_edition()}.json"
    known = _load(path)
    missing = sorted(word for word in words if word not in known)
    if missing:
        known |= await _expanded(missing, children)
        _save(path, {word: known[word] for word in words if word in known})
    return Matcher(watches, known)


async def _expanded(words: Sequence[Wanted], children: Children) -> dict[Wanted, frozenset[str]]:
    """Have each language expanded by whichever child is idle: its dictionary is loaded once."""
    by_language: dict[str, list[Wanted]] = {}
    for word in words:
        by_language.setdefault(word[1], []).append(word)
    jobs = (children.ask("expand", seconds=SECONDS, words=part) for part in by_language.values())
    found: dict[Wanted, frozenset[str]] = {}
    for part in await asyncio.gather(*jobs):
        found |= part
    return found


def _edition() -> str:
    """Name the edition of the dictionaries: another one makes other forms."""
    text = " ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return "0"


def _load(path: Path) -> dict[Wanted, frozenset[str]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {(word, lang, kind): frozenset(forms) for word, lang, kind, forms in rows}
    except (OSError, ValueError, TypeError):
        return {}


def _save(path: Path, forms: Forms) -> None:
    """Keep the forms for the next start; a folder that cannot be written costs only time."""
    rows = [[*word, sorted(found)] for word, found in sorted(forms.items())]
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
