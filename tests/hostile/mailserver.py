"""A mail server that misbehaves: each conversation has a script, and the last one is polite."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.hostile.listening import listening
from tests.hostile.server import Say, plain

Script = Mapping[str, Say]
"""What is said to a verb, or at `greeting`, or to the final dot (`.`), in place of the usual."""

POLITE: Script = {}
HELLO = b"250-mail.example\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n"
USUAL = {
    "greeting": b"220 mail.example\r\n",
    "EHLO": HELLO + b"250 HELP\r\n",
    "DATA": b"354 go on\r\n",
    ".": b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
}


@dataclass(slots=True, kw_only=True)
class MailHost:
    """A host, what it was told in the clear and under TLS, and the letters that came whole."""

    scripts: list[Script]
    tls: ssl.SSLContext | None = None
    port: int = 0
    clear: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hold one conversation."""
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        heard = self.clear
        await say(script, "greeting", writer)
        while line := await reader.readline():
            words = line.decode("latin-1").strip()
            verb = words.split(" ")[0].upper()
            heard.append(words)
            if verb == "RCPT":
                self.recipients.append(words.partition("<")[2].partition(">")[0])
            await say(script, verb, writer)
            if verb == "DATA":
                self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                await say(script, ".", writer)
            if verb == "STARTTLS" and self.tls is not None:
                await writer.start_tls(self.tls)
                heard = self.secret
            if verb == "QUIT":
                return


async def say(script: Script, verb: str, writer: asyncio.StreamWriter) -> None:
    """Say what belongs to a verb."""
    await script.get(verb, plain(USUAL.get(verb, b"250 ok\r\n")))(writer)
    await writer.drain()
    if script.get(verb) in ENDINGS:
        raise ConnectionResetError


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Say nothing; the conversation ends."""


async def break_off(writer: asyncio.StreamWriter) -> None:
    """Say nothing; the link breaks without a goodbye."""
    found = writer.get_extra_info("socket")
    found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def wait(writer: asyncio.StreamWriter) -> None:
    """Say nothing more."""
    await asyncio.Event().wait()


async def take_and_hang_up(writer: asyncio.StreamWriter) -> None:
    """Say that the letter is taken; the conversation ends."""
    writer.write(USUAL["."])


ENDINGS = (hang_up, break_off, take_and_hang_up)


@asynccontextmanager
async def mail_host(*scripts: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[MailHost]:
    """Run a host whose conversations follow these scripts; then all are polite."""
    host = MailHost(scripts=[*scripts, POLITE], tls=tls)
    async with listening(host.talk) as host.port:
        yield host


def replies(**said: str) -> Script:
    """Write a script of replies; `dot` and `greeting` are the ones that are no verbs."""
    names = {"dot": "."}
    return {names.get(verb, verb): plain(f"{text}\r\n".encode()) for verb, text in said.items()}
