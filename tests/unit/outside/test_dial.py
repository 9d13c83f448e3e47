import asyncio
import gzip
import os
import socket
import ssl
import sys
import tracemalloc
import zlib
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.outside.dial import Answer, Dialer, NoAnswer, Request
from monitor.outside.guard import Allowlist, allowlist
from tests.unit.outside.servers import Say, endless, ok, saying, serving

LOOPBACK = allowlist(["127.0.0.1"])
UNTRUSTED = Path(__file__).with_name("untrusted.pem")
MIB = 1024 * 1024


def talk(say: Say, *, allowed: Allowlist = LOOPBACK, **wanted) -> Answer | NoAnswer:
    """Ask a server that says this."""

    async def once() -> Answer | NoAnswer:
        async with serving(say) as server, Dialer(agent="tests", allowed=allowed) as dialer:
            request = {"headers": {}, "deadline": 5.0, **wanted}
            return await dialer.ask(Request(address=server.at("/feed"), **request))

    return asyncio.run(once())


def reason(answer: Answer | NoAnswer) -> str:
    assert isinstance(answer, NoAnswer), answer
    return answer.reason


def test_an_answer_is_read_whole():
    answer = talk(saying(ok(b"hello", 'ETag: W/"x"', "Content-Type: text/plain")))

    assert isinstance(answer, Answer)
    assert (answer.status, answer.body) == (200, b"hello")
    assert answer.headers["etag"] == 'W/"x"'


@pytest.mark.parametrize("status", [301, 304, 404, 410, 429, 500])
def test_any_status_is_an_answer(status):
    answer = talk(saying(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n".encode()))

    assert isinstance(answer, Answer)
    assert answer.status == status


def test_a_drip_ends_at_the_deadline():
    drip = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", pause=0.05)

    assert reason(talk(drip, deadline=0.5)) == "timeout"


def test_a_drip_of_headers_ends_at_the_deadline():
    drip = endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", pause=0.05)

    assert reason(talk(drip, deadline=0.5)) == "timeout"


def test_a_server_that_never_answers_ends_at_the_deadline():
    async def wait(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2)

    answer = talk(wait, deadline=0.3)

    assert reason(answer) == "timeout"
    assert answer.sent


def test_an_endless_body_is_cut_at_its_limit():
    flood = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 64_000)

    assert reason(talk(flood, most_bytes=MIB)) == "too_large"


def test_a_body_of_exactly_the_limit_is_taken():
    answer = talk(saying(ok(b"x" * 1000)), most_bytes=1000)

    assert isinstance(answer, Answer)
    assert len(answer.body) == 1000


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_cut_without_ever_being_held(coding):
    compress = gzip.compress if coding == "gzip" else zlib.compress
    bomb = compress(bytes(100 * MIB), 1)
    tracemalloc.start()

    answer = talk(saying(ok(bomb, f"Content-Encoding: {coding}")), most_bytes=5 * MIB)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert reason(answer) == "too_large"
    assert peak < 25 * MIB


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"words", mtime=0)),
        ("deflate", zlib.compress(b"words")),
        ("identity", b"words"),
    ],
    ids=["gzip", "deflate", "identity"],
)
def test_offered_codings_are_read(coding, body):
    answer = talk(saying(ok(body, f"Content-Encoding: {coding}")))

    assert isinstance(answer, Answer)
    assert answer.body == b"words"


@pytest.mark.parametrize(
    "headers",
    [
        ["Content-Encoding: gzip, gzip"],
        ["Content-Encoding: gzip", "Content-Encoding: gzip"],
        ["Content-Encoding: br"],
        ["Content-Encoding: zstd"],
        ["Content-Encoding: compress"],
        ["Content-Encoding: nonsense"],
    ],
)
def test_a_coding_that_was_not_offered_is_refused(headers):
    twice = gzip.compress(gzip.compress(b"words"))

    assert reason(talk(saying(ok(twice, *headers)))) == "bad_encoding"


def test_a_body_that_is_not_in_its_coding_is_a_broken_answer():
    assert reason(talk(saying(ok(b"not gzip", "Content-Encoding: gzip")))) == "broken_answer"


