"""Corrected articles as they read now: nobody is shown a headline that its outlet took back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.model.hit import Span
from monitor.model.message import HitRow, Message, Section, StoryCard


def as_corrected(message: Message) -> Message:
    """Give corrected articles their new headline.

    The text of such an article is left out, because it is of the version that was corrected; what
    changed in it stands in the development.
    """
    return replace(message, sections=tuple(_section(section) for section in message.sections))


def _section(section: Section) -> Section:
    return replace(section, cards=tuple(_card(card) for card in section.cards))


def _card(card: StoryCard) -> StoryCard:
    changes = {
        found.article: (found.before[0], found.after)
        for found in card.developments
        if found.kind == "correction" and found.before
    }
    if not changes:
        return card
    lead, *others = [_row(row, changes.get(row.article_id)) for row in (card.lead, *card.others)]
    return replace(card, lead=lead, others=tuple(others))


def _row(row: HitRow, change: tuple[str, str] | None) -> HitRow:
    if change is None:
        return row
    before, after = change
    if row.title.strip() != before.strip():
        return replace(row, text="")
    return replace(row, text="", title=after, spans=tuple(_moved(row.spans, row.title, after)))


def _moved(spans: Sequence[Span], before: str, after: str) -> Iterator[Span]:
    """Find the marked words of one headline in the other: those that the change left alone."""
    longer = len(after) - len(before)
    for span in spans:
        if span.field != "title":
            yield span
            continue
        for shift in dict.fromkeys((0, longer)):
            start, end = span.start + shift, span.end + shift
            if start >= 0 and after[start:end] == span.surface:
                yield replace(span, start=start, end=end)
                break
