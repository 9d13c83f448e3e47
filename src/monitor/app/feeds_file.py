"""`feeds.yaml` -> feeds: addresses one by one, and folders with feed files."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.app.addresses import host_of, web_address
from monitor.app.config_models import FeedShape, FeedsShape, HiddenShape, HostShape
from monitor.app.secrets import secret
from monitor.app.sheet import Sheet
from monitor.intake.urls import canonical
from monitor.model.feed import Feed
from monitor.outside.address import masked
from monitor.outside.files import is_folder, read_regular, whole
from monitor.rules.slip import Path as At
from monitor.rules.watch_entry import first_run_of

XML_SUFFIXES = (".xml", ".rss", ".atom")
LONGEST_ID = 100
LARGEST_BYTES = 10 * 1024 * 1024
SITE = re.compile(r"[\w-]+(\.[\w-]+)+")
NAME = re.compile(r"[A-Za-z0-9_-]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What one feed is asked with; it may hold secrets."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxy: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The feeds of a file, in its order, and by site the name of publishers that have several."""

    feeds: tuple[Feed, ...] = ()
    publishers: Mapping[str, str] = field(default_factory=dict)


def listed_in(sheet: Sheet) -> Listed:
    """Read a file of feeds; what is wrong is on the sheet."""
    if sheet.faults:
        return Listed()
    shape = sheet.shaped(sheet.document.value, FeedsShape)
    if shape is None:
        return Listed()
    return Listed(feeds=_feeds(shape, sheet), publishers=_publishers(shape, sheet))


def feeds_of(sheet: Sheet) -> tuple[Feed, ...]:
    """Read the feeds of a file, in its order; what is wrong is on the sheet."""
    return listed_in(sheet).feeds


def _feeds(shape: FeedsShape, sheet: Sheet) -> tuple[Feed, ...]:
    feeds: dict[str, Feed] = {}
    seen: dict[str, int] = {}
    hosts = {_host_name(name): one for name, one in shape.hosts.items()}
    for number, item in enumerate(shape.feeds):
        at: At = ("feeds", number)
        for feed in _of_item(item, at, sheet):
            host = _host(feed, hosts)
            every, weight = item.every or host.every, item.weight or host.weight or 1.0
            _take(replace(feed, every=every, weight=weight), at, feeds, seen, sheet)
    return tuple(feeds.values())


def _publishers(shape: FeedsShape, sheet: Sheet) -> dict[str, str]:
    """Say of each site which publisher it belongs to; a site belongs to one."""
    found: dict[str, str] = {}
    for name, sites in shape.publishers.items():
        for place, written in enumerate(sites):
            site, at = _host_name(written), ("publishers", name, place)
            if not SITE.fullmatch(site):
                sheet.blame(at, f"{written!r} is no site: write its host, such as yna.co.kr")
            elif found.setdefault(site, name) != name:
                sheet.blame(at, f"{site} stands already under {found[site]!r}")
    return found


def _host_name(written: str) -> str:
    return written.lower().strip(".").removeprefix("www.")


def _host(feed: Feed, hosts: Mapping[str, HostShape]) -> HostShape:
    """Find what is said of a feed's host, or else of the domain it belongs to."""
    labels = host_of(feed.address).split(".")
    names = (".".join(labels[n:]) for n in range(len(labels)))
    return next((hosts[name] for name in names if name in hosts), HostShape())


def feed_files(folder: Path) -> list[Path]:
    """List the feed files of a folder in name order: XML by their names, JSON Feed by its text."""
    files = (file for file in sorted(folder.iterdir()) if file.is_file())
    return [file for file in files if file.suffix in XML_SUFFIXES or _is_json_feed(file)]


def _take(feed: Feed, at: At, feeds: dict[str, Feed], seen: dict[str, int], sheet: Sheet) -> None:
    same = canonical(feed.address) or feed.address
    line = sheet.document.place(at).line
    if same in seen:
        sheet.blame(at, f"the feed {masked(same)} stands already in line {seen[same]}")
    elif feed.id in feeds:
        sheet.blame(at, f"two feeds would be called {feed.id!r}: give this one an id")
    else:
        feeds[feed.id] = feed
    seen.setdefault(same, line)


