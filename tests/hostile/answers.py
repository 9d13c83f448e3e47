"""What an enemy answers to a poll, and the word that the feed must get for it; None for none."""

import gzip
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, repeat

import brotli

from tests.hostile.server import (
    MIB,
    OK,
    RSS,
    Say,
    drip,
    endless,
    flood,
    head,
    members,
    ok,
    plain,
    reset,
    silence,
    zeros,
    zstd_zeros,
)
from tests.rig.paper import Story, rss

BOMB = 2048
"""Mebibytes that a bomb unpacks to; a gzip of them is two mebibytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One answer: its name, what is said, and the reason word that must follow."""

    name: str
    say: Say
    word: str | None


Table = dict[str, tuple[Say, str | None]]
PAPER = rss([Story(id="enemy", title="Sappers of the enemy", link="http://127.0.0.1:9/enemy")])
CHUNKED = OK + RSS.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
LONG = head(RSS, "Content-Length: 1000000")
OPEN = head(RSS)


def chunk(body: bytes) -> bytes:
    return f"{len(body):x}\r\n".encode() + body + b"\r\n"


def coded(coding: str, body: bytes, *more: str) -> Say:
    return ok(body, f"Content-Encoding: {coding}", *more)


def packed(coding: str, pieces: Callable[[], Iterable[bytes]], *more: str) -> Say:
    return flood(lambda: [head(RSS, f"Content-Encoding: {coding}", *more)], pieces)


def bomb(coding: str, wbits: int) -> Say:
    return packed(coding, lambda: zeros(wbits, BOMB))


def huge(start: bytes, end: bytes) -> Say:
    return flood(lambda: [start], lambda: repeat(b"y" * MIB, 50), lambda: [end])


def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join([*(packer.process(bytes(MIB)) for _ in range(128)), packer.finish()])


SLOW: Table = {
    "a body drips": (drip(OPEN), "timeout"),
    "a body of a known length drips": (drip(LONG), "timeout"),
    "a chunked body drips": (drip(CHUNKED, chunk(b"x")), "timeout"),
    "a chunk's size drips": (drip(CHUNKED, b"0"), "timeout"),
    "a packed body drips": (
        drip(head(RSS, "Content-Encoding: gzip") + gzip.compress(PAPER)[:12], b"\x00"),
        "timeout",
    ),
    "the end after the last chunk drips": (
        drip(CHUNKED + chunk(PAPER) + b"0\r\n", b"X: y\r\n"),
        "timeout",
    ),
    "headers drip": (drip(OK, b"X: y\r\n"), "timeout"),
    "one header drips": (drip(OK + b"X: "), "timeout"),
    "the first line drips": (drip(b"HTTP/1.1 200 O", b"K"), "timeout"),
    "spaces drip before the first line": (drip(b"", b"\r\n"), "timeout"),
    "silence": (silence(), "timeout"),
    "silence after the first line": (silence(OK), "timeout"),
    "silence after the head": (silence(LONG), "timeout"),
    "silence after half of the body": (silence(LONG + PAPER), "timeout"),
    "100 Continue drips": (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout"),
    "a redirect whose body drips": (drip(b"HTTP/1.1 302 Go\r\nLocation: /\r\n\r\n"), "timeout"),
    "an error whose body drips": (drip(b"HTTP/1.1 500 Sorry\r\n\r\n"), "timeout"),
}

LARGE: Table = {
    "100 Continue floods": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50), "timeout"),
    "103 Early Hints floods": (
        endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50),
        "timeout",
    ),
    "a body without end": (endless(OPEN, b"<item/>" * 10_000), "too_large"),
    "a chunked body without end": (endless(CHUNKED, chunk(b"x" * 65_000)), "too_large"),
    "chunks of one byte without end": (endless(CHUNKED, chunk(b"x") * 9_000), "timeout"),
    "a body of ten mebibytes and one byte": (ok(b" " * (10 * MIB + 1)), "too_large"),
    "an honest body of ten mebibytes": (ok(PAPER + b"\n" * (10 * MIB - len(PAPER))), None),
    "a gzip of two gibibytes": (bomb("gzip", 31), "too_large"),
    "an x-gzip of two gibibytes": (bomb("x-gzip", 31), "too_large"),
    "a deflate of two gibibytes": (bomb("deflate", 15), "too_large"),
    "a raw deflate of two gibibytes": (bomb("deflate", -15), "too_large"),
    "many gzips, one behind the other": (packed("gzip", lambda: members(BOMB)), "too_large"),
    "a gzip that lies about its length": (
        packed("gzip", lambda: zeros(31, BOMB), "Content-Length: 9"),
        "broken_answer",
    ),
    "a br of 128 mebibytes": (coded("br", brotli_bomb()), "bad_encoding"),
    "a zstd of two gibibytes": (packed("zstd", lambda: zstd_zeros(BOMB)), "bad_encoding"),
    "a gzip of a gzip of two gibibytes": (
        packed("gzip, gzip", lambda: zeros(31, BOMB)),
        "bad_encoding",
    ),
    "a redirect with a body without end": (
        endless(b"HTTP/1.1 302 Go\r\nLocation: /\r\n\r\n", b"x" * 65_000),
        "too_large",
    ),
    "an error with a body without end": (
        endless(b"HTTP/1.1 500 Sorry\r\n\r\n", b"x" * 65_000),
        "too_large",
    ),
    "one header of 50 mebibytes": (
        huge(OK + b"X: ", b"\r\n\r\n"),
        "broken_answer",
    ),
    "a header's name of 50 mebibytes": (
        huge(OK, b": x\r\n\r\n"),
        "broken_answer",
    ),
    "a first line of 50 mebibytes": (
        huge(b"HTTP/1.1 200 ", b"\r\n\r\n"),
        "broken_answer",
    ),
    "a hundred thousand headers": (
        plain(OK, *([b"X: y\r\n" * 1_000] * 100), b"\r\n"),
        "broken_answer",
    ),
    "headers without end": (endless(OK, b"X: y\r\n" * 1_000), "broken_answer"),
    "a chunk's extension without end": (endless(CHUNKED + b"5;", b"x" * MIB), "timeout"),
    "lines after the last chunk without end": (
        endless(CHUNKED + chunk(PAPER) + b"0\r\n", b"X: y\r\n" * 1_000),
        "broken_answer",
    ),
}

