"""The farm's own process: a bare HTTP server that costs little, so that it is never measured.

`python -m tests.rig.farm_server FEEDS` prints its port, and ends with its standard input. Feed 123
is `/123.xml`, its entry 7 the page `/123/7.html`; what begins with `/farm/` is for the rig.
"""

import asyncio
import json
import sys
from array import array
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic

from tests.rig.farm_paper import Paper

HEAD_END = b"\r\n\r\n"
CONTROL = b"/farm/"


@dataclass(slots=True)
class Counts:
    """What the farm was asked: in all, of each feed, and of each host at the same time.

    `sent` says when each version of a feed (`FEED-VERSION`) was first told, by the monotonic clock.
    """

    answers: Counter[str] = field(default_factory=Counter)
    unconditional: Counter[int] = field(default_factory=Counter)
    seconds: Counter[int] = field(default_factory=Counter)
    most_open: Counter[str] = field(default_factory=Counter)
    sent: dict[str, float] = field(default_factory=dict)


class Farm:
    """All feeds: how often each has changed, and what one question is answered."""

    def __init__(self, feeds: int) -> None:
        """Open with no feed changed yet."""
        self.versions = array("L", [0]) * feeds
        self.generation = 0
        self.counts = Counts()
        self.open: Counter[str] = Counter()
        self._paper = Paper()

    def answer(self, head: bytes, second: int) -> bytes:
        """Answer one request, of which only the head is looked at."""
        path = head[4 : head.find(b" ", 4)]
        if path.startswith(CONTROL):
            return _whole(b"application/json", self._control(path).encode())
        self.counts.seconds[second] += 1
        name, _, kind = path[1:].partition(b".")
        if kind == b"xml" and name.isdigit() and int(name) < len(self.versions):
            return self._feed(int(name), head)
        return self._page(name) if kind.startswith(b"html") else _answer(b"404 Not Found")

    def _feed(self, feed: int, head: bytes) -> bytes:
        version = self.versions[feed]
        etag, date = b'"%d-%d"' % (feed, version), _date(version)
        said = _header(head, b"if-none-match")
        since = _header(head, b"if-modified-since")
        if not said and not since:
            self.counts.unconditional[feed] += 1
        validators = b"ETag: %s\r\nLast-Modified: %s\r\n" % (etag, date)
        if said == etag or (not said and since == date):
            self.counts.answers["304"] += 1
            return b"HTTP/1.1 304 Not Modified\r\n%s\r\n" % validators
        self.counts.answers["200"] += 1
        self.counts.sent.setdefault(f"{feed}-{version}", monotonic())
        base = b"http://" + _header(head, b"host")
        kind = b"application/xml; charset=utf-8"
        return _whole(kind, self._paper.document(feed, version, base), validators)

    def _page(self, name: bytes) -> bytes:
        feed, _, number = name.partition(b"/")
        if not (feed.isdigit() and number.isdigit()):
            return _answer(b"404 Not Found")
        self.counts.answers["page"] += 1
        return _whole(b"text/html; charset=utf-8", self._paper.page(int(feed), int(number)))

    def _control(self, path: bytes) -> str:
        match path.removeprefix(CONTROL).split(b"/"):
            case [b"publish", every]:
                return json.dumps(self._publish(int(every)))
            case [b"reset"]:
                self.counts = Counts()
        return json.dumps(self._told())

    def _publish(self, every: int) -> list[int]:
        """Change one feed of so many, the next ones in turn; give their numbers."""
        changed = range(self.generation % every, len(self.versions), every)
        self.generation += 1
        for feed in changed:
            self.versions[feed] += 1
        return list(changed)

    def _told(self) -> dict[str, object]:
        counts = self.counts
        return {
            "answers": counts.answers,
            "unconditional": counts.unconditional,
            "most_unconditional": max(counts.unconditional.values(), default=0),
            "most_a_second": max(counts.seconds.values(), default=0),
            "most_open": max(counts.most_open.values(), default=0),
            "sent": counts.sent,
        }


class Door(asyncio.Protocol):
    """One connection, kept as long as the other side likes."""

    def __init__(self, farm: Farm, loop: asyncio.AbstractEventLoop) -> None:
        """Wait for the connection."""
        self._farm, self._loop, self._rest = farm, loop, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection at the host that was dialled."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = str(transport.get_extra_info("sockname")[0])
        farm = self._farm
        farm.open[self._host] += 1
        most = farm.counts.most_open
        most[self._host] = max(most[self._host], farm.open[self._host])

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._farm.open[self._host] -= 1

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._rest += data
        while (end := self._rest.find(HEAD_END)) >= 0:
            head, self._rest = self._rest[: end + 2], self._rest[end + 4 :]
            self._transport.write(self._farm.answer(head, int(self._loop.time())))


def _header(head: bytes, name: bytes) -> bytes:
    low = head.lower()
    start = low.find(b"\r\n%s:" % name)
    if start < 0:
        return b""
    start += len(name) + 3
    return head[start : head.find(b"\r\n", start)].strip()


def _date(version: int) -> bytes:
    """Give a date that grows with the version: days of one month, then hours."""
    hours, days = divmod(version, 28)
    return b"%s, %02d Feb 2021 %02d:00:00 GMT" % (
        (b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun")[days % 7],
        days + 1,
        hours,
    )


def _answer(status: bytes) -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n" % status


def _whole(kind: bytes, body: bytes, headers: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s" % (
        kind,
        len(body),
        headers,
        body,
    )


async def serve(feeds: int) -> None:
    """Serve on every address of this machine, 127.0.0.0/8 among them, until stdin ends."""
    farm, loop = Farm(feeds), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Door(farm, loop), "0.0.0.0", 0, backlog=4_096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
