"""A small configuration folder for tests, whose files can be replaced one by one."""

from collections.abc import Mapping
from pathlib import Path

from monitor.app.config import Config, load_config
from monitor.model.errors import ConfigError

MONITOR = """\
routes: [{id: all, watches: ['*'], to: [files], wait: 2s}]
destinations: {files: {folder: data/outbox}}
"""
FEEDS = "feeds: ['https://example.org/rss']\n"
WATCHES = "watches: [{id: a, query: word}]\n"


def write(base: Path, monitor: str = MONITOR, feeds: str = FEEDS, watches: str = WATCHES) -> Path:
    """Write the folder `config` below `base`, and give its path."""
    folder = base / "config"
    (folder / "watches").mkdir(parents=True, exist_ok=True)
    (folder / "monitor.yaml").write_text(monitor)
    (folder / "feeds.yaml").write_text(feeds)
    (folder / "watches" / "a.yaml").write_text(watches)
    return folder


def load(base: Path, environment: Mapping[str, str] | None = None, **files: str) -> Config:
    """Write the folder and read it."""
    return load_config(write(base, **files), environment or {})


def faults(base: Path, environment: Mapping[str, str] | None = None, **files: str) -> list[str]:
    """Write the folder, read it, and give its faults without the folder's path."""
    try:
        load(base, environment, **files)
    except ConfigError as error:
        return [str(fault).replace(f"{base}/config/", "") for fault in error.faults]
    return []
