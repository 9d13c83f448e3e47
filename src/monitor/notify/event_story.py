"""A story as data: what is known of it, what developed, and the articles that tell it."""

from datetime import UTC, datetime
from math import isfinite
from typing import Final

from monitor.model.hit import Span
from monitor.model.message import HitRow, StoryCard
from monitor.model.story import Development
from monitor.model.watch import Destination
from monitor.notify import event as out
from monitor.notify.developments_view import ranked
from monitor.notify.lines import first_row, rows_of, title_of
from monitor.notify.marks import direction, language_of, link_of, readable
from monitor.notify.snippet import snippet
from monitor.notify.so_far import story_link
from monitor.notify.sources import country

LONGEST_TITLE: Final = 500
LONGEST_QUOTE: Final = 600
MOST_SPANS: Final = 100
_FIGURES: Final = ("figure_changed", "differs")
_NUMBERS: Final = (*_FIGURES, "unusual_volume")
_LARGEST_EXACT: Final = 2**53


def story_out(card: StoryCard, reader: Destination) -> out.StoryOut:
    """Say the whole story where it is known, else what the card shows of it."""
    rows, first, known = rows_of(card), first_row(card), card.so_far
    languages = dict.fromkeys(row.language for row in rows if row.language != "und")
    outlets = {row.site or row.outlet for row in rows}
    copies = sum(row.copy_of is not None for row in rows)
    fallback = first.story if first.story is not None else f"{first.watch}-{first.article_id}"
    return out.StoryOut(
        id=readable(str(known.id if known else fallback)),
        url=story_link(reader, card),
        title=readable(title_of(card.lead)),
        title_lang=_language(card.lead),
        first_seen=time_of(known.first_seen_at if known else first.first_seen_at),
        first_source=readable(known.first_outlet if known else first.outlet),
        languages=[readable(code) for code in (known.languages if known else languages)],
        publishers=len(known.outlets if known else outlets),
        articles=known.articles if known else len(rows),
        copies=known.copies if known else copies,
        entries=list(dict.fromkeys(readable(entry) for row in rows for entry in row.entries)),
        figures=_figures(card),
        replaces=[str(story) for story in known.replaces] if known else [],
    )


def _figures(card: StoryCard) -> list[out.FigureOut]:
    return [
        out.FigureOut(
            entry=readable(figure.entry),
            value=figure.value,
            outlets=[readable(outlet) for outlet in figure.outlets],
        )
        for figure in (card.so_far.figures if card.so_far else ())
    ]


def developments_out(card: StoryCard) -> list[out.DevelopmentOut]:
    """Say what developed, the weightiest first."""
    return [_development(found) for found in ranked(card)]


def _development(found: Development) -> out.DevelopmentOut:
    is_figure = found.kind in _FIGURES
    say = _value if found.kind in _NUMBERS else _sentence
    about = found.subject.partition("=")[0] if is_figure else found.subject
    return out.DevelopmentOut(
        kind=found.kind,
        subject=readable(about),
        entry=readable(about) if is_figure or found.kind == "first_term" else None,
        before=[say(value) for value in found.before],
        after=say(found.after) if found.after else None,
        article=str(found.article),
        found_at=known_time_of(found.found_at),
        evidence=[
            out.EvidenceOut(
                article=str(quote.article),
                outlet=readable(quote.outlet) or None,
                field=quote.field,
                quote=_sentence(quote.text),
                start=quote.start,
                end=quote.end,
            )
            for quote in found.evidence
        ],
    )


def articles_out(card: StoryCard) -> list[out.ArticleOut]:
    """Say the articles of a card, the lead first."""
    return [_article(row) for row in rows_of(card)]


def _article(row: HitRow) -> out.ArticleOut:
    language = _language(row)
    return out.ArticleOut(
        id=str(row.article_id),
        url=link_of(row.address),
        canonical_url=link_of(row.canonical_address),
        title=readable(row.title[:LONGEST_TITLE]),
        lang=language,
        lang_by=row.lang_by if language else None,
        dir="rtl" if direction(row.language) == "rtl" else "auto",
        outlet=out.OutletOut(
            name=readable(row.outlet),
            site=readable(row.site) if row.site else None,
            country=country(row.tags),
            tags=[readable(tag) for tag in row.tags],
        ),
        feed=readable(row.feed) if row.feed else None,
        published_at=known_time_of(row.published_at),
        published_by=row.published_by if row.published_at else "none",
        first_seen_at=time_of(row.first_seen_at),
        fetched_at=known_time_of(row.fetched_at),
        version=row.version,
        sha256=row.text_hash or None,
        copy_of=str(row.copy_of) if row.copy_of is not None else None,
        cites=[readable(name) for name in row.cites],
        late=row.late,
        rank=row.rank,
        excerpt=readable(snippet(row.text, row.spans).text),
        spans=[_span(span) for span in row.spans[:MOST_SPANS]],
    )


def _span(span: Span) -> out.SpanOut:
    return out.SpanOut(
        field=span.field,
        start=span.start,
        end=span.end,
        unit="codepoint",
        surface=readable(span.surface),
        term=readable(span.term),
        entry=readable(span.entry) if span.entry else None,
        why=span.why,
    )


def links_out(card: StoryCard, reader: Destination) -> out.LinksOut:
    """Give the places of a story on the operator's page."""
    return out.LinksOut(story=story_link(reader, card), mute=None, feedback=None)


def _language(row: HitRow) -> str | None:
    return language_of(row.language) or None


def _sentence(text: str) -> str:
    return readable(text[:LONGEST_QUOTE])


def _value(text: str) -> float | str:
    """Read a number; what is none, or has no place in JSON, stays text."""
    try:
        value = float(text)
    except ValueError:
        return _sentence(text)
    if not isfinite(value):
        return _sentence(text)
    return int(value) if value.is_integer() and abs(value) < _LARGEST_EXACT else value


def time_of(at: datetime) -> str:
    """Say a time in UTC with offset."""
    return at.astimezone(UTC).isoformat()


def known_time_of(at: datetime | None) -> str | None:
    """Say a time in UTC with offset; None where it is not known."""
    return time_of(at) if at else None
