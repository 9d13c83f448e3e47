"""`monitor feeds check`."""

import json
from datetime import UTC, datetime
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.rig import configuration
from tests.rig.paper import Story, page, rss
from tests.unit.cli.conftest import Command

PAST = datetime(2025, 6, 1, tzinfo=UTC)


def test_checked_feeds_tell_what_they_gave_and_why_not(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    stories = [Story(id=name, title=name, link=f"https://a.example/{name}") for name in "ab"]
    httpserver.expect_request("/feed").respond_with_data(rss(stories))
    httpserver.expect_request("/page").respond_with_data(page("A page"))
    addresses = {name: f"http://127.0.0.1:{httpserver.port}/{name}" for name in ("feed", "page")}
    config = configuration.write(
        tmp_path, feeds=[{"id": id_, "address": address} for id_, address in addresses.items()]
    )

    done = command("feeds", "check", "--config", config, "--json")

    found = {one["feed"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert (found["feed"]["fine"], found["feed"]["entries"]) == (True, 2)
    assert (found["page"]["fine"], found["page"]["reason"]) == (False, "not_a_feed")
    assert done.exit_code == 1


def test_only_the_feeds_that_are_named_are_checked(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    httpserver.expect_request("/feed").respond_with_data(rss([]))
    address = f"http://127.0.0.1:{httpserver.port}/feed"
    feeds = [{"id": "one", "address": address}, {"id": "two", "address": f"{address}2"}]
    config = configuration.write(tmp_path, feeds=feeds)

    done = command("feeds", "check", "one", "--config", config)

    assert done.exit_code == 0
    assert "two" not in done.stdout


def test_trouble_stands_first_and_is_counted(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    story = Story(id="a", title="A", link="https://a.example/a", published=PAST)
    httpserver.expect_request("/fine").respond_with_data(rss([story]))
    httpserver.expect_request("/empty").respond_with_data(rss([]))
    feeds = [
        {"id": name, "address": httpserver.url_for(name)} for name in ("/fine", "/empty", "/no")
    ]
    config = configuration.write(
        tmp_path, feeds=[{**feed, "id": feed["id"].strip("/")} for feed in feeds]
    )

    done = command("feeds", "check", "--config", config)

    assert [line.split()[:2] for line in done.stdout.splitlines()[2:]] == [
        ["no", "http_5xx"],
        ["empty", "doubtful"],
        ["fine", "fine"],
    ]
    assert done.stderr == "3 looked at: 1 gave nothing, 1 doubtful, 1 fine\n"


def test_what_a_feed_says_of_its_language_stands_beside_what_is_configured(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    httpserver.expect_request("/feed").respond_with_data(rss([]))
    feed = {"id": "a", "address": httpserver.url_for("/feed"), "language": "ko"}
    config = configuration.write(tmp_path, feeds=[feed])

    done = command("feeds", "check", "--config", config, "--json")

    found = json.loads(done.stdout)
    assert (found["configured"], found["says"], found["newest"]) == ("ko", "en", None)
    assert found["doubts"] == ["no entries", "says en, configured ko"]


def test_feeds_of_a_folder_are_looked_at_too(command: Command, tmp_path: Path):
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "one.xml").write_bytes(rss([]))
    config = configuration.write(tmp_path, feeds=[{"folder": "../press"}])

    done = command("feeds", "check", "--config", config)

    assert done.exit_code == 0
    assert "press/one" in done.stdout


def test_an_unknown_feed_is_wrong_usage(command: Command, own_config: Path):
    done = command("feeds", "check", "nobody", "--config", own_config)

    assert done.exit_code == 2
    assert "no such feed: nobody" in done.stderr
