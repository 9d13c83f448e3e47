"""`monitor silence`: not to be told of something for a while, by whom, and why."""

import getpass
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from monitor.app.config import Config
    from monitor.model.watch import Silence

app = typer.Typer(help="Not to be told of something for a while.", no_args_is_help=True)

WatchOption = Annotated[
    str | None, typer.Option("--watch", metavar="ID", help="A watch; * stands for any letters.")
]
StoryOption = Annotated[int | None, typer.Option("--story", metavar="ID", help="A story.")]
SiteOption = Annotated[
    str | None, typer.Option("--site", metavar="HOST", help="A site, with its subdomains.")
]
TermOption = Annotated[
    str | None,
    typer.Option("--term", metavar="WORD", help="A lexicon entry ($kursk), or a word found."),
]
ForOption = Annotated[str | None, typer.Option("--for", metavar="2h", help="So long from now.")]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="TIME", help="2025-06-18T08:00, UTC unless it has an offset."),
]
CommentOption = Annotated[str, typer.Option("--comment", metavar="TEXT", help="Why.")]
AuthorOption = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Who; you unless said.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Those that are over, too.")]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="From `monitor silence list`.")]


@app.callback()
def silence() -> None:
    """Silence something, see what is silent, and end it."""


@app.command("add")
def add(
    comment: CommentOption,
    config: ConfigOption = CONFIG,
    watch: WatchOption = None,
    story: StoryOption = None,
    site: SiteOption = None,
    term: TermOption = None,
    lasting: ForOption = None,
    until: UntilOption = None,
    author: AuthorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Silence what fits everything that is named; what it covers is never told.

    Hits that wait are covered, too, if it still lasts when they would be told.
    """
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import say, say_json
    from monitor.flow.silencing import add as put
    from monitor.model.watch import Silence

    settings, at = settings_of(config), now()
    wish = Silence(
        id="",
        ends_at=_end(lasting, until, at),
        author=author or getpass.getuser(),
        comment=comment,
        watch=watch,
        story=None if story is None else str(story),
        site=site,
        term=term,
    )
    _check(wish, settings)
    kept = write(settings, lambda rows: put(rows, _of_living(rows, wish), at))
    if as_json:
        say_json(_json(kept, at))
        return
    say(f"{kept.id}: {_what(kept)} is silent until {_moment(kept.ends_at)}")


@app.command("list")
def listing(
    config: ConfigOption = CONFIG, everything: AllOption = False, as_json: JsonOption = False
) -> None:
    """List the silences that last; with --json one line for each."""
    from monitor.app.clock import now
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say, say_json, say_table
    from monitor.store import silences

    at = now()
    found = read(
        settings_of(config),
        lambda rows: silences.every(rows) if everything else silences.active(rows, at),
    )
    for one in found if as_json else ():
        say_json(_json(one, at))
    if as_json:
        return
    if not found:
        say("nothing is silenced")
        return
    lines = [(one.id, _what(one), _ending(one, at), one.author, one.comment) for one in found]
    say_table(("id", "what", "until", "by", "why"), lines)


@app.command("expire")
def expire(silence_id: IdArgument, config: ConfigOption = CONFIG) -> None:
    """End a silence now; what it kept back stays untold. Exit code 1 when none of that id lasts."""
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import complain, say
    from monitor.store import silences

    at = now()
    if not write(settings_of(config), lambda rows: silences.end(rows, silence_id, at)):
        complain(f"no silence {silence_id!r} lasts")
        raise typer.Exit(Exit.NO)
    say(f"{silence_id} is over; what it kept back stays untold")


def _end(lasting: str | None, until: str | None, now: datetime) -> datetime:
    from monitor.cli.moments import length

    if (lasting is None) == (until is None):
        raise typer.BadParameter("say how long: either --for 2h or --until TIME")
    end = now + length(lasting, "--for") if lasting else _time(until or "")
    if end <= now:
        raise typer.BadParameter("this end is past", param_hint="--until")
    return end


def _time(written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(
            "a time is written like 2025-06-18T08:00", param_hint="--until"
        ) from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _check(wish: "Silence", settings: "Config") -> None:
    """Refuse a silence that covers nothing, or speaks of what is not there."""
    from fnmatch import fnmatchcase

    from monitor.rules.slip import did_you_mean

    if (wish.watch, wish.story, wish.site, wish.term) == (None,) * 4:
        raise typer.BadParameter("say what: --watch, --story, --site or --term")
    ids = [watch.id for watch in settings.watches.watches]
    if wish.watch is not None and not any(fnmatchcase(one, wish.watch) for one in ids):
        offer = did_you_mean(wish.watch, ids)
        raise typer.BadParameter(f"no watch {wish.watch!r}{offer}", param_hint="--watch")
    lexicon = settings.watches.lexicon
    if wish.term and wish.term.startswith("$") and wish.term[1:] not in lexicon:
        offer = did_you_mean(wish.term[1:], lexicon)
        raise typer.BadParameter(f"no lexicon entry {wish.term!r}{offer}", param_hint="--term")


def _of_living(rows: "Connection", wish: "Silence") -> "Silence":
    """Name the story that stands for the wanted one now.

    Raises:
        typer.BadParameter: There is no such story.
    """
    from monitor.store import stories

    if wish.story is None:
        return wish
    living = stories.living(rows, int(wish.story))
    if living is None:
        raise typer.BadParameter(
            f"there is no story {wish.story}; `monitor story list` shows them", param_hint="--story"
        )
    return replace(wish, story=str(living))


def _what(one: "Silence") -> str:
    named = {"watch": one.watch, "story": one.story, "site": one.site, "term": one.term}
    return ", ".join(f"{key} {value}" for key, value in named.items() if value is not None)


def _ending(one: "Silence", now: datetime) -> str:
    return _moment(one.ends_at) if one.ends_at > now else "over"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _json(one: "Silence", now: datetime) -> Mapping[str, object]:
    from monitor.cli.moments import iso

    return {
        "id": one.id,
        "watch": one.watch,
        "story": one.story,
        "site": one.site,
        "term": one.term,
        "ends": iso(one.ends_at),
        "lasts": one.ends_at > now,
        "author": one.author,
        "comment": one.comment,
    }
