"""`monitor feeds`: add and check."""

import json
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.rig import configuration
from tests.rig.paper import Story, page, rss
from tests.unit.cli.conftest import Command


def test_an_added_feed_is_configured(command: Command, own_config: Path):
    address = "https://a.example/feed"

    done = command("feeds", "add", address, "--tags", "a,b", "--config", own_config)

    shown = json.loads(command("config", "dump", "--config", own_config, "--json").stdout)
    assert done.exit_code == 0
    assert [(feed["address"], feed["tags"]) for feed in shown["feeds"]] == [(address, ["a", "b"])]


def test_a_feed_that_is_there_already_is_not_added_again(command: Command, own_config: Path):
    command("feeds", "add", "https://a.example/feed", "--config", own_config)
    before = (own_config / "feeds.yaml").read_text()

    done = command("feeds", "add", "https://a.example/feed", "--config", own_config)

    assert done.exit_code == 2
    assert "stands already" in done.stderr
    assert (own_config / "feeds.yaml").read_text() == before


def test_a_language_that_does_not_exist_is_refused_and_the_file_stays(
    command: Command, own_config: Path
):
    before = (own_config / "feeds.yaml").read_text()

    done = command("feeds", "add", "https://a.example", "--language", "xx", "--config", own_config)

    assert done.exit_code == 2
    assert (own_config / "feeds.yaml").read_text() == before


def test_what_is_no_address_is_refused(command: Command, own_config: Path):
    assert command("feeds", "add", "a.example", "--config", own_config).exit_code == 2


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


def test_an_unknown_feed_is_wrong_usage(command: Command, own_config: Path):
    done = command("feeds", "check", "nobody", "--config", own_config)

    assert done.exit_code == 2
    assert "no such feed: nobody" in done.stderr