CODINGS: Table = {
    "gzip": (coded("gzip", gzip.compress(PAPER)), None),
    "gzip in capitals": (coded("GZIP", gzip.compress(PAPER)), None),
    "deflate": (coded("deflate", zlib.compress(PAPER)), None),
    "raw deflate": (coded("deflate", zlib.compress(PAPER)[2:-4]), None),
    "identity": (coded("identity", PAPER), None),
    "an empty coding": (coded("", PAPER), None),
    "two gzips, one behind the other": (
        coded("gzip", gzip.compress(PAPER[:50]) + gzip.compress(PAPER[50:])),
        None,
    ),
    "gzip, gzip": (coded("gzip, gzip", gzip.compress(gzip.compress(PAPER))), "bad_encoding"),
    "two headers of one coding": (
        coded("gzip", gzip.compress(PAPER), "Content-Encoding: gzip"),
        "bad_encoding",
    ),
    "identity, gzip": (coded("identity, gzip", gzip.compress(PAPER)), "bad_encoding"),
    "gzip, chunked": (coded("gzip, chunked", gzip.compress(PAPER)), "bad_encoding"),
    "gzip;q=1": (coded("gzip;q=1", gzip.compress(PAPER)), "bad_encoding"),
    "br": (coded("br", brotli.compress(PAPER)), "bad_encoding"),
    "br that is none": (coded("br", PAPER), "bad_encoding"),
    "zstd": (coded("zstd", b"\x28\xb5\x2f\xfd" + PAPER), "bad_encoding"),
    "compress": (coded("compress", b"\x1f\x9d" + PAPER), "bad_encoding"),
    "dcb": (coded("dcb", PAPER), "bad_encoding"),
    "no coding that is one": (coded("none; really", PAPER), "bad_encoding"),
    "gzip that is none": (coded("gzip", PAPER), "broken_answer"),
    "deflate that is none": (coded("deflate", PAPER), "broken_answer"),
    "gzip that breaks off": (coded("gzip", gzip.compress(PAPER)[:-20]), "broken_answer"),
    "gzip with a wrong sum": (
        coded("gzip", gzip.compress(PAPER)[:-8] + b"\x00" * 8),
        "broken_answer",
    ),
    "gzip of nothing": (coded("gzip", gzip.compress(b"")), "empty"),
    "nothing, said to be gzip": (coded("gzip", b""), "empty"),
    "gzip twice, said once": (coded("gzip", gzip.compress(gzip.compress(PAPER))), "not_a_feed"),
    "gzip, said nowhere": (ok(gzip.compress(PAPER)), "not_a_feed"),
    "a transfer coding that we did not offer": (
        plain(head(RSS, "Transfer-Encoding: gzip, chunked"), chunk(gzip.compress(PAPER))),
        "broken_answer",
    ),
}

