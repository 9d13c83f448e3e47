"""What a number is, by the words and signs beside it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, cast

from monitor.text.number_before import EAST, is_month, is_year, kind_before
from monitor.text.number_units import AFTER, NumberKind, by_word
from monitor.text.number_words import fold_numbers

_ORDINAL_POINT: Final = frozenset("de cs sk da no nb nn fi et hu sl hr sr bs tr lv is pl".split())
"""Languages in which a point after a number makes it an ordinal: 528. Regiment."""

_RIGHT: Final = re.compile(
    r"(?P<gap>[\s\u00a0]*)(?P<joint>[-‑]?|:(?=[ae]\b))"
    r"(?P<word>개\s[가-힣]+|[\u0900-\u0dff]+|[\u0e01-\u0e4e]+|[^\W\d_]+"
    r"|[%％‰$€£¥₽₩₹₴฿₫₺ºª])"
)
_CENT: Final = re.compile(r"\s(?:por|per)\s?c[ie]", re.IGNORECASE)
_LONGEST_EAST: Final = 5
_UNIT: Final = re.compile(  # 528공병연대, 528工兵旅
    r"(?!명|인|여)(?:개\s?)?[가-힣]{0,4}?(?:연대|여단|사단|군단|대대|중대|부대)"
    r"|(?![名人余多餘])[个個]?[\u4e00-\u9fff]{0,4}?(?:旅|团|團|师|師|連隊|联队|大隊|支队)"
)
_UNIT_STEMS: Final = tuple(
    "brig batal batayl regim resim rejim divis diviz tugay tabur alay tümen pułk poddziały prikaat"
    " pataljoon rykment"
    " бригад брыгад батальон баталјон полк дивиз дивіз дывіз ταξιαρχ τάγμα".split()
)
"""How the parts of an army begin: two brigades of builders are not two builders."""
_MOST_UNITS, _TWO_WORDS = 20, 32
_INFLECTED: Final = frozenset({"й", "я", "го", "му", "ая", "ой", "ый", "ий", "ое", "ю", "х", "ые"})


def kind_of(text: str, start: int, end: int, value: float, language: str) -> NumberKind:
    """Say what the number at `[start, end)` of a text is.

    Args:
        text: Where it stands.
        start: Its first code point.
        end: The code point after it.
        value: Its value.
        language: Primary subtag.
    """
    return (
        kind_before(text, start, end, value)
        or _by_right(text, end, value, language)
        or _by_shape(text, start, end, value, language)
    )


def _by_right(text: str, end: int, value: float, language: str) -> NumberKind | None:
    if text[end : end + 1] == ".":
        return _by_point(text, end, value, language)
    if _CENT.match(text, end):
        return "percent"
    found = _RIGHT.match(text, end)
    if not found:
        return None
    word = found["word"]
    if EAST.match(word[0]):
        return "unit_name" if _UNIT.match(word) else _by_east(word)
    if not found["joint"] and value <= _MOST_UNITS and _counts_units(text, found.start("word")):
        return "measure"
    return _by_word(word, value, is_glued=not found["gap"], is_joined=bool(found["joint"]))


def _counts_units(text: str, start: int) -> bool:
    """Whether one of the next two words is a part of an army: двух инженерных бригад."""
    words = fold_numbers(text[start : start + _TWO_WORDS]).split()[:2]
    return any(word.startswith(_UNIT_STEMS) for word in words)


def _by_word(word: str, value: float, *, is_glued: bool, is_joined: bool) -> NumberKind | None:
    """Read the word behind a number; an ending is glued to it (5th), or joined (5-я)."""
    key = fold_numbers(word)
    kind = _after().get(key)
    if kind is None:
        return "code" if is_glued and word.isascii() and not is_joined else None
    if kind == "unit_name":
        return kind if is_glued and (is_joined or key not in _INFLECTED) else None
    if kind == "date":
        return kind if value <= 31 and is_month(word) else None
    if kind == "hour":
        return kind if value <= 24 else None
    return "date" if kind == "duration" and is_year(value) else kind


def _by_point(text: str, end: int, value: float, language: str) -> NumberKind | None:
    """Read what follows a point: an abbreviation (тыс. руб.), or a German ordinal."""
    found = _RIGHT.match(text, end + 1)
    if not found or not found["gap"] or EAST.match(found["word"][0]):
        return None
    kind = _after().get(fold_numbers(found["word"]))
    if kind == "date":
        return "date" if value <= 31 else None
    if language in _ORDINAL_POINT and value == int(value) and value < 1000:
        return "unit_name"
    return kind if kind in ("money", "measure", "percent") else None


def _by_east(word: str) -> NumberKind | None:
    table = _after()
    for length in range(min(_LONGEST_EAST, len(word)), 0, -1):
        if kind := table.get(word[:length]):
            return kind
    return None


def _by_shape(text: str, start: int, end: int, value: float, language: str) -> NumberKind:
    if end - start != 4 or not text[start:end].isdigit() or not is_year(value):
        return "figure"
    if value % 1000 == 0 or EAST.match(text[end : end + 2].lstrip()[:1]):
        return "figure"  # 2000 is a round number; 年 would stand after a year
    return "date"


@cache
def _after() -> Mapping[str, NumberKind]:
    return cast(Mapping[str, NumberKind], by_word(AFTER))
