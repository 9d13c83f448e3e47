"""Which reading of a page to believe, where trafilatura finds too little."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from monitor.intake.counting import count_words, likeness, words_of
from monitor.intake.home import alone
from monitor.intake.readers import (
    Focus,
    by_paragraphs,
    by_readability,
    by_resiliparse,
    by_trafilatura,
)
from monitor.intake.wall import is_wall

SHORT = 60
MISSING_MUCH = 0.6
AGREEMENT = 0.85
LEAST_STATED = 150
MUCH_LONGER = 1.5
Tree = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One reading of the page, and why it is the one; `text` is clean."""

    method: str
    text: str
    why: str


class Readings:
    """One page as different extractors read it; each is asked at most once.

    The tree has no mute elements, and no reading changes it. A reading that fails is empty.
    """

    def __init__(self, tree: Tree, root: Tree | None, focus: Focus) -> None:
        self._tree = tree
        self._root = root
        self._focus = focus

    @cached_property
    def first(self) -> str:
        """Trafilatura's of the article's home, as the feed wants it; else of the whole page."""
        at_home = "" if self._root is None else by_trafilatura(alone(self._root), self._focus)
        if count_words(at_home) >= SHORT:
            return at_home
        anywhere = by_trafilatura(self._tree, self._focus)
        return max(at_home, anywhere, key=count_words)

    @cached_property
    def balanced(self) -> str:
        """Trafilatura's, less strict."""
        return by_trafilatura(self._tree, "balanced")

    @cached_property
    def resiliparse(self) -> str:
        """What looks like no navigation."""
        return by_resiliparse(self._tree)

    @cached_property
    def readability(self) -> str:
        """What stands where the paragraphs are."""
        return by_readability(self._tree)

    @cached_property
    def paragraphs(self) -> str:
        """The plain paragraphs, wherever they stand."""
        return by_paragraphs(self._tree)


def best(readings: Readings, stated: str) -> Found:
    """Take what trafilatura found, unless something else on the page says far more.

    Args:
        readings: The page's readings.
        stated: The article as the page's JSON-LD has it, or nothing.
    """
    count = count_words(readings.first)
    length = count_words(stated)
    if length >= max(LEAST_STATED, MUCH_LONGER * count):
        return _instead("json-ld", stated, count)
    expected = count_words(readings.resiliparse)
    if count < SHORT or count < MISSING_MUCH * expected:
        return (
            _agreed(readings, count) or _longer(readings, stated, count) or _trafilatura(readings)
        )
    return _trafilatura(readings)


def _trafilatura(readings: Readings) -> Found:
    text = readings.first
    return Found(
        method="trafilatura" if text else "none",
        text=text,
        why="nothing else on the page says much more" if text else "no extractor found an article",
    )


def _instead(method: str, text: str, count: int) -> Found:
    why = f"trafilatura found {count} words, {method} {count_words(text)}"
    return Found(method=method, text=text, why=why)


def _others(readings: Readings) -> dict[str, str]:
    return {
        "trafilatura-balanced": readings.balanced,
        "readability": readings.readability,
        "resiliparse": readings.resiliparse,
        "paragraphs": readings.paragraphs,
    }


def _agreed(readings: Readings, count: int) -> Found | None:
    """Take the reading in the middle of those that say far more and that another one confirms."""
    texts = _others(readings)
    words = {name: words_of(text) for name, text in texts.items()}
    long = [
        name
        for name, found in words.items()
        if found.total() * MISSING_MUCH > count and _is_confirmed(name, words)
    ]
    if not long:
        return None
    middle = max(long, key=lambda name: sum(likeness(words[name], words[one]) for one in long))
    return _instead(middle, texts[middle], count)


def _is_confirmed(name: str, words: Mapping[str, Counter[str]]) -> bool:
    return any(
        likeness(words[name], found) >= AGREEMENT for one, found in words.items() if one != name
    )


def _longer(readings: Readings, stated: str, count: int) -> Found | None:
    """Take the first reading, the page's own first, that is longer than a few words.

    Beside a wall only what the page states is believed: the rest of it is no article either.
    """
    if count >= SHORT:
        return None
    others = {} if is_wall(readings.first) else _others(readings)
    return next(
        (
            _instead(name, text, count)
            for name, text in {"json-ld": stated, **others}.items()
            if count_words(text) > count
        ),
        None,
    )
