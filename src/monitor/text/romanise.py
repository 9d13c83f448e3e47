"""Names of any script in Latin letters, by their sound: Шойгу, 쇼이구 and ショイグ are all soigu.

A sound is no spelling: it is made to be compared with others (`monitor.text.soundalike`).

Sources: the tables of `monitor.text.spellings`, the habits of news agencies, and the characters
that Chinese agencies use for foreign names.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from monitor.text import sounds
from monitor.text.normalise import fold_word
from monitor.text.scripts import script_of
from monitor.text.spellings.hangul import System, syllables_of

_REMEMBERED: Final = 1 << 15
_SILENT: Final = re.compile(r"[^a-zSZCJ]")
_KANA: Final = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_HANGUL: Final = System(
    initials="k,k,n,d,t,r,m,b,p,s,s,,J,J,C,k,t,p,h",
    vowels="a,e,ya,ye,o,e,yo,e,o,wa,we,we,yo,u,wo,we,wi,yu,u,i,i",
    finals="ㄱ=k ㄲ=k ㄳ=k ㄴ=n ㄵ=n ㄶ=n ㄷ=t ㄹ=l ㄺ=k ㄻ=m ㄼ=l ㄽ=l ㄾ=l ㄿ=p ㅀ=l ㅁ=m ㅂ=p "
    "ㅄ=p ㅅ=t ㅆ=t ㅇ=ng ㅈ=t ㅊ=t ㅋ=k ㅌ=t ㅍ=p ㅎ=t",
)
_SOFT: Final = re.compile("s(?=[iy])")
_BY_TABLE: Final = {
    "Cyrl": sounds.CYRILLIC,
    "Grek": sounds.GREEK,
    "Armn": sounds.ARMENIAN,
    "Geor": sounds.GEORGIAN,
    "Hebr": sounds.HEBREW,
    "Arab": sounds.ARABIC,
    "Thai": sounds.THAI,
}


@lru_cache(maxsize=_REMEMBERED)
def romanise(name: str, language: str = "und") -> str:
    """Write one name by its sound.

    Args:
        name: One word, or a run of characters of a script without spaces.
        language: Whose spelling it is, two letters; it decides how Latin letters are read.

    Returns:
        Letters a to z and S (sh), Z (zh), C (ch), J (dj), c is ts and x is kh; empty where
        nothing can be read.
    """
    key = fold_word(name, "zh" if script_of(name[:1]) == "Hani" else None)
    return _SILENT.sub("", _reader(script_of(key[:1]), language)(key))


def _reader(script: str, language: str) -> Callable[[str], str]:
    if script == "Latn":
        return lambda key: _plain(_latin(language)(key))
    if script in _BY_TABLE:
        table = sounds.reader(_BY_TABLE[script])
        return (lambda key: table(_plain(key))) if script == "Grek" else table
    others: dict[str, Callable[[str], str]] = {"Hang": _hangul, "Hani": _han}
    others |= dict.fromkeys(("Kana", "Hira"), _kana)
    others |= dict.fromkeys(sounds.INDIC, _indic)
    return others.get(script, lambda _: "")


def _latin(language: str) -> Callable[[str], str]:
    return sounds.reader(sounds.LATIN.get(language, ""), sounds.common_latin())


def _plain(key: str) -> str:
    """Drop accents."""
    return "".join(
        one for one in unicodedata.normalize("NFD", key) if one.isascii() or one > "\u036f"
    )


def _hangul(key: str) -> str:
    return _SOFT.sub("S", _HANGUL.spell(syllables_of(key)))


def _han(key: str) -> str:
    table = sounds.han()
    return "".join(table.get(one, "") for one in key)


def _kana(key: str) -> str:
    return sounds.reader(sounds.KANA)(unicodedata.normalize("NFKC", key).translate(_KANA))


def _indic(key: str) -> str:
    """Read a script of India by the places of its letters in Devanagari's block."""
    start = sounds.INDIC[script_of(key[0])]
    moved = "".join(
        chr(ord(one) - start + 0x0900) if start <= ord(one) < start + 0x80 else one for one in key
    )
    return sounds.reader(sounds.DEVANAGARI)(moved)
