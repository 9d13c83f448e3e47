"""`monitor outbox`: deliveries, what became of them, and trying again."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from monitor.cli.front import Exit
from monitor.cli.hits import LimitOption
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.model.standing import Standing
    from monitor.store.outbox import OutboxRow, Range

app = typer.Typer(help="Deliveries and what became of them.", no_args_is_help=True)


StateOption = Annotated[
    Literal["pending", "sending", "sent", "dead"] | None,
    typer.Option("--state", help="Only these."),
]
KeyArgument = Annotated[
    str | None, typer.Argument(metavar="KEY", help="The delivery's key, from `outbox list`.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Every delivery that was given up.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="TIME", help="All made from then on: 2025-06-17T08:00, or 7d."),
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="TIME", help="With --since: made before then.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="NAME", help="With --since: to this destination.")
]
WhichOption = Annotated[
    Literal["dead", "sent"],
    typer.Option("--state", help="With --since: given up, or sent; what was sent goes out again."),
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The destination's name.")]


@app.callback()
def outbox() -> None:
    """Look at deliveries, and have them tried again."""


@app.command("list")
def listing(
    config: ConfigOption = CONFIG,
    state: StateOption = None,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
) -> None:
    """List deliveries, newest first, and what is known of receivers that fail.

    With --json one line for each delivery.
    """
    from monitor.app.clock import now
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say, say_json
    from monitor.store import outbox as stored
    from monitor.store import standings

    found, unwell = read(
        settings_of(config),
        lambda rows: (stored.listing(rows, limit=limit, state=state), standings.unwell(rows)),
    )
    states = {one.lane: _state(one, now()) for one in unwell}
    if as_json:
        for row in found:
            say_json({**_json(row), "receiver": states.get(row.destination, "well")})
        return
    _table(found)
    for one in unwell:
        say(_sentence(one, states[one.lane]))


@app.command("retry")
def retry(
    key: KeyArgument = None,
    every: AllOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    to: ToOption = None,
    state: WhichOption = "dead",
    config: ConfigOption = CONFIG,
) -> None:
    """Have deliveries tried again at once: one by its KEY, or all that were given up, or a range.

    The same bytes go out under the same key, so that a receiver that keeps keys knows what it has.
    """
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import complain, say
    from monitor.store import outbox as stored

    if (key is not None) + every + (since is not None) != 1:
        raise typer.BadParameter("give one of KEY, --all and --since")
    if since is None and (until or to or state != "dead"):
        raise typer.BadParameter("--until, --to and --state go with --since")
    settings, at = settings_of(config), now()
    _check(to, settings)
    which = None if since is None else _range(since, until, to, state, at)
    if which is not None:
        count = write(settings, lambda rows: stored.replay(rows, which, at))
    else:
        count = write(settings, lambda rows: stored.retry(rows, key, at))
    if not count and key:
        complain(f"{key} is neither waiting nor given up, or its hits were told since")
        raise typer.Exit(Exit.NO)
    say(f"{count} will be tried again: at once by `monitor run`, or by the next `monitor once`")


@app.command("enable")
def enable(name: NameArgument, config: ConfigOption = CONFIG) -> None:
    """Switch a destination on again that was switched off, or that rests after failures.

    What waits for it comes in its next message.
    """
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import complain, say
    from monitor.store import outbox as stored

    if not write(settings_of(config), lambda rows: stored.enable(rows, name, now())):
        complain(f"{name} neither fails nor is switched off")
        raise typer.Exit(Exit.NO)
    say(f"{name} is switched on: what waits for it comes in its next message")


def _range(
    since: str, until: str | None, to: str | None, state: Literal["dead", "sent"], now: datetime
) -> "Range":
    from monitor.store.outbox import Range

    begin, end = _moment(since, "--since", now), _moment(until, "--until", now) if until else None
    if end is not None and end <= begin:
        raise typer.BadParameter("this end is before --since", param_hint="--until")
    return Range(
        since=begin,
        until=end,
        destination=to,
        state=state,
    )


def _check(name: str | None, settings: "Config") -> None:
    """Refuse a destination that is not there, and offer those that are."""
    if name is not None and name not in settings.destinations:
        known = ", ".join(settings.destinations) or "none is configured"
        raise typer.BadParameter(f"no such destination; known: {known}", param_hint="--to")


def _moment(text: str, option: str, now: datetime) -> datetime:
    """Read a time (UTC where it names no zone), or how long ago."""
    from monitor.cli.moments import length

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return now - length(text, option)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _state(one: "Standing", now: datetime) -> str:
    if one.disabled_at is not None:
        return "off"
    return "resting" if one.rests(now) else "failing"


def _sentence(one: "Standing", state: str) -> str:
    from monitor.cli.moments import shown

    why = " ".join(filter(None, (one.reason, one.answer)))
    if state == "off":
        since = shown(one.disabled_at)
        return f"{one.lane} is switched off since {since}: {why}; `monitor outbox enable NAME`"
    rest = f", rests until {shown(one.rests_until)}" if state == "resting" else ""
    since = shown(one.failing_since)
    return f"{one.lane} fails since {since} ({one.failures} times{rest}): {why}"


def _table(found: "Sequence[OutboxRow]") -> None:
    from monitor.cli.moments import shown
    from monitor.cli.output import say, say_table

    if not found:
        say("nothing in the outbox")
        return
    lines = [
        (
            shown(row.made_at),
            row.state,
            row.destination,
            f"{row.route} #{row.number}",
            str(row.hits),
            str(row.attempts),
            shown(row.next_try_at) if row.state == "pending" else "",
            " ".join(filter(None, (row.reason, row.answer))),
            row.key,
        )
        for row in found
    ]
    headings = "made (UTC)", "state", "to", "message", "hits", "tries", "next", "answer", "key"
    say_table(headings, lines)


def _json(row: "OutboxRow") -> Mapping[str, object]:
    from monitor.cli.moments import iso

    return {
        "key": row.key,
        "state": row.state,
        "destination": row.destination,
        "kind": row.kind,
        "route": row.route,
        "number": row.number,
        "hits": row.hits,
        "attempts": row.attempts,
        "made": iso(row.made_at),
        "next_try": iso(row.next_try_at),
        "ended": iso(row.ended_at),
        "reason": row.reason,
        "answer": row.answer,
    }
