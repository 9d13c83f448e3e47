"""Which languages a word of no stated language may be a word of."""

from typing import Final, Literal, TypeAlias

from monitor.text.forms.endings import CASES

Kind: TypeAlias = Literal["word", "name", "bare"]
"""A word of a language; a name, which takes only case endings and clitics; a word of no stated
language, which a language inflects only if its dictionary knows it."""

_CASED: Final = {
    "Latn": tuple(
        sorted(
            set(CASES) - {"be", "bg", "el", "hy", "ka", "kk", "mk", "ru", "uk"} | {"en", "id", "ms"}
        )
    ),
    "Cyrl": ("be", "bg", "kk", "mk", "ru", "sr", "uk"),
    "Arab": ("ar",),
    "Grek": ("el",),
    "Armn": ("hy",),
    "Geor": ("ka",),
}
_KNOWN: Final = {
    "Latn": tuple(
        "bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lb lt lv ms nl nn no pl pt ro sk"
        " sl sq sr sv tl tr".split()
    ),
    "Cyrl": ("be", "bg", "kk", "mk", "ru", "sr", "uk"),
    "Arab": ("ar", "fa"),
    "Deva": ("hi", "ne"),
    "Hebr": ("he",),
    "Mlym": ("ml",),
    "Taml": ("ta",),
} | {script: _CASED[script] for script in ("Grek", "Armn", "Geor")}


def languages_of_script(script: str, kind: Kind = "name") -> tuple[str, ...]:
    """Name the languages that may inflect a word of no stated language.

    Args:
        script: ISO 15924 code.
        kind: "bare" for languages with a dictionary or a stemmer, else those with case endings.

    Returns:
        Languages in the order of the alphabet; empty where words do not change.
    """
    return (_KNOWN if kind == "bare" else _CASED).get(script, ())
