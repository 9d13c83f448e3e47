"""Two texts of one article side by side: which holds the other, and both as one."""

import re
from collections.abc import Sequence

WORDS = re.compile(r"\w+")
JOINED = re.compile(r"\w\w")
CUT_OFF = ("…", "...")
AFTER_CUT = 3
TAIL = 400
FIRST_WORDS = 60
MOST_PLACES = 30
GAPS = 20


def contains(whole: str, part: str) -> bool:
    """Whether the words of `part` stand in `whole`, one after the other.

    Where `part` is cut off ("mor…", "[...]"), its last word may be the beginning of one, and up to
    three words after the cut ("Read more") are not asked for. A part without words stands in
    everything.
    """
    said, end = _what_is_said(part)
    if _stands_in(whole, said, end):
        return True
    if any(word not in whole for word in _telling_words(said)):
        return False
    words = WORDS.findall(said)
    found = _look_up(whole, words, end) if words else True
    if found is not None:
        return found
    return f" {' '.join(words)}{end}" in f" {' '.join(WORDS.findall(whole))} "


def _what_is_said(part: str) -> tuple[str, str]:
    """Leave out a cut and what follows it; say what must follow the last word: a gap or nothing."""
    said, cut, after = min(
        (part.rpartition(cut) for cut in CUT_OFF), key=lambda found: len(found[2])
    )
    if cut and len(WORDS.findall(after[:TAIL])) <= AFTER_CUT:
        return said.rstrip(" \n[(."), ""
    return part, " "


def _stands_in(whole: str, said: str, end: str) -> bool:
    """Whether this stands in a text as it is, and begins and ends where words do."""
    at = whole.find(said) if said else -1
    if at < 0 or (at > 0 and JOINED.match(whole, at - 1)):
        return False
    return not end or not JOINED.match(whole, at + len(said) - 1)


def _telling_words(said: str) -> list[str]:
    """Give two long words near the beginning."""
    words = WORDS.findall(said[:TAIL])
    return sorted(words[:-1] if len(said) > TAIL else words, key=len)[-2:]


def _look_up(whole: str, words: Sequence[str], end: str) -> bool | None:
    """Look for words in their order around a long one; None where that word is too frequent.

    Far cheaper than to part all of `whole` into words.
    """
    lengths = [len(word) for word in words[:FIRST_WORDS]]
    place = lengths.index(max(lengths))
    at = -1
    for _ in range(MOST_PLACES):
        at = whole.find(words[place], at + 1)
        if at < 0:
            return False
        if _follow(whole, at, words[place:], end):
            return True if _go_before(whole, at, words[:place]) else None
    return None


def _follow(whole: str, at: int, words: Sequence[str], end: str) -> bool:
    *others, last = words
    found = WORDS.finditer(whole, at)
    if not all((word := next(found, None)) and word.group() == said for said in others):
        return False
    word = next(found, None)
    return word is not None and f"{word.group()} ".startswith(last + end)


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
