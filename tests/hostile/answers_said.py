"""What an enemy says in good HTTP: statuses, ways on, wishes, and bodies that are no feeds."""

import io
import zipfile
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.hostile.answers import PAPER, Table
from tests.hostile.server import head, ok, plain, sent_to, status

HTML = "Content-Type: text/html; charset=utf-8"
XML = "Content-Type: application/xml"
NOWHERE = "https://nowhere.invalid/feed"

STATUSES: Table = {
    **{
        f"status {code}": (status(code, body=PAPER), word)
        for code, word in {
            201: "http_2xx", 202: "http_2xx", 203: "http_2xx", 206: "http_2xx", 207: "http_2xx",
            226: "http_2xx", 299: "http_2xx", 300: "http_3xx", 305: "http_3xx", 306: "http_3xx",
            400: "http_4xx", 401: "http_401", 402: "http_4xx", 403: "http_403", 404: "http_404",
            405: "http_4xx", 406: "http_4xx", 408: "http_4xx", 409: "http_4xx", 412: "http_4xx",
            418: "http_4xx", 421: "http_4xx", 425: "http_4xx", 431: "http_4xx", 451: "http_4xx",
            499: "http_4xx", 500: "http_5xx", 501: "http_5xx", 502: "http_5xx", 504: "http_5xx",
            505: "http_5xx", 507: "http_5xx", 511: "http_5xx", 520: "http_5xx", 599: "http_5xx",
            410: "gone",
        }.items()
    },
    "status 204": (plain(b"HTTP/1.1 204 No Content\r\n\r\n"), "http_2xx"),
    "status 205": (status(205), "http_2xx"),
    "status 301 to nowhere": (status(301), "http_3xx"),
    "status 307 to nowhere": (status(307), "http_3xx"),
    "a password is asked for": (
        status(401, 'WWW-Authenticate: Basic realm="x"', "Set-Cookie: a=b"),
        "http_401",
    ),
    "a proxy's password is asked for": (
        status(407, 'Proxy-Authenticate: Basic realm="x"'),
        "http_4xx",
    ),
}  # fmt: skip

TO: Table = {
    f"sent to {where[:40]!r}": (sent_to(where), word)
    for where, word in {
        "file:///etc/passwd": "bad_redirect",
        "FILE:///etc/passwd": "bad_redirect",
        "file:/etc/passwd": "bad_redirect",
        "gopher://127.0.0.1:6379/_FLUSHALL": "bad_redirect",
        "javascript:alert(1)": "bad_redirect",
        "data:application/rss+xml,<rss/>": "bad_redirect",
        "ftp://127.0.0.1/feed": "bad_redirect",
        "ws://127.0.0.1/feed": "bad_redirect",
        "mailto:a@b.example": "bad_redirect",
        "about:blank": "bad_redirect",
        "unix:/run/docker.sock": "bad_redirect",
        "http+unix://%2Frun%2Fdocker.sock/": "bad_redirect",
        "view-source:http://127.0.0.1/": "bad_redirect",
        "blob:http://127.0.0.1/x": "bad_redirect",
        "dict://127.0.0.1:11211/stat": "bad_redirect",
        "https:": "bad_address",
        "http://[::1": "bad_redirect",
        "http://host:99999/": "bad_redirect",
        "http://host:words/": "bad_redirect",
        "http://host:0/": "bad_redirect",
        "http://ho st/": "bad_address",
        "http://host/" + "a" * 9_000: "bad_address",
        "http://10.0.0.1/feed": "private_address",
        "http://192.168.0.1:8080/": "private_address",
        "http://169.254.169.254/latest/meta-data/": "private_address",
        "http://[::ffff:10.0.0.1]/": "private_address",
        "http://[fd00:ec2::254]/": "private_address",
        "http://0xa9fea9fe/": "private_address",
        "//10.0.0.1/feed": "private_address",
        "https://10.0.0.1/feed": "private_address",
        "http://user:word@10.0.0.1/": "private_address",
    }.items()
}

