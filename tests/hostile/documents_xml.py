"""XML at its worst: entities, foreign files, floods of attributes and names, towers of elements."""

from collections.abc import Callable, Iterator

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
    refused,
    rss,
)

LAUGHS = '<!ENTITY l0 "haha">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
)
FLAT = f'<!ENTITY big "{"x" * 50_000}">'
DEEP = 100_000
MANY = 100_000


def families(trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from entities()
    yield from foreign_files(trap)
    yield from foreign_files_in_other_encodings(trap)
    yield from includes(trap)
    yield from attributes()
    yield from namespaces()
    yield from nesting()
    yield from bombs_of_markup()
    yield from unterminated()


def entities() -> Iterator[Hostile]:
    """Entities that grow when they are written out."""
    places = {
        "title": item("&l9;"),
        "description": item(text="&l9;"),
        "link": "<item><title>t</title><link>&l9;</link></item>",
        "guid": "<item><guid>&l9;</guid><title>t</title></item>",
        "an attribute": '<item><title>t</title><enclosure url="&l9;" type="a/b"/></item>',
        "the author": item(more="<author>&l9;</author>"),
    }
    for place, inside in places.items():
        for form, build in (("rss", rss), ("atom", atom)):
            start = f"{XML}<!DOCTYPE x [{LAUGHS}]>"
            yield _one("entities", f"laughs in {place} of {form}", lambda b=build, i=inside, s=start: b(i, start=s), either("not_a_feed", never=("haha",)))  # noqa: E501
    for times in (10, 2_000):
        yield _one("entities", f"quadratic, {times} times", lambda t=times: rss(item(text="&big;" * t), start=f"{XML}<!DOCTYPE x [{FLAT}]>"), either("not_a_feed"))  # noqa: E501
    cyclic = '<!ENTITY a "&b;"><!ENTITY b "&a;">'
    yield _one("entities", "a circle", lambda: rss(item("&a;"), start=f"{XML}<!DOCTYPE x [{cyclic}]>"), either("not_a_feed"))  # noqa: E501
    parameter = '<!ENTITY % p "<!ENTITY q \'%p;%p;\'>"> %p;'
    yield _one("entities", "parameters in a circle", lambda: rss(item("&q;"), start=f"{XML}<!DOCTYPE x [{parameter}]>"), either("not_a_feed"))  # noqa: E501
    many = "".join(f'<!ENTITY e{n} "v{n}">' for n in range(50_000))
    yield _one("entities", "50,000 of them", lambda: rss(item(), start=f"{XML}<!DOCTYPE x [{many}]>"), either("not_a_feed"))  # noqa: E501
    yield _one("entities", "unknown ones", lambda: rss(item("a &nosuch; b &copy; c")), read(GOOD))
    yield _one("entities", "200,000 unknown ones", lambda: rss(item(text="&nosuch;" * 200_000)), read(GOOD))  # noqa: E501
    yield _one("entities", "a million ampersands", lambda: rss(item(text="&" * 1_000_000)), read(GOOD))  # noqa: E501


def foreign_files(trap: Trap) -> Iterator[Hostile]:
    """Documents that ask for a file or a server: neither may be touched."""
    wishes = {
        "a file": f'SYSTEM "file://{trap.file}"',
        "a bare path": f'SYSTEM "{trap.file}"',
        "a server": f'SYSTEM "{trap.server}/dtd"',
        "a public name": f'PUBLIC "-//X//Y" "{trap.server}/public"',
        "ftp": f'SYSTEM "{trap.server.replace("http:", "ftp:")}/f"',
        "a jar": f'SYSTEM "jar:{trap.server}/a.jar!/b"',
        "php": 'SYSTEM "php://filter/read=convert.base64-encode/resource=/etc/passwd"',
        "expect": 'SYSTEM "expect://id"',
        "data": 'SYSTEM "data:text/plain,leaked"',
        "netdoc": f'SYSTEM "netdoc:{trap.file}"',
    }
    never = (trap.secret, "leaked")
    for what, wish in wishes.items():
        shapes = {
            "entity": f"<!DOCTYPE x [<!ENTITY x {wish}>]>",
            "parameter entity": f"<!DOCTYPE x [<!ENTITY % p {wish}> %p;]>",
            "document type": f"<!DOCTYPE x {wish}>",
        }
        for shape, start in shapes.items():
            yield _one("foreign files", f"{what} by {shape}", lambda s=start: rss(item("see &x;"), start=XML + s), either("not_a_feed", never=never))  # noqa: E501
        start = shapes["entity"]
        yield _one("foreign files", f"{what} in an attribute of atom", lambda s=start: atom('<entry><title>t</title><link href="&x;"/></entry>', start=XML + s), either("not_a_feed", never=never))  # noqa: E501
        sitemap = (
            '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news'
            ".example.org/a</loc><n:news><n:title>see &x;</n:title></n:news></url></urlset>"
        )
        yield _one("foreign files", f"{what} in a sitemap", lambda s=start, t=sitemap: XML + s + t, either("not_a_feed", never=never))  # noqa: E501


def foreign_files_in_other_encodings(trap: Trap) -> Iterator[Hostile]:
    """The same behind encodings that a filter of bytes would not see through."""
    doctype = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{trap.file}">]>'
    never = (trap.secret,)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "utf-8-sig", "cp037", "cp500", "shift_jis", "big5"):  # noqa: E501
        for declared in (encoding, "utf-8", "us-ascii", "utf-7"):
            start = f'<?xml version="1.0" encoding="{declared}"?>{doctype}'
            text = rss(item("see &x;"), start=start)
            yield _one("foreign files in other encodings", f"{encoding} as {declared}", lambda t=text, e=encoding: t.encode(e, "replace"), either("not_a_feed", "empty", never=never))  # noqa: E501


