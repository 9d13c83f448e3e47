"""Who is to be told of a hit: from the routes as they are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from monitor.model.watch import Route, Watch

NO_ROUTE = "no_route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One destination by one route."""

    route: str
    destination: str


def ways_of(watch: Watch, feed_tags: Iterable[str], routes: Iterable[Route]) -> Iterator[Way]:
    """Yield every way a hit of this watch takes; every route that fits applies."""
    tags = frozenset(feed_tags)
    for route in routes:
        if covers(route, watch, tags):
            for destination in route.to:
                yield Way(route=route.id, destination=destination)


def covers(route: Route, watch: Watch, feed_tags: frozenset[str]) -> bool:
    """Whether a route fits a watch and the tags of the feed that brought the hit."""
    if not any(fnmatchcase(watch.id, pattern) for pattern in route.watches):
        return False
    if route.severity and watch.severity not in route.severity:
        return False
    return not route.feed_tags or not feed_tags.isdisjoint(route.feed_tags)
