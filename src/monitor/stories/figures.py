"""Numbers beside counted entries: how many sappers an article says there are."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from monitor.model.hit import SpanField
from monitor.model.story import Quote, Telling
from monitor.stories.markers import correction_marker
from monitor.text.numbers import Number, numbers
from monitor.text.scripts import UNSPACED
from monitor.text.sentences import Sentence, sentence_at, sentences, shown
from monitor.text.tokens import STEP, Token, tokenize

FARTHEST: Final = 4.0
"""Words from the number to the entry; next to each other is 1."""

_COUNTER: Final = re.compile(
    r"[余餘多여]?\s?(?:여\s?)?(?:[个個人名位枚台件辆艘架][のもの]?|명의?|นาย|คน|orang)?"
)
_PART: Final = re.compile(r"[,;:·、，،؛()（）\[\]/—–|]")
_LISTS: Final = re.compile("[:;：；]")
_PARTED: Final = 1.0
_LONGEST_GAP: Final = 80
_LONGEST_LINK: Final = 3
_LINKS: Final = frozenset({"の", "的", "из", "з", "від", "من", "از", "của", "’s"})
_PARTS_CLAUSES: Final = frozenset(
    "and or but nor while where who whom which that whose after before и или но а где который"
    " которые которых чтобы та або але де який які dan atau tetapi namun und oder aber wo et ou"
    " mais dont où qui que y o pero donde e mas onde ma dove ve veya ama và hoặc nhưng oraz lub"
    " ale gdzie który których och eller men ja tai mutta en maar waar و أو لكن الذي التي الذين"
    " और या".split()
)
_PEOPLE: Final = (
    "people|persons|men|in number|in total|strong|orang|personel|anggota|prajurit|человек|чел"
    "|людей|осіб|osób|ludzi|mann|personen|menschen|personnes|hommes|personas|hombres|efectivos"
    "|pessoas|homens|persone|uomini|mensen|man|kişi|kişiye|người|نفر|شخص|شخصا|شخصًا|فرد|personer"
    "|henkilöä|henkeä|osob|lidí|людини|души|людзей|लोग"
)
_CLOSES: Final = re.compile(rf"\s*(?:$|[^\w\s]|(?:{_PEOPLE})(?!\w))", re.IGNORECASE)
_CLOSES_EAST: Final = re.compile(r"[여余餘多]?\s?(?:여\s?)?(?:명|인|人|名|位|นาย|คน|$|[^\w\s])")
_NUMBER_LAST: Final = frozenset({"ko", "ja", "zh", "th", "lo", "km", "my", "sw"})
"""Languages that put a number behind what it counts."""
_BESIDE: Final = 2.0
_MARKED_BEFORE: Final = 100
_MOST_NUMBERS, _MOST_PLACES = 200, 500


class FigureFound(NamedTuple):
    """A number beside a counted entry, and the sentence that says so."""

    entry: str
    value: float
    quote: Quote


class _Place(NamedTuple):
    """A place of one counted entry, or of several that name one thing: `soldats du génie`."""

    start: int
    end: int
    entries: tuple[str, ...]


class _Pair(NamedTuple):
    """A number and a place that may belong together; the smallest is the best.

    The nearest, then the number that stands before its entry, then as they stand.
    """

    distance: float
    comes_after: bool
    number: Number
    place: _Place


def figures(telling: Telling) -> tuple[FigureFound, ...]:
    """Find the numbers that stand beside counted entries.

    A number and an entry belong together when at most three words stand between them in one
    sentence, none of them opening another clause. The nearest find each other first, and each is
    used once: "1,000 sappers and 5,000 builders" gives each its own. A number behind the entry
    must close the phrase ("sappers, 1,000 of them", not "sappers found 600 mines"). Dates, hours,
    ages, money, durations, measures, percentages, ranges and names of units are no figures, nor is
    anything in a sentence that corrects an earlier version: it tells the wrong number, too.

    Returns:
        Title first, then as they stand in the text; the same entry and value only once.
    """
    found: dict[tuple[str, float], FigureFound] = {}
    for name, text in (("title", telling.title), ("text", telling.text)):
        field: SpanField = "title" if name == "title" else "text"
        for one in _in_field(telling, field, text):
            found.setdefault((one.entry, one.value), one)
    return tuple(found.values())


def _in_field(telling: Telling, field: SpanField, text: str) -> Iterator[FigureFound]:
    spans = [
        _Place(span.start, span.end, (entry,))
        for entry in telling.counted
        for span in telling.entries.get(entry, ())
        if span.field == field
    ][:_MOST_PLACES]
    if not spans:
        return
    counts = [one for one in numbers(text, telling.language) if _is_count(one)][:_MOST_NUMBERS]
    cut = sentences(text)
    whole = [place for place in spans if not any(_overlaps(one, place) for one in counts)]
    places = _together(text, whole)
    pairs = sorted(_pairs(telling, text, cut, counts, places))
    for pair in sorted(_chosen(pairs), key=lambda pair: pair.number.start):
        shown_at = _quote(telling, field, text, cut, pair)
        for entry in pair.place.entries:
            yield FigureFound(entry, pair.number.value, shown_at)


def _is_count(number: Number) -> bool:
    return number.kind == "figure" and number.value >= 2 and number.value == int(number.value)


def _overlaps(number: Number, place: _Place) -> bool:
    """Whether a number is a part of the entry's own words: a name, or a term with its number."""
    return number.start < place.end and place.start < number.end


