from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.extract import extract
from monitor.model.article import PageText

SENTENCES = [
    "Sappers from abroad reached the border region on Monday morning, the ministry said.",
    "Their task is to clear mines from fields and roads before the winter begins.",
    "Local officials thanked the engineers and promised warm quarters for all of them.",
    "A second group of builders is expected to follow within the next two weeks.",
    "Neighbouring governments called the plan a breach of several earlier resolutions.",
    "Nobody was willing to say how long the foreign teams were going to stay there.",
    "Families who fled last autumn hope to see their houses again by the spring.",
    "The governor showed reporters a map on which half of the district was still red.",
]
ARTICLE = "<article>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) + "</article>"
MENU = "<nav>" + "".join(f'<a href="/{n}">Section number {n}</a>' for n in range(30)) + "</nav>"


def page(body: str, head: str = "", attributes: str = "") -> PageText:
    html = f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"
    return extract(html.encode(), "https://example.org/a")


def is_whole(found: PageText) -> bool:
    return all(sentence in found.text for sentence in SENTENCES)


def test_the_article_is_found_and_the_menu_is_not():
    found = page(MENU + ARTICLE + "<footer><p>All rights reserved by the publisher.</p></footer>")

    assert is_whole(found)
    assert "Section number" not in found.text
    assert "rights reserved" not in found.text
    assert found.method == "trafilatura"


def test_what_the_page_says_of_itself_is_read():
    head = (
        "<title>Sappers arrive | The Gazette</title>"
        '<meta property="og:title" content="Sappers arrive">'
        '<meta name="author" content="Ann Writer">'
        '<meta property="article:published_time" content="2026-11-02T10:00:00+03:00">'
    )

    found = page(ARTICLE, head, 'lang="id-ID"')

    assert (found.title, found.language) == ("Sappers arrive", "id")
    assert found.date == datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
    assert found.authors == ("Ann Writer",)


@pytest.mark.parametrize("depth", [100, 256, 300, 600, 2000, 20_000])
@pytest.mark.parametrize("tag", ["div", "span", "b"])
def test_no_depth_of_nesting_loses_the_article(depth, tag):
    found = page(f"<{tag}>" * depth + ARTICLE + f"</{tag}>" * depth)

    assert is_whole(found)


def test_nested_tables_do_not_lose_the_article():
    found = page("<table><tr><td>" * 700 + ARTICLE + "</td></tr></table>" * 700)

    assert is_whole(found)


def test_a_flood_of_links_does_not_lose_the_article():
    found = page("".join(f'<a href="/{n}">more</a> ' for n in range(50_000)) + ARTICLE)

    assert is_whole(found)


def test_a_flood_of_attributes_does_not_lose_the_article():
    flood = " ".join(f'a{n}="1"' for n in range(3000))

    assert is_whole(page(f"<p {flood}>x</p>{ARTICLE}"))


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("declared", [True, False])
def test_a_page_in_an_old_charset_is_read(charset, declared):
    words = "Сапёры из-за рубежа прибыли в приграничный район, сообщили в министерстве обороны. "
    meta = f'<meta charset="{charset}">' if declared else ""
    html = f"<html lang='ru'><head>{meta}</head><body><article><p>{words * 5}</p></article>"

    assert words.strip() in extract(html.encode(charset)).text


def test_a_wrong_meta_charset_does_not_spoil_the_title():
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">'
    title = "La sanción y el niño"
    card = f'<meta property="og:title" content="{title}"><title>{title}</title>'

    assert page(ARTICLE, head + card).title == title


def linked(body: str, kind: str = "NewsArticle") -> str:
    article = f'"@type": "{kind}", "headline": "Told by data", "articleBody": "{body}"'
    return f'<script type="application/ld+json">{{"@graph": [{{{article}}}]}}</script>'


def test_a_page_that_keeps_its_article_in_data_is_rescued():
    found = page("<div id='app'></div>", linked(" ".join(SENTENCES)))

    assert (found.method, found.title) == ("json-ld", "Told by data")
    assert is_whole(found)


def test_data_that_says_little_more_is_not_believed():
    assert page(ARTICLE, linked("One sentence only.")).method == "trafilatura"


def test_broken_data_is_passed_over():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'

    assert is_whole(page(ARTICLE, head))


