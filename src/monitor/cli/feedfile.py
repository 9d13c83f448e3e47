"""`feeds.yaml` with more feeds: lines are put into its text, and nothing else in it changes.

A round trip through a YAML library would read and write every line again: with 10,000 feeds it
takes half a minute, and it moves what it does not understand.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from monitor.app.feeds_file import feeds_of
from monitor.app.sheet import Sheet, open_sheet
from monitor.flow.importing import NewFeed, key_of
from monitor.model.errors import MonitorError
from monitor.rules.events import Loader
from monitor.rules.marks import read_yaml
from monitor.rules.scalars import resolve
from monitor.text.clean import clean_line

BOM = "\ufeff"
INDENT = 2
# A value that means the same without quotation marks, in a list of a flow mapping too.
PLAIN = re.compile(r"[^\W\d_][\w-]*(?: [^\W_][\w-]*)*")


class NotAdded(MonitorError):
    """With these feeds `feeds.yaml` would be wrong; it is as it was."""


def add_feeds(config: Path, new: Sequence[NewFeed], environment: Mapping[str, str]) -> Path:
    """Write feeds to the end of the list in `feeds.yaml`, in one step, or change nothing.

    Returns:
        The file.

    Raises:
        NotAdded: The file would be wrong afterwards, and why.
    """
    file = config / "feeds.yaml"
    before = file.read_bytes().decode("utf-8")
    grown = with_feeds(before, new)
    sheet = Sheet(
        document=read_yaml(grown.encode(), str(file)), folder=file.parent, environment=environment
    )
    sheet.faults.extend(sheet.document.faults)
    feeds_of(sheet)
    if sheet.faults:
        raise NotAdded(f"not added: {'; '.join(fault.problem for fault in sheet.faults)}")
    _replace(file, grown)
    return file


def lines_of(config: Path, environment: Mapping[str, str]) -> dict[str, int]:
    """Give the line of every address in `feeds.yaml`, by the key of `importing.key_of`."""
    document = open_sheet(config / "feeds.yaml", environment).document
    whole = document.value if isinstance(document.value, dict) else {}
    found: dict[str, int] = {}
    for number, item in enumerate(whole.get("feeds") or ()):
        address = item.get("address") if isinstance(item, dict) else item
        if isinstance(address, str):
            found.setdefault(key_of(address), document.place(("feeds", number)).line)
    return found


def with_feeds(text: str, new: Sequence[NewFeed]) -> str:
    """Give the text of a `feeds.yaml` with more feeds at the end of its list.

    Args:
        text: A file that can be read; its line ends, comments and order stay.
        new: What to add, in this order.
    """
    if text.startswith(BOM):
        return BOM + with_feeds(text.removeprefix(BOM), new)
    newline = "\r\n" if "\r\n" in text else "\n"
    items = [item_of(one) for one in new]
    root = yaml.compose(text, Loader=Loader)
    feeds = _feeds(root)
    if isinstance(feeds, yaml.SequenceNode) and feeds.value:
        end = _end(feeds.value[-1])
        if feeds.flow_style:
            return "".join((text[:end], *(f", {item}" for item in items), text[end:]))
        return _below(text, end, feeds.start_mark.column, items, newline)
    if feeds is None:
        head = text + _gap(text, newline) + ("" if root else f"version: 1{newline}") + "feeds:"
        return _below(head, len(head), INDENT, items, newline)
    head = text[: feeds.start_mark.index].rstrip(" ")
    return _below(head + text[feeds.end_mark.index :], len(head), INDENT, items, newline)


def item_of(new: NewFeed) -> str:
    """Write a feed as one item in the style of the shipped file."""
    pairs = {
        "address": quoted(new.address),
        "id": scalar(new.id),
        "title": scalar(new.title),
        "kind": scalar(new.kind),
        "language": scalar(new.language),
        "tags": f"[{', '.join(scalar(tag) for tag in new.tags)}]" if new.tags else "",
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs.items() if value)}}}"


def scalar(text: str | None) -> str:
    """Write a value so that it is read as this text: without quotation marks where that is safe."""
    line = clean_line(text or "")
    is_plain = PLAIN.fullmatch(line) and isinstance(resolve(line), str)
    return line if is_plain or not line else quoted(line)


def quoted(text: str) -> str:
    """Write a line in single quotes, in which nothing but the quote itself is special."""
    return "'" + text.replace("'", "''") + "'"


def _feeds(root: yaml.Node | None) -> yaml.Node | None:
    """Find the value of `feeds:`."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == "feeds"), None)


def _end(node: yaml.Node) -> int:
    """Say where the last word of a node ends: a block ends only where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _below(text: str, end: int, indent: int, items: Sequence[str], newline: str) -> str:
    """Put items below the line in which a place is, or there if it begins a line."""
    if text[end - 1] != "\n":
        end = text.find("\n", end) + 1 or len(text)
    head = text[:end]
    lines = (f"{' ' * indent}- {item}{newline}" for item in items)
    return "".join((head, _gap(head, newline), *lines, text[end:]))


def _gap(text: str, newline: str) -> str:
    return newline if text and not text.endswith("\n") else ""


def _replace(file: Path, text: str) -> None:
    """Put a text in a file's place in one step: a daemon may read it at any moment."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_bytes(text.encode("utf-8"))
    draft.chmod(file.stat().st_mode)
    draft.replace(file)
