"""`monitor feeds import` and `export`: lists of subscriptions, as other programs know them."""

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from monitor.app.addresses import web_address
from monitor.cli.doors import LARGEST_BYTES, read_document
from monitor.cli.feedfile import add_feeds, item_of
from monitor.cli.feeds_look import feed_children, language_seen, looking, progress
from monitor.cli.front import Exit
from monitor.cli.output import complain, say
from monitor.flow.feedcheck import Looked, look_at_each
from monitor.flow.importing import NewFeed, Plan, Turned, language_of, plan, title_of
from monitor.intake.opml import NotOpml, Outline, Subscriptions, write_opml
from monitor.model.feed import Feed
from monitor.outside.address import masked
from monitor.text.clean import clean_line

if TYPE_CHECKING:
    from monitor.app.config import Config

READ_SECONDS = 10
STANDARD = "-"
TITLE = "News Monitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What the user wants of an import.

    With `check`, what gives nothing when it is asked is refused; without, nothing is asked.
    """

    file: str
    tags: tuple[str, ...] = ()
    check: bool = False
    dry_run: bool = False


def import_feeds(folder: Path, wish: Import) -> None:
    """Add the feeds of a list to `feeds.yaml`, all that can be, and say what became of each.

    Raises:
        ChildError: The file cannot be read.
        typer.Exit: With 1 for a file that is no list, and when every feed of it was refused.
    """
    from monitor.cli.opening import settings_of

    settings = settings_of(folder)
    outlines = asyncio.run(_outlines(_body(wish.file)))
    planned = plan(outlines, settings.feeds, web_address, wish.tags)
    if wish.check:
        planned = asyncio.run(_asked(planned, settings))
    if planned.added and not wish.dry_run:
        add_feeds(folder, planned.added, os.environ)
    _tell(planned, folder / "feeds.yaml", dry_run=wish.dry_run)
    if planned.refused and not (planned.added or planned.already):
        raise typer.Exit(Exit.NO)


def export_feeds(folder: Path, file: str) -> None:
    """Write the configured feeds as OPML, to a file or to standard output.

    Passwords in addresses and files of this machine stay here.
    """
    from monitor.cli.opening import settings_of

    configured = settings_of(folder).feeds
    feeds = [feed for feed in configured if not feed.is_local]
    outlines = [_outline(feed) for feed in feeds]
    text = write_opml(outlines, TITLE)
    if file == STANDARD:
        say(text.removesuffix("\n"))
    else:
        Path(file).write_text(text, encoding="utf-8")
    complain(f"{len(feeds)} feeds written")
    if local := len(configured) - len(feeds):
        complain(f"{local} of folders on this machine left out")
    if secret := sum(
        one.address != feed.address for one, feed in zip(outlines, feeds, strict=True)
    ):
        complain(f"{secret} written without user name, password and keys")


def _outline(feed: Feed) -> Outline:
    parts = urlsplit(feed.address)
    return Outline(
        address=masked(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()),
        title=feed.title,
        language=feed.language,
        tags=feed.tags,
        id=feed.id,
        kind="page" if feed.kind == "page" else None,
    )


def _body(file: str) -> bytes:
    if file == STANDARD:
        return sys.stdin.buffer.read(LARGEST_BYTES + 1)
    return read_document(Path(file))


async def _outlines(body: bytes) -> Sequence[Outline]:
    if len(body) > LARGEST_BYTES:
        complain(f"not a list of feeds: over {LARGEST_BYTES:,} bytes")
        raise typer.Exit(Exit.NO)
    with feed_children() as children:
        found = await children.ask("opml", seconds=READ_SECONDS, body=body)
    if isinstance(found, NotOpml):
        complain(f"not a list of feeds: {found.problem}")
        raise typer.Exit(Exit.NO)
    assert isinstance(found, Subscriptions)
    return found.outlines


async def _asked(planned: Plan, settings: "Config") -> Plan:
    """Ask each new feed once; those that give nothing are refused."""
    from monitor.app.clock import now

    feeds = [
        Feed(id=new.id or "", address=new.address, kind="page" if new.kind == "page" else "feed")
        for new in planned.added
    ]
    looked: dict[int, Looked] = {}
    async with looking(settings) as look:
        with progress(len(feeds)) as advance:
            async for number, one in look_at_each(feeds, look, now()):
                looked[number] = one
                advance()
    refused = tuple(
        Turned(outline=_named(new), why=f"{looked[number].reason}: {looked[number].detail}")
        for number, new in enumerate(planned.added)
        if looked[number].reason
    )
    added = tuple(
        _completed(new, looked[number])
        for number, new in enumerate(planned.added)
        if looked[number].reason is None
    )
    return replace(planned, added=added, refused=(*planned.refused, *refused))


def _named(new: NewFeed) -> Outline:
    return Outline(address=new.address, title=new.title)


def _completed(new: NewFeed, looked: Looked) -> NewFeed:
    """Fill in what the list did not say from what the feed says."""
    document = looked.document
    assert document is not None
    return replace(
        new,
        title=new.title or title_of(document.title),
        language=new.language or language_of(language_seen(document)),
    )


def _tell(planned: Plan, file: Path, *, dry_run: bool) -> None:
    for turned in planned.already:
        complain(f"already there: {_shown(turned)}")
    for turned in planned.refused:
        complain(f"refused: {_shown(turned)}")
    if dry_run:
        for new in planned.added:
            say(f"  - {item_of(new)}")
    say(
        f"{len(planned.added)} {'would be added' if dry_run else 'added'} to {file}, "
        f"{len(planned.already)} already there, {len(planned.refused)} refused"
    )
    if planned.added and not dry_run:
        say("a running monitor reads it at SIGHUP")


def _shown(turned: Turned) -> str:
    """Name an outline by its line, its title and its address, and say why it is not added."""
    outline = turned.outline
    line = f"line {outline.line}" if outline.line else ""
    named = (line, outline.title or "", outline.address or "(no address)")
    return clean_line(f"{', '.join(part for part in named if part)}: {turned.why}")
