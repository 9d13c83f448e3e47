"""Routes and destinations of `monitor.yaml`, and whether every watch has a way out."""

import base64
import binascii
import re
from fnmatch import fnmatchcase
from pathlib import Path

from monitor.app.addresses import web_address
from monitor.app.config_models import DestinationShape, MonitorShape, QuietShape, RouteShape
from monitor.app.secrets import secret
from monitor.app.sheet import Sheet
from monitor.model.watch import Destination, Quiet, Route, Watch, WatchSet
from monitor.rules.slip import Path as At
from monitor.rules.slip import did_you_mean

MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,255}")
NO_SERVER = "there is no mail server: write mail: {host: ..., sender: ...}"
SIGNED = re.compile(r"(?:whsec_)?([A-Za-z0-9+/]+=*)")


def destinations_of(shape: MonitorShape, base: Path, sheet: Sheet) -> dict[str, Destination]:
    """Read the destinations; folders begin at `base`, the folder above the configuration."""
    found = {}
    for name, item in shape.destinations.items():
        at: At = ("destinations", name)
        destination = _destination(name, item, at, base, sheet)
        if destination is None:
            continue
        found[name] = destination
        if destination.mail and shape.mail is None:
            sheet.blame((*at, "mail"), NO_SERVER)
    return found


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
                sheet.warn(at, f"no watch fits {pattern!r}")
            else:
                sheet.blame(at, f"no watch {pattern!r}{did_you_mean(pattern, ids)}")


def without_route(watches: WatchSet, routes: tuple[Route, ...]) -> list[Watch]:
    """List watches that no route takes: their hits would be told to nobody."""
    return [watch for watch in watches.watches if not any(_takes(r, watch) for r in routes)]


def _takes(route: Route, watch: Watch) -> bool:
    fits = any(fnmatchcase(watch.id, pattern) for pattern in route.watches)
    return fits and (not route.severity or watch.severity in route.severity)


def _check_moments(item: RouteShape, at: At, sheet: Sheet) -> None:
    if item.at and item.wait is not None:
        sheet.blame(
            (*at, "wait"), "at: makes digests and wait: makes alerts: write two routes", key=True
        )
    if not item.at and item.wait is None:
        sheet.blame(at, "when? Write at: ['08:00'] for digests, or wait: 2m for alerts")
    if item.wait is None:
        for key, value in (("then_every", item.then_every), ("limit", item.limit)):
            if value is not None:
                sheet.blame((*at, key), f"{key}: belongs to alerts, which have wait:", key=True)


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
    )


def _quiet(item: QuietShape, zone: str) -> Quiet:
    return Quiet(start=item.start, end=item.end, tz=item.tz or zone)


def _destination(
    name: str, item: DestinationShape, at: At, base: Path, sheet: Sheet
) -> Destination | None:
    kinds = [kind for kind in ("mail", "webhook", "folder") if getattr(item, kind) is not None]
    if len(kinds) != 1:
        sheet.blame(at, "a destination is exactly one of mail, webhook and folder")
        return None
    if item.mail and not MAILBOX.fullmatch(item.mail):
        problem = f"{item.mail!r} is no mail address; one destination is one reader"
        sheet.blame((*at, "mail"), problem)
    if item.secret and not item.webhook:
        sheet.blame((*at, "secret"), "only webhooks are signed", key=True)
    return Destination(
        id=name,
        mail=item.mail,
        webhook=_webhook(item, at, sheet),
        folder=str((base / item.folder).resolve()) if item.folder else None,
        language=item.language,
        tz=item.tz,
        secrets=tuple(_secrets(item, at, sheet)),
    )


def _webhook(item: DestinationShape, at: At, sheet: Sheet) -> str | None:
    if item.webhook is None:
        return None
    here = (*at, "webhook")
    written = secret(item.webhook, here, sheet)
    try:
        return web_address(written) if written else None
    except ValueError as error:
        sheet.blame(here, str(error))
        return None


def _secrets(item: DestinationShape, at: At, sheet: Sheet) -> list[str]:
    found = []
    for number, shape in enumerate(item.secret if item.webhook else ()):
        here = (*at, "secret", number) if len(item.secret) > 1 else (*at, "secret")
        value = secret(shape, here, sheet)
        if value is not None and not _is_key(value):
            sheet.blame(here, "a webhook's secret is whsec_ and base64 of 24 to 64 bytes")
        if value is not None:
            found.append(value)
    return found


def _is_key(value: str) -> bool:
    """Whether a value is a key of Standard Webhooks. Source: Standard Webhooks 1.0."""
    found = SIGNED.fullmatch(value)
    try:
        key = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        return False
    return 24 <= len(key) <= 64