def _of_item(item: FeedShape, at: At, sheet: Sheet) -> Iterator[Feed]:
    if (item.address is None) == (item.folder is None):
        sheet.blame(at, "a feed has either an address or a folder")
    elif item.folder is not None:
        yield from _of_folder(item, sheet.folder / item.folder, at, sheet)
    else:
        yield from _of_address(item, at, sheet)


def _of_address(item: FeedShape, at: At, sheet: Sheet) -> Iterator[Feed]:
    try:
        address = web_address(item.address or "")
    except ValueError as error:
        sheet.blame((*at, "address"), str(error))
        return
    own = Own(
        headers=_hidden(item.headers, (*at, "headers"), sheet),
        cookies=_hidden(item.cookies, (*at, "cookies"), sheet),
        proxy=_proxy(item, at, sheet),
    )
    yield _feed(item, item.id or _id_of(address), address, own)


def _of_folder(item: FeedShape, folder: Path, at: At, sheet: Sheet) -> Iterator[Feed]:
    for key in ("id", "title", "headers", "cookies", "proxy"):
        if getattr(item, key):
            sheet.blame((*at, key), f"a folder has many feeds: {key} does not fit", key=True)
    root = whole(folder)
    if not is_folder(root):
        sheet.blame((*at, "folder"), f"no such folder: {root}")
        return
    try:
        files = feed_files(root)
    except OSError as error:
        sheet.blame((*at, "folder"), f"{root} cannot be read: {error.strerror}")
        return
    for file in files:
        yield _feed(item, f"{root.name}/{file.stem}", file.as_uri(), Own(), root=str(root))


def _feed(item: FeedShape, name: str, address: str, own: Own, root: str | None = None) -> Feed:
    return Feed(
        id=name,
        address=address,
        title=item.title,
        root=root,
        tags=tuple(item.tags),
        language=item.language,
        headers=own.headers,
        cookies=own.cookies,
        proxy=own.proxy,
        kind=item.kind,
        extract=item.extract,
        first_run=first_run_of(item.first_run),
    )


def _hidden(items: Mapping[str, HiddenShape], at: At, sheet: Sheet) -> dict[str, str]:
    """Read what is sent along: headers, or cookies."""
    found = {}
    for name, hidden in items.items():
        value = _line(name, hidden, (*at, name), sheet)
        if value is not None:
            found[name] = value
    return found


def _line(name: str, hidden: HiddenShape, at: At, sheet: Sheet) -> str | None:
    value = secret(hidden, at, sheet)
    if value is None:
        return None
    if not NAME.fullmatch(name) or not value.isprintable():
        sheet.blame(at, "a header is a name of letters, figures, - and _, and one line of text")
        return None
    if at[-2] == "cookies" and (";" in value or not value.isascii()):
        sheet.blame(
            at, "a cookie's value has no ; and ASCII letters only: name each cookie by itself"
        )
        return None
    return value


def _proxy(item: FeedShape, at: At, sheet: Sheet) -> str | None:
    value = secret(item.proxy, (*at, "proxy"), sheet) if item.proxy else None
    if value is None:
        return None
    try:
        address = web_address(value)
    except ValueError:  # its sentence may quote a password
        address = ""
    if not address.startswith("http://"):
        sheet.blame(
            (*at, "proxy"), "a proxy is http://HOST:PORT; write # and @ in a password as %23, %40"
        )
        return None
    return address


def _id_of(address: str) -> str:
    """Make an id of an address: host and path, which stay when the query changes."""
    path = address.partition("://")[2].partition("?")[0].partition("/")[2].strip("/")
    letters = (c if c.isascii() and (c.isalnum() or c in "._/-") else "-" for c in path)
    return f"{host_of(address)}/{''.join(letters)}".rstrip("/")[:LONGEST_ID]


def _is_json_feed(file: Path) -> bool:
    if file.suffix != ".json":
        return False
    try:
        found = json.loads(read_regular(file, LARGEST_BYTES))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "jsonfeed" in str(found.get("version", ""))
