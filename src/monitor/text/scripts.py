r"""Which characters belong to which script, as classes for regular expressions.

Python's `\w` knows no scripts and leaves out combining marks, so the ranges are spelled out here.
Digits and punctuation inside a block are left out on purpose.

Source: the block and script tables of the Unicode Standard, version 14.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final

SPACED: dict[str, str] = {
    "Latn": (
        "A-Za-zªºÀ-ÖØ-öø-ʯ\u1d00-\u1dbf\u1e00-\u1effⁱⁿ\u2090-\u209cKÅ\u2160-\u2188\u24b6-\u24e9"
        "\u2c60-\u2c7f\ua722-\ua787\ua78b-\ua7ca\uab30-\uab5a\ufb00-\ufb06Ａ-Ｚａ-ｚ"
        "\U0001d400-\U0001d7cb"
    ),
    "Cyrl": "\u0400-\u0481\u0483-\u0487\u048a-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua66f"
    "\ua674-\ua67d\ua67f-\ua69f",
    "Grek": "\u0370-\u0373\u0376-\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fbc\u1fbe"
    "\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc",
    "Arab": (
        "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef"
        "\u06fa-\u06ff\u0750-\u077f"
        "\u0870-\u0887\u0889-\u088e\u0898-\u08e1\u08e3-\u08ff\ufb50-\ufbb1\ufbd3-\ufd3d"
        "\ufd50-\ufdfb\ufe70-\ufefc"
    ),
    "Hebr": "\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u05d0-\u05f2\ufb1d-\ufb28"
    "\ufb2a-\ufb4f",
    "Hang": "\u1100-\u11ff\u302e-\u302f\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc",
    "Deva": "\u0900-\u0963\u0971-\u097f\ua8e0-\ua8f7\ua8fb-\ua8ff",
    "Beng": "\u0980-\u09e3\u09f0-\u09f1\u09fc\u09fe",
    "Guru": "\u0a01-\u0a5e\u0a70-\u0a75",
    "Gujr": "\u0a81-\u0ae3\u0af9-\u0aff",
    "Orya": "\u0b01-\u0b63\u0b71",
    "Taml": "\u0b82-\u0bd7",
    "Telu": "\u0c00-\u0c63",
    "Knda": "\u0c80-\u0c83\u0c85-\u0ce3",
    "Mlym": "\u0d00-\u0d4e\u0d54-\u0d57\u0d5f-\u0d63\u0d7a-\u0d7f",
    "Sinh": "\u0d80-\u0ddf\u0df2-\u0df3",
    "Armn": "\u0531-\u0556\u0559\u0560-\u0588\ufb13-\ufb17",
    "Geor": "\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Ethi": "\u1200-\u135f\u1380-\u138f\u2d80-\u2dde\uab01-\uab2e",
    "Tibt": "\u0f00\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc",
    "Syrc": "\u0710-\u074f",
    "Mong": "\u1820-\u18aa",
}
"""Scripts that put spaces between words: one token is one word."""

UNSPACED: dict[str, str] = {
    "Hani": "\u2e80-\u2fd5々〇\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff",
    "Hira": "\u3041-\u3096\u309d-\u309f",
    "Kana": "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Laoo": "\u0e81-\u0ebd\u0ec0-\u0ecd\u0edc-\u0edf",
    "Khmr": "\u1780-\u17d3\u17d7\u17dc-\u17dd",
    "Mymr": "\u1000-\u103f\u1050-\u108f\u109a-\u109f\uaa60-\uaa76\uaa7a-\uaa7f",
}
"""Scripts without spaces: one token is one character with its marks."""

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""Combining marks that any script may borrow."""

SCRIPT_MARKS = (
    "\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8"
    "\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957"
    "\u0981-\u0983\u09bc\u09be-\u09cd"
    "\u0a3c-\u0a51\u0abc\u0abe-\u0acd\u0b3c\u0b3e-\u0b57\u0bbe-\u0bcd\u0c3e-\u0c56\u0cbc"
    "\u0cbe-\u0cd6\u0d3e-\u0d4d\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u0f8d-\u0fbc"
    "\u102b-\u103e\u17b4-\u17d3\u3099-\u309a"
)
"""Combining marks that belong to one script."""

HIDDEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060\ufeff\u3164\uffa0"
"""Characters that take no room: soft hyphen, joiners, fillers."""

APOSTROPHES = "'`´ʹ-ʿˈˊˋ\u2018\u2019\u201b\u2032\u2035＇\u05f3"
"""Everything that writers use as an apostrophe."""

_NO_ASCII_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())


@cache
def _beyond_ascii() -> re.Pattern[str]:
    return re.compile(r"[^\x00-\x7f]")


@cache
def _letters() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(f"[{ranges}]") for code, ranges in (SPACED | UNSPACED).items()}


def script_counts(text: str) -> dict[str, int]:
    """Count the letters of each script.

    Args:
        text: Any text; give a short sample, every letter beyond ASCII is looked up.

    Returns:
        ISO 15924 code -> letters, at least one each; marks of a script count as letters.
    """
    latin = len(text.encode("ascii", "ignore").translate(None, _NO_ASCII_LETTERS))
    counts = {"Latn": latin} if latin else {}
    if not text.isascii():
        for character, times in Counter(_beyond_ascii().findall(text)).items():
            code = script_of(character)
            counts[code] = counts.get(code, 0) + times
    counts.pop("Zyyy", None)
    return counts


@lru_cache(maxsize=1 << 14)  # more than the letters that news is written in
def script_of(character: str) -> str:
    """Name the script of one character.

    Returns:
        An ISO 15924 code, or "Zyyy" for what belongs to no script that we know.
    """
    return next((code for code, letters in _letters().items() if letters.match(character)), "Zyyy")
