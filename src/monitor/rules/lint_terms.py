"""Doubtful terms: too short, known to mean other things, or at odds with their own entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import category, normalize

from monitor.model.canonical import leaf as printed
from monitor.model.query import Exact, Leaf, Phrase, Prefix, Term
from monitor.model.watch import LexiconEntry, LexiconTerm, Place
from monitor.text.normalise import fold_word
from monitor.text.scripts import script_of

# One character of these can be a word, and mostly is a part of another one.
DENSE = frozenset({"Hani", "Hang", "Hira", "Kana"})
SHORT_WORDS = frozenset({"Latn", "Cyrl", "Grek"})
SHORTEST_THAI = 5
SHORTEST_WORD = 5
LONGEST_SHORT_PREFIX = 3
MOST_SHOWN = 6
AMBIGUOUS = {
    "as": "an English word; the United States in Indonesian",
    "nis": "an agency, a currency, a town, and a word in other languages",
    "ria": "an agency, a name, and a bay",
    "génie": "army engineers, a genius, and a spirit",
    "kim": "the most frequent Korean family name",
    "мина": "a mine, and a face that somebody makes",
    "공병": "army engineers, and an empty bottle",
    "地雷": "a land mine, and slang for a trap or a kind of girl",
    "pionier": "an army engineer, and whoever is first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something doubtful; `place` where it stands, when that is known.

    `kind` names what many rules have, so that a hundred of them can be told in a few lines.
    """

    level: Literal["error", "warning"]
    problem: str
    kind: str = ""
    place: Place | None = None


def entry_doubts(entry: LexiconEntry) -> Iterator[Doubt]:
    """Look at each term of an entry, and at the terms beside each other."""
    for term in entry.terms:
        yield from _of_term(term)
    yield from _short_words(entry.terms)
    yield from _short_prefixes(entry.terms)
    yield from _at_odds(entry)


def leaf_doubts(leaf: Leaf) -> Iterable[Doubt]:
    """Look at a word that stands in a query, where it can have no options."""
    if type(leaf) is Term and _is_plain(leaf):
        return ()
    return _leaf_doubts(leaf)


def _leaf_doubts(leaf: Leaf) -> Iterator[Doubt]:
    if isinstance(leaf, Term | Phrase | Prefix | Exact) and not _is_plain(leaf):
        term = LexiconTerm(leaf=leaf, language="any")
        yield from _of_term(term)
        yield from _short_words((term,))
        yield from _short_prefixes((term,))
    if isinstance(leaf, Phrase):
        yield from _operators(leaf)


def _is_plain(leaf: Term | Phrase | Prefix | Exact) -> bool:
    """Whether a word is long and no known trouble: nearly all are, and are not looked at twice."""
    text = leaf.text
    return len(text) >= SHORTEST_WORD and text.casefold() not in AMBIGUOUS and text[0] < "\u0e00"


def is_too_short(text: str) -> bool:
    """Whether a term is one Han, Kana or Hangul character, or two letters or fewer.

    A mark counts as a letter of its own: `Mỹ` and `रूस` are three.
    """
    if len(text) > 2 and text.isalpha():
        return False
    letters = [c for c in text if c.isalnum() or category(c).startswith("M")]
    if any(script_of(letter) in DENSE for letter in letters):
        return len(letters) == 1
    return len(normalize("NFD", "".join(letters))) <= 2


def _of_term(term: LexiconTerm) -> Iterator[Doubt]:
    leaf = term.leaf
    if not isinstance(leaf, Term | Phrase | Prefix | Exact) or term.with_entries:
        return
    case = isinstance(leaf, Exact) and leaf.case
    shown = printed(leaf)
    if is_too_short(leaf.text):
        problem = f"{shown} is too short to stand alone: {{term: {leaf.text}, with: [$entry]}}"
        yield Doubt(level="error", problem=problem, place=term.place)
    elif leaf.text.casefold() in AMBIGUOUS and not (case or term.not_in):
        meanings = AMBIGUOUS[leaf.text.casefold()]
        problem = f"{shown} is ambiguous ({meanings}): add with:, not_in: or case:"
        yield Doubt(level="warning", problem=problem, place=term.place)


