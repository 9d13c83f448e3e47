import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.charset import decode

TEXTS = {
    "ru": "Северокорейские сапёры прибыли в Курскую область. Об этом сообщил министр обороны.",
    "uk": "Північнокорейські сапери прибули до Курської області для розмінування території.",
    "ja": "北朝鮮の工兵部隊がクルスク州に到着した。地雷の除去作業を行うという。",
    "ko": "북한 공병부대가 쿠르스크에 도착했다. 지뢰 제거 작업을 할 예정이다.",
    "zh": "朝鲜工兵抵达库尔斯克州参加排雷工作。国防部长对此表示感谢。",
    "ar": "وصل خبراء المتفجرات من كوريا الشمالية إلى منطقة كورسك لإزالة الألغام",
    "el": "Βορειοκορεάτες ναρκαλιευτές έφτασαν στην περιοχή του Κουρσκ",
    "pl": "Północnokoreańscy saperzy przybyli do obwodu kurskiego, żeby usunąć miny",
    "tr": "Kuzey Koreli istihkâmcılar mayın temizliği için Kursk bölgesine ulaştı",
    "de": "Nordkoreanische Pioniere räumen Minen in der Region Kursk, heißt es in Moskau für",
    "th": "ทหารช่างเกาหลีเหนือเดินทางถึงแคว้นคูร์สก์เพื่อเก็บกู้ทุ่นระเบิด",
}
TABLES = [
    ("ru", "windows-1251"), ("ru", "koi8-r"), ("uk", "windows-1251"), ("uk", "koi8-u"),
    ("ja", "shift_jis"), ("ja", "euc-jp"), ("ko", "euc-kr"), ("zh", "gb18030"), ("zh", "gb2312"),
    ("ar", "windows-1256"), ("el", "windows-1253"), ("pl", "windows-1250"), ("pl", "iso-8859-2"),
    ("tr", "windows-1254"), ("de", "windows-1252"), ("th", "tis-620"),
]  # fmt: skip
CLEAR = [pair for pair in TABLES if pair[0] not in ("tr", "pl")]


def feed(language: str, declared: str | None, *, says_language: bool = False) -> str:
    declaration = f' encoding="{declared}"' if declared else ""
    said = f"<language>{language}</language>" if says_language else ""
    items = "".join(f"<item><title>{TEXTS[language]} {n}</title></item>" for n in range(3))
    return f'<?xml version="1.0"{declaration}?><rss version="2.0"><channel>{said}{items}'


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_a_right_declaration_is_believed(language, table):
    text = feed(language, table)

    decoded = decode(text.encode(table))

    assert (decoded.text, decoded.charset) == (text, None)


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_a_right_header_needs_no_declaration(language, table):
    text = feed(language, None)

    decoded = decode(text.encode(table), f"text/xml; charset={table.upper()}")

    assert (decoded.text, decoded.charset) == (text, None)


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_a_missing_declaration_loses_no_text(language, table):
    text = feed(language, None)

    assert decode(text.encode(table)).text == text


@pytest.mark.parametrize("header", [None, "text/xml; charset=utf-8"])
@pytest.mark.parametrize(("language", "table"), TABLES)
def test_a_false_declaration_of_utf8_loses_no_text_and_is_noted(language, table, header):
    text = feed(language, "utf-8")

    decoded = decode(text.encode(table), header)

    assert decoded.text == text
    assert decoded.charset is not None


@pytest.mark.parametrize(("language", "table"), CLEAR)
def test_a_false_declaration_of_latin1_loses_no_text(language, table):
    text = feed(language, "iso-8859-1")

    assert decode(text.encode(table)).text == text


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_the_stated_language_helps_against_a_false_declaration(language, table):
    text = feed(language, "iso-8859-1", says_language=True)

    assert decode(text.encode(table)).text == text


@pytest.mark.parametrize(
    ("claimed", "table"), [("windows-1251", "koi8-r"), ("koi8-r", "windows-1251")]
)
def test_one_cyrillic_table_declared_as_another_is_seen(claimed, table):
    text = feed("ru", claimed, says_language=True)

    assert decode(text.encode(table)).text == text


@pytest.mark.parametrize("claimed", ["windows-1251", "iso-8859-1", "gb2312", "us-ascii", "big5"])
@pytest.mark.parametrize("language", TEXTS)
def test_what_is_plainly_utf8_is_read_so_whatever_it_claims(language, claimed):
    text = feed(language, claimed)

    assert decode(text.encode()).text == text


@pytest.mark.parametrize("language", TEXTS)
def test_a_few_broken_bytes_do_not_spoil_utf8(language):
    text = feed(language, "utf-8")
    body = text.encode() + "ж".encode()[:1] + b" \x92 and more"

    decoded = decode(body)

    assert decoded.text.startswith(text)
    assert decoded.text.count("\ufffd") == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_stronger_than_a_declaration(encoding):
    text = feed("ru", "windows-1251")

    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_is_seen_without_a_mark(encoding):
    text = feed("ko", "utf-16")

    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "label", ["zlib_codec", "rot13", "idna", "hex", "utf-7", "nonsense", "x" * 90]
)
def test_a_declaration_that_is_no_charset_is_passed_over(label):
    text = feed("ru", label)

    assert decode(text.encode()).text == text


def test_an_old_japanese_mail_charset_is_read():
    text = feed("ja", "iso-2022-jp")

    assert decode(text.encode("iso-2022-jp")).text == text


def test_a_page_says_its_charset_in_a_meta():
    page = f'<html><head><meta charset="windows-1251"><title>{TEXTS["ru"]}</title></head>'

    assert decode(page.encode("windows-1251")).text == page


def test_latin1_means_windows_1252_as_in_browsers():
    assert decode(b'<?xml version="1.0" encoding="iso-8859-1"?>\x93a\x94').text.endswith("“a”")


@given(body=st.binary(max_size=300), header=st.none() | st.text(max_size=40))
def test_no_bytes_make_decoding_fail(body, header):
    assert isinstance(decode(body, header).text, str)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_without_a_declaration_is_read_as_it_is(text):
    decoded = decode(f"<rss>{text}".encode())

    assert decoded.text == f"<rss>{text}"


@pytest.mark.timeout(5)
@pytest.mark.parametrize("language", ["ru", "ja"])
def test_a_long_line_of_script_is_guessed_past_in_linear_time(language):
    text = f"<script>{'let x = 1; ' * 20_000}</script>{TEXTS[language] * 20}"
    table = {"ru": "windows-1251", "ja": "shift_jis"}[language]

    assert decode(text.encode(table)).text == text


@pytest.mark.parametrize("claimed", ["utf-16", "utf-16-le", "utf-32"])
def test_letters_of_several_bytes_are_not_believed_in_without_a_single_zero(claimed):
    words = "<p>Sappers cross the river at Fluß.</p> "

    assert decode(words.encode(), f"text/html; charset={claimed}").text == words