def includes(trap: Trap) -> Iterator[Hostile]:
    """Other ways to ask for a file: XInclude, style sheets, schemas."""
    never = (trap.secret,)
    xi = "http://www.w3.org/2001/XInclude"
    for parse in ("text", "xml"):
        for target in (trap.file, f"file://{trap.file}", f"{trap.server}/x"):
            tag = f'<xi:include xmlns:xi="{xi}" parse="{parse}" href="{target}"/>'
            yield _one("includes", f"xinclude {parse} {target[:4]}", lambda t=tag: rss(item(t)), read(GOOD, never=never))  # noqa: E501
    for start in (
        f'<?xml-stylesheet type="text/xsl" href="{trap.server}/x.xsl"?>',
        f'<?xml-stylesheet type="text/xsl" href="file://{trap.file}"?>',
        f'<?xml-model href="{trap.server}/x.rnc"?>',
    ):
        yield _one("includes", start[2:16] + start[-14:-2], lambda s=start: rss(start=XML + s), read(GOOD, never=never))  # noqa: E501
    schema = (
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="urn:x {trap.server}/x.xsd"'
    )
    yield _one("includes", "a schema", lambda: rss(attributes=schema), read(GOOD, never=never))


def attributes() -> Iterator[Hostile]:
    """Floods of attributes, which some parsers compare each with each."""
    some, flood = _attributes(1_000), _attributes(MANY)
    hostile = either("not_a_feed", "timeout", "out_of_memory")
    for count, those, expect in ((1_000, some, read(GOOD)), (MANY, flood, hostile)):
        yield _one("attributes", f"{count} on rss", lambda a=those: rss(attributes=a), expect)
        yield _one("attributes", f"{count} on feed", lambda a=those: atom(attributes=a), expect)
        yield _one("attributes", f"{count} on an item", lambda a=those: rss(item().replace("<item>", f"<item{a}>")), expect)  # noqa: E501
        yield _one("attributes", f"{count} on a link", lambda a=those: atom(f'<entry><id>1</id><link href="/1"{a}/></entry>'), expect)  # noqa: E501
        yield _one("attributes", f"{count} inside of a description", lambda a=those: rss(item(text=f"<![CDATA[<p{a}>words</p>]]>")), expect)  # noqa: E501
    yield _one("attributes", "one of 5 MB", lambda: rss(attributes=f' a="{"x" * 5_000_000}"'), read(GOOD))  # noqa: E501
    yield _one("attributes", "one name of 5 MB", lambda: rss(attributes=f' {"x" * 5_000_000}="1"'), hostile)  # noqa: E501
    yield _one("attributes", "one twice", lambda: rss(attributes=' a="1" a="2"'), read(GOOD))
    yield _one("attributes", "without quotes", lambda: rss(attributes=" a=1 b=2 c"), read(GOOD))


def namespaces() -> Iterator[Hostile]:
    """Namespaces by the thousand, and those that pass for others."""
    for count in (1_000, 20_000):
        many = "".join(f' xmlns:n{n}="urn:{n}"' for n in range(count))
        expect = read(GOOD) if count == 1_000 else either("not_a_feed", "timeout")
        yield _one("namespaces", f"{count} on the root", lambda m=many: rss(attributes=m), expect)
        used = "".join(f"<n{n}:t>x</n{n}:t>" for n in range(count))
        yield _one("namespaces", f"{count} in use", lambda m=many, u=used: rss(item(more=u), attributes=m), expect)  # noqa: E501
    nested = "".join(f'<a xmlns:p="urn:{n}">' for n in range(200)) + "</a>" * 200
    yield _one("namespaces", "one prefix declared 200 times", lambda: rss(item(more=nested)), read(GOOD))  # noqa: E501
    for uri in ("", "http://www.w3.org/2005/Atom", "urn:x" * 10_000):
        yield _one("namespaces", f"default is {uri[:24] or 'empty'}", lambda u=uri: rss(attributes=f' xmlns="{u}"'), read(GOOD))  # noqa: E501
    yield _one("namespaces", "default is xhtml", lambda: rss(attributes=' xmlns="http://www.w3.org/1999/xhtml"'), refused("not_a_feed"))  # noqa: E501
    yield _one("namespaces", "prefix without a declaration", lambda: rss(item(more="<no:such>x</no:such>")), read(GOOD))  # noqa: E501
    yield _one("namespaces", "atom as a stranger", lambda: rss(attributes=' xmlns:atom="urn:evil" xmlns:dc="urn:evil"', inside=item(more="<dc:creator>x</dc:creator>")), read(GOOD))  # noqa: E501
    yield _one("namespaces", "the name of xml itself", lambda: rss(attributes=' xmlns:xml="urn:x"'), either("not_a_feed"))  # noqa: E501


