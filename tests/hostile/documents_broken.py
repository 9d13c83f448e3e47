"""Good feeds after an accident: cut off, with flipped bits, spliced; and files that are two."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.figures import by_length
from tests.hostile.documents import (
    GOOD,
    PAGE_AT,
    XML,
    Expect,
    Hostile,
    Trap,
    either,
    item,
    read,
    refused,
    rss,
    written,
)

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = 20_261_102
PARTS = by_length(8, 100)
WOUNDS = by_length(4, 200)
MEDIA = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "zip": b"PK\x03\x04\x14\x00\x00\x00",
    "gif": b"GIF89a\x01\x00\x01\x00", "mp4": b"\x00\x00\x00\x18ftypmp42",
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "gzip": b"\x1f\x8b\x08\x00", "mp3": b"ID3\x03\x00",
    "rtf": b"{\\rtf1\\ansi ", "elf": b"\x7fELF\x02\x01\x01\x00", "png": b"\x89PNG\r\n\x1a\n",
    "class": b"\xca\xfe\xba\xbe\x00\x00", "webp": b"RIFF\x00\x00\x00\x00WEBP",
    "tar": b"x" * 100 + b"\x00" * 157 + b"ustar",
}  # fmt: skip
# What a damaged document may become: read, in part or whole, or no feed. Never a failed parser.
ANYTHING = either("not_a_feed", "empty")


def families(_trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from truncated()
    yield from flipped()
    yield from spliced()
    yield from polyglots()
    yield from other_things()


def truncated() -> Iterator[Hostile]:
    """The shipped feeds, cut off; what stands before the cut is told."""
    for file in _seeds():
        whole = file.read_bytes()
        for part in range(1, PARTS):
            end = len(whole) * part // PARTS
            yield _one(
                "truncated",
                f"{file.stem} after {end} bytes",
                whole[:end],
                ANYTHING,
            )
    good = rss(item("The first of two stories"))
    second = good.index("<item>", good.index("<item>") + 1)
    for end in range(second, len(good), 3):
        yield _one(
            "truncated",
            f"a feed after its first entry, {end}",
            good[:end].encode(),
            read("The first of two stories"),
        )


def flipped() -> Iterator[Hostile]:
    """The shipped feeds with one bit in a thousand turned over."""
    for file in _seeds():
        whole = file.read_bytes()
        for number in range(WOUNDS):
            yield _one(
                "flipped",
                f"{file.stem}, {number}",
                _flipped(whole, number),
                ANYTHING,
            )


def spliced() -> Iterator[Hostile]:
    """Pieces of two shipped feeds, in any order, some of them twice."""
    files = _seeds()
    for number in range(WOUNDS * len(files)):
        yield _one("spliced", str(number), _spliced(files, number), ANYTHING)


def polyglots() -> Iterator[Hostile]:
    """Files of another kind with a feed or a page behind them."""
    feed = rss().encode()
    page = b"<!doctype html><html><body><p>" + b"Words of a page. " * 50
    for name, magic in MEDIA.items():
        yield _one("polyglots", f"{name} before a feed", magic + feed, ANYTHING)
        yield _one("polyglots", f"{name} behind a feed", feed + magic, read(GOOD))
        yield _one(
            "polyglots",
            f"only {name}",
            magic + bytes(range(256)) * 40,
            refused("not_a_feed", "empty"),
        )
        yield Hostile(
            family="polyglots",
            name=f"{name} as a page",
            body=magic + page,
            expect=_of_media(name),
            kind="page",
            address=PAGE_AT,
            content_type="text/html",
        )
    html = (
        b"<!doctype html><html><head><title>Log in</title></head><body><form></form></body></html>"
    )
    yield _one(
        "polyglots",
        "a page with a feed inside",
        html.replace(b"<form>", feed),
        refused("not_a_feed"),
    )
    yield _one(
        "polyglots",
        "a feed in a comment of a page",
        b"<!-- " + feed + b" -->" + html,
        refused("not_a_feed"),
    )
    yield _one("polyglots", "JSON and XML", b'{"a": "' + feed + b'"}', refused("not_a_feed"))
    yield _one("polyglots", "a feed as a script", b"<script>" + feed + b"</script>", ANYTHING)


def other_things() -> Iterator[Hostile]:
    """What servers send instead of a feed."""
    things = {
        "a login page": (
            "<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input "
            "type=password></form></body></html>"
        ),
        "an error page": "<html><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>",
        "JSON error": '{"error":{"code":500}}',
        "text": "Service temporarily unavailable",
        "PHP": "<?php echo 1; ?>",
        "a PHP warning and a feed": "<br />\n<b>Warning</b>: x in <b>/var/www</b><br />\n" + rss(),
        "a robots file": "User-agent: *\nDisallow: /",
        "OPML": (
            f'{XML}<opml version="2.0"><body><outline xmlUrl="http://a.example/"/></body></opml>'
        ),
        "SVG": f'{XML}<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
        "SOAP": f'{XML}<s:Envelope xmlns:s="urn:s"><s:Body/></s:Envelope>',
        "an index of sitemaps": (
            f"{XML}<sitemapindex><sitemap><loc>{'x' * 100_000}\u202e</loc></sitemap></sitemapindex>"
        ),
        "a sitemap without news": f"{XML}<urlset><url><loc>http://a.example/</loc></url></urlset>",
        "a broken sitemap": f"{XML}<urlset><url>",
        "CSV": "a,b\n1,2\n" * 1_000,
        "a base64 feed": "PHJzcy8+",
        "HTTP in a body": "HTTP/1.1 200 OK\r\n\r\n" + rss(),
        "one letter": "x",
        "one tag": "<a>",
        "an empty root": "<rss/>",
        "a million blanks": " " * 1_000_000,
        "a million letters": "x" * 1_000_000,
    }
    readable = {"an empty root", "a PHP warning and a feed", "HTTP in a body"}
    for name, text in things.items():
        expect = ANYTHING if name in readable else refused("not_a_feed", "empty")
        yield _one("other things", name, text.encode(), expect)


def _of_media(name: str) -> Expect:
    """Expect no article behind what says by its first bytes that it is no page."""
    is_known = name not in ("webp",) and (b"\x00" in MEDIA[name] or name in ("pdf", "rtf", "jpeg"))
    return refused("none") if is_known else either("none")


def _seeds() -> list[Path]:
    return sorted([*SEEDS.glob("*.xml"), *SEEDS.glob("[!e]*.json")])


def _flipped(whole: bytes, number: int) -> bytes:
    chance = random.Random(SEED + number)
    found = bytearray(whole)
    for _ in range(max(1, len(found) // 1_000)):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _spliced(files: list[Path], number: int) -> bytes:
    chance = random.Random(SEED - number)
    found = b""
    for _ in range(chance.randint(2, 8)):
        content = chance.choice(files).read_bytes()
        start = chance.randrange(len(content))
        found += content[start : start + chance.randint(1, 4_000)]
    return chance.choice((b"", b"<?xml version='1.0'?>", b"<rss><channel>", b"{")) + found


def _one(family: str, name: str, text: str | bytes, expect: Expect) -> Hostile:
    return Hostile(family=family, name=name, body=written(text), expect=expect)
