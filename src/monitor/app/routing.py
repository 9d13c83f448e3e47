"""Routes of `monitor.yaml`, and whether every watch has a way out."""

from fnmatch import fnmatchcase

from monitor.app.config_models import MonitorShape, QuietShape, RouteShape
from monitor.app.sheet import Sheet
from monitor.flow.alerting import SPACING
from monitor.flow.routing import takes
from monitor.model.watch import Quiet, Route, Watch, WatchSet
from monitor.rules.durations import written
from monitor.rules.slip import Path as At
from monitor.rules.slip import did_you_mean

ALERTS_ONLY = ("then_every", "group_by", "repeat", "limit")


def routes_of(shape: MonitorShape, sheet: Sheet) -> tuple[Route, ...]:
    """Read the routes, in the order of the file."""
    first: dict[str, int] = {}
    routes = []
    for number, item in enumerate(shape.routes):
        at: At = ("routes", number)
        if item.id in first:
            problem = f"the route {item.id!r} stands already in line {first[item.id]}"
            sheet.blame((*at, "id"), problem)
        first.setdefault(item.id, sheet.document.place(at).line)
        _check_moments(item, at, sheet)
        for place, name in enumerate(item.to):
            if name not in shape.destinations:
                offer = did_you_mean(name, shape.destinations)
                sheet.blame((*at, "to", place), f"no destination {name!r}{offer}")
        routes.append(_route(item))
    return tuple(routes)


def check_operator(shape: MonitorShape, sheet: Sheet) -> None:
    """Blame an operator who is no destination."""
    if shape.operator is not None and shape.operator not in shape.destinations:
        offer = did_you_mean(shape.operator, shape.destinations)
        sheet.blame(("operator",), f"no destination {shape.operator!r}{offer}")


def check_patterns(routes: tuple[Route, ...], watches: WatchSet, sheet: Sheet) -> None:
    """Blame names of watches that do not exist; a pattern that fits none is only doubtful."""
    ids = [watch.id for watch in watches.watches]
    for number, route in enumerate(routes):
        for place, pattern in enumerate(route.watches):
            if any(fnmatchcase(name, pattern) for name in ids):
                continue
            at = ("routes", number, "watches", place)
            if set(pattern) & set("*?["):
                sheet.warn(at, f"watches: no watch fits {pattern!r}")
            else:
                offer = did_you_mean(pattern, ids)
                sheet.blame(at, f"watches: no watch {pattern!r}{offer}")


def without_route(watches: WatchSet, routes: tuple[Route, ...]) -> list[Watch]:
    """List watches that no route takes: their hits would be told to nobody."""
    return [watch for watch in watches.watches if not any(takes(r, watch) for r in routes)]


def told_to_nobody_at_first(watches: WatchSet, routes: tuple[Route, ...]) -> list[Watch]:
    """List watches whose new stories are no alert, and that stand in no digest either."""
    return [
        watch
        for watch in watches.watches
        if not any(on.kind == "new_story" for on in watch.alert_on)
        and all(route.wait is not None for route in routes if takes(route, watch))
    ]


def _check_moments(item: RouteShape, at: At, sheet: Sheet) -> None:
    if item.at and item.wait is not None:
        sheet.blame(
            (*at, "wait"), "at: makes digests and wait: makes alerts: write two routes", key=True
        )
    if not item.at and item.wait is None:
        sheet.blame(at, "when? Write at: ['08:00'] for digests, or wait: 2m for alerts")
    if item.wait is None:
        for key in ALERTS_ONLY:
            if getattr(item, key) is not None:
                sheet.blame((*at, key), f"{key}: belongs to alerts, which have wait:", key=True)
    if item.quiet is not None and item.quiet.start == item.quiet.end:
        sheet.blame((*at, "quiet"), "quiet: begins and ends at the same time: write two times")
    if item.repeat is not None and item.repeat < SPACING:
        sheet.blame(
            (*at, "repeat"), f"a story is told every {written(SPACING)} at most: repeat it later"
        )


def _route(item: RouteShape) -> Route:
    return Route(
        id=item.id,
        to=tuple(item.to),
        watches=tuple(item.watches),
        severity=tuple(item.severity),
        feed_tags=tuple(item.feeds.tags),
        at=tuple(sorted(set(item.at))),
        tz=item.tz,
        wait=item.wait,
        then_every=item.then_every,
        quiet=_quiet(item.quiet, item.tz) if item.quiet else None,
        per_hour=item.limit.per_hour if item.limit else None,
        group_by=("story",) if item.group_by is None else tuple(dict.fromkeys(item.group_by)),
        repeat=item.repeat,
    )


def _quiet(item: QuietShape, zone: str) -> Quiet:
    return Quiet(start=item.start, end=item.end, tz=item.tz or zone)
