"""A canary for private addresses: it counts who dials one, and lists the ways to write one.

Counted are the connects that this process asks its kernel for, whether anybody listens there or
not: Python tells an auditor of each (`socket.connect`, PEP 578). Beside that, sockets listen on
the loopback, for what no auditor of this process sees.
"""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

from aiohttp.abc import AbstractResolver, ResolveResult

FRIEND = "127.77.0.1"
"""The one address that stands for the public network, named by the operator."""
FRIENDS = "127.77.0.0/16"

_dialled: list[list[str]] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _dialled:
        address = arguments[1]
        if isinstance(address, tuple):
            _dialled[-1].append(f"{address[0]} {address[1]}")


@contextmanager
def dialled() -> Iterator[list[str]]:
    """Give the list of what is dialled in the block, as `number port`."""
    if not _is_auditing():
        sys.addaudithook(_audit)
        _is_auditing.began = True  # type: ignore[attr-defined]
    found: list[str] = []
    _dialled.append(found)
    try:
        yield found
    finally:
        _dialled.remove(found)


def _is_auditing() -> bool:
    return getattr(_is_auditing, "began", False)


@dataclass(slots=True, kw_only=True)
class Canary:
    """Listens on the loopback, IPv4 and IPv6, on one port; counts who comes."""

    port: int
    visits: int = 0
    dialled: list[str] = field(default_factory=list)

    @property
    def songs(self) -> list[str]:
        """Everything dialled that is no friend, and a line for each visit."""
        strangers = [one for one in self.dialled if not one.startswith("127.77.")]
        return strangers + ["a visit"] * self.visits

    def address(self, form: str) -> str:
        """Write an address in this form, with the canary's port."""
        return form.replace("{port}", str(self.port))