def _together(text: str, spans: Sequence[_Place]) -> list[_Place]:
    """Join places that overlap, or have a blank or one little word between them.

    A place inside a longer one is not meant: construction workers are no `workers`.
    """
    kept: list[_Place] = []
    for place in sorted(one for one in spans if not any(_is_inside(one, other) for other in spans)):
        if kept and _links(text[kept[-1].end : place.start]):
            last = kept[-1]
            entries = tuple(dict.fromkeys((*last.entries, *place.entries)))
            kept[-1] = _Place(last.start, max(last.end, place.end), entries)
        else:
            kept.append(place)
    return kept


def _is_inside(one: _Place, other: _Place) -> bool:
    is_shorter = one.end - one.start < other.end - other.start
    return is_shorter and other.start <= one.start and one.end <= other.end


def _links(gap: str) -> bool:
    if _PART.search(gap) or "\n" in gap:
        return False
    words = gap.lower().split()
    if len(words) != 1:
        return not words
    is_link = words[0].isascii() or words[0] in _LINKS
    return is_link and len(words[0]) <= _LONGEST_LINK and words[0] not in _PARTS_CLAUSES


def _pairs(
    telling: Telling,
    text: str,
    cut: Sequence[Sentence],
    counts: Sequence[Number],
    places: Sequence[_Place],
) -> Iterator[_Pair]:
    for number in counts:
        sentence = sentence_at(cut, number.start)
        if sentence is None or _corrects(text, sentence):
            continue
        for place in places:
            if place.start < sentence.start or place.end > sentence.end:
                continue
            comes_after = place.start < number.start
            distance = _distance(text, number, place)
            if comes_after and not _closes(text, number, distance, telling.language):
                continue
            if distance <= FARTHEST:
                yield _Pair(distance, comes_after, number, place)


def _corrects(text: str, sentence: Sentence) -> bool:
    end = min(sentence.end, sentence.start + _MARKED_BEFORE)
    return correction_marker(text[sentence.start : end]) is not None


def _closes(text: str, number: Number, distance: float, language: str) -> bool:
    """Whether nothing follows a number that it could count instead of the entry before it."""
    if language in _NUMBER_LAST:
        return distance < _BESIDE or bool(_CLOSES_EAST.match(text, number.end))
    return bool(_CLOSES.match(text, number.end))


def _distance(text: str, number: Number, place: _Place) -> float:
    """Count the words from a number to an entry; something else between them makes it longer."""
    comes_before = number.end <= place.start
    if comes_before:
        counter = _COUNTER.match(text, number.end)
        gap = text[counter.end() if counter else number.end : place.start]
    else:
        gap = text[place.end : number.start]
    if len(gap) > _LONGEST_GAP or "\n" in gap or (comes_before and _LISTS.search(gap)):
        return FARTHEST + 1
    tokens = tokenize(gap)
    if any(token.surface.lower() in _PARTS_CLAUSES for token in tokens):
        return FARTHEST + 1
    return 1 + sum(map(_width, tokens)) + (_PARTED if _PART.search(gap) else 0)


def _width(token: Token) -> float:
    """Say how many words a token counts as; a script without spaces has a token a character."""
    is_quarter = token.script in UNSPACED and token.script not in STEP
    return 0.25 * len(token.surface) if is_quarter else STEP.get(token.script, 1.0)


def _chosen(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Take the nearest pair, then the next of what is left."""
    taken: set[int] = set()
    for pair in pairs:
        mine = {pair.number.start, pair.place.start}
        if taken.isdisjoint(mine):
            taken |= mine
            yield pair


def _quote(
    telling: Telling, field: SpanField, text: str, cut: Sequence[Sentence], pair: _Pair
) -> Quote:
    start = min(pair.number.start, pair.place.start)
    end = max(pair.number.end, pair.place.end)
    sentence = sentence_at(cut, start) or Sentence(start, end)
    return quote(telling, field, text, shown(sentence, start, end))


def quote(telling: Telling, field: SpanField, text: str, place: Sentence) -> Quote:
    """Quote a place of an article's field."""
    return Quote(
        article=telling.article,
        field=field,
        start=place.start,
        end=place.end,
        text=text[place.start : place.end],
        outlet=telling.site or telling.publisher,
    )
