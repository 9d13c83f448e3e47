"""Connections that a delivery needs, tried against real servers on 127.0.0.1."""

import asyncio
from pathlib import Path

from monitor.app.config import load_config
from monitor.cli.connecting import connections
from tests.fakes import scripted_mail
from tests.rig.mailbox import mailbox
from tests.unit.cli.conftest import MONITOR, write_config


async def tried(folder: Path, port: int, more: str = "") -> list[str]:
    """Try the connections of a configuration with a mail server at a port."""
    mail = f"mail: {{host: 127.0.0.1, port: {port}, sender: a@b.example{more}}}\n"
    config = write_config(folder, monitor=MONITOR + mail)
    return await connections(load_config(config, {}))


def test_a_server_that_lets_us_in_gets_no_mail(tmp_path: Path):
    async def ask() -> tuple[list[str], list[bytes]]:
        async with mailbox() as box:
            return await tried(tmp_path, box.port, ", security: none"), box.letters

    assert asyncio.run(ask()) == ([], [])


def test_a_server_without_encryption_is_named_when_it_must_have_it(tmp_path: Path):
    async def ask() -> list[str]:
        async with scripted_mail() as server:
            return await tried(tmp_path, server.port)

    (sentence,) = asyncio.run(ask())

    assert "STARTTLS" in sentence


def test_a_server_that_turns_us_away_is_named_with_its_words(tmp_path: Path):
    async def ask() -> list[str]:
        async with scripted_mail({"greeting": "554 go away"}) as server:
            return await tried(tmp_path, server.port, ", security: none")

    (sentence,) = asyncio.run(ask())

    assert "go away" in sentence
