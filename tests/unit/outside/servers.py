"""The other side of a socket: servers on 127.0.0.1 that say exactly what a test wants."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Say = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """A running server: where it listens, and what it was asked."""

    port: int = 0
    connections: int = 0
    asked: list[bytes] = field(default_factory=list)

    def at(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@asynccontextmanager
async def serving(
    say: Say, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """Run a server that reads one request's head, then lets `say` answer it."""
    seen = Server()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        try:
            seen.asked.append(await reader.readuntil(b"\r\n\r\n"))
            await say(seen.asked[-1], writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, host, 0, ssl=tls)
    seen.port = server.sockets[0].getsockname()[1]
    try:
        yield seen
    finally:
        server.close()


def saying(*pieces: bytes) -> Say:
    """Answer every request with the same bytes."""

    async def say(request: bytes, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)

    return say


def ok(body: bytes, *headers: str) -> bytes:
    """Give a whole answer with status 200."""
    head = [f"Content-Length: {len(body)}", "Connection: close", *headers]
    return ("HTTP/1.1 200 OK\r\n" + "\r\n".join(head) + "\r\n\r\n").encode() + body


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Say:
    """Say a head, and then the same piece until nobody listens."""

    async def say(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return say
