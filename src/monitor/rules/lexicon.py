"""Lexicon entries: one idea, its terms in many languages, and which of them are names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from monitor.model.query import Exact, Phrase, Prefix, Regex, Term
from monitor.model.watch import LexiconTerm
from monitor.rules import leaves
from monitor.rules.codes import ANY, CODES, MISTAKEN, language_code
from monitor.rules.faults import slips_of
from monitor.rules.slip import Path, Slip, did_you_mean, made
from monitor.rules.watch_models import TermShape

Leaf = Term | Phrase | Prefix | Exact | Regex
# Nouns begin with a capital in German, so a capital says nothing there.
NOUNS_ARE_CAPITAL = frozenset({"de"})


@dataclass(slots=True, kw_only=True)
class EntryParts:
    """What one entry of a file holds; `terms` come with the paths where they stand."""

    counted: bool
    terms: list[tuple[Path, LexiconTerm]]
    slips: list[Slip]


def entry_of(value: object, at: Path) -> EntryParts:
    """Read one lexicon entry: `counted:`, `any:` and one list of terms for each language."""
    parts = EntryParts(counted=False, terms=[], slips=[])
    if not isinstance(value, Mapping) or not value:
        parts.slips.append(Slip("an entry is a mapping of languages: {en: [...], ru: [...]}", at))
        return parts
    for key, below in value.items():
        here = (*at, key)
        if key == "counted":
            parts.counted = below is True
            if not isinstance(below, bool):
                parts.slips.append(Slip("true or false is expected here", here))
        elif key == ANY or key in CODES:
            _read_terms(below, key, here, parts)
        else:
            parts.slips.append(Slip(_unknown(key), here, key=True))
    if not parts.terms and not parts.slips:
        parts.slips.append(Slip("the entry has no terms", at))
    return parts


def is_name(text: str, language: str) -> bool:
    """Say whether a term reads as a name when nobody said so.

    Every word that can begin with a capital must: `Северная Корея` is a name, `Battle of Kursk`
    and `северокорейский` are none. Terms of `any:` always are names; German ones and words of
    scripts without capitals never are, unless `name: true` says so.
    """
    if language == ANY:
        return True
    if language in NOUNS_ARE_CAPITAL:
        return False
    initials = [word[0] for word in text.split() if word[0].isalpha()]
    return bool(initials) and all(initial.isupper() or initial.istitle() for initial in initials)


def term_of(value: object, language: str, at: Path) -> LexiconTerm:
    """Read one term: text, or a mapping with options.

    Raises:
        Slip: At the first fault; `read_terms` goes on with the next term.
    """
    if isinstance(value, str):
        leaf = made(leaves.from_lexicon, value, at)
        return LexiconTerm(leaf=leaf, language=language, name=_is_name(leaf, language))
    if not isinstance(value, Mapping):
        quoted = f": '{value}'" if isinstance(value, int | float | bool) else ""
        raise Slip(f"a term is text or a mapping; a number stands in quotes{quoted}", at)
    try:
        shape = TermShape.model_validate(value)
    except ValidationError as error:
        raise next(slips_of(error, TermShape, at)) from None
    return _with_options(shape, language, at)


def _with_options(shape: TermShape, language: str, at: Path) -> LexiconTerm:
    leaf = _leaf(shape, at)
    if language == ANY and shape.name is False:
        raise Slip(
            "terms of any: are names always; put a common word under its language", (*at, "name")
        )
    try:
        not_in = tuple(leaves.words(phrase) for phrase in shape.not_in)
    except ValueError as error:
        raise Slip(str(error), (*at, "not_in")) from None
    return LexiconTerm(
        leaf=leaf,
        language=language,
        name=_is_name(leaf, language) if shape.name is None else shape.name,
        not_in=not_in,
        in_field=shape.in_field,
        with_entries=tuple(shape.with_entries),
    )


def _leaf(shape: TermShape, at: Path) -> Leaf:
    makers: Mapping[str, Callable[[str], Leaf]] = {
        "term": leaves.literal,
        "exact": leaves.exact,
        "case": leaves.exact_case,
        "prefix": leaves.prefix,
    }
    given = [(name, text) for name in makers if (text := getattr(shape, name)) is not None]
    if len(given) != 1:
        raise Slip(f"exactly one of {', '.join(makers)} is needed", at)
    name, text = given[0]
    return made(makers[name], text, (*at, name))


def _read_terms(value: object, language: str, at: Path, parts: EntryParts) -> None:
    for path, item in _items(value, at):
        try:
            parts.terms.append((path, term_of(item, language, path)))
        except Slip as slip:
            parts.slips.append(slip)
    if value is None or value == []:
        parts.slips.append(Slip("the list is empty", at))


def _items(value: object, at: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, list):
        yield from (((*at, number), item) for number, item in enumerate(value))
    elif value is not None:
        yield at, value


def _is_name(leaf: Leaf, language: str) -> bool:
    if isinstance(leaf, Regex):
        return language == ANY
    return is_name(leaf.text, language)


def _unknown(key: str) -> str:
    if key in MISTAKEN:
        return f"unknown language '{key}'; did you mean '{MISTAKEN[key]}'?"
    try:
        language_code(key)
    except ValueError as error:
        near = did_you_mean(key, ("counted", ANY))
        return f"unknown key '{key}'{near}" if near else str(error)
    return f"unknown language '{key}'; did you mean '{key.lower()}'?"
