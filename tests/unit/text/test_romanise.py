"""Names of many scripts by their sound, and whether two sounds are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.romanise import romanise
from monitor.text.soundalike import likeness, skeleton

ONE = 0.86

NAMES = {
    "Shoigu": [("Shoigu", "en"), ("Шойгу", "ru"), ("Schoigu", "de"), ("Choïgou", "fr"),
               ("Szojgu", "pl"), ("Šojgu", "cs"), ("쇼이구", "ko"), ("ショイグ", "ja"),
               ("绍伊古", "zh"), ("紹伊古", "zh"), ("شويغو", "ar"), ("शोइगु", "hi"), ("שויגו", "he"),
               ("Σοϊγκού", "el")],
    "Kursk": [("Kursk", "en"), ("Курск", "ru"), ("Koursk", "fr"), ("Koersk", "nl"),
              ("쿠르스크", "ko"), ("クルスク", "ja"), ("库尔斯克", "zh"), ("كورسك", "ar")],
    "Rubio": [("Rubio", "en"), ("Рубио", "ru"), ("루비오", "ko"), ("ルビオ", "ja"),
              ("鲁比奥", "zh"), ("روبيو", "ar")],
    "Mindanao": [("Mindanao", "en"), ("Минданао", "ru"), ("민다나오", "ko"), ("ミンダナオ", "ja")],
    "Pyongyang": [("Pyongyang", "en"), ("Пхеньян", "ru"), ("평양", "ko"), ("Pjöngjang", "de")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "other"),
    [(spellings[0], other) for spellings in NAMES.values() for other in spellings[1:]],
)
def test_a_name_sounds_alike_in_every_script(first: tuple[str, str], other: tuple[str, str]):
    one, two = romanise(*first), romanise(*other)

    assert skeleton(one) == skeleton(two), (one, two)
    assert likeness(one, two) > 0.75


def test_names_of_one_skeleton_are_told_apart_by_their_vowels():
    assert skeleton(romanise("Putin", "en")) == skeleton(romanise("Biden", "en"))
    assert likeness(romanise("Putin", "en"), romanise("Biden", "en")) < ONE
    assert likeness(romanise("Putin", "en"), romanise("بوتين", "ar")) >= ONE


@given(name=st.text(max_size=12), language=st.sampled_from(["en", "ru", "ko", "ja", "zh", "und"]))
def test_whatever_is_read_a_sound_has_only_letters_of_ours(name: str, language: str):
    sound = romanise(name, language)

    assert set(sound) <= set("abcdefghijklmnopqrstuvwxyzSZCJ")
    assert set(skeleton(sound)) <= set("APTKSRMN")
    assert likeness(sound, sound) == 1.0


@given(one=st.text("aeioukrstnlmpb", max_size=8), other=st.text("aeioukrstnlmpb", max_size=8))
def test_likeness_asks_nobody_first(one: str, other: str):
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
