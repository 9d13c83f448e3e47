import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.parse.document import NotAFeed, parse_document
from monitor.model.article import FeedDocument

DECLARED = b'<?xml version="1.0" encoding="utf-8"?>'


def rss(item: bytes, prologue: bytes = b"") -> bytes:
    head = DECLARED + prologue
    return head + b'<rss version="2.0"><channel><title>t</title>' + item + b"</channel></rss>"


def document(body: bytes, **more) -> FeedDocument:
    found = parse_document(body, **more)
    assert isinstance(found, FeedDocument), found
    return found


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"), (b" \r\n\t", "empty"), (b"\xef\xbb\xbf", "empty"), (b"\x00\x00", "empty"),
        (b"<!doctype html><p>Please log in", "not_a_feed"),
        (b"<html><body>500 Internal Server Error", "not_a_feed"),
        (DECLARED + b"<!-- x --><!DOCTYPE html><html xmlns='http://a.b'/>", "not_a_feed"),
        (b"OK", "not_a_feed"), (b'{"error": "no such feed"}', "not_a_feed"), (b"[]", "not_a_feed"),
        (b'{"items": []}', "not_a_feed"), (b'{"items": [{"code": 5}]}', "not_a_feed"),
        (b"{", "not_a_feed"), (DECLARED + b"<urlset><url/></urlset>", "not_a_feed"),
        (bytes(range(256)) * 10, "not_a_feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_why(body, reason):
    found = parse_document(body)

    assert isinstance(found, NotAFeed)
    assert found.reason == reason


def test_a_feed_without_entries_is_a_feed():
    assert document(rss(b"")).entries == ()


def test_a_few_empty_lines_before_the_declaration_are_forgiven():
    assert document(b"\n\n " + rss(b"<item><title>a</title></item>")).entries[0].title == "a"


@pytest.mark.parametrize("reference", [b"\x00", b"\x0b", b"\x1b", b"&#0;", b"&#x1F;", b"&#11;"])
def test_a_control_character_costs_no_entry(reference):
    found = document(rss(b"<item><title>a" + reference + b"b</title></item>"))

    assert found.entries[0].title == "ab"


@pytest.mark.parametrize("reference", [b"&#xD800;", b"&#55296;", b"&#x110000;", b"&#99999999;"])
def test_a_reference_to_no_character_is_replaced(reference):
    found = document(rss(b"<item><title>a" + reference + b"b</title></item>"))

    assert found.entries[0].title == "a\ufffdb"


def test_a_file_named_by_an_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()

    found = document(rss(b"<item><title>a&x;</title><guid>1</guid></item>", doctype))

    assert "canary" not in repr(found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_wide_document_names_no_file_either(tmp_path, encoding):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    text = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<rss version='2.0'><channel><item><title>a&x;</title></item></channel></rss>"
    )

    found = document(text.encode(encoding))

    assert len(found.entries) == 1
    assert "canary" not in repr(found)


def test_laughs_are_not_multiplied():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}]>'.encode()

    found = document(rss(b"<item><title>&l9;</title><guid>1</guid></item>", doctype))

    assert len(found.entries[0].title) < 1000


def test_a_long_entity_said_often_is_not_multiplied():
    doctype = b'<!DOCTYPE rss [<!ENTITY a "' + b"a" * 50_000 + b'">]>'

    found = document(rss(b"<item><title>" + b"&a;" * 5000 + b"</title></item>", doctype))

    assert len(found.entries[0].title) <= 1000


def test_a_title_of_megabytes_is_cut():
    found = document(rss(b"<item><title>" + b"x" * 2_000_000 + b"</title></item>"))

    assert len(found.entries[0].title) == 1000


def test_a_flood_of_entries_is_cut_and_counted():
    items = b"".join(
        b"<item><title>t%d</title><guid>%d</guid></item>" % (n, n) for n in range(9000)
    )

    found = document(rss(items))

    assert (len(found.entries), found.skipped) == (2000, 7000)
    assert found.entries[-1].title == "t1999"
    assert found.title == "t"


def test_a_flood_of_json_items_is_cut_and_counted():
    items = ",".join(f'{{"id": {n}}}' for n in range(3000))

    found = document(
        f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}'.encode()
    )

    assert (len(found.entries), found.skipped) == (2000, 1000)


def test_an_authors_name_that_starves_patterns_is_cut():
    found = document(rss(b"<item><title>a</title><author>" + b"a@" * 32_000 + b"</author></item>"))

    assert found.entries[0].title == "a"


def test_deep_nesting_costs_no_entry():
    deep = b"<b>" * 20_000 + b"x" + b"</b>" * 20_000

    found = document(rss(b"<item><title>a</title><description>" + deep + b"</description></item>"))

    assert found.entries[0].title == "a"


@pytest.mark.parametrize("declared", ["zlib_codec", "rot13", "hex", "nonsense"])
def test_a_declared_encoding_that_is_none_is_passed_over(declared):
    body = f'<?xml version="1.0" encoding="{declared}"?>{rss(b"").decode()[38:]}'

    assert document(body.encode()).title == "t"


def test_a_false_charset_loses_no_words_and_is_noted():
    words = "Сапёры прибыли в Курскую область, сообщил министр обороны"
    body = rss(f"<item><title>{words}</title></item>".encode("windows-1251"))

    found = document(body)

    assert found.entries[0].title == words
    assert found.charset == "cp1251"


def test_a_right_charset_is_not_worth_a_note():
    assert document(rss("<item><title>сапёры</title></item>".encode())).charset is None


def test_the_servers_charset_is_heard():
    body = b"<rss version='2.0'><channel><item><title>\xe4\xee\xec</title></item></channel></rss>"

    found = document(body, content_type="text/xml; charset=windows-1251")

    assert found.entries[0].title == "дом"


@given(
    body=st.binary(max_size=200), start=st.sampled_from([b"", b"<rss>", b"{", b"<feed>", b"<?xml "])
)
def test_no_bytes_make_parsing_fail(body, start):
    assert isinstance(parse_document(start + body), FeedDocument | NotAFeed)


def test_why_a_document_is_no_feed_is_one_clean_line():
    index = f"<sitemapindex><sitemap><loc>{'x' * 5_000}\u202e</loc></sitemap></sitemapindex>"

    found = parse_document(index.encode())

    assert isinstance(found, NotAFeed)
    assert len(found.detail) <= 300
    assert found.detail.isprintable()


@pytest.mark.parametrize("digits", ["9" * 5_000, "99999999999", "0" * 5_000 + "65"])
def test_a_reference_of_many_digits_costs_no_entry(digits):
    entry = f"<item><title>Sappers &#{digits}; &amp;#{digits}; arrive</title></item>".encode()

    found = document(rss(entry)).entries[0].title

    assert found in ("Sappers \ufffd \ufffd arrive", "Sappers A A arrive")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("place", [b"<rss", b"<item", b"<title"])
def test_a_flood_of_attributes_costs_neither_time_nor_entry(place):
    flood = b"".join(b' a%d="%d"' % (number, number) for number in range(100_000))
    body = rss(b"<item><title>Sappers</title></item>").replace(place, place + flood, 1)

    assert document(body).entries[-1].title == "Sappers"
