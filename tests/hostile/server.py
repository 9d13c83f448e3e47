"""An enemy on loopback: an HTTP server of raw sockets that says, byte by byte, what it likes.

It listens on all of 127.0.0.0/8, so that each of its feeds can be a host of its own.
"""

import asyncio
import socket
import ssl
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain, repeat

from tests.hostile.listening import listening

MIB = 1024 * 1024
OK = b"HTTP/1.1 200 OK\r\n"
RSS = "Content-Type: application/rss+xml; charset=utf-8"

Say = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it came; `host` is without its port."""

    host: str
    path: str
    head: str


@dataclass(slots=True, kw_only=True)
class Enemy:
    """Says what it was told to on each path, and remembers what it was asked."""

    port: int = 0
    asked: list[Heard] = field(default_factory=list)
    says: dict[str, list[Say]] = field(default_factory=dict)

    def address(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Give the address of a path."""
        return f"{scheme}://{host}:{self.port}{path}"

    def put(self, path: str, *says: Say) -> None:
        """Say these, one after the other; the last one again and again.

        What is put on a host and its path, `127.0.0.9/robots.txt`, goes before what is put on the
        path alone.
        """
        self.says[path] = list(says)

    def heads(self, path: str) -> list[str]:
        """Give the heads of the requests for a path."""
        return [one.head for one in self.asked if one.path == path]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request's head and say what belongs to its path; then hang up."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ")[1]
        host = head.lower().partition("\r\nhost: ")[2].partition("\r\n")[0].partition(":")[0]
        self.asked.append(Heard(host=host, path=path, head=head))
        says = self.says.get(f"{host}{path}") or self.says.get(path, [status(404)])
        await (says.pop(0) if len(says) > 1 else says[0])(writer)
        await writer.drain()


@asynccontextmanager
async def enemy(
    host: str = "0.0.0.0", tls: ssl.SSLContext | None = None, at_once: Say | None = None
) -> AsyncIterator[Enemy]:
    """Run an enemy on a free port; every talk ends with the block.

    With `at_once`, this is said to whoever comes, before anything is heard.
    """
    found = Enemy()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await (at_once(writer) if at_once else found.talk(reader, writer))

    async with listening(talk, host, tls) as found.port:
        yield found


# Whole answers.


def plain(*pieces: bytes) -> Say:
    """Say these bytes."""
    return flood(lambda: pieces)


def ok(body: bytes, *headers: str, kind: str = RSS) -> Say:
    """Answer 200 with a body and its length."""
    return plain(head(f"Content-Length: {len(body)}", *([kind] if kind else []), *headers), body)


def status(code: int | str, *headers: str, body: bytes = b"") -> Say:
    """Answer with a status."""
    lines = [f"HTTP/1.1 {code} Words", f"Content-Length: {len(body)}", *headers]
    return plain("\r\n".join([*lines, "", ""]).encode("latin-1"), body)


def sent_to(location: str, code: int = 302, *headers: str) -> Say:
    """Send the reader elsewhere."""
    return status(code, f"Location: {location}", *headers)


def head(*headers: str) -> bytes:
    """Write the head of a 200; headers may hold any latin-1 letters."""
    return OK + "\r\n".join([*headers, "", ""]).encode("latin-1")


# Answers that never end, or end badly.


def flood(*makers: Callable[[], Iterable[bytes]]) -> Say:
    """Say all pieces as fast as they are taken; they are made anew for each request."""

    async def say(writer: asyncio.StreamWriter) -> None:
        for piece in chain.from_iterable(make() for make in makers):
            writer.write(piece)
            await writer.drain()

    return say


def endless(start: bytes, piece: bytes) -> Say:
    """Say a start, and then the same piece for ever, as fast as it is taken."""
    return flood(lambda: [start], lambda: repeat(piece))


def drip(start: bytes, piece: bytes = b"x", pause: float = 0.1) -> Say:
    """Say a start, and then one piece after each pause, for ever."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return say


def silence(start: bytes = b"") -> Say:
    """Say a start, and then nothing for ever."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.Event().wait()

    return say


def reset(start: bytes) -> Say:
    """Say a start, and break the link without a goodbye."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(0.02)
        found = writer.get_extra_info("socket")
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return say


# Bombs: a mebibyte of zeros packs into a kibibyte, and is sent again and again.


def zeros(wbits: int, mebibytes: int) -> Iterator[bytes]:
    """Pack so many mebibytes of zeros without ever holding them; the end has no checksum.

    `wbits` is that of zlib: 31 gzip, 15 zlib, -15 raw deflate.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    yield packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield from repeat(piece, mebibytes - 1)


def members(mebibytes: int) -> Iterator[bytes]:
    """Give a bomb of many whole gzip files, one behind the other."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    one = packer.compress(bytes(MIB)) + packer.flush()
    yield from repeat(one, mebibytes)


def zstd_zeros(mebibytes: int) -> Iterator[bytes]:
    """Give a bomb of zstd: blocks that say "128 KiB of the same byte" (RFC 8878, 3.1.1.2)."""
    yield b"\x28\xb5\x2f\xfd" + b"\x00" + b"\x58"  # magic, no checksum, a window of 2 MiB
    block = ((128 * 1024) << 3 | 1 << 1).to_bytes(3, "little") + b"\x00"
    yield from repeat(block * 8, mebibytes)
