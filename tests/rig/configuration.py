"""Configuration folders, written as a user writes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

# Exact words only: they need no dictionary, so that compiling them takes no time.
SAPPERS = {"id": "sappers", "title": "Sappers", "query": "=sappers"}
BRIDGES = {"id": "bridges", "title": "Bridges", "query": "=bridge"}
HARBOUR = {"id": "harbour", "title": "Harbour", "query": "=harbour AND NOT =exercise"}
WATCHES = (SAPPERS, BRIDGES, HARBOUR)
# Digests tell every hit; composed at once they tell it now.
EVERY_HIT = {"id": "desk", "watches": ["*"], "to": ["files"], "at": ["00:00"]}
AT_ONCE = {"id": "desk", "watches": ["*"], "to": ["files"], "wait": "0s"}

Section = Mapping[str, Any]


def write(
    folder: Path,
    *,
    feeds: Sequence[Section],
    watches: Sequence[Section] = WATCHES,
    lexicon: Section | None = None,
    **process: object,
) -> Path:
    """Write a configuration into a folder, over what is there.

    Args:
        folder: The folder above `config/`, where the program's own files go, too.
        feeds: Items of `feeds.yaml`.
        watches: Items of one watch file.
        lexicon: Entries of that file.
        process: What `monitor.yaml` says beside the usual: a destination `files` that is a
            folder, and one route that sends everything there at once.

    Returns:
        The configuration folder.
    """
    usual = {
        "destinations": {"files": {"folder": "outbox"}},
        "routes": [AT_ONCE],
        "allow": ["127.0.0.0/8"],
        "every": "10m",
    }
    config = folder / "config"
    _dump(config / "monitor.yaml", {**usual, **process})
    write_feeds(config, feeds)
    entries = {"lexicon": lexicon} if lexicon else {}
    _dump(config / "watches" / "watches.yaml", {**entries, "watches": list(watches)})
    return config


def write_feeds(config: Path, feeds: Sequence[Section]) -> None:
    """Write `feeds.yaml` into a configuration folder."""
    _dump(config / "feeds.yaml", {"feeds": list(feeds)})


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands twice twice: our YAML knows no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _dump(path: Path, content: Section) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump({"version": 1, **content}, Dumper=_Dumper, sort_keys=False)
    path.write_text(text, encoding="utf-8")
