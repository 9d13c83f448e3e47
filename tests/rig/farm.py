"""A farm of feeds on loopback: thousands of hosts, in a process of its own.

Linux routes all of 127.0.0.0/8 to the machine itself, so that every ten feeds have an address of
their own and limits per host mean what they mean in the world.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.request import ProxyHandler, build_opener

FEEDS_A_HOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Farm:
    """A running farm of `feeds` feeds; `process` is its process number."""

    feeds: int
    port: int
    process: int

    def address(self, feed: int) -> str:
        """Give the address of a feed, counted from 0."""
        host = feed // FEEDS_A_HOST
        net, middle, last = host // 62_500, host // 250 % 250, host % 250
        return f"http://127.{net + 1}.{middle}.{last + 1}:{self.port}/{feed}.xml"

    def addresses(self) -> Iterator[str]:
        """Give the address of every feed."""
        return (self.address(feed) for feed in range(self.feeds))

    def publish(self, every: int) -> list[int]:
        """Have one feed of `every` print two new entries, others each time; give the feeds."""
        found: list[int] = self._ask(f"publish/{every}")
        return found

    def counts(self) -> dict[str, Any]:
        """Tell what was asked: answers by status, unconditional requests by feed, crowds."""
        found: dict[str, Any] = self._ask("counts")
        return found

    def reset(self) -> None:
        """Count anew from here."""
        self._ask("reset")

    def _ask(self, what: str) -> Any:
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}/farm/{what}", timeout=60) as answer:
            return json.load(answer)


@contextmanager
def farm(feeds: int) -> Iterator[Farm]:
    """Run a farm; it ends with the block, or with whoever started it."""
    words = [sys.executable, "-m", "tests.rig.farm_server", str(feeds)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Farm(feeds=feeds, port=int(process.stdout.readline()), process=process.pid)
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