def _short_words(terms: Iterable[LexiconTerm]) -> Iterator[Doubt]:
    """Name the short words of an entry in one sentence: a lexicon has many of them."""
    short = [term for term in terms if not term.with_entries and _is_short(term.leaf)]
    if short:
        shown = ", ".join(printed(term.leaf) for term in short[:MOST_SHOWN])
        more = f" and {len(short) - MOST_SHOWN} more" if len(short) > MOST_SHOWN else ""
        problem = f"short words are often other words too: {shown}{more}; add with:, or write case:"
        yield Doubt(level="warning", problem=problem, kind="short words", place=short[0].place)


def _short_prefixes(terms: Iterable[LexiconTerm]) -> Iterator[Doubt]:
    """Name beginnings that thousands of words have: each costs a look, and most are strangers."""
    short = [term for term in terms if not term.with_entries and _is_short_prefix(term.leaf)]
    if short:
        shown = ", ".join(printed(term.leaf) for term in short[:MOST_SHOWN])
        more = f" and {len(short) - MOST_SHOWN} more" if len(short) > MOST_SHOWN else ""
        problem = (
            f"thousands of words begin so: {shown}{more}; write {SHORTEST_WORD} letters or more, "
            "or the words themselves"
        )
        yield Doubt(level="warning", problem=problem, place=short[0].place)


def _is_short_prefix(leaf: Leaf) -> bool:
    if not isinstance(leaf, Prefix) or len(leaf.text) > LONGEST_SHORT_PREFIX:
        return False
    return not any(script_of(letter) in DENSE for letter in leaf.text)


def _is_short(leaf: Leaf) -> bool:
    if not isinstance(leaf, Term | Prefix | Exact) or is_too_short(leaf.text):
        return False
    if _is_short_prefix(leaf):
        return False
    if leaf.text.casefold() in AMBIGUOUS or (isinstance(leaf, Exact) and leaf.case):
        return False
    return _is_short_word(leaf.text) or _is_short_thai(leaf.text)


def _is_short_word(text: str) -> bool:
    letters = text.replace("'", "").replace("’", "")
    if len(letters) >= SHORTEST_WORD:
        return False
    return letters.isascii() or all(script_of(c) in SHORT_WORDS for c in letters)


def _is_short_thai(text: str) -> bool:
    return len(text) < SHORTEST_THAI and all(script_of(c) == "Thai" for c in text)


def _operators(leaf: Phrase) -> Iterator[Doubt]:
    for word in ("AND", "OR", "NOT"):
        if word in leaf.text.split():
            problem = f"{printed(leaf)} is a phrase: {word} is a word in it and no operator"
            yield Doubt(level="warning", problem=problem)
    if leaf.text.endswith("*"):
        problem = f"{printed(leaf)} is a phrase: the asterisk in it has no meaning"
        yield Doubt(level="warning", problem=problem)


def _at_odds(entry: LexiconEntry) -> Iterator[Doubt]:
    """Find terms whose veto is undone by the same term without one."""
    plain = [term for term in entry.terms if not term.not_in]
    for term in entry.terms:
        twin = next((t for t in plain if _meet(t, term)), None) if term.not_in else None
        if twin:
            where = f" in line {twin.place.line}" if twin.place else ""
            problem = f"{printed(term.leaf)} stands without its not_in:{where} too, which undoes it"
            yield Doubt(level="error", problem=problem, place=term.place)


def _meet(one: LexiconTerm, other: LexiconTerm) -> bool:
    """Whether two terms are the same word, looked for in the same articles.

    Names are looked for in every article, other words in those of their language.
    """
    together = one.language == other.language or (one.name and other.name)
    return together and _same(one) == _same(other) and one.in_field == other.in_field


def _same(term: LexiconTerm) -> object:
    text = getattr(term.leaf, "text", None)
    if text is None:
        return term.leaf
    return (type(term.leaf), *(fold_word(word) for word in text.split()))
