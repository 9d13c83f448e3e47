"""A message in the words of one reader, as plain values: what both templates print."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from babel import Locale, UnknownLocaleError

from monitor.model.hit import Span
from monitor.model.message import HitRow, Section, StoryCard
from monitor.notify.marks import Piece, marked, shown
from monitor.notify.moments import Moments
from monitor.notify.snippet import snippet
from monitor.notify.volume import times_usual
from monitor.notify.why import why_sentence
from monitor.notify.words.frame import Words

MOST_LINES: Final = 6
LONGEST_TITLE: Final = 300
LONGEST_NAME: Final = 80
LONGEST_WATCH: Final = 120
_BAR_PIXELS: Final = 30
_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_ELLIPSIS: Final = Piece(text="…")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One article in one line. `dir` is what HTML's attribute asks for."""

    language: str
    dir: str
    title: tuple[Piece, ...]
    address: str | None
    outlet: str
    when: str
    notes: str
    gist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One story: its lead, why it matched, and who else tells it."""

    lead: Line
    snippet: tuple[Piece, ...]
    why: str
    lines: tuple[Line, ...]
    more: str
    also_meets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Hits a day: heights in pixels, the same as block characters, and in words."""

    heights: tuple[int, ...]
    blocks: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One watch: `briefs` are stories told by their title alone, `more` counts the rest."""

    title: str
    meta: str
    usual: str
    burst: bool
    bars: Bars | None
    cards: tuple[CardView, ...]
    briefs: tuple[Line, ...]
    more: str


@dataclass(slots=True, kw_only=True)
class Teller:
    """Says things to one reader. `undone` collects the titles that could not be said."""

    words: Words
    moments: Moments
    language: str
    names: Mapping[str, Mapping[str, str]]
    undone: list[str] = field(default_factory=list)

    def attempt(self, make: Callable[[HitRow], _T], row: HitRow) -> _T | None:
        """Make something of one article; an article that breaks it is left out and named."""
        try:
            return make(row)
        except (ValueError, OverflowError, IndexError, TypeError, KeyError):
            name = cut(shown(row.title).strip(), LONGEST_NAME) or f"#{row.article_id}"
            self.undone.append(name)
            return None

    def entry(self, entry: str) -> str:
        """Name a lexicon entry in the reader's language, else in English, else by its id."""
        names = self.names.get(entry, {})
        known = (names[language] for language in (self.language, "en", "any") if language in names)
        return next(known, entry.replace("_", " "))


def section_view(
    teller: Teller, section: Section, most_cards: int, most_briefs: int
) -> SectionView:
    """Say one section: `most_cards` stories in full, then `most_briefs` by their title."""
    words = teller.words
    full, rest = section.cards[:most_cards], section.cards[most_cards:]
    cards = [_card(teller, card) for card in full]
    briefs = [teller.attempt(lambda row: _line(teller, row), c.lead) for c in rest[:most_briefs]]
    unsaid = len(rest) - len(briefs)
    usual = times_usual(section.volume) if section.volume else None
    return SectionView(
        title=cut(shown(section.title).strip(), LONGEST_WATCH),
        meta=words.list_of(
            [
                words.count(words.stories, len(section.cards)),
                words.count(words.articles, sum(map(articles_of, section.cards))),
            ]
        ),
        usual=_usual(words, usual),
        burst=usual is not None and usual > 1,
        bars=_bars(teller, section),
        cards=tuple(card for card in cards if card),
        briefs=tuple(brief for brief in briefs if brief),
        more=words.count(words.more_stories, unsaid) if unsaid else "",
    )


def rows_of(card: StoryCard) -> tuple[HitRow, ...]:
    """Give one row for each article of a card, the lead first."""
    rows: dict[int, HitRow] = {}
    for row in (card.lead, *card.others):
        rows.setdefault(row.article_id, row)
    return tuple(rows.values())


def articles_of(card: StoryCard) -> int:
    """Count the articles of a card."""
    return len(rows_of(card))


