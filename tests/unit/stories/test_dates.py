"""Days that a text names, in the words and signs of many languages."""

from datetime import date

import pytest

from monitor.stories.dates import days
from monitor.text.numbers import numbers
from monitor.text.tokens import tokenize

TOLD = date(2025, 6, 17)  # a Tuesday


def named(text: str, language: str) -> set[date]:
    found = days(text, tokenize(text), numbers(text, language), language, TOLD)
    return {day for _, day in found}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "said on Tuesday"),
        ("de", "sagte am Dienstag"),
        ("ru", "сообщил во вторник"),
        ("fr", "a dit mardi"),
        ("id", "kata dia, Selasa"),
        ("ja", "17日に明らかにした"),
        ("ko", "17일 밝혔다"),
        ("zh", "17日表示"),
        ("zh", "周二表示"),
        ("ru", "17 июня"),
        ("en", "June 17"),
    ],
)
def test_the_day_of_telling_is_named_in_many_ways(language: str, text: str):
    assert TOLD in named(text, language)


def test_a_weekday_is_the_last_one():
    assert named("on Wednesday", "en") == {date(2025, 6, 11)}
    assert named("в среду", "ru") == {date(2025, 6, 11)}


def test_a_day_far_from_the_telling_says_nothing():
    assert named("on June 30", "en") == set()


def test_a_month_is_no_day():
    assert named("8月に派遣された", "ja") == set()
