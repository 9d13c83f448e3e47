"""One article in one line: title with its marks, outlet, times, character, gist."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.message import HitRow, StoryCard
from monitor.model.story import Figure
from monitor.notify.gist import gist_of
from monitor.notify.marks import Piece, cut, direction, language_of, link_of, marked, shown
from monitor.notify.sources import character
from monitor.notify.teller import LONGEST_NAME, Teller

LONGEST_TITLE: Final = 300
_ELLIPSIS: Final = Piece(text="…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One article in one line.

    `dir` is what HTML's attribute asks for, `notes` the character of the source and what it
    cites, `gist` the entries met in the reader's language, `translate` a link or None.
    """

    language: str
    dir: str
    title: tuple[Piece, ...]
    address: str | None
    outlet: str
    when: str
    notes: str
    gist: str
    translate: str | None


def line_of(teller: Teller, row: HitRow, figures: Sequence[Figure] = ()) -> Line:
    """Say one article; `figures` are those of its story."""
    return Line(
        language=language_of(row.language),
        dir=direction(row.language),
        title=_title(row),
        address=link_of(row.address),
        outlet=cut(shown(row.outlet or row.site or "").strip(), LONGEST_NAME),
        when=_when(teller, row),
        notes=_notes(teller, row),
        gist=gist_of(teller, row, figures),
        translate=teller.translation(row),
    )


def rows_of(card: StoryCard) -> tuple[HitRow, ...]:
    """Give one row for each article of a card, the lead first."""
    rows: dict[int, HitRow] = {}
    for row in (card.lead, *card.others):
        rows.setdefault(row.article_id, row)
    return tuple(rows.values())


def title_of(row: HitRow) -> str:
    """Give an article's title as one safe line; its address where it has none."""
    return cut(shown(row.title).strip(), LONGEST_TITLE) or shown(row.address or row.outlet).strip()


def first_row(card: StoryCard) -> HitRow:
    """Give the article of a card that was seen first."""
    return min(rows_of(card), key=lambda row: (row.first_seen_at, row.article_id))


def _title(row: HitRow) -> tuple[Piece, ...]:
    if not shown(row.title).strip():
        return (Piece(text=title_of(row)),)
    head = row.title[:LONGEST_TITLE]
    places = [(span.start, span.end) for span in row.spans if span.field == "title"]
    return marked(head, places) + ((_ELLIPSIS,) if len(row.title) > LONGEST_TITLE else ())


def _when(teller: Teller, row: HitRow) -> str:
    moments, words = teller.moments, teller.words
    if row.published_at is None:
        return words.first_seen.format(seen=moments.moment(row.first_seen_at))
    return words.seen.format(
        published=moments.moment(row.published_at),
        seen=moments.after(row.first_seen_at, row.published_at),
    )


def _notes(teller: Teller, row: HitRow) -> str:
    words = teller.words
    notes = character(words, row.tags)
    notes += [words.copy] if row.copy_of is not None else []
    notes += [words.late] if row.late else []
    cited = teller.name_list(row.cites)
    notes += [words.cites.format(names=cited)] if cited else []
    return words.list_of(notes)
