"""Watches -> a book: what to scan articles for, and which rules it speaks of.

A rule is clauses that must all be met; it waits at two of them, at those that the fewest articles
are expected to meet, and only their atoms point at the rule. Runs wherever rules are compiled, and
is thrown away: what matching needs is in the book.
"""

import gc
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from daachorse import CharwiseDoubleArrayAhoCorasick

from monitor.match.book import Records, Rows, bind
from monitor.match.patterns import (
    ANY,
    OWN_SCRIPTS,
    Forms,
    Pattern,
    PatternMaker,
    PatternWord,
    is_single,
)
from monitor.match.program import (
    AND,
    ASKED,
    Clause,
    Program,
    clauses,
    compile_query,
    is_only,
    two_rarest,
)
from monitor.match.terms import bare_pattern, entry_patterns, entry_regexes, forbids_beyond_title
from monitor.match.words import (
    EVERYWHERE,
    NEEDLE,
    Tongues,
    is_needle,
    keys_of,
    needle_of,
    role_of,
)
from monitor.model.query import EntryRef, Leaf, Regex
from monitor.model.watch import LexiconEntry, Watch, WatchSet
from monitor.text.scripts import UNSPACED

NO_ATOM: Final = 0xFFFFFFFF
"""The atom of a pattern that only vetoes others."""

# Why a pattern whose words stand in an article may not count all the same.
CONDITIONAL: Final = 1  # a veto, a field or company decides
PLACED: Final = 2  # its words must stand beside each other, or alone
HANGUL_TERM: Final = 4  # its words may be written together
PLAIN: Final = 8  # its words, one after the other, are all that it takes

_REGEX_COST: Final = 2.0
_PHRASE_SHARE: Final = 0.2
MOST_PAIRS: Final = 1_000
"""A rule of longer lists waits at one clause: its pairs would take more than judging it does."""


def build_index(watches: WatchSet, forms: Forms) -> bytes:
    """Compile watches into a book.

    Args:
        watches: What the user wrote.
        forms: Inflected forms for `wanted(watches)`.
    """
    was_on = gc.isenabled()
    gc.disable()  # millions of small objects, none of them in a circle: it would take half the time
    try:
        draft = _Draft(forms)
        for entry in watches.lexicon.values():
            draft.add_entry(entry)
        for watch in watches.watches:
            draft.add_rule(watch)
        return bind(draft.sections())
    finally:
        if was_on:
            gc.enable()


