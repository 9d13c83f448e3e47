"""Numbers in digits of any script, and the shapes that are no figures: dates, hours, scores."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, cast

from monitor.text.number_units import NumberKind
from monitor.text.number_words import Counting


class Part(NamedTuple):
    """A piece of a number, `[start, end)`; `shape` where its shape alone says what it is."""

    start: int
    end: int
    value: float
    shape: NumberKind | None = None
    counting: Counting | None = None

    @property
    def multiplies(self) -> bool:
        """Whether it multiplies what stands before it."""
        return self.counting is not None and self.counting.multiplies

    @property
    def joins(self) -> bool:
        """Whether it may follow units."""
        return self.counting is not None and self.counting.joins

    @property
    def is_digits(self) -> bool:
        """Whether it is written in digits."""
        return self.counting is None


_POINT_LANGUAGES: Final = frozenset(
    "en zh ja ko th he hi ms ur bn ta te mr ne tl sw my km ga cy mt si".split()
)
"""Languages whose decimal sign is the point; in the others it is the comma."""

_SPACED_LANGUAGES: Final = frozenset(
    "ru uk be bg fr pl cs sk sv fi no nb nn et lt lv hu kk ky uz mn hy ka sq af".split()
)
"""Languages that part thousands by a plain space; elsewhere only 5 000 is read so."""

_THIN: Final = "\u00a0\u2009\u202f\u2007\u2005"
_PARTING: Final = f".,，．'’٬{_THIN}"


def _shapes(parting: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<date>\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
        r"|\d{1,2}(?P<dot>[./-])\d{1,2}(?P=dot)(?:\d{4}|\d{2})(?!\d)"
        r"|\d{1,2}/\d{1,2}(?![\d/]))"
        r"|(?P<hour>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
        r"|(?P<score>\d{1,3}:\d{1,3}(?!\d))"
        rf"|(?P<grouped>\d{{1,3}}(?P<sign>{parting})\d{{3}}(?:(?P=sign)\d{{3}}){{0,3}}(?!\d)"
        r"(?:[.,．٫]\d{1,2}(?!\d))?)"
        r"|(?P<lakhs>\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d))"
        r"|(?P<code>\d+(?:\.\d+){2,}|\d+(?:-\d+){2,}|\d+·\d+)"
        r"|(?P<plain>\d+(?:[.,．٫]\d+)?)"
    )


_SPACED: Final = _shapes(f"[{_PARTING} ]")
_UNSPACED: Final = _shapes(rf"[{_PARTING}]| (?=(?:\d{{3}} )*000(?!\d))")
_RANGE: Final = re.compile(r"[-–~〜～]|\s[–~]\s")
_TAKES_DECIMALS: Final = re.compile(
    r"\s?(?:mi?l|mio|mr?d|bi|tri|juta|jt|мл|мил|міл|tỷ|%|per|pro|про|відс|км|km|kg|кг|тон|ton)"
)
_DECIMAL: Final = re.compile("[.,．٫]")
_DIGIT: Final = re.compile(r"\d")
_LEADING: Final = re.compile(r"\d+")
LONGEST_PLAIN: Final = 9
"""Digits; a longer run without separators is a telephone or an account number."""


def matches(text: str, first: re.Pattern[str], whole: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find what a pattern finds, from the places of its possible first characters.

    Looking for one class of characters is ten times faster than trying alternatives everywhere.

    Yields:
        Matches of `whole` in order, never overlapping.
    """
    at = 0
    while begin := first.search(text, at):
        found = whole.match(text, begin.start())
        if found:
            yield found
        at = found.end() if found else begin.end()


def digits(text: str, language: str) -> Iterator[Part]:
    """Find numbers in digits.

    Args:
        text: Where.
        language: Decides between decimal and thousands where the shape does not.

    Yields:
        Parts in order. A range (10-15) is marked as one: its ends are estimates, and no figures.
    """
    previous: Part | None = None
    shapes = _SPACED if language in _SPACED_LANGUAGES else _UNSPACED
    for found in matches(text, _DIGIT, shapes):
        part = _part(found, language)
        if previous and _RANGE.fullmatch(text, previous.end, part.start):
            part, previous = part._replace(shape="range"), previous._replace(shape="range")
        if previous:
            yield previous
        previous = part
    if previous:
        yield previous


def _part(found: re.Match[str], language: str) -> Part:
    start, end = found.span()
    written = found[0]
    shape = found.lastgroup
    if shape == "plain":
        return _plain(start, end, written)
    if shape == "grouped":
        return Part(start, end, _grouped(found, written, language))
    if shape == "lakhs":
        return Part(start, end, float(written.replace(",", "")))
    value = float(_LEADING.match(written)[0])  # type: ignore[index]
    return Part(start, end, value, cast(NumberKind, shape))


def _plain(start: int, end: int, written: str) -> Part:
    whole, _, rest = _split(written)
    if rest:
        return Part(start, end, float(f"{whole}.{rest}"))
    return Part(start, end, float(whole), "code" if len(whole) > LONGEST_PLAIN else None)


def _grouped(found: re.Match[str], written: str, language: str) -> float:
    """Read 1.000: a thousand, unless it begins with 0 or a unit follows that takes decimals."""
    sign = found["sign"]
    groups = written.split(sign)
    last, _, rest = _split(groups[-1])
    if (
        len(groups) == 2
        and not rest
        and (groups[0][0] == "0" or _is_decimal(found, sign, language))
    ):
        return float(f"{groups[0]}.{last}")
    return float(f"{''.join((*groups[:-1], last))}.{rest or 0}")


def _is_decimal(found: re.Match[str], sign: str, language: str) -> bool:
    point = "." if language in _POINT_LANGUAGES else ","
    return sign == point and bool(_TAKES_DECIMALS.match(found.string, found.end()))


def _split(written: str) -> tuple[str, str, str]:
    found = _DECIMAL.search(written)
    if not found:
        return written, "", ""
    return written[: found.start()], found[0], written[found.end() :]
