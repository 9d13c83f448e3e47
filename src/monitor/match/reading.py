"""One article read with compiled rules: which atoms it may show, and where, when that matters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from monitor.match.document import AnyDocument, Document
from monitor.match.find import Occurrence, occurrences_at
from monitor.match.needles import needles, without_unspaced
from monitor.match.patterns import Pattern
from monitor.match.places import Places
from monitor.match.program import atoms_of
from monitor.match.reader import Reader
from monitor.match.scene import Scene
from monitor.match.spaced import SpacedDocument
from monitor.model.article import Article
from monitor.model.query import Leaf
from monitor.text.language import Languages
from monitor.text.scripts import UNSPACED

_BETWEEN: Final = "\x00"
"""Stands between title and text where both are scanned as one."""


class Reading:
    """What an article shows of some rules; words are placed only when somebody asks where.

    Attributes:
        sure: Atoms that are met.
        maybe: Atoms that are met if their words stand as they must.
    """

    def __init__(self, article: Article, languages: Languages, reader: Reader) -> None:
        """Look the article's words up."""
        self.article, self.languages = article, languages
        self._reader, self._rules = reader, reader.rules
        both = f"{article.title} {_BETWEEN} {article.text}"
        spaced, self._has_characters = without_unspaced(both)
        self._signs = reader.signs(set(spaced.split()))
        self.sure = set(chain.from_iterable(map(reader.sure.__getitem__, self._signs)))
        if self._has_characters:
            sure, touched = needles(both, reader)
            self.sure |= sure
            self._signs |= touched
        self.maybe = self._maybe() | self._met_regexes()
        self._known: dict[int, tuple[Occurrence, ...]] = {}
        self._leaves: dict[Leaf, int] = {}

    def _maybe(self) -> set[int]:
        signs = self._signs
        rows = chain.from_iterable(map(self._reader.unsure.__getitem__, signs))
        return {atom for _, atom, others in rows if signs.issuperset(others)}

    def _met_regexes(self) -> set[int]:
        rules = self._rules
        if not rules.regexes:
            return set()
        return rules.atoms_of_regexes(self.article.title) | rules.atoms_of_regexes(
            self.article.text
        )

    def candidates(self) -> set[int]:
        """Give the rules that may be met."""
        atoms = self.sure | self.maybe
        found = chain.from_iterable(map(self._rules.anchored.__getitem__, atoms))
        return {*found, *self._rules.always}

    def has(self, atom: int) -> bool:
        """Whether an atom is met."""
        return atom in self.sure or (atom in self.maybe and bool(self.occurrences(atom)))

    def occurrences(self, atom: int) -> tuple[Occurrence, ...]:
        """Give the places of an atom that count, in the order of the text."""
        if atom not in self.sure and atom not in self.maybe:
            return ()
        if atom not in self._known:
            self._known[atom] = self._occurrences(atom)
        return self._known[atom]

    def _occurrences(self, atom: int) -> tuple[Occurrence, ...]:
        rules = self._rules
        if atom < len(rules.entries):
            return self.scene.of_entry(rules.entries[atom])
        if atom in rules.regexes:
            return self.scene.of_regex(rules.regexes[atom][0])
        numbers = self._shown.get(atom, ())
        return tuple(one for n in numbers for one in self.scene.of_term(rules.patterns[n]))

    @cached_property
    def scene(self) -> Scene:
        """The article with every word in its place."""
        document: AnyDocument = (
            Document(self.article, self.languages)
            if self._has_characters
            else SpacedDocument(self.article, self.languages)
        )
        return Scene(document, self)

    @cached_property
    def _shown(self) -> dict[int, list[int]]:
        """Patterns of each atom that may stand in the article."""
        shown: dict[int, list[int]] = defaultdict(list)
        rows = chain.from_iterable(map(self._reader.rows.__getitem__, self._signs))
        for number, atom, others in dict.fromkeys(rows):
            if self._signs.issuperset(others):
                shown[atom].append(number)
        return shown

    @cached_property
    def _places(self) -> Places:
        surfaces = self.scene.document.surfaces
        if self._has_characters:
            spaced = (word.token.script not in UNSPACED for word in self.scene.document.words)
            surfaces = [one if kept else "" for one, kept in zip(surfaces, spaced, strict=True)]
        return Places(self._reader.shown_by(surfaces))

    @cached_property
    def _characters(self) -> dict[str, list[int]]:
        """Words of scripts without spaces, by their surface keys."""
        places: dict[str, list[int]] = defaultdict(list)
        for word in self.scene.document.words if self._has_characters else ():
            if word.token.script in UNSPACED:
                places[word.keys.surface].append(word.index)
        return places

    def knows(self, leaves: Iterable[Leaf], rule: int) -> None:
        """Learn which atoms the leaves of a rule's query are, to be asked for them by name."""
        self._leaves.update(zip(leaves, atoms_of(self._rules.programs[rule]), strict=True))

    def met_entries(self) -> list[str]:
        """Name the lexicon entries that may stand in the article, in file order."""
        names, entries = self._rules.entries, self.sure | self.maybe
        return [names[atom] for atom in sorted(entries) if atom < len(names)]

    def of_pattern(self, pattern: Pattern) -> Sequence[Occurrence]:
        """Give every occurrence of a term, in the order of the text."""
        if not pattern.is_sought(self.languages.candidates):
            return ()
        document, terms = self.scene.document, self._reader.terms
        return [
            one
            for index in self._beginnings(pattern)
            for one in occurrences_at(document, pattern, index, terms)
        ]

    def _beginnings(self, pattern: Pattern) -> Sequence[int]:
        first = pattern.words[0]
        if first.script in UNSPACED:
            found = {i for key in first.keys for i in self._characters.get(key, ())}
            return sorted(found)
        places = self._places.of(pattern.signs[0])
        if pattern.is_hangul:
            return sorted({*places, *self._places.of(-1 - pattern.number)})
        if len(pattern.signs) == 1 or pattern.words[1].script in UNSPACED:
            return places
        following = self._places.of(pattern.signs[1])
        return [place for place in places if place + 1 in following]

    def of_entry(self, name: str) -> Iterable[Pattern]:
        """Give the terms of a lexicon entry that may stand in the article."""
        numbers = self._shown.get(self._rules.atoms.get(name, -1), ())
        return [self._rules.patterns[number] for number in numbers]

    def of_leaf(self, leaf: Leaf) -> Pattern | None:
        """Give the term that a word of a query stands for, if it may stand in the article."""
        numbers = self._shown.get(self._leaves.get(leaf, -1), ())
        return self._rules.patterns[numbers[0]] if numbers else None

    def regexes_of(self, name: str) -> Sequence[str]:
        """Give the regular expressions of a lexicon entry."""
        return self._rules.regexes.get(self._rules.atoms.get(name, -1), ())
