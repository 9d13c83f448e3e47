"""What bites in each language: a sentence that must be found, and one that must not."""

import pytest

from tests.unit.match.asking import hit, surfaces

KURSK = """
lexicon:
  kursk: {any: [Kursk, Курск, Курский, Курщина, 쿠르스크, クルスク, 库尔斯克, كورسك, เคิร์สก์]}
  sappers:
    ru: [сапёр]
    uk: [сапер]
    id: [penjinak ranjau]
    pl: [saper]
    ko: [공병, 지뢰 제거]
    ja: [工兵]
    zh: [工兵]
    ar: [مهندس]
    tr: [mayın temizleyen]
    de: [Pioniertrupp*]
    vi: [công binh]
    th: [ทหารช่าง]
    en: [sapper]
"""


@pytest.mark.parametrize(
    ("lang", "entry", "text", "surface"),
    [
        ("ru", "kursk", "Тысяча сапёров в Курскую область", "Курскую"),
        ("ru", "sappers", "КНДР направит тысячу сапёров", "сапёров"),
        ("ru", "kursk", "Бои под Курском", "Курском"),
        ("uk", "kursk", "Їх помітили на Курщині", "Курщині"),
        ("uk", "sappers", "Саперів із кндр помітили", "Саперів"),
        ("pl", "kursk", "Żołnierze pod Kurskiem", "Kurskiem"),
        ("pl", "sappers", "Saperów widziano wczoraj", "Saperów"),
        ("id", "sappers", "Penjinak-penjinak ranjau Korut tiba", None),
        ("ko", "kursk", "북한이 쿠르스크에 병력을 보냈다", "쿠르스크"),
        ("ko", "sappers", "공병들을 보냈다", "공병"),
        ("ko", "sappers", "지뢰제거 작업에 나섰다", "지뢰제거"),
        ("ja", "kursk", "ロシア西部クルスク州へ", "クルスク"),
        ("ja", "sappers", "北朝鮮の工兵部隊が到着した", "工兵"),
        ("zh", "kursk", "朝鮮向库尔斯克派兵", "库尔斯克"),
        ("ar", "kursk", "القوات بكورسك الروسية", None),
        ("de", "sappers", "Nordkorea-Pioniertrupps in der Region", "Pioniertrupps"),
        ("vi", "sappers", "Công binh Triều Tiên đến nơi", "Công binh"),
        ("th", "kursk", "ส่งทหารช่างกู้กับระเบิดที่เคิร์สก์", "เคิร์สก์"),
        ("en", "kursk", "Kursk’s villages", "Kursk"),
        ("tr", "kursk", "KURSK’TA MAYIN TEMİZLEYEN BİRLİK", "KURSK"),
        ("tr", "sappers", "KURSK’TA MAYIN TEMİZLEYEN BİRLİK", "MAYIN TEMİZLEYEN"),
    ],
)
def test_inflected_words_are_found_where_they_stand(
    lang: str, entry: str, text: str, surface: str | None
) -> None:
    found = hit(f"${entry}", "", text, lexicon=KURSK, lang=lang)

    assert found is not None
    assert surface is None or surface in surfaces(found)


@pytest.mark.parametrize(
    ("lang", "entry", "text"),
    [
        ("de", "kursk", "Pioniergeist und Kurskosten bei einer Tasse Tee"),
        ("de", "sappers", "Der Pioniergeist der ersten Jahre"),
        ("ar", "kursk", "كورس مجاني في إزالة الألغام"),
        ("pl", "kursk", "Kurs i saperka dla turysty"),
        ("id", "kursk", "Kurs rubel naik hari ini"),
        ("vi", "sappers", "Thống nhất quan điểm trong chiến dịch"),
        ("ko", "sappers", "공병원 원장이 말했다"),
    ],
)
def test_neighbours_of_a_word_are_not_the_word(lang: str, entry: str, text: str) -> None:
    assert hit(f"${entry}", "", text, lexicon=KURSK, lang=lang) is None


def test_a_korean_compound_of_known_terms_is_taken_apart() -> None:
    lexicon = "lexicon: {nk: {ko: [북한]}, sappers: {ko: [공병]}}"

    found = hit("$nk AND $sappers", "북한공병 쿠르스크 도착", lexicon=lexicon)

    assert surfaces(found) == ["북한", "공병"]


@pytest.mark.parametrize(
    ("text", "met"),
    [("北, 병력 파견", True), ("北공병 파견", True), ("北海道の雪", False), ("東北地方", False)],
)
def test_one_han_character_counts_only_alone(text: str, met: bool) -> None:
    lexicon = "lexicon: {nk: {any: [{term: 北, name: true}]}}"

    assert (hit("$nk", "", text, lexicon=lexicon) is not None) is met


def test_traditional_characters_meet_simplified_terms_in_chinese_only() -> None:
    lexicon = "lexicon: {mines: {zh: [地雷战], ja: [地雷戦]}}"

    assert hit("$mines", "", "地雷戰的歷史與影響", lexicon=lexicon, lang="zh") is not None


def test_a_reading_in_brackets_does_not_part_a_japanese_name() -> None:
    lexicon = "lexicon: {kim: {ja: [金正恩総書記]}}"

    assert (
        hit("$kim", "", "金正恩（キム・ジョンウン）総書記が述べた", lexicon=lexicon, lang="ja")
        is not None
    )
