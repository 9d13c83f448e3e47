"""`monitor routes`: where hits go, and why an article is told to some and not to others."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.cli.filled import polled

ROUTES = [
    {"id": "desk", "to": ["files"], "wait": "5m", "watches": ["sappers", "bridges"]},
    {"id": "daily", "to": ["files"], "at": ["08:00"], "tz": "Asia/Jakarta", "watches": ["*"]},
    {"id": "asia", "to": ["files"], "wait": "5m", "feeds": {"tags": ["asia"]}},
]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A configuration whose database holds two hits."""
    return polled(tmp_path, routes=ROUTES)


def asked(command: Command, config: Path, subject: str, *more: str) -> dict:
    result = command("routes", "test", subject, "--config", config, "--json", *more)
    return json.loads(result.stdout)


def ways(answer: dict) -> dict[str, tuple[str, str | None]]:
    return {one["route"]: (one["state"], one["reason"]) for one in answer["ways"]}


def test_routes_are_listed_with_what_they_take_and_when(filled: Path, command: Command):
    shown = command("routes", "list", "--config", filled)
    lines = command("routes", "list", "--config", filled, "--json").stdout.splitlines()

    assert "digest at 08:00 Asia/Jakarta" in shown.output
    assert "alert after 5m" in shown.output
    assert [json.loads(line)["id"] for line in lines] == ["desk", "daily", "asia"]


def test_a_stored_article_says_what_becomes_of_it(filled: Path, command: Command):
    answer = asked(command, filled, "1")

    assert answer["title"] == "The sappers leave at noon"
    assert ways(answer) == {
        "desk": ("comes", None),
        "daily": ("comes", None),
        "asia": ("not", "other_tags"),
    }


def test_a_stored_article_is_found_by_its_address(filled: Path, command: Command):
    assert asked(command, filled, "https://a.example/1")["title"] == "The sappers leave at noon"


def test_a_text_is_asked_as_if_it_came_now(filled: Path, command: Command):
    answer = asked(command, filled, "More sappers at the gate", "--tag", "asia")

    assert ways(answer) == {
        "desk": ("comes", None),
        "daily": ("comes", None),
        "asia": ("comes", None),
    }


def test_a_silence_is_named_with_its_author_and_end(filled: Path, command: Command):
    said = ["--watch", "sappers", "--for", "2h", "--comment", "x", "--author", "rina"]
    command("silence", "add", "--config", filled, *said)

    stored, text = asked(command, filled, "1"), asked(command, filled, "The sappers of b")

    for answer in (stored, text):
        assert ways(answer)["desk"] == ("not", "silenced")
        assert answer["ways"][0]["detail"].startswith("by s1 of rina until ")


def test_people_read_when_and_why(filled: Path, command: Command):
    shown = command("routes", "test", "1", "--config", filled)

    assert "08:00 UTC" not in shown.output
    assert "01:00 UTC" in shown.output  # eight in Jakarta, on the clock of `files`
    assert "the route is for feeds with other tags" in shown.output


def test_what_no_watch_meets_says_so(filled: Path, command: Command):
    stored = command("routes", "test", "3", "--config", filled)
    text = command("routes", "test", "Nothing at all", "--config", filled)

    assert (stored.exit_code, text.exit_code) == (1, 1)
    assert "no watch is met" in stored.output
    assert "no watch is met" in text.output


def test_an_article_that_is_not_there_is_refused(filled: Path, command: Command):
    result = command("routes", "test", "99", "--config", filled)

    assert result.exit_code == 2
