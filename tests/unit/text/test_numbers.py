"""Numbers in every spelling: what they are worth, and what they count."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.number_tables import TABLES
from monitor.text.numbers import LARGEST, Number, numbers


def figures(text: str, language: str) -> list[float]:
    return [number.value for number in numbers(text, language) if number.kind == "figure"]


def kinds(text: str, language: str) -> list[str]:
    return [number.kind for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1,000 sappers"),
        ("id", "1.000 penjinak ranjau"),
        ("ru", "1 000 сапёров"),
        ("fr", "1\u202f000 sapeurs"),
        ("de", "1'000 Pioniere"),
        ("de", "1’000 Pioniere"),
        ("pl", "1\u00a0000 saperów"),
        ("en", "1 000 sappers"),
        ("en", "1000 sappers"),
        ("en", "1K sappers"),
        ("en", "a thousand sappers"),
        ("en", "one thousand sappers"),
        ("id", "seribu penjinak ranjau"),
        ("id", "1 ribu penjinak ranjau"),
        ("ms", "1,000 pakar periuk api"),
        ("ru", "тысяча сапёров"),
        ("ru", "тысячу сапёров"),
        ("ru", "1 тыс. сапёров"),
        ("uk", "тисячу саперів"),
        ("uk", "1 тис. саперів"),
        ("de", "tausend Pioniere"),
        ("fr", "mille sapeurs"),
        ("es", "mil zapadores"),
        ("pt", "mil sapadores"),
        ("it", "mille genieri"),
        ("nl", "duizend genisten"),
        ("pl", "tysiąc saperów"),
        ("tr", "bin istihkamcı"),
        ("tr", "BİN İSTİHKAMCI"),
        ("vi", "1.000 công binh"),
        ("vi", "một nghìn công binh"),
        ("ar", "ألف خبير"),
        ("ar", "١٠٠٠ خبير"),
        ("ar", "١٬٠٠٠ خبير"),
        ("fa", "هزار مین‌روب"),
        ("fa", "۱۰۰۰ مین‌روب"),
        ("sv", "tusen sappörer"),
        ("fi", "tuhat pioneeria"),
        ("ko", "공병 1천명"),
        ("ko", "공병 1천 명"),
        ("ko", "공병 천 명"),
        ("ko", "공병 1,000명"),
        ("ja", "工兵千人"),
        ("ja", "工兵１０００人"),
        ("ja", "工兵１，０００人"),
        ("ja", "工兵一千人"),
        ("zh", "1000名工兵"),
        ("zh", "一千名工兵"),
        ("zh", "1千名工兵"),
        ("th", "ทหารช่าง 1,000 นาย"),
        ("th", "ทหารช่างหนึ่งพันนาย"),
        ("hi", "एक हजार सैपर"),
        ("cs", "tisíc ženistů"),
        ("el", "χίλιους σκαπανείς"),
        ("he", "אלף חבלנים"),
        ("ro", "o mie de geniști"),
        ("hu", "ezer utász"),
        ("bg", "1000 сапьори"),
    ],
)
def test_a_thousand_is_a_thousand_however_it_is_written(language, text):
    assert figures(text, language) == [1000]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two hundred and fifty thousand people", 250_000),
        ("en", "twenty-one men", 21),
        ("en", "6K troops", 6000),
        ("en", "1.5 million people", 1_500_000),
        ("en", "1.250 million people", 1_250_000),
        ("en", "five thousand builders", 5000),
        ("en", "1,50,000 people", 150_000),
        ("id", "5 ribu pekerja", 5000),
        ("id", "1,5 juta orang", 1_500_000),
        ("id", "enam ribu tentara", 6000),
        ("ru", "5 тыс. строителей", 5000),
        ("ru", "полторы тысячи сапёров", 1500),
        ("ru", "две тысячи пятьсот человек", 2500),
        ("ru", "пять тысяч строителей", 5000),
        ("ru", "двадцать одна машина", 21),
        ("uk", "п’ять тисяч будівельників", 5000),
        ("de", "fünftausend Soldaten", 5000),
        ("de", "1,5 Millionen Menschen", 1_500_000),
        ("fr", "cinq mille bâtisseurs", 5000),
        ("es", "seis mil quinientos obreros", 6500),
        ("es", "doscientos cincuenta mil obreros", 250_000),
        ("it", "cinquemila costruttori", 5000),
        ("it", "5mila costruttori", 5000),
        ("nl", "vijfduizend bouwers", 5000),
        ("pl", "pięć tysięcy budowniczych", 5000),
        ("pl", "5 tys. żołnierzy", 5000),
        ("tr", "altı bin asker", 6000),
        ("vi", "5 nghìn công nhân", 5000),
        ("vi", "năm nghìn công nhân", 5000),
        ("ar", "ستة آلاف جندي", 6000),
        ("ar", "و5 آلاف عامل", 5000),
        ("ar", "ألفي جندي", 2000),
        ("fa", "۵ هزار کارگر", 5000),
        ("sv", "femtusen soldater", 5000),
        ("fi", "viisituhatta rakentajaa", 5000),
        ("ko", "6천 명", 6000),
        ("ko", "1만5천명", 15_000),
        ("ko", "1만 5천 명", 15_000),
        ("ko", "육천 명", 6000),
        ("ko", "600여 명", 600),
        ("ja", "6千人", 6000),
        ("ja", "１万５千人", 15_000),
        ("ja", "1.5万人", 15_000),
        ("zh", "1万5000人", 15_000),
        ("zh", "六千人", 6000),
        ("zh", "六千五百人", 6500),
        ("th", "5 พันนาย", 5000),
        ("th", "หกพันคน", 6000),
        ("hi", "5 लाख लोग", 500_000),
        ("kk", "5 мың құрылысшы", 5000),
        ("ar", "خمسة عشر ألف جندي", 15_000),
        ("ar", "خمسة وعشرون ألف جندي", 25_000),
        ("ar", "وخمسة آلاف عامل", 5000),
        ("fa", "پانزده هزار کارگر", 15_000),
        ("id", "lima belas ribu tentara", 15_000),
        ("id", "dua puluh lima ribu tentara", 25_000),
        ("de", "fünfundzwanzigtausend Soldaten", 25_000),
        ("nl", "vijfentwintigduizend soldaten", 25_000),
        ("it", "venticinquemila soldati", 25_000),
        ("tr", "on beş bin asker", 15_000),
        ("vi", "mười lăm nghìn lính", 15_000),
        ("pl", "dwadzieścia pięć tysięcy żołnierzy", 25_000),
        ("he", "חמשת אלפים חיילים", 5000),
    ],
)
def test_scales_multiply_what_stands_before_them(language, text, value):
    assert figures(text, language) == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "several thousand sappers"),
        ("en", "thousands of sappers"),
        ("ru", "тысячи сапёров"),
        ("ru", "несколько тысяч сапёров"),
        ("uk", "тисячі саперів"),
        ("id", "beberapa ribu tentara"),
        ("id", "ribuan tentara"),
        ("fr", "plusieurs milliers de sapeurs"),
        ("de", "mehrere tausend Soldaten"),
        ("tr", "birkaç bin asker"),
        ("tr", "Muhammed bin Selman"),
        ("vi", "vài nghìn người"),
        ("vi", "hàng chục nghìn người"),
        ("en", "tens of thousands"),
        ("ko", "수천 명"),
        ("ja", "数千人"),
        ("ja", "統一した"),
        ("zh", "数千人"),
        ("zh", "成千上万的人"),
        ("zh", "一些人十分重要，千万不要"),
        ("en", "one of them"),
        ("vi", "năm nay"),
        ("en", "nothing to count"),
    ],
)
def test_what_is_vague_is_no_number(language, text):
    assert figures(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "on 17 June", "date"),
        ("en", "in 2025", "date"),
        ("en", "June 17, 2025", "date"),
        ("ru", "17 июня 2025 года", "date"),
        ("de", "am 17. Juni", "date"),
        ("id", "17/6/2025", "date"),
        ("vi", "ngày 17/6", "date"),
        ("ko", "6월 17일", "date"),
        ("ja", "二〇二五年六月", "date"),
        ("en", "2025-06-17", "date"),
        ("en", "at 21:40", "hour"),
        ("id", "pukul 21.40 WIB", "hour"),
        ("en", "aged 45", "age"),
        ("ko", "45세", "age"),
        ("th", "วัย 22 ปีมาอ่าน", "duration"),
        ("hi", "22 साल", "duration"),
        ("en", "$1,000", "money"),
        ("en", "1,000 dollars", "money"),
        ("ru", "5 тыс. руб.", "money"),
        ("id", "Rp5.000", "money"),
        ("fr", "6 000 €", "money"),
        ("ja", "5000円", "money"),
        ("en", "12 percent", "percent"),
        ("tr", "yüzde 12", "percent"),
        ("es", "12 por ciento", "percent"),
        ("en", "the 528th regiment", "unit_name"),
        ("ru", "528-й полк", "unit_name"),
        ("ru", "11-я бригада", "unit_name"),
        ("id", "Resimen ke-528", "unit_name"),
        ("id", "Resimen 528", "unit_name"),
        ("ko", "제528여단", "unit_name"),
        ("ja", "第528旅団", "unit_name"),
        ("zh", "第6师", "unit_name"),
        ("de", "das 528. Regiment", "unit_name"),
        ("tr", "528. alay", "unit_name"),
        ("en", "an F-16", "unit_name"),
        ("ru", "танк Т-72", "unit_name"),
        ("en", "Resolution No. 2270", "unit_name"),
        ("ko", "528공병연대", "unit_name"),
        ("sv", "det 528:e regementet", "unit_name"),
        ("zh", "天王星-6机器人", "unit_name"),
        ("vi", "Trung đoàn công binh 528, Kursk", "unit_name"),
        ("ar", "فوج الهندسة 528 في كورسك", "unit_name"),
        ("en", "two brigades of builders", "measure"),
        ("ru", "две бригады строителей", "measure"),
        ("ru", "строители двух инженерных бригад", "measure"),
        ("tr", "İki tugaydan oluşan birlik", "measure"),
        ("ja", "3万ヘクタール", "measure"),
        ("ko", "6·25 전사자", "code"),
        ("en", "120 days", "duration"),
        ("ru", "120 дней", "duration"),
        ("id", "120 hari", "duration"),
        ("ko", "120일간", "duration"),
        ("en", "30 kilometres", "measure"),
        ("en", "10-15 sappers", "range"),
        ("en", "won 2:1", "score"),
        ("en", "call 021-555-1234", "code"),
    ],
)
def test_its_neighbours_say_what_a_number_is(language, text, kind):
    assert set(kinds(text, language)) == {kind}


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Some 2000 sappers came"), ("ru", "тысяча девятьсот"), ("en", "may 20 come")],
)
def test_round_years_and_verbs_do_not_hide_a_figure(language, text):
    assert len(figures(text, language)) == 1


def test_places_lead_back_to_the_text():
    text = "КНДР направит тысячу сапёров и 5 тыс. строителей"

    assert [text[one.start : one.end] for one in numbers(text, "ru")] == ["тысячу", "5 тыс"]


def test_an_unknown_language_has_digits_only():
    assert numbers("thousand 1,000", "und") == (Number(9, 14, 1000.0, "figure"),)


@pytest.mark.parametrize("text", ["9" * 400, "111." * 100, "9兆" * 50, "million " * 60])
def test_what_nobody_counts_is_no_figure(text):
    assert all(one.value <= LARGEST for one in numbers(text, "zh") + numbers(text, "en"))


SIGNS = "0123456789٣५,.:-–/ '’千万百만천тысячу thousand mil ألف%$№第年人名st(\n\x85\u2028\u3000"


@given(
    text=st.text(SIGNS, max_size=60), language=st.sampled_from([*TABLES, "zh", "ja", "ko", "th"])
)
def test_numbers_stand_in_order_and_never_overlap(text, language):
    found = numbers(text, language)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(value=st.integers(1000, 999_999_999))
def test_grouped_digits_are_worth_the_same_as_plain_ones(value):
    plain = numbers(f"about {value} men", "en")[0].value

    assert numbers(f"about {value:,} men", "en")[0].value == plain
