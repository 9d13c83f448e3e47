import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.forms.arabic import arabic_keys
from monitor.text.forms.keys import stem_keys, term_stems, word_keys
from monitor.text.forms.stems import ALGORITHMS


@pytest.mark.parametrize(
    ("key", "shorter"),
    [
        ("بكورسك", ["كورسك"]),
        ("وكورسك", ["كورسك"]),
        ("والكوريه", ["الكوريه", "كوريه"]),
        ("وبكورسك", ["بكورسك", "كورسك"]),
        ("للجيش", ["الجيش"]),
        ("كوريا", []),
        ("روسيا", []),
        ("الجيش", []),
    ],
)
def test_arabic_clitics_come_off_only_where_a_word_remains(key, shorter):
    assert list(arabic_keys(key)) == shorter


@given(key=st.text("ابكلوفسرمنيه", max_size=12))
def test_arabic_keys_are_ends_of_the_word_or_its_article_form(key):
    assert all(key.endswith(short.removeprefix("ال")) for short in arabic_keys(key))


@pytest.mark.parametrize("word", ["мины", "mine", "Kim"])
def test_short_words_have_no_stem(word):
    assert all(stem_keys(word.lower(), language) == () for language in ALGORITHMS)


@pytest.mark.parametrize(
    ("word", "language"), [("mayin", "tr"), ("beranjau", "id"), ("朝鮮半島情勢", "ja")]
)
def test_stems_that_say_nothing_are_left_out(word, language):
    assert stem_keys(word, language) == ()


def test_a_stem_joins_the_forms_of_an_unknown_word():
    assert stem_keys("zwrotnicowy", "pl") == stem_keys("zwrotnicowym", "pl") != ()


def test_a_term_whose_forms_are_listed_needs_no_stem():
    assert term_stems("engineer", "en", frozenset({"engineer", "engineers"})) == ()


def test_a_term_nobody_knows_gets_its_stem():
    assert term_stems("blorbing", "en", frozenset({"blorbing"})) == ("blorb",)


@pytest.mark.parametrize(
    ("surface", "languages", "extra"),
    [
        ("Démineurs", ("fr",), ("demineurs",)),
        ("Démineurs", ("vi", "fr"), ()),
        ("schön", ("de",), ()),
        ("rüzgâr", ("tr",), ("rüzgar",)),
        ("بكورسك", ("ar",), ("كورسك",)),
        ("בקורסק", ("he",), ("קורסק",)),
        ("Kursk", ("en",), ()),
    ],
)
def test_a_word_has_the_further_keys_its_language_asks_for(surface, languages, extra):
    assert word_keys(surface, languages).extra == extra


@pytest.mark.parametrize(
    ("languages", "key"),
    [(("zh",), "朝鲜"), (("ja",), "朝鮮"), (("zh", "ja"), "朝鮮"), (("ko",), "朝鮮")],
)
def test_characters_are_simplified_for_chinese_and_never_for_japanese(languages, key):
    assert word_keys("朝鮮", languages).surface == key


def test_stems_are_told_with_their_language():
    stems = word_keys("soldados", ("es", "pt")).stems

    assert {language for language, _ in stems} == {"es", "pt"}
