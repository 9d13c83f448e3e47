"""Who is to be told of a hit: from the routes as they are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from monitor.model.watch import Route, Watch

NO_ROUTE = "no_route"
Unfit = Literal["other_watches", "other_severity", "other_tags"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One destination by one route."""

    by: Route
    destination: str

    @property
    def route(self) -> str:
        """The route's id."""
        return self.by.id


def ways_of(watch: Watch, feed_tags: Iterable[str], routes: Iterable[Route]) -> Iterator[Way]:
    """Yield every way a hit of this watch takes; every route that fits applies."""
    tags = frozenset(feed_tags)
    for route in routes:
        if unfit(route, watch, tags) is None:
            for destination in route.to:
                yield Way(by=route, destination=destination)


def takes(route: Route, watch: Watch) -> bool:
    """Whether a route takes hits of a watch, from some feed at least."""
    return _names(route, watch) and (not route.severity or watch.severity in route.severity)


def unfit(route: Route, watch: Watch, feed_tags: frozenset[str]) -> Unfit | None:
    """Say why a route does not take a hit of a watch from a feed with these tags; None if it does.

    `other_watches`, `other_severity`, `other_tags`: that is what the route is for.
    """
    if not _names(route, watch):
        return "other_watches"
    if not takes(route, watch):
        return "other_severity"
    if route.feed_tags and feed_tags.isdisjoint(route.feed_tags):
        return "other_tags"
    return None


def _names(route: Route, watch: Watch) -> bool:
    return any(fnmatchcase(watch.id, pattern) for pattern in route.watches)
