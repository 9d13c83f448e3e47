"""Names with known spellings: what the conventions must give, and where they must doubt."""

import pytest

from monitor.text.spellings.convention import Proposal
from monitor.text.spellings.propose import propose


def spellings(name: str, language: str, *, sure: bool = True) -> set[str]:
    return {p.text for p in propose(name) if p.language == language and not (sure and p.doubt)}


KNOWN = [
    ("Шойгу", "en", "Shoigu Shoygu"),
    ("Шойгу", "de", "Schoigu"),
    ("Шойгу", "fr", "Choïgou"),
    ("Шойгу", "nl", "Sjojgoe"),
    ("Шойгу", "pl", "Szojgu"),
    ("Шойгу", "cs", "Šojgu"),
    ("Шойгу", "tr", "Şoygu"),
    ("Шойгу", "fi", "Šoigu"),
    ("Шойгу", "hu", "Sojgu"),
    ("Шойгу", "ro", "Șoigu"),
    ("Шойгу", "pt", "Choigu"),
    ("Шойгу", "sv", "Sjojgu"),
    ("Хинштейн", "en", "Khinshtein Khinshteyn"),
    ("Хинштейн", "de", "Chinschtein"),
    ("Хинштейн", "fr", "Khinchteïn"),
    ("Хинштейн", "nl", "Chinsjtejn"),
    ("Хинштейн", "tr", "Hinşteyn"),
    ("Хинштейн", "es", "Jinshtein"),
    ("Хинштейн", "any", "Hinštejn"),
    ("Суджа", "en", "Sudzha"),
    ("Суджа", "de", "Sudscha"),
    ("Суджа", "fr", "Soudja"),
    ("Суджа", "nl", "Soedzja"),
    ("Суджа", "pl", "Sudża"),
    ("Суджа", "cs", "Sudža"),
    ("Суджа", "it", "Sudža"),
    ("Белоусов", "en", "Belousov"),
    ("Белоусов", "de", "Beloussow"),
    ("Белоусов", "fr", "Belooussov"),
    ("Белоусов", "nl", "Beloöesov"),
    ("Белоусов", "pl", "Biełousow"),
    ("Белоусов", "hu", "Belouszov"),
    ("Зеленський", "en", "Zelenskyi Zelensky"),
    ("Зеленський", "de", "Selenskyj"),
    ("Зеленський", "pl", "Zełenski"),
    ("Зеленський", "cs", "Zelenskyj"),
    ("Зеленський", "hu", "Zelenszkij"),
    ("Зеленський", "fr", "Zelensky"),
    ("Харків", "en", "Kharkiv"),
    ("Харків", "de", "Charkiw"),
    ("Харьков", "en", "Kharkov"),
    ("Харьков", "de", "Charkow"),
    ("Песков", "en", "Peskov"),
    ("Песков", "pl", "Pieskow"),
    ("Курск", "fr", "Koursk"),
    ("Курск", "nl", "Koersk"),
    ("김정은", "en", "Kim_Jong-un Kim_Jong_Un Gim_Jeong-eun Kim_Chŏngŭn"),
    ("김정은", "ru", "Ким_Чен_Ын Ким_Чон_Ын"),
    ("최선희", "en", "Choe_Son-hui Choe_Son_Hui Choe_Seon-hui Ch'oe_Sŏnhŭi"),
    ("최선희", "ru", "Цой_Сон_Хи Чхве_Сон_Хи"),
    ("김여정", "ru", "Ким_Ё_Чжон"),
    ("평양", "en", "Pyongyang Pyeongyang P'yŏngyang Phyongyang"),
    ("평양", "ru", "Пхеньян"),
    ("庫爾斯克", "zh", "库尔斯克"),
]


@pytest.mark.parametrize(("name", "language", "expected"), KNOWN)
def test_conventions_give_the_spellings_that_papers_print(name, language, expected):
    wanted = {text.replace("_", " ") for text in expected.split()}

    assert wanted <= spellings(name, language)


GUESSED = [
    ("Шойгу", "el", "Σοιγκου"),
    ("Шойгу", "he", "שויגו"),
    ("Шойгу", "ar", "شويغو"),
    ("Шойгу", "fa", "شویگو"),
    ("Шойгу", "hi", "शोइगु"),
    ("Харків", "ru", "Харьков"),
    ("Харьков", "uk", "Харків"),
    ("Мединский", "uk", "Мединський"),
    ("库尔斯克", "zh", "庫爾斯克"),
    ("Shoigu", "ru", "Шойгу"),
    ("Zakharova", "ru", "Захарова"),
    ("Peskov", "ru", "Песков"),
]


@pytest.mark.parametrize(("name", "language", "expected"), GUESSED)
def test_what_is_read_letter_by_letter_is_a_guess_and_says_so(name, language, expected):
    assert expected in spellings(name, language, sure=False)
    assert expected not in spellings(name, language)


def test_a_foreign_name_in_hangul_is_never_sure():
    found = [one for one in propose("쇼이구") if one.convention != "as given"]

    assert found
    assert all(one.doubt for one in found)


def test_ukrainian_readings_of_a_name_that_may_be_russian_are_guesses():
    assert "Schojhu" in spellings("Шойгу", "de", sure=False) - spellings("Шойгу", "de")


def test_the_name_as_given_stands_first():
    first = propose("김정은")[0]

    assert first == Proposal(language="ko", text="김정은", convention="as given")


@pytest.mark.parametrize("name", ["Шойгу", "Зеленський", "김정은", "Shoigu", "金正恩"])
def test_no_spelling_stands_twice_in_one_language(name):
    pairs = [(one.language, one.text) for one in propose(name)]

    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("name", ["Шойгу", "Ястржембский", "Щёголев", "Объедков", "Їжакевич", "Юн"])
def test_no_letter_is_left_over(name):
    latin = [one.text for one in propose(name) if one.language in ("en", "de", "pl", "hu", "any")]

    assert not [text for text in latin if any("а" <= letter <= "ї" for letter in text.lower())]
    assert not [text for one in propose(name) for text in one.text if text in "⟨⟩"]


@pytest.mark.parametrize("name", ["", "42", "ไทย", "!?"])
def test_what_no_table_reads_has_no_proposals(name):
    assert propose(name) == ()


def test_a_name_of_several_words_is_spelled_word_by_word():
    assert "Sergei Shoigu" in spellings("Сергей Шойгу", "en")
