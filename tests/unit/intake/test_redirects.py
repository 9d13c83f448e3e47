import asyncio

import pytest

from monitor.intake.redirects import Followed, follow, origin_of
from monitor.outside.dial import Dialer, NoAnswer, Request
from monitor.outside.guard import allowlist
from tests.unit.outside.servers import endless, ok, serving

SECRET = {"Authorization": "Bearer t", "X-Api-Key": "k", "Cookie": "c", "If-None-Match": '"e"'}


def redirecting(targets):
    """Answer `/name` by `(status, location)` of a table, anything else by 200."""

    async def say(request, writer):
        path = request.split()[1].decode()
        if path in targets:
            status, location = targets[path]
            head = f"HTTP/1.1 {status} X\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
            writer.write(head.encode())
        else:
            writer.write(ok(b"end"))

    return say


def walk(targets, path="/a", allowed=("127.0.0.1",)):
    """Follow a server's redirects from `path`; `{port}` in a target is the server's own."""

    async def once():
        table = {}
        async with (
            serving(redirecting(table)) as server,
            Dialer(agent="tests", allowed=allowlist(allowed)) as dialer,
        ):
            for name, (status, location) in targets.items():
                table[name] = (status, location.format(port=server.port))
            request = Request(address=server.at(path), headers=SECRET, deadline=5.0)
            return await follow(dialer, request), server

    return asyncio.run(once())


def fields(request: bytes) -> set[str]:
    return {line.split(b":")[0].decode().lower() for line in request.split(b"\r\n")[1:]}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["/b", "b", "http://127.0.0.1:{port}/b", "//127.0.0.1:{port}/b"])
def test_a_redirect_is_followed(status, target):
    found, _ = walk({"/a": (status, target)})

    assert isinstance(found, Followed)
    assert found.answer.address.endswith("/b")


def test_only_permanent_redirects_say_that_a_feed_has_moved():
    moved, server = walk({"/a": (301, "/b"), "/b": (308, "/c")})
    visiting, _ = walk({"/a": (301, "/b"), "/b": (302, "/c")})

    assert moved.moved_to == server.at("/c")
    assert visiting.moved_to is None


def test_an_answer_without_redirect_has_not_moved():
    found, _ = walk({})

    assert found.moved_to is None


@pytest.mark.parametrize("loop", [{"/a": (302, "/a")}, {"/a": (301, "/b"), "/b": (301, "/a")}])
def test_a_loop_ends_after_five_hops(loop):
    found, server = walk(loop)

    assert found == NoAnswer(reason="too_many_redirects", detail="more than 5")
    assert server.connections <= 6
    assert len(server.asked) <= 6


def test_five_hops_are_allowed_and_six_are_not():
    chain = {f"/{n}": (302, f"/{n + 1}") for n in range(6)}

    assert isinstance(walk(chain, "/1")[0], Followed)
    assert isinstance(walk(chain, "/0")[0], NoAnswer)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/html,x",
        "ftp://127.0.0.1/", "about:blank", "http://[::1", "mailto:a@b.c",
    ],
)  # fmt: skip
def test_a_hop_to_anything_but_http_is_refused(target):
    found, server = walk({"/a": (302, target)})

    assert isinstance(found, NoAnswer)
    assert found.reason in ("bad_redirect", "bad_address")
    assert len(server.asked) == 1


def test_a_hop_to_a_private_address_is_not_dialled():
    async def once():
        async with (
            serving(redirecting({}), host="127.0.0.2") as canary,
            serving(redirecting({"/a": (302, f"http://127.0.0.2:{canary.port}/")})) as first,
            Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer,
        ):
            found = await follow(dialer, Request(address=first.at("/a"), headers={}, deadline=5.0))
            return found, canary.connections

    found, connections = asyncio.run(once())

    assert found == NoAnswer(reason="private_address", detail="not a public address")
    assert connections == 0


def test_headers_stay_with_their_origin():
    _, server = walk({"/a": (302, "/b")})

    assert {"authorization", "x-api-key", "cookie", "if-none-match"} <= fields(server.asked[1])


def test_another_port_of_the_host_gets_only_harmless_headers():
    async def once():
        async with (
            serving(redirecting({})) as other,
            serving(redirecting({"/a": (302, other.at("/b"))})) as first,
            Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer,
        ):
            await follow(dialer, Request(address=first.at("/a"), headers=SECRET, deadline=5.0))
            return first.asked[0], other.asked[0]

    first, other = asyncio.run(once())

    assert {"authorization", "x-api-key", "cookie"} <= fields(first)
    assert not {"authorization", "x-api-key", "cookie"} & fields(other)
    assert "if-none-match" in fields(other)


def test_name_and_password_of_an_address_do_not_go_to_another_origin():
    async def once():
        async with (
            serving(redirecting({})) as other,
            serving(redirecting({"/a": (302, other.at("/b"))})) as first,
            Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer,
        ):
            address = first.at("/a", "user:pass@127.0.0.1")
            found = await follow(dialer, Request(address=address, headers={}, deadline=5.0))
            return found, other.asked[0]

    found, asked = asyncio.run(once())

    assert b"uthorization" not in asked
    assert "pass" not in found.answer.address


def test_one_deadline_stands_over_all_hops():
    drip = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", pause=0.05)

    async def once():
        async with (
            serving(drip) as slow,
            serving(redirecting({"/a": (302, "/b"), "/b": (302, slow.at())})) as first,
            Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer,
        ):
            started = asyncio.get_running_loop().time()
            found = await follow(dialer, Request(address=first.at("/a"), headers={}, deadline=0.5))
            return found, asyncio.get_running_loop().time() - started

    found, took = asyncio.run(once())

    assert found.reason == "timeout"
    assert took < 2


@pytest.mark.parametrize("address", ["http://[::127.1]/", "http://[::1", "http://host:words/"])
def test_what_is_no_address_is_of_no_other_origin(address):
    assert origin_of(address) == origin_of(address)
    assert origin_of(address) != origin_of("http://host/")
