"""Thousands of outlets and two readers in a process of their own, all of them a little broken.

`python -m tests.faults.outlets FEEDS` prints its port, and ends with its standard input. Of a
hundred questions one is answered badly, each time in another way; which, is drawn by a fixed seed.
"""

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.request import ProxyHandler, build_opener

HEAD_END = b"\r\n\r\n"
WINDOW = 10
PERIODS = (24, 24, 48, 72, 120, 240)  # hours between two stories of an outlet
FAULTS = ("busy", "cut", "garbage", "reset")
SHARE = 0.01
HIT_SHARE = 5  # one story of so many is a hit
FEEDS_A_HOST = 10


def newest(feed: int, hour: int) -> int:
    """Give the number of a feed's newest story at an hour since the start; -1: none yet."""
    period = PERIODS[feed % len(PERIODS)]
    return (hour - feed % period) // period


def title(feed: int, number: int) -> str:
    """Give the title of a story; some are hits."""
    who = "sappers" if (feed + number) % HIT_SHARE == 0 else "farmers"
    return f"The {who} of village {feed}-{number} meet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """A running process of `feeds` outlets."""

    feeds: int
    port: int

    def address(self, feed: int) -> str:
        """Give the address of a feed, on a host that ten of them share."""
        host = feed // FEEDS_A_HOST
        return f"http://127.1.{host // 250}.{host % 250 + 1}:{self.port}/{feed}.xml"

    def reader(self, name: str) -> str:
        """Give the address to which a reader's messages go."""
        return f"http://127.0.0.1:{self.port}/hook/{name}"

    def set_hour(self, hour: int) -> None:
        """Have it be so many hours after the start."""
        self._ask(f"at/{hour}")

    def mend(self) -> None:
        """Answer everything well from now on."""
        self._ask("mend")

    def told(self) -> dict[str, Any]:
        """Give the keys of what each reader was sent, and the faults of each kind."""
        found: dict[str, Any] = self._ask("told")
        return found

    def _ask(self, what: str) -> Any:
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}/rig/{what}", timeout=60) as answer:
            return json.load(answer)


@contextmanager
def outlets(feeds: int) -> Iterator[Outlets]:
    """Run so many outlets; they end with the block."""
    words = [sys.executable, "-m", "tests.faults.outlets", str(feeds)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Outlets(feeds=feeds, port=int(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


class Street:
    """What all outlets and readers know."""

    def __init__(self, feeds: int) -> None:
        self.feeds = feeds
        self.hour = 0
        self.share = SHARE
        self.faults: Counter[str] = Counter()
        self.keys: dict[str, Counter[str]] = {}
        self._chance = random.Random(feeds)

    def answer(self, head: bytes) -> tuple[bytes, bool]:
        """Answer one request: what to write, and whether to hang up after it."""
        path = head.split(b" ", 2)[1].decode()
        if path.startswith("/rig/"):
            return _whole("200 OK", "application/json", self._control(path[5:]).encode()), False
        good = self._hook(path, head) if path.startswith("/hook/") else self._feed(path, head)
        if self._chance.random() >= self.share:
            return good, False
        fault = self._chance.choice(FAULTS)
        self.faults[fault] += 1
        return _spoilt(fault, good)

    def _feed(self, path: str, head: bytes) -> bytes:
        feed = int(path[1:].partition(".")[0])
        last = newest(feed, self.hour)
        etag = f'"{feed}-{last}"'
        if _header(head, b"if-none-match") == etag.encode():
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        items = "".join(_item(feed, n) for n in range(last, max(-1, last - WINDOW), -1))
        body = (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>Outlet {feed}</title><language>en</language>{items}</channel></rss>"
        )
        return _whole("200 OK", "application/rss+xml", body.encode(), f"ETag: {etag}\r\n")

    def _hook(self, path: str, head: bytes) -> bytes:
        """Remember what a reader is sent, also when the answer never comes."""
        self.keys.setdefault(path[6:], Counter())[_header(head, b"webhook-id").decode()] += 1
        return b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"

    def _control(self, what: str) -> str:
        if what.startswith("at/"):
            self.hour = int(what[3:])
        elif what == "mend":
            self.share = 0.0
        return json.dumps({"keys": self.keys, "faults": self.faults})


class Door(asyncio.Protocol):
    """One connection, kept as long as the other side likes."""

    def __init__(self, street: Street) -> None:
        self._street, self._rest = street, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while (end := self._rest.find(HEAD_END)) >= 0:
            head = self._rest[:end]
            length = int(_header(head, b"content-length") or 0)
            if len(self._rest) < end + 4 + length:
                return
            self._rest = self._rest[end + 4 + length :]
            answer, is_over = self._street.answer(head)
            self._transport.write(answer)
            if is_over:
                self._transport.close()


def _spoilt(fault: str, good: bytes) -> tuple[bytes, bool]:
    if fault == "busy":
        return _whole("503 Service Unavailable", "text/html", b"busy"), False
    if fault == "garbage":
        return _whole("200 OK", "text/html", b"<html><body>Please sign in.</body></html>"), False
    if fault == "cut":
        return good.replace(b"Content-Length: ", b"Content-Length: 9", 1)[: len(good) // 2], True
    return b"", True


def _item(feed: int, number: int) -> str:
    name = escape(title(feed, number))
    return f'<item><guid isPermaLink="false">{feed}-{number}</guid><title>{name}</title></item>'


def _header(head: bytes, name: bytes) -> bytes:
    low = head.lower()
    start = low.find(b"\r\n%s:" % name)
    if start < 0:
        return b""
    start += len(name) + 3
    end = head.find(b"\r\n", start)
    return head[start : end if end >= 0 else None].strip()


def _whole(status: str, kind: str, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


async def serve(feeds: int) -> None:
    """Serve on every address of this machine until the standard input ends."""
    street, loop = Street(feeds), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Door(street), "0.0.0.0", 0, backlog=4_096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
