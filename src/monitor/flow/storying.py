"""An article with a hit takes its place among the stories, in the transaction of the hit.

Its copies are found, its story, and what it adds to what the story knew. Articles are placed one
after the other, so that the same articles in the same order give the same stories.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from monitor.flow.lexical import publisher_of
from monitor.flow.neighbouring import StoredNeighbours, common_of
from monitor.flow.storyfacts import facts_of
from monitor.model.story import Development, Placing, Telling
from monitor.model.watch import Watch
from monitor.store import articles, developments, stories, storylist
from monitor.store.stories import Compared, Kept, Member
from monitor.stories.citing import cited
from monitor.stories.developments import developed
from monitor.stories.facts import Facts
from monitor.stories.features import Features, features
from monitor.stories.markers import correction_marker
from monitor.stories.placing import place
from monitor.stories.reissues import reissue

MOST_RETOLD = 100
Retell = Callable[[int], Telling | None]


def _nothing(article: int) -> Telling | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One watch that an article met, and the entries of the watch that it has."""

    watch: Watch
    entries: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that a story hears of.

    Attributes:
        telling: The article as it is now.
        met: The watches that are asked what is new in the story.
        is_baseline: Whether it was there before its feed was watched: then nothing is new.
        of_any_age: Whether its feed tells everything, however long ago it was published.
        retell: Gives another article of the story by its id, where what the story knew is lost.
    """

    telling: Telling
    met: Sequence[Met]
    is_baseline: bool = False
    of_any_age: bool = False
    retell: Retell = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where an article stands now, and what it added, each with its id.

    `sources` counts the publishers that tell the story; `found` is by the watch's id.
    """

    story: int
    is_copy: bool
    sources: int
    found: Mapping[str, Sequence[Development]]


def tell(rows: Connection, arrival: Arrival, now: datetime) -> Told:
    """Put an article into its story, and write down what it adds for each watch that it met.

    An article that was placed before is placed again only while it stands alone in its story: a
    page says more than its feed, and nobody should find another article's alert under this id.

    Args:
        rows: The transaction of the hit.
        arrival: The article, and who is asked what is new.
        now: The present, UTC.
    """
    stories.lock(rows)
    telling = arrival.telling
    before = next(iter(stories.kept(rows, [telling.article])), None)
    story, is_copy, is_member = _placed(rows, telling, before, now)
    knew = facts_of(rows, story)
    if knew.first_seen_at is None:  # lost: a person split the story, or another edition wrote it
        knew = _told_anew(rows, story, arrival.retell, but=telling.article)
        is_member = False
    found = {one.watch.id: _new(arrival, one, knew, now, is_copy=is_copy) for one in arrival.met}
    if not (before or is_copy or arrival.is_baseline) and correction_marker(telling.title):
        _add_reissues(rows, telling, story, found)
    is_again = before is not None and before.story_id == story
    knows = (knew.retracted(telling) if is_again else knew).with_telling(telling, is_copy=is_copy)
    if is_member:
        knows = replace(knows, articles=knew.articles, copies=knew.copies)
    stories.put_facts(rows, story, knows.to_line())
    return Told(
        story=story,
        is_copy=is_copy,
        sources=len(knows.publishers),
        found={watch: put(rows, some, story, now) for watch, some in found.items()},
    )


def _told_anew(rows: Connection, story: int, retell: Retell, but: int | None = None) -> Facts:
    """Ask the articles of a story that some watch still meets again, one of them left out."""
    known = Facts()
    for one in stories.members_met(rows, story, MOST_RETOLD):
        telling = retell(one.article_id) if one.article_id != but else None
        known = known.with_telling(telling, is_copy=one.joined == "copy") if telling else known
    return known


def unlearn(rows: Connection, article_id: int, retell: Retell) -> None:
    """Let a story forget what it knew of an article that no watch meets any more."""
    story = stories.stories_of(rows, [article_id]).get(article_id)
    if story is not None:
        stories.lock(rows)
        stories.put_facts(rows, story, _told_anew(rows, story, retell).to_line())


class _Place(NamedTuple):
    """Where an article stands; `is_member` says that its story counted it before."""

    story: int
    is_copy: bool
    is_member: bool


