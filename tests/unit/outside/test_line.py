"""Messages come whole, of any size, and the end of the other side is noticed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from socket import socketpair
from threading import Thread
from typing import Any

import pytest

from monitor.outside.line import AT_ONCE, HEADER, Line


@contextmanager
def echoing() -> Iterator[Line]:
    """Give a line to somebody who sends every message back, as a child would."""
    ours, theirs = socketpair()
    pipe = Connection(theirs.detach())

    def echo() -> None:
        while True:
            try:
                pipe.send_bytes(pipe.recv_bytes())
            except (EOFError, OSError):
                return pipe.close()

    other = Thread(target=echo)
    other.start()
    line = Line(ours, 4_000_000)
    yield line
    line.close()
    other.join()


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    async def within() -> Any:
        async with asyncio.timeout(20):
            return await work()

    return asyncio.run(within())


@pytest.mark.parametrize("size", [0, 1, 16_384, AT_ONCE - 4, AT_ONCE + 1, 3_000_000])
def test_a_message_comes_whole(size):
    async def there_and_back() -> bytes:
        await line.send(b"x" * size)
        return await line.receive()

    with echoing() as line:
        assert run(there_and_back) == b"x" * size


def test_messages_come_one_by_one_in_their_order():
    async def there_and_back() -> list[bytes]:
        for word in (b"one", b"", b"three"):
            await line.send(word)
        return [await line.receive() for _ in range(3)]

    with echoing() as line:
        assert run(there_and_back) == [b"one", b"", b"three"]


@pytest.mark.parametrize("last", [b"", b"\0\0", b"\0\0\0\x09half"])
def test_the_end_of_the_other_side_ends_the_wait(last):
    ours, theirs = socketpair()
    line = Line(ours, 4_000_000)
    theirs.sendall(last)
    theirs.close()

    with pytest.raises(EOFError):
        run(line.receive)
    line.close()


def test_a_line_is_quiet_until_the_other_side_ends():
    ours, theirs = socketpair()
    line = Line(ours, 4_000_000)

    before = line.is_quiet
    theirs.close()

    assert (before, line.is_quiet) == (True, False)
    line.close()


def test_a_line_is_not_quiet_where_somebody_speaks_unasked():
    ours, theirs = socketpair()
    line = Line(ours, 4_000_000)
    theirs.sendall(b"\0\0\0\x01a\0\0\0\x01b")

    assert run(line.receive) == b"a"
    assert not line.is_quiet
    line.close()
    theirs.close()


@pytest.mark.parametrize("size", [-1, 4_000_001, 0x7FFFFFFF])
def test_a_message_of_no_honest_size_is_none(size):
    ours, theirs = socketpair()
    line = Line(ours, 4_000_000)
    theirs.sendall(HEADER.pack(size))

    with pytest.raises(EOFError):
        run(line.receive)
    line.close()
    theirs.close()
