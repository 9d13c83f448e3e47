"""Whether a page was corrected, added to, or taken back: one wording beside the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from monitor.model.hit import Span, SpanField
from monitor.stories.markers import correction_marker, is_furniture, kill_marker
from monitor.text.negation import negations
from monitor.text.numbers import Number, numbers
from monitor.text.sentences import Sentence, sentences
from monitor.text.wording import Difference, difference, likeness, words_of

ALIKE: Final = 0.6
ALIKE_FOR_NAMES: Final = 0.75
"""One name in place of another, and little else: other words for the same are no correction."""
FIRST_SENTENCES: Final = 5
_LAST_SENTENCES: Final = 3
_FEWEST_WORDS: Final = 8
_FEWEST_CHARACTERS: Final = 30
_PASSING: Final = frozenset({"hour", "code", "score"})
"""Kinds of numbers that change without a correction."""

ChangeKind = Literal["number", "negation", "entry", "marker"]


class Wording(NamedTuple):
    """An article's title and text, and the lexicon entries found in them, if they are known."""

    title: str
    text: str
    spans: Sequence[Span] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence that says something else now.

    Attributes:
        field: Where it stands.
        kind: What changed: a number, a negation, a name of the lexicon; `marker`: it says itself
            that it corrects something, and `before` may be empty.
        before: The sentence as it was.
        after: As it is now, code points `[start, end)` of the field as it is now.
        pieces: What was removed from `before` and what was added to `after`: code points of these
            sentences.
        detail: Which number, entry or marker, in a few words.
    """

    field: SpanField
    kind: ChangeKind
    before: str
    after: str
    start: int
    end: int
    pieces: Difference
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The article was corrected; the change that matters most stands first."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """Paragraphs were added, and nothing else; each as it stands in the text."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The publisher takes the article back; `marker` are the words, `sentence` holds them."""

    marker: str
    sentence: str


Verdict = Correction | Updated | Withdrawn | None


def corrected(before: Wording, after: Wording, language: str) -> Verdict:
    """Compare two versions of one article.

    Looked at are the title, the first five sentences and, for marker words, the last three.
    Layout, case, punctuation, advertisements and invitations to other articles are nothing; so are
    hours and scores, which change by themselves.

    Args:
        before: As it was stored.
        after: As it was read again.
        language: Primary subtag of the article.

    Returns:
        `Withdrawn` for a kill marker that is new, else a `Correction` where a sentence that is
        alike (.6) has another number, entry or negation, or a marker word is new; else `Updated`
        where paragraphs were added; else None.
    """
    taken_back = _withdrawn(before, after)
    if taken_back:
        return taken_back
    changes = sorted(_changes(before, after, language), key=_weight)
    if changes:
        return Correction(changes=tuple(changes))
    paragraphs = tuple(_added_paragraphs(before.text, after.text))
    return Updated(paragraphs=paragraphs) if paragraphs else None


_ORDER: Final[tuple[ChangeKind, ...]] = ("number", "negation", "entry", "marker")


def _weight(change: Change) -> tuple[int, bool, int]:
    return _ORDER.index(change.kind), change.field != "title", change.start


def _withdrawn(before: Wording, after: Wording) -> Withdrawn | None:
    head = [after.title, *(part for part, _ in _first(after.text, 2))]
    was = {before.title, *(part for part, _ in _first(before.text, 2))}
    for sentence in head:
        marker = kill_marker(sentence)
        if marker and sentence not in was:
            return Withdrawn(marker=marker, sentence=sentence)
    return None


Placed = tuple[str, Sentence]


def _first(text: str, count: int) -> list[Placed]:
    return [(text[one.start : one.end], one) for one in sentences(text)[:count]]


def _changes(before: Wording, after: Wording, language: str) -> Iterator[Change]:
    yield from _in_field(
        "title",
        [(before.title, Sentence(0, len(before.title)))],
        [(after.title, Sentence(0, len(after.title)))],
        (before.spans, after.spans),
        language,
    )
    old = _first(before.text, 2 * FIRST_SENTENCES)
    new = _first(after.text, FIRST_SENTENCES)
    yield from _in_field("text", old, new, (before.spans, after.spans), language)
    yield from _marked(before, after)


