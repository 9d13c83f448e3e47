"""One article read with compiled rules: which atoms it may show, and where, when that matters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final
from weakref import proxy

from monitor.match.anchors import met
from monitor.match.document import AnyDocument, Document
from monitor.match.find import Occurrence, occurrences_at
from monitor.match.index import PLAIN
from monitor.match.needles import needles, without_unspaced
from monitor.match.patterns import Pattern
from monitor.match.places import Places, Spot
from monitor.match.program import atoms_of
from monitor.match.reader import Reader
from monitor.match.scene import MOST_OCCURRENCES, Scene
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
        maybe: Atoms that are met if their words stand as they must, and the patterns to look at.
        present: Both.
    """

    def __init__(self, article: Article, languages: Languages, reader: Reader) -> None:
        """Look the article's words up."""
        self.article, self.languages = article, languages
        self._reader, self._rules = reader, reader.rules
        both = f"{article.title} {_BETWEEN} {article.text}"
        spaced, self._has_characters = without_unspaced(both)
        self._pieces = spaced.split()
        self._signs = reader.signs(set(self._pieces))
        self.sure = set(chain.from_iterable(map(reader.sure.__getitem__, self._signs)))
        if self._has_characters:
            sure, touched = needles(both, reader)
            self.sure |= sure
            self._signs |= touched
        self._phrases = self._plain_phrases()
        self.sure.update(self._phrases)
        self.maybe = self._maybe()
        self.present = self.sure.union(self.maybe)
        self._known: dict[int, tuple[Occurrence, ...]] = {}
        self._spots: dict[int, Sequence[Occurrence | Spot]] = {}
        self._leaves: dict[Leaf, int] = {}

    def _plain_phrases(self) -> Mapping[int, list[int]]:
        """Find the phrases of an article whose words are cut at spaces, by their atoms."""
        phrases, signs = self._rules.phrases, self._signs
        leading = {
            sign: there
            for sign in signs
            if (there := phrases[sign]) and not there.keys().isdisjoint(signs)
        }
        found: dict[int, list[int]] = defaultdict(list)
        if leading and not self._has_characters:
            for number, atom in self._places.phrases(leading, self._reader.languages):
                found[atom].append(number)
        return found

    def _maybe(self) -> dict[int, list[int]]:
        """Find the patterns that must be looked at, by their atoms."""
        signs, reader, maybe = self._signs, self._reader, defaultdict[int, list[int]](list)
        for number, atom, others in chain.from_iterable(map(reader.unsure.__getitem__, signs)):
            if not others or signs.issuperset(others):
                maybe[atom].append(number)
        for number, atom, languages, words in (
            met(signs, self._rules.phrases) if self._has_characters else ()
        ):
            if signs.issuperset(words) and (not languages or languages & reader.languages):
                maybe[atom].append(number)
        for text in (self.article.title, self.article.text) if self._rules.regexes else ():
            for atom in self._rules.atoms_of_regexes(text):
                maybe[atom]  # without a pattern
        return maybe

    def has(self, atom: int) -> bool:
        """Whether an atom is met."""
        return atom in self.sure or (atom in self.maybe and bool(self.spots(atom)))

    def occurrences(self, atom: int) -> tuple[Occurrence, ...]:
        """Give the places of an atom that count, in the order of the text."""
        if atom not in self.present:
            return ()
        found = self._known.get(atom)
        if found is None:
            found = self._known[atom] = self._occurrences(atom)
        return found

    def _occurrences(self, atom: int) -> tuple[Occurrence, ...]:
        rules = self._rules
        if atom < len(rules.entries):
            return self.scene.of_entry(rules.entries[atom])
        if atom in rules.regexes:
            return self.scene.of_regex(rules.regexes[atom][0])
        return self.scene.of_term(rules.patterns[rules.leaf_patterns[atom]])

    @cached_property
    def document(self) -> AnyDocument:
        """The article with every word in its place."""
        if self._has_characters:
            return Document(self.article, self.languages)
        return SpacedDocument(self.article, self.languages)

    @cached_property
    def scene(self) -> Scene:
        """Everything found in the article, with the reasons."""
        return Scene(self.document, proxy(self))  # no circle: it lives as long as we do

    @cached_property
    def _shown(self) -> dict[int, list[int]]:
        """Patterns of each lexicon entry that may stand in the article."""
        shown: dict[int, list[int]] = defaultdict(list)
        for atom, numbers in chain(self.maybe.items(), self._phrases.items()):
            shown[atom] += numbers
        rows = chain.from_iterable(map(self._reader.sure_rows.__getitem__, self._signs))
        for number, atom in rows:
            if atom < len(self._rules.entries):
                shown[atom].append(number)
        return shown

    def spots(self, atom: int) -> Sequence[Occurrence | Spot]:
        """Give the places of an atom that count, as words; its text is looked at only if it must.

        Guarantee: the words of `occurrences`, though not always in its order.
        """
        if self._has_characters or atom not in self.present:
            return self.occurrences(atom)
        found = self._spots.get(atom)
        if found is None:
            found = self._spots[atom] = self._plain_spots(atom)
        return found

    def _plain_spots(self, atom: int) -> Sequence[Occurrence | Spot]:
        rules = self._rules
        if atom in rules.regexes:
            return self.occurrences(atom)
        is_entry = atom < len(rules.entries)
        numbers = dict.fromkeys(self._shown[atom]) if is_entry else (rules.leaf_patterns[atom],)
        found: list[Spot] = []
        for number in numbers:
            if not rules.pattern_rows[number][2] & PLAIN:
                return self.occurrences(atom)
            found += self._places.of_term(rules.signs_of[number])
        return found if len(found) <= MOST_OCCURRENCES else self.occurrences(atom)

    @cached_property
    def title_words(self) -> int:
        """How many words stand in the title."""
        if self._has_characters:
            return self.document.title_words
        title = self._pieces[: self._pieces.index(_BETWEEN)]
        return sum(self._reader.lengths_of(title))

    @cached_property
    def _places(self) -> Places:
        return Places(self._pieces, self._reader)

    @cached_property
    def _word_places(self) -> Mapping[int, Sequence[int]]:
        """Words between characters of scripts without spaces, by the signs that they show."""
        words = [w for w in self.document.words if w.token.script not in UNSPACED]
        self._reader.signs({word.surface for word in words})
        places: dict[int, list[int]] = defaultdict(list)
        for word in words:
            for sign in self._reader.signs({word.surface}):
                places[sign].append(word.index)
        return places

    def _showing(self, sign: int) -> Sequence[int]:
        if self._has_characters:
            return self._word_places.get(sign, ())
        return self._places.of(sign)

    @cached_property
    def _characters(self) -> dict[str, list[int]]:
        """Words of scripts without spaces, by their surface keys."""
        places: dict[str, list[int]] = defaultdict(list)
        for word in self.document.words if self._has_characters else ():
            if word.token.script in UNSPACED:
                places[word.keys.surface].append(word.index)
        return places

    def knows(self, leaves: Iterable[Leaf], rule: int) -> None:
        """Learn which atoms the leaves of a rule's query are, to be asked for them by name."""
        self._leaves.update(zip(leaves, atoms_of(self._rules.programs[rule].whole), strict=True))

    def met_entries(self) -> list[str]:
        """Name the lexicon entries that the article meets, in file order."""
        names = self._rules.entries
        few = sorted(atom for atom in self.present if atom < len(names))
        return [names[atom] for atom in few if self.spots(atom)]

    def of_pattern(self, pattern: Pattern) -> Sequence[Occurrence]:
        """Give every occurrence of a term, in the order of the text."""
        if not pattern.is_sought(self.languages.candidates):
            return ()
        document, terms = self.document, self._reader.terms
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
        places = self._showing(pattern.signs[0])
        if pattern.is_hangul:
            return sorted({*places, *self._showing(-1 - pattern.number)})
        if len(pattern.signs) == 1 or pattern.words[1].script in UNSPACED:
            return places
        following = set(self._showing(pattern.signs[1]))
        return [place for place in places if place + 1 in following]

    def of_entry(self, name: str) -> Iterable[Pattern]:
        """Give the terms of a lexicon entry that may stand in the article."""
        numbers = self._shown.get(self._rules.atoms.get(name, -1), ())
        return [self._rules.patterns[number] for number in dict.fromkeys(numbers)]

    def of_leaf(self, leaf: Leaf) -> Pattern | None:
        """Give the term that a word of a query stands for, if it may stand in the article."""
        atom = self._leaves.get(leaf)
        if atom is None or atom not in self.present:
            return None
        return self._rules.patterns[self._rules.leaf_patterns[atom]]

    def regexes_of(self, name: str) -> Sequence[str]:
        """Give the regular expressions of a lexicon entry."""
        return self._rules.regexes.get(self._rules.atoms.get(name, -1), ())
