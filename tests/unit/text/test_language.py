import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text.language import base_language, candidates

HEADLINES = """
en|North Korea sends sappers to Kursk
en|Kim's troops clear mines in Kursk region
id|Korut kirim penjinak ranjau ke Kursk
id|Rusia umumkan Korea Utara bantu bangun Kursk
ms|Korea Utara hantar askar bersihkan periuk api di Kursk
de|Nordkorea-Pioniertrupps in der Kursk-Region
nl|Noord-Koreaanse ontmijners in Koersk, meldt Tass
fr|Pyongyang envoie mille sapeurs dans la région de Koursk
es|Corea del Norte envía mil zapadores a Rusia
pt|Coreia do Norte envia sapadores a Kursk
it|La Corea del Nord invia genieri a Kursk
sv|Nordkoreanska soldater röjer minor i Kursk
da|Nordkoreanske soldater bliver sendt til Kursk
no|Nordkoreanske soldater blir sendt til Kursk
fi|Pohjois-Korea lähettää raivaajia Kurskiin
pl|Saperów z Korei Płn. widziano w Kurskiem
cs|Severní Korea pošle do Kurské oblasti ženisty
sk|Severná Kórea pošle do Kurskej oblasti ženistov
hu|Észak-Korea utászokat küld Kurszkba
ro|Coreea de Nord trimite geniști la Kursk
tr|KURSK’TA MAYIN TEMİZLEYEN KUZEY KORELİLER
vi|Công binh CHDCND Triều Tiên gỡ mìn ở Kursk
ru|Курянам помогут сапёры из КНДР
ru|КНДР направит саперов в Курскую область
uk|Саперів із кндр помітили на Курщині
bg|Северна Корея изпраща сапьори в Курск
sr|Северна Кореја шаље деминере у Курск
mk|Северна Кореја испраќа деминери во Курск
ar|بكورسك فرقة هندسية كورية شمالية لنزع الألغام
fa|کره شمالی مین‌روب به کورسک می‌فرستد
ur|شمالی کوریا کرسک میں بارودی سرنگیں صاف کرے گا
he|צפון קוריאה שולחת חבלנים לקורסק
el|Η Βόρεια Κορέα στέλνει ναρκαλιευτές στο Κουρσκ
th|เปียงยางส่งทหารช่างกู้กับระเบิดที่เคิร์สก์
ko|北, 지뢰제거 공병 쿠르스크에 급파
ja|金正恩（キム・ジョンウン）総書記、クルスク州へ工兵
ja|露朝首脳会談、工兵派遣で合意
zh|北韓向庫爾斯克派工兵
zh|朝鲜工程兵抵库尔斯克排雷
hi|उत्तर कोरिया कुर्स्क में सैपर भेजेगा
lt|Šiaurės Korėja siunčia išminuotojus į Kurską
lv|Ziemeļkoreja sūta sapierus uz Kursku
et|Põhja-Korea saadab sapöörid Kurskisse
be|Паўночная Карэя накіруе сапёраў у Курск
"""


@pytest.mark.parametrize("line", HEADLINES.strip().splitlines())
def test_the_language_of_a_headline_is_found_alone(line):
    language, headline = line.split("|")

    assert candidates(headline, "").best == language


@pytest.mark.parametrize("line", HEADLINES.strip().splitlines())
def test_a_headline_of_a_feed_that_says_so_keeps_its_language_first(line):
    language, headline = line.split("|")

    assert candidates(headline, "", language).candidates[0] == language


def test_letters_overrule_the_feed():
    found = candidates("쿠르스크에 북한 공병", "", "en")

    assert (found.candidates, found.by) == (("ko",), "letters")


def test_a_near_relative_stands_beside_what_the_feed_says():
    found = candidates("КНДР направит саперов в Курскую область", "", "bg")

    assert found.candidates == ("bg", "ru")


def test_a_wrong_declaration_in_the_same_letters_stays_a_candidate():
    text = "Die Regierung in Pjöngjang schickt nach Angaben aus Moskau Soldaten, die Minen räumen."

    found = candidates("Nordkorea schickt Soldaten", text, "en")

    assert found.candidates[:2] == ("de", "en")


def test_an_unsure_headline_has_more_than_one_candidate():
    assert len(candidates("Shoigu meets Kim Jong Un in Pyongyang", "").candidates) > 1


def test_indonesian_and_malay_are_both_candidates_where_little_tells_them_apart():
    found = candidates("Perdana Menteri dakwa Rusia akan terima pasukan Korea Utara", "")

    assert set(found.candidates) == {"id", "ms"}


def test_japanese_in_ideographs_alone_is_told_by_its_feed():
    assert candidates("北朝鮮工兵派遣", "", "ja").best == "ja"
    assert candidates("北朝鮮工兵派遣", "").best == "zh"


def test_nothing_to_tell_by_leaves_the_feed_or_nothing():
    assert candidates("1945 ...", "", "pl").best == "pl"
    assert candidates("", "").best == "und"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("pt-BR", "pt"), ("zh_Hant", "zh"), ("nb-NO", "no"), ("in", "id"), ("", None), ("mul", None)],
)
def test_tags_are_reduced_to_our_names(tag, name):
    assert base_language(tag) == name


@settings(max_examples=50)
@given(title=st.text(), declared=st.none() | st.sampled_from(["en", "ja", "sr", "xx", "zh-TW"]))
def test_any_text_has_a_best_language_that_is_the_first_candidate(title, declared):
    found = candidates(title, "", declared)

    assert found.best == found.candidates[0]
    assert len(set(found.candidates)) == len(found.candidates)
    assert 0 <= found.score <= 1
