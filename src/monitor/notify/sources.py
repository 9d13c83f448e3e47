"""The character of a source: what the tags of its feed say of it."""

from collections.abc import Iterable
from functools import lru_cache

from monitor.notify.words.frame import Words, locale_of


def character(words: Words, tags: Iterable[str]) -> list[str]:
    """Say in the reader's language what a source is: state media, wire, its country.

    Only tags of a known meaning are said: those of `Words.tags`, and countries by their English
    name or two-letter code. Every other tag is a word of the operator's own.
    """
    told = [words.tags.get(tag) or _country_name(words, tag) for tag in tags]
    return [name for name in dict.fromkeys(told) if name]


def country(tags: Iterable[str]) -> str | None:
    """Give the ISO 3166 code of the first country among the tags."""
    return next((code for code in map(_code, tags) if code), None)


def _country_name(words: Words, tag: str) -> str | None:
    code = _code(tag)
    return str(locale_of(words.language).territories.get(code, code)) if code else None


def _code(tag: str) -> str | None:
    return _codes().get(tag.casefold().replace("-", " ").replace("_", " "))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Every name and code of a country; CLDR has groups of them too, which are no country."""
    groups = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
    known = {
        code: name
        for code, name in locale_of("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in groups
    }
    return {name.casefold(): code for code, name in known.items()} | {
        code.casefold(): code for code in known
    }
