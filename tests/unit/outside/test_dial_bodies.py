"""Bodies that are whole, and bodies that only seem to be."""

import asyncio
import gzip
import socket

import pytest

from monitor.outside.dial import Answer
from tests.unit.outside.servers import Say, endless, ok, saying
from tests.unit.outside.test_dial import reason, talk


@pytest.mark.parametrize("length", ["Content-Length: 1000", "X-Length: nobody says it"])
def test_a_reset_in_mid_body_is_no_answer(length: str):
    async def reset(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\n{length}\r\n\r\nshort".encode())
        await writer.drain()
        await asyncio.sleep(0.05)
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    answer = talk(reset)

    assert reason(answer) in ("broken_answer", "no_connection")
    assert answer.sent


def test_a_packed_body_that_breaks_off_is_a_broken_answer():
    half = gzip.compress(b"words and words")[:-9]

    assert reason(talk(saying(ok(half, "Content-Encoding: gzip")))) == "broken_answer"


def test_a_body_whose_end_alone_says_its_length_is_taken():
    answer = talk(saying(b"HTTP/1.1 200 OK\r\n\r\nhello"))

    assert isinstance(answer, Answer)
    assert answer.body == b"hello"


@pytest.mark.parametrize(
    ("say", "body"),
    [
        (saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"), b"short"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", pause=0.05), b"x"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9_000), b"x"),
        (saying(ok(b"hello", "Content-Encoding: br")), b""),
        (saying(ok(b"hello", "Content-Encoding: gzip")), b""),
    ],
    ids=["breaks off", "drips", "never ends", "not offered", "not packed"],
)
def test_where_the_status_will_do_the_body_may_do_what_it_likes(say: Say, body: bytes):
    answer = talk(say, body_seconds=0.3, most_bytes=1_000)

    assert isinstance(answer, Answer)
    assert (answer.status, answer.body[: len(body)]) == (200, body)
    assert len(answer.body) <= 1_000
