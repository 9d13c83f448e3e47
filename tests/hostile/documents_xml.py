"""XML at its worst: entities, foreign files, floods of attributes and names, towers of elements."""

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
    refused,
    rss,
    written,
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
            yield _one(
                "entities",
                f"laughs in {place} of {form}",
                build(inside, start=start),
                either("not_a_feed", never=("haha",)),
            )
    for times in (10, 2_000):
        yield _one(
            "entities",
            f"quadratic, {times} times",
            rss(item(text="&big;" * times), start=f"{XML}<!DOCTYPE x [{FLAT}]>"),
            either("not_a_feed"),
        )
    cyclic = '<!ENTITY a "&b;"><!ENTITY b "&a;">'
    yield _one(
        "entities",
        "a circle",
        rss(item("&a;"), start=f"{XML}<!DOCTYPE x [{cyclic}]>"),
        either("not_a_feed"),
    )
    parameter = "<!ENTITY % p \"<!ENTITY q '%p;%p;'>\"> %p;"
    yield _one(
        "entities",
        "parameters in a circle",
        rss(item("&q;"), start=f"{XML}<!DOCTYPE x [{parameter}]>"),
        either("not_a_feed"),
    )
    many = "".join(f'<!ENTITY e{n} "v{n}">' for n in range(50_000))
    yield _one(
        "entities",
        "50,000 of them",
        rss(item(), start=f"{XML}<!DOCTYPE x [{many}]>"),
        either("not_a_feed"),
    )
    yield _one("entities", "unknown ones", rss(item("a &nosuch; b &copy; c")), read(GOOD))
    yield _one("entities", "200,000 unknown ones", rss(item(text="&nosuch;" * 200_000)), read(GOOD))
    yield _one("entities", "a million ampersands", rss(item(text="&" * 1_000_000)), read(GOOD))


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
            yield _one(
                "foreign files",
                f"{what} by {shape}",
                rss(item("see &x;"), start=XML + start),
                either("not_a_feed", never=never),
            )
        start = shapes["entity"]
        yield _one(
            "foreign files",
            f"{what} in an attribute of atom",
            atom('<entry><title>t</title><link href="&x;"/></entry>', start=XML + start),
            either("not_a_feed", never=never),
        )
        sitemap = (
            "<urlset "
            'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https'
            "://news"
            ".example.org/a</loc><n:news><n:title>see &x;</n:title></n:news></url></urlset>"
        )
        yield _one(
            "foreign files",
            f"{what} in a sitemap",
            XML + start + sitemap,
            either("not_a_feed", never=never),
        )


def foreign_files_in_other_encodings(trap: Trap) -> Iterator[Hostile]:
    """The same behind encodings that a filter of bytes would not see through."""
    doctype = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{trap.file}">]>'
    never = (trap.secret,)
    for encoding in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "utf-7",
        "utf-8-sig",
        "cp037",
        "cp500",
        "shift_jis",
        "big5",
    ):
        for declared in (encoding, "utf-8", "us-ascii", "utf-7"):
            start = f'<?xml version="1.0" encoding="{declared}"?>{doctype}'
            text = rss(item("see &x;"), start=start)
            yield _one(
                "foreign files in other encodings",
                f"{encoding} as {declared}",
                text.encode(encoding, "replace"),
                either("not_a_feed", "empty", never=never),
            )


def includes(trap: Trap) -> Iterator[Hostile]:
    """Other ways to ask for a file: XInclude, style sheets, schemas."""
    never = (trap.secret,)
    xi = "http://www.w3.org/2001/XInclude"
    for parse in ("text", "xml"):
        for target in (trap.file, f"file://{trap.file}", f"{trap.server}/x"):
            tag = f'<xi:include xmlns:xi="{xi}" parse="{parse}" href="{target}"/>'
            yield _one(
                "includes",
                f"xinclude {parse} {target[:4]}",
                rss(item(tag)),
                read(GOOD, never=never),
            )
    for start in (
        f'<?xml-stylesheet type="text/xsl" href="{trap.server}/x.xsl"?>',
        f'<?xml-stylesheet type="text/xsl" href="file://{trap.file}"?>',
        f'<?xml-model href="{trap.server}/x.rnc"?>',
    ):
        yield _one(
            "includes",
            start[2:16] + start[-14:-2],
            rss(start=XML + start),
            read(GOOD, never=never),
        )
    schema = (
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="urn:x {trap.server}/x.xsd"'
    )
    yield _one("includes", "a schema", rss(attributes=schema), read(GOOD, never=never))