def title_of(row: HitRow) -> str:
    """Give an article's title as one safe line; its address where it has none."""
    return cut(shown(row.title).strip(), LONGEST_TITLE) or shown(row.address or row.outlet).strip()


def link_of(address: str | None) -> str | None:
    """Give an address that a mail may link to: http and https only, else None."""
    if address is None or not address.lower().startswith(("http://", "https://")):
        return None
    return None if shown(address) != address else address


def direction(language: str) -> str:
    """Say how a text of this language runs: `rtl`, or `auto` (by its first letter)."""
    try:
        return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "auto"
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"


def cut(text: str, length: int) -> str:
    """Cut a line at a word where one ends near, and say so with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else head).rstrip(" ,;:-") + "…"


def _card(teller: Teller, card: StoryCard) -> CardView | None:
    said = [(row, teller.attempt(lambda r: _line(teller, r), row)) for row in rows_of(card)]
    sayable = [row for row, line in said if line]
    lines = [line for _, line in said if line]
    if not lines:
        return None
    return teller.attempt(lambda row: _full(teller, card, row, lines), sayable[0])


def _full(teller: Teller, card: StoryCard, lead: HitRow, lines: Sequence[Line]) -> CardView:
    words = teller.words
    further = lines[1 : 1 + MOST_LINES]
    unsaid = len(lines) - 1 - len(further)
    also = [shown(title).strip() for title in card.also_watches]
    return CardView(
        lead=lines[0],
        snippet=_snippet(lead),
        why=why_sentence(lead.why, teller.language, _weight(teller, lead)),
        lines=tuple(further),
        more=words.count(words.also_by, unsaid) if unsaid else "",
        also_meets=words.also_meets.format(watches=words.list_of(also)) if also else "",
    )


def _line(teller: Teller, row: HitRow) -> Line:
    words = teller.words
    notes = [words.tags[tag] for tag in row.tags if tag in words.tags]
    notes += [words.copy] if row.copy_of is not None else []
    notes += [words.late] if row.late else []
    return Line(
        language="" if row.language == "und" else row.language,
        dir=direction(row.language),
        title=_title(row),
        address=link_of(row.address),
        outlet=cut(shown(row.outlet or row.site or "").strip(), LONGEST_NAME),
        when=_when(teller, row),
        notes=words.list_of(notes),
        gist=_gist(teller, row),
    )


def _title(row: HitRow) -> tuple[Piece, ...]:
    if not shown(row.title).strip():
        return (Piece(text=title_of(row)),)
    cut = row.title[:LONGEST_TITLE]
    places = [(span.start, span.end) for span in row.spans if span.field == "title"]
    return marked(cut, places) + ((_ELLIPSIS,) if len(row.title) > LONGEST_TITLE else ())


def _snippet(row: HitRow) -> tuple[Piece, ...]:
    found = snippet(row.text, row.spans)
    pieces = marked(found.text.strip("\n"), _shifted(found.text, found.places))
    before = (Piece(text="… "),) if found.cut_before else ()
    after = (Piece(text=" …"),) if found.cut_after else ()
    return before + pieces + after if pieces else ()


def _shifted(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    dropped = len(text) - len(text.lstrip("\n"))
    return [(start - dropped, end - dropped) for start, end in places]


def _when(teller: Teller, row: HitRow) -> str:
    moments, words = teller.moments, teller.words
    if row.published_at is None:
        return words.first_seen.format(seen=moments.moment(row.first_seen_at))
    same_day = moments.day(row.published_at) == moments.day(row.first_seen_at)
    seen = moments.time if same_day else moments.moment
    return words.seen.format(
        published=moments.moment(row.published_at), seen=seen(row.first_seen_at)
    )


def _gist(teller: Teller, row: HitRow) -> str:
    """The entries an article met, in the reader's language; nothing for one the reader reads."""
    if row.language == teller.language or not row.entries:
        return ""
    return " · ".join(shown(teller.entry(entry)).strip() for entry in row.entries)


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
    return words.as_usual if usual == 1 else words.times_usual.format(n=usual)


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
