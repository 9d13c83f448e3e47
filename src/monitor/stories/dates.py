"""The days that a text names: of a month (17 June, 17日) or of a week (Tuesday)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from monitor.text.normalise import fold_word
from monitor.text.numbers import Number
from monitor.text.tokens import Token

NEAR: Final = timedelta(days=10)
_MONTHS: Final = ("月", "월")
_LANGUAGES: Final = {"no": "nb", "tl": "fil"}
_FORMS: Final = {"ja": "_曜", "ko": "_요일", "zh": "星期_ 周_ 週_ 礼拜_"}
_SIGNS: Final = {"ja": "月火水木金土日", "ko": "월화수목금토일", "zh": "一二三四五六日"}


def days(
    text: str, tokens: Sequence[Token], found: Sequence[Number], language: str, told: date
) -> Iterator[tuple[int, date]]:
    """Give the days that a text names, with their places, each as the one nearest to `told`.

    Args:
        text: The text.
        tokens: Its tokens.
        found: Its numbers.
        language: Primary subtag.
        told: When it was told. A weekday is one of the seven days up to `told`.
    """
    for number in found:
        if _is_day(number, text):
            yield from ((number.start, day) for day in _nearest(int(number.value), told))
    for start, weekday in (*_by_words(tokens, language), *_by_signs(text, language)):
        yield start, told - timedelta(days=(told.weekday() - weekday) % 7)


def _is_day(number: Number, text: str) -> bool:
    is_month = text[number.end : number.end + 1] in _MONTHS
    return number.kind == "date" and 1 <= number.value <= 31 and not is_month


def _by_words(tokens: Sequence[Token], language: str) -> Iterator[tuple[int, int]]:
    known = weekdays(language)
    for token in tokens:
        weekday = known.get(_folded(token.surface))
        if weekday is not None:
            yield token.start, weekday


def _by_signs(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Find weekdays that are written with one sign of their own, each once."""
    for weekday, sign in enumerate(_SIGNS.get(language, "")):
        for form in _FORMS[language].split():
            at = text.find(form.replace("_", sign))
            if at >= 0:
                yield at, weekday


def _nearest(day: int, told: date) -> Iterator[date]:
    around = (told + timedelta(days=step) for step in range(-NEAR.days, NEAR.days + 1))
    fitting = [one for one in around if one.day == day]
    if fitting:
        yield min(fitting, key=lambda one: (abs(one - told), one))


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    return fold_word(word)


@cache
def weekdays(language: str) -> dict[str, int]:
    """Give the words of a language for the days of a week, folded; Monday is 0.

    Source: CLDR, by babel.
    """
    return _words(language, "days", 0)


@cache
def months(language: str) -> frozenset[str]:
    """Give the words of a language for months, folded."""
    return frozenset(_words(language, "months", 1))


def _words(language: str, what: str, first: int) -> dict[str, int]:
    try:
        locale = Locale.parse(_LANGUAGES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for context in getattr(locale, what).values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                key = fold_word(name.strip("."))
                if len(key) > 2:
                    found.setdefault(key, number - first)
    for name, number in list(found.items()):
        for more in _declined(name, language):
            found.setdefault(more, number)
    return found


def _declined(name: str, language: str) -> Iterator[str]:
    """Give the case in which East Slavic and Polish news names the day: в среду, w środę."""
    if name.endswith(("а", "я")) and language in ("ru", "uk", "be"):
        yield name[:-1] + ("у" if name.endswith("а") else "ю")
    if name.endswith("a") and language in ("pl", "cs", "sk", "hr", "sr", "sl"):
        yield name[:-1] + ("ę" if language == "pl" else "u")
