"""Snowball stems: the second chance of a word that no dictionary and no rule of ours inflects."""

from functools import cache
from typing import TYPE_CHECKING, Final

from monitor.text.normalise import ACCENTS_FOLD, without_accents

if TYPE_CHECKING:
    from Stemmer import Stemmer

ALGORITHMS: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_SHORTEST_WORD: Final = 5
_SHORTEST_STEM: Final = 4
"""Turkish mayın (mine) stems to may (May): a stem this short says nothing."""


def stem_keys(key: str, language: str) -> tuple[str, ...]:
    """Give the stem keys of a word that is not a name.

    Args:
        key: A surface key.
        language: Two letters.

    Returns:
        No key or one; none for words of four letters or fewer, for stems that lost too much, and
        for
        languages without an algorithm (Indonesian has one, and it takes the b of beranjau for a
        prefix).
    """
    if language not in ALGORITHMS or len(key) < _SHORTEST_WORD or not key.isalpha():
        return ()
    stem = str(_stemmer(language).stemWord(key))
    if len(stem) < _SHORTEST_STEM or 2 * len(stem) < len(key):
        return ()
    return (without_accents(stem) if language in ACCENTS_FOLD else stem,)


@cache
def _stemmer(language: str) -> "Stemmer":
    from Stemmer import Stemmer

    stemmer = Stemmer(ALGORITHMS[language])
    stemmer.maxCacheSize = 0  # tokens are remembered by `word_keys`
    return stemmer
