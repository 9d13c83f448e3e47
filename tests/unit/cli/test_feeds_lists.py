"""`monitor feeds import` and `export`."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.rig import configuration
from tests.rig.paper import Story, rss
from tests.unit.cli.conftest import Command

LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="World">
  <outline type="rss" text="The Mill" xmlUrl="https://mill.example/rss" language="en"/>
  <outline type="rss" text="Nowhere" xmlUrl="htp:/nowhere"/>
  <outline type="rss" text="The Mill again" xmlUrl="https://MILL.example/rss#top"/>
</outline>
<outline type="rss" text="Known" xmlUrl="https://known.example/rss"/>
</body></opml>
"""
FEEDS = "version: 1\nfeeds:\n  # the wire\n  - {address: 'https://known.example/rss', id: known}\n"


@pytest.fixture
def folder(own_config: Path) -> Path:
    """A configuration with one feed, and a list beside it."""
    (own_config / "feeds.yaml").write_text(FEEDS)
    (own_config / "list.opml").write_text(LIST)
    return own_config


def test_a_list_is_added_as_far_as_it_can_be(command: Command, folder: Path):
    done = command("feeds", "import", folder / "list.opml", "--tag", "new", "--config", folder)

    assert done.exit_code == 0
    assert (folder / "feeds.yaml").read_text() == FEEDS + (
        "  - {address: 'https://mill.example/rss', id: mill, title: The Mill, language: en,"
        " tags: [world, new]}\n"
    )
    assert "1 added to" in done.stdout
    assert "2 already there, 1 refused" in done.stdout


def test_what_is_not_added_is_said_with_its_line_its_title_and_why(command: Command, folder: Path):
    done = command("feeds", "import", folder / "list.opml", "--config", folder)

    assert done.stderr.splitlines() == [
        "already there: line 6, The Mill again, https://MILL.example/rss#top: "
        "stands in line 4 already",
        "already there: line 8, Known, https://known.example/rss: configured as known",
        "refused: line 5, Nowhere, htp:/nowhere: "
        "htp: addresses are not read, only http: and https:",
    ]


def test_a_dry_run_shows_and_writes_nothing(command: Command, folder: Path):
    done = command("feeds", "import", folder / "list.opml", "--dry-run", "--config", folder)

    assert (folder / "feeds.yaml").read_text() == FEEDS
    assert "https://mill.example/rss" in done.stdout
    assert "1 would be added" in done.stdout


def test_a_list_may_come_by_standard_input(command: Command, folder: Path):
    done = command("feeds", "import", "-", "--config", folder, given=LIST.encode())

    assert "1 added" in done.stdout


@pytest.mark.parametrize("text", ["<html></html>", "<opml><body>", ""])
def test_what_is_no_list_is_refused_and_nothing_changes(command: Command, folder: Path, text: str):
    done = command("feeds", "import", "-", "--config", folder, given=text.encode())

    assert done.exit_code == 1
    assert "not a list of feeds: " in done.stderr
    assert (folder / "feeds.yaml").read_text() == FEEDS


def test_a_list_that_gives_nothing_is_a_no(command: Command, folder: Path):
    text = '<opml><body><outline xmlUrl="nowhere"/></body></opml>'

    done = command("feeds", "import", "-", "--config", folder, given=text.encode())

    assert done.exit_code == 1


def test_checked_feeds_are_added_only_if_they_answer(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    story = Story(id="a", title="A", link="https://a.example/a")
    httpserver.expect_request("/fine").respond_with_data(rss([story]))
    config = configuration.write(tmp_path, feeds=[])
    outlines = "".join(f'<outline xmlUrl="{httpserver.url_for(p)}"/>' for p in ("/fine", "/no"))
    text = f"<opml><body>{outlines}</body></opml>"

    done = command("feeds", "import", "-", "--check", "--config", config, given=text.encode())

    shown = json.loads(command("config", "dump", "--config", config, "--json").stdout)
    assert [(feed["address"], feed["title"]) for feed in shown["feeds"]] == [
        (httpserver.url_for("/fine"), "The Mill Courier")
    ]
    assert f"refused: {httpserver.url_for('/no')}: http_5xx" in done.stderr


def test_an_exported_list_comes_back_as_it_was(command: Command, folder: Path):
    (folder / "seeds").mkdir()
    (folder / "seeds" / "local.xml").write_bytes(rss([]))
    written = (
        "version: 1\nfeeds:\n"
        "  - {address: 'https://a.example/?a=1&b=2', id: wire/a, title: 'A: ''b''', language: zh,"
        " tags: ['x, y', 50%/z]}\n"
        "  - {address: 'https://b.example/rss', id: b}\n"
        "  - {address: 'https://b.example/news', id: b-news, kind: page}\n"
    )
    (folder / "feeds.yaml").write_text(f"{written}  - {{folder: seeds}}\n")
    before = json.loads(command("config", "dump", "--config", folder, "--json").stdout)["feeds"]

    done = command("feeds", "export", "--opml", folder / "out.opml", "--config", folder)
    (folder / "feeds.yaml").write_text("version: 1\nfeeds: []\n")
    command("feeds", "import", folder / "out.opml", "--config", folder)

    after = json.loads(command("config", "dump", "--config", folder, "--json").stdout)["feeds"]
    assert after == [feed for feed in before if feed["address"].startswith("https:")]
    assert done.stderr == "3 feeds written\n1 of folders on this machine left out\n"


def test_no_password_leaves_with_a_list(command: Command, folder: Path):
    (folder / "feeds.yaml").write_text("feeds: ['https://me:secret@a.example/f']\n")

    done = command("feeds", "export", "--config", folder)

    assert 'xmlUrl="https://a.example/f"' in done.stdout
    assert "secret" not in done.stdout
    assert "1 written without user name, password and keys" in done.stderr
