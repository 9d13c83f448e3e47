"""News Monitor: watches news feeds in every language and says why it tells you.

The face for users of the library; everything is loaded when first used.

Example:
    >>> from pathlib import Path
    >>> from monitor import Article, Matcher, load_watches
    >>> matcher = Matcher(load_watches(Path("config/watches")))
    >>> hits = matcher.match(Article(id="1", title="Korut kirim penjinak ranjau ke Kursk"))
    >>> [(span.surface, span.entry) for span in hits[0].spans]
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.match.matcher import Explained, Matcher
    from monitor.model.article import Article
    from monitor.model.errors import ConfigError, MonitorError
    from monitor.model.hit import Condition, Hit, Span
    from monitor.model.watch import Watch, WatchSet
    from monitor.rules.watchfile import load_watches

__all__ = [
    "Article",
    "Condition",
    "ConfigError",
    "Explained",
    "Hit",
    "Matcher",
    "MonitorError",
    "Span",
    "Watch",
    "WatchSet",
    "load_watches",
]

_HOMES = {
    "Article": "monitor.model.article",
    "Condition": "monitor.model.hit",
    "ConfigError": "monitor.model.errors",
    "Explained": "monitor.match.matcher",
    "Hit": "monitor.model.hit",
    "Matcher": "monitor.match.matcher",
    "MonitorError": "monitor.model.errors",
    "Span": "monitor.model.hit",
    "Watch": "monitor.model.watch",
    "WatchSet": "monitor.model.watch",
    "load_watches": "monitor.rules.watchfile",
}


def __getattr__(name: str) -> object:
    """Load a public name from where it lives. Source: PEP 562."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
