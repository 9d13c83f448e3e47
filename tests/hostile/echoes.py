"""Receivers and outlets that repeat whatever they are told: headers, addresses, passwords."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.rig.paper import Story, rss

HELLO = b"250-echo.example\r\n250 AUTH PLAIN LOGIN\r\n"
STORIES = (
    Story(id="1", title="The sappers leave", link="/pages/1", text="sappers"),
    Story(id="2", title="The sappers return", link="2.html", text="sappers"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Echoes:
    """Ports on 127.0.0.1; mail is under TLS. `heard` is everything that came in."""

    web: int
    mail: int
    heard: list[str]


@contextmanager
def echoes(tls: ssl.SSLContext) -> Iterator[Echoes]:
    """Run both servers in a thread of their own, until the block ends."""
    loop, heard = asyncio.new_event_loop(), list[str]()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made = asyncio.run_coroutine_threadsafe(_serve(heard, tls), loop)
    servers = made.result(10)
    try:
        web, mail = (server.sockets[0].getsockname()[1] for server in servers)
        yield Echoes(web=web, mail=mail, heard=heard)
    finally:
        asyncio.run_coroutine_threadsafe(_close(servers), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _serve(heard: list[str], tls: ssl.SSLContext) -> list[asyncio.Server]:
    async def web(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _quietly(_answer(reader, writer, heard), writer)

    async def mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _quietly(_talk(reader, writer, heard), writer)

    return [
        await asyncio.start_server(web, "127.0.0.1", 0),
        await asyncio.start_server(mail, "127.0.0.1", 0, ssl=tls),
    ]


async def _close(servers: list[asyncio.Server]) -> None:
    for server in servers:
        server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0.05)


async def _quietly(work: Awaitable[None], writer: asyncio.StreamWriter) -> None:
    try:
        await work
    except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        pass
    finally:
        writer.close()


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, heard: list[str]
) -> None:
    """Answer by the first word of the path; every answer repeats the question."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    heard.append(head)
    line, *fields = head.strip().split("\r\n")
    said = " | ".join([line, *fields])
    kind = line.split(" ")[1].lstrip("/").partition("/")[0].partition("?")[0]
    body = said.encode("latin-1")
    if "feed" in line:
        body = rss(STORIES, title="Echo")
    elif kind.startswith("http:"):  # through the proxy
        kind = "407"
    replies = {
        "line": f"HTTP/1.1 {said}\r\n\r\n".encode("latin-1"),
        "header": f"HTTP/1.1 200 OK\r\n{said} \x01\r\n\r\n".encode("latin-1"),
        "reset": b"",
        "redirect": f"HTTP/1.1 302 x\r\nLocation: gopher://x/{said}\r\n\r\n".encode("latin-1"),
    }
    # What a site prints as an article of its own is told as one; pages here are errors.
    status = kind if kind.isdigit() else "200" if "feed" in line else "404"
    usual = f"HTTP/1.1 {status} {said}\r\nContent-Length: {len(body)}\r\n\r\n".encode("latin-1")
    writer.write(replies.get(kind, usual + body))
    await writer.drain()


async def _talk(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, heard: list[str]
) -> None:
    """Speak SMTP as far as the login, and repeat what came."""
    writer.write(b"220 echo.example\r\n")
    asks = 0
    while line := await reader.readline():
        heard.append(line.decode("latin-1"))
        verb = line[:4].upper()
        if verb == b"EHLO":
            writer.write(HELLO)
        elif verb == b"QUIT":
            writer.write(b"221 bye\r\n")
        elif line.upper().startswith(b"AUTH LOGIN") and not asks:
            asks = 1
            writer.write(b"334 VXNlcm5hbWU6\r\n")
        else:
            writer.write(b"535 5.7.8 I do not know " + line.strip() + b"\r\n")
        await writer.drain()
