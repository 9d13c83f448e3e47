"""`monitor feeds check`: every feed looked at once, those in trouble first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.cli.feeds_look import age, looking, progress
from monitor.cli.moments import iso
from monitor.cli.output import complain, say_json, say_table
from monitor.flow.feedcheck import Looked, doubts, look_at_each, newest
from monitor.outside.address import masked
from monitor.text.language import base_language

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.model.feed import Feed

HEADINGS = ("feed", "state", "entries", "newest", "language", "detail")


async def check_feeds(config: Path, ids: Sequence[str] | None, *, as_json: bool) -> bool:
    """Look at feeds and print what each gave: JSON as the answers come, else a table at the end.

    Returns:
        Whether every feed gave something.

    Raises:
        typer.BadParameter: There is no such feed.
    """
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of

    settings = settings_of(config)
    feeds = _chosen(settings, ids)
    looked: list[Looked] = []
    async with looking(settings) as look:
        with progress(len(feeds)) as advance:
            async for _, one in look_at_each(feeds, look, now()):
                looked.append(one)
                if as_json:
                    say_json(_json(one))
                advance()
    if not as_json:
        _print(looked, now())
    return all(one.reason is None for one in looked)


def _chosen(settings: "Config", ids: Sequence[str] | None) -> "list[Feed]":
    unknown = set(ids or ()) - {feed.id for feed in settings.feeds}
    if unknown:
        raise typer.BadParameter(f"no such feed: {', '.join(sorted(unknown))}", param_hint="ID")
    return [feed for feed in settings.feeds if not ids or feed.id in ids]


def _print(looked: Sequence[Looked], now: datetime) -> None:
    ranked = sorted(looked, key=lambda one: (_rank(one), one.feed.id))
    say_table(HEADINGS, [_cells(one, now) for one in ranked])
    ranks = [_rank(one) for one in ranked]
    complain(
        f"{len(ranks)} looked at: {ranks.count(0)} gave nothing, {ranks.count(1)} doubtful, "
        f"{ranks.count(2)} fine"
    )


def _rank(looked: Looked) -> int:
    """Order by trouble: what gives nothing, what is doubtful, what is fine."""
    if looked.reason:
        return 0
    return 1 if doubts(looked) else 2


def _cells(looked: Looked, now: datetime) -> tuple[str, ...]:
    document = looked.document
    if document is None:
        return (looked.feed.id, looked.reason or "", "", "", "", looked.detail)
    detail = "; ".join(doubts(looked)) or document.title or ""
    state = "doubtful" if doubts(looked) else "fine"
    language = base_language(document.language) or looked.reads_like or ""
    entries = str(len(document.entries))
    return (looked.feed.id, state, entries, age(newest(document), now), language, detail)


def _json(looked: Looked) -> Mapping[str, object]:
    document = looked.document
    return {
        "feed": looked.feed.id,
        "address": masked(looked.feed.address),
        "fine": looked.reason is None,
        "reason": looked.reason,
        "detail": looked.detail,
        "doubts": doubts(looked),
        "moved_to": looked.moved_to and masked(looked.moved_to),
        "title": document.title if document else None,
        "path": document.path if document else None,
        "entries": len(document.entries) if document else 0,
        "newest": iso(newest(document)) if document else None,
        "configured": looked.feed.language,
        "says": base_language(document.language) if document else None,
        "reads_like": looked.reads_like,
        "charset": document.charset if document else None,
    }
