"""Feeds: addresses one by one, and folders with feed files."""

from datetime import timedelta

import pytest

from monitor.model.feed import Feed, FirstRun
from tests.unit.app.files import faults, load

RSS = "<rss version='2.0'><channel><title>x</title></channel></rss>"
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": []}'


def test_a_feed_is_read_with_everything_it_says(tmp_path):
    config = load(
        tmp_path,
        {"TOKEN": "Bearer x"},
        feeds="feeds:\n- {address: 'https://example.org/rss', id: ex, title: Example, tags: asia, "
        "language: zh-TW, every: 5m, headers: {Authorization: {env: TOKEN}, Accept-Language: id}, "
        "first_run: {last: 24h}}\n",
    )

    assert config.feeds == (
        Feed(
            id="ex",
            address="https://example.org/rss",
            title="Example",
            tags=("asia",),
            language="zh",
            every=timedelta(minutes=5),
            headers={"Authorization": "Bearer x", "Accept-Language": "id"},
            first_run=FirstRun(kind="last", window=timedelta(hours=24)),
        ),
    )


IDS = [
    ("https://www.example.org/", "example.org"),
    ("https://example.org/rss/v2.xml", "example.org/rss/v2.xml"),
    ("https://example.org/feed/?a=1", "example.org/feed"),
    ("https://example.org/новости", "example.org/-------"),
]


@pytest.mark.parametrize(("address", "name"), IDS)
def test_an_id_is_made_of_host_and_path(tmp_path, address, name):
    assert load(tmp_path, feeds=f"feeds: ['{address}']").feeds[0].id == name


def test_a_folder_is_one_feed_for_each_of_its_feed_files(tmp_path):
    seeds = tmp_path / "seeds"
    (seeds / "pages").mkdir(parents=True)
    for name in ("b.xml", "a.rss", "c.atom", "readme.md"):
        (seeds / name).write_text(RSS)
    (seeds / "d.json").write_text(JSON_FEED)
    (seeds / "expected.json").write_text('{"version": 1}')
    (seeds / "broken.json").write_text("{")

    feeds = load(tmp_path, feeds="feeds: [{folder: ../seeds, first_run: all, tags: [s]}]").feeds

    assert [feed.id for feed in feeds] == ["seeds/a", "seeds/b", "seeds/c", "seeds/d"]
    assert feeds[0] == Feed(
        id="seeds/a",
        address=(seeds / "a.rss").as_uri(),
        root=str(seeds),
        tags=("s",),
        first_run=FirstRun(kind="all"),
    )


FAULTS = [
    ("ftp://example.org/rss", "ftp: addresses are not read, only http: and https:"),
    ("file:///etc/passwd", "file: addresses are not read; for feeds on this machine write {folder"),
    ("example.org/rss", "an address begins with https://; did you mean https://example.org/rss?"),
    ("feed://example.org/rss", "write https: in place of feed:; did you mean https://example.org"),
    ("javascript:alert(1)", "javascript: addresses are not read"),
    ("https://", "names no host"),
    ("https://example.org/a b", "a space or an invisible character"),
    ("https://example.org:99999/", "is no address"),
    ("https://example.org/" + "x" * 2_048, "the address is longer than 2,048 characters"),
]


@pytest.mark.parametrize(("address", "said"), FAULTS)
def test_an_address_that_is_not_polled_is_refused_with_its_line(tmp_path, address, said):
    (fault,) = faults(tmp_path, feeds=f"feeds:\n- {{address: '{address}'}}\n")

    assert fault.startswith("feeds.yaml:2:13: ")
    assert said in fault


SHAPE_FAULTS = [
    ("{address: 'https://x.org', folder: y}", "2:3: a feed has either an address or a folder"),
    ("{tags: [x]}", "2:3: a feed has either an address or a folder"),
    ("{address: 'https://x.org', lang: ru}", "2:30: unknown key 'lang'; did you mean 'language'?"),
    ("{address: 'https://x.org', language: idn}", "2:40: unknown language 'idn'; did you mean"),
    ("{folder: nowhere}", "2:12: no such folder"),
    ("{folder: ., id: x}", "2:15: a folder has many feeds: id does not fit"),
    ("{address: 'https://x.org', headers: {'A B': x}}", "2:47: a header is a name of letters"),
    ("{address: 'https://x.org', headers: {A: {env: NO}}}", "2:43: the environment has neither NO"),
    ("{address: 'https://x.org', every: 5}", "2:37: 5 has no unit"),
    ("{address: 'https://x.org', first_run: none}", "2:41: write baseline, all, or {last: 24h}"),
]


