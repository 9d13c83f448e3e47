import string
from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from monitor.notify.words.en import ENGLISH
from monitor.notify.words.frame import Words, locale_of
from monitor.notify.words.table import ALL, words_for

CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
NAMED = ("kinds", "tags", "reasons")
# Of languages whose nouns change with the number; a phrase that says no noun has one wording.
INFLECTED = {"ru": {"one", "few", "many"}, "uk": {"one", "few", "many"}, "de": {"one"}}
INFLECTED |= {"en": {"one"}, "fr": {"one"}, "es": {"one"}}
INFLECTED |= {"ar": {"one", "two", "few", "many"}}


def counted(words: Words) -> Iterator[tuple[str, Mapping[str, str]]]:
    for field in fields(words):
        phrase = getattr(words, field.name)
        if isinstance(phrase, Mapping) and field.name not in NAMED:
            yield field.name, phrase


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.language)
def test_every_language_says_everything(words: Words):
    for field in fields(words):
        phrase = getattr(words, field.name)
        if field.name in NAMED:
            assert set(phrase) == set(getattr(ENGLISH, field.name))
        elif isinstance(phrase, Mapping):
            assert all(phrase.values())
        else:
            assert phrase


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.language)
def test_every_phrase_has_the_same_places_as_in_english(words: Words):
    for field in fields(words):
        phrase, english = getattr(words, field.name), getattr(ENGLISH, field.name)
        if isinstance(phrase, str):
            assert places(phrase) == places(english), field.name
        elif field.name in NAMED:
            assert {key: places(one) for key, one in phrase.items()} == {
                key: places(one) for key, one in english.items()
            }
        else:
            assert places(phrase["other"]) == places(english["other"]), field.name


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.language)
def test_plurals_are_those_of_the_language(words: Words):
    rule = locale_of(words.language).plural_form
    known = {rule(n) for n in range(201)} | {"other"}

    for name, phrase in counted(words):
        assert set(phrase) <= known, name
        assert "other" in phrase


@pytest.mark.parametrize(
    "words", [w for w in ALL if w.language in INFLECTED], ids=lambda w: w.language
)
@pytest.mark.parametrize("name", ["stories", "languages", "outlets", "days", "trouble"])
def test_a_noun_has_a_form_for_every_number(words: Words, name: str):
    assert INFLECTED[words.language] <= set(getattr(words, name))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 story"),
        ("ru", 1, "1 сюжет"),
        ("ru", 22, "22 сюжета"),
        ("ru", 11, "11 сюжетов"),
        ("uk", 3, "3 сюжети"),
        ("uk", 15, "15 сюжетів"),
        ("ar", 2, "خبران"),
        ("ar", 7, "7 أخبار"),
        ("ar", 40, "40 خبرًا"),
        ("ar", 100, "100 خبر"),
        ("fr", 0, "0 sujet"),
        ("de", 2, "2 Meldungen"),
        ("ko", 5, "소식 5건"),
    ],
)
def test_a_number_asks_for_its_form(language: str, count: int, said: str):
    words = words_for(language)

    assert words.count(words.stories, count) == said


@pytest.mark.parametrize(
    ("language", "said"), [("en", "5,000"), ("id", "5.000"), ("de", "5.000"), ("uk", "5\xa0000")]
)
def test_digits_are_grouped_as_the_language_does(language: str, said: str):
    assert words_for(language).number(5000) == said


@pytest.mark.parametrize("value", [1e300, float("inf"), float("nan"), -1.5, 0.1])
def test_any_number_can_be_written(value: float):
    assert words_for("en").number(value)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-TW", "zh-Hant"), ("zh_Hant", "zh-Hant"), ("zh-CN", "zh"), ("pt-BR", "en"), ("", "en")],
)
def test_a_tag_leads_to_the_nearest_language(tag: str, language: str):
    assert words_for(tag).language == language


def test_lists_are_joined_as_the_language_does():
    assert words_for("en").all_of(["a", "b", "c"]) == "a, b and c"
    assert words_for("ja").all_of(["a", "b", "c"]) == "a、bとc"
    assert words_for("ar").any_of(["a"]) == "a"
    assert words_for("ar").any_of([]) == ""


def test_every_category_is_one_of_cldr():
    assert all(set(phrase) <= CATEGORIES for words in ALL for _, phrase in counted(words))
