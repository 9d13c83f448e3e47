"""The program itself, as a process, dials nobody inside, and no proxy that the environment names.

Names are left out here: they would be looked up in the machine's own network.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from socket import create_server

import pytest

from monitor.app.addresses import web_address
from tests.hostile.canary import HOSTS, V4, V6
from tests.rig import configuration

NUMBERS = ("localhost", *V4.split(), *V6.split())
PROXIES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
NO_EXCEPTIONS = {"no_proxy": "", "NO_PROXY": ""}
Watched = Callable[..., list[str]]


@pytest.fixture
def port() -> Iterator[int]:
    """A port of the loopback on which somebody listens, who never answers."""
    with create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


def addresses(port: int, hosts: Sequence[str]) -> list[str]:
    """Give the addresses that a configuration takes."""
    found = []
    for number, host in enumerate(hosts):
        with suppress(ValueError):
            found.append(web_address(f"http://{host}:{port}/{number}"))
    return found


@pytest.fixture
def watched(tmp_path: Path, port: int) -> Watched:
    """Run commands on a configuration of feeds at these hosts; give what they dialled."""

    def run(hosts: Sequence[str], *commands: Sequence[str], allow: Sequence[str] = ()) -> list[str]:
        feeds = [
            {"id": f"f{number}", "address": address}
            for number, address in enumerate(addresses(port, hosts))
        ]
        limits = {"timeout": "1s"}
        config = configuration.write(tmp_path, feeds=feeds, allow=list(allow), limits=limits)
        whole = [[*command, "--config", str(config)] for command in commands]
        proxies = dict.fromkeys(PROXIES, f"http://127.0.0.1:{port}")
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.watched", json.dumps(whole)],
            env={**os.environ, **proxies, **NO_EXCEPTIONS, "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=100,
            check=True,
        )
        out = done.stdout.decode()
        refused = out.count("private_address") + out.count("bad_address")
        assert refused >= (0 if allow else len(commands)), out
        return list(json.loads(out.splitlines()[-1]))

    return run


def test_what_is_configured_is_not_dialled(watched: Watched, port: int):
    assert len(addresses(port, NUMBERS)) > 100

    assert watched(NUMBERS, ["once"], ["feeds", "check"]) == []


def test_what_is_typed_is_not_dialled(watched: Watched, port: int):
    commands = [
        [*command, f"http://{host}:{port}/"]
        for command in (["explain"], ["feeds", "add"])
        for host in ("2130706433", "[::ffff:127.0.0.1]", "localhost", "169.254.169.254")
    ]

    assert watched([], *commands) == []


def test_what_is_dialled_is_seen(watched: Watched, port: int):
    found = watched(["127.0.0.1"], ["feeds", "check"], allow=["127.0.0.1"])

    assert found == [f"127.0.0.1 {port}"]


def test_numbers_are_among_the_forms():
    assert set(NUMBERS) <= set(HOSTS)
