"""Arabic: the article and the clitics that are written on the word."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_LEFT: Final = 4
"""Letters that must remain, so that a root letter is not taken for a clitic."""
_SHORTEST: Final = 3
_SUFFIXES: Final = "ون ين ان ات ه ا هم ها نا".split()
"""Plurals and owners; not the ي that makes another word (عالم, عالمي)."""
_BEFORE: Final = "وفبلك"
_OWNERS: Final = ("ه", "ها", "هم", "نا")
_SUBJECTS: Final = ("", "ت", "وا", "نا", "ه", "ها", "هم", "ته", "تها", "تهم")
_ENDS: Final = ("", "ون", "وا", "ان", "ه", "ها", "هم")


def arabic_keys(key: str) -> tuple[str, ...]:
    """Take conjunction, preposition and article off a surface key.

    No suffix is ever taken off, so a name stays whole.

    Args:
        key: A folded Arabic word.

    Returns:
        Further keys, shorter and shorter; the key itself is not among them.
    """
    found = dict.fromkeys(_shorter(key))
    return tuple(found)


def _shorter(key: str) -> Iterator[str]:
    forms = [key]
    if key[:1] in ("و", "ف") and len(key) - 1 >= _LEFT:
        forms.append(key[1:])
        yield key[1:]
    for form in forms:
        yield from _without_preposition(form)


def _without_preposition(key: str) -> Iterator[str]:
    yield from _without_article(key)
    if key.startswith("لل") and len(key) - 2 >= _LEFT - 1:
        yield "ال" + key[2:]
        yield from (short for short in (key[2:],) if len(short) >= _LEFT)
    elif key[:1] in ("ب", "ل", "ك"):
        rest = key[1:]
        if len(rest) >= _LEFT + (key[0] == "ك"):  # كوريا keeps its first letter
            yield rest
        yield from _without_article(rest)


def _without_article(key: str) -> Iterator[str]:
    if key.startswith("ال") and len(key) - 2 >= _LEFT:
        yield key[2:]


def arabic_forms(word: str, from_table: frozenset[str], *, name: bool) -> frozenset[str]:
    """Give the forms of an Arabic word, each with and without the article.

    Args:
        word: A folded key.
        from_table: The forms that a dictionary knows, folded.
        name: A name keeps its article or its lack of one; its g may be spelled غ, ج or ق.

    Returns:
        Keys, the word itself among them.
    """
    if name:
        return frozenset(_respelled(word))
    bare = word.removeprefix("ال") if len(word) > _LEFT else word
    forms = {form for form in from_table | {bare, word} if len(form) >= min(len(bare), _SHORTEST)}
    forms |= _verb_forms(bare, from_table)
    if len(bare) >= _LEFT:
        stem = bare.removesuffix("ه")
        forms |= {stem + suffix for suffix in _SUFFIXES}
        forms |= {f"{stem}ت{suffix}" for suffix in ("ان", "ين", *_OWNERS) if stem != bare}
    return frozenset(forms | {f"ال{form}" for form in forms if not form.startswith("ال")})


def short_forms(forms: frozenset[str]) -> frozenset[str]:
    """Write clitics on forms of three letters, which `arabic_keys` would not dare to take off.

    Args:
        forms: Forms of one word.

    Returns:
        Keys that may be other words: ask a dictionary.
    """
    short = [form for form in forms if len(form) == _SHORTEST]
    return frozenset(
        [before + form for form in short for before in _BEFORE]
        + [form + owner for form in short for owner in _OWNERS]
    )


def _verb_forms(word: str, listed: frozenset[str]) -> set[str]:
    """Complete a verb, which the dictionary gives little more than the dual of: ارسلتا, يرسلا."""
    if f"{word}تا" not in listed:
        return set()
    past = {word + subject for subject in _SUBJECTS}
    stems = {form[1:-1] for form in listed if form[0] == "ي" and form[-1] == "ا" and len(form) > 4}
    present = {who + stem + end for who in "يتنا" for stem in stems for end in _ENDS}
    return past | present


@lru_cache(maxsize=1024)
def _respelled(name: str) -> tuple[str, ...]:
    """Swap the letters for a foreign g, all of one kind at once."""
    if len(name) < _LEFT or not re.search("[غجق]", name):
        return (name,)
    return tuple(dict.fromkeys([name, *(re.sub("[غجق]", letter, name) for letter in "غجقك")]))
