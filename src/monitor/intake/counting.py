"""Texts in numbers: how many words, and how much two readings of one page have in common."""

import re
from collections import Counter

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Letters of writing without blanks between words: each counts as a word."""

WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
NO_LETTERS = re.compile(r"[\W_]+")


def words_of(text: str) -> Counter[str]:
    """Count the words of a text in small letters; where words are not parted, its letters."""
    return Counter(WORD.findall(text.lower()))


def count_words(text: str) -> int:
    """Give the number of words; where words are not parted, of letters."""
    return len(WORD.findall(text))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Say how much two texts have in common: 0 nothing, 1 all (F1 of their words)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def letters(text: str) -> str:
    """Give the letters and digits alone, small: what stays the same however a text is laid out."""
    return NO_LETTERS.sub("", text.lower())
