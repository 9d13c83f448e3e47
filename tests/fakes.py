"""The other side of a socket: receivers that do what a test tells them, well or badly."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

HANG: Final = "hang"
DROP: Final = "drop"
_HELLO: Final = "250-fake.example\r\n250-SIZE 1000000\r\n250 8BITMIME"


@dataclass(kw_only=True)
class ScriptedMail:
    """A mail server of a few lines.

    `script` maps a verb (`greeting`, `EHLO`, `MAIL`, `RCPT`, `DATA`, `.`) to what is said to it:
    a reply, `HANG` (never answer) or `DROP` (hang up). `said` keeps every line of the client,
    `letters` the bytes of each text that came whole.
    """

    script: Mapping[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    port: int = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hold one conversation."""
        try:
            await self._answer(writer, "greeting", "220 fake.example")
            while line := await reader.readline():
                text = line.decode("utf-8", "replace").strip()
                self.said.append(text)
                await self._obey(text.split(" ")[0].upper(), reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _obey(
        self, verb: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        usual = {"EHLO": _HELLO, "DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")
        await self._answer(writer, verb, usual)
        if verb == "DATA" and self.script.get("DATA", "354").startswith("354"):
            self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
            await self._answer(writer, ".", "250 taken")
        if verb == "QUIT":
            raise ConnectionError

    async def _answer(self, writer: asyncio.StreamWriter, verb: str, usual: str) -> None:
        reply = self.script.get(verb, usual)
        if reply == HANG:
            await asyncio.Event().wait()
        if reply == DROP:
            raise ConnectionError
        writer.write(reply.encode() + b"\r\n")
        await writer.drain()


@asynccontextmanager
async def scripted_mail(script: Mapping[str, str] | None = None) -> AsyncIterator[ScriptedMail]:
    """Run a scripted mail server on a free port of the loopback."""
    server = ScriptedMail(script=script or {})
    async with _listening(server.talk) as server.port:
        yield server


@dataclass(kw_only=True)
class ScriptedWeb:
    """A web server that takes one request a connection, and answers with bytes, or as told."""

    reply: bytes | str = b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n"
    requests: list[bytes] = field(default_factory=list)
    port: int = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request whole, then do as told."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(_content_length(head))
            self.requests.append(head + body)
            if self.reply == HANG:
                await asyncio.Event().wait()
            if isinstance(self.reply, bytes):
                writer.write(self.reply)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def scripted_web(reply: bytes | str | None = None) -> AsyncIterator[ScriptedWeb]:
    """Run a scripted web server on a free port of the loopback."""
    server = ScriptedWeb() if reply is None else ScriptedWeb(reply=reply)
    async with _listening(server.talk) as server.port:
        yield server


@asynccontextmanager
async def _listening(
    talk: "asyncio.streams._ClientConnectedCallback",
) -> AsyncIterator[int]:
    """Listen, and end every conversation at the end."""
    talks: set[asyncio.Task[None]] = set()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(talk(reader, writer))
        talks.add(task)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
