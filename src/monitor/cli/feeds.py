"""`monitor feeds`: how each feed does, adding one, trying all."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.flow.feedcheck import Looked
    from monitor.store.feeds import FeedStatus

app = typer.Typer(help="Where news comes from.", no_args_is_help=True)

AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="Of RSS, Atom, JSON Feed.")]
IdOption = Annotated[str | None, typer.Option("--id", help="A short name; made of the address.")]
TagsOption = Annotated[
    list[str] | None, typer.Option("--tags", "--tag", metavar="a,b", help="Words to choose it by.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="xx", help="What it is written in.")
]
IdsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[ID...]", help="Only these; all without.")
]


@app.callback()
def feeds() -> None:
    """Look at feeds, add one, try all."""


@app.command("list")
def listing(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List every feed: its last poll, its state, its next try, its entries."""
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say, say_json, say_table
    from monitor.store import feeds as stored

    found = read(settings_of(config), stored.listing)
    if as_json:
        for one in found:
            say_json(_status_json(one))
    elif found:
        headings = ("feed", "state", "last poll (UTC)", "next try (UTC)", "entries", "newest entry")
        say_table(headings, [_status_cells(one) for one in found])
    else:
        say("no feed was ever configured: `monitor feeds add ADDRESS`")


@app.command("add")
def add(
    address: AddressArgument,
    id_: IdOption = None,
    tags: TagsOption = None,
    language: LanguageOption = None,
    config: ConfigOption = CONFIG,
) -> None:
    """Add a feed to feeds.yaml, keeping what stands there, comments included."""
    import os

    from monitor.cli.feedfile import NewFeed, add_feed
    from monitor.cli.output import say

    words = tuple(word.strip() for given in tags or () for word in given.split(",") if word.strip())
    new = NewFeed(address=address, id=id_, tags=words, language=language)
    file = add_feed(config, new, os.environ)
    say(f"added to {file}: try it with `monitor feeds check`, and tell a running monitor by SIGHUP")


@app.command("check")
def check(
    ids: IdsArgument = None, config: ConfigOption = CONFIG, as_json: JsonOption = False
) -> None:
    """Fetch each feed once, storing nothing; exit code 1 when one gives nothing."""
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say_json, say_table

    looked = asyncio.run(_look(settings_of(config), ids))
    if as_json:
        for one in looked:
            say_json(_look_json(one))
    else:
        say_table(("feed", "state", "entries", "detail"), [_look_cells(one) for one in looked])
    if any(one.reason for one in looked):
        raise typer.Exit(Exit.NO)


async def _look(settings: "Config", ids: Sequence[str] | None) -> "tuple[Looked, ...]":
    from monitor.app.clock import now
    from monitor.cli.doors import guarded_dialer, parsing_children
    from monitor.flow.feedcheck import Look, look_at_all
    from monitor.intake.fetch import FetchLimits

    unknown = set(ids or ()) - {feed.id for feed in settings.feeds}
    if unknown:
        raise typer.BadParameter(f"no such feed: {', '.join(sorted(unknown))}", param_hint="ID")
    chosen = [feed for feed in settings.feeds if not ids or feed.id in ids]
    async with guarded_dialer(settings) as dialer:
        with parsing_children() as children:
            limits = FetchLimits(seconds=settings.limits.seconds)
            look = Look(
                dialer=dialer, children=children, limits=limits, at_once=settings.limits.polls
            )
            return await look_at_all(chosen, look, now())


def _word(status: "FeedStatus") -> str:
    if not status.is_active:
        return "removed"
    if status.state.polled_at is None:
        return "never polled"
    return status.state.reason or "fine"


def _status_cells(status: "FeedStatus") -> tuple[str, ...]:
    from monitor.cli.moments import shown

    next_try = shown(status.state.next_poll_at) if status.is_active else ""
    return (
        status.id,
        _word(status),
        shown(status.state.polled_at),
        next_try,
        str(status.entries),
        shown(status.last_entry_at),
    )


def _status_json(status: "FeedStatus") -> Mapping[str, object]:
    from monitor.cli.moments import iso

    state = status.state
    return {
        "feed": status.id,
        "address": status.address,
        "title": status.title,
        "active": status.is_active,
        "state": _word(status),
        "detail": state.detail,
        "failures": state.failures,
        "polled": iso(state.polled_at),
        "succeeded": iso(state.succeeded_at),
        "changed": iso(state.changed_at),
        "next_poll": iso(state.next_poll_at),
        "entries": status.entries,
        "last_entry": iso(status.last_entry_at),
    }


def _look_cells(looked: "Looked") -> tuple[str, ...]:
    if looked.document is None:
        return (looked.feed.id, looked.reason or "", "", looked.detail)
    title = looked.document.title or ""
    detail = f"{title} (has moved to {looked.moved_to})" if looked.moved_to else title
    return (looked.feed.id, "fine", str(len(looked.document.entries)), detail)


def _look_json(looked: "Looked") -> Mapping[str, object]:
    document = looked.document
    return {
        "feed": looked.feed.id,
        "address": looked.feed.address,
        "fine": looked.reason is None,
        "reason": looked.reason,
        "detail": looked.detail,
        "moved_to": looked.moved_to,
        "title": document.title if document else None,
        "path": document.path if document else None,
        "entries": len(document.entries) if document else 0,
    }
