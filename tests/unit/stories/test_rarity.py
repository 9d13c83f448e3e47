"""What many stories speak of tells little."""

from datetime import UTC, datetime

import pytest

from monitor.stories.neighbours import Shared
from monitor.stories.rarity import rarity_in, stories_by_key
from monitor.stories.trait import TITLE, Trait

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)


def test_articles_of_one_story_count_once():
    shared = [Shared(7, 1, 1, NOON), Shared(7, 2, 1, NOON), Shared(7, 3, 2, NOON)]

    assert stories_by_key(shared) == {7: 2}


def test_each_story_more_makes_a_name_tell_less():
    name = Trait("name", "kursk", "Kursk", TITLE, 1.0)
    told = [rarity_in({name.key: stories})(name) for stories in (1, 2, 8, 30)]

    assert told[0] == 1.0
    assert told == sorted(told, reverse=True)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("kind", ["idea", "place", "day"])
def test_what_an_idea_tells_stands_in_its_table(kind: str):
    trait = Trait(kind, "quake", "quake", TITLE, 1.3)  # type: ignore[arg-type]

    assert rarity_in({trait.key: 30})(trait) == 1.3
