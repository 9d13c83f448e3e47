"""`monitor outbox`: deliveries, what became of them, and trying again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from monitor.cli.front import Exit
from monitor.cli.hits import LimitOption
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.store.outbox import OutboxRow

app = typer.Typer(help="Deliveries and what became of them.", no_args_is_help=True)


StateOption = Annotated[
    Literal["pending", "sending", "sent", "dead"] | None,
    typer.Option("--state", help="Only these."),
]
KeyArgument = Annotated[
    str | None, typer.Argument(metavar="KEY", help="The delivery's key, from `outbox list`.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Every delivery that was given up.")]


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
    """List deliveries, newest first; with --json one line for each."""
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say_json
    from monitor.store import outbox as stored

    found = read(settings_of(config), lambda rows: stored.listing(rows, limit=limit, state=state))
    if as_json:
        for row in found:
            say_json(_json(row))
    else:
        _table(found)


@app.command("retry")
def retry(key: KeyArgument = None, every: AllOption = False, config: ConfigOption = CONFIG) -> None:
    """Have a delivery tried again at once, by its key; or, with --all, all that were given up."""
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import complain, say
    from monitor.store import outbox as stored

    if (key is None) != every:
        raise typer.BadParameter("give either a KEY or --all")
    count = write(settings_of(config), lambda rows: stored.retry(rows, key, now()))
    if not count and key:
        complain(f"{key} is neither waiting nor given up, or its hits were told since")
        raise typer.Exit(Exit.NO)
    say(f"{count} will be tried again: at once by `monitor run`, or by the next `monitor once`")


def _table(found: "tuple[OutboxRow, ...]") -> None:
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
