"""Words and letters as evidence for languages: what they say is added up, in logarithms."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from monitor.text.word_pieces import PIECES
from monitor.text.words_slavic import SLAVIC
from monitor.text.words_western import WESTERN
from monitor.text.words_world import WORLD

_WORD: Final = 1.6
_SPREAD: Final = 0.7
"""A word or piece of n languages says its weight / n ** _SPREAD for each of them."""
_MOST: Final = 8
"""A word of more languages says too little for the time that it takes."""
_PIECE: Final = 0.5
_NATIVE: Final = 0.4
_FOREIGN: Final = 1.0

_Index = dict[str, tuple[float, tuple[str, ...]]]

LETTERS: Final = {
    "az": "əğıöşüç",
    "bs": "čćđšž",
    "ca": "àçèéíïòóúü",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôŵŷ",
    "da": "æøå",
    "de": "äöüß",
    "es": "áéíñóúü¿¡",
    "et": "äõöüšž",
    "fi": "äö",
    "fr": "àâçèéêëîïôùûœ",
    "ga": "áéíóú",
    "gl": "áéíñóú",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "ċġħż",
    "nl": "ëéï",
    "no": "æøå",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîșşțţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sq": "çë",
    "sr": "čćđšž",
    "sv": "åäö",
    "tk": "äçöşüňýž",
    "tr": "çğıöşüâî",
}
"""Letters beyond a to z that a language writes; a language that is not here writes none."""


def word_votes(words: Iterable[str]) -> dict[str, float]:
    """Say how much the words of a text speak for each language.

    Args:
        words: In small letters; one that comes again says nothing more.

    Returns:
        Logarithms above zero, by language; languages without a word are left out.
    """
    index, known = _index()
    votes: dict[str, float] = {}
    for word in known.intersection(words):
        weight, names = index[word]
        for name in names:
            votes[name] = votes.get(name, 0.0) + weight
    return votes


def words_of(low: str) -> list[str]:
    """Split a text into runs of letters; that takes five times as long as at spaces."""
    return _word().findall(low)


def piece_votes(words: Iterable[str], possible: tuple[str, ...]) -> dict[str, float]:
    """Say how much beginnings, endings and groups of letters speak for each language.

    Args:
        words: A headline's, in small letters; for a whole text it takes too long.
        possible: The languages that come into question, always the same few combinations.

    Returns:
        Logarithms above zero, by language; languages without a piece are left out.
    """
    joined = f"_{'_'.join(words)}_"
    votes: dict[str, float] = {}
    for piece, (weight, names) in _pieces(possible).items():
        if piece in joined:
            for name in names:
                votes[name] = votes.get(name, 0.0) + weight
    return votes


def letter_votes(low: str, names: Iterable[str]) -> dict[str, float]:
    """Say how much letters with marks speak for or against languages in Latin letters.

    Args:
        low: Some of the text, in small letters.
        names: The languages to weigh.

    Returns:
        Logarithms by language; empty where the text has no such letter.
    """
    letters = frozenset(_marked().findall(low))
    if not letters:
        return {}
    own = _own_letters()
    native = {name: len(letters & own.get(name, frozenset())) for name in names}
    return {
        name: _NATIVE * min(found, 3) - _FOREIGN * min(len(letters) - found, 4)
        for name, found in native.items()
    }


@cache
def _index() -> tuple[_Index, frozenset[str]]:
    index = _turned(WESTERN | SLAVIC | WORLD, _WORD)
    return index, frozenset(index)


@lru_cache(maxsize=64)
def _pieces(possible: tuple[str, ...]) -> _Index:
    return _turned(
        {name: pieces for name, pieces in PIECES.items() if name.split("-")[0] in possible}, _PIECE
    )


def _turned(table: Mapping[str, str], weight: float) -> _Index:
    """Turn a table round: word -> what it says, and for which languages.

    The weights are whole 256ths: their sums are exact, whatever order a set gives the words in.
    """
    names: dict[str, list[str]] = {}
    for name, words in table.items():
        for word in words.split():
            names.setdefault(word, []).append(name.split("-")[0])
    return {
        word: (round(256 * weight / len(of) ** _SPREAD) / 256, tuple(of))
        for word, of in names.items()
        if len(of) <= _MOST
    }


@cache
def _own_letters() -> dict[str, frozenset[str]]:
    return {name: frozenset(letters) for name, letters in LETTERS.items()}


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _marked() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(set("".join(LETTERS.values())))) + "]")
