"""One book of rules at work: what it was compiled from, and the words it has read."""

from collections.abc import Sequence

from monitor.match.compiled import Compiled
from monitor.match.find import SHORTEST_COMPOUND_TERM
from monitor.match.reader import Reader
from monitor.match.reading import Reading
from monitor.match.verdict import holds
from monitor.model.article import Article
from monitor.model.watch import Watch
from monitor.text.language import Languages

MOST_PIECES_EACH = 60_000
MOST_PIECES = 150_000
"""Remembered for one list of languages, and for all; more is forgotten. Some 300 bytes a piece."""
COUNTED_EVERY = 64


class Part:
    """Some watches compiled into a book; remembers words between articles, and nothing else."""

    def __init__(
        self,
        watches: Sequence[Watch],
        rules: Compiled,
        places: Sequence[float] | None = None,
        gone: frozenset[int] = frozenset(),
        stale: frozenset[str] = frozenset(),
    ) -> None:
        """Take a book, and the watches it was made of.

        Args:
            watches: By the numbers of their rules.
            rules: The opened book.
            places: Where each watch stands among all watches; its number when left out.
            gone: Rules that were changed or removed since.
            stale: Lexicon entries that were changed or removed since.
        """
        self.watches, self.rules, self.gone, self.stale = watches, rules, gone, stale
        self._places = places
        self._readers: dict[tuple[str, ...], Reader] = {}
        self._read = 0

    def without(self, gone: frozenset[int], stale: frozenset[str]) -> "Part":
        """Give the same rules less some of them; what was remembered stays."""
        other = Part(self.watches, self.rules, self._places, gone, stale)
        other._readers = self._readers
        return other

    def place_of(self, rule: int) -> float:
        """Say where a rule stands among those of all parts."""
        return self._places[rule] if self._places else rule

    def terms(self) -> frozenset[str]:
        """Name the Korean terms that compounds may be made of."""
        return frozenset(term for term in self.rules.compounds if _is_hangul(term))

    def read(self, article: Article, languages: Languages, terms: frozenset[str]) -> Reading:
        """Look the words of an article up."""
        self._read += 1
        if self._read % COUNTED_EVERY == 0 and sum(map(len, self._readers.values())) > MOST_PIECES:
            self._readers.clear()
        return Reading(article, languages, self._reader(languages.candidates, terms))

    def entries(self, reading: Reading) -> list[str]:
        """Name the lexicon entries that an article meets, as far as they still hold."""
        return [name for name in reading.met_entries() if name not in self.stale]

    def met(self, reading: Reading) -> list[int]:
        """Give the rules that an article meets, in their order."""
        programs, is_pair = self.rules.programs, self.rules.is_pair
        candidates = self.rules.anchors.candidates(reading.present).difference(self.gone)
        is_certain = not reading.maybe
        return sorted(
            rule
            for rule in candidates
            if (is_certain and is_pair[rule]) or holds(reading, programs[rule])
        )

    def _reader(self, candidates: tuple[str, ...], terms: frozenset[str]) -> Reader:
        reader = self._readers.get(candidates)
        if reader is None or len(reader) > MOST_PIECES_EACH or reader.terms is not terms:
            reader = self._readers[candidates] = Reader(self.rules, candidates, terms)
        return reader


def _is_hangul(term: str) -> bool:
    return len(term) >= SHORTEST_COMPOUND_TERM and all("가" <= letter <= "힣" for letter in term)
