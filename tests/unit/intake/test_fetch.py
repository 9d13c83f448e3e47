import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.intake.fetch import (
    FetchError,
    FetchLimits,
    Fresh,
    Unchanged,
    fetch_feed,
    fetch_page,
)
from monitor.intake.freshness import retry_after
from monitor.model.feed import Feed, FeedState
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
NEW = FeedState(next_poll_at=NOW)
LIMITS = FetchLimits(seconds=5.0, feed_bytes=10_000, page_bytes=10_000)


def poll(server: HTTPServer, state: FeedState = NEW, path: str = "/feed", **feed):
    """Poll a feed of this server once."""

    async def once():
        async with Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer:
            wanted = Feed(id="f", address=server.url_for(path), **feed)
            return await fetch_feed(dialer, wanted, state, LIMITS, NOW)

    return asyncio.run(once())


def read(address: str, root: str | None = None):
    """Read a page once."""

    async def once():
        async with Dialer(agent="tests", allowed=allowlist(["127.0.0.1"])) as dialer:
            feed = root and Feed(id="local", address="file:///feed", root=root)
            return await fetch_page(dialer, address, feed or None, LIMITS, NOW)

    return asyncio.run(once())


def after(fresh: Fresh) -> FeedState:
    """Give the state that a first poll leaves."""
    return replace(
        NEW, etag=fresh.etag, last_modified=fresh.last_modified, body_hash=fresh.body_hash
    )


def test_a_first_poll_asks_without_conditions(httpserver):
    httpserver.expect_request("/feed").respond_with_data("<rss/>", headers={"ETag": 'W/"a b"'})

    fresh = poll(httpserver)

    assert isinstance(fresh, Fresh)
    assert (fresh.body, fresh.etag) == (b"<rss/>", 'W/"a b"')
    assert not {"If-None-Match", "If-Modified-Since"} & set(httpserver.log[0][0].headers.keys())


def test_validators_are_sent_back_byte_for_byte(httpserver):
    odd = {"ETag": 'W/"a,b==" c', "Last-Modified": "last tuesday, about noon"}
    httpserver.expect_request("/feed").respond_with_data("<rss/>", headers=odd)
    state = after(poll(httpserver))

    poll(httpserver, state)

    sent = httpserver.log[1][0].headers
    assert sent["If-None-Match"] == odd["ETag"]
    assert sent["If-Modified-Since"] == odd["Last-Modified"]


def test_304_means_unchanged_and_may_renew_the_validator(httpserver):
    httpserver.expect_request("/feed").respond_with_data(status=304, headers={"ETag": '"new"'})

    unchanged = poll(httpserver, replace(NEW, etag='"old"', last_modified="then"))

    assert unchanged == Unchanged(by="status 304", etag='"new"', last_modified="then")


def test_304_without_a_validator_sent_is_an_error(httpserver):
    httpserver.expect_request("/feed").respond_with_data(status=304)

    error = poll(httpserver)

    assert isinstance(error, FetchError)
    assert error.reason == "broken_answer"


def test_the_same_body_is_unchanged_whatever_its_validators(httpserver):
    tags = iter(["1", "2"])

    def answer(request: Request) -> Response:
        return Response("<rss/>", headers={"ETag": f'"{next(tags)}"'})

    httpserver.expect_request("/feed").respond_with_handler(answer)
    state = after(poll(httpserver))

    unchanged = poll(httpserver, state)

    assert unchanged == Unchanged(by="same body", etag='"2"')


def test_a_new_body_under_an_old_validator_is_fresh(httpserver):
    bodies = iter(["<rss>1</rss>", "<rss>2</rss>"])

    def answer(request: Request) -> Response:
        return Response(next(bodies), headers={"ETag": '"never changes"'})

    httpserver.expect_request("/feed").respond_with_handler(answer)
    state = after(poll(httpserver))

    fresh = poll(httpserver, state)

    assert isinstance(fresh, Fresh)
    assert fresh.body == b"<rss>2</rss>"


