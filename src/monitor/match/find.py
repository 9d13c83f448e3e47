"""Occurrences of one term in one document: word by word, exactly as the rules say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.match.document import AnyDocument, Word
from monitor.match.patterns import Pattern, PatternWord, is_single, shows
from monitor.model.hit import SpanWhy
from monitor.text.forms.korean import korean_prefix
from monitor.text.scripts import UNSPACED

# What may stand between the words of a phrase: spaces, and up to three hyphens, quotes, dots.
GAP_MARKS = r"\u00b7\u30fb\u2010-\u2015\-'\"`\u2018-\u201f\u00ab\u00bb\u200b"
GAP = re.compile(rf"\s*+(?:[{GAP_MARKS}]\s*+){{0,3}}+")
ABBREVIATED_GAP = re.compile(r"\.\s*+-?\s*+")
LONGEST_ABBREVIATION = 5
SHORTEST_COMPOUND_TERM = 2
READING = re.compile(r"[（(][\u3040-\u30ff・\u00b7\s=＝]{1,30}[）)]")
HANGUL_PARTICLES = frozenset("은는이가을를의에와과도로만")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words `[first, last]` of the stream that show a term; `start`, `end` in code points."""

    first: int
    last: int
    start: int
    end: int
    pattern: Pattern
    why: SpanWhy

    def overlaps(self, other: "Occurrence") -> bool:
        """Whether both share a word."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: "Occurrence") -> bool:
        """Whether this one lies inside the other."""
        return other.first <= self.first and self.last <= other.last


def occurrences_at(
    document: AnyDocument, pattern: Pattern, index: int, vocabulary: frozenset[str]
) -> Iterator[Occurrence]:
    """Look for a term at one word of the stream.

    Args:
        document: The article.
        pattern: The term.
        index: The word at which it must begin.
        vocabulary: The Hangul terms that compounds may be made of (`compound_terms`).

    Yields:
        Its longest reading there, and its first place inside a Korean compound.
    """
    plain = occurrence_at(document, pattern, index)
    if plain:
        yield plain
    if pattern.is_hangul and pattern.squeezed in vocabulary:
        inside = compound_at(document, pattern, index, vocabulary, skip_start=plain is not None)
        if inside:
            yield inside


def occurrence_at(document: AnyDocument, pattern: Pattern, index: int) -> Occurrence | None:
    """Look for a term at one word of the stream; the longest reading is given."""
    if is_single(pattern) and not _stands_alone(document, index):
        return None
    if pattern.is_hangul:
        return _hangul(document, pattern, index)
    return _phrase(document, pattern, index)


def _phrase(document: AnyDocument, pattern: Pattern, index: int) -> Occurrence | None:
    whys: list[str] = []
    place = index
    for number, wanted in enumerate(pattern.words):
        if number:
            following = _following(document, place, wanted)
            if following is None:
                return None
            place = following
        why = _shows(document, pattern, number, document.words[place])
        if why is None:
            return None
        whys.append(why)
    return _occurrence(document, pattern, index, place, _weakest(whys))


def _following(document: AnyDocument, place: int, wanted: PatternWord) -> int | None:
    """Give the index of the word after `place`, if no punctuation parts them."""
    if place + 1 >= len(document.words):
        return None
    gap = document.gap(place, place + 1)
    if gap is None:
        return None
    if is_close(document.words[place].surface, gap):
        return place + 1
    return _after_reading(document, place) if wanted.script in UNSPACED else None


def is_close(surface: str, gap: str) -> bool:
    """Whether a gap behind a word of a phrase leaves the phrase whole."""
    if GAP.fullmatch(gap):
        return True
    return len(surface) <= LONGEST_ABBREVIATION and ABBREVIATED_GAP.fullmatch(gap) is not None


def _after_reading(document: AnyDocument, place: int) -> int | None:
    """Skip a Japanese reading in brackets after a name: 金正恩（キム・ジョンウン）総書記."""
    word = document.words[place]
    text = document.text_of(word.field)
    reading = READING.match(text, word.token.end)
    if reading is None:
        return None
    for index in range(place + 1, len(document.words)):
        later = document.words[index]
        if later.field != word.field:
            return None
        if later.token.start >= reading.end():
            return later.index if later.token.start == reading.end() else None
    return None


def _shows(document: AnyDocument, pattern: Pattern, number: int, word: Word) -> str | None:
    wanted = pattern.words[number]
    if pattern.kind == "case":
        return "exact" if word.surface == wanted.surface else None
    if pattern.kind == "prefix" and number == len(pattern.words) - 1:
        return _begins(wanted, word)
    if pattern.kind == "exact":
        return "exact" if word.keys.surface in wanted.keys else None
    if wanted.script == "Hang" and pattern.kind == "word":
        return hangul_word(wanted.surface, word.surface)
    return shows(wanted, word.keys, document.languages.candidates)


def _begins(wanted: PatternWord, word: Word) -> str | None:
    if any(word.keys.surface == key for key in wanted.keys):
        return "exact"
    return "prefix" if any(word.keys.surface.startswith(key) for key in wanted.keys) else None


def _weakest(whys: list[str]) -> SpanWhy:
    weak: tuple[SpanWhy, ...] = ("prefix", "stem", "form")
    for why in weak:
        if why in whys:
            return why
    return "exact"


def _occurrence(
    document: AnyDocument, pattern: Pattern, first: int, last: int, why: SpanWhy
) -> Occurrence:
    start, end = document.words[first].token.start, document.words[last].token.end
    if why == "exact" and pattern.language not in ("any", *document.languages.candidates):
        why = "alias"
    return Occurrence(first, last, start, end, pattern, why)


def _stands_alone(document: AnyDocument, index: int) -> bool:
    """A one-character term counts only when no neighbour is of its own script."""
    word = document.words[index]
    if len(word.surface) > 1 and word.surface[1:] not in HANGUL_PARTICLES:
        return False
    return not any(_touches(document, index, other) for other in (index - 1, index + 1))


def _touches(document: AnyDocument, index: int, other: int) -> bool:
    if not 0 <= other < len(document.words):
        return False
    left, right = min(index, other), max(index, other)
    same = document.words[other].token.script == document.words[index].token.script
    return same and document.gap(left, right) == ""


def hangul_word(term: str, surface: str) -> str | None:
    """Tell how a Korean word shows a term: `exact`, `form` with particles, or not."""
    if surface == term:
        return "exact"
    return "form" if korean_prefix(surface, term) else None


def _hangul(document: AnyDocument, pattern: Pattern, index: int) -> Occurrence | None:
    """Korean: word by word with particles, or with the inner spaces left out or put elsewhere."""
    found = _phrase(document, pattern, index)
    if found:
        return _without_particle(document, found)
    squeezed = pattern.squeezed
    joined = ""
    for word in _hangul_run(document, index):
        joined += word.surface
        if len(joined) >= len(squeezed):
            why = hangul_word(squeezed, joined)
            if why is None:
                return None
            last = _occurrence(document, pattern, index, word.index, "form")
            return replace(last, end=last.end - (len(joined) - len(squeezed)))
        if not squeezed.startswith(joined):
            return None
    return None


def _without_particle(document: AnyDocument, found: Occurrence) -> Occurrence:
    """End a span where the term ends: readers want the word marked without its particle."""
    wanted, last = found.pattern.words[-1], document.words[found.last].token
    if wanted.script == "Hang" and last.surface.startswith(wanted.surface):
        return replace(found, end=last.start + len(wanted.surface))
    return found


def _hangul_run(document: AnyDocument, index: int) -> Iterator[Word]:
    """Yield Hangul words that follow each other with nothing but a space between."""
    yield document.words[index]
    for place in range(index, len(document.words) - 1):
        gap = document.gap(place, place + 1)
        if gap is None or gap.strip() or document.words[place + 1].token.script != "Hang":
            return
        yield document.words[place + 1]


def compound_terms(patterns: Iterable[Pattern]) -> frozenset[str]:
    """List the Hangul terms of two syllables and more: what compounds may be made of."""
    squeezed = (pattern.squeezed for pattern in patterns)
    return frozenset(
        term
        for term in squeezed
        if len(term) >= SHORTEST_COMPOUND_TERM and all("가" <= c <= "힣" for c in term)
    )


def compound_at(
    document: AnyDocument,
    pattern: Pattern,
    index: int,
    vocabulary: frozenset[str],
    *,
    skip_start: bool,
) -> Occurrence | None:
    """Look for a Korean term inside a compound made of known terms (북한공병 = 북한 + 공병).

    With `skip_start` the term at the beginning of the word is known already.
    """
    term, token = pattern.squeezed, document.words[index].token
    if token.script != "Hang" or len(token.surface) <= SHORTEST_COMPOUND_TERM:
        return None
    for start in compound_starts(token.surface, vocabulary)[skip_start:]:
        end = start + len(term)
        if token.surface[start:end] == term and _closes(token.surface[end:], vocabulary):
            return Occurrence(index, index, token.start + start, token.start + end, pattern, "form")
    return None


@lru_cache(maxsize=20_000)
def compound_starts(surface: str, vocabulary: frozenset[str]) -> tuple[int, ...]:
    """Give the places in a Hangul word that known terms reach from its beginning, 0 included."""
    reached = [0]
    for start in reached:
        for end in range(start + 2, len(surface)):
            if surface[start:end] in vocabulary and end not in reached:
                reached.append(end)
    return tuple(sorted(reached))


def _closes(tail: str, vocabulary: frozenset[str]) -> bool:
    """Whether a word may end so: nothing, particles, or another known term."""
    if not tail or korean_prefix(f"가나{tail}", "가나"):
        return True
    ends = (end for end in range(2, len(tail) + 1) if tail[:end] in vocabulary)
    return any(_closes(tail[end:], vocabulary) for end in ends)
