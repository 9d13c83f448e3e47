"""Feeds that we publish are feeds: a reader of feeds understands them, whatever stands in them."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import Message, Outcome, Parcel, Section, Sent, StoryCard
from monitor.model.seam import Point, pass_by
from monitor.model.watch import Destination
from monitor.notify.feed_entries import feeds_of
from monitor.notify.feed_files import MOST_ITEMS, atom, file_name, json_feed, merged
from monitor.notify.folder import FolderSender
from monitor.notify.parcel import pack
from tests.unit.notify.samples import NOON, digest_message, rows
from tests.unit.notify.scripts import SCRIPTS, rendered

FILES = Destination(id="files", folder="outbox")
DOMAIN = "example.org"
# What Atom asks of a feed and of each of its entries (RFC 4287, 4.1.1 and 4.1.2).
FEED_HAS = {"id", "title", "updated"}
ENTRY_HAS = {"id", "title", "updated", "author", "content"}
NAMESPACE = "{http://www.w3.org/2005/Atom}"


def message(*titles: str, first: int = 1, watch: str = "kursk") -> Message:
    """Make a message of one watch, with one hit for each title."""
    found = tuple(
        replace(
            rows()[0],
            hit_id=number,
            article_id=number,
            title=title,
            text=title,
            outlet=title,
            first_seen_at=NOON + timedelta(minutes=number),
        )
        for number, title in enumerate(titles, start=first)
    )
    cards = tuple(StoryCard(lead=row) for row in found)
    section = Section(watch=watch, title=f"About {watch}", severity="normal", cards=cards)
    return replace(digest_message(), id=f"m{first}", sections=(section,))


def one_feed(said: Message) -> dict:
    (feed,) = feeds_of(said, DOMAIN)
    return merged(None, feed)


def parcel(said: Message) -> Parcel:
    return pack(said, rendered("x"), FILES, "news@example.org")


def put(folder: Path, *sent: Parcel, point: Point = pass_by) -> list[Outcome]:
    sender = FolderSender(folder, point)

    async def run() -> list[Outcome]:
        return list(await asyncio.gather(*(sender.send(one, NOON) for one in sent)))

    return asyncio.run(run())


def files(folder: Path) -> dict[str, str]:
    found = (path for path in (folder / "feeds").iterdir() if not path.name.startswith("."))
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def ids(folder: Path) -> list[str]:
    return [item["id"] for item in json.loads(files(folder)["kursk.json"])["items"]]


def names(element: ElementTree.Element) -> set[str]:
    return {child.tag.removeprefix(NAMESPACE) for child in element}


@pytest.mark.parametrize("sentence", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_reader_of_feeds_reads_every_script(sentence: str):
    read = feedparser.parse(atom(one_feed(message(sentence))).encode())

    assert (read.bozo, read.version) == (False, "atom10")
    (entry,) = read.entries
    assert (entry.title, entry.author, entry.content[0].value) == (sentence,) * 3
    assert (entry.link, entry.id) == ("https://news.example/id/1", "tag:example.org,2025:hit/1")


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_whatever_stands_in_a_title_it_is_an_atom_feed(titles: Sequence[str]):
    root = ElementTree.fromstring(atom(one_feed(message(*titles))))

    assert names(root) >= FEED_HAS
    entries = root.findall(f"{NAMESPACE}entry")
    assert len(entries) == len(titles)
    assert all(names(entry) >= ENTRY_HAS for entry in entries)


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_whatever_stands_in_a_title_it_is_a_json_feed(titles: Sequence[str]):
    feed = json.loads(json_feed(one_feed(message(*titles))))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert "content_text" in item
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", item["date_modified"])


def test_no_title_is_markup_to_a_reader():
    evil = "<script>alert(1)</script>]]><b>x</b>&amp;"

    read = feedparser.parse(atom(one_feed(message(evil))).encode(), sanitize_html=False)

    assert read.entries[0].title_detail.type == "text/plain"
    assert read.entries[0].title == evil


def test_a_hit_has_the_same_id_in_every_message():
    first, again = one_feed(message("a")), one_feed(replace(message("a"), id="other"))

    assert first["items"][0]["id"] == again["items"][0]["id"]


def test_each_watch_has_a_feed(tmp_path: Path):
    both = message("a").sections + message("b", first=2, watch="ports").sections

    put(tmp_path, parcel(replace(message("a"), sections=both)))

    assert sorted(files(tmp_path)) == ["kursk.atom", "kursk.json", "ports.atom", "ports.json"]


def test_what_is_told_later_comes_before(tmp_path: Path):
    put(tmp_path, parcel(message("a", "b")))
    put(tmp_path, parcel(message("c", first=3)))

    assert ids(tmp_path) == [f"tag:example.org,2025:hit/{n}" for n in (3, 2, 1)]


def test_a_repeat_changes_nothing(tmp_path: Path):
    put(tmp_path, parcel(message("a", "b")), parcel(message("c", first=3)))
    before = files(tmp_path)

    put(tmp_path, parcel(message("a", "b")))

    assert files(tmp_path) == before


@given(st.permutations(range(6)))
def test_the_order_of_messages_does_not_matter(order: Sequence[int]):
    feeds = [feeds_of(message(str(n), first=n + 1), DOMAIN)[0] for n in range(6)]

    def all_in(numbers: Sequence[int]) -> str | None:
        held = None
        for number in numbers:
            held = json_feed(merged(held, feeds[number]))
        return held

    assert all_in(order) == all_in(range(6))


def test_only_the_newest_stay(tmp_path: Path):
    put(tmp_path, parcel(message(*"abcdefghij" * 9)))
    put(tmp_path, parcel(message(*"abcdefghij" * 3, first=91)))

    kept = ids(tmp_path)
    assert (len(kept), kept[0]) == (MOST_ITEMS, "tag:example.org,2025:hit/120")


def test_messages_at_the_same_time_all_arrive(tmp_path: Path):
    outcomes = put(tmp_path, *(parcel(message("a", first=number)) for number in range(1, 21)))

    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert len(ids(tmp_path)) == 20


def test_a_newer_form_of_a_hit_takes_the_place_of_the_older(tmp_path: Path):
    new = message("corrected")
    row = replace(new.sections[0].cards[0].lead, fetched_at=NOON + timedelta(days=1))
    section = replace(new.sections[0], cards=(StoryCard(lead=row),))

    put(tmp_path, parcel(replace(new, id="m2", sections=(section,))))
    put(tmp_path, parcel(message("as it was")))

    (item,) = json.loads(files(tmp_path)["kursk.json"])["items"]
    assert item["title"] == "corrected"


@pytest.mark.parametrize("held", ["", "{", "[]", '{"items": [{"id": 1}]}', '{"items": 3}', "null"])
def test_a_file_that_somebody_broke_begins_anew(tmp_path: Path, held: str):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "kursk.json").write_text(held)

    (outcome,) = put(tmp_path, parcel(message("a")))

    assert isinstance(outcome, Sent)
    assert len(ids(tmp_path)) == 1


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_no_two_watches_share_a_file_and_none_is_a_path(watches: list[str]):
    one, other = map(file_name, watches)

    assert one != other
    assert re.fullmatch(r"[A-Za-z0-9~_-]{1,200}", one)


@pytest.mark.parametrize("renames", [1, 2])
def test_a_death_in_between_leaves_whole_files_and_a_repeat_mends_them(
    tmp_path: Path, renames: int
):
    put(tmp_path, parcel(message("a")))
    passed = 0

    def point(name: str) -> None:
        nonlocal passed
        passed += name == "feeds.rename"
        if passed == renames:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, parcel(message("b", first=2)), point=point)
    broken = feedparser.parse(files(tmp_path)["kursk.atom"].encode()).bozo
    put(tmp_path, parcel(message("b", first=2)))

    assert not broken
    assert len(feedparser.parse(files(tmp_path)["kursk.atom"].encode()).entries) == 2
