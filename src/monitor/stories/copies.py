"""Whether one text is a copy of another: an exact comparison of their words.

Many texts share many words and are no copies: lottery and stock tables, weather, horoscopes,
police logs, tickers, and the lines that ask for a subscription. What differs tells them apart. An
editor rewords, cuts and adds: little of what the shorter text says is missing from the longer. A
form that is filled in anew has on both sides names, numbers and things that the other lacks.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from monitor.text.fingerprint import WORDS_WIDE, folded_words, shingles, width
from monitor.text.numbers import numbers
from monitor.text.tokens import word_starts

FEWEST_WORDS: Final = 12
"""Shorter texts are never compared."""
LEAST_COVERED: Final = 0.6
"""So much of the shorter text must stand in the longer one, in runs of words."""
STRANGERS: Final = 0.75
"""Headlines of which each has so much that the other article lacks are of two articles."""
READ: Final = 12_000
"""So many characters of a text are compared."""
LEAD: Final = 25
"""So many first words hold the news of a text; a form is filled in there."""
WEIGHTS: Final[Mapping[str, float]] = {
    "covered": 3.0,
    "lead": 3.0,
    "words": -2.0,
    "headlines": -3.0,
    "numbers": -8.0,
    "title_numbers": -2.5,
    "one_site": -1.5,
}
BIAS: Final = -1.8
_VETOES: Final = {
    "words": "veto_words",
    "headlines": "veto_title",
    "numbers": "veto_numbers",
    "title_numbers": "veto_numbers",
    "one_site": "veto_site",
}
_WIDE: Final = 3
_DENSE: Final = 6
_STEM: Final = 5
_SHORTEST: Final = 4


class Text:
    """An article's words, laid out for comparing.

    Attributes:
        wide: So many words make a run: three, or six characters where words have no spaces.
        title: Folded words of the headline.
        words: Folded words of the text.
    """

    def __init__(self, title: str, text: str, language: str) -> None:
        self._title = unicodedata.normalize("NFC", title)
        self._text = unicodedata.normalize("NFC", text[:READ])
        self._language = language
        self.wide = _WIDE if width(self._text) == WORDS_WIDE else _DENSE
        self.title = folded_words(self._title)
        self.words = folded_words(self._text)

    def without_tail(self, other: "Text") -> "Text":
        """Leave out what follows the last run that another text has, too.

        An outlet's own lines follow a text, and what was cut from the other does, too.
        """
        runs = shingles(self.words, self.wide)
        last = max((at for at, run in enumerate(runs) if run in other.runs), default=None)
        if last is None or last + self.wide == len(self.words):
            return self
        end = word_starts(self._text)[last + self.wide]
        return Text(self._title, self._text[:end], self._language)

    @property
    def length(self) -> float:
        """How long the text is, in words."""
        return len(self.words) * _WIDE / self.wide

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of the text, each once."""
        return frozenset(shingles(self.words, self.wide))

    @cached_property
    def values(self) -> frozenset[float]:
        """The numbers of the text, in whatever way they are written."""
        return frozenset(one.value for one in numbers(self._text, self._language))

    @cached_property
    def title_values(self) -> frozenset[float]:
        """The numbers of the headline."""
        return frozenset(one.value for one in numbers(self._title, self._language))

    @cached_property
    def stems(self) -> frozenset[str]:
        """What the text speaks of, without endings."""
        return self._stems(self.words)

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """What the headline speaks of."""
        return self._stems(self.title)

    def _stems(self, words: list[str]) -> frozenset[str]:
        if self.wide == _DENSE:
            return frozenset(shingles(words, 2))
        return frozenset(one[:_STEM] for one in words if len(one) >= _SHORTEST and one.isalpha())

    def covered(self, other: "Text", most: int | None = None) -> float:
        """Say how much of the text, or of its first words, stands in runs of another."""
        words = self.words[:most]
        inside, until = 0, 0
        for at, run in enumerate(shingles(words, self.wide)):
            if run in other.runs:
                inside += at + self.wide - max(at, until)
                until = at + self.wide
        return inside / len(words) if words else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an exact comparison said.

    `covered` is the share of the shorter text that stands in the longer; `veto` is the reason
    word of why it is no copy all the same.
    """

    is_copy: bool
    covered: float
    veto: str = ""


def compare(one: Text, other: Text, *, one_site: bool) -> Verdict:
    """Say whether two articles of one language have one text.

    Args:
        one: An article.
        other: The other.
        one_site: Whether they stand on one site, which prints forms and seldom copies itself.
    """
    if one.wide != other.wide:
        return Verdict(is_copy=False, covered=0.0)
    mine, theirs = one.without_tail(other), other.without_tail(one)
    short, long = sorted((mine, theirs), key=lambda text: len(text.words))
    covered = short.covered(long)
    if covered < LEAST_COVERED or short.length < FEWEST_WORDS:
        return Verdict(is_copy=False, covered=covered)
    signs = evidence(short, long, covered, one_site=one_site)
    against = {name: WEIGHTS[name] * value for name, value in signs.items() if WEIGHTS[name] < 0}
    worst = min(against, key=lambda name: (against[name], name))
    odds = BIAS + sum(WEIGHTS[name] * value for name, value in signs.items())
    is_copy = odds > 0 and signs["headlines"] < STRANGERS
    return Verdict(is_copy=is_copy, covered=covered, veto="" if is_copy else _VETOES[worst])


def evidence(short: Text, long: Text, covered: float, *, one_site: bool) -> dict[str, float]:
    """Give what the weights are for, by name.

    What only one text has may have been cut or added; so of each kind the lesser lack counts.
    """
    titles = (
        short.title_values - long.values - long.title_values,
        long.title_values - short.values - short.title_values,
    )
    return {
        "covered": covered,
        "lead": short.covered(long, LEAD * short.wide // _WIDE),
        "words": _lesser(short.stems, long.stems, short.title_stems, long.title_stems),
        "headlines": _lesser_of_titles(short, long),
        "numbers": _lesser(short.values, long.values, short.title_values, long.title_values),
        "title_numbers": float(all(titles)),
        "one_site": float(one_site),
    }


def _lesser(
    mine: frozenset[Any],
    theirs: frozenset[Any],
    mine_too: frozenset[Any],
    theirs_too: frozenset[Any],
) -> float:
    return min(_lacking(mine, theirs | theirs_too), _lacking(theirs, mine | mine_too))


def _lesser_of_titles(short: Text, long: Text) -> float:
    return min(
        _lacking(short.title_stems, long.stems | long.title_stems),
        _lacking(long.title_stems, short.stems | short.title_stems),
    )


def _lacking(mine: frozenset[Any], theirs: frozenset[Any]) -> float:
    """Give the share of what one has that the other lacks."""
    return len(mine - theirs) / len(mine) if mine else 0.0
