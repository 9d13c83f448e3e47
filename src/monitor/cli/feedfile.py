"""`feeds.yaml` with one feed more: a round trip that keeps comments, order and quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import typer
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from monitor.app.config import load_config
from monitor.intake.urls import canonical
from monitor.model.errors import ConfigError

EMPTY = "version: 1\nfeeds:\n"
WIDE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed as the user names it."""

    address: str
    id: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None


def add_feed(config: Path, new: NewFeed, environment: Mapping[str, str]) -> Path:
    """Write a feed to the end of `feeds.yaml`; when the result is wrong, the old file comes back.

    Returns:
        The file.

    Raises:
        ConfigError: The files are wrong as they are.
        typer.BadParameter: The feed cannot be added, and why.
    """
    if canonical(new.address) is None:
        raise typer.BadParameter("an address begins with http:// or https://", param_hint="ADDRESS")
    load_config(config, environment)
    file = config / "feeds.yaml"
    before = file.read_text(encoding="utf-8")
    _replace(file, with_feed(before, new))
    try:
        load_config(config, environment)
    except ConfigError as error:
        _replace(file, before)
        problem = "; ".join(fault.problem for fault in error.faults)
        raise typer.BadParameter(f"not added: {problem}", param_hint="ADDRESS") from None
    return file


def with_feed(text: str, new: NewFeed) -> str:
    """Give the text of a `feeds.yaml` with one feed more at the end of its list."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = WIDE
    whole = yaml.load(text) or yaml.load(EMPTY)
    if not isinstance(whole.get("feeds"), CommentedSeq):
        whole["feeds"] = CommentedSeq()
    feeds = whole["feeds"]
    feeds.fa.set_block_style()
    # Lists stand indented or not: keep to what the author does.
    offset = 2 if not feeds or feeds.lc.col else 0
    yaml.indent(mapping=2, sequence=2 + offset, offset=offset)
    feeds.append(_item(new))
    written = StringIO()
    yaml.dump(whole, written)
    return written.getvalue()


def _item(new: NewFeed) -> CommentedMap:
    item = CommentedMap(address=new.address)
    if new.id:
        item["id"] = new.id
    if new.tags:
        item["tags"] = CommentedSeq(new.tags)
        item["tags"].fa.set_flow_style()
    if new.language:
        item["language"] = new.language
    return item


def _replace(file: Path, text: str) -> None:
    """Put a text in a file's place in one step: a daemon may read it at any moment."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.chmod(file.stat().st_mode)
    draft.replace(file)
