"""All forms of the words of a rule, made when rules are compiled."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from monitor.text.forms.indonesian import LANGUAGES as MALAY
from monitor.text.forms.indonesian import indonesian_forms
from monitor.text.forms.languages import Kind, languages_of_script
from monitor.text.forms.slavic import LANGUAGES as RUSSIAN
from monitor.text.forms.slavic import slavic_forms
from monitor.text.forms.tabled import tabled_forms
from monitor.text.normalise import accent_key, fold_word, without_accents

__all__ = ["Kind", "Word", "expand", "expand_many", "languages_of_script"]

Word: TypeAlias = tuple[str, str, Kind]
"""A word, its language, what kind of word it is."""

_SHORT: Final = 4
"""No form of a word of so many letters is shorter (Polish mina, "5 min")."""
_SHORT_FORMS: Final = RUSSIAN | {"ar"}
"""Languages in which it may be: their dictionaries know which word a short form is."""
_SHORTEST: Final = 3
_LONG_NAME: Final = 6
_WHOLE: Final = frozenset({"ja", "km", "ko", "lo", "my", "th", "vi", "zh"})
"""Languages whose words do not change; Korean particles are the business of `korean_prefix`."""
_PAST: Final = ("ó", "ò")
"""Publicó without its accent would be público without its own."""
_TONED: Final = tuple("àáảãạèéẻẽẹỳýỷỹỵ")
_JOINED: Final = re.compile("[' .-]")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def expand(word: str, language: str, *, name: bool = False) -> frozenset[str]:
    """Give the surface keys of all forms of a word.

    Loads what the language needs; for many words `expand_many` loads it once.

    Args:
        word: One word as written in a rule, its dictionary form or another.
        language: Two letters.
        name: Whether it is a name, which takes only case endings and clitics.

    Returns:
        Folded keys, the word's own among them.
    """
    asked: Word = (word, language, "name" if name else "word")
    return expand_many([asked])[asked]


def expand_many(words: Iterable[Word]) -> dict[Word, frozenset[str]]:
    """Give the surface keys of all forms of many words, loading one dictionary at a time.

    Args:
        words: Word, language, kind.

    Returns:
        Folded keys for each word asked for, its own among them; none at all for a bare word that
        the language's dictionary does not know.
    """
    by_language: dict[str, list[Word]] = {}
    for word in words:
        by_language.setdefault(word[1], []).append(word)
    found: dict[Word, frozenset[str]] = {}
    for language, asked in by_language.items():
        for word, forms in zip(asked, _inflect(language, asked), strict=True):
            found[word] = _keys(word, forms) if forms else frozenset()
    return found


def _inflect(language: str, asked: list[Word]) -> Iterator[frozenset[str]]:
    """Give the forms of words of one language, as written; none for a bare word unknown to it."""
    if language in _WHOLE:
        return (frozenset({word}) for word, _, _ in asked)
    if language in RUSSIAN:
        return (slavic_forms(word, language, kind) for word, _, kind in asked)
    if language in MALAY:
        return (indonesian_forms(word, kind) for word, _, kind in asked)
    forms = tabled_forms(language, ((word, kind) for word, _, kind in asked))
    return (forms.get((word, kind), frozenset()) for word, _, kind in asked)


def _keys(word: Word, forms: frozenset[str]) -> frozenset[str]:
    surface, language, kind = word
    own = fold_word(surface, language)
    is_short = len(own) == _SHORT and language not in _SHORT_FORMS
    shortest = _SHORT if is_short else min(len(own), _SHORTEST)
    folded = _fold_all(forms, language)
    keys = {own} | {key for key in folded if len(key) >= shortest and not _JOINED.search(key)}
    bare = {accent_key(key, language) for key in keys if key == own or not key.endswith(_PAST)}
    if language == "de":
        bare |= {key.translate(_UMLAUTS) for key in keys}
    if kind == "name" and language != "vi" and len(own) >= _LONG_NAME:
        bare |= {without_accents(key) for key in keys}
    return frozenset(keys | bare)


def _fold_all(forms: frozenset[str], language: str) -> Iterator[str]:
    """Fold many forms at once, which is quicker; the Vietnamese tone is looked for at ends only."""
    for key in fold_word("\n".join(forms), language).split("\n"):
        yield fold_word(key, language) if key.endswith(_TONED) else key