@pytest.mark.parametrize("etag", ["x" * 2000, "\x7f", "a\x01b"])
def test_a_validator_that_cannot_be_sent_back_is_forgotten(httpserver, etag):
    httpserver.expect_request("/feed").respond_with_data("<rss/>", headers={"ETag": etag})

    assert poll(httpserver).etag is None


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "http_401"), (403, "http_403"), (404, "http_404"), (410, "gone"), (418, "http_4xx"),
        (429, "slow_down"), (500, "http_5xx"), (503, "http_5xx"), (204, "http_2xx"),
        (206, "http_2xx"), (300, "http_3xx"),
    ],
)  # fmt: skip
def test_every_other_status_is_an_error_with_its_word(httpserver, status, reason):
    httpserver.expect_request("/feed").respond_with_data("body", status=status)

    assert poll(httpserver).reason == reason


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_heard_where_the_server_asks_for_patience(httpserver, status):
    wait = {"Retry-After": "120"}
    httpserver.expect_request("/feed").respond_with_data("", status=status, headers=wait)

    assert poll(httpserver).retry_after == 120


def test_retry_after_of_another_status_is_not_heard(httpserver):
    wait = {"Retry-After": "120"}
    httpserver.expect_request("/feed").respond_with_data("", status=404, headers=wait)

    assert poll(httpserver).retry_after is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120), ("0", 60), ("-1", None), ("1000000000", 86_400), ("9" * 400, 86_400),
        ("soon", None), ("", None), ("1.5", None), ("١٢٠", None),
        ("Mon, 02 Nov 2026 12:10:00 GMT", 600), ("Mon, 02 Nov 2026 15:10:00 +0300", 600),
        ("Mon, 02 Nov 2020 12:10:00 GMT", 60), ("Mon, 02 Nov 9999 12:10:00 GMT", 86_400),
        ("Mon, 02 Nov 2026 12:10:00 +9999", None), ("Monday, 02-Nov-26 12:10:00 GMT", 600),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms_and_kept_in_bounds(text, seconds):
    assert retry_after({"retry-after": text}, NOW) == seconds


@pytest.mark.parametrize("minutes", [1, 59, 600])
def test_a_date_counts_from_now(minutes):
    date = format_datetime(NOW + timedelta(minutes=minutes), usegmt=True)

    assert retry_after({"retry-after": date}, NOW) == minutes * 60


def test_a_feeds_own_headers_are_sent(httpserver):
    httpserver.expect_request("/feed").respond_with_data("<rss/>")

    poll(httpserver, headers={"Authorization": "Bearer t", "Accept": "text/xml"})

    sent = httpserver.log[0][0].headers
    assert (sent["Authorization"], sent["Accept"]) == ("Bearer t", "text/xml")


def test_nothing_is_added_to_the_address(httpserver):
    httpserver.expect_request("/feed").respond_with_data("<rss/>")

    poll(httpserver, path="/feed?a=1&b=%2F")

    assert httpserver.log[0][0].full_path == "/feed?a=1&b=%2F"


def test_a_feed_over_its_limit_is_too_large(httpserver):
    httpserver.expect_request("/feed").respond_with_data("x" * 20_000)

    assert poll(httpserver).reason == "too_large"


def test_a_page_is_read(httpserver):
    httpserver.expect_request("/a").respond_with_data("<p>words", content_type="text/html")

    page = read(httpserver.url_for("/a"))

    assert isinstance(page, Fresh)
    assert page.body == b"<p>words"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pdf", b"%PDF-1.7"), ("text/html", b"%PDF-1.7 ..."), ("video/mp4", b"x"),
        ("text/html", b"\x89PNG\r\n\x1a\n\x00\x00"), ("text/html", b"PK\x03\x04rest"),
        ("image/png", b"<html>"), ("application/json", b"{}"), ("text/html", b"GIF89a"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_told_apart(httpserver, kind, body):
    httpserver.expect_request("/a").respond_with_data(body, content_type=kind)

    assert read(httpserver.url_for("/a")).reason == "not_a_page"


def test_a_page_that_was_not_asked_conditionally_cannot_be_unchanged(httpserver):
    httpserver.expect_request("/a").respond_with_data(status=304)

    assert read(httpserver.url_for("/a")).reason == "broken_answer"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "file:/etc/passwd", "FILE:///etc/passwd"]
)
def test_a_file_address_without_a_folder_is_refused(address):
    assert read(address).reason in ("private_address", "bad_address")
