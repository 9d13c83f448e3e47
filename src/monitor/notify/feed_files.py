"""Feeds that we publish: what a message says is put before what the files held already.

A file is a function of what was put into it, in whichever order and however often, as long as it
stays among the newest: a delivery that is repeated changes nothing.
"""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final
from xml.etree import ElementTree

from monitor.notify.feed_entries import Item, newest_first

MOST_ITEMS: Final = 100
LONGEST_NAME: Final = 200
_TEXTS: Final = ("id", "title", "content_text", "date_modified", "language")
ATOM: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def file_name(watch: str) -> str:
    """Name the files of a watch, without an ending: no two watches share one, none is a path.

    What is no Latin letter, figure, `-` or `_` is written as its number between two `~`; a name
    that would be too long for a file ends with a hash instead.
    """
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else _number(c) for c in watch)
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 17]}~{blake2b(name.encode(), digest_size=8).hexdigest()}"


def merged(held: str | None, feed: Mapping[str, Any]) -> dict[str, Any]:
    """Put a message's feed before what the file of its watch holds.

    Args:
        held: The file as it is; None without one. What cannot be read counts as nothing.
        feed: What `feed_entries.feeds_of` gave.

    Returns:
        A JSON Feed 1.1 with the newest `MOST_ITEMS`; of an item told twice the newer form.
    """
    items: dict[str, Item] = {}
    for item in (*_items(held), *feed["items"]):
        known = items.get(item["id"])
        if known is None or str(item["date_modified"]) >= str(known["date_modified"]):
            items[item["id"]] = item
    return {**feed, "items": newest_first(items.values())[:MOST_ITEMS]}


def json_feed(feed: Mapping[str, Any]) -> str:
    """Write a feed as JSON Feed 1.1, which https://www.jsonfeed.org/version/1.1/ describes."""
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def atom(feed: Mapping[str, Any]) -> str:
    """Write the same feed as Atom (RFC 4287)."""
    root = ElementTree.Element("feed", {"xmlns": ATOM})
    _put(root, "id", feed["_monitor"]["id"])
    _put(root, "title", feed["title"])
    _put(root, "updated", max(item["date_modified"] for item in feed["items"]))
    _put(root, "generator", "News Monitor")
    for item in feed["items"]:
        _put_entry(root, item)
    ElementTree.indent(root, " ")
    return "<?xml version='1.0' encoding='utf-8'?>\n" + ElementTree.tostring(root, "unicode") + "\n"


def _put_entry(root: ElementTree.Element, item: Item) -> None:
    entry = ElementTree.SubElement(root, "entry", {_LANG: item["language"]})
    _put(entry, "id", item["id"])
    _put(entry, "title", item["title"])
    _put(entry, "updated", item["date_modified"])
    if "date_published" in item:
        _put(entry, "published", item["date_published"])
    for author in item["authors"]:
        _put(ElementTree.SubElement(entry, "author"), "name", author["name"])
    if "url" in item:
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": item["url"]})
    for tag in item.get("tags", ()):
        ElementTree.SubElement(entry, "category", {"term": tag})
    # Without a link an entry needs a content, and so each has one.
    _put(entry, "content", item["content_text"])


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _items(held: str | None) -> list[Item]:
    """Read the items of a file of ours; what somebody broke is left out."""
    try:
        items = json.loads(held)["items"] if held else []
        return [item for item in items if _is_ours(item)]
    except (ValueError, TypeError, KeyError):
        return []


def _is_ours(item: Any) -> bool:  # noqa: ANN401  whatever stands in a file
    texts = [item[name] for name in _TEXTS] + [author["name"] for author in item["authors"]]
    texts += [item[name] for name in ("url", "date_published") if name in item]
    return all(isinstance(text, str) for text in (*texts, *item.get("tags", ())))


def _number(letter: str) -> str:
    return f"~{ord(letter):x}~"
