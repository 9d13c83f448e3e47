"""From the option `--config` to watches, and from watches to a matcher."""

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from monitor.match.matcher import Matcher
    from monitor.model.watch import Watch, WatchSet


MANY = 1000
"""So many watches are read again by whoever compiles them, rather than handed over."""


def watches_path(config: Path) -> Path:
    """Say where the watches are: in `watches/` of a configuration, or the path itself."""
    inside = config / "watches"
    return inside if inside.is_dir() else config


def watches_of(config: Path, only: str | None = None) -> "WatchSet":
    """Read the watches, or one of them with the whole lexicon.

    Raises:
        ConfigError: With every fault of every file.
        typer.BadParameter: There is no such watch.
    """
    from monitor.flow.compiling import rules_cache
    from monitor.rules.watchfile import load_watches, watch_set

    cache = cache_folder(config)
    found = load_watches(watches_path(config), rules_cache(cache) if cache else None)
    return watch_set([one_of(found, only)], found.lexicon) if only else found


def one_of(watches: "WatchSet", wanted: str) -> "Watch":
    """Give the watch of an id.

    Raises:
        typer.BadParameter: There is no such watch.
    """
    from monitor.rules.slip import did_you_mean

    for watch in watches.watches:
        if watch.id == wanted:
            return watch
    offer = did_you_mean(wanted, [watch.id for watch in watches.watches])
    raise typer.BadParameter(f"there is no watch '{wanted}'{offer}", param_hint="--watch")


def matcher_of(watches: "WatchSet", config: Path) -> "Matcher":
    """Make a matcher; word forms are made in a child and kept in the configuration's cache."""
    from monitor.flow.compiling import compiled

    cache = cache_folder(config)
    if cache:
        source = watches_path(config) if len(watches.watches) > MANY else None
        return asyncio.run(compiled(watches, cache, source))
    with tempfile.TemporaryDirectory(prefix="monitor-") as folder:
        return asyncio.run(compiled(watches, Path(folder)))


def cache_folder(config: Path) -> Path | None:
    """Say where word forms are kept; None when no such folder can be written.

    A configuration has `data/cache` beside it, where the daemon keeps them, too; loose watch files
    have the user's own cache.
    """
    if (config / "monitor.yaml").is_file():
        folder = config.resolve().parent / "data" / "cache"
    else:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        folder = Path(home) / "news-monitor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None
