"""Two texts of one article side by side: which holds the other, and both as one."""

import re

WORDS = re.compile(r"\w+")
CUT_WORDS = 3


def contains(whole: str, part: str) -> bool:
    """Whether the words of `part` stand in `whole`; a cut-off end ("…", "read more") may differ."""
    words = WORDS.findall(part)
    core = " ".join(words[: max(1, len(words) - CUT_WORDS)])
    return core in " ".join(WORDS.findall(whole))


def united(first: str, second: str) -> str:
    """Give one text with the words of both: `first` stands before `second` unless one says all."""
    if not first or contains(second, first):
        return second
    if not second or contains(first, second):
        return first
    return f"{first}\n\n{second}"
