"""Stories corrected by a person: what was put together is split, what belongs together merged.

What a person put somewhere is never moved by the program again.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.storying import absorb
from monitor.model.errors import RequestError
from monitor.model.story import Ground
from monitor.store import stories
from monitor.store.stories import Member


def split(
    rows: Connection, story_id: int, article_ids: Collection[int], author: str, now: datetime
) -> int:
    """Move articles out of a story into a new one, and give its id; the rest keeps the old id.

    Raises:
        RequestError: There is no such story, one of the articles is not in it, or none would stay.
    """
    stories.lock(rows)
    found = _living(rows, story_id)
    there = {one.article_id for one in stories.members(rows, found)}
    strangers = sorted(set(article_ids) - there)
    if strangers:
        raise RequestError(f"article {strangers[0]} is not in story {found}")
    if there == set(article_ids):
        raise RequestError(f"story {found} has no other articles: nothing would be split")
    made = stories.begin(rows, stories.first_seen_of(rows, article_ids))
    for article_id in sorted(article_ids):
        stories.put_member(rows, _by_person(article_id, made, author, f"story {found}", now))
    stories.forget_facts(rows, (found, made))
    return made


def merge(
    rows: Connection, story_id: int, other_id: int, author: str, now: datetime
) -> tuple[int, int]:
    """Make two stories one: the older id stays, the other redirects to it.

    Returns:
        The id that stays, and how many articles joined it.

    Raises:
        RequestError: One of them is no story, or they are one already.
    """
    stories.lock(rows)
    kept, gone = sorted((_living(rows, story_id), _living(rows, other_id)))
    if kept == gone:
        raise RequestError(f"{story_id} and {other_id} are one story already: {kept}")
    joining = stories.members(rows, gone)
    absorb(rows, kept, gone)
    for one in joining:
        member = _by_person(one.article_id, kept, author, f"story {gone}", now)
        stories.put_member(rows, member)
    return kept, len(joining)


def _living(rows: Connection, story_id: int) -> int:
    found = stories.living(rows, story_id)
    if found is None:
        raise RequestError(f"there is no story {story_id}; `monitor story list` shows them")
    return found


def _by_person(article_id: int, story_id: int, author: str, was: str, now: datetime) -> Member:
    return Member(
        article_id=article_id,
        story_id=story_id,
        joined="person",
        joined_at=now,
        grounds=(Ground(kind="person", detail=f"{author}, from {was}"),),
    )
