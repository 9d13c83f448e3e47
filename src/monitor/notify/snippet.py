"""The few lines of an article that show why it matched."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.hit import Span
from monitor.text.scripts import MARKS, SCRIPT_MARKS, UNSPACED

LENGTH: Final = 280
_QUOTES = "\"'\u201d\u2019\u00bb)\\]\u300d\u300f"
_SENTENCE_END = re.compile(
    f"[.!?\u2026\u061f\u06d4\u0964][{_QUOTES}]*\\s+|[\u3002\uff01\uff1f][{_QUOTES}]*|\n+"
)
_UNSPACED = "".join(UNSPACED.values())
_WORD_START = re.compile(f"(?<=\\s)(?=\\S)|(?=[{_UNSPACED}])(?![{MARKS}{SCRIPT_MARKS}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of a text: `places` are code points `[start, end)` of `text` itself.

    `cut_before` and `cut_after` say that the article's text goes on there.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    cut_before: bool
    cut_after: bool


def snippet(text: str, spans: Sequence[Span], length: int = LENGTH) -> Snippet:
    """Cut out the sentences around the densest matches.

    Args:
        text: The article's text; spans of field `text` point into it.
        spans: Every place that met the rule, any field, any order.
        length: Most code points of the stretch.

    Returns:
        A stretch of at most `length`, beginning and ending at sentences where they fit, else at
        words. Without a match in the text it is the text's beginning.
    """
    mine = sorted(
        (s for s in spans if s.field == "text" and 0 <= s.start < s.end <= len(text)),
        key=lambda s: (s.start, s.end),
    )
    first, last = _densest(mine, length)
    start, end = _stretch(text, first, last, length)
    inside = (span for span in mine if start <= span.start and span.end <= end)
    return Snippet(
        text=text[start:end],
        places=tuple((span.start - start, span.end - start) for span in inside),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def _densest(spans: Sequence[Span], length: int) -> tuple[int, int]:
    """Find the matches within `length` that show most different entries, then most places."""
    best, found = (0, 0), (0, 0)
    inside: Counter[str] = Counter()
    right = 0
    for left, first in enumerate(spans):
        right = max(right, left)
        while right < len(spans) and spans[right].end - first.start <= length:
            inside[_idea(spans[right])] += 1
            right += 1
        score = (len(inside), right - left)
        if right > left:
            if score > best:
                best, found = score, (first.start, spans[right - 1].end)
            inside[_idea(first)] -= 1
            inside += Counter()  # drops what has come down to none
    return found


def _idea(span: Span) -> str:
    return span.entry or span.term


def _stretch(text: str, first: int, last: int, length: int) -> tuple[int, int]:
    """Widen `[first, last)` to whole sentences, else to words, within `length`."""
    from_, to = max(0, last - length), min(len(text), first + length)
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(text, from_, to))]
    sentence = starts[bisect_right(starts, first) - 1]
    room = length - (last - first)
    begin = sentence if first - sentence <= room else _word_start(text, first - room // 3, first)
    limit = min(len(text), begin + length)
    if limit == len(text):
        return begin, limit
    ends = starts[bisect_left(starts, last) :]
    whole = [end for end in ends if begin + length // 2 <= end <= limit]
    if whole and whole[-1] >= last:
        return begin, whole[-1]
    return begin, max(last, _word_end(text, last, limit))


def _word_start(text: str, low: int, high: int) -> int:
    """Find the first place in `[low, high]` where a word begins, or `high`."""
    low = max(low, 0)
    if low == 0:
        return 0
    found = _WORD_START.search(text, low, high)
    return found.start() if found else high


def _word_end(text: str, low: int, high: int) -> int:
    """Find the last place in `[low, high]` where a word begins, or `low`."""
    starts = [m.start() for m in _WORD_START.finditer(text, low, high + 1)]
    return starts[-1] if starts and starts[-1] <= high else low
