"""Numbers as the world's news writes them, with their places and what each of them counts.

1.000 = 1,000 = 1 000 = 1K = 1천 = 一千 = тысяча = seribu = ألف: a value needs no language. A text
is scanned once for digits and once for counting words; what stands together is joined, and its
neighbours say what it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from monitor.text.number_digits import Part, digits
from monitor.text.number_east import east
from monitor.text.number_kinds import kind_of
from monitor.text.number_units import NumberKind
from monitor.text.number_words import (
    counting_words,
    fold_numbers,
    one_words,
    table_of,
    vague_words,
)


class Number(NamedTuple):
    """One number: code points `[start, end)` of the text; `figure` counts things.

    A named tuple and not a dataclass: an article has dozens.
    """

    start: int
    end: int
    value: float
    kind: NumberKind


LARGEST: Final = 1e15
"""Beyond it, digits are no number that anybody counted."""

_WORD: Final = re.compile(r"[^\s\d!-&(-/:-@\[-_{-~«»“”„…—–،؛؟。、，·\u200b]+")
_ANDS: Final = "and|y|e|et|und|и|й|و|en|och|og|ja|i|a|de|di|ve"
_GAP: Final = re.compile(rf"[\s\-‑]*(?:\.\s?)?|\s+(?:{_ANDS})\s+")


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Find the numbers of a text.

    Args:
        text: A title, a sentence or a whole text.
        language: Primary subtag: whose words count, and what separates thousands. Digits are
            found in any language.

    Returns:
        Numbers in reading order, never overlapping. Vague ones (several thousand, тысячи) are no
        numbers, nor is a lone "one".
    """
    parts = [*digits(text, language), *_words(text, language), *east(text, language)]
    parts.sort()
    return tuple(
        Number(start, end, value, kind)
        for start, end, value, shape in _joined(text, language, _apart(parts))
        if value <= LARGEST
        for kind in (shape or kind_of(text, start, end, value, language),)
    )


def _words(text: str, language: str) -> Iterator[Part]:
    """Find counting words: which of them occur is asked of the whole text at once."""
    table = table_of(language)
    known = counting_words(table)
    if not known:
        return
    folded = fold_numbers(text)
    for word in known.keys() & set(_WORD.findall(folded)):
        for start in _places(folded, word):
            counting = known[word]
            yield Part(start, start + len(word), counting.value, None, counting)


def _places(folded: str, word: str) -> Iterator[int]:
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        if not folded[start - 1 : start].isalpha() and not folded[end : end + 1].isalpha():
            yield start
        start = folded.find(word, end)


def _apart(parts: Sequence[Part]) -> list[Part]:
    """Drop what overlaps something longer that begins before it."""
    kept: list[Part] = []
    for part in parts:
        if kept and part.start < kept[-1].end:
            if part.end <= kept[-1].end:
                continue
            kept.pop()
        kept.append(part)
    return kept


Joined = tuple[int, int, float, NumberKind | None]


def _joined(text: str, language: str, parts: Sequence[Part]) -> Iterator[Joined]:
    """Join parts that stand together into one number: two hundred and fifty thousand."""
    run: list[Part] = []
    for part in parts:
        if run and not (_fits(run, part) and _is_close(text, run[-1].end, part.start)):
            yield from _read(text, language, run)
            run = []
        run.append(part)
    if run:
        yield from _read(text, language, run)


def _is_close(text: str, end: int, start: int) -> bool:
    return end == start or (start - end < 8 and bool(_GAP.fullmatch(text, end, start)))


def _fits(run: Sequence[Part], part: Part) -> bool:
    """Whether a part continues a number: a scale, or something smaller than the last scale."""
    last = run[-1]
    if last.shape or part.shape:
        return False
    if part.multiplies:
        return part.value != last.value or not last.multiplies
    if part.is_digits or last.is_digits:
        return False
    if part.joins:
        return last.value < 10 and not last.multiplies
    return part.value < last.value and (last.multiplies or last.value % 10 == 0)


def _read(text: str, language: str, run: Sequence[Part]) -> Iterator[Joined]:
    """Work out a run of parts; nothing where it is vague, or no number at all."""
    first, last = run[0], run[-1]
    if len(run) == 1 and (first.shape or first.is_digits):
        yield first.start, first.end, first.value, first.shape
        return
    if not _counts(text, run):
        return
    total = current = 0.0
    for part in run:
        if not part.multiplies:
            current += part.value
        elif part.value < 1000:
            current = max(current, 1) * part.value
        elif total and part.value > total and not current:
            total *= part.value
        else:
            total += max(current, 1) * part.value
            current = 0
    end, one = _with_one(text, language, last)
    yield first.start, end, round(total + current + one, 6), None


def _counts(text: str, run: Sequence[Part]) -> bool:
    first = run[0]
    counting = first.counting
    if counting is None:
        return True
    if counting.after_digits or not (counting.alone or len(run) > 1):
        return False
    if first.multiplies and not counting.alone:
        return False
    before = _BEFORE.search(text[max(0, first.start - 16) : first.start])
    if before is None:
        return True
    if not first.multiplies:
        return fold_numbers(before[0]) not in _PER
    return not _is_vague(before[0], text, first.start, run[-1].end)


_PER: Final = frozenset({"por", "per"})
"""Before a hundred: por ciento."""
_BEFORE: Final = re.compile(r"[^\W\d_]+(?=[\s\-‑]+$)")


def _is_vague(before: str, text: str, start: int, end: int) -> bool:
    """Whether a scale stands behind a word like several, or inside a name (bin Salman)."""
    if fold_numbers(before) in vague_words():
        return True
    return before[0].isupper() and text[start].islower() and text[end:].lstrip()[:1].isupper()


def _with_one(text: str, language: str, last: Part) -> tuple[int, int]:
    """Take a following word for one along, after tens: twenty-one."""
    ones = one_words(table_of(language))
    if not ones or last.multiplies or last.is_digits or last.value % 10 or last.value < 20:
        return last.end, 0
    found = _one(table_of(language)).match(text, last.end)
    return (found.end(), 1) if found else (last.end, 0)


@cache
def _one(table: str) -> re.Pattern[str]:
    words = "|".join(sorted(one_words(table), key=len, reverse=True))
    return re.compile(rf"[\s‑-]+(?:(?:{_ANDS})\s+)?(?:{words})\b", re.IGNORECASE)
