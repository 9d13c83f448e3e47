"""What the children of these tests can be asked to do: mostly to misbehave."""

import os
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

from monitor.outside.serve import Limits, serve

MIB = 1024 * 1024


def main(pipe: Connection, limits: Limits) -> None:
    """Serve bad jobs."""
    jobs = {
        "echo": echo, "pid": os.getpid, "spin": spin, "hang": hang, "kill": kill, "hog": hog,
        "recurse": recurse, "fail": fail, "keep": keep, "secret": secret, "leave": leave,
        "modules": modules,
    }  # fmt: skip
    serve(pipe, jobs, limits)


def echo(value: Any) -> Any:
    return value


def spin() -> None:
    while True:
        pass


def hang(duration: float) -> None:
    time.sleep(duration)


def kill(number: int) -> None:
    os.kill(os.getpid(), number)


def hog() -> int:
    return len(bytearray(4096 * MIB))


def recurse() -> None:
    recurse()


def fail() -> None:
    raise ValueError("no such thing\nreally")


def secret() -> Any:
    return lambda: None


def leave() -> None:
    sys.exit(3)


def keep(mebibytes: int) -> int:
    held = bytearray(mebibytes * MIB)
    for page in range(0, len(held), 4096):
        held[page] = 1
    return os.getpid()


def modules() -> list[str]:
    return sorted(sys.modules)
