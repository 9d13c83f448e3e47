"""Stories and watches in the words of one reader, as plain values: what both templates print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from monitor.model.hit import Span
from monitor.model.message import HitRow, Section, StoryCard
from monitor.model.story import Figure
from monitor.notify.developments_view import DevelopmentView, development_views
from monitor.notify.gist import adds_little, figures_of, ideas_of
from monitor.notify.lines import Line, line_of, rows_of
from monitor.notify.marks import Piece, cut, is_wide, marked, shown
from monitor.notify.snippet import LENGTH, snippet
from monitor.notify.so_far import goes_on_of, record_of, so_far_of, story_link
from monitor.notify.teller import Teller
from monitor.notify.volume import times_usual
from monitor.notify.why import why_sentence
from monitor.notify.words.frame import Words

MOST_LINES: Final = 6
LONGEST_WATCH: Final = 120
_BAR_PIXELS: Final = 30
_BLOCKS: Final = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One story: what is new in it, its lead, why it matched, and who else tells it.

    `goes_on` says how much is new of a story told before, `story` who had it first and who has it
    now, `record` which text the words stand in;
    `others` counts the further articles, of which `lines` are told and `more` are not. `link`
    leads to the story on the operator's page.
    """

    developments: tuple[DevelopmentView, ...]
    goes_on: str
    lead: Line
    snippet: tuple[Piece, ...]
    why: str
    figures: str
    story: str
    others: int
    lines: tuple[Line, ...]
    more: str
    also_meets: str
    record: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Hits a day: heights in pixels, the same as block characters, and in words."""

    heights: tuple[int, ...]
    blocks: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One watch: `briefs` are stories told by their title alone, `more` counts the rest.

    `stories` is how many stories there are to tell.
    """

    title: str
    stories: int
    meta: str
    usual: str
    burst: bool
    bars: Bars | None
    cards: tuple[CardView, ...]
    briefs: tuple[Line, ...]
    more: str


def section_view(
    teller: Teller, section: Section, most_cards: int, most_briefs: int
) -> SectionView:
    """Say one section: `most_cards` stories in full, then `most_briefs` by their title.

    What is not told is for `fitted` to count.
    """
    words = teller.words
    full, rest = section.cards[:most_cards], section.cards[most_cards:]
    cards = [_card(teller, card) for card in full]
    briefs = [teller.attempt(lambda row: line_of(teller, row), c.lead) for c in rest[:most_briefs]]
    undone = cards.count(None) + briefs.count(None)
    usual = times_usual(section.volume) if section.volume else None
    articles = sum(len(rows_of(card)) for card in section.cards)
    counts = (words.count(words.stories, len(section.cards)), words.count(words.articles, articles))
    return SectionView(
        title=cut(shown(section.title).strip(), LONGEST_WATCH),
        stories=len(section.cards) - undone,
        meta=words.list_of(counts),
        usual=_usual(words, usual),
        burst=usual is not None and usual > 1,
        bars=_bars(teller, section),
        cards=tuple(card for card in cards if card),
        briefs=tuple(brief for brief in briefs if brief),
        more="",
    )


def _card(teller: Teller, card: StoryCard) -> CardView | None:
    figures = card.so_far.figures if card.so_far else ()
    said = [
        (row, teller.attempt(lambda r: line_of(teller, r, figures), row)) for row in rows_of(card)
    ]
    sayable = [(row, line) for row, line in said if line]
    if not sayable:
        return None
    return teller.attempt(lambda row: _full(teller, card, row, sayable), sayable[0][0])


def _full(
    teller: Teller, card: StoryCard, lead: HitRow, said: Sequence[tuple[HitRow, Line]]
) -> CardView:
    """Say one story: its lead in full, each further article in a line."""
    words = teller.words
    figures = card.so_far.figures if card.so_far else ()
    also = [teller.name(title) for title in card.also_watches]
    return CardView(
        developments=development_views(teller, card),
        goes_on=goes_on_of(teller, card),
        lead=said[0][1],
        snippet=_snippet(lead),
        why=why_sentence(lead.why, teller.reader.language, _weight(teller, lead)),
        figures=figures_of(teller, figures),
        story=so_far_of(teller, card),
        others=len(said) - 1,
        lines=tuple(_further(teller, said, figures)),
        more="",
        also_meets=words.also_meets.format(watches=words.semicolon.join(also)) if also else "",
        record=record_of(teller, lead),
        link=story_link(teller.reader, card),
    )


def _further(
    teller: Teller, said: Sequence[tuple[HitRow, Line]], figures: Sequence[Figure]
) -> Iterator[Line]:
    """Give the lines behind the lead's; a gist is told where it says more than those before."""
    told = ideas_of(teller, said[0][0], figures)
    for row, line in said[1 : 1 + MOST_LINES]:
        ideas = ideas_of(teller, row, figures)
        yield replace(line, gist="") if adds_little(ideas, told) else line
        told += ideas


def _snippet(row: HitRow) -> tuple[Piece, ...]:
    found = snippet(row.text, row.spans, LENGTH // 2 if is_wide(row.text) else LENGTH)
    pieces = marked(found.text.strip("\n"), _shifted(found.text, found.places))
    before = (Piece(text="… "),) if found.cut_before else ()
    after = (Piece(text=" …"),) if found.cut_after else ()
    return before + pieces + after if pieces else ()


def _shifted(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    dropped = len(text) - len(text.lstrip("\n"))
    return [(start - dropped, end - dropped) for start, end in places]


def _weight(teller: Teller, row: HitRow) -> list[str]:
    """Names of the entries that the query does not ask for: those that only raise the rank.

    A hit's spans are those of its query and of `weight:`; the query's own stand in its why.
    """
    asked = {span.entry for span in _spans(row)}
    marked = {span.entry for span in row.spans} - asked
    return [teller.entry(entry) for entry in row.entries if entry in marked]


def _spans(row: HitRow) -> Iterable[Span]:
    waiting = [row.why]
    while waiting:
        condition = waiting.pop()
        waiting += condition.parts
        yield from condition.spans


def _usual(words: Words, usual: int | None) -> str:
    if usual is None:
        return ""
    return words.as_usual if usual == 1 else words.times_usual.format(n=words.number(usual))


def _bars(teller: Teller, section: Section) -> Bars | None:
    if section.volume is None or not any(section.volume.days):
        return None
    days = section.volume.days
    top = max(days)
    label = teller.words.count(teller.words.a_day, days[-1], days=len(days))
    return Bars(
        heights=tuple(max(2, round(_BAR_PIXELS * day / top)) for day in days),
        blocks="".join(_BLOCKS[min(7, day * 8 // (top + 1))] for day in days),
        label=label,
    )
