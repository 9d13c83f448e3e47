"""`monitor outbox`: what an operator sees and does when a receiver fails."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from monitor.app.clock import now
from monitor.cli.opening import read, settings_of, write
from monitor.model.message import Done, GiveUp, Message, Parcel, Refused, Sent
from monitor.model.standing import Standing
from monitor.store import outbox, standings
from tests.unit.cli.conftest import Command

OFF = Standing(
    lane="files", failures=3, failing_since=now(), disabled_at=now(), reason="gone", answer="410"
)
RESTING = Standing(
    lane="files",
    failures=4,
    failing_since=now(),
    rests_until=now() + timedelta(days=1),
    reason="http_5xx",
    answer="503 busy",
)


@pytest.fixture
def config(command: Command, own_config: Path) -> Path:
    """A configuration with a database, in which two deliveries were sent and one was given up."""
    command("db", "upgrade", "--config", own_config)
    write(settings_of(own_config), _fill)
    return own_config


def _fill(rows: Connection) -> None:
    at = now()
    ends = {"a": (Sent(answer="204"), Done()), "b": (Sent(answer="204"), Done())}
    for name in "abc":
        said = Message(
            id=name, kind="alert", route="desk", number=1, made_at=at, since=None, slot=None,
            sections=(),
        )  # fmt: skip
        sent = Parcel(key=f"key{name}", destination="files", content_type="x", body=b"x")
        assert outbox.close(rows, said, sent, at)
        (claim,) = outbox.claim(rows, at, limit=1, lease=timedelta(minutes=1))
        refused = Refused(reason="refused", answer="550", final=True), GiveUp(reason="refused")
        outbox.finish(rows, claim, *ends.get(name, refused), at)


def keep(config: Path, known: Standing) -> None:
    before = Standing(lane=known.lane)
    write(settings_of(config), lambda rows: standings.keep(rows, before, known, now()))


def states(command: Command, config: Path) -> dict[str, str]:
    lines = command("outbox", "list", "--config", config, "--json").stdout.splitlines()
    return {row["key"]: row["state"] for row in map(json.loads, lines)}


@pytest.mark.parametrize(
    ("known", "words", "word"),
    [
        (OFF, "files is switched off since", "off"),
        (RESTING, "files fails since", "resting"),
    ],
)
def test_the_list_says_who_fails(
    command: Command, config: Path, known: Standing, words: str, word: str
):
    keep(config, known)

    told = command("outbox", "list", "--config", config).stdout
    (first, *_) = command("outbox", "list", "--config", config, "--json").stdout.splitlines()

    assert words in told
    assert known.answer in told
    assert json.loads(first)["receiver"] == word


def test_a_receiver_is_switched_on(command: Command, config: Path):
    keep(config, OFF)

    done = command("outbox", "enable", "files", "--config", config)

    assert done.exit_code == 0
    assert read(settings_of(config), standings.unwell) == ()


def test_a_receiver_that_is_well_cannot_be_switched_on(command: Command, config: Path):
    done = command("outbox", "enable", "files", "--config", config)

    assert done.exit_code == 1
    assert "neither fails nor is switched off" in done.stderr


def test_what_was_given_up_in_a_range_is_tried_again(command: Command, config: Path):
    done = command("outbox", "retry", "--since", "1d", "--config", config)

    assert done.stdout.startswith("1 will be tried again")
    assert states(command, config) == {"keya": "sent", "keyb": "sent", "keyc": "pending"}


def test_what_was_sent_in_a_range_is_sent_again(command: Command, config: Path):
    since = (now() - timedelta(hours=1)).isoformat()

    done = command("outbox", "retry", "--since", since, "--state", "sent", "--config", config)

    assert done.stdout.startswith("2 will be tried again")
    assert states(command, config) == {"keya": "pending", "keyb": "pending", "keyc": "dead"}


@pytest.mark.parametrize(
    "more",
    [
        ("--until", "2025-06-17T00:00"),
        ("--to", "files", "--until", "2025-06-17T00:00"),
    ],
)
def test_a_range_without_deliveries_is_empty(command: Command, config: Path, more: tuple[str, ...]):
    done = command("outbox", "retry", "--since", "2025-06-01T00:00", *more, "--config", config)

    assert done.stdout.startswith("0 will be tried again")


@pytest.mark.parametrize(
    "arguments",
    [
        ("keyc", "--since", "1d"),
        ("--all", "--since", "1d"),
        ("keyc", "--state", "sent"),
        ("--all", "--to", "files"),
        ("--since", "yesterday"),
        ("--since", "1d", "--until", "soon"),
    ],
)
def test_a_range_is_said_one_way(command: Command, config: Path, arguments: tuple[str, ...]):
    assert command("outbox", "retry", *arguments, "--config", config).exit_code == 2


def test_a_range_that_cannot_hold_anything_is_refused(command: Command, config: Path):
    said = ["outbox", "retry", "--config", config, "--since", "2025-06-18T00:00"]

    backwards = command(*said, "--until", "2025-06-17T00:00")
    nobody = command(*said, "--to", "nobody")

    assert (backwards.exit_code, nobody.exit_code) == (2, 2)
    assert "this end is before --since" in backwards.output
    assert "no such destination; known: files" in nobody.output
