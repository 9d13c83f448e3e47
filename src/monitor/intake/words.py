"""Two texts of one article side by side: which holds the other, and both as one."""

import re

WORDS = re.compile(r"\w+")
CUT_WORDS = 3
TAIL = 400


def contains(whole: str, part: str) -> bool:
    """Whether the words of `part` stand in `whole`; a cut-off end ("…", "read more") may differ."""
    if part in whole or _without_end(part) in whole:
        return True
    if any(word not in whole for word in _telling_words(part)):
        return False
    words = WORDS.findall(part)
    core = " ".join(words[: max(1, len(words) - CUT_WORDS)])
    return core in " ".join(WORDS.findall(whole))


def _without_end(part: str) -> str:
    """Leave out the last words where that is cheap to see: whatever holds the rest holds `part`."""
    tail = [word.end() for word in WORDS.finditer(part, max(0, len(part) - TAIL))]
    return part[: tail[-1 - CUT_WORDS]] if len(tail) > CUT_WORDS + 1 else part


def _telling_words(part: str) -> list[str]:
    """Give two long words near the beginning, of those that must be found again."""
    words = WORDS.findall(part[:TAIL])
    return sorted(words[: max(0, len(words) - CUT_WORDS - 1)], key=len)[-2:]


def united(first: str, second: str) -> str:
    """Give one text with the words of both: `first` stands before `second` unless one says all."""
    if not second:
        return first if WORDS.search(first) else ""
    if not first or contains(second, first):
        return second
    if contains(first, second):
        return first
    return f"{first}\n\n{second}"
