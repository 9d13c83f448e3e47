"""Which hits of one watch tell the same news: a first, plain answer that needs no model."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from monitor.model.message import HitRow, StoryCard

FEWEST_SHARED: Final = 3
LONGEST_APART: Final = timedelta(hours=72)


def cards(rows: Sequence[HitRow], language: str = "en") -> tuple[StoryCard, ...]:
    """Group the hits of one watch into stories.

    Two hits tell one story when they share at least three lexicon entries, or are copies of one
    text, and were published (or first seen) within 72 hours of each other; so do hits that a
    chain of such pairs connects. The same hits give the same cards in whatever order they come.

    Args:
        rows: Hits of one watch, none twice.
        language: The reader's language: the first article in it leads a story, else the first.

    Returns:
        Cards by rank (highest first), then by when the story was first seen. The others of a
        card stand in the order they were seen, copies of an earlier text last.
    """
    made = [_card(group, language) for group in _groups(sorted(rows, key=_seen))]
    return tuple(sorted(made, key=_standing))


def _groups(rows: Sequence[HitRow]) -> list[list[HitRow]]:
    joined = _Joined(len(rows))
    latest: dict[frozenset[str] | str, int] = {}
    for index, row in enumerate(rows):
        mine = frozenset(row.entries)
        for key, other in latest.items():
            if _same_news(row, mine, key, rows[other]):
                joined.join(other, index)
        latest.update(dict.fromkeys(_keys(row, mine), index))
    return joined.groups(rows)


def _keys(row: HitRow, entries: frozenset[str]) -> Iterable[frozenset[str] | str]:
    """What later rows are compared with; of rows with equal keys only the latest is needed."""
    if len(entries) >= FEWEST_SHARED:
        yield entries
    if row.text_hash:
        yield row.text_hash


def _same_news(
    row: HitRow, entries: frozenset[str], key: frozenset[str] | str, other: HitRow
) -> bool:
    if _at(row) - _at(other) > LONGEST_APART:
        return False
    if isinstance(key, str):
        return key == row.text_hash
    return len(key & entries) >= FEWEST_SHARED


class _Joined:
    """Rows by their index, joined into groups."""

    def __init__(self, count: int) -> None:
        self._head = list(range(count))

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._head[second] = first

    def groups(self, rows: Sequence[HitRow]) -> list[list[HitRow]]:
        found: dict[int, list[HitRow]] = {}
        for index, row in enumerate(rows):
            found.setdefault(self._find(index), []).append(row)
        return list(found.values())

    def _find(self, index: int) -> int:
        while self._head[index] != index:
            self._head[index] = self._head[self._head[index]]
            index = self._head[index]
        return index


def _card(group: Sequence[HitRow], language: str) -> StoryCard:
    lead = next((row for row in group if row.language == language), group[0])
    copies = _copies(group)
    others = [row for row in group if row is not lead]
    others.sort(key=lambda row: (row.hit_id in copies, _seen(row)))
    return StoryCard(lead=lead, others=tuple(others))


def _copies(group: Sequence[HitRow]) -> frozenset[int]:
    """Hits whose text an earlier one of the group carried already."""
    known: set[str] = set()
    found: set[int] = set()
    for row in group:
        if row.copy_of is not None or row.text_hash in known:
            found.add(row.hit_id)
        if row.text_hash:
            known.add(row.text_hash)
    return frozenset(found)


def _at(row: HitRow) -> datetime:
    """When it was published, as far as we know: what is polled together was not told together."""
    return row.published_at or row.first_seen_at


def _seen(row: HitRow) -> tuple[float, int, int]:
    return (_at(row).timestamp(), row.article_id, row.hit_id)


def _standing(card: StoryCard) -> tuple[int, tuple[float, int, int]]:
    rows = (card.lead, *card.others)
    return (-max(row.rank for row in rows), min(_seen(row) for row in rows))
