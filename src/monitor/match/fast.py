"""The fast matcher: only rules that wait at something an article shows are judged."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from operator import itemgetter

from monitor.match.changes import Changes
from monitor.match.compiled import Compiled
from monitor.match.evaluate import judge
from monitor.match.part import Part
from monitor.match.reading import Reading
from monitor.match.reason import reason
from monitor.match.terms import leaves_of
from monitor.model.article import Article
from monitor.model.hit import Condition, Given, Hit, Span
from monitor.model.watch import WatchSet
from monitor.text.language import Languages


class FastMatcher:
    """One book of rules, and a small one of what was changed since, when there is any."""

    def __init__(self, watches: WatchSet, book: bytes | memoryview) -> None:
        """Open a book that `build_index` made of these watches.

        Raises:
            ValueError: The bytes are no book that we can read.
        """
        self._take([Part(watches.watches, Compiled(book))], watches.lexicon)

    def _take(self, parts: Sequence[Part], entries: Iterable[str]) -> None:
        self._parts, self._entries = parts, tuple(entries)
        self._terms = frozenset[str]().union(*(part.terms() for part in parts))

    def changed(self, watches: WatchSet, found: Changes, book: bytes) -> "FastMatcher":
        """Give a matcher in which some watches are gone and others have come.

        Args:
            watches: All watches as they are now.
            found: How they differ from those of the main book.
            book: What `build_index` made of `found.newer`.
        """
        main = self._parts[0]
        newer = Part(found.newer.watches, Compiled(book), found.places)
        other = FastMatcher.__new__(FastMatcher)
        other._take([main.without(found.gone, found.entries), newer], watches.lexicon)
        return other

    def hits(self, article: Article, languages: Languages) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        read = [(part, part.read(article, languages, self._terms)) for part in self._parts]
        entries = partial(self._met_entries, read)
        found = [
            (part.place_of(rule), part, reading, rule)
            for part, reading in read
            for rule in part.met(reading)
        ]
        if len(read) > 1:
            found.sort(key=itemgetter(0))
        is_partial, language = article.body == "feed", languages.best
        return [
            Hit(
                watch=part.watches[rule].id,
                article=article.id,
                language=language,
                reason=_Sought(part, reading, rule, entries),
                provisional=is_partial and part.rules.waits[rule],
            )
            for _, part, reading, rule in found
        ]

    def _met_entries(self, read: Sequence[tuple[Part, Reading]]) -> list[str]:
        """Name the lexicon entries that an article meets, in file order."""
        met = {name for part, reading in read for name in part.entries(reading)}
        return [name for name in self._entries if name in met]

    def conditions(
        self, article: Article, languages: Languages, watches: Iterable[str]
    ) -> Iterator[Condition]:
        """Say for some watches, by their ids, why an article meets them, or why not."""
        readings = [part.read(article, languages, self._terms) for part in self._parts]
        for name in watches:
            number, rule = self._numbers[name]
            query, reading = self._parts[number].watches[rule].query, readings[number]
            reading.knows(leaves_of(query), rule)
            yield judge(reading.scene, query).condition

    @cached_property
    def _numbers(self) -> dict[str, tuple[int, int]]:
        return {
            watch.id: (number, rule)
            for number, part in enumerate(self._parts)
            for rule, watch in enumerate(part.watches)
            if rule not in part.gone
        }


class _Sought:
    """A reason that is worked out when it is asked for."""

    def __init__(
        self, part: Part, reading: Reading, rule: int, entries: Callable[[], list[str]]
    ) -> None:
        self._asked = part, reading, rule, entries

    @cached_property
    def _given(self) -> Given:
        part, reading, rule, entries = self._asked
        watch = part.watches[rule]
        reading.knows(leaves_of(watch.query), rule)
        return reason(reading.scene, watch, entries())

    @property
    def spans(self) -> tuple[Span, ...]:
        return self._given.spans

    @property
    def entries(self) -> tuple[str, ...]:
        return self._given.entries

    @property
    def rank(self) -> int:
        return self._given.rank

    @property
    def why(self) -> Condition:
        return self._given.why
