"""Whether an article belongs to a whole story."""

from datetime import UTC, datetime, timedelta

from monitor.stories.belonging import Member, belonging, evidence
from monitor.stories.features import Features
from monitor.stories.likeness import Likeness
from monitor.stories.trait import TITLE, Trait

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def of(*ideas: str) -> Features:
    traits = tuple(Trait("idea", idea, idea, TITLE, 1.0) for idea in ideas)
    return Features(language="en", traits=traits)


def member(features: Features, score: float = 2.0, hours: float = 1) -> Member:
    likeness = Likeness(score=score, matches=())
    return Member(article=1, at=NOON - hours * HOUR, features=features, likeness=likeness)


def test_the_liker_its_articles_are_the_likelier_it_belongs():
    story = of("sapper", "deploy")

    assert belonging(story, NOON, [member(story, 3.0)]) > belonging(
        story, NOON, [member(story, -3.0)]
    )


def test_a_headline_of_what_nobody_in_the_story_knows_speaks_against_it():
    known = [member(of("sapper", "deploy")) for _ in range(4)]

    assert belonging(of("sapper"), NOON, known) > belonging(of("sapper", "memorial"), NOON, known)


def test_what_is_new_tells_more_the_more_articles_there_are():
    def new(size: int) -> float:
        members = [member(of("sapper")) for _ in range(size)]
        return evidence(of("memorial"), NOON, members)["new_ideas"]

    assert new(1) < new(4) < new(8)


def test_a_story_that_has_been_silent_for_long_is_less_likely_joined():
    story = of("sapper")

    assert belonging(story, NOON, [member(story, hours=1)]) > belonging(
        story, NOON, [member(story, hours=40)]
    )