def nesting() -> Iterator[Hostile]:
    """Towers of elements of every kind."""
    for tag in ("a", "item", "channel", "title", "description", "entry", "content", "author", "div", "table", "source", "media:group", "textInput", "image"):  # noqa: E501
        for depth in (300, DEEP):
            tower = f"<{tag}>" * depth + "deep" + f"</{tag}>" * depth
            expect = either("not_a_feed", "too_deep", "timeout", "parser_failed")
            yield _one("nesting", f"{depth} times {tag}", lambda t=tower: rss(item(more=t)), expect)
    for depth in (300, DEEP):
        html = "<div>" * depth + "deep" + "</div>" * depth
        yield _one("nesting", f"{depth} div in CDATA", lambda h=html: rss(item(text=f"<![CDATA[{h}]]>")), read(GOOD))  # noqa: E501
        xhtml = f'<entry><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{html}</div></content></entry>'
        yield _one("nesting", f"{depth} div in xhtml", lambda x=xhtml: atom(x), either("not_a_feed", "too_deep", "timeout"))  # noqa: E501
        yield _one("nesting", f"{depth} never closed", lambda d=depth: rss(item(more="<a>" * d)), either("not_a_feed", "too_deep", "timeout"))  # noqa: E501
        yield _one("nesting", f"{depth} closed only", lambda d=depth: rss(item(more="</a>" * d)), read())  # noqa: E501


def bombs_of_markup() -> Iterator[Hostile]:
    """Comments, CDATA and instructions, many and large."""
    pieces = {
        "comments": ("<!-- x -->", 200_000), "one comment": ("<!--" + "-x" * 2_000_000 + "-->", 1),
        "instructions": ("<?a b?>", 200_000), "CDATA": ("<![CDATA[x]]>", 200_000),
        "one instruction": ("<?a " + "?x" * 2_000_000 + "?>", 1),
        "CDATA ends": ("]]&gt;", 200_000), "brackets": ("&lt;![CDATA[", 200_000),
        "references": ("&#65;", 500_000), "elements": ("<x/>", 200_000),
    }  # fmt: skip
    for what, (piece, times) in pieces.items():
        yield _one("bombs of markup", f"{what} in a title", lambda p=piece, t=times: rss(item(p * t)), either("not_a_feed"))  # noqa: E501
        yield _one("bombs of markup", f"{what} before the root", lambda p=piece, t=times: rss(start=XML + p * t), either("not_a_feed"))  # noqa: E501
    for start in ("<!--", "<![CDATA[", "<?", "<!", "</", "<", "&lt;script&gt;", "<![if", "&#"):
        yield _one("bombs of markup", f"{start} 100,000 times", lambda s=start: rss(item(text=s * 100_000)), either("not_a_feed", "too_deep", "timeout"))  # noqa: E501
        yield _one("bombs of markup", f"{start} 100,000 times in CDATA", lambda s=start: rss(item(text="<![CDATA[" + s.replace("<![CDATA[", "<![cdata[") * 100_000 + "]]>")), either("timeout"))  # noqa: E501


def unterminated() -> Iterator[Hostile]:
    """Everything that can begin, and does not end."""
    for rest in ("<", "</", "<!", "<!--", "<!-- x", "<![", "<![CDATA[", "<![CDATA[ x", "<?", "<?x", "<item", "<item ", '<item a="', "<item a='x", "<item><title>t", "&", "&#", "&#x", "&amp", "<!DOCTYPE", "<!DOCTYPE x [", "<!ENTITY", "]]>", "\x00", "<item><title><![CDATA[x]]"):  # noqa: E501
        whole = rss()
        head = whole[: whole.index("</channel>")]
        yield _one("unterminated", f"after an entry: {rest!r}", lambda h=head, r=rest: h + r, read(GOOD))  # noqa: E501
        yield _one("unterminated", f"at the beginning: {rest!r}", lambda r=rest, w=whole: r + w, either("not_a_feed"))  # noqa: E501
        yield _one("unterminated", f"alone: {rest!r}", lambda r=rest: r, either("not_a_feed", "empty", never=(GOOD,)))  # noqa: E501


def _attributes(count: int) -> str:
    return "".join(f' a{n}="{n}"' for n in range(count))


def _one(family: str, name: str, text: Callable[[], str | bytes], expect: Expect) -> Hostile:
    def make() -> bytes:
        made = text()
        return made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made

    return Hostile(family=family, name=name, make=make, expect=expect)