def test_a_body_shorter_than_promised_is_a_broken_answer():
    lie = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort"

    assert reason(talk(saying(lie))) == "broken_answer"


def test_a_chunked_body_that_breaks_off_is_a_broken_answer():
    lie = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort"

    assert reason(talk(saying(lie))) == "broken_answer"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 10_000_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX" + b"a" * 1_000_000 + b": b\r\n\r\n",
        b"220 smtp.example.org ESMTP\r\n",
        b"\x00\x01\x02\x03" * 100,
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"",
    ],
    ids=["huge field", "many fields", "huge name", "smtp", "noise", "minus", "two lengths", "none"],
)
def test_a_broken_head_is_a_broken_answer(head):
    assert reason(talk(saying(head))) == "broken_answer"


def test_nobody_listening_is_no_connection():
    async def once() -> Answer | NoAnswer:
        async with serving(saying(ok(b""))) as gone:
            address = gone.at()
        async with Dialer(agent="tests", allowed=LOOPBACK) as dialer:
            return await dialer.ask(Request(address=address, headers={}))

    answer = asyncio.run(once())

    assert reason(answer) == "no_connection"
    assert not answer.sent


def test_a_certificate_nobody_trusts_is_refused():
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(UNTRUSTED)

    async def once() -> Answer | NoAnswer:
        async with (
            serving(saying(ok(b"secret")), tls=tls) as server,
            Dialer(agent="tests", allowed=LOOPBACK) as dialer,
        ):
            address = f"https://127.0.0.1:{server.port}/"
            return await dialer.ask(Request(address=address, headers={}))

    assert reason(asyncio.run(once())) == "tls"


PRIVATE_FORMS = [
    "127.0.0.1", "127.1", "0x7f000001", "2130706433", "017700000001", "0x7f.1", "127.0.1", "0",
    "0.0.0.0", "localhost", "localhost.", "LOCALHOST", "127.0.0.1.", "１２７.０.０.１",
    "127。0。0。1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "user:pass@127.0.0.1", "user@localhost",
]  # fmt: skip


def test_no_form_of_a_private_address_reaches_the_canary():
    async def all_forms() -> tuple[int, list[Answer | NoAnswer]]:
        async with (
            serving(saying(ok(b"secret")), host="localhost") as canary,
            Dialer(agent="tests", allowed=Allowlist()) as dialer,
        ):
            requests = [
                Request(address=canary.at("/", host), headers={}, deadline=5.0)
                for host in PRIVATE_FORMS
            ]
            answers = [await dialer.ask(request) for request in requests]
            return canary.connections, answers

    connections, answers = asyncio.run(all_forms())

    assert connections == 0
    assert {type(answer) for answer in answers} == {NoAnswer}
    assert reason(answers[0]) == reason(answers[PRIVATE_FORMS.index("localhost")])
    assert reason(answers[0]) == "private_address"


class Alternating(AbstractResolver):
    """A name whose numbers change at every look-up, as a rebinding attacker's do."""

    def __init__(self, *turns: list[str]) -> None:
        self.turns = turns
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        numbers = self.turns[self.asked % len(self.turns)]
        self.asked += 1
        return [
            ResolveResult(
                hostname=host, host=number, port=port, family=socket.AF_INET, proto=0, flags=0
            )
            for number in numbers
        ]

    async def close(self) -> None:
        """Nothing is open."""


def ask_by_name(resolver: AbstractResolver, times: int, allowed: Allowlist) -> tuple[int, set[str]]:
    async def many() -> tuple[int, set[str]]:
        async with (
            serving(saying(ok(b"secret"))) as canary,
            Dialer(agent="tests", allowed=allowed, resolver=resolver) as dialer,
        ):
            address = canary.at("/", "rebinding.test")
            request = Request(address=address, headers={}, deadline=0.3)
            answers = [await dialer.ask(request) for _ in range(times)]
            return canary.connections, {type(answer).__name__ for answer in answers}

    return asyncio.run(many())


