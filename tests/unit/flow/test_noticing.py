"""What is noticeable about a feed is an event, once: losses, silence, moves, ends, replays."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from monitor.store import audit, feeds, feedwatch
from monitor.store.feeds import FeedClaim
from monitor.store.schema import due
from tests.rig.house import DAY, FEED, HOUR, LEASE, MINUTE, NOON, House, told
from tests.rig.newsroom import RSS, Reply
from tests.rig.paper import Story, rss

NEW = f"{FEED}/new"


def subscribe(house: House, address: str | None = None, **more: object) -> None:
    """Configure the courier, whose first poll tells nothing."""
    house.configure(
        feeds=[{"id": "courier", "address": address or house.news.address(FEED), **more}]
    )


def hourly(house: House, count: int, until: datetime = NOON, first: int = 0) -> list[Story]:
    """Make stories that came an hour apart, the newest first."""
    return [
        house.story(f"{first + n}", f"Rain {first + n}", published=until - n * HOUR)
        for n in range(count)
    ]


def details(house: House, reason: str) -> list[str]:
    found = house.ask(lambda rows: audit.events(rows, since=NOON - DAY, limit=999))
    return [one.detail for one in found if one.reason == reason]


def claims(rows: Connection, at: datetime) -> Sequence[FeedClaim]:
    return feeds.claim(rows, feeds.Choice(now=at, limit=9), lease=LEASE)


def poll_on(house: House, *times: datetime) -> None:
    for at in times:
        house.poll(at)


def trouble(house: House, at: datetime) -> list[str]:
    return [one.reason for one in house.ask(lambda rows: feedwatch.trouble(rows, at))]


def test_a_feed_that_is_well_is_no_event(house: House):
    subscribe(house)
    house.print(*hourly(house, 3))
    house.poll(NOON)
    house.print(*hourly(house, 4, NOON + HOUR))

    house.poll(NOON + HOUR)

    assert house.events() == []


def test_a_failure_is_noted_when_it_begins_and_when_its_reason_changes(house: House):
    for status in (500, 500, 404, 404, 500):
        house.news.put(FEED, Reply(status=status))
        house.poll(NOON + len(house.news.asked) * DAY)

    assert house.events() == ["http_5xx", "http_404", "http_5xx"]


def test_a_failure_after_a_success_is_noted_again(house: House):
    for number, reply in enumerate((Reply(status=500), None, Reply(status=500))):
        house.news.put(FEED, reply or Reply(body=rss(hourly(house, 1)), kind=RSS))
        house.poll(NOON + number * DAY)

    assert house.events() == ["http_5xx", "http_5xx"]


def silenced(house: House) -> None:
    """Let an hourly feed say nothing for five days."""
    house.print(*hourly(house, 60), etag='"1"')
    poll_on(house, *(NOON + number * 6 * HOUR for number in range(21)))


def test_a_silence_is_noted_once(any_house: House):
    silenced(any_house)

    assert any_house.events() == ["silent"]
    assert trouble(any_house, NOON + 5 * DAY) == ["silent"]


def test_a_feed_that_speaks_again_is_noted_once(house: House):
    silenced(house)
    back = NOON + 5 * DAY + HOUR
    house.print(house.story("back", "Rain", published=back), *hourly(house, 60))

    poll_on(house, back, back + HOUR, back + 2 * HOUR)

    assert house.events() == ["silent", "speaks_again"]
    assert trouble(house, back + 2 * HOUR) == []


def cyrillic(house: House, *titles: str) -> Reply:
    """Print a feed that says utf-8 and is windows-1251."""
    said = [house.story(title, title, "Сапёры чинят старый мост у мельницы.") for title in titles]
    return Reply(body=rss(said).decode().encode("cp1251"), kind=RSS)


def test_a_wrong_charset_is_noted_once(house: House):
    house.news.put(FEED, cyrillic(house, "Сапёры едут в область"))
    house.poll(NOON)
    house.news.put(FEED, cyrillic(house, "Сапёры едут в область", "Дождь над городом"))

    house.poll(NOON + HOUR)

    assert house.events() == ["wrong_charset"]


def move(house: House, days: int = 2) -> datetime:
    """Let the feed be sent on for good for two days."""
    house.news.put(FEED, Reply(status=301, headers={"Location": NEW}))
    house.print(*hourly(house, 3), path=NEW, etag='"1"')
    times = [NOON + number * 6 * HOUR for number in range(4 * days)]
    poll_on(house, *times)
    return times[-1]


def test_a_move_is_noted_once(any_house: House):
    move(any_house)

    assert [one for one in any_house.events() if one != "silent"] == ["moved"]
    assert any_house.state().adopted == any_house.news.address(NEW)


def test_a_new_address_that_fails_is_given_up_and_that_is_noted_once(house: House):
    at = move(house)
    house.print(*hourly(house, 3))
    house.news.put(NEW, Reply(status=404))

    poll_on(house, *(at + number * DAY for number in range(1, 7)))

    assert [one for one in house.events() if one != "silent"][:3] == [
        "moved",
        "http_404",
        "moved_back",
    ]
    assert house.events().count("moved_back") == 1
    assert house.state().reason is None


def test_no_event_tells_the_password_of_an_address(house: House):
    address = house.news.address(FEED).replace("://", "://anna:hush@")
    subscribe(house, address)
    at = move(house)
    house.print(*hourly(house, 3))
    house.news.put(NEW, Reply(status=404))
    poll_on(house, *(at + number * DAY for number in range(1, 7)))

    assert {"moved", "moved_back"} <= set(house.events())
    assert not [one for reason in house.events() for one in details(house, reason) if "hush" in one]


def test_no_reason_of_a_failure_tells_the_password_of_a_proxy(house: House):
    proxy = house.news.address("").replace("://", "://anna:hush@")
    subscribe(house, "https://courier.example/feed", proxy=proxy)
    house.news.put("courier.example:443", Reply(status=407))

    (polled,) = house.poll(NOON)

    assert polled.state.reason is not None
    assert "hush" not in (polled.state.detail or "")


def test_a_feed_that_is_gone_for_good_is_stopped_and_that_is_noted_once(any_house: House):
    any_house.news.put(FEED, Reply(status=410))

    poll_on(any_house, *(NOON + number * DAY for number in range(9)))

    assert any_house.events() == ["gone", "stopped"]
    assert trouble(any_house, NOON + 9 * DAY) == ["stopped"]
    assert len(any_house.news.asked) <= 4


def test_a_feed_that_was_only_gone_for_a_day_goes_on(house: House):
    house.news.put(FEED, Reply(status=410))
    poll_on(house, NOON, NOON + DAY)
    house.print(*hourly(house, 3))

    poll_on(house, NOON + 3 * DAY)

    assert (house.events(), house.state().stopped_at) == (["gone"], None)


def rebuilt(house: House, count: int, at: datetime) -> Sequence[Story]:
    """Make old stories under new identities and at new addresses."""
    return [
        house.story(f"again-{n}", f"Old sappers {n}", published=at - (3 + n) * DAY)
        for n in range(count)
    ]


def test_a_rebuilt_feed_tells_nothing_old_but_what_is_new(any_house: House):
    subscribe(any_house)
    any_house.print(*hourly(any_house, 3))
    any_house.poll(NOON)
    at = NOON + HOUR
    new = any_house.story("new", "New sappers", published=at - MINUTE)
    any_house.print(new, *rebuilt(any_house, 8, at), *hourly(any_house, 3))

    any_house.poll(at)

    assert told(any_house.compose(at)) == [("sappers", "New sappers")]
    assert any_house.events() == ["replay"]
    assert details(any_house, "replay") == ["8 old entries under new identities"]


def test_a_replay_is_noted_once_and_its_pages_are_not_read(house: House):
    subscribe(house)
    house.print(*hourly(house, 3))
    house.poll(NOON)
    at = NOON + HOUR
    house.print(*rebuilt(house, 8, at), *hourly(house, 3))
    house.poll(at)
    house.print(*rebuilt(house, 8, at), *hourly(house, 4, at))
    house.poll(at + HOUR)

    assert house.events() == ["replay"]
    assert [one.article_id for one in house.read_pages(at + HOUR)] == [12]


def test_a_single_late_entry_is_no_replay_but_too_old_for_an_alert(house: House):
    subscribe(house)
    house.print(*hourly(house, 3))
    house.poll(NOON)
    house.print(*rebuilt(house, 1, NOON), *hourly(house, 3))

    house.poll(NOON + HOUR)

    reasons = house.ask(lambda rows: rows.execute(select(due.c.reason)).scalars().all())
    assert (house.hits(), reasons) == ([("sappers", "Old sappers 0")], ["old"])


def test_the_page_behind_words_that_were_said_before_is_read_all_the_same(house: House):
    words = (
        "What we know today: this page is brought up to date all day long by our desk at the mill."
    )
    house.print(house.story("1", "Live", words))
    house.poll(NOON)
    house.print(house.story("2", "Live", words), house.story("1", "Live", words))
    house.print_page("/2", "Live", "They will mend the old bridge first.")
    house.poll(NOON + DAY)

    house.read_pages(NOON + DAY)

    assert house.hits() == [("bridges", "Live")]


def test_entries_beyond_the_limit_are_noted(house: House):
    item = '<item><guid isPermaLink="false">{n}</guid><title>Rain</title></item>'
    items = "".join(item.format(n=n) for n in range(2_007))
    house.news.put(
        FEED, Reply(body=f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), kind=RSS)
    )

    house.poll(NOON)

    assert details(house, "skipped") == ["7 entries beyond the limit"]


def test_who_lost_the_lease_notes_nothing(house: House):
    house.news.put(FEED, Reply(status=500))
    (slow,) = house.tell(lambda rows: claims(rows, NOON))
    house.tell(lambda rows: claims(rows, NOON + LEASE))

    house.run.run(house.ingest(slow, NOON))

    assert house.events() == []


def test_a_file_in_a_folder_is_never_silent(house: House, tmp_path: Path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "old.xml").write_bytes(rss([house.story("1", "Old news", published=NOON - 9 * DAY)]))
    house.configure(feeds=[{"folder": str(folder), "first_run": "all"}])

    house.poll(NOON + 300 * DAY)

    assert house.ask(lambda rows: feedwatch.trouble(rows, NOON + 300 * DAY)) == ()
