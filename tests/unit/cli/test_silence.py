"""`monitor silence`: what is silenced is not told, and who asked for it is known."""

import json
from pathlib import Path

import pytest

from monitor.app.clock import now
from monitor.cli.opening import read as read_rows
from monitor.cli.opening import settings_of
from monitor.store import due
from tests.unit.cli.conftest import Command
from tests.unit.cli.filled import polled


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A configuration whose database holds two hits that wait for the digest of the morning."""
    desk = {"id": "desk", "to": ["files"], "at": ["08:00"]}
    return polled(tmp_path, routes=[desk])


def add(command: Command, config: Path, *more: str) -> dict:
    said = ["silence", "add", "--config", config, "--comment", "known", "--json", *more]
    result = command(*said)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_silence_has_a_short_name_an_author_and_an_end(filled: Path, command: Command):
    first = add(command, filled, "--watch", "sappers", "--for", "2h", "--author", "rina")
    second = add(command, filled, "--site", "a.example", "--until", "2999-01-01T08:00+07:00")

    assert (first["id"], first["author"], first["watch"]) == ("s1", "rina", "sappers")
    assert (second["id"], second["ends"]) == ("s2", "2999-01-01T01:00:00+00:00")


def test_what_is_silenced_is_not_shown_in_the_preview(filled: Path, command: Command):
    add(command, filled, "--watch", "sappers", "--for", "2h")

    shown = command("digest", "preview", "--config", filled)

    assert "A bridge for the" in shown.output
    assert "The sappers leave" not in shown.output


def test_a_preview_keeps_nothing_back(filled: Path, command: Command):
    add(command, filled, "--watch", "sappers", "--for", "2h")

    command("digest", "preview", "--config", filled)

    settings = settings_of(filled)
    waiting = read_rows(settings, lambda rows: due.waiting(rows, "desk", "files", now(), 9))
    assert len(waiting) == 2


def test_silences_are_listed_until_they_are_over(filled: Path, command: Command):
    add(command, filled, "--term", "sappers", "--for", "2h")

    ended = command("silence", "expire", "s1", "--config", filled)
    again = command("silence", "expire", "s1", "--config", filled)
    lasting = command("silence", "list", "--config", filled)
    every = command("silence", "list", "--all", "--json", "--config", filled)

    assert (ended.exit_code, again.exit_code) == (0, 1)
    assert lasting.output == "nothing is silenced\n"
    assert [json.loads(line)["lasts"] for line in every.stdout.splitlines()] == [False]


WRONG = [
    (["--for", "2h"], "say what: --watch, --story, --site or --term"),
    (["--watch", "ches", "--for", "2h"], "did you mean 'chess'?"),
    (["--watch", "chess"], "say how long"),
    (["--watch", "chess", "--for", "2h", "--until", "2999-01-01"], "say how long"),
    (["--watch", "chess", "--until", "2001-01-01"], "this end is past"),
    (["--watch", "chess", "--until", "tomorrow"], "a time is written like"),
    (["--term", "$kurks", "--for", "2h"], "did you mean 'kursk'?"),
]


@pytest.mark.parametrize(("said", "why"), WRONG)
def test_a_silence_that_covers_nothing_is_refused(
    config: Path, command: Command, said: list[str], why: str
):
    result = command("silence", "add", "--config", config, "--comment", "x", *said)

    assert result.exit_code == 2
    assert why in " ".join(result.output.replace("│", " ").split())


def test_a_story_that_is_not_there_is_not_silenced(filled: Path, command: Command):
    said = ["silence", "add", "--config", filled, "--comment", "known", "--for", "2h"]

    result = command(*said, "--story", "99")

    assert result.exit_code == 2
    assert "there is no story 99" in " ".join(result.output.split())


def test_a_merged_story_is_silenced_as_the_one_it_became(filled: Path, command: Command):
    ids = [row["story"] for row in map(json.loads, _stories(command, filled))]
    command("story", "merge", "--config", filled, *ids)

    silenced = add(command, filled, "--story", str(max(ids)), "--for", "2h")

    assert silenced["story"] == str(min(ids))


def _stories(command: Command, config: Path) -> list[str]:
    return command("story", "list", "--config", config, "--json").stdout.splitlines()
