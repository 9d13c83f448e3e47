"""The fast reader and feedparser over feeds that no publisher would write, and some would."""

from dataclasses import replace
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.parse import fast, reference
from monitor.intake.parse.prune import without_forbidden

T = TypeVar("T")
AT = "https://news.example.org/feeds/all.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:a10="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:x="urn:x"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"'
)
ROOTS = {
    "rss2": ('<rss version="2.0" {0}><channel>', "</channel></rss>", "item"),
    "rss092": ('<rss version="0.92" {0}><channel xml:lang="id">', "</channel></rss>", "item"),
    "rss_lang": ('<rss xml:lang="en" {0}><channel>', "</channel></rss>", "item"),
    "rss_base": (
        '<rss xml:base="https://a.example.org/x/" {0}><channel>', "</channel></rss>", "item"
    ),
    "rss_atom": (
        '<rss xmlns="http://www.w3.org/2005/Atom" {0}><channel>', "</channel></rss>", "item"
    ),
    "rdf": (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" {0}><channel/>', "</rdf:RDF>", "item"
    ),
    "rdf_whole": (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" {0}><channel>', "</channel></rdf:RDF>", "item"
    ),
    "atom": ('<feed xmlns="http://www.w3.org/2005/Atom" {0}>', "</feed>", "entry"),
    "atom_base": (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example.org/" {0}>',
        "</feed>", "entry",
    ),
    "atom03": ('<feed version="0.3" xmlns="http://purl.org/atom/ns#" {0}>', "</feed>", "entry"),
    "bare": ("<feed {0}>", "</feed>", "entry"),
    "odd": ("<feed xmlns='urn:odd' {0}>", "</feed>", "entry"),
    "html": ("<html {0}>", "</html>", "item"),
}  # fmt: skip
REFUSED = ["html", "odd"]
TEXTS = [
    "", " ", "Sappers came", "  two\n lines ", "A &amp; B", "A &amp;amp; B", "3 &lt; 5",
    "&lt;b&gt;Bold&lt;/b&gt; move", "&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;",
    "<![CDATA[<b>A</b> &amp; B]]>", "<![CDATA[x]]> y <![CDATA[&#10;z]]>", "Сапёры &#1082;", "é",
    "Ã©tÃ©", "a<!-- c -->b", "a<?pi x?>b", "工兵\u3000来了", "&#160;", "]]&gt;", "a\u200bb",
    "&amp;nbsp;", "&lt;unknown&gt;t&lt;/unknown&gt;", "&amp;#151;",
]  # fmt: skip
HARD_TEXTS = [
    "&#151;", "&#x80;", "\u0085", "<![CDATA[&#0;]]>", "x" * 400, "&nbsp;", "AT&T", "<b>raw</b>",
    '<h:div>In <h:b class="x">a</h:b><h:br/> box</h:div>', "<div>raw</div>", "<h:p>no box</h:p>",
    "<title>in</title>", "one<x:y>deep</x:y>", "<h:body>b</h:body>",
]  # fmt: skip
ADDRESSES = [
    "https://a.example.org/1", "/1", "1.html", "//b.example.org/2", "urn:1", "g1", "",
    " https://a.example.org/3 ", "https://a.example.org/?a=1&amp;b=2", "javascript:x()",
    "http:///c.example.org/4", "https://a.example.org/?a&amp;copy;=1", "HTTP://A.example.org",
    "https://a.example.org/5?#", "http://[", "a&amp;amp;b", "x.html<!-- c -->",
]  # fmt: skip
DATES = [
    "Mon, 02 Nov 2026 10:00:00 GMT", "2 Nov 2026 10:00:00 +0300", "2026-11-02T10:00:00Z",
    "2026-11-02T10:00:00.5+05:30", "2026-11-02 10:00:00Z", "2026-11-02", "Mon, 2 Nov 26 10:00 EST",
    "soon", "", "Mon, 31 Feb 2026 10:00:00 GMT", "2026-02-31T10:00:00Z", "2026-11-02T24:00:00Z",
    "0001-01-01T00:00:00+14:00", "Mon, 02 Nov 2026 10:00:60 GMT", "20261102T100000Z",
    "Mon Nov  2 10:00:00 2026", " 2026-11-02T10:00:00-08:00\n", "2026-11-02T10:00:00+14:59",
    "Tue, 03 Nov 2026 10:00:00 UTC", "Mon, 02 nov 2026 10:00:00 -0030",
]  # fmt: skip
PEOPLE = [
    "The Desk", "desk@example.org (The Desk)", "desk@example.org", "", "A &lt;a@b.example&gt;",
    "<name>A</name>", "<name>A</name><email>a@b.example</email>", "<uri>http://a.example</uri>",
    "<name>A</name><x:y>z</x:y>", "a@b.example a@b.example () x", "x", "<name/>",
    "<x:name>Q</x:name>",
    "a@b (C)", "é@b.example (C)",
]  # fmt: skip
KINDS = [
    "", "", "", ' type="text"', ' type="html"', ' type="xhtml"', ' type="text/html"',
    ' type="TEXT"',
    ' mode="escaped"', ' mode="base64"', "", "", "", "",
    ' xml:lang="ru"', ' xml:lang=""', ' lang="uk"', ' type="xhtml" xml:lang="ar"', ' x:type="html"',
    ' xml:base="https://c.example.org/d/"', ' xml:base="e/"',
]  # fmt: skip
LINKS = [
    "", "", ' rel="alternate"', ' rel="self"', ' rel="Alternate"', ' rel="enclosure"',
    ' rel="next"', ' rel="prev-archive"', ' type="text/html"', ' type="application/json"',
    ' type="text/plain"', ' hreflang="en"',
]  # fmt: skip
GUIDS = ["", "", ' isPermaLink="true"', ' isPermaLink="false"', ' ispermalink="False"']
TITLED = "title dc:title media:title itunes:title x:title a10:title Title".split()
TOLD = (
    "description summary content content:encoded dc:description media:description itunes:summary"
    " a10:summary a10:content subtitle itunes:subtitle abstract fullitem x:description rights info"
).split()
DATED = (
    "pubDate published updated dc:date dcterms:issued dcterms:modified dcterms:created issued"
    " modified created a10:updated lastBuildDate x:updated date"
).split()
NAMED = (
    "author dc:creator itunes:author contributor managingEditor dc:contributor a10:author webMaster"
    " dc:publisher itunes:owner authors"
).split()
ADDRESSED = "link a10:link x:link".split()
IDENTIFIED = "guid id a10:id x:guid".split()
SAID = "language dc:language category dc:subject ttl sy:updatePeriod generator x:y comments".split()
ODD = [
    '<enclosure url="https://a.example.org/f.mp3" length="1" type="audio/mpeg"/>',
    '<source url="https://b.example.org/rss">B</source>',
    "<source><title>B</title><id>http://b.example.org/</id></source>",
    '<source><link href="http://c.example.org/"/><title/><author><name>N</name></author></source>',
    "<image/>", "<image><title>I</title><url>u</url></image>",
    "<textInput><name>q</name></textInput>",
    '<media:thumbnail url="https://a.example.org/t.jpg"/>', "<links>l</links>",
    "<media:rating>r</media:rating>",
    '<x:title xmlns:x="urn:z">zzz</x:title>', '<q xmlns="urn:q">q</q>',
    '<title xmlns="urn:q">q</title>',
    "<itunes:image href='i'/>", "<cloud domain='d'/>", "<!-- note -->", "<?pi?>", "text between",
    '<georss:point xmlns:georss="http://www.georss.org/georss">1 2</georss:point>',
    "<body>b</body>", "<h:body>b</h:body>", "<media:keywords>a, b</media:keywords>",
    '<link xlink:href="https://a.example.org/x"/>', '<media:content url="u"/>', "<title_detail/>",
    "<sy:updateFrequency>2</sy:updateFrequency>", "<skipHours><hour>1</hour></skipHours>",
]  # fmt: skip
AROUND = ["media:group", "media:content", "x:box", 'x:box lang="tr"', "author", "category"]
STARTS = ["", '<?xml version="1.0" encoding="windows-1251"?>\n', "<!-- first -->", "<?style x?>"]


