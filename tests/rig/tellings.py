"""Tellings written down in one line: `тысячу [сапёров|sappers]` marks what the lexicon met."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.model.hit import Span, SpanField
from monitor.model.story import Telling

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
COUNTED = frozenset({"sappers", "builders", "troops", "dead", "wounded"})
_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")


def telling(
    title: str = "",
    text: str = "",
    *,
    article: int = 1,
    language: str = "en",
    is_sure: bool = True,
    site: str | None = "one.example",
    publisher: str | None = None,
    tags: Iterable[str] = (),
    minutes: float = 0,
    published_minutes: float | None = None,
) -> Telling:
    """Make a telling of marked title and text, seen `minutes` after noon."""
    spans: dict[str, list[Span]] = defaultdict(list)
    clean_title = _unmark(title, "title", spans)
    clean_text = _unmark(text, "text", spans)
    published = None if published_minutes is None else NOON + timedelta(minutes=published_minutes)
    return Telling(
        article=article,
        title=clean_title,
        text=clean_text,
        language=language,
        is_sure=is_sure,
        site=site,
        publisher=publisher or site or "feed",
        tags=tuple(tags),
        published_at=published,
        seen_at=NOON + timedelta(minutes=minutes),
        entries={entry: tuple(found) for entry, found in spans.items()},
        counted=COUNTED & spans.keys(),
    )


def _unmark(marked: str, field: SpanField, spans: dict[str, list[Span]]) -> str:
    clean, at = "", 0
    for mark in _MARK.finditer(marked):
        clean += marked[at : mark.start()]
        surface, entry = mark.groups()
        end = len(clean) + len(surface)
        spans[entry].append(
            Span(
                field=field,
                start=len(clean),
                end=end,
                surface=surface,
                term=surface,
                entry=entry,
                why="exact",
            )
        )
        clean, at = clean + surface, mark.end()
    return clean + marked[at:]
