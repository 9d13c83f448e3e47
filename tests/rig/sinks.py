"""Receivers that take whatever comes, as fast as they can: a process of its own, for benches."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

HELLO = b"250-sink.example\r\n250-SIZE 10000000\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
REPLY = b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sinks:
    """Ports on 127.0.0.1: one for mail, one for webhooks."""

    mail: int
    web: int


@contextmanager
def sinks() -> Iterator[Sinks]:
    """Run both, until the block ends."""
    command = [sys.executable, __file__]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        mail, web = process.stdout.readline().split()
        yield Sinks(mail=int(mail), web=int(web))
        process.kill()


class Mail(asyncio.Protocol):
    """Speaks just enough SMTP to take mails one after the other."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out, self._rest, self._is_text = transport, b"", False
        transport.write(b"220 sink.example\r\n")

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while True:
            end = b"\r\n.\r\n" if self._is_text else b"\r\n"
            line, found, rest = self._rest.partition(end)
            if not found:
                return
            self._rest = rest
            self._answer(line)

    def _answer(self, line: bytes) -> None:
        verb = b"." if self._is_text else line[:4].upper()
        self._is_text = verb == b"DATA"
        usual = {b"EHLO": HELLO, b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
        self._out.write(usual.get(verb, b"250 ok\r\n"))
        if verb == b"QUIT":
            self._out.close()


class Web(asyncio.Protocol):
    """Answers every POST with 204."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out, self._rest = transport, b""

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while True:
            head, found, rest = self._rest.partition(b"\r\n\r\n")
            length = _length(head)
            if not found or len(rest) < length:
                return
            self._rest = rest[length:]
            self._out.write(REPLY)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


async def main() -> None:
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(kind, "127.0.0.1", 0) for kind in (Mail, Web)]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