NO_FEEDS: Table = {
    f"instead of a feed: {name}": (ok(body, kind=kind), word)
    for name, (body, kind, word) in {
        "nothing": (b"", "", "empty"),
        "blanks": (b" \r\n\t ", "", "empty"),
        "only a BOM": (b"\xef\xbb\xbf", "", "empty"),
        "only a BOM of UTF-16": (b"\xff\xfe", "", "empty"),
        "only a BOM and blanks": (b"\xef\xbb\xbf \n", "", "empty"),
        "a login": (
            b"<!doctype html><html><head><title>Sign in</title></head><body>"
            b"<form action=/login><input type=password></form></body></html>",
            HTML,
            "not_a_feed",
        ),
        "a login that calls itself a feed": (
            b"<!doctype html><html><body><h1>Please sign in</h1></body></html>",
            XML,
            "not_a_feed",
        ),
        "an error with status 200": (
            b"<html><body><h1>500 Something broke</h1></body></html>",
            HTML,
            "not_a_feed",
        ),
        "a page that needs a script": (
            b"<html><head><noscript>Please enable JavaScript</noscript>"
            b"<script>location.reload()</script></head></html>",
            HTML,
            "not_a_feed",
        ),
        "a page that reloads elsewhere": (
            b'<html><head><meta http-equiv="refresh" content="0;url=http://10.0.0.1/"></head>'
            b"<body></body></html>",
            HTML,
            "not_a_feed",
        ),
        "a page with a feed's link": (
            b'<html><head><link rel="alternate" type="application/rss+xml" '
            b'href="http://10.0.0.1/feed"></head><body>hello</body></html>',
            HTML,
            "not_a_feed",
        ),
        "words": (b"Not found", "Content-Type: text/plain", "not_a_feed"),
        "a warning of PHP": (b"Warning: include(): failed in /x.php on line 3", "", "not_a_feed"),
        "an error in JSON": (
            b'{"error": {"code": 500, "message": "oops"}}',
            "Content-Type: application/json",
            "not_a_feed",
        ),
        "an empty object": (b"{}", "", "not_a_feed"),
        "an empty list": (b"[]", "", "not_a_feed"),
        "null": (b"null", "", "not_a_feed"),
        "a number": (b"42", "", "not_a_feed"),
        "JSON that breaks off": (b'{"version": "https://jsonfeed.org/", "it', "", "not_a_feed"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "Content-Type: image/png", "not_a_feed"),
        "a paper for print": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "", "not_a_feed"),
        "a program": (b"MZ" + bytes(500), "", "not_a_feed"),
        "a program of Linux": (b"\x7fELF" + bytes(500), "", "not_a_feed"),
        "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', XML, "not_a_feed"),
        "subscriptions": (
            b'<?xml version="1.0"?><opml version="2.0"><body><outline text="x"/></body></opml>',
            XML,
            "not_a_feed",
        ),
        "a fault of SOAP": (
            b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
            XML,
            "not_a_feed",
        ),
        "XML that is nothing": (b"<things><thing/><thing/></things>", XML, "not_a_feed"),
        "the head of XML alone": (b'<?xml version="1.0"?>', XML, "not_a_feed"),
    }.items()
}  # fmt: skip


def archive() -> bytes:
    """Pack a feed into a ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("feed.xml", PAPER)
    return file.getvalue()


NO_FEEDS |= {"instead of a feed: an archive": (ok(archive()), "not_a_feed")}

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
LATER = {
    "no wish": None,
    "0": "0",
    "-1": "-1",
    "60": "60",
    "7200": "7200",
    "a thousand million": "1000000000",
    "10**40": "1" + "0" * 40,
    "1.5": "1.5",
    "1e9": "1e9",
    "0x10": "0x10",
    "+5": "+5",
    "nan": "nan",
    "inf": "inf",
    "two": "60, 120",
    "nothing": "",
    "words": "soon",
    "a past day": "Wed, 21 Oct 2015 07:28:00 GMT",
    "a far day": "Fri, 31 Dec 9999 23:59:59 GMT",
    "a day before time": "Mon, 01 Jan 0000 00:00:00 GMT",
    "the 31st of February": "Mon, 31 Feb 2025 00:00:00 GMT",
    "a zone that is none": "Tue, 17 Jun 2025 12:00:00 +9999",
    "an hour from noon": format_datetime(NOON.replace(hour=13), usegmt=True),
    "letters": "\xd9\xa1\xd9\xa2",
    "a long wish": "9" * 10_000,
}

WAITS: Table = {
    f"status {code}, Retry-After {name}": (
        status(code, *([f"Retry-After: {wish}"] if wish is not None else [])),
        "slow_down" if code == 429 else "http_5xx",
    )
    for code in (429, 503)
    for name, wish in LATER.items()
}

# What is kept of an answer is what may be sent back: (headers, etag, last-modified).
KEPT: dict[str, tuple[tuple[str, ...], str | None, str | None]] = {
    "a plain etag": (('ETag: "x"',), '"x"', None),
    "a weak etag": (('ETag: W/"x"',), 'W/"x"', None),
    "an etag without quotes": (("ETag: x",), "x", None),
    "an empty etag": (("ETag:",), None, None),
    "an etag of 1,024 letters": ((f"ETag: {'x' * 1024}",), "x" * 1024, None),
    "an etag of 1,025 letters": ((f"ETag: {'x' * 1025}",), None, None),
    "an etag of 10,000 letters": ((f"ETag: {'x' * 10_000}",), None, None),
    "an etag with a bell": (('ETag: "a\x07b"',), None, None),
    "an etag with a tab": (('ETag: "a\tb"',), None, None),
    "an etag with a line break in other words": (('ETag: "a%0d%0aX: y"',), '"a%0d%0aX: y"', None),
    "two etags": (('ETag: "x"', 'ETag: "y"'), '"y"', None),
    "a date of words": (("Last-Modified: yesterday",), None, "yesterday"),
    "a date of 2,000 letters": ((f"Last-Modified: {'9' * 2000}",), None, None),
    "a max-age of 10**30": ((f"Cache-Control: max-age={10**30}",), None, None),
    "a max-age below zero": (("Cache-Control: max-age=-1",), None, None),
    "an age of words": (("Cache-Control: max-age=60", "Age: old"), None, None),
    "a type of 5,000 letters": ((f"Content-Type: {'x' * 5000}",), None, None),
    "a charset that is code": (("Content-Type: text/xml; charset=zlib_codec",), None, None),
    "a thousand cookies": (tuple(f"Set-Cookie: c{n}=1" for n in range(100)), None, None),
    "links to preload": (("Link: <http://10.0.0.1/>; rel=preload",), None, None),
    "a refresh": (("Refresh: 0; url=http://10.0.0.1/",), None, None),
    "another service": (('Alt-Svc: h3="10.0.0.1:443"',), None, None),
}


def kept(name: str) -> bytes:
    """Write an answer whose headers are those of a name of `KEPT`."""
    headers = KEPT[name][0]
    return head(f"Content-Length: {len(PAPER)}", *headers) + PAPER
