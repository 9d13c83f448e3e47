"""What became of an article after its hit: corrected, added to, or taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.judging import Desk
from monitor.flow.planning import NewHit, plan_development
from monitor.flow.storyfacts import sources_of
from monitor.flow.storying import put
from monitor.model.article import Article
from monitor.model.story import Development, Telling
from monitor.store import hits, stories
from monitor.stories.corrections import Wording, corrected
from monitor.stories.reissues import corrections

Say = Callable[[str], Sequence[Development]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An article as it was and as it is now, as its page says both."""

    before: Article
    telling: Telling


def revised(
    rows: Connection, revision: Revision, desk: Desk, now: datetime
) -> tuple[Development, ...]:
    """Tell everybody who was told of an article what is another in its new version.

    Returns:
        What was found, for each watch with a living hit; nothing where nothing matters.
    """
    telling, before = revision.telling, revision.before
    spans = [span for places in telling.entries.values() for span in places]
    verdict = corrected(
        Wording(before.title, before.text, desk.lexicon.spans(before)),
        Wording(telling.title, telling.text, spans),
        telling.language,
    )
    return _tell(rows, telling, lambda watch: corrections(verdict, telling, watch), desk, now)


def taken_back(
    rows: Connection, telling: Telling, desk: Desk, now: datetime
) -> tuple[Development, ...]:
    """Tell everybody who was told of an article that its page is gone while its host answers."""

    def say(watch: str) -> Sequence[Development]:
        found = Development(
            kind="withdrawn",
            watch=watch,
            subject=f"{telling.article}:page",
            article=telling.article,
            before=(telling.title,),
        )
        return (found,)

    return _tell(rows, telling, say, desk, now)


def _tell(
    rows: Connection, telling: Telling, say: Say, desk: Desk, now: datetime
) -> tuple[Development, ...]:
    """Write down what is said for every watch with a living hit, and plan who is told of it."""
    story = stories.stories_of(rows, [telling.article]).get(telling.article)
    if story is None:
        return ()
    told: list[Development] = []
    for watch, hit_id in hits.met(rows, telling.article).items():
        if watch not in desk.watches:
            continue
        hit = NewHit(
            hit_id=hit_id,
            watch=desk.watches[watch],
            tags=telling.tags,
            ready_at=now,
            story=story,
            sources=sources_of(rows, story, desk.watches[watch]),
        )
        for one in put(rows, say(watch), story, now):
            plan_development(rows, one, hit, desk.routes, now)
            told.append(one)
    return tuple(told)
