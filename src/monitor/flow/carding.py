"""The hits of one watch become cards of a message: one for each story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor.model.message import HitRow, StoryCard
from monitor.model.story import Development, StorySoFar


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the hits: stories by id, and what developed, by the hit it came with."""

    stories: Mapping[int, StorySoFar] = field(default_factory=dict)
    developments: Mapping[int, Sequence[Development]] = field(default_factory=dict)


def cards_of(rows: Sequence[HitRow], known: Known, language: str) -> tuple[StoryCard, ...]:
    """Make the cards of one watch's hits, by rank (highest first), then by when each was seen.

    The first article in the reader's language leads a card, else the first; the others follow in
    the order in which they were seen, copies last. A hit without a story is a card of its own.
    """
    stories: dict[tuple[int | None, int], list[HitRow]] = {}
    for row in rows:
        lonely = row.article_id if row.story is None else 0
        stories.setdefault((row.story, lonely), []).append(row)
    made = [_card(story, found, known, language) for (story, _), found in stories.items()]
    return tuple(sorted(made, key=_standing))


def _card(story: int | None, rows: Sequence[HitRow], known: Known, language: str) -> StoryCard:
    rows = sorted(rows, key=_seen)
    lead = next((row for row in rows if row.language == language), rows[0])
    others = [row for row in rows if row is not lead]
    others.sort(key=lambda row: row.copy_of is not None)
    return StoryCard(
        lead=lead,
        others=tuple(others),
        so_far=known.stories.get(story) if story is not None else None,
        developments=tuple(
            found for row in rows for found in known.developments.get(row.hit_id, ())
        ),
    )


def _seen(row: HitRow) -> tuple[float, int, int]:
    at = row.published_at or row.first_seen_at
    return (at.timestamp(), row.article_id, row.hit_id)


def _standing(card: StoryCard) -> tuple[int, tuple[float, int, int]]:
    rows = (card.lead, *card.others)
    return (-max(row.rank for row in rows), min(_seen(row) for row in rows))
