"""A newsroom on 127.0.0.1: feeds, pages and a place for webhooks, slow or broken on demand."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came in; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one path answers; with `etag`, whoever sends it back is told 304."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    etag: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Newsroom:
    """Answers what it was told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.port = 0
        self._replies: dict[str, list[Reply]] = {}
        self._gates: dict[str, asyncio.Event] = {}

    def address(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, *replies: Reply) -> None:
        """Answer these, one after the other; the last one again and again."""
        self._replies[path] = list(replies)

    def hold(self, path: str) -> None:
        """Take questions for a path, and answer none of them before `release`."""
        self._gates[path] = asyncio.Event()

    def release(self, path: str) -> None:
        """Answer whoever waits."""
        self._gates.pop(path).set()

    def asked_for(self, path: str) -> Sequence[Asked]:
        """Give the questions for one path, in the order they came."""
        return [one for one in self.asked if one.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and hang up."""
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                asked = await _read(reader)
                self.asked.append(asked)
                if gate := self._gates.get(asked.path):
                    await gate.wait()
                writer.write(_bytes(self._reply(asked)))
                await writer.drain()
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    def _reply(self, asked: Asked) -> Reply:
        replies = self._replies.get(asked.path, [Reply(status=404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply.etag and asked.headers.get("if-none-match") == reply.etag:
            return Reply(status=304, etag=reply.etag)
        return reply


@asynccontextmanager
async def newsroom() -> AsyncIterator[Newsroom]:
    """Open a newsroom on a free port; it closes with the block, whoever still waits."""
    room = Newsroom()
    under_way: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        await room.serve(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    room.port = server.sockets[0].getsockname()[1]
    try:
        yield room
    finally:
        server.close()
        for task in tuple(under_way):
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await server.wait_closed()


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    pairs = (line.partition(":") for line in head[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(method=method, path=path, headers=headers, body=body)


def _bytes(reply: Reply) -> bytes:
    headers = {
        "Content-Type": reply.kind,
        "Content-Length": str(len(reply.body)),
        "Connection": "close",
        **({"ETag": reply.etag} if reply.etag else {}),
        **reply.headers,
    }
    lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + reply.body
