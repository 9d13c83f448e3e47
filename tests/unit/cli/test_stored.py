"""Commands over a database: what was found, what waits, what was sent, what is promised."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.app.clock import now
from monitor.cli.opening import settings_of, write
from monitor.model.feed import Feed
from monitor.store import feeds
from tests.rig.configuration import AT_ONCE
from tests.unit.cli.conftest import Command, Program
from tests.unit.cli.filled import polled


def test_hits_are_listed_with_where_they_stand(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    done = command("hits", "list", "--config", config, "--json")

    found = {one["watch"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert set(found) == {"sappers", "bridges"}
    assert found["sappers"]["spans"][0]["surface"] == "sappers"
    assert found["sappers"]["url"] == "https://a.example/1"


def test_hits_of_one_watch_are_listed_alone(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    done = command("hits", "list", "--config", config, "--watch", "bridges")

    assert "bridge" in done.stdout
    assert "sappers" not in done.stdout


def test_a_table_shows_no_marks_that_turn_text_around(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    done = command("hits", "list", "--config", config)

    assert "A bridge for the valley" in done.stdout


def test_a_time_that_is_none_is_wrong_usage(command: Command, own_config: Path):
    assert command("hits", "list", "--config", own_config, "--since", "soon").exit_code == 2


def test_feeds_are_listed_with_their_last_poll_and_entries(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    (line,) = command("feeds", "list", "--config", config, "--json").stdout.splitlines()

    found = json.loads(line)
    assert (found["feed"], found["state"], found["entries"]) == ("news/mill", "fine", 3)
    assert found["next_poll"] > found["polled"]


def test_a_preview_shows_what_waits_and_keeps_nothing(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    shown = [command("digest", "preview", "--config", config).stdout for _ in range(2)]

    assert all("The sappers leave at noon" in text.replace("*", "") for text in shown)
    assert command("outbox", "list", "--config", config, "--json").stdout == ""


def test_a_preview_does_not_wait_for_the_time_of_its_route(command: Command, tmp_path: Path):
    route = {"id": "daily", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
    config = polled(tmp_path, routes=[route])

    done = command("digest", "preview", "--config", config, "--route", "daily", "--json")

    assert json.loads(done.stdout)["destination"] == "files"


def test_an_unknown_route_is_wrong_usage(command: Command, own_config: Path):
    done = command("digest", "preview", "--config", own_config, "--route", "desc")

    assert done.exit_code == 2
    assert "known: desk" in done.stderr


def test_a_single_run_sends_what_is_due_and_every_promise_is_kept(
    program: Program, command: Command, tmp_path: Path
):
    config = polled(tmp_path, routes=[{**AT_ONCE, "group_by": []}])

    done = program("once", "--config", config)

    (line,) = command("outbox", "list", "--config", config, "--json").stdout.splitlines()
    assert done.returncode == 0
    assert (json.loads(line)["state"], json.loads(line)["hits"]) == ("sent", 2)
    assert command("verify", "--config", config).stdout == "every promise is kept\n"
    assert command("digest", "preview", "--config", config).stdout == "nothing waits to be sent\n"


def test_a_test_message_reaches_a_folder_and_no_row(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    done = command("digest", "send", "--test", "files", "--config", config)

    assert done.exit_code == 0
    assert {path.suffix for path in (tmp_path / "outbox").iterdir()} == {
        ".eml",
        ".html",
        ".json",
        ".txt",
    }
    assert command("outbox", "list", "--config", config, "--json").stdout == ""


def test_a_test_message_to_nobody_is_wrong_usage(command: Command, own_config: Path):
    done = command("digest", "send", "--test", "nobody", "--config", own_config)

    assert done.exit_code == 2
    assert "known: files" in done.stderr


def test_a_delivery_that_does_not_exist_cannot_be_tried_again(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    assert command("outbox", "retry", "nokey", "--config", config).exit_code == 1


def test_everything_given_up_is_tried_again_even_when_it_is_nothing(
    command: Command, tmp_path: Path
):
    config = polled(tmp_path)

    done = command("outbox", "retry", "--all", "--config", config)

    assert done.stdout.startswith("0 will be tried again")


@pytest.mark.parametrize("arguments", [(), ("key", "--all")])
def test_trying_again_wants_one_key_or_all(
    command: Command, own_config: Path, arguments: tuple[str, ...]
):
    assert command("outbox", "retry", *arguments, "--config", own_config).exit_code == 2


def test_hits_a_day_are_counted_over_stored_articles(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    done = command("match", "--stored", "2d", "--config", config, "--json")

    found = {one["watch"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert {watch: sum(one["days"].values()) for watch, one in found.items()} == {
        "sappers": 1,
        "bridges": 1,
        "harbour": 0,
    }
    assert found["sappers"]["articles"] == 3


def test_a_watch_is_drawn_with_a_bar_for_each_day_its_sites_and_a_week(
    command: Command, tmp_path: Path
):
    config = polled(tmp_path)

    done = command("match", "--stored", "2d", "--config", config, "--watch", "sappers")

    lines = done.stdout.splitlines()
    assert lines[0] == "sappers: Sappers"
    assert f"{now():%a %m-%d}        1        1  {'█' * 40}" in lines
    assert "in all           1        1  33.3% of all articles" in lines
    assert "sites: a.example 1" in lines
    assert "too little is stored to estimate a week" in lines
    assert done.stderr == ""


def test_a_program_that_polls_is_healthy(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    assert command("healthcheck", "--config", config).stdout == "healthy\n"


def test_a_program_that_has_not_polled_for_hours_is_not(command: Command, own_config: Path):
    command("db", "upgrade", "--config", own_config)
    feed = Feed(id="mill", address="https://a.example/feed")
    long_ago = now() - timedelta(hours=2)
    write(settings_of(own_config), lambda rows: feeds.sync(rows, [feed], long_ago))

    done = command("healthcheck", "--config", own_config)

    assert done.exit_code == 1
    assert "no poll has succeeded ever" in done.stderr


def test_a_database_without_tables_says_what_to_do(command: Command, own_config: Path):
    before = command("verify", "--config", own_config)

    command("db", "upgrade", "--config", own_config)

    assert before.exit_code == 78
    assert "monitor db upgrade" in before.stderr
    assert command("verify", "--config", own_config).exit_code == 0


def test_a_database_that_cannot_be_reached_is_for_later(command: Command, own_config: Path):
    monitor = own_config / "monitor.yaml"
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    monitor.write_text(monitor.read_text().replace("sqlite:///data/rows.db", url))

    done = command("verify", "--config", own_config)

    assert done.exit_code == 75
    assert "Traceback" not in done.stderr
