"""What is new in a story, in the reader's words, with the sentence that shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from monitor.model.message import HitRow, StoryCard
from monitor.model.story import Development, Quote
from monitor.notify.diff import Change, changes
from monitor.notify.lines import rows_of
from monitor.notify.marks import cut, direction, language_of, link_of, shown
from monitor.notify.teller import LONGEST_NAME, Teller

# The order in which an editor wants them; `new_story` is the card itself.
RANK: Final = (
    "correction",
    "withdrawn",
    "figure_changed",
    "first_term",
    "first_from",
    "first_in_language",
    "unusual_volume",
    "differs",
    "updated",
)
MOST: Final = 6
_EDITS: Final = ("correction", "withdrawn")
MOST_QUOTES: Final = 3
MOST_BEFORE: Final = 3
LONGEST_QUOTE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A sentence that shows something, as its outlet wrote it."""

    outlet: str
    text: str
    language: str
    dir: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentView:
    """One development: `label` says the kind, `detail` what of it.

    `diff` is a corrected sentence, or the title of an article that was withdrawn; `language` and
    `dir` are its own.
    """

    kind: str
    label: str
    detail: str
    diff: tuple[Change, ...]
    language: str
    dir: str
    quotes: tuple[QuoteView, ...]


def development_views(teller: Teller, card: StoryCard) -> tuple[DevelopmentView, ...]:
    """Say the developments of a card, the weightiest first; a new story is none of its own.

    A sentence that shows two of them is shown once.
    """
    rows = {row.article_id: row for row in rows_of(card)}
    shown_already: set[QuoteView] = set()
    views = []
    for found in ranked(card)[:MOST]:
        view = _view(teller, card, found, rows)
        views.append(replace(view, quotes=tuple(q for q in view.quotes if q not in shown_already)))
        shown_already.update(view.quotes)
    return tuple(views)


def ranked(card: StoryCard) -> list[Development]:
    """Give the developments of a card that have something to say, the weightiest first.

    A figure that one outlet gave is no news of its own once it is a change.
    """
    changed = {found.subject for found in card.developments if found.kind == "figure_changed"}
    told = [
        found
        for found in card.developments
        if found.kind in RANK and not (found.kind == "differs" and found.subject in changed)
    ]
    return sorted(told, key=lambda found: RANK.index(found.kind))


def label_of(teller: Teller, found: Development) -> str:
    """Name the kind of a development, and what it is about where the kind alone says little."""
    label = teller.words.kinds[found.kind]
    return label.format(what=_what(teller, found)) if "{what}" in label else label


def figure_of(teller: Teller, found: Development, most: int = MOST_BEFORE) -> str:
    """Say a figure: `1,000 → 1,500 sappers`, or where it only differs, `1,500 sappers`.

    Of the figures known before `most` are named, those first that more outlets gave.
    """
    words = teller.words
    after = teller.value(found.after)
    before = words.list_of([teller.value(value) for value in found.before[:most]])
    moved = found.kind == "figure_changed" and before
    change = f"{before} {words.arrow} {after}" if moved else after
    return words.figure.format(change=change, entry=teller.entry(_entry(found)))


def outlets_of(found: Development, rows: Mapping[int, HitRow]) -> list[str]:
    """Name who says it: the outlets of its evidence, else of its article."""
    named = [_outlet(quote.article, rows) or quote.outlet for quote in found.evidence]
    named = named or [_outlet(found.article, rows)]
    return [outlet for outlet in dict.fromkeys(named) if outlet.strip()]


def _view(
    teller: Teller, card: StoryCard, found: Development, rows: Mapping[int, HitRow]
) -> DevelopmentView:
    edited = found.kind in _EDITS and bool(found.before)
    language = rows[found.article].language if found.article in rows else ""
    quotes = () if edited else _quotes(found.evidence, rows)
    return DevelopmentView(
        kind=found.kind,
        label=label_of(teller, found),
        detail=_detail(teller, card, found, rows),
        diff=changes(found.before[0], found.after) if edited else (),
        language=language_of(language),
        dir=direction(language),
        quotes=quotes,
    )


def _what(teller: Teller, found: Development) -> str:
    if found.kind == "first_in_language":
        return teller.tongue(found.subject)
    return teller.entry(found.subject) if found.kind == "first_term" else teller.name(found.subject)


def _detail(teller: Teller, card: StoryCard, found: Development, rows: Mapping[int, HitRow]) -> str:
    words = teller.words
    outlets = outlets_of(found, rows)
    named = words.all_of([teller.name(outlet) for outlet in outlets[:MOST_QUOTES]])
    if found.kind in ("figure_changed", "differs"):
        figure = figure_of(teller, found)
        told = words.count(words.says, len(outlets), what=figure, outlets=named)
        before = _before(teller, card, found)
        return words.semicolon.join([told if named else figure, *([before] if before else [])])
    if found.kind == "unusual_volume":
        return _volume(teller, found)
    return named


def _before(teller: Teller, card: StoryCard, found: Development) -> str:
    """Say how many outlets gave the figures known before; a rival figure is named itself."""
    words, entry = teller.words, _entry(found)
    known = [
        figure
        for figure in (card.so_far.figures if card.so_far else ())
        if figure.entry == entry and _number(figure.value) in map(_number, found.before)
    ]
    if not known:
        return ""
    counts = [words.count(words.outlets, len(figure.outlets)) for figure in known]
    if found.kind == "differs":
        named = [words.number(figure.value) for figure in known]
        counts = [f"{value} ({count})" for value, count in zip(named, counts, strict=True)]
    elif len(known) > 1:
        outlets = {outlet for figure in known for outlet in figure.outlets}
        counts = [words.count(words.outlets, len(outlets))]
    return words.before.format(outlets=words.list_of(counts))


def _volume(teller: Teller, found: Development) -> str:
    """Say the numbers of a burst where both are known: `3 → 12`."""
    if not (found.before and found.after):
        return ""
    before, after = teller.value(found.before[-1]), teller.value(found.after)
    return f"{before} {teller.words.arrow} {after}"


def _quotes(evidence: Iterable[Quote], rows: Mapping[int, HitRow]) -> tuple[QuoteView, ...]:
    views = []
    for quote in list(evidence)[:MOST_QUOTES]:
        row = rows.get(quote.article)
        language = language_of(row.language) if row else ""
        view = QuoteView(
            outlet=cut(shown(_outlet(quote.article, rows) or quote.outlet).strip(), LONGEST_NAME),
            text=cut(shown(quote.text).strip(), LONGEST_QUOTE),
            language=language,
            dir=direction(language),
            address=link_of(row.address) if row else None,
        )
        views += [view] if view.text else []
    return tuple(views)


def _entry(found: Development) -> str:
    """Give the entry a figure stands beside: its subject is `entry=value` or the entry."""
    return found.subject.partition("=")[0]


def _outlet(article: int, rows: Mapping[int, HitRow]) -> str:
    row = rows.get(article)
    return (row.outlet or row.site or "") if row else ""


def _number(value: float | str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
