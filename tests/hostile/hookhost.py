"""A receiver of webhooks: it takes one request whole, says its piece, and is polite afterwards."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.hostile.canary import FRIEND
from tests.hostile.listening import listening
from tests.hostile.server import Say, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """One delivery as it came; header names are in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True, kw_only=True)
class HookHost:
    """Where it listens, and what it was sent."""

    first: Say
    port: int = 0
    got: list[Got] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where to post."""
        return f"http://{FRIEND}:{self.port}/hook"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one delivery."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers["content-length"]))
        self.got.append(Got(headers=headers, body=body))
        await (self.first if len(self.got) == 1 else status(204))(writer)
        await writer.drain()


@asynccontextmanager
async def hook_host(first: Say) -> AsyncIterator[HookHost]:
    """Run a receiver whose first answer is this."""
    host = HookHost(first=first)
    async with listening(host.talk, FRIEND) as host.port:
        yield host
