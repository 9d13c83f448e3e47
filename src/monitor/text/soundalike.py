"""Whether two names sound alike, whatever scripts they came from."""

import re
from functools import lru_cache
from typing import Final

_CLASSES: Final = {
    letter: group
    for group, letters in {
        "P": "pbfv", "T": "td", "K": "kgxhq", "S": "szSZCJc", "R": "lr", "M": "m", "N": "n",
    }.items()
    for letter in letters
}  # fmt: skip
_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in "pb td kg sz lr fv gx xh kx gh hk bv pf SC CJ ZJ SZ cs zc zZ sS cC kq zJ".split()
)
"""Consonants that transliteration takes for each other all the time."""
_VOWELS: Final = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}
_NASAL: Final = re.compile(r"n(?=[pbfvm])")
_VELAR: Final = re.compile(r"ng[gk]?")
_DOUBLE: Final = re.compile(r"([a-zSZCJ])\1+")
_REMEMBERED: Final = 1 << 15

_Part = tuple[str, str]


@lru_cache(maxsize=_REMEMBERED)
def skeleton(sound: str) -> str:
    """Reduce a sound to the classes of its consonants.

    Args:
        sound: As `romanise` gives it.

    Returns:
        Letters of P, T, K, S, R, M, N, with A before them where it begins with a vowel: Kursk is
        KRSK. Names that sound alike have one skeleton; so may others.
    """
    parts = _parts(sound)
    return "".join("A" if not consonant else _CLASSES[consonant] for consonant, _ in parts)


def likeness(one: str, other: str) -> float:
    """Say how much two sounds are alike.

    Returns:
        1 for the same, 0 for those of different skeletons; from .88 on they are likely one name.
    """
    if one == other:
        return 1.0
    if skeleton(one) != skeleton(other):
        return 0.0
    pairs = list(zip(_parts(one), _parts(other), strict=True))
    apart = sum(_apart(*pair) for pair in pairs)
    return max(0.0, 1.0 - apart / max(2, len(pairs)))


def _apart(one: _Part, other: _Part) -> float:
    """Say how different two consonants with what follows are: from 0 to 1."""
    consonant = 0.0
    if one[0] != other[0]:
        consonant = 0.12 if frozenset((one[0], other[0])) in _NEAR else 0.45
    return min(1.0, consonant + _vowels_apart(one[1], other[1]))


def _vowels_apart(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if not one or not other:
        return 0.12
    if set(one) <= set(other) or set(other) <= set(one):
        return 0.08
    return 0.3


@lru_cache(maxsize=_REMEMBERED)
def _parts(sound: str) -> tuple[_Part, ...]:
    """Split a sound into consonants, each with the classes of the vowels after it."""
    plain = _NASAL.sub("m", _VELAR.sub("n", _DOUBLE.sub(r"\1", sound)))
    parts: list[_Part] = []
    for letter in plain:
        if letter in _CLASSES:
            if not _is_double(parts, letter):
                parts.append((letter, ""))
        elif letter in _VOWELS:
            if not parts:
                parts.append(("", ""))
            consonant, vowels = parts[-1]
            parts[-1] = (consonant, vowels + _VOWELS[letter].strip(vowels[-1:] or " "))
    return tuple(parts)


def _is_double(parts: list[_Part], letter: str) -> bool:
    """Whether a consonant follows one of its class at once: ss, ts before s."""
    consonant, vowels = parts[-1] if parts else ("", "")
    return bool(consonant) and not vowels and _CLASSES[consonant] == _CLASSES[letter]
