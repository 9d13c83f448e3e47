"""Two texts of one article side by side: which holds the other, and both as one."""

import re
from collections.abc import Sequence

WORDS = re.compile(r"\w+")
JOINED = re.compile(r"\w\w")
CUT_WORDS = 3
TAIL = 400
FIRST_WORDS = 60
MOST_PLACES = 30
GAPS = 20


def contains(whole: str, part: str) -> bool:
    """Whether the words of `part` stand in `whole`, one after the other.

    A cut-off end ("…", "read more") may differ: the last three words of `part` are not asked for,
    but for its first word. A part without words stands in everything.
    """
    if _stands_in(whole, part):
        return True
    if any(word not in whole for word in _telling_words(part)):
        return False
    if _stands_in(whole, _without_end(part)):
        return True
    words = WORDS.findall(part)
    core = words[: max(1, len(words) - CUT_WORDS)]
    found = _look_up(whole, core) if core else True
    if found is not None:
        return found
    return f" {' '.join(core)} " in f" {' '.join(WORDS.findall(whole))} "


def _stands_in(whole: str, part: str) -> bool:
    """Whether a part stands in a text as it is, and begins and ends where words do."""
    at = whole.find(part) if part else -1
    if at < 0:
        return False
    begins = at == 0 or not JOINED.match(whole, at - 1)
    return begins and not JOINED.match(whole, at + len(part) - 1)


def _without_end(part: str) -> str:
    """Leave out the last words where that is cheap to see: whatever holds the rest holds `part`."""
    tail = [word.end() for word in WORDS.finditer(part, max(0, len(part) - TAIL))]
    return part[: tail[-1 - CUT_WORDS]] if len(tail) > CUT_WORDS + 1 else part


def _telling_words(part: str) -> list[str]:
    """Give two long words near the beginning, of those that must be found again."""
    words = WORDS.findall(part[:TAIL])
    return sorted(words[: max(0, len(words) - CUT_WORDS - 1)], key=len)[-2:]


def _look_up(whole: str, core: Sequence[str]) -> bool | None:
    """Look for words in their order around a long one; None where that word is too frequent.

    Far cheaper than to part all of `whole` into words.
    """
    lengths = [len(word) for word in core[:FIRST_WORDS]]
    place = lengths.index(max(lengths))
    at = -1
    for _ in range(MOST_PLACES):
        at = whole.find(core[place], at + 1)
        if at < 0:
            return False
        if _follow(whole, at, core[place:]):
            return True if _go_before(whole, at, core[:place]) else None
    return None


def _follow(whole: str, at: int, words: Sequence[str]) -> bool:
    found = WORDS.finditer(whole, at)
    return all((word := next(found, None)) and word.group() == said for said in words)


def _go_before(whole: str, at: int, words: Sequence[str]) -> bool:
    """Whether words stand just before a place; a long gap between them is not seen."""
    if at > 0 and JOINED.match(whole, at - 1):
        return False
    near = max(0, at - 2 * sum(map(len, words)) - GAPS)
    return not words or WORDS.findall(whole, near, at)[1 if near else 0 :][-len(words) :] == words


def united(first: str, second: str) -> str:
    """Give one text with the words of both: `first` stands before `second` unless one says all."""
    if not second:
        return first if WORDS.search(first) else ""
    if not first or contains(second, first):
        return second
    if contains(first, second):
        return first
    return f"{first}\n\n{second}"
