import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.chinese import simplify
from monitor.text.normalise import accent_key, fold_word, without_accents

LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("İıIßſёЁй\u0301\u0307ꙋأإةکی\u0640hòahoàuýŉǰน้ำนํ้า'’ʼ")
    ),
    max_size=12,
)


@given(word=LETTERS)
def test_folding_twice_is_folding_once(word):
    once = fold_word(word)

    assert fold_word(once) == once


@given(word=LETTERS)
def test_folding_for_chinese_twice_is_folding_once(word):
    once = fold_word(word, "zh")

    assert fold_word(once, "zh") == once


@given(word=LETTERS)
def test_dropping_accents_twice_is_dropping_them_once(word):
    once = without_accents(fold_word(word))

    assert without_accents(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MAYIN", "mayın"),
        ("İstanbul", "ISTANBUL"),
        ("сапёр", "САПЕР"),
        ("Ку́рск", "курск"),
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("كُورْسك", "كورسك"),
        ("أوكرانيا", "اوکرانیا"),
        ("الـــنووية", "النوويه"),
        ("Ｋｕｒｓｋ", "kursk"),
        ("ｸﾙｽｸ", "クルスク"),
        ("п’ять", "пʼять"),
        ("น้ำ", "นํ้า"),
        ("เเดง", "แดง"),
        ("Stra\u00adße", "STRASSE"),
        ("می\u200cشود", "میشود"),
        ("١٢٣", "123"),
        ("România", "romÂnia"),
        ("ştiri", "știri"),
    ],
)
def test_two_spellings_of_a_word_have_one_key(one, other):
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mìn", "min"), ("quý", "qúy"), ("край", "краи"), ("schön", "schon"), ("año", "ano")],
)
def test_letters_that_tell_words_apart_are_kept(one, other):
    assert fold_word(one) != fold_word(other)


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("démineur", "demineur"),
        ("año", "año"),
        ("сапер", "сапер"),
        ("край", "край"),
        ("sœur", "soeur"),
    ],
)
def test_only_latin_and_greek_accents_are_dropped(key, bare):
    assert without_accents(key) == bare


@pytest.mark.parametrize(
    ("key", "language", "folded"),
    [
        ("génie", "fr", "genie"),
        ("schön", "de", "schön"),
        ("mìn", "vi", "mìn"),
        ("rüzgâr", "tr", "rüzgar"),
        ("κορέα", "el", "κορεα"),
    ],
)
def test_accents_fold_where_the_language_does_not_need_them(key, language, folded):
    assert accent_key(key, language) == folded


def test_traditional_and_simplified_are_one_in_chinese_only():
    assert fold_word("庫爾斯克", "zh") == "库尔斯克"
    assert fold_word("庫爾斯克") == "庫爾斯克"


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("朝鮮工程兵抵庫爾斯克排雷", "朝鲜工程兵抵库尔斯克排雷"),
        ("俄羅斯國防部長紹伊古訪問平壤", "俄罗斯国防部长绍伊古访问平壤"),
        ("聯合國安理會對北韓實施制裁", "联合国安理会对北韩实施制裁"),
        ("戰後重建與傷亡", "战后重建与伤亡"),
    ],
)
def test_headlines_in_both_scripts_become_one(traditional, simplified):
    assert simplify(traditional) == simplify(simplified) == simplified