def mostly(
    usual: st.SearchStrategy[T], rare: st.SearchStrategy[T], times: int
) -> st.SearchStrategy[T]:
    """Choose the usual so many times as often as the rare; `one_of` takes repetition for one."""
    return st.integers(0, times).flatmap(lambda number: rare if number == times else usual)


def element(
    names: list[str], values: list[str], attributes: list[str], hard: list[str]
) -> st.SearchStrategy[str]:
    """Make elements of any of the names; few have a hard value."""
    told = mostly(st.sampled_from(values), st.sampled_from(hard), 40)
    parts = st.tuples(st.sampled_from(names), st.sampled_from(attributes), told)
    return parts.map(lambda part: f"<{part[0]}{part[1]}>{part[2]}</{part[0]}>")


LINKED = st.tuples(*map(st.sampled_from, (ADDRESSED, LINKS, ADDRESSES))).map(
    lambda part: f"<{part[0]}{part[1]} href={part[2].replace('<!-- c -->', '')!r}/>"
)
XHTML = st.sampled_from(HARD_TEXTS).map(
    lambda text: f'<content type="xhtml" xml:lang="tr">{text}</content>'
)
USUAL = st.one_of(
    element(TITLED, TEXTS, KINDS, HARD_TEXTS),
    element(TOLD, TEXTS, KINDS, HARD_TEXTS),
    element(DATED, DATES, [""], TEXTS),
    element(NAMED, PEOPLE, [""], TEXTS),
    element(ADDRESSED, ADDRESSES, LINKS, TEXTS),
    LINKED,
    element(IDENTIFIED, ADDRESSES, GUIDS, TEXTS),
    element(SAID, TEXTS, [""], HARD_TEXTS),
)
ELEMENTS = mostly(USUAL, st.one_of(st.sampled_from(ODD), XHTML), 20)
WRAPPED = st.tuples(st.sampled_from(AROUND), st.lists(ELEMENTS, max_size=3).map("".join)).map(
    lambda part: f"<{part[0]}>{part[1]}</{part[0].split()[0]}>"
)
INSIDE = st.lists(mostly(ELEMENTS, WRAPPED, 12), max_size=6).map("\n".join)
ITEM_ATTRIBUTES = mostly(
    st.sampled_from(["", ' xml:lang="fr"', ' rdf:about="https://a.example.org/r"', ' x:y="z"']),
    st.just(' href="h"'),
    20,
)
ROOT = mostly(st.sampled_from(sorted(ROOTS.keys() - REFUSED)), st.sampled_from(REFUSED), 12)


@st.composite
def feeds(draw: st.DrawFn) -> str:
    start, end, item = ROOTS[draw(ROOT)]
    entries = [
        f"<{item}{draw(ITEM_ATTRIBUTES)}>{draw(INSIDE)}</{item}>"
        for _ in range(draw(mostly(st.integers(1, 3), st.just(0), 12)))
    ]
    before, after = draw(INSIDE), draw(st.one_of(st.just(""), INSIDE))
    prologue = draw(st.sampled_from(STARTS))
    return "".join([prologue, start.format(SPACES), before, *entries, after, end])


@given(text=feeds(), address=st.sampled_from([None, AT]))
def test_the_fast_reader_says_what_the_reference_says(text, address):
    quick = fast.parse(text.strip(), address)

    if quick is not None:
        slow = reference.parse(without_forbidden(text).strip(), address)
        assert slow is not None
        assert quick == replace(slow, path="fast")
