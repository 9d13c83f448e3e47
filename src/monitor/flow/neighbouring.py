"""What grouping asks of the rows: articles that share something with a new one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from monitor.store import stories
from monitor.stories.features import Features
from monitor.stories.neighbours import Neighbour, Shared
from monitor.stories.sitetext import SiteText


class StoredNeighbours:
    """`Neighbours` over the rows of one transaction."""

    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def sharing(
        self, keys: Sequence[int], since: datetime, until: datetime, most: int
    ) -> Sequence[Shared]:
        """See `Neighbours`."""
        found = stories.sharing(self._rows, keys, since, until, most)
        return [Shared(row.key, row.article_id, row.story_id, row.at) for row in found]

    def known(self, articles: Sequence[int]) -> Mapping[int, Neighbour]:
        """See `Neighbours`."""
        found = {}
        for row in stories.kept(self._rows, articles):
            features = Features.from_bytes(row.features)
            if features is not None:
                found[row.article_id] = Neighbour(
                    article=row.article_id,
                    story=row.story_id,
                    at=row.at,
                    features=features,
                    copy_of=row.copy_of,
                )
        return found

    def texts(self, articles: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """See `Neighbours`; what a site prints under many articles is left out."""
        found = stories.texts(self._rows, articles)
        return {
            one: (title, common_of(self._rows, site).own(text))
            for one, (title, text, site) in found.items()
        }


def common_of(rows: Connection, site: str | None) -> SiteText:
    """Give what a site prints under many articles."""
    kept = stories.common(rows, site) if site else None
    return SiteText.from_bytes(kept) if kept else SiteText()
