"""Lists of subscriptions, as other programs write them."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.opml import NotOpml, Outline, Subscriptions, parse_opml, write_opml
from monitor.text.clean import clean_line


def opml(body: str, before: str = "") -> bytes:
    """Wrap outlines as programs do."""
    head = "<head><title>Mine</title></head>"
    return f'{before}<opml version="1.0">{head}<body>{body}</body></opml>'.encode()


def outlines_of(body: bytes) -> tuple[Outline, ...]:
    """Read a list that can be read."""
    found = parse_opml(body)
    assert isinstance(found, Subscriptions)
    return found.outlines


def lines() -> st.SearchStrategy[str]:
    """Titles and tags as the program writes them."""
    return st.text(max_size=30).map(clean_line).filter(bool)


def test_an_outline_says_address_title_language_and_where_it_stands():
    body = '\n<outline text="T" title="The Mill" xmlUrl="https://a.example/f" language="en-GB"/>'

    assert outlines_of(opml(body)) == (
        Outline(address="https://a.example/f", line=2, title="The Mill", language="en-GB"),
    )


def test_folders_and_categories_become_tags_that_a_query_can_name():
    body = (
        '<outline text="World News"><outline title="Asia">'
        '<outline type="rss" text="a" xmlUrl="https://a.example" category="/Wire/Korea,  Ships"/>'
        '</outline></outline><outline text="b" XMLURL="https://b.example"/>'
    )

    assert [one.tags for one in outlines_of(opml(body))] == [
        ("world-news", "asia", "wire", "korea", "ships"),
        (),
    ]


def test_bare_ampersands_and_entities_of_html_are_mended():
    body = '<outline text="Caf&eacute; & &LT;b>" xmlUrl="https://a.example/?a=1&b=2&amp;c=3"/>'

    (one,) = outlines_of(opml(body))

    assert (one.title, one.address) == ("Café & <b>", "https://a.example/?a=1&b=2&c=3")


def test_a_declared_charset_that_is_wrong_loses_no_title():
    text = '<?xml version="1.0" encoding="UTF-8"?><opml><body><outline text="Новости дня" '
    body = f'{text}xmlUrl="https://a.example/f" language="ru"/></body></opml>'.encode("cp1251")

    assert outlines_of(body)[0].title == "Новости дня"


def test_a_feed_without_an_address_is_kept_to_be_told():
    assert outlines_of(opml('<outline type="rss" text="Lost"/>')) == (
        Outline(address="", line=1, title="Lost"),
    )


def test_doubles_are_kept_to_be_told():
    assert len(outlines_of(opml('<outline xmlUrl="https://a.example"/>' * 2))) == 2


def test_entities_of_the_document_are_not_expanded():
    bomb = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">' + "".join(
        f'<!ENTITY {name} "&{before};&{before};&{before};&{before};">'
        for before, name in zip("bcdefghijklmno", "cdefghijklmnop", strict=True)
    )
    body = opml('<outline text="&p;" xmlUrl="https://a.example"/>', f"{bomb}]>")

    assert outlines_of(body)[0].title == "&p;"


def test_defaults_of_the_document_are_not_added_to_every_outline():
    before = '<!DOCTYPE opml [<!ATTLIST outline category CDATA "loud">]>'

    assert outlines_of(opml('<outline xmlUrl="https://a.example"/>', before))[0].tags == ()


def test_files_outside_are_not_read():
    before = '<!DOCTYPE opml SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

    assert outlines_of(opml('<outline text="&x;" xmlUrl="https://a.example"/>', before)) == (
        Outline(address="https://a.example", line=1, title="&x;"),
    )


def test_broken_xml_is_told_with_its_line():
    found = parse_opml(b'<opml>\n<body>\n<outline xmlUrl="https://a.example">\n</body></opml>')

    assert found == NotOpml(problem="line 4: mismatched tag")


def test_another_document_is_no_list():
    assert parse_opml(b"<html><body>Sorry</body></html>") == NotOpml(
        problem="the document is <html>, not <opml>"
    )
    assert isinstance(parse_opml(b""), NotOpml)


def test_outlines_may_not_stand_as_deep_as_somebody_likes():
    deep = "<outline text='x'>" * 60

    assert parse_opml(opml(deep)) == NotOpml(problem="more than 50 levels")


def test_ten_thousand_feeds_are_enough():
    many = '<outline xmlUrl="https://a.example"/>' * 10_000

    assert len(outlines_of(opml(many))) == 10_000
    assert parse_opml(opml(many + '<outline xmlUrl="u"/>')) == NotOpml(
        problem="more than 10,000 feeds"
    )


@given(
    st.lists(
        st.builds(
            Outline,
            address=st.from_regex(r"https://[a-z]{1,9}\.example/[a-z?&=]{0,9}", fullmatch=True),
            title=st.none() | lines(),
            language=st.none() | st.sampled_from(["ru", "zh"]),
            tags=st.lists(lines(), max_size=3).map(tuple),
            id=st.from_regex(r"[a-z][a-z0-9._/-]{0,20}", fullmatch=True),
            kind=st.sampled_from([None, "page"]),
        ),
        max_size=5,
    ),
    lines(),
)
def test_what_is_written_is_read_again(outlines: list[Outline], title: str):
    written = write_opml(outlines, title)

    read = outlines_of(written.encode())
    assert [(o.address, o.title, o.language, o.tags, o.id, o.kind) for o in read] == [
        (
            o.address,
            None if o.title == o.address else o.title,
            o.language,
            o.tags,
            o.id,
            o.kind,
        )
        for o in outlines
    ]


def test_the_written_list_is_opml_for_any_reader():
    outline = Outline(address="https://a.example/f?a=1&b=2", id="a", title='"A" <b>', tags=("x",))

    (read,) = ElementTree.fromstring(write_opml([outline], "Mine")).iter("outline")

    assert (read.get("type"), read.get("text"), read.get("xmlUrl"), read.get("category")) == (
        "rss",
        '"A" <b>',
        "https://a.example/f?a=1&b=2",
        "x",
    )
