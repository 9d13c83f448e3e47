"""Countries and big cities, as CLDR spells them in the languages of the world.

Source: CLDR's names of territories and of the cities that its time zones are named after, as
babel carries them (unicode.org/reports/tr35). A name that is also a common word of a language is
left to the table `things.txt`.
"""

from collections.abc import Iterator
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

COUNTRY: Final = 0.6
CITY: Final = 1.0
_SHORTEST_STEM: Final = 5
_INFLECTED: Final = frozenset(
    "be bg bs cs el et fi hr hu is lt lv mk pl ro ru sk sl sr tr uk az".split()
)
_VOWELS: Final = frozenset("aeiouyąęóáéíýěůаеиоуыэюяіїєёьй")
_NO_COUNTRY: Final = frozenset({"ZZ", "EZ", "UN", "EU", "XA", "XB", "QO"})
_AREAS: Final = frozenset({"Africa", "America", "Asia", "Australia", "Europe", "Pacific"})
_LANGUAGES: Final = {"no": "nb", "tl": "fil"}

Term = tuple[str, tuple[str, float]]


def territories(language: str) -> Iterator[Term]:
    """Give terms of a language for `Tongue`: countries as `@KP`, cities by their zone's name.

    Returns:
        Nothing for a language that CLDR does not know.
    """
    try:
        locale = Locale.parse(_LANGUAGES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return
    for code, name in locale.territories.items():
        if code.isalpha() and code not in _NO_COUNTRY:
            yield from _terms(name, f"@{code}", COUNTRY, language)
    for zone in get_global("zone_territories"):
        area, _, name = zone.partition("/")
        if area in _AREAS and "/" not in name:
            city = locale.time_zones.get(zone, {}).get("city") or name.replace("_", " ")
            yield from _terms(city, f"+{name.lower()}", CITY, language)


def _terms(name: str, thing: str, weight: float, language: str) -> Iterator[Term]:
    plain = name.split("(")[0].replace("-", " ").replace(".", " ").strip()
    words = [word for word in plain.split() if word not in ("–", "&")]
    if words and len(plain) > 1:
        yield "_".join(_stem(word, language) for word in words), (thing, weight)


def _stem(word: str, language: str) -> str:
    """Leave room for endings: of a long word its last vowels, of others nothing."""
    if language not in _INFLECTED or len(word) < _SHORTEST_STEM:
        return word
    stem = word.rstrip("".join(_VOWELS))
    return f"{stem if len(stem) >= _SHORTEST_STEM - 1 else word}*"