def _placed(rows: Connection, telling: Telling, before: Kept | None, now: datetime) -> _Place:
    common = common_of(rows, telling.site)
    kept = features(telling, common)
    placing = place(telling, kept, StoredNeighbours(rows))
    if before is not None and not _stands_alone(rows, before):
        _keep(rows, telling, kept)
        return _Place(before.story_id, _is_copy(rows, before, placing), is_member=True)
    story = _story(rows, telling, placing, before)
    _keep(rows, telling, kept)
    member = Member(
        article_id=telling.article,
        story_id=story,
        joined=placing.joined,
        joined_at=now,
        grounds=placing.grounds,
    )
    stories.put_member(rows, member)
    for gone in placing.merges:
        absorb(rows, story, gone)
    articles.set_copy(rows, telling.article, placing.copy_of)
    if telling.site and before is None and placing.copy_of is None:
        stories.put_common(rows, telling.site, common.add(telling.text).to_bytes())
    is_member = before is not None and placing.story is None
    return _Place(story, placing.copy_of is not None, is_member)


def _is_copy(rows: Connection, before: Kept, placing: Placing) -> bool:
    """Say whether an article that stays where it is has the text of another one there.

    Often only its page shows that.
    """
    original = placing.copy_of  # the article itself, where what is like it are its own copies
    is_found = original not in (None, before.article_id) and placing.story == before.story_id
    if before.copy_of is None and is_found:
        articles.set_copy(rows, before.article_id, original)
        return True
    return before.copy_of is not None


def absorb(rows: Connection, story: int, gone: int) -> None:
    """Let one story take in another: articles, developments, and what both knew."""
    one, other = facts_of(rows, story), facts_of(rows, gone)
    is_known = None not in (one.first_seen_at, other.first_seen_at)
    _merge(rows, story, gone, one.joined(other) if is_known else Facts())


def _merge(rows: Connection, story: int, gone: int, knows: Facts) -> None:
    stories.merge(rows, story, gone)
    developments.move(rows, gone, story)
    stories.put_facts(rows, story, knows.to_line())


def _story(rows: Connection, telling: Telling, placing: Placing, before: Kept | None) -> int:
    """Give the story that an article belongs to; one that stood alone and joins brings its own.

    The older id stays. What the article itself said before is nothing that the others knew.
    """
    if placing.story is None:
        return before.story_id if before else stories.begin(rows, telling.seen_at)
    if before is None:
        return placing.story
    kept, gone = sorted((placing.story, before.story_id))
    _merge(rows, kept, gone, facts_of(rows, placing.story))
    return kept


def _stands_alone(rows: Connection, before: Kept) -> bool:
    """Whether nobody else is in its story, and no person put it there."""
    members = stories.members(rows, before.story_id, most=2)
    return len(members) == 1 and members[0].joined != "person"


def _keep(rows: Connection, telling: Telling, kept: Features) -> None:
    """Keep what an article is compared by, and the agencies that it has its news from.

    People and countries of the lexicon stand beside saying words, too, and are no sources.
    """
    what = Compared(
        at=telling.at,
        site=telling.site,
        features=kept.to_bytes(),
        keys=kept.keys,
        cites=cited(replace(telling, entries={})),
    )
    stories.put_telling(rows, telling.article, what)


def _add_reissues(
    rows: Connection, telling: Telling, story: int, found: dict[str, tuple[Development, ...]]
) -> None:
    """Say that an article corrects an earlier one of its publisher, where its title says so."""
    earlier = [
        (one.article_id, publisher_of(one.site) or "", one.title)
        for one in storylist.articles_of(rows, story)
        if one.article_id != telling.article
    ]
    mine = replace(telling, publisher=publisher_of(telling.site) or "")
    for watch in found:
        correction = reissue(mine, watch, earlier)
        if correction is not None:
            found[watch] = (*found[watch], correction)


def _new(
    arrival: Arrival, met: Met, knew: Facts, now: datetime, *, is_copy: bool
) -> tuple[Development, ...]:
    """Say what is new for one watch; only the figures count that it asks for."""
    telling = arrival.telling
    return developed(
        knew,
        replace(telling, counted=telling.counted & met.entries),
        met.watch,
        now=telling.at if arrival.of_any_age else now,
        is_baseline=arrival.is_baseline,
        is_copy=is_copy,
    )


def put(
    rows: Connection, found: Sequence[Development], story: int, now: datetime
) -> tuple[Development, ...]:
    """Write developments down; those that the story had already are left out."""
    made = ((one, developments.put(rows, one, story, now)) for one in found)
    return tuple(
        replace(one, id=number, story=story, found_at=now)
        for one, number in made
        if number is not None
    )
