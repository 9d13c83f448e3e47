"""Countries and kinds of events are met in the words of any language."""

import pytest

from monitor.stories.things import things
from monitor.text.tokens import tokenize


def met(text: str, language: str) -> set[str]:
    return {one.thing.name for one in things(text, tokenize(text), language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "An earthquake shook the Philippines"),
        ("de", "Ein Erdbeben erschüttert die Philippinen"),
        ("ru", "На Филиппинах произошло сильное землетрясение"),
        ("uk", "Землетрус на Філіппінах"),
        ("es", "Un terremoto sacude Filipinas"),
        ("id", "Gempa guncang Filipina"),
        ("ja", "フィリピンで地震"),
        ("ko", "필리핀서 강진, 지진 경보"),
        ("zh", "菲律宾发生地震"),
        ("zh", "菲律賓發生地震"),
        ("ar", "زلزال قوي يضرب الفلبين"),
        ("tr", "Filipinler'de deprem"),
        ("vi", "Động đất ở Philippines"),
        ("th", "แผ่นดินไหวในฟิลิปปินส์"),
    ],
)
def test_an_earthquake_in_the_philippines_is_one_in_every_language(language: str, text: str):
    assert {"quake", "@PH"} <= met(text, language)


def test_the_longest_name_counts():
    assert met("South Korea and North Korea", "en") >= {"@KR", "@KP"}
    assert "@KR" not in met("North Korea votes", "en")


def test_cities_are_known_by_their_time_zones():
    assert "+vienna" in met("Talks in Vienna", "en")
    assert "+vienna" in met("Gespräche in Wien", "de")


def test_clitics_of_arabic_hide_nothing():
    assert "quake" in met("وبالزلزال", "ar") | met("والزلزال", "ar")


def test_a_language_that_nobody_knows_has_no_things():
    assert met("zzz qqq", "xx") == set()
