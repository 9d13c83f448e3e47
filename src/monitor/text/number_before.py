"""What the words before a number say of it: $5, No. 5, June 5, Regiment 528."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple, cast

from monitor.text.number_units import BEFORE, NumberKind, by_word
from monitor.text.number_words import fold_numbers

EAST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e4e]")
"""Letters that stand beside a number without a space and mean nothing by it."""

_GLUES: Final = re.compile("[A-Za-zÀ-ɏ\u0370-\u03ff\u0400-\u052f]")
_JOINTS: Final = frozenset({"", "-", "‑"})
_NUMERO: Final = frozenset({"no", "nos"})
_CAPITAL_MONTHS: Final = frozenset({"may", "march", "mar"})
_GOES_ON: Final = re.compile(r"\s?\w")
_ENDS: Final = re.compile(r"[.,;:!?()«»“”\"\n]")
_BLANKS: Final = " .-‑\u00a0\t\n"
_OPENING: Final = "([{«“„\"'"
_SEEN: Final = 40
_NAME_WORDS: Final = 4
_LONGEST_UNIT: Final = 3
_LOWEST_YEAR, _HIGHEST_YEAR = 1900, 2099


class _Before(NamedTuple):
    """The last words before a number, the nearest last, and what stands between."""

    words: list[str]
    gap: str

    @property
    def word(self) -> str:
        return self.words[-1].lstrip(_OPENING) or self.words[-1]


def kind_before(text: str, start: int, end: int, value: float) -> NumberKind | None:
    """Say what the number at `[start, end)` is by what stands before it, if that tells."""
    seen = text[max(0, start - _SEEN) : start]
    rest = seen.rstrip(_BLANKS)
    words = rest.split()[-_NAME_WORDS:]
    if not words:
        return None
    before = _Before(words, seen[len(rest) :])
    kind = _before().get(fold_numbers(before.word))
    if kind in ("money", "age", "percent"):
        return cast(NumberKind, kind)
    if text[start:end].isdigit():
        if kind == "unit_name" or _is_numbered(before) or _is_last_of_name(text, end, rest):
            return "unit_name"
        if is_year(value) and kind in ("year", "date"):
            return "date"
    if _is_glued(before):
        return "unit_name"
    return _of_calendar(before.word, kind, value)


def _of_calendar(word: str, kind: str | None, value: float) -> NumberKind | None:
    if kind == "date" and value <= 31 and is_month(word):
        return "date"
    return "hour" if kind == "hour" and value <= 24 else None


def _is_glued(before: _Before) -> bool:
    """Whether letters are glued to a number: F16, Су-57, ke-528, 天王星-6."""
    last = before.word[-1]
    if before.gap not in _JOINTS:
        return False
    return bool(_GLUES.match(last)) or (before.gap != "" and bool(EAST.match(last)))


def _is_numbered(before: _Before) -> bool:
    """Whether the words before a number give it to a thing: No. 5, Resimen Zeni 528."""
    if fold_numbers(before.word) in _NUMERO:
        return "." in before.gap
    if len(before.words) < 2 or before.word[0].islower() or "." in before.gap:
        return False
    return _before().get(fold_numbers(before.words[-2])) == "unit_name"


def _is_last_of_name(text: str, end: int, rest: str) -> bool:
    """Whether a number closes the name of a unit: Trung đoàn công binh 528."""
    number = text[max(0, end - _LONGEST_UNIT - 1) : end]
    if (number.isdigit() and len(number) > _LONGEST_UNIT) or _GOES_ON.match(text, end):
        return False
    words = _ENDS.split(rest)[-1].split()[-_NAME_WORDS:]
    return any(_before().get(fold_numbers(word)) == "unit_name" for word in words)


def is_year(value: float) -> bool:
    """Whether a number may be a year that news speaks of."""
    return _LOWEST_YEAR <= value <= _HIGHEST_YEAR


def is_month(word: str) -> bool:
    """Whether a word that may be a month is one: "may" is a verb."""
    return word[:1].isupper() or word.lower() not in _CAPITAL_MONTHS


@cache
def _before() -> Mapping[str, str]:
    return by_word(BEFORE)