@asynccontextmanager
async def canary() -> AsyncIterator[Canary]:
    """Listen and count until the block ends."""

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.visits += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()

    first = await asyncio.start_server(visit, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    servers = [first]
    if socket.has_ipv6:
        with suppress(OSError):  # a machine without IPv6
            servers.append(await asyncio.start_server(visit, "::1", port))
    with dialled() as numbers:
        found = Canary(port=port, dialled=numbers)
        try:
            yield found
        finally:
            for server in servers:
                server.close()
                await server.wait_closed()


class Liar(AbstractResolver):
    """Resolves as the system does what is a number in any spelling, and every name to a lie.

    `numbers` gives what a name stands for each time it is asked; all others stand for loopback.
    """

    def __init__(self, numbers: Callable[[str], list[str]] | None = None) -> None:
        self._numbers = numbers or (lambda name: NAMES.get(name, ["127.0.0.1", "::1"]))

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=NUMERIC)
            numbers = [str(one[4][0]) for one in found]
        except (OSError, UnicodeError):
            numbers = self._numbers(host.rstrip(".").lower())
        return [
            ResolveResult(
                hostname=host,
                host=number,
                port=port,
                family=socket.AF_INET6 if ":" in number else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for number in numbers
        ]

    async def close(self) -> None:
        """Nothing is open."""


NUMERIC = socket.AI_NUMERICHOST
NAMES = {
    "metadata.google.internal": ["169.254.169.254"],
    "metadata": ["169.254.169.254"],
    "instance-data": ["169.254.169.254"],
    "instance-data.ec2.internal": ["fd00:ec2::254"],
    "kubernetes.default.svc": ["10.96.0.1"],
    "host.docker.internal": ["172.17.0.1"],
    "router": ["192.168.1.1"],
    "shared.example": ["100.64.0.1"],
    "many.example": ["10.0.0.1", "172.16.0.1", "192.168.0.1", "fe80::1", "fc00::1"],
    "nat64.example": ["64:ff9b::a00:1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "zone.example": ["fe80::1%1"],
    "group.example": ["224.0.0.251"],
}

# Hosts as they are written between the slashes.
V4 = """
127.0.0.1 127.0.0.2 127.255.255.254 127.1 127.0.1 127.0.0.01 127.000.000.001 0177.0.0.1
0177.0000.0000.0001 0x7f.0.0.1 0x7f.0x0.0x0.0x1 0x7f.1 0x7f000001 0X7F000001 0x7F.0.0x1
0x07f.0.0.1 2130706433 02130706433 017700000001 00000017700000001 0x00000000007f000001 0 0.0
0.0.0.0 0x0 00 127.0.0.1. 127.1. 2130706433. 0x7f000001. 10.0.0.1 10.255.255.255 167772161
0xa000001 012.0.0.1 012.1 10.1 172.16.0.1 172.31.255.255 172.0x1f.1 192.168.0.1 192.168.1
192.168.65535 0xc0a80001 3232235521 030052000001 169.254.169.254 169.254.43518 0xa9fea9fe
2852039166 0251.0376.0251.0376 0251.254.169.254 0xa9.0xfe.0xa9.0xfe 169.254.170.2 100.64.0.1
100.127.255.254 0x64400001 198.18.0.1 198.19.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1
198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 4294967295 256.1.1.1
127.0.0.1.1 127.0.0.256 4294967296 0x100000000 -1 127.0.0.-1 127..1 .127.0.0.1
"""
V6 = """
[::1] [::] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::0:1] [::127.0.0.1]
[::7f00:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1]
[::ffff:0:127.0.0.1] [::ffff:10.0.0.1] [::ffff:192.168.0.1] [::ffff:169.254.169.254]
[::ffff:a9fe:a9fe] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b::a9fe:a9fe]
[64:ff9b:1::1] [2002:7f00:1::] [2002:7f00:1::1] [2002:a00:1::] [2002:a9fe:a9fe::1] [2002:c0a8:1::]
[2001:0:0:0:0:0:80ff:fffe] [2001::1] [2001:db8::1] [2001:10::1] [3fff::1] [fe80::1] [fe80::1%25lo]
[fe80::1%251] [fe80::1%lo] [::1%25lo] [::1%lo] [febf::1] [fec0::1] [fc00::1] [fd00::1]
[fd00:ec2::254]
[ff02::1] [ff0e::1] [100::1] [5f00::1] [1::1] [4000::1] [::1.2.3.4] [::127.1] [::0x7f000001]
[v1.::1]
"""
NAMED = """
localhost LOCALHOST localhost. localhost.. LocalHost localhost.localdomain ip6-localhost
ip6-loopback loopback.example 127.0.0.1.nip.io metadata.google.internal metadata.google.internal.
METADATA.google.INTERNAL metadata instance-data instance-data.ec2.internal kubernetes.default.svc
host.docker.internal router shared.example many.example nat64.example mapped.example zone.example
group.example xn--bcher-kva.example xn--a xn--- a.b.c.d.e.f.localhost
"""
ODD = (
    "１２７.０.０.１", "１２７。０。０。１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1",
    "①②⑦.⓪.⓪.①", "①②⑦.0.0.1", "𝟏𝟐𝟕.𝟎.𝟎.𝟏", "１０.０.０.１", "２１３０７０６４３３",
    "0x７f000001", "١٢٧.٠.٠.١", "१२७.०.०.१", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ",
    "lo\xadcalhost", "local\u200bhost", "ℓocalhost", "locaⅼhost", "loſcalhost",
    "127.0.0.1\u200b", "127.0.0\xad.1", "%31%32%37.0.0.1", "127%2e0%2e0%2e1",
    "%6c%6f%63alhost", "%5b::1%5d", "127.0.0.1%00", "127.0.0.1%20", "127.0.0.1%2f",
    "127.0.0.1%23", "127.0.0.1%0a", "user@127.0.0.1", "user:word@127.0.0.1", "@127.0.0.1",
    ":@127.0.0.1", "public.example@127.0.0.1", "public.example:80@127.0.0.1",
    "public.example%40127.0.0.1", "public.example%20@127.0.0.1", "a@b@127.0.0.1",
    "user@[::1]", "[127.0.0.1]", "[localhost]",
)  # fmt: skip

# Whole addresses in which the host is not where it seems to be.
WHOLE = (
    "http:///127.0.0.1:{port}/", "http:////127.0.0.1:{port}/", "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/", "http:\\\\127.0.0.1:{port}/", "http:/\\127.0.0.1:{port}/",
    "http://public.example\\@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@public.example/",
    "http://127.0.0.1:{port}#@public.example/", "http://127.0.0.1:{port}?@public.example/",
    "http://public.example#@127.0.0.1:{port}/", "http://public.example?@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\tx", "ht\ttp://127.0.0.1:{port}/", "http://127.\t0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/", "http://127.0.0.1\n:{port}/", "http://\r127.0.0.1:{port}/",
    "http://\n127.0.0.1:{port}/", "\x00http://127.0.0.1:{port}/", "\x1fhttp://127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/ ", "http://127.0.0.1:{port}\x00.public.example/",
    "http://127.0.0.1 :{port}/", "http:// 127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}/",
    "HtTpS://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "\\\\127.0.0.1:{port}\\x",
    "http://127.0.0.1:{port}", "http://127.0.0.1:0{port}/", "http://127.0.0.1:{port}:80/",
    "http://127.0.0.1:+{port}/", "http://127.0.0.1:/", "http://127.0.0.1:99999/",
    "http://[::1]:{port}@public.example/", "http://[::1:{port}/", "http://::1:{port}/",
    "http://[::1]{port}/", "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "FILE:/etc/passwd",
    "gopher://127.0.0.1:{port}/_x", "ftp://127.0.0.1:{port}/", "dict://127.0.0.1:{port}/x",
    "ws://127.0.0.1:{port}/", "unix:///run/docker.sock", "jar:http://127.0.0.1:{port}/!/",
    "feed:http://127.0.0.1:{port}/", "feed://127.0.0.1:{port}/", "view-source:http://127.0.0.1:{port}/",
    "url:http://127.0.0.1:{port}/", "javascript:fetch('http://127.0.0.1:{port}/')",
)  # fmt: skip

HOSTS = (*V4.split(), *V6.split(), *NAMED.split(), *ODD)
FORMS = (*(f"http://{host}:{{port}}/" for host in HOSTS), *WHOLE)
"""Addresses, `{port}` being the canary's."""
