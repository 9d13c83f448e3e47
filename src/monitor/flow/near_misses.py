"""What nearly met a condition: words too far apart, vetoed, of another language, or misspelt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from monitor.flow.kindred import Kin, Kindred
from monitor.flow.missing import Missing, forbidden_spans, is_filter
from monitor.flow.ruler import Ruler
from monitor.model.canonical import canonical
from monitor.model.hit import Condition, Span
from monitor.model.query import AtLeast, EntryRef, Leaf, Near, NotNear, Query, Regex, Window
from monitor.model.watch import LexiconTerm, WatchSet
from monitor.rules.walk import nodes_of
from monitor.text.language import Languages

Kind = Literal["apart", "forbidden", "rejected", "language", "form", "spelling", "filter", "count"]
MOST: Final = 6
ANY: Final = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """One sentence about what nearly met a condition, and the words it speaks of."""

    kind: Kind
    sentence: str
    spans: tuple[Span, ...] = ()


class Examiner:
    """Looks at one article for what nearly met the conditions of its watches."""

    def __init__(self, ruler: Ruler, watches: WatchSet, languages: Languages) -> None:
        """Look at nothing yet."""
        self._ruler = ruler
        self._lexicon = watches.lexicon
        self._languages = languages
        self._kindred = Kindred(ruler)
        self._told: dict[tuple[str, str | None], tuple[NearMiss, ...]] = {}

    def near_misses(self, one: Missing) -> tuple[NearMiss, ...]:
        """Say what nearly met a condition; often nothing did."""
        key = (one.condition.line, one.field)
        if key not in self._told:
            self._told[key] = self._examined(one)
        return self._told[key]

    def _examined(self, one: Missing) -> tuple[NearMiss, ...]:
        if isinstance(one.query, Near):
            return tuple(self._apart(one.query, one.condition))
        if forbidden_spans(one) or isinstance(one.query, NotNear):
            return tuple(_forbidden(one))
        if is_filter(one):
            return tuple(self._filter(one))
        if isinstance(one.query, AtLeast):
            return (NearMiss(kind="count", sentence=one.condition.note),)
        found = [*_rejected(one.condition), *self._strangers(one)]
        return tuple(found[:MOST])

    def _apart(self, query: Near, condition: Condition) -> Iterator[NearMiss]:
        """Measure how far apart the parts stand that must stand close."""
        parts = [_all_spans(part) for part in condition.parts]
        found = self._ruler.closest(parts, query.window)
        if found is None:
            sentence = "the same words meet several parts: each part needs words of its own"
            yield NearMiss(kind="apart", sentence=sentence)
            return
        distance, spans = found
        words = " and ".join(f"“{span.surface}”" for span in spans)
        if distance <= query.window.n and query.ordered:
            sentence = f"{words} stand close, but not in this order"
        else:
            sentence = f"{words} are there, but {_measured(distance, query.window)}"
        yield NearMiss(kind="apart", sentence=sentence, spans=spans)

    def _filter(self, one: Missing) -> Iterator[NearMiss]:
        article = self._ruler.article
        here = {
            "lang": ", ".join(self._languages.candidates),
            "site": article.site or "no site",
            "feed": article.feed or "no feed",
            "tag": ", ".join(article.tags) or "no tags",
        }
        name = canonical(one.query).partition(":")[0]
        yield NearMiss(kind="filter", sentence=f"the article has {here[name]}")

    def _strangers(self, one: Missing) -> Iterator[NearMiss]:
        """Find words of another language, unlisted forms, and slips of one letter."""
        if _all_spans(one.condition):
            return
        told: set[tuple[str, int]] = set()
        for leaf in _leaves(one.query):
            for term in self._terms(leaf):
                for near in self._of_term(leaf, term):
                    place = (near.spans[0].field, near.spans[0].start)
                    if place not in told:
                        told.add(place)
                        yield near

    def _of_term(self, leaf: Leaf, term: LexiconTerm) -> Iterator[NearMiss]:
        owner = canonical(leaf)
        text = getattr(term.leaf, "text", "")
        same = self._kindred.same(term.leaf)
        if same and not self._is_sought(term):
            yield NearMiss(
                kind="language",
                sentence=f"“{same.surface}” is {text} of {owner} in {term.language}, "
                f"and the article is read as {', '.join(self._languages.candidates)}",
                spans=(same,),
            )
        elif not same:
            yield from (_likeness(kin, owner) for kin in self._kindred.alike(term.leaf))

    def _is_sought(self, term: LexiconTerm) -> bool:
        every = term.name or term.language == ANY
        return every or term.language in self._languages.candidates

    def _terms(self, leaf: Leaf) -> tuple[LexiconTerm, ...]:
        if not isinstance(leaf, EntryRef):
            return (LexiconTerm(leaf=leaf, language=ANY),)
        entry = self._lexicon.get(leaf.name)
        return entry.terms if entry else ()


def _likeness(kin: Kin, owner: str) -> NearMiss:
    if kin.kind == "form":
        sentence = f"“{kin.span.surface}” begins like {kin.term} of {owner}: a form not listed?"
    else:
        sentence = f"“{kin.span.surface}” is one letter off {kin.term} of {owner}"
    return NearMiss(kind=kin.kind, sentence=sentence, spans=(kin.span,))


def _forbidden(one: Missing) -> Iterator[NearMiss]:
    spans = forbidden_spans(one) or tuple(_all_spans(one.condition))
    words = ", ".join(dict.fromkeys(f"“{span.surface}”" for span in spans[:MOST]))
    if isinstance(one.query, NotNear):
        sentence = f"{words}: none stands without the other {_within(one.query.window)}"
        yield NearMiss(kind="forbidden", sentence=sentence, spans=spans)
    else:
        yield NearMiss(kind="forbidden", sentence=f"{words} is there", spans=spans)


def _rejected(condition: Condition) -> Iterator[NearMiss]:
    """Repeat what the matcher itself says of words that were found and did not count."""
    if condition.note:
        yield NearMiss(kind="rejected", sentence=condition.note)
    for part in condition.parts:
        yield from _rejected(part)


def _measured(distance: int, window: Window) -> str:
    if window.unit == "words":
        return f"{_count(distance, 'word')} apart ({window.n} allowed)"
    unit = window.unit.removesuffix("s")
    return f"{_count(distance - 1, unit)} apart ({_within(window)} wanted)"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'s' if number != 1 else ''}"


def _within(window: Window) -> str:
    if window.unit == "paragraph":
        return "within one paragraph"
    return f"within {window.n} {window.unit if window.n > 1 else window.unit.removesuffix('s')}"


def _all_spans(condition: Condition) -> list[Span]:
    found = [*condition.spans]
    for part in condition.parts:
        found += [span for span in _all_spans(part) if span not in found]
    return found


def _leaves(query: Query) -> Iterator[Leaf]:
    for node in nodes_of(query):
        if isinstance(node, Leaf) and not isinstance(node, Regex):
            yield node
