import asyncio
import os

import pytest

from monitor.intake.fetch import FetchError, FetchLimits, Fresh, Unchanged, fetch_feed, fetch_page
from monitor.model.feed import Feed, FeedState
from monitor.outside.dial import Dialer
from monitor.outside.guard import Allowlist
from tests.unit.intake.test_fetch import NOW

LIMITS = FetchLimits(page_bytes=1000, feed_bytes=1000)


@pytest.fixture
def folder(tmp_path):
    """A folder with a feed and a page, and a secret beside it."""
    inside = tmp_path / "news room"
    (inside / "pages").mkdir(parents=True)
    (inside / "feed.xml").write_bytes(b"<rss/>")
    (inside / "pages" / "a%20b.html").write_bytes(b"<p>words")
    (tmp_path / "secret.html").write_bytes(b"<p>secret")
    (tmp_path / "news room 2").mkdir()
    (tmp_path / "news room 2" / "x.html").write_bytes(b"<p>neighbour")
    return inside


def read(address, root):
    async def once():
        async with Dialer(agent="tests", allowed=Allowlist()) as dialer:
            feed = Feed(id="local", address="file:///feed", root=str(root))
            return await fetch_page(dialer, address, feed, LIMITS, NOW)

    return asyncio.run(once())


def test_a_page_below_the_folder_is_read(folder):
    page = read((folder / "pages" / "a%20b.html").as_uri(), folder)

    assert isinstance(page, Fresh)
    assert page.body == b"<p>words"


def test_a_feed_of_the_folder_is_read_and_then_unchanged(folder):
    feed = Feed(id="f", address=(folder / "feed.xml").as_uri(), root=str(folder))

    async def twice():
        async with Dialer(agent="tests", allowed=Allowlist()) as dialer:
            fresh = await fetch_feed(dialer, feed, FeedState(next_poll_at=NOW), LIMITS, NOW)
            state = FeedState(next_poll_at=NOW, body_hash=fresh.body_hash)
            return fresh, await fetch_feed(dialer, feed, state, LIMITS, NOW)

    fresh, again = asyncio.run(twice())

    assert fresh.body == b"<rss/>"
    assert again == Unchanged(by="same body")


def outside(folder):
    """Addresses that lead out of the folder, or nowhere."""
    base = folder.as_uri()
    return [
        f"{base}/../secret.html",
        f"{base}/%2e%2e/secret.html",
        f"{base}/pages/../../secret.html",
        f"{base}/..%2fsecret.html",
        f"{base}%202/x.html",
        (folder.parent / "secret.html").as_uri(),
        "file:///etc/passwd",
        f"file://example.org{folder}/feed.xml",
        f"{base}/feed.xml%00.html",
        "file:",
        "file:feed.xml",
    ]


@pytest.mark.parametrize("index", range(11))
def test_no_address_leads_out_of_the_folder(folder, index):
    error = read(outside(folder)[index], folder)

    assert isinstance(error, FetchError)
    assert error.reason == "private_address"


def test_a_symbolic_link_does_not_lead_out_of_the_folder(folder):
    (folder / "link.html").symlink_to(folder.parent / "secret.html")
    (folder / "linked").symlink_to(folder.parent)

    errors = [
        read(f"{folder.as_uri()}/{name}", folder) for name in ("link.html", "linked/secret.html")
    ]

    assert {error.reason for error in errors} == {"private_address"}


def test_a_symbolic_link_inside_the_folder_is_followed(folder):
    (folder / "link.html").symlink_to(folder / "pages" / "a%20b.html")

    assert read(f"{folder.as_uri()}/link.html", folder).body == b"<p>words"


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "pipe.html")

    assert read(f"{folder.as_uri()}/pipe.html", folder).reason == "no_such_file"


@pytest.mark.parametrize("name", ["missing.html", "pages", "loop.html"])
def test_what_is_no_file_is_told_apart(folder, name):
    (folder / "loop.html").symlink_to(folder / "loop.html")

    assert read(f"{folder.as_uri()}/{name}", folder).reason in ("no_such_file", "private_address")


def test_a_file_over_its_limit_is_too_large(folder):
    (folder / "big.html").write_bytes(b"x" * 1001)

    assert read(f"{folder.as_uri()}/big.html", folder).reason == "too_large"
