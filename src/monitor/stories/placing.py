"""Where a new article belongs: beside which copies, in which story, or alone."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from monitor.model.story import Ground, Placing, Telling
from monitor.stories.belonging import Member, belonging
from monitor.stories.copies import Text, Verdict
from monitor.stories.copies import compare as compare_texts
from monitor.stories.features import Features
from monitor.stories.grounds import copy_grounds, news_grounds
from monitor.stories.likeness import Rarity, compare
from monitor.stories.neighbours import Neighbour, Neighbours, Shared
from monitor.stories.rarity import rarity_in, stories_by_key
from monitor.text.fingerprint import resemblance

REACH: Final = timedelta(days=3)
"""Articles that were told further apart are never compared."""
MOST_SHARING: Final = 30
"""So many articles are asked for by each key; a key that more have tells little."""
MOST_COMPARED: Final = 24
MOST_OF_STORY: Final = 8
MOST_READ: Final = 4
"""So many texts are compared word by word."""
SHORT: Final = 60
"""Of a text of fewer words, a longer one may hold it all and share no key."""
LEAST: Final = 0.0
"""From these odds on (a logarithm) an article belongs to a story."""
MERGED: Final = 1.0
"""From these odds on it shows that two stories are one."""


def place(telling: Telling, features: Features, neighbours: Neighbours) -> Placing:
    """Say where an article belongs.

    The same article and the same neighbours give the same answer. An article that was placed
    before is not compared with itself, so it may be placed again.

    Args:
        telling: The article.
        features: What `features()` made of it.
        neighbours: Those placed earlier.
    """
    since, until = telling.at - REACH, telling.at + REACH
    shared = [
        one
        for one in neighbours.sharing(features.keys, since, until, MOST_SHARING)
        if one.article != telling.article
    ]
    stories = stories_by_key(shared)
    near = _nearest(shared, stories, neighbours)
    vetoes, copied = _copied(telling, features, near, neighbours)
    if copied is not None:
        earliest = copied.copy_of or copied.article
        grounds = copy_grounds(earliest, telling.at - copied.at)
        return Placing(story=copied.story, joined="copy", copy_of=earliest, grounds=grounds)
    return _by_news(telling, features, near, rarity_in(stories), vetoes)


def _nearest(
    shared: Sequence[Shared], stories: Mapping[int, int], neighbours: Neighbours
) -> list[Neighbour]:
    """Choose whom to compare with: those that share most, what is rare counting more."""
    sums: dict[int, float] = {}
    for one in shared:
        sums[one.article] = sums.get(one.article, 0.0) + 1 / stories[one.key]
    story_of = {one.article: one.story for one in shared}
    chosen: list[int] = []
    taken: dict[int, int] = {}
    for article in sorted(sums, key=lambda one: (-sums[one], one)):
        story = story_of[article]
        if taken.get(story, 0) < MOST_OF_STORY and len(chosen) < MOST_COMPARED:
            taken[story] = taken.get(story, 0) + 1
            chosen.append(article)
    known = neighbours.known(chosen)
    return [known[article] for article in chosen if article in known]


def _copied(
    telling: Telling, features: Features, near: Sequence[Neighbour], neighbours: Neighbours
) -> tuple[tuple[Ground, ...], Neighbour | None]:
    """Find the earliest article with the same text, and what spoke against others."""
    likely = [one for one in near if _may_be_copy(one.features, features)]
    likely.sort(key=lambda one: -resemblance(one.features.prints, features.prints))
    texts = neighbours.texts([one.article for one in likely[:MOST_READ]])
    mine, vetoes = Text(telling.title, telling.text, telling.language), []
    found: list[Neighbour] = []
    for one in likely[:MOST_READ]:
        if one.article in texts:
            theirs = Text(*texts[one.article], telling.language)
            verdict = compare_texts(mine, theirs, one_site=_is_one_site(one.features, features))
            if verdict.is_copy:
                found.append(one)
            elif verdict.veto:
                vetoes.append(_veto(verdict, one))
    return tuple(vetoes), min(found, key=lambda one: one.article, default=None)


def _may_be_copy(one: Features, other: Features) -> bool:
    """Whether their texts are worth comparing: they share a run of words, or one is short."""
    if one.language != other.language:
        return False
    short = min(one.words, other.words) < SHORT
    return short or not set(one.text_keys).isdisjoint(other.text_keys)


def _is_one_site(one: Features, other: Features) -> bool:
    return one.site is not None and one.site == other.site


def _veto(verdict: Verdict, one: Neighbour) -> Ground:
    detail = f"{verdict.covered:.0%} of the text"
    return Ground(kind=verdict.veto, detail=detail, article=one.article)


def _by_news(
    telling: Telling,
    features: Features,
    near: Sequence[Neighbour],
    rarity: Rarity,
    vetoes: tuple[Ground, ...],
) -> Placing:
    if features.roundup:
        ground = Ground(kind="roundup", detail="tells of many things at once")
        return Placing(story=None, joined="first", grounds=(ground, *vetoes))
    stories: dict[int, list[Member]] = {}
    for one in near:
        if not one.features.roundup:
            likeness = compare(features, one.features, telling.at - one.at, rarity)
            member = Member(
                article=one.article, at=one.at, features=one.features, likeness=likeness
            )
            stories.setdefault(one.story, []).append(member)
    odds = {story: belonging(features, telling.at, members) for story, members in stories.items()}
    fitting = sorted((one for one in odds if odds[one] >= LEAST), key=lambda one: (-odds[one], one))
    if not fitting:
        return Placing(story=None, joined="first", grounds=vetoes)
    best = fitting[0]
    same = [
        one
        for one in fitting[1:]
        if odds[one] >= MERGED and _is_one(stories[best], stories[one], rarity)
    ]
    kept = min(best, *same) if same else best
    grounds = (*news_grounds(telling, stories[best]), *vetoes)
    merges = tuple(sorted({best, *same} - {kept}))
    return Placing(story=kept, joined="same_news", grounds=grounds, merges=merges)


def _is_one(some: Sequence[Member], others: Sequence[Member], rarity: Rarity) -> bool:
    """Whether two stories are one: every article of the smaller belongs to the other."""
    few, many = sorted((some, others), key=len)
    for mine in few:
        members = [
            Member(
                article=one.article,
                at=one.at,
                features=one.features,
                likeness=compare(mine.features, one.features, mine.at - one.at, rarity),
            )
            for one in many
        ]
        if belonging(mine.features, mine.at, members) < MERGED:
            return False
    return True
