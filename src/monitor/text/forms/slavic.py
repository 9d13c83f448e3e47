"""Russian and Ukrainian forms, from the dictionaries of pymorphy3."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from monitor.text.forms.endings import regular
from monitor.text.forms.languages import Kind
from monitor.text.normalise import fold_word

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

LANGUAGES: Final = frozenset({"ru", "uk"})
_SHORT: Final = 3
_ABBREVIATIONS: Final = frozenset({"мин"})
"""Forms that are mostly an abbreviation, which the dictionaries do not know: 20 мин, minutes."""
_INDECLINABLE: Final = ("у", "ю", "и", "і", "о", "е", "э", "є")


def slavic_forms(word: str, language: str, kind: Kind) -> frozenset[str]:
    """Inflect a Russian or Ukrainian word.

    Args:
        word: As written in the rule, its dictionary form or any other.
        language: "ru" or "uk".
        kind: A name keeps its number and gender and never turns into another word.

    Returns:
        Lower-case forms, the word itself among them; none for a bare word of no dictionary.
    """
    if kind == "bare" and not _analyser(language).word_is_known(word):
        return frozenset()
    parses = _analyser(language).parse(word)
    own = [parse for parse in parses if _same(parse.normal_form, word) and _inflects(parse)]
    if kind == "name":
        return _name_forms(word, language, own, parses)
    known = [parse for parse in own if parse.is_known] or own or parses[:1]
    best = known[:1] if not known[0].is_known else known
    return frozenset(_usual(best, language)) | {word.lower()}


def _usual(parses: list["Parse"], language: str) -> Iterator[str]:
    """Leave out short forms that are mostly another word; сил is of сила, мин is not of мина."""
    for parse in parses:
        for form in (form.word for form in parse.lexeme):
            if len(form) > _SHORT or _is_usual(form, parse.normal_form, language):
                yield form


def _is_usual(form: str, normal_form: str, language: str) -> bool:
    usual = _analyser(language).parse(form)[0].normal_form
    return bool(usual == normal_form) and form not in _ABBREVIATIONS


def _name_forms(
    word: str, language: str, own: list["Parse"], parses: list["Parse"]
) -> frozenset[str]:
    low = word.lower()
    nouns = [parse for parse in own if parse.tag.POS in ("NOUN", "ADJF")]
    if nouns:
        chosen = [parse for parse in nouns if parse.is_known] or nouns[:1]
        return frozenset(form for parse in chosen for form in _singular(parse, low)) | {low}
    adjective = next(
        (parse for parse in parses if parse.tag.POS == "ADJF" and parse.tag.gender), None
    )
    if adjective is not None:  # Северная of Северная Корея
        gender = adjective.tag.gender
        return frozenset(form.word for form in adjective.lexeme if form.tag.gender == gender) | {
            low
        }
    if low.endswith(_INDECLINABLE) or word.isupper():
        return frozenset({low})
    return regular(word, language, name=True) | {low}


def _singular(parse: "Parse", low: str) -> frozenset[str]:
    """Leave out the plural: Курски is nobody's name, and adjectives keep theirs."""
    if parse.tag.POS == "ADJF":
        return frozenset(form.word for form in parse.lexeme)
    forms = [form for form in parse.lexeme if form.tag.number != "plur"]
    return frozenset(form.word for form in (forms or parse.lexeme)) | {low}


def _same(one: str, other: str) -> bool:
    return fold_word(one) == fold_word(other)


def _inflects(parse: "Parse") -> bool:
    return parse.tag.POS in ("NOUN", "ADJF", "INFN", "VERB", "PRTF", "NUMR", "ADVB")


@cache
def _analyser(language: str) -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # its dictionaries take 15 MB and a tenth of a second

    return MorphAnalyzer(lang=language)