def _in_field(
    field: SpanField,
    old: Sequence[Placed],
    new: Sequence[Placed],
    spans: tuple[Sequence[Span], Sequence[Span]],
    language: str,
) -> Iterator[Change]:
    """Compare each sentence that is new with the most alike of those that are gone."""
    known = {tuple(words_of(sentence)) for sentence, _ in old}
    there = {tuple(words_of(sentence)) for sentence, _ in new}
    gone = [one for one in old if tuple(words_of(one[0])) not in there]
    for sentence, place in new:
        if not gone or is_furniture(sentence) or tuple(words_of(sentence)) in known:
            continue
        was, was_place = max(gone, key=lambda one: likeness(one[0], sentence))
        if likeness(was, sentence) < ALIKE:
            continue
        names = (_names(spans[0], field, was_place), _names(spans[1], field, place))
        said = _said(was, sentence, names, language)
        if said:
            kind, detail = said
            pieces = difference(was, sentence, language)
            yield Change(
                field=field, kind=kind, before=was, after=sentence, start=place.start,
                end=place.end, pieces=pieces, detail=detail,
            )  # fmt: skip


def _names(spans: Sequence[Span], field: SpanField, place: Sentence) -> frozenset[str]:
    """Give the entries of a sentence that are written as names, as far as its script says so."""
    return frozenset(
        span.entry
        for span in spans
        if span.entry
        and span.field == field
        and place.start <= span.start < place.end
        and not span.surface[:1].islower()
    )


def _said(
    before: str, after: str, names: tuple[frozenset[str], frozenset[str]], language: str
) -> tuple[ChangeKind, str] | None:
    """Say what two wordings contradict each other in."""
    old, new = _values(before, language), _values(after, language)
    if old - new:  # a number that is only added corrects nothing
        return "number", f"{_list(old - new)} → {_list(new - old) or '-'}"
    if negations(before, language) != negations(after, language):
        return "negation", ""
    lost, gained = names[0] - names[1], names[1] - names[0]
    if lost and gained and likeness(before, after) >= ALIKE_FOR_NAMES:
        return "entry", f"{', '.join(sorted(lost))} → {', '.join(sorted(gained))}"
    return None


def _values(sentence: str, language: str) -> frozenset[float]:
    return frozenset(one.value for one in numbers(sentence, language) if _stays(one))


def _stays(number: Number) -> bool:
    return number.kind not in _PASSING


def _list(values: frozenset[float]) -> str:
    return ", ".join(f"{value:g}" if value < 1e6 else f"{value:.0f}" for value in sorted(values))


def _marked(before: Wording, after: Wording) -> Iterator[Change]:
    """Find a marker word where none of the kind stood before."""
    was = {correction_marker(before.title)}
    was.update(correction_marker(sentence) for sentence, _ in _edges(before.text))
    title: list[Placed] = [(after.title, Sentence(0, len(after.title)))]
    for field, placed in (("title", title), ("text", _edges(after.text))):
        for sentence, place in placed:
            marker = correction_marker(sentence)
            if marker and marker not in was:
                was.add(marker)
                yield _by_marker(before, "title" if field == "title" else "text", sentence, place)


def _edges(text: str) -> list[Placed]:
    found = _first(text, len(text))
    return found[:FIRST_SENTENCES] + found[FIRST_SENTENCES:][-_LAST_SENTENCES:]


def _by_marker(before: Wording, field: SpanField, sentence: str, place: Sentence) -> Change:
    was = before.title if field == "title" else ""
    return Change(
        field=field,
        kind="marker",
        before=was,
        after=sentence,
        start=place.start,
        end=place.end,
        pieces=difference(was, sentence, "und") if was else Difference((), ()),
        detail=correction_marker(sentence) or "",
    )


def _added_paragraphs(before: str, after: str) -> Iterator[str]:
    """Give the paragraphs of which a third of the words is new; a rewritten one keeps more."""
    known = [words_of(part) for part in _paragraphs(before)]
    whole = {tuple(words) for words in known}
    there = {word for words in known for word in words}
    for part in _paragraphs(after):
        words = words_of(part)
        if tuple(words) in whole or is_furniture(part) or not _is_prose(part, words):
            continue
        if 3 * sum(word not in there for word in words) >= len(words):
            yield part


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


def _is_prose(part: str, words: Sequence[str]) -> bool:
    """Whether a paragraph is a sentence at least, and not a headline of another article."""
    is_long = len(words) >= _FEWEST_WORDS and len(part) >= _FEWEST_CHARACTERS
    return is_long and part.rstrip("\"'»”’」』) ")[-1:] in ".!?…。！？।؟۔:"
