"""A book of compiled rules, opened: everything is unpacked when first asked for, and kept."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import re2
from daachorse import CharwiseDoubleArrayAhoCorasick

from monitor.match.anchors import Anchors, Partners, paired
from monitor.match.book import Book, Kept, Records
from monitor.match.index import NO_ATOM, PLACED, PLAIN
from monitor.match.patterns import Pattern, PatternWord
from monitor.match.program import Flat, flat

Found: TypeAlias = list[tuple[int, int, int]]
"""Start, end and number of each key found, in the order of their ends."""

Phrase: TypeAlias = tuple[int, int, int, tuple[int, ...]]
"""A pattern, its atom, the languages in which it is looked for, and the signs of its words."""


class Compiled:
    """The rules of one book, by number.

    Attributes:
        scan: Finds the keys in a text.
        anchors: Where each rule waits for an article.
        is_pair: For each rule 1 if it is met wherever the atoms are that it waits at, or 0.
        programs: The program of a rule, flattened.
        leaf_patterns: The one pattern of an atom that is a word of a query.
        waits: Whether a rule's NOT can be broken by the page.
        regexes: Regular expressions by atom.
        entries: Names of the lexicon entries; an entry's atom is its place here.
        has_needles: Whether any term has characters of a script without spaces.
        stemmed: Languages whose words are also looked up by their stems.
        compounds: Korean terms without inner spaces, and the patterns they are.
        patterns: Terms by number; a term knows its number.
        signs_of: The signs of a term's words.
        keys: What a key stands for: pairs of a sign (or a needle's pattern) and how it stands for
            it, each with the languages in which it does, as bits; no bit means all of them.
        languages: The bit of each language.
        words: Signs: how a word of a rule is read, and the word.
        shown: For a sign the patterns it may show: number, atom, flags, languages in which it is
            looked for (none: always), and the other signs that must be there.
        phrases: For a sign the plain phrases that begin with it, by the sign that follows.
    """

    def __init__(self, content: bytes | memoryview) -> None:
        """Open a book.

        Raises:
            ValueError: The bytes are no book that we can read.
        """
        book = Book(content)
        plain: dict[str, Any] = dict(_all(book.records("plain")))
        self.entries = tuple(plain["entries"])
        self.regexes: dict[int, tuple[str, ...]] = plain["regexes"]
        self.waits: list[bool] = plain["waits"]
        self.has_needles: bool = plain["has_needles"]
        self.stemmed: frozenset[str] = frozenset(plain["stemmed"])
        self.compounds: dict[str, list[int]] = dict(plain["compounds"])
        self.scan = _scanner(book)
        programs = book.records("programs")
        self.anchors = Anchors(book.rows("anchored"), book.rows("partners"), plain["always"])
        self.is_pair: bytes = plain["is_pair"]
        self.programs = Kept[Flat](lambda rule: flat(programs[rule]))
        self.leaf_patterns = book.numbers("leaf_patterns")
        self._terms, self._signs = book.records("terms"), book.records("signs")
        self.patterns = Kept[Pattern].owned(self._pattern)
        self.words = Kept[tuple[int, PatternWord]].owned(self._word)
        signs = book.rows("pattern_signs")
        self.signs_of = Kept[tuple[int, ...]](lambda number: tuple(signs[number]))
        self.languages: dict[str, int] = dict(plain["languages"])
        masks: list[int] = plain["masks"]
        self.keys = _keys(book, masks)
        self.pattern_rows = _pattern_rows(book, masks)
        self.shown = _shown(book, self.pattern_rows)
        self.phrases = Kept[Partners[Phrase]].owned(self._phrases)
        self.atoms = {name: atom for atom, name in enumerate(self.entries)}
        self._regex_set = _regex_set(self.regexes)

    def atoms_of_regexes(self, text: str) -> set[int]:
        """Give the atoms whose regular expressions are found in a text."""
        return self._regex_set(text)

    def _phrases(self, sign: int) -> Partners[Phrase]:
        words = self.signs_of
        return paired(
            (words[number][1], (number, atom, languages, words[number]))
            for number, atom, flags, languages, _ in (self.shown[sign] if sign >= 0 else ())
            if is_phrase(flags) and atom != NO_ATOM
        )

    def _word(self, number: int) -> tuple[int, PatternWord]:
        role, (surface, script, keys, forms, stems) = self._signs[number]
        word = PatternWord(surface=surface, script=script, keys=keys, forms=forms, stems=stems)
        return role, word

    def _pattern(self, number: int) -> Pattern:
        term, entry, kind, language, name, signs, field, company, vetoes, order = self._terms[
            number
        ]
        return Pattern(
            term=term,
            entry=entry,
            kind=kind,
            language=language,
            name=name,
            words=tuple(self.words[sign][1] for sign in signs),
            in_field=field,
            company=company,
            vetoes=tuple(self.patterns[veto] for veto in vetoes),
            order=order,
            number=number,
            signs=signs,
        )


def _all(records: Records) -> Iterable[Any]:
    return (records[number] for number in range(len(records)))


def _regex_set(regexes: dict[int, tuple[str, ...]]) -> Callable[[str], set[int]]:
    """Put all regular expressions into one, which is searched in one pass."""
    if not regexes:
        return lambda _text: set()
    options = re2.Options()
    options.log_errors = False
    together = re2.Set.SearchSet(options)
    owners = [atom for atom, several in regexes.items() for _ in several]
    for several in regexes.values():
        for expression in several:
            together.Add(expression)
    together.Compile()
    return lambda text: {owners[number] for number in together.Match(text) or ()}


def _scanner(book: Book) -> Callable[[str], Found]:
    content = bytes(book.section("automaton"))
    if not content:
        return lambda _text: []
    return CharwiseDoubleArrayAhoCorasick.deserialize(content).find_overlapping


def is_phrase(flags: int) -> bool:
    """Whether a pattern is several words and nothing else."""
    return flags & (PLAIN | PLACED) == PLAIN | PLACED


Standing: TypeAlias = tuple[tuple[int, int, int], ...]


def _keys(book: Book, masks: list[int]) -> Kept[Standing]:
    rows = book.rows("keys")

    def standing(number: int) -> Standing:
        row = rows[number]
        return tuple(zip(row[::3], row[1::3], (masks[mask] for mask in row[2::3]), strict=True))

    return Kept(standing)


Row: TypeAlias = tuple[int, int, int, int, tuple[int, ...]]


def _pattern_rows(book: Book, masks: list[int]) -> Kept[Row]:
    rows, others = book.rows("patterns"), book.rows("others")

    def row(number: int) -> Row:
        atom, flags, mask = rows[number]
        return number, atom, flags, masks[mask], tuple(others[number])

    return Kept(row)


def _shown(book: Book, patterns: Kept[Row]) -> Kept[tuple[Row, ...]]:
    rows = book.rows("shown")

    def shown(sign: int) -> tuple[Row, ...]:
        return tuple(patterns[number] for number in rows[sign]) if sign < len(rows) else ()

    return Kept(shown)
