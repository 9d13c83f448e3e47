from datetime import UTC, datetime

from monitor.intake.parse.document import NotAFeed, parse_document

AT = "https://news.example.org/sitemap-news.xml"
NEWS = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def urls(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NEWS}>{inside}</urlset>'.encode()


def url(number: int) -> str:
    return (
        f"<url><loc>https://news.example.org/{number}</loc><lastmod>2026-11-03</lastmod><news:news>"
        "<news:publication><news:name>News</news:name><news:language>id</news:language>"
        "</news:publication><news:publication_date>2026-11-02T10:00:00+03:00"
        f"</news:publication_date><news:title>Zeni &amp; ranjau {number}</news:title>"
        "</news:news></url>"
    )


def test_a_sitemap_of_news_is_a_feed():
    found = parse_document(urls(url(1) + url(2)), AT)

    assert found.path == "sitemap"
    assert [entry.link for entry in found.entries] == [
        "https://news.example.org/1",
        "https://news.example.org/2",
    ]
    first = found.entries[0]
    assert (first.title, first.language, first.identity) == ("Zeni & ranjau 1", "id", first.link)
    assert first.published == datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
    assert first.updated == datetime(2026, 11, 3, tzinfo=UTC)


def test_bare_ampersands_in_addresses_are_forgiven():
    body = urls(url(1).replace("/1</loc>", "/?a=1&b=2</loc>"))

    assert parse_document(body, AT).entries[0].link == "https://news.example.org/?a=1&b=2"


def test_addresses_without_news_are_no_feed():
    found = parse_document(urls("<url><loc>https://news.example.org/1</loc></url>"), AT)

    assert found == NotAFeed(reason="not_a_feed", detail="a sitemap without news")


def test_an_index_names_what_to_take_instead():
    body = f"<sitemapindex {NEWS}><sitemap><loc>https://a.b/1.xml</loc></sitemap></sitemapindex>"

    found = parse_document(body.encode(), AT)

    assert found.reason == "not_a_feed"
    assert found.detail == "an index of sitemaps: https://a.b/1.xml is the first to take instead"


def test_a_broken_sitemap_says_so():
    assert parse_document(b"<urlset><url>", AT).detail == "a sitemap that is not well-formed"


def test_a_flood_of_addresses_is_cut_and_counted():
    found = parse_document(urls("".join(map(url, range(2100)))), AT)

    assert (len(found.entries), found.skipped) == (2000, 100)
