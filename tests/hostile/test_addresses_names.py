"""Names that lie: they stand for inside and outside at once, or change their mind in between."""

import asyncio
from collections import Counter
from collections.abc import Callable
from itertools import cycle

import pytest

from monitor.intake.redirects import follow
from monitor.outside.dial import Answer, Dialer, NoAnswer, Request
from monitor.outside.guard import allowlist
from tests.figures import Figure, by_length
from tests.hostile.canary import FRIEND, Canary, Liar, canary
from tests.hostile.server import Enemy, enemy, ok, plain, sent_to

ROUNDS = by_length(1_000, 20_000)
EVERYWHERE = ("0.0.0.0/0", "::/0")
INSIDE = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1", "::ffff:127.0.0.1")
Asked = Answer | NoAnswer


def resolving(numbers: Callable[[str], list[str]], *allowed: str) -> Dialer:
    return Dialer(agent="tests", allowed=allowlist(allowed), resolver=Liar(numbers))


def on_a_street(walk: Callable[[Enemy, Canary], object]) -> tuple[object, Canary]:
    """Walk beside an enemy who stands for the public, and a canary."""

    async def walking() -> tuple[object, Canary]:
        async with enemy(FRIEND) as foe, canary() as bird:
            return await walk(foe, bird), bird  # type: ignore[misc]

    return asyncio.run(walking())


def test_a_name_that_is_outside_first_and_inside_then_is_never_dialled_inside(figure: Figure):
    """The first question is answered with a way to the same name, which has moved meanwhile."""
    turns = cycle([FRIEND, "127.0.0.1"])

    async def walk(foe: Enemy, bird: Canary) -> Counter[str]:
        words: Counter[str] = Counter()
        async with resolving(lambda name: [next(turns)], FRIEND) as dialer:
            for number in range(ROUNDS):
                host = f"n{number}.rebinding.example"
                foe.put("/", sent_to(f"http://{host}:{bird.port}/"))
                request = Request(address=foe.address("/", host), headers={}, deadline=5.0)
                found = await follow(dialer, request)
                words[found.reason if isinstance(found, NoAnswer) else "answered"] += 1
        return words

    words, bird = on_a_street(walk)

    figure(f"connects in {ROUNDS} rounds of rebinding", len(bird.songs))
    assert (bird.songs, words) == ([], {"private_address": ROUNDS})
    assert len(bird.dialled) == ROUNDS


def test_a_name_that_changes_its_mind_at_each_question_is_never_dialled_inside():
    turns = cycle([FRIEND, "127.0.0.1"])

    async def walk(foe: Enemy, bird: Canary) -> Counter[int]:
        counted: Counter[int] = Counter()
        foe.put("/", ok(b"hello"))
        async with resolving(lambda name: [next(turns)], FRIEND) as dialer:
            for number in range(100):
                address = foe.address("/", f"n{number}.rebinding.example")
                found = await dialer.ask(Request(address=address, headers={}))
                counted[isinstance(found, Answer)] += 1
        return counted

    counted, bird = on_a_street(walk)

    assert (bird.songs, counted) == ([], {True: 50, False: 50})


@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize("is_first", [True, False])
def test_of_a_mixed_name_only_the_outside_is_dialled(inside: str, is_first: bool):
    numbers = [inside, FRIEND] if is_first else [FRIEND, inside]

    async def walk(foe: Enemy, bird: Canary) -> tuple[Asked, Asked]:
        foe.put("/", ok(b"hello"))
        async with resolving(lambda name: numbers, FRIEND) as dialer:
            fine = Request(address=foe.address("/", "mixed.example"), headers={}, deadline=5.0)
            # Here nobody listens outside, so that whoever dials on comes to the canary.
            closed = bird.address("http://mixed.example:{port}/")
            return await dialer.ask(fine), await dialer.ask(
                Request(address=closed, headers={}, deadline=5.0)
            )

    (fine, closed), bird = on_a_street(walk)

    assert isinstance(fine, Answer)
    assert isinstance(closed, NoAnswer)
    assert bird.songs == []


@pytest.mark.parametrize("number", ["169.254.169.254", "169.254.170.2", "fd00:ec2::254"])
def test_the_keys_of_a_cloud_are_not_asked_for_though_all_else_may_be_dialled(number: str):
    async def walk(foe: Enemy, bird: Canary) -> Asked:
        async with resolving(lambda name: [number], *EVERYWHERE) as dialer:
            request = Request(address="http://metadata.example/", headers={}, deadline=1.0)
            return await dialer.ask(request)

    found, bird = on_a_street(walk)

    assert isinstance(found, NoAnswer)
    assert (found.reason, bird.songs) == ("private_address", [])


SECRETS = {"Authorization": "Bearer s3cret", "X-Key": "s3cret", "Cookie": "k=s3cret"}


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("there", "is_trusted"),
    [
        ("http://127.77.0.1:{port}/end", True),
        ("/end", True),
        ("http://127.77.0.2:{port}/end", False),
        ("//127.77.0.2:{port}/end", False),
        ("http://name:word@127.77.0.1:{port}/end", False),
        ("http://one.example:{port}/end", False),
        ("http://127.77.0.2:{port}/back", False),
    ],
)
def test_what_a_feed_sends_to_its_own_origin_no_other_sees(code: int, there: str, is_trusted: bool):
    """Once it was left behind, it does not come back either: the last way leads home again."""

    async def walk(foe: Enemy, bird: Canary) -> list[str]:
        target = there.format(port=foe.port)
        foe.put("/", sent_to(target, code, "Set-Cookie: theirs=1"))
        foe.put("/back", sent_to(foe.address("/end", FRIEND), code))
        foe.put("/end", ok(b"hello"))
        async with resolving(lambda name: [FRIEND], "127.77.0.0/16") as dialer:
            await follow(dialer, Request(address=foe.address("/", FRIEND), headers=SECRETS))
        return [one.head for one in foe.asked]

    async def walking() -> list[str]:
        async with enemy() as foe, canary() as bird:
            return await walk(foe, bird)

    first, *others = asyncio.run(walking())

    assert first.count("s3cret") == 3
    assert [one.count("s3cret") > 0 for one in others] == [is_trusted] * len(others)
    assert not any("theirs" in one for one in others)
    assert others


def test_a_lie_about_the_length_of_a_link_is_no_second_answer():
    """What stands behind an answer on one link is not taken for the answer to the next question."""

    async def walk(foe: Enemy, bird: Canary) -> list[bytes]:
        smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen"
        foe.put("/", plain(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" + smuggled))
        foe.put("/next", ok(b"honest"))
        async with resolving(lambda name: [FRIEND], FRIEND) as dialer:
            found = [
                await dialer.ask(Request(address=foe.address(path, FRIEND), headers={}))
                for path in ("/", "/next")
            ]
        return [one.body for one in found if isinstance(one, Answer)]

    bodies, _ = on_a_street(walk)

    assert b"stolen" not in bodies  # type: ignore[operator]
    assert bodies[-1:] == [b"honest"]  # type: ignore[index]
