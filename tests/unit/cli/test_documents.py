"""`monitor parse` and `monitor extract`, called as programs: the acceptance interface."""

import gzip
import json
from pathlib import Path

from tests.rig.paper import FILLER, Story, page, rss
from tests.unit.cli.conftest import Command, Program


def test_a_feed_becomes_one_line_with_its_entries(program: Program, tmp_path: Path):
    file = tmp_path / "feed.xml"
    file.write_bytes(rss([Story(id="1", title="Bridge opens", link="https://a.example/1")]))

    done = program("parse", file)

    found = json.loads(done.stdout)
    entry = found["entries"][0]
    assert found["file"] == str(file)
    assert found["feed"]["title"] == "The Mill Courier"
    assert (entry["id"], entry["title"], entry["link"]) == (
        "1",
        "Bridge opens",
        "https://a.example/1",
    )
    assert set(entry) == {"id", "link", "title", "published", "updated", "text", "language"}


def test_files_that_are_no_feeds_have_their_error_and_the_others_go_on(
    program: Program, tmp_path: Path
):
    good, page_file, broken = (tmp_path / name for name in ("good.xml", "page.html", "x.xml.gz"))
    good.write_bytes(rss([]))
    page_file.write_bytes(page("A page"))
    broken.write_bytes(gzip.compress(rss([]))[:-9])

    done = program("parse", page_file, tmp_path / "nowhere.xml", broken, good)

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("error", "").split(":")[0] for line in lines] == [
        "not_a_feed",
        "no_such_file",
        "broken_answer",
        "",
    ]
    assert done.returncode == 1


def test_relative_links_begin_at_the_address_that_is_given(command: Command, tmp_path: Path):
    file = tmp_path / "feed.xml"
    file.write_bytes(rss([Story(id="1", title="Bridge opens", link="news/1")]))

    done = command("parse", "--address", "https://a.example/feed.xml", file)

    assert json.loads(done.stdout)["entries"][0]["link"] == "https://a.example/news/1"


def test_a_page_becomes_one_line_with_its_text(program: Program, tmp_path: Path):
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(page("The bridge is open", "Sappers left at noon.")))

    done = program("extract", file)

    found = json.loads(done.stdout)
    assert "Sappers left at noon." in found["text"]
    assert FILLER[0] in found["text"]
    assert set(found) == {"file", "title", "date", "authors", "language", "text", "method", "why"}


def test_a_page_that_cannot_be_read_has_its_error(command: Command, tmp_path: Path):
    done = command("extract", tmp_path / "nowhere.html")

    assert json.loads(done.stdout)["error"].startswith("no_such_file")
    assert done.exit_code == 1


def test_a_gzip_bomb_is_refused(command: Command, tmp_path: Path):
    file = tmp_path / "bomb.html.gz"
    file.write_bytes(gzip.compress(b"<p>" + b"a" * 30_000_000))

    done = command("extract", file)

    assert json.loads(done.stdout)["error"].startswith("too_large")
