"""Han characters, simplified and traditional."""

from functools import cache
from typing import Final

from monitor.text.chinese import simplify

FIRST, LAST = 0x4E00, 0x9FFF
# Simplified and traditional alike, most of all where they only sound: the table has rarer forms.
ALIKE: Final = frozenset("克里布范谷余沈后于升台朱松仆朴术板表几咸困姜千卜曲志采向舍系")
MANY: Final = "one simplified character stands for several traditional ones"


def simplified(name: str) -> str:
    """Write a name in simplified characters."""
    return simplify(name)


def traditional(name: str) -> tuple[str, str]:
    """Write a name in traditional characters.

    Returns:
        The spelling, and why it is a guess; no reason where each character has one form.
    """
    table = _back()
    forms = [() if one in ALIKE else table.get(one, ()) for one in name]
    unsure = any(len(form) > 1 for form in forms) or any(one in ALIKE for one in name)
    written = "".join(form[0] if form else one for form, one in zip(forms, name, strict=True))
    return written, MANY if unsure and written != name else ""


@cache
def _back() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for character in map(chr, range(FIRST, LAST + 1)):
        simple = simplify(character)
        if simple != character:
            found.setdefault(simple, []).append(character)
    return {simple: tuple(forms) for simple, forms in found.items()}
