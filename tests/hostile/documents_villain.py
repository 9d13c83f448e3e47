"""A child that its document has taken over: it crashes, stops, or answers what is no answer.

Everything else it does as the program's own child. What it is to do stands at the beginning of the
document: `villain:NAME `.
"""

import os
import pickle
import signal
import struct
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

from monitor.intake.child_main import JOBS
from monitor.outside.serve import Job, Limits, serve

SIGN = b"villain:"
HEADER = struct.Struct("!i")
RIGHT = pickle.dumps(((True, None), 1))


def main(pipe: Connection, limits: Limits) -> None:
    """Serve the program's jobs, unless the document says otherwise."""
    deeds = _deeds(pipe)
    serve(pipe, {name: _tempted(job, deeds) for name, job in JOBS.items()}, limits)


def document(deed: str) -> bytes:
    """Write a document that takes its child over."""
    return SIGN + deed.encode() + b" and then some text"


def _tempted(job: Job, deeds: Mapping[str, Callable[[], Any]]) -> Job:
    def tempted(**arguments: Any) -> Any:
        body = arguments.get("body", b"")
        if body.startswith(SIGN):
            return deeds[body.removeprefix(SIGN).split()[0].decode()]()
        return job(**arguments)

    return tempted


def _deeds(pipe: Connection) -> Mapping[str, Callable[[], Any]]:
    def say(message: bytes) -> None:
        os.write(pipe.fileno(), message)

    def signalled(number: int) -> Callable[[], None]:
        return lambda: os.kill(os.getpid(), number)

    def said_and_left(message: bytes) -> Callable[[], None]:
        return lambda: (say(message), os._exit(0))[1]

    def said_and_slept(message: bytes) -> Callable[[], None]:
        return lambda: (say(message), time.sleep(60))[1]

    def framed(value: Any) -> bytes:
        message = pickle.dumps(value)
        return HEADER.pack(len(message)) + message

    return {
        "crash": signalled(signal.SIGSEGV),
        "abort": os.abort,
        "be-killed": signalled(signal.SIGKILL),
        "stop": signalled(signal.SIGSTOP),
        "leave": lambda: os._exit(0),
        "leave-in-anger": lambda: os._exit(1),
        "close": pipe.close,
        "hoard": lambda: bytearray(1 << 42),
        "hoard-bit-by-bit": _hoard,
        "recurse": _recurse,
        "raise": _raise,
        "spin": _spin,
        "babble-and-leave": said_and_left(os.urandom(1_000)),
        "babble": said_and_slept(b"\x00\x00\x00\x09not pickle"),
        "half-an-answer": said_and_left(HEADER.pack(1_000) + b"half"),
        "half-a-header": said_and_left(b"\x00\x00"),
        "a-huge-header": said_and_slept(HEADER.pack(0x7FFFFFFF)),
        "a-header-below-zero": said_and_slept(HEADER.pack(-1)),
        "no-pair": said_and_slept(framed("hello")),
        "a-long-tuple": said_and_slept(framed(((False, "x", "y", "z"), 1))),
        "a-number-for-a-reason": said_and_slept(framed(((False, 1, 2), 1))),
        "another-type": lambda: 42,
        "nothing": lambda: None,
        "too-much": lambda: "x" * (80 << 20),
        "two-answers": lambda: say(HEADER.pack(len(RIGHT)) + RIGHT),
        "a-secret": lambda: _spin,
    }


def _hoard() -> None:
    held = []
    while True:
        held.append(bytearray(1 << 24))


def _recurse() -> None:
    _recurse()


def _raise() -> None:
    raise ValueError("\x1b[2J\u202e\ud800 a\nb " + "x" * 10_000)


def _spin() -> None:
    while True:
        pass
