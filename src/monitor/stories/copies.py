"""Whether one text is a copy of another: an exact comparison of their words.

Many texts share many words and are no copies: lottery and stock tables, weather, horoscopes,
police logs, tickers, and the lines that ask for a subscription. What differs tells them apart. An
editor rewords, cuts and adds: little of what the shorter text says is missing from the longer. A
form that is filled in anew has other numbers in the place of numbers, and on both sides names and
things that the other lacks.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from monitor.stories.exchange import Words, digit_runs, exchange
from monitor.text.fingerprint import WORDS_WIDE, shingles, width
from monitor.text.normalise import fold_words
from monitor.text.numbers import numbers
from monitor.text.tokens import split_words, word_starts

FEWEST_WORDS: Final = 12
"""Shorter texts are never compared."""
LEAST_COVERED: Final = 0.5
"""So much of the shorter text must stand in the longer one, in runs of words."""
STRANGERS: Final = 0.75
"""Headlines of which each has so much that the other article lacks are of two articles."""
APART: Final = 0.35
"""Texts of which each speaks so much of what the other does not are two, whatever they share."""
READ: Final = 12_000
"""So many characters of a text are compared."""
LEAD: Final = 25
"""So many first words hold the news of a text; a form is filled in there."""
LEAST_KEPT: Final = 0.5
"""Texts that part after less than this share of the shorter only begin alike."""
MUCH_LONGER: Final = 1.6
"""A text so many times as long may be a list of news, of which the other is a piece."""
FIRST_WORDS: Final = 60
BEGUN: Final = 0.25
"""What was cut from a text is its end: so much of what is left stands among its first words."""
MANY_EXCHANGED: Final = 0.4
"""When this share of the numbers is exchanged, more do not tell more."""
WEIGHTS: Final[Mapping[str, float]] = {
    "covered": 2.1,
    "lead": 1.9,
    "words": -2.6,
    "headlines": -3.6,
    "numbers": -6.1,
    "title_numbers": -1.9,
    "one_site": -1.7,
}
BIAS: Final = 0.2
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
_GROUPED: Final = re.compile(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}\b)")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""How German is written where there are no umlauts at hand."""


class Text:
    """An article's words, laid out for comparing.

    Attributes:
        wide: So many words make a run: three, or six characters where words have no spaces.
        title: Folded words of the headline.
        written: Words of the text.
        words: The same, folded.
    """

    def __init__(self, title: str, text: str, language: str) -> None:
        self._title = _GROUPED.sub("", unicodedata.normalize("NFC", title))
        self._text = _GROUPED.sub("", unicodedata.normalize("NFC", text[:READ]))
        self._language = language
        self.wide = _WIDE if width(self._text) == WORDS_WIDE else _DENSE
        self.title = _folded(split_words(self._title), language)
        self.written = split_words(self._text)
        self.words = _folded(self.written, language)

    def until(self, other: "Text") -> int:
        """Say after how many words the last run ends that another text has, too."""
        runs = shingles(self.words, self.wide)
        last = max((at for at, run in enumerate(runs) if run in other.runs), default=0)
        return last + self.wide

    def first(self, most: int) -> "Text":
        """Leave out what follows after so many words."""
        if most >= len(self.words):
            return self
        return Text(self._title, self._text[: word_starts(self._text)[most]], self._language)

    @property
    def side(self) -> Words:
        """The words for laying two texts side by side."""
        values = {f"{value:.0f}" for value in self.values}
        return Words(self.words, self.written, values - self.digits)

    @cached_property
    def digits(self) -> frozenset[str]:
        """The numbers that are written in digits; those that stand together are one."""
        return digit_runs(self.words)

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
    short, long = sorted(_without_tails(one, other), key=_size)
    covered = short.covered(long)
    if covered < LEAST_COVERED or short.length < FEWEST_WORDS:
        return Verdict(is_copy=False, covered=covered)
    signs, is_form = evidence(short, long, covered, one_site=one_site)
    veto = _veto(signs)
    if is_form:
        veto = "veto_form"
    elif _is_piece(*sorted((one, other), key=_size)):
        veto = "veto_piece"
    return Verdict(is_copy=not veto, covered=covered, veto=veto)


def _size(text: Text) -> int:
    return len(text.words)


def _without_tails(one: Text, other: Text) -> tuple[Text, Text]:
    """Leave out what follows the last run that both texts have.

    An outlet's own lines follow a text, and what was cut from the other does, too. Texts that
    part early have two ends of their own, and nothing is left out.
    """
    mine, theirs = one.until(other), other.until(one)
    if min(mine, theirs) < LEAST_KEPT * min(_size(one), _size(other)):
        return one, other
    return one.first(mine), other.first(theirs)


def _veto(signs: Mapping[str, float]) -> str:
    """Weigh what was found; say what speaks most against a copy, or nothing where it is one."""
    odds = BIAS + sum(WEIGHTS[name] * value for name, value in signs.items())
    if odds > 0 and signs["headlines"] < STRANGERS and signs["words"] < APART:
        return ""
    against = {name: WEIGHTS[name] * value for name, value in signs.items() if WEIGHTS[name] < 0}
    return _VETOES[min(against, key=lambda name: (against[name], name))]


def _is_piece(short: Text, long: Text) -> bool:
    """Whether a much longer text begins with other news than the shorter one tells."""
    if len(long.words) <= MUCH_LONGER * len(short.words):
        return False
    first = FIRST_WORDS * long.wide // _WIDE
    begun = long.covered(short, first) * min(first, len(long.words))
    return begun < BEGUN * min(first, len(short.words))


def evidence(
    short: Text, long: Text, covered: float, *, one_site: bool
) -> tuple[dict[str, float], bool]:
    """Give what the weights are for, by name, and whether the texts fill in one form.

    What only one text has may have been cut or added; so of each kind the lesser lack counts.
    """
    exchanged = exchange(short.side, long.side, short.wide)
    share = exchanged.numbers / (1 + len(short.digits))
    titles = (
        short.title_values - long.values - long.title_values,
        long.title_values - short.values - short.title_values,
    )
    signs = {
        "covered": covered,
        "lead": short.covered(long, LEAD * short.wide // _WIDE),
        "words": _lesser(short.stems, long.stems, short.title_stems, long.title_stems),
        "headlines": _lesser_of_titles(short, long),
        "numbers": min(share, MANY_EXCHANGED) / MANY_EXCHANGED,
        "title_numbers": float(all(titles)),
        "one_site": float(one_site),
    }
    return signs, exchanged.is_form


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


def _folded(words: list[str], language: str) -> list[str]:
    folded = fold_words(words)
    return [one.translate(_UMLAUTS) for one in folded] if language == "de" else folded