class _Draft:
    """An index in the making."""

    def __init__(self, forms: Forms) -> None:
        self._maker = PatternMaker(forms)
        self._atoms: dict[Leaf, int] = {}
        self._regexes: dict[int, tuple[str, ...]] = {}
        self._cost: dict[int, float] = defaultdict(float)
        self._programs: list[Program] = []
        self._waits: list[int] = []
        self._signs = Signs()
        self._patterns = Patterns(self._signs)

    def add_entry(self, entry: LexiconEntry) -> None:
        """Add a lexicon entry, whether a rule speaks of it or not."""
        atom = self._atoms.setdefault(EntryRef(name=entry.id), len(self._atoms))
        regexes = tuple(entry_regexes(entry))
        if regexes:
            self._add_regexes(atom, regexes)
        for pattern in entry_patterns(entry, self._maker):
            self._add_pattern(pattern, atom)

    def add_rule(self, watch: Watch) -> None:
        """Add a watch; it is known by its number, in the order of adding."""
        program = compile_query(watch.query, self._atom)
        if watch.languages or watch.feeds or watch.feed_tags:
            asked = (ASKED, watch.languages, watch.feeds, watch.feed_tags)
            program = (AND, (program, asked))
        self._programs.append(program)
        self._waits.append(forbids_beyond_title(watch.query))

    def _atom(self, leaf: Leaf) -> int:
        atom = self._atoms.get(leaf)
        if atom is None:
            atom = self._atoms[leaf] = len(self._atoms)
            if isinstance(leaf, Regex):
                self._add_regexes(atom, (leaf.pattern,))
            pattern = bare_pattern(leaf, self._maker)
            if pattern:
                self._add_pattern(pattern, atom)
        return atom

    def _add_regexes(self, atom: int, regexes: tuple[str, ...]) -> None:
        self._regexes[atom] = regexes
        self._cost[atom] += _REGEX_COST

    def _add_pattern(self, pattern: Pattern, atom: int) -> None:
        self._patterns.add(pattern, atom)
        share = 1 / max(len(word.surface) for word in pattern.words)
        self._cost[atom] += share * (_PHRASE_SHARE if len(pattern.words) > 1 else 1.0)

    def sections(self) -> dict[str, bytes]:
        """Give what the book is made of."""
        anchors = list(self._anchors())
        anchored: list[list[int]] = [[] for _ in self._atoms]
        for rule, (first, _, _) in enumerate(anchors):
            for atom in first:
                anchored[atom].append(rule)
        entries = [leaf.name for leaf in self._atoms if isinstance(leaf, EntryRef)]
        plain = {
            "entries": entries,
            "regexes": self._regexes,
            "always": [rule for rule, (first, _, _) in enumerate(anchors) if not first],
            "is_pair": bytes(is_all for _, _, is_all in anchors),
            "waits": self._waits,
            "stemmed": sorted(self._signs.stemmed),
            "compounds": list(self._patterns.compounds.items()),
            "languages": list(self._signs.tongues.items()),
            "masks": list(self._signs.masks),
            "has_needles": self._signs.has_needles,
        }
        return (
            Records.packed("plain", plain.items())
            | {"leaf_patterns": self._patterns.of_leaves(len(self._atoms)).tobytes()}
            | Records.packed("programs", self._programs)
            | Rows.packed("anchored", anchored)
            | Rows.packed("partners", (second for _, second, _ in anchors))
            | self._signs.sections()
            | self._patterns.sections()
        )

    def _anchors(self) -> Iterator[tuple[Clause, Clause, bool]]:
        """Say for each rule at which two clauses it waits, and whether they are all it takes."""
        found = [clauses(program, self._cost) for program in self._programs]
        cost = self._costs(found)
        for program, needed in zip(self._programs, found, strict=True):
            first, second = two_rarest(needed, cost)
            if len(first) * len(second) > MOST_PAIRS:
                yield first, frozenset(), False
            else:
                yield first, second, is_only(program, first, second)

    def _costs(self, needed: Iterable[tuple[Clause, ...]]) -> dict[int, float]:
        """Expect short words, and atoms that many rules ask for, in many articles."""
        uses = Counter(atom for several in needed for clause in several for atom in clause)
        return {atom: self._cost[atom] * (1 + uses[atom]) for atom in self._atoms.values()}


