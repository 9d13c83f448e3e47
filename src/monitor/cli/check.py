"""`monitor check`: every fault of the configuration at once, what is doubtful, what connects."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.model.errors import Fault

ConnectOption = Annotated[
    bool, typer.Option("--connect", help="Also log in to the mail server, and post to webhooks.")
]
StoredOption = Annotated[
    str | None,
    typer.Option(
        "--stored", metavar="7d", help="Also ask the articles stored: which watch meets too many?"
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help="Name every warning, alike or not.")]
# Warnings of one kind that are told before the others are only counted.
MOST_ALIKE = 3


@dataclass(slots=True, kw_only=True)
class Report:
    """What a check found; `settings` are missing when the files cannot be understood.

    `kinds` names the warnings that many rules have.
    """

    settings: "Config | None" = None
    faults: "list[Fault]" = field(default_factory=list)
    warnings: "list[Fault]" = field(default_factory=list)
    kinds: "Mapping[Fault, str]" = field(default_factory=dict)
    unconnected: list[str] = field(default_factory=list)


def check(
    config: ConfigOption = CONFIG,
    connect: ConnectOption = False,
    stored: StoredOption = None,
    every: AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Check every file of the configuration; exit code 78 when one is wrong.

    Warnings alone are exit code 0; a connection that fails (--connect) is 1, and so is a database
    without articles (--stored).
    """
    report = _checked(config)
    if stored and report.settings:
        _ask_stored(config, report, report.settings, stored)
    if connect and report.settings:
        from monitor.cli.connecting import connections

        report.unconnected = asyncio.run(connections(report.settings))
    if as_json:
        _print_json(report)
    else:
        _print(report, every=every)
    if report.faults:
        raise typer.Exit(Exit.CONFIG)
    if report.unconnected:
        raise typer.Exit(Exit.NO)


def _checked(config: Path) -> Report:
    from monitor.cli.opening import settings_of
    from monitor.flow.lint import lint
    from monitor.model.errors import ConfigError

    try:
        settings = settings_of(config)
    except ConfigError as error:
        return Report(faults=list(error.faults))
    linted = lint(settings.watches)
    return Report(
        settings=settings,
        faults=list(linted.errors),
        warnings=[*settings.warnings, *linted.warnings],
        kinds=linted.kinds,
    )


def _ask_stored(config: Path, report: Report, settings: "Config", span: str) -> None:
    """Ask what is stored which watches meet more than a fifth of it."""
    from monitor.cli.stored import looked_back
    from monitor.flow.lint import flood_doubts
    from monitor.model.errors import StoreError

    try:
        found = looked_back(config, settings.watches, span)
    except StoreError as error:
        report.unconnected.append(f"stored articles could not be asked: {error}")
        return
    if not found.articles:
        report.unconnected.append(f"no article is stored of the last {span}")
    report.warnings += flood_doubts(settings.watches, found)


def _print(report: Report, *, every: bool) -> None:
    from monitor.cli.output import complain, say

    for fault in report.faults:
        complain(str(fault))
    told: Counter[str] = Counter()
    for warning in report.warnings:
        kind = report.kinds.get(warning, "")
        told[kind] += 1
        if every or not kind or told[kind] <= MOST_ALIKE:
            complain(f"{warning} (warning)")
    for line in () if every else _untold(told):
        complain(line)
    for sentence in report.unconnected:
        complain(sentence)
    if report.settings:
        say(_summary(report.settings))
    if report.faults:
        complain(f"{_count(report.faults, 'fault')}, {_count(report.warnings, 'warning')}")


def _untold(told: "Counter[str]") -> Iterator[str]:
    """Count the warnings that were not told one by one."""
    more = {kind: n - MOST_ALIKE for kind, n in told.items() if kind and n > MOST_ALIKE}
    if more:
        counts = ", ".join(f"{n} of {kind}" for kind, n in more.items())
        yield f"and {sum(more.values())} more warnings of these kinds ({counts}): --all names each"


def _summary(settings: "Config") -> str:
    parts = (
        _count(settings.feeds, "feed"),
        _count(settings.watches.watches, "watch", "watches"),
        _count(settings.routes, "route"),
        _count(list(settings.destinations), "destination"),
    )
    at = _next_digest(settings)
    return f"{', '.join(parts)}; {f'next digest {at}' if at else 'no digest has a time'}"


def _next_digest(settings: "Config") -> str | None:
    """Say when the next slot begins, in the zone of its route."""
    from zoneinfo import ZoneInfo

    from monitor.app.clock import now
    from monitor.notify.slots import next_slot

    slots = ((next_slot(route, now()), route) for route in settings.routes)
    coming = [(slot.starts_at, route) for slot, route in slots if slot]
    if not coming:
        return None
    at, route = min(coming, key=lambda pair: pair[0])
    return f"{at.astimezone(ZoneInfo(route.tz)):%Y-%m-%d %H:%M} {route.tz} ({route.id})"


def _count(things: Sequence[object], one: str, many: str | None = None) -> str:
    return f"{len(things)} {one if len(things) == 1 else many or f'{one}s'}"


def _print_json(report: Report) -> None:
    from monitor.cli.output import say_json

    settings = report.settings
    value: dict[str, object] = {
        "fine": not report.faults and not report.unconnected,
        "faults": [_fault_json(fault) for fault in report.faults],
        "warnings": [
            {**_fault_json(fault), "kind": report.kinds.get(fault)} for fault in report.warnings
        ],
        "unconnected": report.unconnected,
    }
    if settings:
        value |= {
            "feeds": len(settings.feeds),
            "watches": len(settings.watches.watches),
            "routes": len(settings.routes),
            "destinations": len(settings.destinations),
            "next_digest": _next_digest(settings),
        }
    say_json(value)


def _fault_json(fault: "Fault") -> Mapping[str, object]:
    return {
        "path": fault.path,
        "line": fault.line,
        "column": fault.column,
        "problem": fault.problem,
    }