def test_what_was_chosen_is_explained():
    found = page("<div id='app'></div>", linked(" ".join(SENTENCES)))

    assert found.why == "trafilatura found 0 words, json-ld 109"
    assert page(ARTICLE).why
    assert page("").why == "no extractor found an article"


@pytest.mark.parametrize("mode", ["precision", "balanced", "recall"])
def test_every_mode_finds_a_plain_article(mode):
    html = f"<html><body>{MENU}{ARTICLE}</body></html>"

    assert is_whole(extract(html.encode(), mode=mode))


def test_the_pages_own_address_is_given():
    head = '<link rel="canonical" href="https://www.example.org/the-story">'

    assert page(ARTICLE, head).canonical == "https://www.example.org/the-story"


@pytest.mark.parametrize(("free", "is_teaser"), [("false", True), ("true", False)])
def test_a_short_article_that_is_for_sale_is_a_teaser(free, is_teaser):
    data = f'{{"@type": "NewsArticle", "isAccessibleForFree": {free}}}'

    found = page(ARTICLE, f'<script type="application/ld+json">{data}</script>')

    assert found.is_teaser is is_teaser
    assert is_whole(found)


HOSTILE = {
    "nested": "<div>" * 5_000 + ARTICLE,
    "nested inline": "<b>" * 3_000 + ARTICLE,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>" + ARTICLE,
    "no end": ARTICLE + "<p " + " ".join(f"a{n}=1" for n in range(100_000)),
    "half a tag": ARTICLE + '<div class="',
    "long class": f"<div class='{'share ' * 50_000}'>{ARTICLE}</div>",
    "data without end": f'<script type="application/ld+json">{"[" * 50_000}</script>' + ARTICLE,
    "entities": ARTICLE + "&#" * 500_000,
    "long summary": f'<meta name="description" content="{"x y " * 200_000}">' + ARTICLE,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_does_not_lose_the_article(body):
    assert is_whole(page(body))


FLOODS = {
    "one line": "<p>" + "word " * 200_000,
    "one word": "<p>" + "w" * 1_000_000,
    "lines": "<p>" + "word.<br>" * 5_000,
    "invalid bytes": "<p>" + "\udcff\udcfe " * 30_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("body", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_text_is_read_in_time(body):
    assert isinstance(extract(f"<html>{body}".encode("utf-8", "surrogateescape")), PageText)


WALLS = [
    "<p>Please enable JavaScript to continue reading this page.</p>",
    "<noscript>You need to enable JavaScript to run this app.</noscript>",
    "<p>Subscribe to read the full story. Already a subscriber? Log in.</p>",
    "<h1>Just a moment...</h1><p>Checking your browser before you can go on to the site.</p>",
    "<p>We and our partners use cookies and ask for your consent. Cookies help to pay for the "
    "site. You may manage your choices, reject cookies or accept all cookies below; see our "
    "privacy page on cookies and consent.</p><p>Accept all</p>",
    "<p>Wir verwenden Cookies. Mit Ihrer Einwilligung nutzen wir und unsere Partner Cookies. Sie "
    "können Cookies akzeptieren oder unsere Datenschutz-Hinweise zur Einwilligung lesen.</p>",
    "<p>Мы используем файлы cookie. Продолжая, вы даёте согласие на cookie. Принять все.</p>",
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_does_not_become_the_article(wall):
    found = page(MENU + wall)

    assert (found.text, found.method) in (("", "wall"), ("", "none"))


def test_a_page_with_a_wall_beside_the_article_is_read():
    assert is_whole(page(f"<div class='cookie'>{WALLS[4]}</div>{ARTICLE}"))


@pytest.mark.parametrize("body", [b"", b"\x00" * 99, b"%PDF-1.4 ...", b"\x89PNG\r\n\x00", b"  "])
def test_what_is_no_page_gives_nothing(body):
    assert extract(body) == PageText()


@given(body=st.binary(max_size=200))
def test_no_bytes_make_extraction_fail(body):
    assert isinstance(extract(b"<html><body><p>" + body), PageText)


@pytest.mark.parametrize("text", ["\u202e", "\x1b[31m", "\u2028", "&#xD800;", "&#0;", "\u200b"])
def test_what_comes_out_is_clean(text):
    found = page(
        ARTICLE.replace("Sappers", f"Sap{text}pers"), f"<title>Sap{text}pers arrive</title>"
    )

    for clean in (found.text, found.title or ""):
        assert clean.replace("\n", "").isprintable()
        assert clean.encode()
