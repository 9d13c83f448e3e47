"""Names in texts of many scripts, without the endings of their cases."""

import pytest

from monitor.stories.names import name_sound, names
from monitor.text.romanise import romanise
from monitor.text.tokens import tokenize


def sounds(text: str, language: str) -> set[str]:
    return {one.sound for one in names(text, tokenize(text), language)}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Полк прибыл из Льгова утром", "Льгов"),
        ("pl", "Drony nad Riazaniem", "Riazan"),
        ("tr", "Kursk'tan dönen birlik", "Kursk"),
        ("de", "Die Rede Schoigus in der Stadt", "Schoigu"),
        ("ko", "쿠르스크에서는 공병이 일한다", "쿠르스크"),
        ("ja", "兵士はクルスクに着いた", "クルスク"),
        ("zh", "部队抵达库尔斯克", "库尔斯克"),
        ("ar", "وصلوا الى كورسك امس", "كورسك"),
        ("hi", "सैनिक कुर्स्क पहुँचे", "कुर्स्क"),
    ],
)
def test_a_name_is_found_without_its_ending(language: str, text: str, name: str):
    assert romanise(name, language) in sounds(text, language)


def test_words_in_small_letters_are_no_names():
    assert sounds("the river rose over the bridge", "en") == set()


def test_a_short_name_keeps_what_looks_like_an_ending():
    assert name_sound("Уфа", "ru") == "ufa"


def test_places_stand_in_the_text_as_given():
    text = "Im Hafen von Limni brannte es"

    assert [text[one.start :][:5] for one in names(text, tokenize(text), "de")][-1] == "Limni"