def test_a_name_that_turns_private_is_not_dialled():
    connections, kinds = ask_by_name(
        Alternating(["127.0.0.1"], ["127.0.0.1", "10.0.0.1"]), 20, Allowlist()
    )

    assert (connections, kinds) == (0, {"NoAnswer"})


def test_the_private_number_of_a_mixed_name_is_never_dialled():
    connections, _ = ask_by_name(
        Alternating(["127.0.0.9", "127.0.0.1"]), 3, allowlist(["127.0.0.9"])
    )

    assert connections == 0


def test_a_host_the_operator_named_is_dialled_wherever_it_is():
    connections, kinds = ask_by_name(Alternating(["127.0.0.1"]), 1, allowlist(["Rebinding.Test."]))

    assert (connections, kinds) == (1, {"Answer"})


def test_proxies_of_the_environment_are_not_asked(tmp_path):
    async def once() -> tuple[int, Answer | NoAnswer]:
        async with serving(saying(ok(b"proxy"))) as proxy, serving(saying(ok(b"origin"))) as origin:
            script = tmp_path / "ask.py"
            script.write_text(ASK_ONCE.format(address=origin.at()))
            env = {"http_proxy": proxy.at(), "HTTP_PROXY": proxy.at(), "ALL_PROXY": proxy.at()}
            out = await python(script, env)
            return proxy.connections, out

    connections, out = asyncio.run(once())

    assert (connections, out) == (0, "b'origin'")


ASK_ONCE = """
import asyncio
from monitor.outside.dial import Dialer, Request
from monitor.outside.guard import allowlist

async def ask():
    async with Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer:
        return await dialer.ask(Request(address="{address}", headers={{}}))

print(asyncio.run(ask()).body, end="")
"""


async def python(script: Path, env: dict[str, str]) -> str:
    path = os.pathsep.join(sys.path)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(script), stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path, **env},
    )  # fmt: skip
    out, _ = await process.communicate()
    return out.decode()


def head_of(**wanted) -> str:
    """Give the request's head as the server saw it."""

    async def once() -> str:
        async with (
            serving(saying(ok(b""))) as server,
            Dialer(agent="tests/1 (+mail)", allowed=LOOPBACK) as dialer,
        ):
            address = wanted.pop("address", "http://127.0.0.1:{port}/feed").format(port=server.port)
            await dialer.ask(Request(address=address, **{"headers": {}, **wanted}))
            return server.asked[0].decode("latin-1")

    return asyncio.run(once())


def test_a_request_says_who_asks_and_carries_no_cookie_or_referrer():
    head = head_of()

    assert "User-Agent: tests/1 (+mail)" in head
    assert "Cookie" not in head
    assert "Referer" not in head


def test_a_feeds_own_agent_replaces_ours_but_not_the_codings():
    head = head_of(headers={"user-agent": "own", "accept-encoding": "br"})

    assert head.lower().count("user-agent:") == 1
    assert "own" in head
    assert "Accept-Encoding: gzip, deflate" in head
    assert "br" not in head.lower().split("accept-encoding:")[1].splitlines()[0]


def test_name_and_password_in_an_address_become_a_header():
    head = head_of(address="http://user:pass@127.0.0.1:{port}/feed")

    assert "Authorization: Basic dXNlcjpwYXNz" in head
    assert head.startswith("GET /feed HTTP/1.1")


def test_a_header_with_a_line_break_is_refused():
    assert reason(talk(saying(ok(b"")), headers={"X-A": "b\r\nX-Evil: c"})) == "bad_address"


def test_the_seam_stands_before_the_connection():
    def fail(name: str) -> None:
        raise OSError(f"failed at {name}")

    async def once() -> tuple[int, Answer | NoAnswer]:
        async with (
            serving(saying(ok(b""))) as server,
            Dialer(agent="tests", allowed=LOOPBACK, point=fail) as dialer,
        ):
            answer = await dialer.ask(Request(address=server.at(), headers={}))
            return server.connections, answer

    connections, answer = asyncio.run(once())

    assert connections == 0
    assert answer == NoAnswer(reason="no_connection", detail="failed at dial.connect")
