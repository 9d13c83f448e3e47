"""`monitor feeds add`: from what a person typed to a line in `feeds.yaml`, never by a guess."""

import asyncio
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.app.addresses import web_address
from monitor.cli.feedfile import add_feeds, item_of, lines_of
from monitor.cli.feeds_look import SEARCH_SECONDS, age, language_seen, looking
from monitor.cli.front import Exit
from monitor.cli.output import complain, say, say_table
from monitor.flow.feedcheck import newest
from monitor.flow.finding import Found, Search, find_feeds
from monitor.flow.importing import Names, NewFeed, key_of, language_of, title_of
from monitor.intake.discover import spellings
from monitor.text.clean import clean_line

if TYPE_CHECKING:
    from monitor.app.config import Config

HOW = {
    "given": "the address itself",
    "announced": "announced by the page",
    "linked": "linked by the page",
    "usual": "a usual place",
    "comments": "comments of readers",
}
HEADINGS = ("", "title", "language", "entries", "newest", "how", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user says of the feed that is to be added, and which of several is meant.

    `picked` are numbers of the table, from 1. With `unseen` the address is written down as it is,
    with `page` as that of a page without a feed; neither is asked for.
    """

    address: str
    id: str | None = None
    title: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    all: bool = False
    picked: tuple[int, ...] = ()
    dry_run: bool = False
    unseen: bool = False
    page: bool = False


@dataclass(slots=True)
class _Desk:
    """The configuration as it stands, while feeds are added to it."""

    folder: Path
    settings: "Config"
    lines: dict[str, int]
    names: Names
    wish: Wish

    def line(self, address: str) -> int | None:
        """Say in which line a feed stands already."""
        return self.lines.get(key_of(address))


def add(folder: Path, wish: Wish) -> None:
    """Find the feed of an address, show it, and add it.

    Raises:
        typer.Exit: With 1 when nothing was added.
        typer.BadParameter: The address is none, or there is no feed of a number.
    """
    from monitor.cli.opening import settings_of

    settings = settings_of(folder)
    lines = lines_of(folder, os.environ)
    names = Names(feed.id for feed in settings.feeds)
    desk = _Desk(folder=folder, settings=settings, lines=lines, names=names, wish=wish)
    addresses = [_checked(one) for one in spellings(wish.address)]
    for address in addresses:
        _refuse_known(desk, address)
    if wish.unseen or wish.page:
        _write(desk, [_unseen(desk, addresses[0])])
    else:
        asyncio.run(_search(desk))


def _checked(address: str) -> str:
    try:
        return web_address(address)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="ADDRESS") from None


def _refuse_known(desk: _Desk, address: str) -> None:
    line = desk.line(address)
    if line is not None:
        complain(f"{clean_line(address)} stands already in {desk.folder / 'feeds.yaml'}:{line}")
        raise typer.Exit(Exit.NO)


def _unseen(desk: _Desk, address: str) -> NewFeed:
    return _wished(NewFeed(address=address, kind="page" if desk.wish.page else None), desk.wish)


async def _search(desk: _Desk) -> None:
    from monitor.app.clock import now

    async with looking(desk.settings, SEARCH_SECONDS) as look:
        search = await find_feeds(desk.wish.address, look, now())
    if not search.found:
        _tell_nothing(desk, search)
        raise typer.Exit(Exit.NO)
    chosen = _chosen(desk, search, now())
    if not chosen:
        raise typer.Exit(Exit.FINE if desk.wish.dry_run else Exit.NO)
    new = [found for found in chosen if desk.line(found.address) is None]
    for found in chosen:
        if found not in new:
            where = f"{desk.folder / 'feeds.yaml'}:{desk.line(found.address)}"
            complain(f"{clean_line(found.address)} stands already in {where}")
    if not new:
        raise typer.Exit(Exit.NO)
    _write(desk, [_proposed(desk, found) for found in new])


def _chosen(desk: _Desk, search: Search, now: datetime) -> Sequence[Found]:
    """Give what is to be added: the only one, or those that the user named; else ask by showing."""
    wish, found = desk.wish, search.found
    _show(desk, search, now)
    if wrong := [number for number in wish.picked if not 0 < number <= len(found)]:
        raise typer.BadParameter(f"there is no number {wrong[0]}", param_hint="--pick")
    if wish.all:
        return found
    if wish.picked:
        return [found[number - 1] for number in dict.fromkeys(wish.picked)]
    if len(found) == 1 and found[0].by != "comments":
        return found
    say("which one? --pick N, --all, or one of these:")
    for one in found:
        say(f"  monitor feeds add {shlex.quote(clean_line(one.address))}")
    return ()


def _show(desk: _Desk, search: Search, now: datetime) -> None:
    rows = []
    for number, found in enumerate(search.found, 1):
        line = desk.line(found.address)
        rows.append(
            (
                str(number),
                found.document.title or found.title or "",
                language_seen(found.document) or "",
                str(len(found.document.entries)),
                age(newest(found.document), now),
                HOW[found.by] if line is None else f"stands already in line {line}",
                found.address,
            )
        )
    say_table(HEADINGS, rows)
    if search.untried:
        complain(f"{len(search.untried)} more addresses were not asked: enough for one search")


def _tell_nothing(desk: _Desk, search: Search) -> None:
    complain(f"no feed was found at {clean_line(desk.wish.address)}; asked were:")
    for tried in search.tried:
        why = ": ".join(part for part in (tried.reason, tried.detail) if part)
        complain(f"  {clean_line(tried.address)}  {clean_line(why)} ({HOW[tried.by]})")
    for link in search.untried:
        complain(f"  {clean_line(link.address)}  not asked: enough for one search")
    if search.page:
        address = shlex.quote(clean_line(search.page))
        complain("the page itself can be watched for new links, as `kind: page`:")
        complain(f"  monitor feeds add --page {address}")


def _proposed(desk: _Desk, found: Found) -> NewFeed:
    document, wish = found.document, desk.wish
    language = language_of(wish.language) or language_seen(document)
    new = NewFeed(
        address=_checked(found.address),
        id=wish.id or desk.names.give(found.address, language),
        title=title_of(document.title) or title_of(found.title),
        language=language,
    )
    return _wished(new, wish)


def _wished(new: NewFeed, wish: Wish) -> NewFeed:
    """Let the user's words win."""
    return replace(
        new,
        id=wish.id or new.id,
        title=wish.title or new.title,
        language=wish.language or new.language,
        tags=wish.tags,
    )


def _write(desk: _Desk, new: Sequence[NewFeed]) -> None:
    if desk.wish.dry_run:
        say(f"would be added to {desk.folder / 'feeds.yaml'}:")
    else:
        file = add_feeds(desk.folder, new, os.environ)
        say(f"added to {file}:")
    for one in new:
        say(f"  - {item_of(one)}")
    if not desk.wish.dry_run:
        say("a running monitor reads it at SIGHUP")
