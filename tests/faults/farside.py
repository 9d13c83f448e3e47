"""The far side of every socket: an outlet, a receiver of webhooks, a mail server, in one process.

No kill of ours reaches it, and what it was told is judged by its own account. What the outlet
prints is a function of the validator that it is shown: the next document comes only when the one
before is known to have been taken, and it holds one of its entries. So what the program lets slip
between a validator and its hits is lost for good. Unless it is calm everybody here has moods, as
in life.
"""

import asyncio
import json
import os
import sys
import urllib.request
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any, Literal

from tests.faults.print_shop import document, page_of

NEVER = -1
SLOW_SECONDS = 0.3
GONE = b""
Temper = Literal["calm", "moody", "slow"]
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class FarSide:
    """Where the far side listens, on 127.0.0.1."""

    web: int
    mail: int

    def address(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://127.0.0.1:{self.web}{path}"

    def account(self) -> "Account":
        """Give what it was told so far."""
        return Account(**self._ask("/account"))

    def close(self) -> None:
        """Have the outlet print nothing new, and everybody be calm from now on."""
        self._ask("/close")

    def forget(self) -> None:
        """Have it forget what it was told."""
        self._ask("/forget")

    def _ask(self, path: str) -> Any:
        with urllib.request.urlopen(self.address(path), timeout=30) as answer:
            return json.load(answer)


@dataclass(slots=True, kw_only=True)
class Account:
    """What the far side saw.

    Attributes:
        shown: The number of the last document of each feed that is known to have been taken.
        bodies: What came first under each key.
        readers: Whom each key told.
        times: How often each key came, and was kept.
        changed: Keys under which other bytes came.
    """

    shown: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    def keep(self, key: str, reader: str, body: bytes) -> None:
        """Take something for good."""
        text = body.decode("latin-1")
        self.times[key] = self.times.get(key, 0) + 1
        self.readers.setdefault(key, reader)
        if self.bodies.setdefault(key, text) != text or self.readers[key] != reader:
            self.changed.append(key)

    def clear(self) -> None:
        """Forget everything."""
        for kept in (self.shown, self.bodies, self.readers, self.times, self.changed):
            kept.clear()


@contextmanager
def far_side(temper: Temper) -> Iterator[FarSide]:
    """Run a far side until the block ends."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.faults.farside", temper]
    with Popen(command, cwd=ROOT, env=env, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            web, mail = process.stdout.readline().split()
            yield FarSide(web=int(web), mail=int(mail))
        finally:
            process.kill()


class Moods:
    """Says how the next one is treated: by what it is, and how often it came."""

    def __init__(self, *, is_calm: bool) -> None:
        self.is_calm = is_calm
        self._times: Counter[str] = Counter()

    def of(self, name: str, *, only_first: bool = False) -> int:
        """Give a mood from 0 to 9; 9 is calm."""
        self._times[name] += 1
        if self.is_calm or (only_first and self._times[name] > 1):
            return 9
        return blake2b(f"{name} {self._times[name]}".encode()).digest()[0] % 10


class Web:
    """The outlet and the receiver of webhooks."""

    def __init__(self, account: Account, moods: Moods, *, is_slow: bool) -> None:
        self._account, self._moods = account, moods
        self._is_slow, self._is_closed = is_slow, False

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other, until somebody hangs up."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while answer := await self._answer(reader):
                if self._is_slow and not self._is_closed:
                    await asyncio.sleep(SLOW_SECONDS)
                writer.write(answer)
                await writer.drain()
                if answer.endswith(CUT):
                    break
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> bytes:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        if method == "POST":
            body = await reader.readexactly(int(headers["content-length"]))
            return self._hook(headers["webhook-id"], path.rpartition("/")[2], body)
        kind, _, name = path[1:].partition("/")
        match kind:
            case "feed":
                return self._feed(name, headers.get("if-none-match"))
            case "page" if "if-none-match" in headers:
                return _reply(304)
            case "page":
                return _reply(200, page_of(name), "text/html", '"only"')
            case "account":
                return _reply(200, json.dumps(vars_of(self._account)).encode(), "application/json")
            case "forget":
                self._account.clear()
                return _reply(200, b"{}", "application/json")
            case "close":
                self._is_closed = self._moods.is_calm = True
                return _reply(200, b"{}", "application/json")
        return _reply(404)

    def _hook(self, key: str, reader: str, body: bytes) -> bytes:
        mood = self._moods.of(key, only_first=True)
        if mood == 0:
            return _reply(503)
        if mood == 1:
            return GONE  # before it was taken
        self._account.keep(key, reader, body)
        if mood in (2, 3):
            return GONE
        return _reply(204)

    def _feed(self, name: str, tag: str | None) -> bytes:
        taken = NEVER if tag is None else int(tag.strip('"'))
        shown = self._account.shown
        shown[name] = max(shown.get(name, NEVER), taken)
        mood = self._moods.of(name)
        if tag is not None and (self._is_closed or mood == 0):
            return _reply(304)
        if mood == 1:
            return _reply(503)
        whole = _reply(200, document(name, taken + 1), "application/rss+xml", f'"{taken + 1}"')
        return whole[: len(whole) // 2] + CUT if mood == 2 else whole


class Mail(asyncio.Protocol):
    """Speaks just enough SMTP to take mails one after the other, and sometimes not."""

    def __init__(self, account: Account, moods: Moods) -> None:
        self._account, self._moods = account, moods
        self._rest, self._reader, self._is_text = b"", "", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out = transport
        self._out.write(b"220 far.example\r\n")

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while True:
            end = b"\r\n.\r\n" if self._is_text else b"\r\n"
            line, found, rest = self._rest.partition(end)
            if not found or self._out.is_closing():
                return
            self._rest = rest
            answer = self._text(line) if self._is_text else self._command(line)
            if answer:
                self._out.write(answer + b"\r\n")
            else:
                self._out.abort()

    def _command(self, line: bytes) -> bytes:
        match line[:4].upper():
            case b"EHLO":
                return b"250-far.example\r\n250-SIZE 10000000\r\n250 8BITMIME"
            case b"RCPT":
                self._reader = line.partition(b"<")[2].partition(b"@")[0].decode()
            case b"DATA":
                self._is_text = True
                return b"354 go on"
            case b"QUIT":
                return b"221 bye"
        return b"250 ok"

    def _text(self, body: bytes) -> bytes:
        self._is_text = False
        key = body.partition(b"Message-ID: <")[2].partition(b"@")[0].decode()
        mood = self._moods.of(key, only_first=True)
        if mood == 0:
            return b"451 later"
        if mood == 1:
            return b"550 never"
        self._account.keep(key, self._reader, body)
        if mood in (2, 3):
            return GONE
        return b"250 taken"


CUT = b"<!-- cut"


def vars_of(account: Account) -> dict[str, object]:
    """Give an account as JSON can hold it."""
    return {name: getattr(account, name) for name in Account.__slots__}


def _reply(status: int, body: bytes = b"", kind: str = "", tag: str = "") -> bytes:
    headers = [f"HTTP/1.1 {status} so"]
    headers += [f"content-type: {kind}"] if kind else []
    headers += [f"etag: {tag}"] if tag else []
    headers += [] if status in (204, 304) else [f"content-length: {len(body)}"]
    return "\r\n".join([*headers, "", ""]).encode() + body


async def main(temper: str) -> None:
    """Listen until killed."""
    account, moods = Account(), Moods(is_calm=temper == "calm")
    talk: Callable[..., Awaitable[None]] = Web(account, moods, is_slow=temper == "slow").talk
    web = await asyncio.start_server(talk, "127.0.0.1", 0)
    loop = asyncio.get_running_loop()
    mail = await loop.create_server(lambda: Mail(account, moods), "127.0.0.1", 0)
    print(*(one.sockets[0].getsockname()[1] for one in (web, mail)), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
