"""Folding: one key for all the ways a word is written.

Every fold works on one word, so a place in the original text is never lost. Accents stay in the
key: they
tell words apart in many languages. Where they do not, `without_accents` makes a second key.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from monitor.text.chinese import simplify
from monitor.text.scripts import APOSTROPHES, HIDDEN, MARKS

ACCENTS_FOLD: Final = frozenset(
    {"af", "ca", "el", "en", "es", "fr", "ga", "gl", "id", "it", "ms", "nl", "pt", "sq", "sw", "tl"}
)
"""Languages whose readers take a word without its accents for the same word."""

_DROPPED = re.compile(
    f"[{HIDDEN}\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8"
    f"\u06ea-\u06ed\u08d3-\u08ff"
    "\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7"  # Hebrew points
    "\ufe00-\ufe0f\U000e0100-\U000e01ef]"  # variation selectors
)
_STRESS = re.compile("(?<=[аеёиоуыэюяіїєѣ])[\u0300\u0301]")
_LETTERS = str.maketrans(
    {
        "ё": "е",
        "ѐ": "е",
        "ѝ": "и",
        "ı": "i",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ș": "ş",  # Romanian is typed with a comma or a cedilla
        "ț": "ţ",
        '"': "״",  # Hebrew acronyms
    }
    | {mark: "'" for mark in APOSTROPHES if mark != "-"}
    | {chr(code): "'" for code in range(0x02B9, 0x02C0)}
)
_VIETNAMESE = re.compile("(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$", re.MULTILINE)
_THAI_TONE = re.compile("([\u0e48-\u0e4b])\u0e4d|([\u0ec8-\u0ecb])\u0ecd")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_ACCENT = re.compile(f"[{MARKS}]")
_GREEK_OR_LATIN = re.compile("[a-zß-ɏͰ-Ͽḁ-ỿἀ-ῼ]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def fold_word(word: str, language: str | None = None) -> str:
    """Fold one word to its surface key.

    NFKC and case; all of the Turkish i; ё = е and stress marks; Arabic marks and letter forms;
    apostrophes; hidden characters; decimal digits of all scripts; the Vietnamese tone on one place;
    Thai and Lao am.

    Args:
        word: One token, or a term of one word.
        language: Only "zh" matters: traditional characters become simplified ones.

    Returns:
        The key; folding it again changes nothing.
    """
    if word.isascii():
        return word.lower().replace("`", "'").replace('"', "״")
    key = _fold_once(word)
    while (again := _fold_once(key)) != key:  # some compatibility characters need a second round
        key = again
    return simplify(key) if language == "zh" else key


def fold_words(words: Sequence[str]) -> list[str]:
    """Fold many words at once, which takes a fraction of the time.

    Every fold looks at the letters of one word only, so the words are folded as the lines of one
    text.

    Args:
        words: Tokens, none with a line break.

    Returns:
        As `fold_word` for each of them.
    """
    keys = fold_word("\n".join(words)).split("\n") if words else []
    return keys if len(keys) == len(words) else [fold_word(word) for word in words]


def without_accents(key: str) -> str:
    """Drop the accents of Latin and Greek letters from a surface key.

    ñ stays, it tells words apart wherever it is written (año, ano).

    Returns:
        The bare key; the key itself where it has no accent.
    """
    if key.isascii() or not _GREEK_OR_LATIN.search(key):
        return key
    kept = unicodedata.normalize("NFD", key).replace("n\u0303", "\0")
    return (
        unicodedata.normalize("NFC", _ACCENT.sub("", kept)).replace("\0", "ñ").translate(_LIGATURES)
    )


def accent_key(key: str, language: str) -> str:
    """Fold the accents that a language does not use to tell words apart.

    Args:
        key: A surface key.
        language: Two letters.

    Returns:
        The key by which this language knows the word: without accents where `ACCENTS_FOLD` says so,
        without the circumflex in Turkish, unchanged elsewhere (always in Vietnamese).
    """
    if language in ACCENTS_FOLD:
        return without_accents(key)
    if language == "tr":
        return key.replace("â", "a").replace("î", "i").replace("û", "u")
    return key


def _fold_once(word: str) -> str:
    key = unicodedata.normalize("NFKC", word).casefold()
    key = unicodedata.normalize("NFKC", key.replace("i\u0307", "i"))
    key = key.translate(_LETTERS)
    if key.isascii():
        return key
    key = _STRESS.sub("", _DROPPED.sub("", key))
    key = _THAI_TONE.sub(_am_first, key).replace("เเ", "แ")
    key = _VIETNAMESE.sub(_tone_first, key)
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), key)


def _tone_first(syllable: re.Match[str]) -> str:
    """Move the tone of an open oa, oe, uy to the first vowel: hoà and hòa are one word."""
    first, second = tuple(syllable.group())
    parts = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + parts[1:]) + parts[0]


def _am_first(pair: re.Match[str]) -> str:
    return pair.group()[::-1]