class Signs:
    """Words of rules as numbers, and the keys that show them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: dict[tuple[PatternWord, int], int] = {}
        self._records: list[object] = []
        self._keys: dict[str, list[int]] = defaultdict(list)
        self.tongues = Tongues()
        self.masks = Masks()
        self.stemmed: set[str] = set()
        self.has_needles = False

    def add(self, word: PatternWord, role: int, *, scanned: bool) -> int:
        """Number a word with how it is read; `scanned` says that its keys are asked for."""
        sign = self._numbers.setdefault((word, role), len(self._records))
        if sign < len(self._records):
            return sign
        record = (word.surface, word.script, word.keys, dict(word.forms), word.stems)
        self._records.append((role, record))
        self.stemmed.update(language for language, _ in word.stems)
        keys, masks = self._keys, self.masks
        for key, how, languages in keys_of(word, role, self.tongues) if scanned else ():
            keys[key] += (sign, how, masks[languages])
        return sign

    def add_needle(self, needle: str, pattern: int) -> None:
        """Ask for characters of a script without spaces; a pattern stands for itself there."""
        self.has_needles = True
        self._keys[needle] += (pattern, NEEDLE, self.masks[EVERYWHERE])

    def sections(self) -> dict[str, bytes]:
        """Give the automaton, what its keys stand for, and the words."""
        keys = sorted(self._keys)
        automaton = CharwiseDoubleArrayAhoCorasick(keys) if keys else None
        return (
            {"automaton": automaton.serialize() if automaton else b""}
            | Rows.packed("keys", map(self._keys.__getitem__, keys))
            | Records.packed("signs", self._records)
        )


class Masks(dict[int, int]):
    """Sets of languages as numbers: most words share a few sets."""

    def __missing__(self, languages: int) -> int:
        number = self[languages] = len(self)
        return number


class Patterns:
    """Terms as numbers: which words show one, and what it counts for."""

    def __init__(self, signs: Signs) -> None:
        """Begin without any."""
        self._signs = signs
        self._rows: list[tuple[int, int, int]] = []
        self._records: list[object] = []
        self._pattern_signs: list[tuple[int, ...]] = []
        self._spaced: dict[int, list[tuple[int, int]]] = {}
        self.compounds: dict[str, list[int]] = {}

    def add(self, pattern: Pattern, atom: int) -> int:
        """Number a pattern and its vetoes."""
        number = len(self._rows)
        sought = _sought(pattern)
        languages = self._signs.tongues[sought] if sought else EVERYWHERE
        self._rows.append((atom, _flags(pattern), self._signs.masks[languages]))
        self._records.append(None)
        self._pattern_signs.append(())
        vetoes = tuple(self.add(veto, NO_ATOM) for veto in pattern.vetoes)
        signs = tuple(self._words(pattern, number))
        self._records[number] = _record(pattern, signs, vetoes)
        self._pattern_signs[number] = signs
        return number

    def _words(self, pattern: Pattern, number: int) -> Iterator[int]:
        needle = is_needle(pattern)
        if needle:
            self._signs.add_needle(needle_of(pattern), number)
        if pattern.is_hangul:
            self.compounds.setdefault(pattern.squeezed, []).append(number)
        spaced: list[tuple[int, int]] = []
        for place, word in enumerate(pattern.words):
            scanned = word.script not in UNSPACED
            sign = self._signs.add(word, role_of(pattern, place), scanned=scanned)
            if scanned:
                spaced.append((len(word.surface), sign))
            yield sign
        if not needle:
            self._spaced[number] = spaced

    def _anchors(self) -> tuple[dict[int, list[int]], list[tuple[int, ...]]]:
        """Point at each pattern from the word that the fewest patterns share, the longest of them.

        Korean terms are pointed at from their first word: the others may be written on it. So are
        plain phrases: whoever reads an article word by word meets the first one first.
        """
        uses = Counter(sign for spaced in self._spaced.values() for _, sign in set(spaced))
        anchored: dict[int, list[int]] = defaultdict(list)
        others: list[tuple[int, ...]] = [()] * len(self._rows)
        for number, spaced in self._spaced.items():
            flags = self._rows[number][1]
            if flags & (HANGUL_TERM | PLAIN):
                anchored[spaced[0][1]].append(number)
                continue
            best = min(spaced, key=lambda one: (uses[one[1]], -one[0]))
            anchored[best[1]].append(number)
            others[number] = tuple({sign for _, sign in spaced} - {best[1]})
        return anchored, others

    def of_leaves(self, atoms: int) -> "array[int]":
        """Give the pattern of each atom that has only one."""
        found = array("I", [0]) * atoms
        for number, (atom, _, _) in enumerate(self._rows):
            if atom != NO_ATOM:
                found[atom] = number
        return found

    def sections(self) -> dict[str, bytes]:
        """Give what counts for what."""
        by_sign, others = self._anchors()
        signs = range(1 + max(by_sign, default=-1))
        anchored = (by_sign.get(sign, ()) for sign in signs)
        return (
            Rows.packed("patterns", self._rows)
            | Rows.packed("others", others)
            | Rows.packed("pattern_signs", self._pattern_signs)
            | Rows.packed("shown", anchored)
            | Records.packed("terms", self._records)
        )


def _flags(pattern: Pattern) -> int:
    flags = 0
    if pattern.vetoes or pattern.in_field or pattern.company:
        flags |= CONDITIONAL
    if is_single(pattern) or (len(pattern.words) > 1 and not is_needle(pattern)):
        flags |= PLACED
    if is_needle(pattern) and pattern.kind != "word":
        flags |= PLACED
    if pattern.is_plain:
        flags |= PLAIN
    return flags | (HANGUL_TERM if pattern.is_hangul else 0)


def _sought(pattern: Pattern) -> str | None:
    """Name the language without which a pattern is not looked for; None where it always is."""
    own = pattern.words[0].script == OWN_SCRIPTS.get(pattern.language)
    always = own or pattern.name or pattern.language == ANY
    return None if always else pattern.language


def _record(pattern: Pattern, signs: tuple[int, ...], vetoes: Iterable[int]) -> object:
    return (
        pattern.term, pattern.entry, pattern.kind, pattern.language, pattern.name, signs,
        pattern.in_field, pattern.company, tuple(vetoes), pattern.order,
    )  # fmt: skip
