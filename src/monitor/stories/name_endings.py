"""Endings that names take on by case, and what is left of a name without them."""

from functools import cache
from typing import Final

FEWEST_LEFT: Final = 4
"""A shorter name keeps its ending: it may be part of the name."""

_ENDINGS: Final = {
    "ru": "ского скому ском ским ской скую ская ский ами ями ого ому ыми ими ом ем ём ой ей ою"
    " ым им ах ях ов а у ы и е я ю о ь й",
    "uk": "ського ському ським ській ську ська ський ами ями ого ому ові еві ом ем ою"
    " ею єю ах ях ів а у и і е я ю ї є о ь й",
    "pl": "skiego skiemu skim skiej ską ska ski owi iem em ie ego emu ach ami ów om ą"
    " ę a y i e u o",
    "cs": "ského skému ským ské skou ská ský ovi em ě ích ech ách ami ů ům ou a y i e u o",
    "tr": "daki deki ndan nden dan den tan ten nın nin nun nün ın in un ün da de ta te ya ye yı"
    " yi a e ı i u ü",
    "hu": "ban ben nak nek ból ből val vel tól től nál nél ra re ba be ot et t",
    "fi": "ssa ssä sta stä lla llä lle lta ltä in an en n a ä",
    "lt": "as is us ys o ui ą e io iui į a os ai oje",
    "lv": "s as a am u ā is i im ī us e es ei ē",
    "el": "ος ου ο ας α ης η ή ων",
} | dict.fromkeys(("de", "sv", "no", "da", "nl", "en"), "s")
_SAME: Final = {
    "be": "ru", "bg": "ru", "sk": "cs", "sl": "cs", "hr": "cs", "bs": "cs", "sr": "cs", "az": "tr",
}  # fmt: skip
_SURNAMES: Final = ("ськ", "ск", "sk")
"""What stays of an ending of a surname: Зеленского is Зеленск."""


def bare_name(name: str, language: str) -> str:
    """Take the ending of a case off a name, in small letters.

    Args:
        name: As it is written.
        language: Primary subtag; a language without a table leaves the name as it is.
    """
    low = name.lower()
    for ending in _endings(_SAME.get(language, language)):
        if low.endswith(ending) and len(low) - len(ending) >= FEWEST_LEFT:
            kept = next((stem for stem in _SURNAMES if ending.startswith(stem)), "")
            return low[: -len(ending)] + kept
    return low


@cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(_ENDINGS.get(language, "").split(), key=len, reverse=True))