@pytest.mark.parametrize(("item", "said"), SHAPE_FAULTS)
def test_a_fault_of_a_feed_is_named_with_line_and_column(tmp_path, item, said):
    (fault,) = faults(tmp_path, feeds=f"feeds:\n- {item}\n")

    assert fault.startswith(f"feeds.yaml:{said}")


@pytest.mark.parametrize(
    "again", ["https://example.org/rss", "HTTPS://EXAMPLE.org:443/rss", "https://example.org/rss#x"]
)
def test_the_same_feed_twice_is_refused_with_the_first_line(tmp_path, again):
    (fault,) = faults(tmp_path, feeds=f"feeds:\n- https://example.org/rss\n- '{again}'\n")

    assert fault.endswith("stands already in line 2")


def test_two_feeds_of_one_name_are_refused(tmp_path):
    (fault,) = faults(tmp_path, feeds="feeds:\n- https://x.org/a?b=1\n- https://x.org/a?b=2\n")

    assert "two feeds would be called 'x.org/a'" in fault


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://пример.рф/новости", "https://xn--e1afmkfd.xn--p1ai/новости"),
        ("https://user:pass@example.org/rss", "https://user:pass@example.org/rss"),
        ("http://[2001:db8::1]:8080/rss", "http://[2001:db8::1]:8080/rss"),
    ],
)
def test_an_address_keeps_what_it_means(tmp_path, written, address):
    assert load(tmp_path, feeds=f"feeds: ['{written}']").feeds[0].address == address


def test_what_is_said_of_a_host_holds_for_its_feeds(tmp_path):
    feeds = load(
        tmp_path,
        feeds="hosts: {x.org: {every: 5m, weight: 3}}\n"
        "feeds:\n"
        "- {address: 'https://news.x.org/a', id: a}\n"
        "- {address: 'https://x.org/b', id: b, every: 1h, weight: 2}\n"
        "- {address: 'https://notx.org/c', id: c}\n",
    ).feeds

    assert [(feed.every, feed.weight) for feed in feeds] == [
        (timedelta(minutes=5), 3),
        (timedelta(hours=1), 2),
        (None, 1),
    ]


def test_cookies_proxy_and_the_way_of_reading_are_taken(tmp_path):
    (feed,) = load(
        tmp_path,
        {"SEAT": "7", "PROXY": "http://anna:hush@proxy.example:3128"},
        feeds="feeds:\n- {address: 'https://x.org/a', cookies: {seat: {env: SEAT}}, "
        "proxy: {env: PROXY}, kind: page, extract: recall}\n",
    ).feeds

    assert (feed.cookies, feed.kind, feed.extract) == ({"seat": "7"}, "page", "recall")
    assert feed.proxy == "http://anna:hush@proxy.example:3128"
    assert "hush" not in repr(feed)


def test_several_sites_may_be_one_publisher(tmp_path):
    config = load(
        tmp_path, feeds="publishers: {yonhap: [yna.co.kr, www.Yonhapnews.co.kr], kbs: kbs.co.kr}\n"
    )

    assert config.publishers == {
        "yna.co.kr": "yonhap",
        "yonhapnews.co.kr": "yonhap",
        "kbs.co.kr": "kbs",
    }


PUBLISHERS = [
    ("{a: [https://x.org]}", "1:18: 'https://x.org' is no site"),
    ("{a: [x.org], b: [www.x.org]}", "1:30: x.org stands already under 'a'"),
    ("[x.org]", "1:13: a mapping is expected here"),
]


@pytest.mark.parametrize(("publishers", "said"), PUBLISHERS)
def test_a_fault_of_a_publisher_is_named_with_line_and_column(tmp_path, publishers, said):
    (fault,) = faults(tmp_path, feeds=f"publishers: {publishers}\n")

    assert fault.startswith(f"feeds.yaml:{said}")
