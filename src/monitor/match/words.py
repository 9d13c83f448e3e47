"""What a word of a rule is looked up by: keys of one automaton, each with what it stands for.

A *sign* is a word of a rule as the index knows it: a number for the word together with the way it
is read. An article's word is written between two borders and scanned; every key found there names
the signs that the word may show.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from monitor.match.patterns import Pattern, PatternWord
from monitor.text.chinese import simplify
from monitor.text.normalise import fold_word
from monitor.text.scripts import UNSPACED

BORDER: Final = "\n"
STEM: Final = "\x01"

# How a key stands for a sign.
WORD: Final = 0  # the key itself, or with accents or clitics taken off
EXACT: Final = 1  # the key itself
CASE: Final = 2  # the key, if the word is also written the same
PREFIX: Final = 3  # the beginning of the key
HANGUL: Final = 4  # the beginning of a Korean word
PIECE: Final = 5  # a Korean word that is a part of a term which may be written apart
NEEDLE: Final = 6  # characters of a script without spaces, anywhere

Key: TypeAlias = tuple[str, int, int]
"""What is scanned for, how it stands for its sign, and the languages in which it does, as bits."""
EVERYWHERE: Final = 0
"""No bit: in every language."""


class Tongues(dict[str, int]):
    """A bit for every language."""

    def __missing__(self, language: str) -> int:
        bit = self[language] = 1 << len(self)
        return bit


def role_of(pattern: Pattern, number: int) -> int:
    """Say how a pattern reads one of its words."""
    if pattern.kind == "case":
        return CASE
    if pattern.kind == "exact":
        return EXACT
    if pattern.kind == "prefix" and number == len(pattern.words) - 1:
        return PREFIX
    if pattern.kind == "word" and pattern.words[number].script == "Hang":
        return HANGUL
    return WORD


def keys_of(word: PatternWord, role: int, bits: Mapping[str, int]) -> Iterator[Key]:
    """Give the keys of one word, read in one way."""
    if role == HANGUL:
        surface = fold_word(word.surface)
        yield BORDER + surface, HANGUL, EVERYWHERE
        for end in range(1, len(surface)):
            yield f"{BORDER}{surface[:end]}{BORDER}", PIECE, EVERYWHERE
        return
    behind = "" if role == PREFIX else BORDER
    for key in filter(None, word.keys):
        yield f"{BORDER}{key}{behind}", role, EVERYWHERE
    if role == WORD:
        yield from _inflected(word, bits)


def _inflected(word: PatternWord, bits: Mapping[str, int]) -> Iterator[Key]:
    forms: dict[str, int] = {}
    for language, found in word.forms.items():
        bit = bits[language]
        for form in found:
            forms[form] = forms.get(form, 0) | bit
    for form, languages in forms.items():
        yield f"{BORDER}{form}{BORDER}", WORD, languages
    stems: dict[str, int] = {}
    for language, stem in word.stems:
        stems[stem] = stems.get(stem, 0) | bits[language]
    for stem, languages in stems.items():
        yield f"{STEM}{stem}{BORDER}", WORD, languages


def is_needle(pattern: Pattern) -> bool:
    """Whether a pattern is looked for as characters: no word of it has spaces around it."""
    return all(word.script in UNSPACED for word in pattern.words)


def needle_of(pattern: Pattern) -> str:
    """Give a pattern as the characters that are scanned for, simplified on both sides."""
    return simplify("".join(fold_word(word.surface) for word in pattern.words))