def attributes() -> Iterator[Hostile]:
    """Floods of attributes, which some parsers compare each with each."""
    some, flood = _attributes(1_000), _attributes(MANY)
    hostile = either("not_a_feed", "timeout", "out_of_memory")
    for count, those, expect in ((1_000, some, read(GOOD)), (MANY, flood, hostile)):
        yield _one("attributes", f"{count} on rss", rss(attributes=those), expect)
        yield _one("attributes", f"{count} on feed", atom(attributes=those), expect)
        yield _one(
            "attributes",
            f"{count} on an item",
            rss(item().replace("<item>", f"<item{those}>")),
            expect,
        )
        yield _one(
            "attributes",
            f"{count} on a link",
            atom(f'<entry><id>1</id><link href="/1"{those}/></entry>'),
            expect,
        )
        yield _one(
            "attributes",
            f"{count} inside of a description",
            rss(item(text=f"<![CDATA[<p{those}>words</p>]]>")),
            expect,
        )
    yield _one("attributes", "one of 5 MB", rss(attributes=f' a="{"x" * 5_000_000}"'), read(GOOD))
    yield _one("attributes", "one name of 5 MB", rss(attributes=f' {"x" * 5_000_000}="1"'), hostile)
    yield _one("attributes", "one twice", rss(attributes=' a="1" a="2"'), read(GOOD))
    yield _one("attributes", "without quotes", rss(attributes=" a=1 b=2 c"), read(GOOD))


def namespaces() -> Iterator[Hostile]:
    """Namespaces by the thousand, and those that pass for others."""
    for count in (1_000, 20_000):
        many = "".join(f' xmlns:n{n}="urn:{n}"' for n in range(count))
        expect = read(GOOD) if count == 1_000 else either("not_a_feed", "timeout")
        yield _one("namespaces", f"{count} on the root", rss(attributes=many), expect)
        used = "".join(f"<n{n}:t>x</n{n}:t>" for n in range(count))
        yield _one(
            "namespaces",
            f"{count} in use",
            rss(item(more=used), attributes=many),
            expect,
        )
    nested = "".join(f'<a xmlns:p="urn:{n}">' for n in range(200)) + "</a>" * 200
    yield _one("namespaces", "one prefix declared 200 times", rss(item(more=nested)), read(GOOD))
    for uri in ("", "http://www.w3.org/2005/Atom", "urn:x" * 10_000):
        yield _one(
            "namespaces",
            f"default is {uri[:24] or 'empty'}",
            rss(attributes=f' xmlns="{uri}"'),
            read(GOOD),
        )
    yield _one(
        "namespaces",
        "default is xhtml",
        rss(attributes=' xmlns="http://www.w3.org/1999/xhtml"'),
        refused("not_a_feed"),
    )
    yield _one(
        "namespaces",
        "prefix without a declaration",
        rss(item(more="<no:such>x</no:such>")),
        read(GOOD),
    )
    yield _one(
        "namespaces",
        "atom as a stranger",
        rss(
            attributes=' xmlns:atom="urn:evil" xmlns:dc="urn:evil"',
            inside=item(more="<dc:creator>x</dc:creator>"),
        ),
        read(GOOD),
    )
    yield _one(
        "namespaces",
        "the name of xml itself",
        rss(attributes=' xmlns:xml="urn:x"'),
        either("not_a_feed"),
    )


def _attributes(count: int) -> str:
    return "".join(f' a{n}="{n}"' for n in range(count))


def _one(family: str, name: str, text: str | bytes, expect: Expect) -> Hostile:
    return Hostile(family=family, name=name, body=written(text), expect=expect)