BROKEN: Table = {
    "a length that is too long": (plain(LONG, PAPER), "broken_answer"),
    "a chunk that breaks off": (plain(CHUNKED, b"ffff\r\n", PAPER), "broken_answer"),
    "chunks without the last": (plain(CHUNKED, chunk(PAPER)), "broken_answer"),
    "a chunk longer than it says": (plain(CHUNKED, b"5\r\n", PAPER), "broken_answer"),
    "a chunk of no size": (plain(CHUNKED, b"\r\n", PAPER), "broken_answer"),
    "a chunk of minus five": (plain(CHUNKED, b"-5\r\n", PAPER), "broken_answer"),
    "a chunk of 0x5": (plain(CHUNKED, b"0x5\r\n", PAPER), "broken_answer"),
    "a chunk of 2**70": (plain(CHUNKED, b"4" + b"0" * 17 + b"\r\n", PAPER), "broken_answer"),
    "a chunk of words": (plain(CHUNKED, b"five\r\n", PAPER), "broken_answer"),
    "a reset before the head": (reset(b""), "no_connection"),
    "a reset in the head": (reset(OK), "no_connection"),
    "a reset after the head": (reset(LONG), "broken_answer"),
    "a reset in the body": (reset(LONG + PAPER), "broken_answer"),
    "a reset in a chunk": (reset(CHUNKED + b"ffff\r\n" + PAPER), "broken_answer"),
    "a reset where only the end says the length": (reset(OPEN + PAPER), "broken_answer"),
    "an end before the head": (plain(b""), "broken_answer"),
    "an end in the head": (plain(OK), "broken_answer"),
    "two lengths": (ok(PAPER, "Content-Length: 5"), "broken_answer"),
    "a length and chunks": (
        plain(head(RSS, "Content-Length: 5", "Transfer-Encoding: chunked"), chunk(PAPER)),
        "broken_answer",
    ),
    "a length of minus five": (plain(head(RSS, "Content-Length: -5"), PAPER), "broken_answer"),
    "a length of plus five": (plain(head(RSS, "Content-Length: +5"), PAPER), "broken_answer"),
    "a length of 0x5": (plain(head(RSS, "Content-Length: 0x5"), PAPER), "broken_answer"),
    "a length of words": (plain(head(RSS, "Content-Length: five"), PAPER), "broken_answer"),
    "a length of ٥": (plain(head(RSS, "Content-Length: \xd9\xa5"), PAPER), "broken_answer"),
    "a length of 10**30": (
        plain(head(RSS, f"Content-Length: {10**30}"), PAPER),
        "broken_answer",
    ),
    "a header without a colon": (ok(PAPER, "words and words"), "broken_answer"),
    "a header without a name": (ok(PAPER, ": words"), "broken_answer"),
    "a space before the colon": (ok(PAPER, "X : words"), "broken_answer"),
    "a NUL in a header": (ok(PAPER, "X: a\x00b"), "broken_answer"),
    "a carriage return in a header": (ok(PAPER, "X: a\rETag: b"), "broken_answer"),
    "129 headers": (ok(PAPER, *(["X: y"] * 129)), "broken_answer"),
    "a header of 17,000 letters": (ok(PAPER, "X: " + "y" * 17_000), "broken_answer"),
    "no HTTP at all": (plain(PAPER), "broken_answer"),
    "a version that is none": (plain(b"HTTP/x.y 200 OK\r\n\r\n", PAPER), "broken_answer"),
    "a status of two digits": (plain(b"HTTP/1.1 20 OK\r\n\r\n", PAPER), "broken_answer"),
    "a status of four digits": (plain(b"HTTP/1.1 2000 OK\r\n\r\n", PAPER), "broken_answer"),
    "a status of letters": (plain(b"HTTP/1.1 OK OK\r\n\r\n", PAPER), "broken_answer"),
    "a status below zero": (plain(b"HTTP/1.1 -20 OK\r\n\r\n", PAPER), "broken_answer"),
    "a mail server": (plain(b"220 mail.example ESMTP\r\n"), "broken_answer"),
    "an ssh server": (plain(b"SSH-2.0-OpenSSH_9.0\r\n"), "broken_answer"),
    "an alert of TLS": (plain(b"\x15\x03\x01\x00\x02\x02\x46"), "broken_answer"),
    "noise": (plain(bytes(range(256)) * 20), "broken_answer"),
    "NULs": (plain(bytes(5_000)), "broken_answer"),
    "a socket of the web": (
        plain(b"HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n", PAPER),
        "http_1xx",
    ),
}

ASKED_AGAIN = frozenset(
    name for name in BROKEN if name.endswith(("before the head", "in the head"))
)


def table(*tables: Table) -> tuple[Case, ...]:
    """Give the cases of tables, in order."""
    rows = chain.from_iterable(one.items() for one in tables)
    return tuple(Case(name=name, say=say, word=word) for name, (say, word) in rows)
