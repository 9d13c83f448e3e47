"""What grouping asks of a store: which earlier articles share something with a new one.

The store keeps three things of every article that was placed: its id, time and `Features` (as
bytes), its `keys` (one row each), and its story. It answers three questions; all thinking is
done here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from monitor.stories.features import Features


class Shared(NamedTuple):
    """An article that was placed earlier and has one of the keys asked for.

    A named tuple and not a dataclass: hundreds of them are made for every article.

    Attributes:
        key: Which key it has.
        article: Its id.
        story: The story it stands in now, merges followed to their end.
        at: When it was told, UTC (`Telling.at`).
    """

    key: int
    article: int
    story: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article that was placed earlier, as it is compared with a new one.

    Attributes:
        article: Its id; an article with a smaller id came earlier.
        story: As in `Shared`.
        at: When it was told, UTC.
        features: What `features()` made of it.
        copy_of: The earliest article with the same text, where there is one.
    """

    article: int
    story: int
    at: datetime
    features: Features
    copy_of: int | None = None


class Neighbours(Protocol):
    """Articles that were placed earlier. Both the store and a memory answer so."""

    def sharing(
        self, keys: Sequence[int], since: datetime, until: datetime, most: int
    ) -> Sequence[Shared]:
        """Give who has these keys.

        Args:
            keys: Whole numbers from 0 below 2**63, none twice.
            since: The earliest time of telling that counts.
            until: The latest.
            most: So many for each key, the latest told (of those told together, the highest id)
                first; the others are left out.

        Returns:
            The answers of all keys, those of each key together and latest first.
        """

    def known(self, articles: Sequence[int]) -> Mapping[int, Neighbour]:
        """Give the articles of these ids, leaving out those that are no longer kept."""

    def texts(self, articles: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """Give title and text of articles as they stand now, for an exact comparison."""
