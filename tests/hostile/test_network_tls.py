"""A link that is not safe is no link: refused with its word, and never tried again without care.

`monitor feeds check` runs as its users run it, and trusts one authority of ours more than others.
"""

import asyncio
import json
import os
import ssl
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from functools import partial
from pathlib import Path

from tests.hostile.certificates import HOME, Maker
from tests.hostile.server import Enemy, drip, enemy, ok, plain, silence
from tests.rig import configuration
from tests.rig.paper import Story, rss

PAPER = ok(rss([Story(id="1", title="Sappers", link="/1")]))


def old(context: ssl.SSLContext, newest: str) -> ssl.SSLContext:
    """Let a server speak no newer TLS than this."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion[newest]
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


Open = Callable[[], AbstractAsyncContextManager[Enemy]]


def servers(maker: Maker) -> dict[str, tuple[Open, str | None]]:
    """Give every kind of server, and the word that a feed there must get."""
    make = partial(maker.context, authority="ours")
    shown = {
        "good": (make("good"), None),
        "expired": (make("expired", days=-1), "tls"),
        "of another host": (make("other", says="subjectAltName=DNS:other.example"), "tls"),
        "of another number": (make("number", says="subjectAltName=IP:127.0.0.2"), "tls"),
        "of no host": (make("nobody", says="keyUsage=digitalSignature"), "tls"),
        "of all hosts": (make("all", says="subjectAltName=DNS:*"), "tls"),
        "no server's": (make("client", says=f"{HOME}\nextendedKeyUsage=clientAuth"), "tls"),
        "its own": (maker.context("own", None), "tls"),
        "of an authority that nobody knows": (maker.context("strange", "theirs"), "tls"),
        # Both sides find that they have no version in common; this server hangs up without a word.
        "TLS 1.0": (old(make("tls10"), "TLSv1"), "no_connection"),
        "TLS 1.1": (old(make("tls11"), "TLSv1_1"), "no_connection"),
        "TLS 1.2": (old(make("tls12"), "TLSv1_2"), None),
    }
    said = {
        "no TLS": (plain(b"HTTP/1.1 200 OK\r\n\r\n"), "tls"),
        "noise": (plain(bytes(range(256)) * 9), "tls"),
        "an alert": (plain(b"\x15\x03\x03\x00\x02\x02\x28"), "tls"),
        "the end": (plain(b""), "no_connection"),
        "silence": (silence(), "timeout"),
        "a drip": (drip(b"\x16\x03\x03\x40\x00", b"\x02", 0.1), "timeout"),
    }
    found: dict[str, tuple[Open, str | None]] = {}
    for name, (context, word) in shown.items():
        found[name] = (partial(enemy, "127.0.0.1", context), word)
    for name, (say, word) in said.items():
        found[name] = (partial(enemy, "127.0.0.1", at_once=say), word)
    return found


def test_what_is_not_safe_is_not_asked(tmp_path: Path):
    maker = Maker(folder=tmp_path)
    trusted = maker.authority("ours")
    maker.authority("theirs")
    kinds = servers(maker)

    async def check() -> tuple[dict[str, str | None], dict[str, int]]:
        async with AsyncExitStack() as stack:
            running = {
                name: await stack.enter_async_context(opened())
                for name, (opened, _) in kinds.items()
            }
            for foe in running.values():
                foe.put("/feed", PAPER)
            feeds = [
                {"id": f"f{number}", "address": foe.address("/feed", scheme="https")}
                for number, foe in enumerate(running.values())
            ]
            words = await looked_at(tmp_path, feeds, trusted)
            return dict(zip(kinds, words, strict=True)), {
                name: len(foe.asked) for name, foe in running.items()
            }

    words, asked = asyncio.run(check())

    assert words == {name: word for name, (_, word) in kinds.items()}
    assert asked == {name: int(word is None) for name, (_, word) in kinds.items()}


async def looked_at(folder: Path, feeds: list[dict[str, str]], trusted: Path) -> list[str | None]:
    """Run the command, and give the reason of each feed."""
    limits = {"timeout": "2s"}
    config = configuration.write(folder, feeds=feeds, allow=["127.0.0.0/8"], limits=limits)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", "feeds", "check", "--json", "--config", str(config)),
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "SSL_CERT_FILE": str(trusted),
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
    )
    out, _ = await process.communicate()
    found = {one["feed"]: one["reason"] for one in map(json.loads, out.splitlines())}
    return [found[feed["id"]] for feed in feeds]
