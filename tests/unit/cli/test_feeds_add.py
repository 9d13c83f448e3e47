"""`monitor feeds add`: an address or a page becomes a line in feeds.yaml."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import Result

from tests.rig import configuration
from tests.rig.paper import Story, rss
from tests.unit.cli.conftest import Command

ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="{}">'


class Desk:
    """A configuration without feeds, a site, and somebody who adds its feeds."""

    def __init__(self, command: Command, config: Path, site: HTTPServer) -> None:
        self._command, self._config, self._site = command, config, site

    def feed(self, path: str, *names: str) -> None:
        """Have a feed with these entries."""
        stories = [Story(id=name, title=name, link=f"https://a.example/{name}") for name in names]
        self._site.expect_request(path).respond_with_data(rss(stories))

    def page(self, path: str, *links: str) -> None:
        """Have a page that announces feeds."""
        head = "".join(ALTERNATE.format(link) for link in links)
        text = f"<html><head><title>Mill</title>{head}</head><body></body></html>"
        self._site.expect_request(path).respond_with_data(text, content_type="text/html")

    def address(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://127.0.0.1:{self._site.port}{path}"

    def add(self, address: str, *options: object) -> Result:
        """Call the command."""
        written = self.address(address) if address.startswith("/") else address
        return self._command("feeds", "add", written, *options, "--config", self._config)

    def feeds(self) -> list[dict[str, object]]:
        """Give what is configured."""
        shown = self._command("config", "dump", "--config", self._config, "--json")
        return list(json.loads(shown.stdout)["feeds"])

    def addresses(self) -> list[object]:
        """Give the addresses that are configured."""
        return [feed["address"] for feed in self.feeds()]

    @property
    def file(self) -> str:
        """Give the text of feeds.yaml."""
        return (self._config / "feeds.yaml").read_text()


@pytest.fixture
def desk(command: Command, tmp_path: Path, httpserver: HTTPServer) -> Desk:
    """A configuration that may dial this machine."""
    config = configuration.write(tmp_path, feeds=[])
    return Desk(command, config, httpserver)


def test_the_feed_of_a_page_is_added_with_what_it_says_of_itself(desk: Desk):
    desk.page("/", "/f")
    desk.feed("/f", "a")

    done = desk.add("/", "--tags", "a,b", "--tag", "c")

    assert done.exit_code == 0
    (feed,) = desk.feeds()
    assert (feed["address"], feed["id"]) == (desk.address("/f"), "127.0.0.1")
    assert (feed["title"], feed["language"]) == ("The Mill Courier", "en")
    assert feed["tags"] == ["a", "b", "c"]
    assert desk.file.splitlines()[-1] in done.stdout


def test_the_word_of_the_user_wins(desk: Desk):
    desk.feed("/f", "a")

    desk.add("/f", "--id", "mill", "--title", "Mill: news", "--language", "de")

    (feed,) = desk.feeds()
    assert (feed["id"], feed["title"], feed["language"]) == ("mill", "Mill: news", "de")


def test_an_address_may_come_without_its_scheme(desk: Desk):
    desk.feed("/f", "a")

    desk.add(desk.address("/f").removeprefix("http://"))

    assert desk.addresses() == [desk.address("/f")]


def test_of_several_feeds_none_is_guessed(desk: Desk):
    desk.page("/", "/f", "/g")
    desk.feed("/f", "a")
    desk.feed("/g", "b")

    done = desk.add("/")

    assert done.exit_code == 1
    assert desk.addresses() == []
    assert f"monitor feeds add {desk.address('/g')}" in done.stdout


def test_several_feeds_are_added_by_number_or_all(desk: Desk):
    desk.page("/", "/f", "/g", "/h")
    for name in "fgh":
        desk.feed(f"/{name}", name)

    assert desk.add("/", "--pick", 2).exit_code == 0
    assert desk.addresses() == [desk.address("/g")]
    done = desk.add("/", "--all")
    assert desk.addresses() == [desk.address(path) for path in ("/g", "/f", "/h")]
    assert f"{desk.address('/g')} stands already in" in done.stderr


def test_a_number_that_is_not_there_is_wrong_usage(desk: Desk):
    desk.feed("/f", "a")

    assert desk.add("/f", "--pick", 2).exit_code == 2
    assert desk.addresses() == []


def test_a_dry_run_shows_and_writes_nothing(desk: Desk):
    desk.feed("/f", "a")
    before = desk.file

    done = desk.add("/f", "--dry-run")

    assert (done.exit_code, desk.file) == (0, before)
    assert f"address: '{desk.address('/f')}'" in done.stdout


def test_where_no_feed_is_it_is_said_what_was_tried(desk: Desk):
    desk.page("/news")

    done = desk.add("/news")

    assert done.exit_code == 1
    assert f"{desk.address('/news')}  not_a_feed: a web page" in done.stderr
    assert f"{desk.address('/rss')}  http_5xx" in done.stderr
    assert f"monitor feeds add --page {desk.address('/news')}" in done.stderr
    assert desk.addresses() == []


def test_a_feed_that_is_there_already_is_said_with_its_line(desk: Desk):
    desk.feed("/f", "a")
    desk.page("/", "/f")
    desk.add("/f")
    before = desk.file
    line = len(before.splitlines())

    for address in ("/f", "/"):
        done = desk.add(address)

        assert done.exit_code == 1
        assert f"stands already in {desk._config / 'feeds.yaml'}:{line}" in done.stderr
    assert desk.file == before


def test_a_private_address_is_refused_unless_allowed(command: Command, own_config: Path):
    done = command("feeds", "add", "http://127.0.0.1:9/f", "--config", own_config)

    assert done.exit_code == 1
    assert "private_address" in done.stderr


def test_an_unseen_address_is_written_as_it_is(command: Command, own_config: Path):
    done = command("feeds", "add", "https://a.example/f", "--unseen", "--config", own_config)

    assert done.exit_code == 0
    assert (own_config / "feeds.yaml").read_text() == (
        "version: 1\nfeeds:\n  - {address: 'https://a.example/f'}\n"
    )


def test_a_page_can_be_watched_without_a_feed(command: Command, own_config: Path):
    done = command("feeds", "add", "a.example/news", "--page", "--config", own_config)

    shown = json.loads(command("config", "dump", "--config", own_config, "--json").stdout)
    assert done.exit_code == 0
    assert [(feed["address"], feed["kind"]) for feed in shown["feeds"]] == [
        ("https://a.example/news", "page")
    ]


def test_a_language_that_does_not_exist_is_refused_and_the_file_stays(
    command: Command, own_config: Path
):
    before = (own_config / "feeds.yaml").read_text()
    address = ("https://a.example/f", "--unseen", "--language", "xx")

    done = command("feeds", "add", *address, "--config", own_config)

    assert done.exit_code == 1
    assert "'xx'" in done.stderr
    assert (own_config / "feeds.yaml").read_text() == before


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/f", "javascript:alert(1)"]
)
def test_what_is_no_address_is_wrong_usage(command: Command, own_config: Path, address: str):
    assert command("feeds", "add", address, "--config", own_config).exit_code == 2
