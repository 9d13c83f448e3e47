"""All forms of the words of a rule, made when rules are compiled."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from monitor.text.forms.arabic import arabic_forms
from monitor.text.forms.endings import CASES, regular
from monitor.text.forms.indonesian import LANGUAGES as MALAY
from monitor.text.forms.indonesian import indonesian_forms
from monitor.text.forms.slavic import LANGUAGES as RUSSIAN
from monitor.text.forms.slavic import slavic_forms
from monitor.text.forms.tables import Table, load_table
from monitor.text.normalise import accent_key, fold_word, without_accents

Word: TypeAlias = tuple[str, str, bool]
"""A word, its language, whether it is a name."""

_SHORT: Final = 4
"""Words of so few letters get only what a dictionary says, and no form shorter than themselves."""
_LONG_NAME: Final = 6
_COMPOUNDING: Final = frozenset({"da", "de", "et", "fi", "hu", "nl", "no", "sv"})
_NAMES_LISTED: Final = frozenset({"bs", "cs", "hr", "lt", "lv", "pl", "ro", "sk", "sl", "sr"})
"""Languages whose dictionaries know what happens inside a name (Koreańczyk, Koreańczycy)."""
_WHOLE: Final = frozenset({"ja", "km", "ko", "lo", "my", "th", "vi", "zh"})
"""Languages whose words do not change; Korean particles are the business of `korean_prefix`."""
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def expand(word: str, language: str, *, name: bool = False) -> frozenset[str]:
    """Give the surface keys of all forms of a word.

    Loads what the language needs; for many words `expand_many` loads it once.

    Args:
        word: One word as written in a rule, its dictionary form or another.
        language: Two letters.
        name: Whether it is a name, which takes only case endings and clitics.

    Returns:
        Folded keys, the word's own among them.
    """
    return expand_many([(word, language, name)])[word, language, name]


def expand_many(words: Iterable[Word]) -> dict[Word, frozenset[str]]:
    """Give the surface keys of all forms of many words, loading one dictionary at a time.

    Args:
        words: Word, language, whether it is a name.

    Returns:
        Folded keys for each word asked for, its own among them.
    """
    by_language: dict[str, list[Word]] = {}
    for word in words:
        by_language.setdefault(word[1], []).append(word)
    found: dict[Word, frozenset[str]] = {}
    for language, asked in by_language.items():
        forms = _speaker(language)
        for word in asked:
            found[word] = _keys(word, forms(word[0], word[2]))
    return found


def languages_of_script(script: str) -> tuple[str, ...]:
    """Name the languages whose case endings a name of no stated language may take.

    Args:
        script: ISO 15924 code.

    Returns:
        Languages in the order of the alphabet; empty where names do not change.
    """
    return _CASED.get(script, ())


_CASED: Final[Mapping[str, tuple[str, ...]]] = {
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


def _speaker(language: str) -> Callable[[str, bool], frozenset[str]]:
    """Load what inflects a language, once."""
    if language in _WHOLE:
        return lambda word, name: frozenset({word})
    if language in RUSSIAN:
        return lambda word, name: slavic_forms(word, language, name=name)
    if language in MALAY:
        return lambda word, name: indonesian_forms(word, name=name)
    table = load_table(language)
    if language == "ar":
        return lambda word, name: _arabic(table, word, name)
    return lambda word, name: _tabled(table, word, language, name)


def _arabic(table: Table | None, word: str, name: bool) -> frozenset[str]:
    known = frozenset() if name or table is None else _lexeme(table, word)
    return arabic_forms(fold_word(word), frozenset(map(fold_word, known)), name=name)


def _tabled(table: Table | None, word: str, language: str, name: bool) -> frozenset[str]:
    """Join what the dictionary knows with the regular endings; a compound inflects its head."""
    forms = regular(word, language, name=name) | {word}
    if table is None:
        return forms
    if name:
        listed = language in _NAMES_LISTED and word[:1].isupper()
        return forms | (table.forms(word) if listed else frozenset())
    known = _lexeme(table, word)
    if not known and language in _COMPOUNDING:
        known = _compound(table, word)
    return forms | known


def _lexeme(table: Table, word: str) -> frozenset[str]:
    for spelling in dict.fromkeys((word, word.lower(), word.capitalize())):
        if forms := table.forms(spelling):
            return forms
        if lemma := table.lemma(spelling):
            return table.forms(lemma) | {lemma}
    return frozenset()


def _compound(table: Table, word: str) -> frozenset[str]:
    """Inflect the longest end of a word that the dictionary knows: Minenräumtrupp like Trupp."""
    for cut in range(3, len(word) - 3):
        head = word[cut:]
        for spelling in (head.capitalize(), head):
            if forms := table.forms(spelling):
                return frozenset(word[:cut] + form.lower() for form in forms)
    return frozenset()


def _keys(word: Word, forms: frozenset[str]) -> frozenset[str]:
    surface, language, name = word
    own = fold_word(surface, language)
    keys = {own}
    for form in forms:
        key = fold_word(form, language)
        if _is_word(key) and len(key) >= min(len(own), _SHORT):
            keys.add(key)
    folded = {accent_key(key, language) for key in keys}
    if language == "de":
        folded |= {key.translate(_UMLAUTS) for key in keys}
    if name and language != "vi" and len(own) >= _LONG_NAME:
        folded |= {without_accents(key) for key in keys}
    return frozenset(keys | folded)


def _is_word(key: str) -> bool:
    return not any(letter in key for letter in "' -.")
