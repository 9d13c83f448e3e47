"""What a word of an article can be looked up by."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from monitor.text.forms.arabic import arabic_keys
from monitor.text.forms.stems import stem_keys
from monitor.text.normalise import ACCENTS_FOLD, accent_key, fold_word, without_accents

__all__ = ["WordKeys", "stem_keys", "term_stems", "word_keys"]

_REMEMBERED: Final = 1 << 16
_HEBREW_PREFIXES: Final = frozenset("ובלמהכש")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordKeys:
    """The keys of one word of an article.

    Attributes:
        surface: The word folded, see `fold_word`.
        extra: Further keys of the same word: without accents, without clitics.
        stems: Pairs of language and stem, for words that are not names.
    """

    surface: str
    extra: tuple[str, ...]
    stems: tuple[tuple[str, str], ...]


def term_stems(word: str, language: str, forms: frozenset[str]) -> tuple[str, ...]:
    """Give the stem keys of a rule's word: only where nothing better is known.

    A stem merges strangers (engineer and engine), so a word whose forms `expand` lists has none.

    Args:
        word: One word of a rule, not a name.
        language: Two letters.
        forms: What `expand` gave for it.

    Returns:
        As `stem_keys`.
    """
    key = fold_word(word)
    if language == "it" and key.endswith("tà"):
        return ()  # comunità never changes, and its stem is that of comune
    listed = {without_accents(form) for form in forms} - {without_accents(key)}
    return () if listed else stem_keys(key, language)


@lru_cache(maxsize=_REMEMBERED)
def word_keys(surface: str, languages: tuple[str, ...]) -> WordKeys:
    """Make the keys of a word.

    Args:
        surface: One token as it stands in the text.
        languages: The candidate languages of the article.

    Returns:
        Its keys. Traditional characters are simplified where zh is a candidate and ja is not;
        accents go
        where a candidate folds them, never where Vietnamese is one.
    """
    chinese = "zh" in languages and "ja" not in languages
    key = fold_word(surface, "zh" if chinese else None)
    stems = tuple((name, stem) for name in languages for stem in stem_keys(key, name))
    return WordKeys(surface=key, extra=extra_keys(key, languages), stems=stems)


def extra_keys(key: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Make the further keys of a word: without accents, without clitics.

    Args:
        key: Its surface key.
        languages: The candidate languages of the article.

    Returns:
        Keys other than the surface key, each once.
    """
    extra = dict.fromkeys((*_unaccented(key, languages), *_unprefixed(key, languages)))
    extra.pop(key, None)
    return tuple(extra)


def _unaccented(key: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    if key.isascii() or "vi" in languages:
        return ()
    if not languages or languages == ("und",) or not ACCENTS_FOLD.isdisjoint(languages):
        return (without_accents(key),)
    return tuple(accent_key(key, name) for name in languages)


def _unprefixed(key: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    if key[:1] < "\u0590" or key[:1] > "\u06ff":
        return ()
    if key[:1] < "\u0600":
        return _hebrew_keys(key)
    return arabic_keys(key) if "ar" in languages or languages == ("und",) else ()


def _hebrew_keys(key: str) -> tuple[str, ...]:
    """Take one or two of the letters off that Hebrew writes on the next word."""
    first = key[1:] if key[0] in _HEBREW_PREFIXES and len(key) > 4 else ""
    second = first[1:] if first[:1] in _HEBREW_PREFIXES and len(first) > 4 else ""
    return tuple(rest for rest in (first, second) if rest)
