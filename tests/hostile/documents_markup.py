"""Markup without an end: towers of elements, floods of comments, and everything that can begin."""

from collections.abc import Iterator

from tests.hostile.documents import (
    GOOD,
    XML,
    Expect,
    Hostile,
    Trap,
    atom,
    either,
    item,
    read,
    rss,
    written,
)

DEEP = 100_000
MISPLACED = (
    "author category cloud comments contributor copyright description docs enclosure generator guid"
    " image info language link media:content name pubDate rights source subtitle summary textInput"
    " ttl updated url dc:creator content:encoded itunes:image georss:point"
).split()


def families(_trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from nesting()
    yield from bombs_of_markup()
    yield from unterminated()
    yield from misplaced()


def nesting() -> Iterator[Hostile]:
    """Towers of elements of every kind."""
    for tag in (
        "a",
        "item",
        "channel",
        "title",
        "description",
        "entry",
        "content",
        "author",
        "div",
        "table",
        "source",
        "media:group",
        "textInput",
        "image",
    ):
        for depth in (300, DEEP):
            tower = f"<{tag}>" * depth + "deep" + f"</{tag}>" * depth
            expect = either("not_a_feed", "too_deep", "timeout", "parser_failed")
            yield _one("nesting", f"{depth} times {tag}", rss(item(more=tower)), expect)
    for depth in (300, DEEP):
        html = "<div>" * depth + "deep" + "</div>" * depth
        yield _one(
            "nesting",
            f"{depth} div in CDATA",
            rss(item(text=f"<![CDATA[{html}]]>")),
            read(GOOD),
        )
        xhtml = (
            '<entry><id>1</id><content type="xhtml"><div '
            f'xmlns="http://www.w3.org/1999/xhtml">{html}</div></content></entry>'
        )
        yield _one(
            "nesting",
            f"{depth} div in xhtml",
            atom(xhtml),
            either("not_a_feed", "too_deep", "timeout"),
        )
        yield _one(
            "nesting",
            f"{depth} never closed",
            rss(item(more="<a>" * depth)),
            either("not_a_feed", "too_deep", "timeout"),
        )
        yield _one("nesting", f"{depth} closed only", rss(item(more="</a>" * depth)), read())


def bombs_of_markup() -> Iterator[Hostile]:
    """Comments, CDATA and instructions, many and large."""
    pieces = {
        "comments": ("<!-- x -->", 200_000), "one comment": ("<!--" + "-x" * 2_000_000 + "-->", 1),
        "instructions": ("<?a b?>", 200_000), "CDATA": ("<![CDATA[x]]>", 200_000),
        "one instruction": ("<?a " + "?x" * 2_000_000 + "?>", 1),
        "CDATA ends": ("]]&gt;", 200_000), "brackets": ("&lt;![CDATA[", 200_000),
        "references": ("&#65;", 500_000), "elements": ("<x/>", 100_000),
    }  # fmt: skip
    for what, (piece, times) in pieces.items():
        yield _one(
            "bombs of markup",
            f"{what} in a title",
            rss(item(piece * times)),
            either("not_a_feed"),
        )
        yield _one(
            "bombs of markup",
            f"{what} before the root",
            rss(start=XML + piece * times),
            either("not_a_feed"),
        )
    for start in ("<!--", "<![CDATA[", "<?", "<!", "</", "<", "&lt;script&gt;", "<![if", "&#"):
        yield _one(
            "bombs of markup",
            f"{start} 100,000 times",
            rss(item(text=start * 100_000)),
            either("not_a_feed", "too_deep", "timeout"),
        )
        yield _one(
            "bombs of markup",
            f"{start} 100,000 times in CDATA",
            rss(item(text="<![CDATA[" + start.replace("<![CDATA[", "<![cdata[") * 100_000 + "]]>")),
            either("timeout"),
        )


def unterminated() -> Iterator[Hostile]:
    """Everything that can begin, and does not end."""
    for rest in (
        "<",
        "</",
        "<!",
        "<!--",
        "<!-- x",
        "<![",
        "<![CDATA[",
        "<![CDATA[ x",
        "<?",
        "<?x",
        "<item",
        "<item ",
        '<item a="',
        "<item a='x",
        "<item><title>t",
        "&",
        "&#",
        "&#x",
        "&amp",
        "<!DOCTYPE",
        "<!DOCTYPE x [",
        "<!ENTITY",
        "]]>",
        "\x00",
        "<item><title><![CDATA[x]]",
    ):
        whole = rss()
        head = whole[: whole.index("</channel>")]
        yield _one("unterminated", f"after an entry: {rest!r}", head + rest, read(GOOD))
        yield _one(
            "unterminated",
            f"at the beginning: {rest!r}",
            rest + whole,
            either("not_a_feed"),
        )
        yield _one(
            "unterminated",
            f"alone: {rest!r}",
            rest,
            either("not_a_feed", "empty", never=(GOOD,)),
        )


def misplaced() -> Iterator[Hostile]:
    """Elements that end behind the element they stand in, and ends of what never began."""
    for tag in MISPLACED:
        crossed = f"<item><title>Crossed</title><{tag}>x</item></{tag}>"
        yield _one("misplaced", f"{tag} ends behind its item", rss(crossed), read("Crossed", GOOD))
        twice = f"<item><title>Crossed</title><{tag}>x<{tag}>y</item></{tag}></{tag}>"
        yield _one("misplaced", f"two {tag} end behind it", rss(twice), read("Crossed", GOOD))
        yield _one(
            "misplaced", f"{tag} only ends", rss(f"</{tag}>{item(more=f'</{tag}>')}"), read()
        )


def _one(family: str, name: str, text: str | bytes, expect: Expect) -> Hostile:
    return Hostile(family=family, name=name, body=written(text), expect=expect)
