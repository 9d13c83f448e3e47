"""The configuration as the program understood it, to be shown: secrets are `***`."""

from dataclasses import asdict
from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from monitor.app.config import Config, Limits
from monitor.model.feed import Feed, FirstRun
from monitor.model.watch import Destination, Route
from monitor.outside.address import masked
from monitor.rules.durations import written

HIDDEN = "***"
Plain = dict[str, Any]


def config_dump(config: Config) -> Plain:
    """Give the configuration as plain values that YAML and JSON can print.

    Passwords, webhook secrets, addresses of chats, values of headers and cookies, and the path of a
    webhook's address (which often is its key) never appear; of templates only their names do.
    """
    return {
        "folder": str(config.folder),
        "database": masked(config.database),
        "data": str(config.data),
        "contact": config.contact,
        "every": written(config.every),
        "keep": {"articles": written(config.keep_articles)},
        "limits": _limits(config.limits),
        "allow": list(config.allow),
        "mail": _mail(config),
        "routes": [route_dump(route) for route in config.routes],
        "destinations": {d.id: _destination(d) for d in config.destinations.values()},
        "operator": config.operator,
        **_said({"translate": config.translate, "page": config.page}),
        **_said({"publishers": _publishers(config)}),
        "feeds": [_feed(feed) for feed in config.feeds],
        "watches": [watch.id for watch in config.watches.watches],
        "rules": config.watches.digest,
    }


def _limits(limits: Limits) -> Plain:
    """Give the limits under the keys by which they are written."""
    shown = asdict(limits)
    shown["timeout"] = timedelta(seconds=shown.pop("seconds"))
    return _said({key: _plain(value) for key, value in shown.items()})


def _mail(config: Config) -> Plain | None:
    if config.mail is None:
        return None
    account = asdict(config.mail)
    account["password"] = HIDDEN if config.mail.password else None
    return account


def route_dump(route: Route) -> Plain:
    """Give one route as plain values."""
    shown = {key: _plain(value) for key, value in asdict(route).items()}
    if route.group_by == ("story",):
        del shown["group_by"]
    return _said(shown) | ({"group_by": []} if not route.group_by else {})


def _destination(destination: Destination) -> Plain:
    hidden = {
        "id": None,
        "webhook": destination.webhook and _origin(destination.webhook),
        "chat": destination.chat and HIDDEN,
        "secrets": [HIDDEN] * len(destination.secrets),
        "templates": sorted(destination.templates),
        "threads": None if destination.threads else False,
        "translate": None,  # these two stand at the top, as they are written
        "page": None,
    }
    return _said(asdict(destination) | hidden)


def _publishers(config: Config) -> Plain:
    found: Plain = {}
    for site, name in config.publishers.items():
        found.setdefault(name, []).append(site)
    return found


def _feed(feed: Feed) -> Plain:
    shown = asdict(feed) | {
        "address": masked(feed.address),
        "headers": dict.fromkeys(feed.headers, HIDDEN),
        "cookies": dict.fromkeys(feed.cookies, HIDDEN),
        "proxy": feed.proxy and masked(feed.proxy),
        "first_run": _first_run(feed.first_run),
    }
    usual = {"kind": "feed", "weight": 1.0, "extract": "balanced"}
    odd = {key: value for key, value in shown.items() if usual.get(key) != value}
    return _said({key: _plain(value) for key, value in odd.items()})


def _first_run(first_run: FirstRun) -> object:
    return {"last": written(first_run.window)} if first_run.window else first_run.kind


def _origin(address: str) -> str:
    parts = urlsplit(masked(address))
    return urlunsplit((parts.scheme, parts.netloc, f"/{HIDDEN}", "", ""))


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return written(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _said(shown: Plain) -> Plain:
    """Leave out what nobody said."""
    return {key: value for key, value in shown.items() if value not in (None, [], {}, ())}
