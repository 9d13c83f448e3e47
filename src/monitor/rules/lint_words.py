"""The ways in which a word of a query can be met, folded, for lint to compare with each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from monitor.model.query import EntryRef, Exact, FieldName, Leaf, Prefix, Query, Regex
from monitor.model.watch import LexiconEntry, LexiconTerm
from monitor.rules.codes import ANY
from monitor.text.normalise import fold_word
from monitor.text.scripts import UNSPACED, script_of

Kind = Literal["word", "exact", "case", "prefix", "regex"]
Words = tuple[str, ...]
LEAVES = frozenset(get_args(Leaf))
BEGINS_UNSPACED = "\u0e00"  # Thai is the first script that writes no spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One spelling that meets a word of a query.

    Attributes:
        words: Folded words, one after the other; in scripts without spaces, characters.
        text: As written, for what is compared letter by letter.
        kind: How it is compared.
        language: Where it is looked for; `any` for a name.
        name: Whether only case endings come off.
        field: Where alone it counts.
        free: Without `with:` and `not_in:`, so that every occurrence counts.
    """

    words: Words
    text: str
    kind: Kind
    language: str = ANY
    name: bool = True
    field: FieldName | None = None
    free: bool = True


class Ways:
    """The ways of every word; those of an entry are made once."""

    def __init__(self, lexicon: Mapping[str, LexiconEntry]) -> None:
        """Read nothing yet."""
        self._lexicon = lexicon
        self._entries: dict[str, tuple[Way, ...]] = {}

    def of(self, leaf: Leaf) -> tuple[Way, ...]:
        """List the ways of a word; an unknown entry has none."""
        if type(leaf) is not EntryRef:
            return (_bare(leaf),)
        if leaf.name not in self._entries:
            entry = self._lexicon.get(leaf.name)
            self._entries[leaf.name] = tuple(map(_of_term, entry.terms)) if entry else ()
        return self._entries[leaf.name]

    def entry(self, name: str) -> LexiconEntry | None:
        """Look an entry up."""
        return self._lexicon.get(name)


def always_shows(sought: Way, shown: Way) -> bool:
    """Whether wherever `shown` stands, `sought` stands too.

    It errs on the side of no: forms that only one of both may have are not compared.
    """
    if not sought.free or sought.language not in (ANY, shown.language):
        return False
    if sought.kind == "regex" or shown.kind == "regex":
        return sought.kind == shown.kind and sought.text == shown.text
    if len("".join(sought.words)) == 1 and sought.words != shown.words:
        return False  # one character counts only where it stands alone
    if sought.kind == "prefix":
        begins = any(word.startswith(sought.words[0]) for word in shown.words)
        return begins and shown.kind != "word"  # mouse has mice among its forms
    if shown.kind == "prefix" or not holds(shown.words, sought.words):
        return False
    if sought.kind == "case":
        return shown.kind == "case" and sought.text == shown.text
    if sought.kind == "exact":
        return shown.kind in ("exact", "case")
    return shown.name or not sought.name or shown.kind != "word"


def holds(words: Words, part: Words) -> bool:
    """Whether words hold others side by side, or are the same."""
    length = len(part)
    return any(words[at : at + length] == part for at in range(len(words) - length + 1))


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> Words:
    """Fold a term into the words, or the characters, it is compared by."""
    if text.isascii():
        return tuple(map(fold_word, text.split())) if not text.islower() else tuple(text.split())
    return tuple(unit for word in text.split() for unit in _units(fold_word(word)))


def is_leaf(query: Query) -> bool:
    """Whether a node is a word, a regular expression or a lexicon entry."""
    return type(query) in LEAVES


def _units(word: str) -> Words:
    if max(word) >= BEGINS_UNSPACED and script_of(word[0]) in UNSPACED:
        return tuple(word)
    return (word,)


def _bare(leaf: Leaf) -> Way:
    """Read a word of a query as the `any:` term it stands for; a capital makes it a name."""
    text = leaf.pattern if isinstance(leaf, Regex) else leaf.text  # type: ignore[union-attr]
    words = () if isinstance(leaf, Regex) else folded(text)
    return Way(words=words, text=text, kind=_kind(leaf), name=text[:1].isupper())


def _of_term(term: LexiconTerm) -> Way:
    leaf = term.leaf
    text = leaf.pattern if isinstance(leaf, Regex) else leaf.text
    return Way(
        words=() if isinstance(leaf, Regex) else folded(text),
        text=text,
        kind=_kind(leaf),
        language=ANY if term.name else term.language,
        name=term.name,
        field=term.in_field,
        free=not term.not_in and not term.with_entries,
    )


def _kind(leaf: Leaf) -> Kind:
    if isinstance(leaf, Exact):
        return "case" if leaf.case else "exact"
    if isinstance(leaf, Prefix | Regex):
        return "prefix" if isinstance(leaf, Prefix) else "regex"
    return "word"
