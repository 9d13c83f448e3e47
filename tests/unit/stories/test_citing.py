"""Who an article cites, in the scripts of the world."""

import pytest

from monitor.stories.citing import cited
from monitor.stories.sources import AGENCIES, PIECES, SAYING
from tests.rig.tellings import telling


def of(text: str, language: str = "en", **options) -> tuple[str, ...]:
    return cited(telling(text=text, language=language, **options))


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "North Korea sends sappers, TASS reports, citing Shoigu.", ("TASS",)),
        ("en", "According to Yonhap, 1,000 sappers will go.", ("Yonhap",)),
        ("en", "The Associated Press said it had seen them.", ("The Associated Press",)),
        ("id", "Korut kirim zeni, dikutip dari Antara, Rabu.", ("Antara",)),
        ("id", "Menurut Yonhap, seribu zeni berangkat.", ("Yonhap",)),
        ("id", "Demikian dilansir TASS dan RIA Novosti.", ("TASS", "RIA Novosti")),
        ("ru", "КНДР направит сапёров, сообщает ТАСС.", ("ТАСС",)),
        ("ru", "Об этом передаёт РИА Новости со ссылкой на Шойгу.", ("РИА Новости",)),
        ("ru", "Рёнхап пишет о сапёрах со ссылкой на разведку.", ("Рёнхап",)),
        ("uk", "За даними Укрінформ, сапери вже там.", ("Укрінформ",)),
        ("uk", "Про це повідомляє Reuters.", ("Reuters",)),
        ("ko", "타스통신에 따르면 공병 1천명이 파견된다.", ("타스통신",)),
        ("ko", "러시아 리아노보스티 통신은 17일 이같이 보도했다.", ("리아노보스티",)),
        ("ja", "タス通信によると、工兵が派遣される。", ("タス通信",)),
        ("ja", "朝鮮中央通信は会談を報じた。", ("朝鮮中央通信",)),
        ("zh", "据塔斯社报道，朝鲜将派工兵。", ("塔斯社",)),
        ("zh", "韓聯社援引消息人士稱，工兵已出發。", ("韓聯社",)),
        ("ar", "ذكرت رويترز نقلا عن مسؤول أن الخبراء وصلوا.", ("رويترز",)),
        ("de", "Laut TASS kommen tausend Pioniere.", ("TASS",)),
        ("de", "Das meldet die Agentur Yonhap unter Berufung auf den Dienst.", ("Yonhap",)),
        ("fr", "Selon l'agence TASS, mille sapeurs partiront.", ("TASS",)),
        ("es", "Según Reuters, los zapadores ya están allí.", ("Reuters",)),
        ("pt", "Segundo a agência Yonhap, os sapadores chegaram.", ("Yonhap",)),
        ("it", "Secondo l'agenzia TASS i genieri sono arrivati.", ("TASS",)),
        ("pl", "Jak podaje agencja Yonhap, saperzy są na miejscu.", ("Yonhap",)),
        ("nl", "Volgens Reuters zijn de genisten er.", ("Reuters",)),
        ("tr", "TASS'a göre bin istihkamcı gelecek.", ("TASS",)),
        ("tr", "Yonhap ajansının haberine göre askerler yolda.", ("Yonhap",)),
        ("vi", "Theo Yonhap, công binh đã đến nơi.", ("Yonhap",)),
        ("sv", "Enligt TT är sappörerna på väg.", ("TT",)),
        ("th", "รอยเตอร์รายงานว่าทหารช่างถึงแล้ว", ("รอยเตอร์",)),
        ("fa", "به گزارش رویترز، مین‌روب‌ها رسیدند.", ("رویترز",)),
        ("he", "רויטרס דיווחה על החבלנים.", ("רויטרס",)),
        ("hi", "TASS के अनुसार सैपर पहुंचे।", ("TASS",)),
    ],
)
def test_agencies_are_cited_in_every_language(language, text, names):
    assert of(text, language) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "TASS moved to a new building. He said little."),
        ("en", "The AP calculus exam was hard."),
        ("en", "He tapped it, said Kim."),
        ("id", "Kantor TASS di Pyongyang baru."),
        ("ru", "Здание ТАСС отремонтировали."),
        ("ja", "タス通信の本社は広い。"),
    ],
)
def test_a_source_without_a_word_of_saying_is_not_cited(language, text):
    assert of(text, language) == ()


def test_entries_beside_a_word_of_saying_are_cited_by_their_term():
    assert of("The [KCNA|kcna] said so, and [Shoigu|shoigu] told reporters.") == ("KCNA", "Shoigu")


def test_an_entry_far_from_the_word_of_saying_is_not():
    assert of("[Shoigu|shoigu] left the big old palace when Kim said so.") == ()


def test_a_place_is_no_speaker():
    assert of("Officials in [Seoul|seoul] said so, and those of [Kursk|kursk] say no.") == ()
    assert of("[Seoul|seoul] said so.") == ("Seoul",)


def test_the_longer_name_is_the_source():
    assert of("[NK|north_korea] News said so.") == ("NK News",)


def test_entries_of_scripts_without_capitals_are_no_sources():
    assert of("[平壤|pyongyang]称，工兵已出发。", "zh") == ()


def test_counted_entries_and_common_words_are_no_sources():
    assert of("[Sappers|sappers] said so; [mines|mines] said nothing.") == ()


def test_the_publisher_does_not_cite_itself():
    assert of("North Korea sends sappers, TASS reports.", publisher="tass.ru") == ()


def test_one_source_is_named_once_whatever_its_script():
    text = "TASS reports it. As ТАСС said. According to Reuters, and Reuters says."

    assert of(text) == ("TASS", "Reuters")


def test_at_most_five():
    names = "TASS, Reuters, AFP, Yonhap, KCNA, NHK, Xinhua"

    assert len(of(" ".join(f"{name} said so." for name in names.split(", ")))) == 5


def test_the_title_comes_first():
    told = telling("Yonhap: sappers are there, says Seoul", "TASS said no.")

    assert cited(told) == ("Yonhap", "TASS")


def test_no_spelling_belongs_to_two_agencies():
    agencies = [
        {spelling.casefold() for spelling in line.split(", ")} for line in AGENCIES.split("; ")
    ]

    assert len(set().union(*agencies)) == sum(map(len, agencies))


def test_every_language_of_pieces_or_words_compiles():
    for language in {*SAYING, *PIECES, "xx"}:
        assert of("nothing here, TASS.", language) == ()
