"""Fields that lie: dates, identities, addresses; feeds that are too long; JSON at its worst."""

import json
from collections.abc import Iterator
from typing import Any

from tests.hostile.documents import (
    GOOD,
    GOOD_TEXT,
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

VERSION = "https://jsonfeed.org/version/1.1"


def families(trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from dates()
    yield from identities()
    yield from links(trap)
    yield from large_fields()
    yield from many_entries()
    yield from jsons()
    yield from json_bombs()


def dates() -> Iterator[Hostile]:
    """Times that no calendar has, or no computer."""
    fine = {
        "Mon, 02 Nov 2026 23:59:60 GMT": None, "Mon, 02 Nov 2026 10:00:00 +9999": None,
        "Tue, 31 Dec 9999 23:59:59 GMT": "at 9999", "9999-12-31T23:59:59-14:00": None,
        "0001-01-01T00:00:00Z": None, "0001-01-01T00:00:00+14:00": None,
        "-0044-03-15T12:00:00Z": None, "Mon, 30 Feb 2026 10:00:00 GMT": None,
        "2026-02-30T10:00:00Z": None, "+123456-01-01T00:00:00Z": None,
        "10000-01-01T00:00:00Z": None, "1e999": None, "NaN": None, "999999999999999999999": None,
        "-1": None, "2026-W53-7": None, "2026-366": None, "00:00:00": None,
        "2026-11-02T99:99:99Z": None, "٢٠٢٦-١١-٠٢": None,
        "Mon, 02 Nov 2026 10:00:00 +0000 (" + "x" * 1_000 + ")": None, "2" * 100_000: None,
        "Mon, " * 20_000: None, "-" * 100_000: None,
        "2026-11-02T10:00:00." + "9" * 100_000 + "Z": None, " \t" * 50_000: None,
        "1 " * 50_000: None, "1:" * 50_000: None, "Jan" * 30_000: None,
        "2026-11-02T10:00:00Z": "at 2026-11-02T10:00:00",
        "Mon, 02 Nov 2026 10:00:00 GMT": "at 2026-11-02T10:00:00",
    }  # fmt: skip
    for date, seen in fine.items():
        says = (GOOD, GOOD_TEXT, *filter(None, [seen]))
        name = date[:40]
        yield _one(
            "dates",
            f"rss: {name}",
            rss(item(more=f"<pubDate>{date}</pubDate>")),
            read(*says, entries=2),
        )
        yield _one(
            "dates",
            f"atom: {name}",
            atom(
                f"<entry><id>1</id><title>t</title><published>{date}</published><updat"
                f"ed>{date}</updated></entry>"
            ),
            read(*says, entries=2),
        )
        yield _one(
            "dates",
            f"json: {name}",
            _feed({"id": 1, "title": GOOD, "content_text": GOOD_TEXT, "date_published": date}),
            read(GOOD, entries=2),
        )


def identities() -> Iterator[Hostile]:
    """Identities that are shared, missing, huge or odd."""
    same = "".join(
        f"<item><guid>same</guid><title>Story {n}</title><link>https://news.example.org/s{n}</link>"
        "</item>"
        for n in range(50)
    )
    yield _one(
        "identities",
        "one guid for fifty",
        rss(same),
        read("Story 0", "Story 49", GOOD, entries=51),
    )
    bare = "".join(f"<item><title>Story {n}</title></item>" for n in range(50))
    yield _one("identities", "none at all", rss(bare), read("Story 49", GOOD, entries=51))
    equal = "<item><guid>x</guid><title>T</title></item>" * 2_500
    yield _one("identities", "2,500 times the same", rss(equal), read("T", entries=2_000))
    for name, guid in {
        "2 kB": "g" * 2_048,
        "5 MB": "g" * 5_000_000,
        "2 MB of marks": "\u0301" * 1_000_000,
        "empty": "",
        "blanks": "   ",
        "a tag": "&lt;script&gt;",
        "a quote": "' OR 1=1 --",
        "a path": "../../etc/passwd",
        "JSON": '{"a":1}',
        "a null": "null",
    }.items():
        yield _one(
            "identities",
            f"guid: {name}",
            rss(f"<item><guid>{guid}</guid><title>odd one</title></item>"),
            read("odd one", GOOD, entries=2),
        )
        yield _one(
            "identities",
            f"id of json: {name}",
            _feed({"id": guid, "title": "odd one"}),
            read("odd one", entries=2),
        )
    for odd in (None, [], {}, 1.5, True, 10**400, [1, 2], {"a": 1}):
        yield _one(
            "identities",
            f"id of json: {str(odd)[:10]}",
            _feed({"id": odd, "title": "odd one"}),
            read("odd one", entries=2),
        )


def links(trap: Trap) -> Iterator[Hostile]:
    """Addresses that lead nowhere good; none of them may be kept as an address of the web."""
    bad = (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", f"file://{trap.file}",
        "file:///etc/passwd", "about:blank", "ftp://a.example/x", "gopher://a.example/",
        "mailto:a@b.example", "blob:x", "view-source:http://a.example/", "http://", "https://",
        "http:///", "http://[", "http://[::1", "http://a.example:99999999/",
        "http://\u202ea.example/", "http://a.example/\x00", "//", "\\\\a\\b",
    )  # fmt: skip
    unsafe = ("javascript:", "data:text", "vbscript:", "file:")
    for link in bad:
        text = link.replace("&", "&amp;").replace("<", "&lt;")
        entry = (
            "<item><guid isPermaLink='false'>b</guid><title>odd "
            f"one</title><link>{text}</link></item>"
        )
        yield _one(
            "links",
            f"rss: {link!r}",
            rss(entry),
            read("odd one", GOOD, entries=2, never=unsafe),
        )
        tag = f'<entry><id>b</id><title>odd one</title><link href="{text}"/></entry>'
        yield _one(
            "links",
            f"atom: {link!r}",
            atom(tag),
            read("odd one", GOOD, entries=2, never=unsafe),
        )
        yield _one(
            "links",
            f"json: {link!r}",
            _feed({"id": "b", "title": "odd one", "url": link}),
            read("odd one", entries=2, never=unsafe),
        )
    towers = {
        "up": "../" * 100_000, "down": "a/" * 100_000, "dots": "./" * 100_000,
        "percent": "%2e%2e%2f" * 50_000, "5 MB": "a" * 5_000_000, "2 kB": "a" * 2_100,
        "queries": "?" + "a=b&amp;" * 100_000, "at": "@" * 100_000, "slashes": "/" * 100_000,
        "digits": "http://" + "1" * 5_000 + "/",
        "punycode": "http://" + "xn--" * 1_000 + ".example/",
        "umlauts": "http://" + "ü" * 300 + ".example/",
    }  # fmt: skip
    for name, link in towers.items():
        yield _one(
            "links",
            f"a tower: {name}",
            rss(f"<item><title>odd one</title><link>{link}</link></item>"),
            read("odd one", GOOD, entries=2),
        )
        yield _one(
            "links",
            f"a tower of atom: {name}",
            atom(f'<entry><id>b</id><title>odd one</title><link href="{link}"/></entry>'),
            read("odd one", GOOD, entries=2),
        )
    for base in (
        "javascript:alert(1)//",
        "file:///etc/",
        "http://[",
        "data:,",
        "x" * 100_000,
        "//",
        "http://evil.example/",
    ):
        yield _one(
            "links",
            f"xml:base {base[:20]}",
            atom(f'<entry xml:base="{base}"><title>odd one</title><link href="x"/></entry>'),
            read("odd one", GOOD, entries=2, never=unsafe),
        )
    many = '<link href="http://a.example/"/>' * 100_000
    yield _one(
        "links",
        "100,000 of one entry",
        atom(f"<entry><id>b</id><title>odd one</title>{many}</entry>"),
        either("timeout", says=("odd one",)),
    )


def large_fields() -> Iterator[Hostile]:
    """One field that is nearly the whole document."""
    size = 9_000_000
    fillings = {
        "letters": "x", "words": "mill ", "cyrillic": "мельница ", "han": "磨坊",
        "tags": "<b>x</b>",
        "open tags": "<b>", "blanks": " ", "lines": "\n", "at signs": "a@", "brackets": "((",
        "dots": "a.", "references": "&#65;", "marks": "e\u0301",
    }  # fmt: skip
    for name, filling in fillings.items():
        text = filling * (size // 2 // len(filling.encode()))
        safe = text.replace("<", "&lt;") if name.endswith("tags") else text
        yield _one("large fields", f"title of {name}", rss(item(safe)), read(GOOD, entries=2))
        yield _one(
            "large fields",
            f"description of {name}",
            rss(item(text=safe)),
            read(GOOD, entries=2),
        )
        yield _one(
            "large fields",
            f"author of {name}",
            rss(item(more=f"<author>{safe}</author>")),
            read(GOOD, entries=2),
        )
    for tag in ("link", "category", "guid", "comments", "source", "generator", "dc:creator"):
        attributes = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        yield _one(
            "large fields",
            f"9 MB of {tag}",
            rss(item(more=f"<{tag}>{'x' * size}</{tag}>"), attributes=attributes),
            read(GOOD),
        )
    for size in (64_000, 1_000_000):
        for name, text in {
            "a@a.": "a@a." * (size // 4),
            "a": "a" * size,
            "(": "(" * size,
            "a.": "a." * (size // 2) + "@",
        }.items():
            for tag in ("author", "managingEditor", "dc:creator"):
                attributes = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
                yield _one(
                    "large fields",
                    f"{tag} of {size} {name}",
                    rss(item(more=f"<{tag}>{text}</{tag}>"), attributes=attributes),
                    read(GOOD, entries=2),
                )


def many_entries() -> Iterator[Hostile]:
    """More entries than anybody reads; the first are kept."""
    for count in (2_001, 100_000):
        entries = "".join(f"<item><title>t{n}</title></item>" for n in range(count))
        yield _one(
            "many entries",
            f"{count} of rss",
            rss(entries),
            read("t0", "t1999", entries=2_000),
        )
        of_atom = "".join(f"<entry><title>t{n}</title></entry>" for n in range(count))
        yield _one(
            "many entries",
            f"{count} of atom",
            atom(of_atom),
            read("t0", "t1999", entries=2_000),
        )
        of_json = [{"title": f"t{n}", "id": n} for n in range(count)]
        yield _one(
            "many entries",
            f"{count} of json",
            _feed(*of_json),
            read("t0", "t1999", entries=2_000),
        )
    yield _one(
        "many entries",
        "500,000 empty ones",
        rss("<item/>" * 500_000),
        either("timeout", "not_a_feed"),
    )
    yield _one(
        "many entries",
        "500,000 empty ones, closed",
        rss("<item></item>" * 500_000),
        read(entries=2_000),
    )
    yield _one("many entries", "one million of json", _feed(*[{}] * 1_000_000), read(entries=2_000))
    yield _one(
        "many entries",
        "never closed",
        rss("<item><title>t</title>" * 100_000),
        either("timeout", "too_deep", "not_a_feed"),
    )


def jsons() -> Iterator[Hostile]:
    """JSON that is no feed, or nearly one."""
    for text in (
        "{}",
        "[]",
        "[[]]",
        '{"items": []}',
        '{"error": "not found", "code": 404}',
        '{"items": {}}',
        '{"version": 1, "items": [1, null, "x"]}',
        "{",
        "[",
        '{"items": [',
        "{]",
        "[}",
        '{"a": }',
        "{'a': 1}",
        '{"items": [{"title": "x"}]}',
        '{"items": null, "version": "https://jsonfeed.org/version/1"}',
    ):
        yield _one("jsons", text[:40], text, refused("not_a_feed"))
    for value in (None, 1, 1.5, True, [], {}, [[]], "x", ["x"], {"a": {"b": []}}):
        for name in (
            "title",
            "url",
            "content_html",
            "content_text",
            "summary",
            "date_published",
            "authors",
            "author",
            "language",
            "tags",
        ):
            yield _one(
                "jsons",
                f"{name} is {value!r}",
                _feed({"id": "1", "url": "/1", "title": "odd", name: value}),
                read(GOOD, entries=2),
            )


def json_bombs() -> Iterator[Hostile]:
    """JSON that eats memory, stacks or numbers."""
    deep = 100_000
    good = json.dumps({"id": "900", "title": GOOD})
    cut = either("not_a_feed", "too_deep")
    for name, value, expect in (
        ("lists in lists", "[" * deep + "]" * deep, cut),
        ("objects in objects", '{"a":' * deep + "1" + "}" * deep, cut),
        ("never closed lists", "[" * deep, refused("not_a_feed")),
        ("1e999999", "1e999999", read(GOOD)), ("-1e999999", "-1e999999", read(GOOD)),
        ("a million digits", "9" * 1_000_000, either("not_a_feed")),
        ("4,301 digits", "9" * 4_301, either("not_a_feed")), ("NaN", "NaN", read(GOOD)),
        ("-Infinity", "-Infinity", read(GOOD)), ("lone surrogate", '"\\ud800"', read(GOOD)),
        ("surrogates the wrong way", '"\\udc00\\ud800"', read(GOOD)),
        ("a NUL", '"\\u0000"', read(GOOD)), ("a bad escape", '"\\x41"', either("not_a_feed")),
        ("a raw newline", '"a\nb"', either("not_a_feed")),
        ("9 MB", '"' + "x" * 9_000_000 + '"', read(GOOD)),
        ("a million keys", "{" + ",".join(f'"k{n}":1' for n in range(700_000)) + "}", read(GOOD)),
        ("a million ones", "[" + "1," * 1_000_000 + "1]", read(GOOD)),
        ("escapes", '"' + "\\u0041" * 1_000_000 + '"', read(GOOD)),
        ("a float of 1 MB", "0." + "1" * 1_000_000, read(GOOD)),
    ):  # fmt: skip
        for name_of in ("title", "id", "url", "date_published", "extra"):
            text = f'{{"version": "{VERSION}", "items": [{{"{name_of}": {value}}}, {good}]}}'
            yield _one("json bombs", f"{name} as {name_of}", text, expect)
    twice = f'{{"version": "{VERSION}", "items": [], "items": [{good}]}}'
    yield _one("json bombs", "a key twice", twice, read(GOOD, entries=1))
    yield _one("json bombs", "a comma too many", twice.replace("]}", ",]}"), refused("not_a_feed"))


def _feed(*items: dict[str, Any]) -> str:
    good = {"id": "900", "url": "/900", "title": GOOD, "content_text": GOOD_TEXT}
    return json.dumps({"version": VERSION, "title": "The Courier", "items": [*items, good]})


def _one(family: str, name: str, text: str | bytes, expect: Expect) -> Hostile:
    return Hostile(family=family, name=name, body=written(text), expect=expect)
