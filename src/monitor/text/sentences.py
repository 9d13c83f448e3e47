"""Sentences with their places, for showing one and for comparing two."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from monitor.text.tokens import breaks, split_words, word_starts

_OPENING: Final = "\"'«“„‘([{「『【（《〈¿¡—–-•*"
LONGEST_SHOWN: Final = 400


class Sentence(NamedTuple):
    """One sentence: code points `[start, end)` of the text, without the blanks around it."""

    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences where `tokens.breaks` says that they end.

    Returns:
        Sentences in order, never overlapping; none without a word.
    """
    starts = word_starts(text)
    if not starts:
        return []
    firsts = [0, *breaks(text, split_words(text), starts).sentences]
    begins = [_opened(text, starts[first]) for first in firsts]
    ends = [*begins[1:], len(text)]
    return [
        Sentence(begin, begin + len(text[begin:end].rstrip()))
        for begin, end in zip(begins, ends, strict=True)
    ]


def _opened(text: str, start: int) -> int:
    """Take the quotes and brackets along that open a sentence."""
    while start and text[start - 1] in _OPENING:
        start -= 1
    return start


def sentence_at(found: Sequence[Sentence], start: int) -> Sentence | None:
    """Give the sentence that a place stands in; None before the first."""
    number = bisect_right(found, start, key=lambda sentence: sentence.start) - 1
    return found[number] if number >= 0 else None


def shown(sentence: Sentence, start: int, end: int) -> Sentence:
    """Shorten a sentence for showing, to `LONGEST_SHOWN` code points around `[start, end)`."""
    if sentence.end - sentence.start <= LONGEST_SHOWN:
        return sentence
    room = max(LONGEST_SHOWN - (end - start), 0) // 2
    begin = max(sentence.start, start - room)
    return Sentence(begin, max(end, min(sentence.end, begin + LONGEST_SHOWN)))
