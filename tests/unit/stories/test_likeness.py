"""What two articles have in common, weighed."""

from datetime import timedelta

from monitor.stories.features import Features
from monitor.stories.likeness import SPELLED_RARITY, Likeness, compare, matches
from monitor.stories.trait import BODY, TITLE, Trait

HOUR = timedelta(hours=1)


def of(*traits: Trait, language: str = "en") -> Features:
    return Features(language=language, traits=traits)


def trait(kind: str, mark: str, weight: int = TITLE, rarity: float = 1.0) -> Trait:
    return Trait(kind, mark, mark, weight, rarity)  # type: ignore[arg-type]


def rarity(one: Trait) -> float:
    return one.rarity


def likeness(one: Features, other: Features, apart: timedelta = HOUR) -> Likeness:
    return compare(one, other, apart, rarity)


QUAKE = (trait("idea", "quake"), trait("place", "@PH"), trait("figure", "7.2"))


def test_the_more_two_articles_share_the_likelier_they_tell_one_story():
    one, little, much = of(*QUAKE), of(QUAKE[0], language="ru"), of(*QUAKE, language="ru")

    assert likeness(one, much).score > likeness(one, little).score


def test_the_further_apart_two_articles_were_told_the_less_likely():
    one, other = of(*QUAKE), of(*QUAKE, language="ru")
    scores = [likeness(one, other, hours * HOUR).score for hours in (0, 5, 10, 20, 60)]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_a_thing_in_the_title_tells_more_than_one_further_down():
    (high,) = matches(of(trait("idea", "quake")), of(trait("idea", "quake")), rarity)
    (low,) = matches(of(trait("idea", "quake")), of(trait("idea", "quake", BODY)), rarity)

    assert high.value > low.value


def test_names_are_one_if_they_sound_alike_and_strangers_if_not():
    putin = of(trait("name", "putin", rarity=0.75))

    assert list(matches(putin, of(trait("name", "butin", rarity=0.75)), rarity))
    assert not list(matches(putin, of(trait("name", "baiden", rarity=0.75)), rarity))


def test_a_name_of_few_consonants_that_is_spelled_alike_tells_more():
    voyago = trait("name", "voyago", rarity=0.35)
    (same,) = matches(of(voyago), of(voyago), rarity)

    assert same.value == SPELLED_RARITY


def test_articles_that_name_other_days_are_less_likely_one():
    monday, tuesday = trait("day", "2025-06-16"), trait("day", "2025-06-17")
    one = of(*QUAKE, monday)

    assert (
        likeness(one, of(*QUAKE, tuesday, language="ru")).score
        < likeness(one, of(*QUAKE, monday, language="ru")).score
    )


def test_who_is_asked_first_does_not_matter():
    one, other = of(*QUAKE, trait("name", "mindanao")), of(QUAKE[0], language="ru")

    assert likeness(one, other).score == likeness(other, one).score
